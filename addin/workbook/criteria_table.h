// The sheet "Phiếu đánh giá": every criterion with its answer cells, live points and check message.
#pragma once

#include "programme/programme.h"
#include "workbook/calc.h"
#include "workbook/choice_lists.h"
#include "workbook/table_layout.h"

namespace thuocdo {

// Texts, numbers, formulas and styles, print area, column widths, named ranges, validity and conditional formats.
void write_criteria_table(const Document& document, const Sheet& sheet, const std::string& title,
                          const Programme& programme, const Tier& tier, const TableLayout& layout,
                          const ChoiceLists& lists);
// The line under the table's title that names the unit.
void write_table_subject(const Sheet& sheet, const Tier& tier, const Unit& unit, const Stage* without_assessment);
// Text of the column "Cách tính điểm" of a criterion.
std::string method_text(const Criterion& criterion);
// Row heights that fit the texts. To be called when nothing else changes any more: Calc fits rows by itself at many
// changes, but after the printer's measures, which are too small for a screen.
void fit_rows(const Sheet& sheet, const TableLayout& layout);

}  // namespace thuocdo
