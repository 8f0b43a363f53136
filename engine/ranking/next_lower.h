// What a claim is worth when its verification fails: the points of the next lower step of its rule.
//
//   next_lower_points(rule, Decimal(5), Decimal(3))     // steps 5/3/1: 1
//
// Rules with steps (yes or no, levels, counts, items, days) fall to the next lower number of points that they can give;
// rules without (ratios, formulas, comparisons) lose a tenth of the maximum, down to 0. What is judged, surveyed or taken
// off is no claim of the unit: nothing.
#pragma once

#include <optional>

#include "programme/rule.h"

namespace thuocdo {

// Nothing where there is no claim that could fail: `points` is not above the least that the rule can give.
std::optional<Decimal> next_lower_points(const Rule& rule, const Decimal& maximum, const Decimal& points);

}  // namespace thuocdo
