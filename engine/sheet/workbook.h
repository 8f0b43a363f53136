// The cells of a workbook as plain values, whatever they came from: an .ods, an .xlsx or the open document in Calc.
//
//   const Cell* cell = workbook.sheets[0].at(11, 5);   // row 12, column F; null when empty
//   cell_name(11, 5)                                    // "F12"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scoring/answer.h"

namespace thuocdo {

struct Cell {
  Value value;           // number, text, error; a boolean is 1 or 0; a date is its text
  std::string shown;     // text as shown, where the file has it; for reason, evidence, page and link
  bool formula = false;  // the value is computed
  bool covered = false;  // lies under a merged cell

  // False for a cell that is as if it were not there. One that is merely covered by a merged cell is there.
  bool holds_something() const {
    return formula || covered || !shown.empty() || !std::holds_alternative<std::monostate>(value);
  }
};

struct CellRange {
  std::string sheet;
  int first_row = 0;
  int first_column = 0;
  int last_row = 0;
  int last_column = 0;
};

struct SheetCells {
  std::string name;
  std::vector<std::vector<Cell>> rows;  // rows[r][c], both from 0; rows may be shorter than others

  const Cell* at(int row, int column) const;  // null outside, and for cells that hold nothing
  void put(int row, int column, Cell cell);   // grows as needed
};

struct Workbook {
  std::vector<SheetCells> sheets;
  std::map<std::string, std::string, std::less<>> properties;  // user-defined document properties
  std::map<std::string, CellRange, std::less<>> names;         // named ranges that are plain ranges
  std::optional<std::string> submission_part;                  // its bytes, where the package has one

  const SheetCells* sheet(std::string_view name) const;
  std::string property(std::string_view name) const;  // empty when there is none
};

std::string column_name(int column);          // 0 → "A", 27 → "AB"
std::string cell_name(int row, int column);   // (11, 5) → "F12"

}  // namespace thuocdo
