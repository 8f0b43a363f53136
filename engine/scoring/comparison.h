// Final points of criteria that other units decide: compared within the tier, or rolled up from the units below. Nothing but
// the figures of the results is needed, no answers.
//
//   auto comparison = compare({{"x-1", figure}, {"x-2", figure}});          // in the order of the units
//   result = compared(programme, criterion, result, comparison);            // scored, and says against whom
//   result = rolled_up(programme, criterion, 3, 4);                         // 3 of 4 units below reach it
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scoring/scorecard.h"

namespace thuocdo {

// Null without figures.
std::shared_ptr<const Comparison> compare(const std::vector<std::pair<std::string, Ratio>>& figures);
// The result of a normalised criterion, which holds the unit's figure, against the comparison.
CriterionResult compared(const Programme& programme, const Criterion& criterion, const CriterionResult& own,
                         std::shared_ptr<const Comparison> comparison);
// Of `all` units below, `met` reach what the roll-up asks for; `all` is not 0.
CriterionResult rolled_up(const Programme& programme, const Criterion& criterion, int met, int all);

// "so với Xã A: 0,9": against whom.
Text comparison_words(const Programme& programme, const Criterion& criterion, const Comparison& comparison);

}  // namespace thuocdo
