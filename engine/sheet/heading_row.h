// The row with the headings of a table whose columns may stand in any order.
//
//   const HeadingWords words = {{"unit", "ma don vi"}, {"value", "so lieu"}};    // of each column, as fold() gives them
//   const auto row = find_heading_row(sheet, words, [](const HeadingRow& row) { return row.has(0) && row.has(1); });
//   row->cell(sheet, at, 1)                                                         // null where the table lacks the column
//
// Of several columns with the same heading the first counts.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "sheet/workbook.h"

namespace thuocdo {

using HeadingWords = std::vector<std::vector<std::string_view>>;

struct HeadingRow {
  int row = 0;               // from 0
  std::vector<int> columns;  // -1: none

  bool has(int which) const { return columns[static_cast<std::size_t>(which)] >= 0; }
  const Cell* cell(const SheetCells& sheet, int at, int which) const {
    return has(which) ? sheet.at(at, columns[static_cast<std::size_t>(which)]) : nullptr;
  }
};

// What the row says, whatever it is.
HeadingRow headings_in(const SheetCells& sheet, int row, const HeadingWords& words);
// The first row that is enough of a heading.
std::optional<HeadingRow> find_heading_row(const SheetCells& sheet, const HeadingWords& words, const std::function<bool(const HeadingRow&)>& enough);

}  // namespace thuocdo
