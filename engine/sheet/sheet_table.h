// Where the criteria table lies in a workbook, found by its keys alone. Private to the room.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "sheet/contract.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct SheetTable {
  const SheetCells* sheet = nullptr;  // null: the workbook has none
  int key_row = -1;
  std::array<int, column_count> columns{};  // -1 where the key is not there

  int column(Column which) const { return columns[static_cast<std::size_t>(which)]; }
  // Null outside, where the column is missing, and for cells that hold nothing.
  const Cell* cell(int row, Column which) const;
  int total_row() const;  // -1 when there is none
};
SheetTable find_table(const Workbook& workbook);

// The text of a cell that holds text; empty for everything else.
std::string_view text_of(const Cell* cell);
// What a person sees, also of numbers and dates.
std::string shown_of(const Cell* cell);

}  // namespace thuocdo
