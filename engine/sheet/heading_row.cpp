#include "sheet/heading_row.h"

#include <algorithm>

#include "sheet/table_columns.h"

namespace thuocdo {

HeadingRow headings_in(const SheetCells& sheet, int row, const HeadingWords& words) {
  HeadingRow found{row, std::vector<int>(words.size(), -1)};
  const auto& cells = sheet.rows[static_cast<std::size_t>(row)];
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const std::string text = fold(cell_line(&cells[column]));
    if (text.empty()) continue;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool named = std::find(words[i].begin(), words[i].end(), text) != words[i].end();
      if (named && found.columns[i] < 0) found.columns[i] = static_cast<int>(column);
    }
  }
  return found;
}

std::optional<HeadingRow> find_heading_row(const SheetCells& sheet, const HeadingWords& words, const std::function<bool(const HeadingRow&)>& enough) {
  for (int row = 0; row < static_cast<int>(sheet.rows.size()); ++row) {
    HeadingRow found = headings_in(sheet, row, words);
    if (enough(found)) return found;
  }
  return std::nullopt;
}

}  // namespace thuocdo
