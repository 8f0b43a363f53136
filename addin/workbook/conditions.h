// What the criteria table shows by itself while it is filled in: answer cells that are still wanted, a reason that is
// missing, a check that found something, and points without decimals.
#pragma once

#include "programme/programme.h"
#include "workbook/calc.h"
#include "workbook/table_layout.h"

namespace thuocdo {

void add_conditions(const Document& document, const Sheet& sheet, const CriteriaSet& set, const TableLayout& layout);

}  // namespace thuocdo
