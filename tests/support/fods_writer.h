// Writes a workbook in memory as a flat .fods file, for tests that need files of sheets.
#pragma once

#include <string>

#include "sheet/workbook.h"
#include "workbook_files.h"

namespace thuocdo::test {

inline std::string xml_text(std::string_view text) {
  std::string result;
  for (char sign : text) {
    if (sign == '&') {
      result += "&amp;";
    } else if (sign == '<') {
      result += "&lt;";
    } else {
      result += sign;
    }
  }
  return result;
}

inline std::string fods_cell(const Cell& cell) {
  const std::string formula = cell.formula ? " table:formula=\"of:=0\"" : "";
  if (const auto* number = std::get_if<Decimal>(&cell.value)) {
    return "<table:table-cell" + formula + " office:value-type=\"float\" office:value=\"" + number->text() + "\"><text:p>" +
           number->text() + "</text:p></table:table-cell>";
  }
  if (const auto* text = std::get_if<std::string>(&cell.value); text && !text->empty()) {
    return "<table:table-cell" + formula + " office:value-type=\"string\"><text:p>" + xml_text(*text) + "</text:p></table:table-cell>";
  }
  return "<table:table-cell/>";
}

inline std::string tables_of(const Workbook& workbook) {
  std::string tables;
  for (const SheetCells& sheet : workbook.sheets) {
    std::string rows;
    for (const auto& row : sheet.rows) {
      std::string cells;
      for (const Cell& cell : row) cells += fods_cell(cell);
      rows += testing::ods_row(cells.empty() ? "<table:table-cell/>" : cells);
    }
    tables += testing::ods_table(sheet.name, rows);
  }
  return tables;
}

inline std::string fods_of(const Workbook& workbook) {
  return testing::fods_file(tables_of(workbook), testing::Properties(workbook.properties.begin(), workbook.properties.end()));
}

}  // namespace thuocdo::test
