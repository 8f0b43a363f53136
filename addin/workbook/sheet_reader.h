// One sheet of the open document as the engine's cells.
//
//   SheetReader reader(sheet, null_date);
//   std::optional<SheetCells> cells = reader.read_assessed();   // what assessing looks at
//   …                                                           // somebody edits rows 7 and 9
//   if (!reader.read_rows(*cells, {7, 9})) …                    // more has changed than the two rows: read all again
//
// Rows and columns are Calc's own, from 0.
#pragma once

#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/util/Date.hpp>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "functions/conversion.h"
#include "sheet/workbook.h"
#include "workbook/calc.h"

namespace thuocdo {

class SheetReader {
 public:
  SheetReader(Sheet sheet, const css::util::Date& null_date) : sheet_(std::move(sheet)), null_date_(null_date) {}

  SheetCells read_everything();
  // From the row of keys on, and below it only the columns that assessing looks at. Nothing where the sheet has no
  // criteria table.
  std::optional<SheetCells> read_assessed();

  // After read_assessed: puts what these rows hold now into what it returned. False where the table's size, its keys or
  // merged cells are touched; then everything must be read again.
  bool read_rows(SheetCells& cells, const std::vector<int>& rows) const;

  const Sheet& sheet() const { return sheet_; }
  int key_row() const { return first_row_; }
  int last_row() const { return last_row_; }  // of the used area
  int last_column() const { return last_column_; }

 private:
  using Columns = std::pair<int, int>;  // first and last, side by side

  void find_used_area();
  bool find_keys(const HostRows& first_rows);
  bool is_wanted(int row, int column) const;
  // Blocks of rows that belong together: a whole table, or one row.
  bool read_values(SheetCells& cells, int first_row, int first_column, const HostRows& data) const;
  void read_kinds(SheetCells& cells, int first_row, int last_row, bool errors) const;
  std::string shown(int row, int column) const;
  void each(const Reference<css::sheet::XSheetCellRanges>& ranges, int first_row,
            const std::function<void(int, int)>& action) const;
  void merged_rows(int first, int last, int last_column, std::vector<int>& found) const;
  void mark_covered(SheetCells& cells);

  const Sheet sheet_;
  const css::util::Date null_date_;
  int first_row_ = 0;
  int last_row_ = 0;
  int last_column_ = 0;
  int height_ = 0;  // of what was read
  int width_ = 0;
  std::vector<bool> wanted_;        // the columns
  std::vector<bool> texts_;         // those of whose numbers the text as shown is read, too: each costs a call
  std::vector<Columns> blocks_;     // the wanted columns
  std::vector<int> merged_;         // rows that merged cells reach
};

}  // namespace thuocdo
