#include "sheet/workbook_builder.h"

#include <algorithm>
#include <utility>

namespace thuocdo {
namespace {

std::size_t text_of(const Cell& cell) {
  std::size_t bytes = cell.shown.size();
  if (const auto* text = std::get_if<std::string>(&cell.value)) bytes += text->size();
  if (const auto* error = std::get_if<CellError>(&cell.value)) bytes += error->text.size();
  return bytes;
}

bool has_content(const Cell& cell) {
  return cell.formula || !cell.shown.empty() || !std::holds_alternative<std::monostate>(cell.value);
}

}  // namespace

void RowCells::clear() {
  cells.clear();
  width = 0;
  text_bytes = 0;
}

bool WorkbookBuilder::refuse(Refusal refusal) {
  if (!refusal_) refusal_ = std::move(refusal);
  return false;
}

bool WorkbookBuilder::refuse_at(Refusal refusal, std::int64_t row_index, std::int64_t column) {
  constexpr std::int64_t last = 1 << 30;
  if (workbook_.sheets.empty()) return refuse(std::move(refusal));
  refusal.sheet = workbook_.sheets.back().name;
  if (row_index <= last && column <= last) {
    refusal.cell = cell_name(static_cast<int>(row_index), static_cast<int>(column));
  }
  return refuse(std::move(refusal));
}

bool WorkbookBuilder::begin_sheet(std::string name) {
  if (workbook_.sheets.size() >= limits_.sheets) {
    return refuse(refuse_over_limit({"số trang tính", "number of sheets"}, limits_.sheets));
  }
  if (workbook_.sheet(name) != nullptr) {
    return refuse(refuse_abnormal({"hai trang tính cùng tên", "two sheets of the same name"}));
  }
  if (!count_text(name.size(), 1)) return false;
  workbook_.sheets.push_back({std::move(name), {}});
  return true;
}

bool WorkbookBuilder::text_fits(std::size_t bytes, std::int64_t row_index, std::int64_t column) {
  if (bytes <= limits_.text_bytes) return true;
  return refuse_at(refuse_over_limit({"chữ trong một ô", "text of one cell"}, limits_.text_bytes), row_index, column);
}

bool WorkbookBuilder::count_text(std::size_t bytes, std::size_t times) {
  if (bytes != 0 && times > (limits_.all_text_bytes - text_bytes_) / bytes) {
    return refuse(refuse_over_limit({"tổng lượng chữ", "text of all cells"}, limits_.all_text_bytes));
  }
  text_bytes_ += bytes * times;
  return true;
}

bool WorkbookBuilder::put_cell(RowCells& row, std::int64_t row_index, std::int64_t column, std::int64_t repeat,
                               Cell cell) {
  const auto most = static_cast<std::int64_t>(limits_.columns);
  if (!has_content(cell)) {
    const std::int64_t end = std::min(most, column + repeat);
    if (!cell.covered || column >= end) return true;
    if (row.cells.size() < static_cast<std::size_t>(end)) row.cells.resize(static_cast<std::size_t>(end));
    for (std::int64_t at = column; at < end; ++at) row.cells[static_cast<std::size_t>(at)].covered = true;
    return true;
  }
  if (column >= most || repeat > most - column) {
    return refuse_at(refuse_over_limit({"số cột", "number of columns"}, limits_.columns), row_index, column);
  }
  const auto from = static_cast<std::size_t>(column);
  const auto end = static_cast<std::size_t>(column + repeat);
  const std::size_t bytes = text_of(cell);
  row.text_bytes += bytes * static_cast<std::size_t>(repeat);
  if (row.text_bytes > limits_.all_text_bytes - text_bytes_) {
    return refuse(refuse_over_limit({"tổng lượng chữ", "text of all cells"}, limits_.all_text_bytes));
  }
  if (row.cells.size() < end) row.cells.resize(end);
  row.width = std::max(row.width, end);
  for (std::size_t at = from; at + 1 < end; ++at) row.cells[at] = cell;
  row.cells[end - 1] = std::move(cell);
  return true;
}

bool WorkbookBuilder::put_row(std::int64_t row_index, std::int64_t repeat, RowCells& row) {
  if (row.cells.empty()) return true;
  const auto most = static_cast<std::int64_t>(limits_.rows);
  if (row.width == 0) {
    repeat = std::min(repeat, most - row_index);
    if (repeat <= 0) return true;
  } else if (row_index >= most || repeat > most - row_index) {
    return refuse_at(refuse_over_limit({"số dòng", "number of rows"}, limits_.rows), row_index, 0);
  }
  const auto times = static_cast<std::size_t>(repeat);
  if (row.width != 0 && times > (limits_.cells - cells_) / row.width) {
    return refuse_at(refuse_over_limit({"số ô", "number of cells"}, limits_.cells), row_index, 0);
  }
  if (!count_text(row.text_bytes, times)) return false;
  cells_ += times * row.width;

  const std::size_t marks = row.cells.size() - row.width;
  if (marks != 0 && times > (limits_.cells - marks_) / marks) {
    row.cells.resize(row.width);
    if (row.cells.empty()) return true;
  } else {
    marks_ += times * marks;
  }

  std::vector<std::vector<Cell>>& rows = workbook_.sheets.back().rows;
  const auto from = static_cast<std::size_t>(row_index);
  if (rows.size() < from + times) rows.resize(from + times);
  for (std::size_t at = from; at < from + times; ++at) {
    if (!rows[at].empty()) {
      return refuse_at(refuse_abnormal({"một dòng được ghi hai lần", "a row stands twice"}), row_index, 0);
    }
    if (at + 1 == from + times) {
      // A copy of exact size; the row's own memory serves the next row.
      rows[at].reserve(row.cells.size());
      rows[at].assign(std::make_move_iterator(row.cells.begin()), std::make_move_iterator(row.cells.end()));
    } else {
      rows[at] = row.cells;
    }
  }
  return true;
}

bool WorkbookBuilder::cover(const CellRange& range) {
  SheetCells& sheet = workbook_.sheets.back();
  const int last_row = std::min(range.last_row, static_cast<int>(limits_.rows) - 1);
  const int last_column = std::min(range.last_column, static_cast<int>(limits_.columns) - 1);
  for (int row = range.first_row; row <= last_row; ++row) {
    for (int column = range.first_column; column <= last_column; ++column) {
      // Merged ranges do not overlap in a proper file, so there are never more than cells.
      if (++visits_ > limits_.rows * limits_.columns) {
        return refuse(refuse_abnormal({"các ô gộp chồng lên nhau", "merged ranges overlap"}));
      }
      if (row == range.first_row && column == range.first_column) continue;
      const auto r = static_cast<std::size_t>(row);
      const auto c = static_cast<std::size_t>(column);
      const std::size_t size = r < sheet.rows.size() ? sheet.rows[r].size() : 0;
      if (c >= size) {
        if (c + 1 - size > limits_.cells - marks_) continue;
        marks_ += c + 1 - size;
        if (r >= sheet.rows.size()) sheet.rows.resize(r + 1);
        sheet.rows[r].resize(c + 1);
      }
      sheet.rows[r][c].covered = true;
    }
  }
  return true;
}

bool WorkbookBuilder::add_property(std::string name, std::string value) {
  if (!count_text(name.size() + value.size(), 1)) return false;
  if (!workbook_.properties.emplace(std::move(name), std::move(value)).second) {
    return refuse(refuse_abnormal({"hai thuộc tính tài liệu cùng tên", "two document properties of the same name"}));
  }
  return true;
}

bool WorkbookBuilder::add_name(std::string name, CellRange range) {
  if (!count_text(name.size() + range.sheet.size(), 1)) return false;
  if (!workbook_.names.emplace(std::move(name), std::move(range)).second) {
    return refuse(refuse_abnormal({"hai vùng tên trùng nhau", "two named ranges of the same name"}));
  }
  return true;
}

}  // namespace thuocdo
