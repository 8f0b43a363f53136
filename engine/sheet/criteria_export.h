// A criteria set as a table that a person can read and import_criteria reads back with the same digest: the columns of
// an annex first, then what only the program needs (ids, rules, settings, English texts).
//
//   criteria_table(tier.set)[2][1]      // "Tiêu chí"
#pragma once

#include <string>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

// The title, an empty row, the headings, then one row for each group and criterion. Every row has the same width.
std::vector<std::vector<std::string>> criteria_table(const CriteriaSet& set);

}  // namespace thuocdo
