// Which table of the open spreadsheet a command is to work on: the selected cells, the table that the cursor stands in,
// or else the sheet.
#pragma once

#include <optional>

#include "commands/command.h"
#include "sheet/criteria_import.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct TableChoice {
  std::string sheet;
  std::optional<CellRange> selected;  // more than one cell
  int cursor_row = 0;                 // where a single cell is selected
  std::optional<Text> problem;        // several selections, nothing in the selection
};
TableChoice chosen_table(const Call& call, const Document& document, const Workbook& workbook);

// Reads it; where several tables stand one below the other, that of the cursor.
ImportedCriteria import_chosen(const Workbook& workbook, std::string_view file, const TableChoice& choice,
                               ImportRequest request);

}  // namespace thuocdo
