// Reads the rows of a table that criteria_table wrote: ids, levels, settings and rules as they stand.
// For import_criteria only.
#pragma once

#include "sheet/import_table.h"

namespace thuocdo {

void read_exported_rows(ImportTable& table, CriteriaSet& set);

}  // namespace thuocdo
