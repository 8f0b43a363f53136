// Gives an imported criterion the rule that its words propose, and says so. For import_criteria only.
#pragma once

#include "sheet/import_table.h"

namespace thuocdo {

// Lines as clauses of one line.
std::string in_one_line(const std::string& lines);

// `words` keep their line ends. The criterion's maximum and line (its row) must stand.
void propose_rule(ImportTable& table, Criterion& criterion, const std::string& words);

}  // namespace thuocdo
