// Puts a workbook together for the readers of all formats and counts what it holds, so that the limits on rows,
// columns, cells and text are obeyed in one place.
//
//   builder.begin_sheet("Bìa");
//   builder.put_row(11, 1, cells);             // row 12, once
//   if (builder.refusal()) …                   // nothing more is taken in then
//   Workbook workbook = builder.take();
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "sheet/refusal.h"
#include "sheet/workbook.h"

namespace thuocdo {

// The cells of one row while it is read. Cells that hold nothing cost nothing after the last one that does.
struct RowCells {
  std::vector<Cell> cells;
  std::size_t width = 0;  // up to the last cell with content; what comes after is only covered
  std::size_t text_bytes = 0;
  void clear();
};

class WorkbookBuilder {
 public:
  explicit WorkbookBuilder(const Limits& limits) : limits_(limits) {}

  bool begin_sheet(std::string name);
  // Puts a cell into the row, `repeat` times. A cell without content may only be covered; marks of covered cells are
  // kept as far as they fit and never make a file too large.
  bool put_cell(RowCells& row, std::int64_t row_index, std::int64_t column, std::int64_t repeat, Cell cell);
  // Puts the row into the present sheet, `repeat` times.
  bool put_row(std::int64_t row_index, std::int64_t repeat, RowCells& row);
  // Marks a merged range but for its first cell.
  bool cover(const CellRange& range);
  bool add_property(std::string name, std::string value);
  bool add_name(std::string name, CellRange range);
  void set_submission_part(std::string_view bytes) { workbook_.submission_part = bytes; }

  // Counts text that is being collected against the limit of one cell.
  bool text_fits(std::size_t bytes, std::int64_t row_index, std::int64_t column);

  bool refuse(Refusal refusal);
  bool refuse_at(Refusal refusal, std::int64_t row_index, std::int64_t column);
  const std::optional<Refusal>& refusal() const { return refusal_; }
  std::size_t sheet_count() const { return workbook_.sheets.size(); }
  Workbook take() { return std::move(workbook_); }

 private:
  bool count_text(std::size_t bytes, std::size_t times);

  const Limits& limits_;
  Workbook workbook_;
  std::optional<Refusal> refusal_;
  std::size_t cells_ = 0;
  std::size_t marks_ = 0;
  std::size_t visits_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace thuocdo
