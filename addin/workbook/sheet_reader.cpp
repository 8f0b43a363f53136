#include "workbook/sheet_reader.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <com/sun/star/sheet/CellFlags.hpp>
#include <com/sun/star/sheet/FormulaResult.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangesQuery.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSheetCellRange.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/XMergeable.hpp>
#include <cstdio>

#include "programme/date.h"
#include "sheet/contract.h"
#include "sheet/limits.h"

namespace thuocdo {
namespace {

constexpr int rows_of_heading = 40;  // among which the keys are looked for first

// A date's serial number as files hold it: "2023-12-01", "2023-12-01T08:30:00".
std::string date_value(double serial, const css::util::Date& null_date) {
  using namespace std::chrono;
  const sys_days start = year_month_day{year{null_date.Year}, month{null_date.Month}, day{null_date.Day}};
  const double days_passed = std::floor(serial);
  const year_month_day date{start + days{static_cast<int>(days_passed)}};
  std::string text = iso_text(date);
  const int rest = static_cast<int>(std::lround((serial - days_passed) * 86400));
  if (rest > 0) {
    char time[16];
    std::snprintf(time, sizeof time, "T%02d:%02d:%02d", rest / 3600 % 100, rest / 60 % 60, rest % 60);
    text += time;
  }
  return text;
}

int height_of(const SheetCells& cells) {
  const auto last = std::find_if(cells.rows.rbegin(), cells.rows.rend(), [](const auto& row) { return !row.empty(); });
  return static_cast<int>(cells.rows.rend() - last);
}

int width_of(const SheetCells& cells) {
  std::size_t width = 0;
  for (const auto& row : cells.rows) width = std::max(width, row.size());
  return static_cast<int>(width);
}

bool is_merged(const CellBlock& cells) { return Reference<css::util::XMergeable>(cells, UNO_QUERY_THROW)->getIsMerged(); }

}  // namespace

SheetCells SheetReader::read_everything() {
  find_used_area();
  const HostRows data = rows_of(block(sheet_, 0, 0, last_row_, last_column_));
  wanted_.assign(static_cast<std::size_t>(last_column_) + 1, true);
  texts_ = wanted_;
  SheetCells cells;
  const bool errors = read_values(cells, 0, 0, data);
  read_kinds(cells, 0, last_row_, errors);
  mark_covered(cells);
  return cells;
}

std::optional<SheetCells> SheetReader::read_assessed() {
  find_used_area();
  const int heading = std::min(last_row_, rows_of_heading);
  if (!find_keys(rows_of(block(sheet_, 0, 0, heading, last_column_))) &&
      (heading == last_row_ || !find_keys(rows_of(block(sheet_, 0, 0, last_row_, last_column_))))) {
    return std::nullopt;
  }
  SheetCells cells;
  bool errors = read_values(cells, first_row_, 0, rows_of(block(sheet_, first_row_, 0, first_row_, last_column_)));
  if (first_row_ < last_row_) {
    for (const auto& [first, last] : blocks_) {
      const HostRows data = rows_of(block(sheet_, first_row_ + 1, first, last_row_, last));
      errors = read_values(cells, first_row_ + 1, first, data) || errors;
    }
  }
  read_kinds(cells, first_row_, last_row_, errors);
  mark_covered(cells);
  height_ = height_of(cells);
  width_ = width_of(cells);
  return cells;
}

bool SheetReader::read_rows(SheetCells& cells, const std::vector<int>& rows) const {
  for (const int row : rows) {
    if (row <= first_row_ || row > last_row_) return false;
    if (std::find(merged_.begin(), merged_.end(), row) != merged_.end()) return false;
    if (blocks_.empty()) continue;
    const int first = blocks_.front().first, last = blocks_.back().second;
    const CellBlock area = block(sheet_, row, first, row, last);
    if (is_merged(area)) return false;
    if (static_cast<std::size_t>(row) < cells.rows.size()) cells.rows[static_cast<std::size_t>(row)].clear();
    const bool errors = read_values(cells, row, first, rows_of(area));
    read_kinds(cells, row, row, errors);
  }
  return height_of(cells) == height_ && width_of(cells) == width_;
}

void SheetReader::find_used_area() {
  const auto cursor = sheet_->createCursor();
  const Reference<css::sheet::XUsedAreaCursor> used(cursor, UNO_QUERY_THROW);
  used->gotoEndOfUsedArea(false);
  const auto end = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
  // As the readers of files do, nothing beyond the limits is looked at.
  const Limits limits;
  last_row_ = std::min(end.EndRow, static_cast<sal_Int32>(limits.rows) - 1);
  last_column_ = std::min(end.EndColumn, static_cast<sal_Int32>(limits.columns) - 1);
}

bool SheetReader::find_keys(const HostRows& first_rows) {
  const Any key(to_uno(column_key(Column::id)));
  const auto keys = std::find_if(first_rows.begin(), first_rows.end(), [&](const auto& cells) {
    return std::find(cells.begin(), cells.end(), key) != cells.end();
  });
  if (keys == first_rows.end()) return false;
  first_row_ = static_cast<int>(keys - first_rows.begin());
  wanted_.assign(static_cast<std::size_t>(keys->getLength()), false);
  texts_ = wanted_;
  for (int which = 0; which < column_count; ++which) {
    const Column column = static_cast<Column>(which);
    if (!is_assessed(column)) continue;
    const Any wanted(to_uno(column_key(column)));
    for (sal_Int32 at = 0; at < keys->getLength(); ++at) {
      if ((*keys)[at] != wanted) continue;
      wanted_[static_cast<std::size_t>(at)] = true;
      texts_[static_cast<std::size_t>(at)] = column == Column::reason || column == Column::evidence ||
                                              column == Column::page || column == Column::link;
    }
  }
  for (int at = 0; at <= last_column_; ++at) {
    if (!wanted_[static_cast<std::size_t>(at)]) continue;
    if (!blocks_.empty() && blocks_.back().second == at - 1) {
      blocks_.back().second = at;
    } else {
      blocks_.emplace_back(at, at);
    }
  }
  return true;
}

bool SheetReader::is_wanted(int row, int column) const {
  return row == first_row_ || wanted_[static_cast<std::size_t>(column)];  // every key says where a column is
}

// Whether there are errors among them.
bool SheetReader::read_values(SheetCells& cells, int first_row, int first_column, const HostRows& data) const {
  bool errors = false;
  for (sal_Int32 i = 0; i < data.getLength(); ++i) {
    const auto& values = data[i];
    const int row = first_row + i;
    for (sal_Int32 j = 0; j < values.getLength(); ++j) {
      const int column = first_column + j;
      if (!is_wanted(row, column)) continue;
      if (!values[j].hasValue()) errors = true;  // an empty cell has an empty text
      Cell cell;
      cell.value = to_value(values[j]);
      if (std::holds_alternative<std::monostate>(cell.value)) continue;
      if (const auto* text = std::get_if<std::string>(&cell.value)) {
        cell.shown = *text;
      } else if (texts_[static_cast<std::size_t>(column)]) {
        cell.shown = shown(row, column);
      }
      cells.put(row, column, std::move(cell));
    }
  }
  return errors;
}

// What is a formula, an error or a date.
void SheetReader::read_kinds(SheetCells& cells, int first_row, int last_row, bool errors) const {
  const Reference<css::sheet::XCellRangesQuery> query(block(sheet_, first_row, 0, last_row, last_column_), UNO_QUERY_THROW);
  each(query->queryContentCells(css::sheet::CellFlags::FORMULA), first_row, [&](int row, int column) {
    Cell cell;
    if (const Cell* known = cells.at(row, column)) cell = *known;
    cell.formula = true;
    cells.put(row, column, std::move(cell));
  });
  if (errors) {
    each(query->queryFormulaCells(css::sheet::FormulaResult::ERROR), first_row, [&](int row, int column) {
      Cell cell;
      cell.formula = true;
      cell.shown = shown(row, column);
      cell.value = CellError{cell.shown};
      cells.put(row, column, std::move(cell));
    });
  }
  each(query->queryContentCells(css::sheet::CellFlags::DATETIME), first_row, [&](int row, int column) {
    Cell cell;
    cell.shown = shown(row, column);
    cell.value = date_value(cell_at(sheet_, row, column)->getValue(), null_date_);
    cells.put(row, column, std::move(cell));
  });
}

std::string SheetReader::shown(int row, int column) const {
  return from_uno(Reference<css::text::XText>(cell_at(sheet_, row, column), UNO_QUERY_THROW)->getString());
}

void SheetReader::each(const Reference<css::sheet::XSheetCellRanges>& ranges, int first_row,
                       const std::function<void(int, int)>& action) const {
  for (const auto& range : ranges->getRangeAddresses()) {
    for (int row = std::max<int>(range.StartRow, first_row); row <= range.EndRow; ++row) {
      for (int column = range.StartColumn; column <= range.EndColumn; ++column) {
        if (is_wanted(row, column)) action(row, column);
      }
    }
  }
}

// The rows from `first` to `last` in which something is merged; few calls where little is.
void SheetReader::merged_rows(int first, int last, int last_column, std::vector<int>& found) const {
  if (!is_merged(block(sheet_, first, 0, last, last_column))) return;
  if (first == last) return found.push_back(first);
  const int middle = first + (last - first) / 2;
  merged_rows(first, middle, last_column, found);
  merged_rows(middle + 1, last, last_column, found);
}

// Cells under a merged one keep their values, but nobody sees them. Those without a value are marked too, as in files.
void SheetReader::mark_covered(SheetCells& cells) {
  const int last_column = width_of(cells) - 1;
  if (last_column < 0) return;
  const int last_row = static_cast<int>(cells.rows.size()) - 1;
  std::vector<int> rows;
  merged_rows(first_row_, last_row, last_column, rows);
  for (const int row : rows) {
    merged_.push_back(row);
    for (int column = 0; column <= last_column; ++column) {
      const auto cell = block(sheet_, row, column, row, column);
      if (!is_merged(cell)) continue;
      const auto cursor = sheet_->createCursorByRange(Reference<css::sheet::XSheetCellRange>(cell, UNO_QUERY_THROW));
      cursor->collapseToMergedArea();
      const auto merged = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
      for (int below = merged.StartRow; below <= std::min<int>(merged.EndRow, last_row); ++below) {
        merged_.push_back(below);
        for (int beside = merged.StartColumn; beside <= std::min<int>(merged.EndColumn, last_column); ++beside) {
          if (below == merged.StartRow && beside == merged.StartColumn) continue;
          Cell covered;
          if (const Cell* known = cells.at(below, beside)) covered = *known;
          covered.covered = true;
          cells.put(below, beside, std::move(covered));
        }
      }
    }
  }
}

}  // namespace thuocdo
