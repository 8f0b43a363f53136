// The sheet "Bắt đầu", the first of a new sheet document: what to do step by step, what the colours mean, where the
// commands are, until when and where to. It needs no extension, is not printed, and is no part of what is submitted.
#pragma once

#include "programme/programme.h"
#include "workbook/calc.h"
#include "workbook/table_layout.h"

namespace thuocdo {

void write_start_page(const Document& document, const Sheet& sheet, const Programme& programme, const Tier& tier,
                      const TableLayout& table);
// The line that names the unit.
void write_start_page_unit(const Sheet& sheet, const Unit& unit);

}  // namespace thuocdo
