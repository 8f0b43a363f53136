#include "sheet/workbook.h"

#include <algorithm>
#include <utility>

namespace thuocdo {

const Cell* SheetCells::at(int row, int column) const {
  if (row < 0 || column < 0 || static_cast<std::size_t>(row) >= rows.size()) return nullptr;
  const std::vector<Cell>& cells = rows[static_cast<std::size_t>(row)];
  if (static_cast<std::size_t>(column) >= cells.size()) return nullptr;
  const Cell& cell = cells[static_cast<std::size_t>(column)];
  return cell.holds_something() ? &cell : nullptr;
}

void SheetCells::put(int row, int column, Cell cell) {
  if (row < 0 || column < 0) return;
  const auto r = static_cast<std::size_t>(row);
  const auto c = static_cast<std::size_t>(column);
  if (r >= rows.size()) rows.resize(r + 1);
  if (c >= rows[r].size()) rows[r].resize(c + 1);
  rows[r][c] = std::move(cell);
}

const SheetCells* Workbook::sheet(std::string_view name) const {
  const auto found =
      std::find_if(sheets.begin(), sheets.end(), [&](const SheetCells& sheet) { return sheet.name == name; });
  return found == sheets.end() ? nullptr : &*found;
}

std::string Workbook::property(std::string_view name) const {
  const auto found = properties.find(name);
  return found == properties.end() ? std::string() : found->second;
}

std::string column_name(int column) {
  std::string name;
  for (int rest = column; rest >= 0; rest = rest / 26 - 1) name += static_cast<char>('A' + rest % 26);
  std::reverse(name.begin(), name.end());
  return name;
}

std::string cell_name(int row, int column) { return column_name(column) + std::to_string(row + 1); }

}  // namespace thuocdo
