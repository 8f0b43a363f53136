// Input help and input checks of the answer cells. They only help while typing; the engine reads every answer again.
#pragma once

#include "programme/programme.h"
#include "workbook/calc.h"
#include "workbook/choice_lists.h"
#include "workbook/table_layout.h"

namespace thuocdo {

void add_validity(const Document& document, const Sheet& sheet, const Programme& programme, const Tier& tier,
                  const TableLayout& layout, const ChoiceLists& lists);

}  // namespace thuocdo
