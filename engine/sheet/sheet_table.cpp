#include "sheet/sheet_table.h"

namespace thuocdo {

std::string_view text_of(const Cell* cell) {
  if (!cell) return {};
  const auto* text = std::get_if<std::string>(&cell->value);
  return text ? std::string_view(*text) : std::string_view();
}

std::string shown_of(const Cell* cell) {
  if (!cell) return {};
  if (const auto* text = std::get_if<std::string>(&cell->value)) return *text;
  if (!cell->shown.empty()) return cell->shown;
  if (const auto* number = std::get_if<Decimal>(&cell->value)) return number->text(Notation::vietnamese);
  return {};
}

const Cell* SheetTable::cell(int row, Column which) const {
  return column(which) < 0 ? nullptr : sheet->at(row, column(which));
}

int SheetTable::total_row() const {
  for (int row = static_cast<int>(sheet->rows.size()) - 1; row > key_row; --row) {
    if (text_of(sheet->at(row, column(Column::id))) == total_row_id) return row;
  }
  return -1;
}

SheetTable find_table(const Workbook& workbook) {
  const std::string_view key = column_key(Column::id);
  for (const SheetCells& sheet : workbook.sheets) {
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
        if (text_of(&sheet.rows[row][column]) != key) continue;
        SheetTable table;
        table.sheet = &sheet;
        table.key_row = static_cast<int>(row);
        table.columns.fill(-1);
        for (std::size_t c = 0; c < sheet.rows[row].size(); ++c) {
          for (int which = 0; which < column_count; ++which) {
            if (text_of(&sheet.rows[row][c]) == column_key(static_cast<Column>(which))) {
              table.columns[static_cast<std::size_t>(which)] = static_cast<int>(c);
            }
          }
        }
        return table;
      }
    }
  }
  return {};
}

}  // namespace thuocdo
