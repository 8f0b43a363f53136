// The sheet "Phiếu đánh giá": every criterion with its answer cells, live points and check message.
#pragma once

#include "programme/programme.h"
#include "workbook/calc.h"
#include "workbook/choice_lists.h"
#include "workbook/table_layout.h"

namespace thuocdo {

// Texts, numbers, formulas and styles, print area, column widths, named ranges, validity and conditional formats.
void write_criteria_table(const Document& document, const Sheet& sheet, const Programme& programme, const Tier& tier,
                          const TableLayout& layout, const ChoiceLists& lists);
// The line under the table's title that names the unit.
void write_table_subject(const Sheet& sheet, const Tier& tier, const Unit& unit);
// Text of the column "Cách tính điểm" of a criterion.
std::string method_text(const Criterion& criterion);
// Row heights that fit the texts.
void fit_rows(const Sheet& sheet, int first_row, int last_row);

}  // namespace thuocdo
