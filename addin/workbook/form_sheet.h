// One sheet of a workbook as a form: what stands in every cell, how it looks, what may be entered, what is locked. Taken
// of a sheet that was just built and of the open one, the two tell what was damaged.
//
//   FormSheet built = read_form_contents(sheet);
//   read_looks(built);
//   built.at(4, 5).locked
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "workbook/calc.h"

namespace thuocdo {

enum class Content { empty, number, text, formula };

struct FormCell {
  Content content = Content::empty;
  std::string text;  // what is shown; of a formula the formula
  double number = 0;
  std::string style;
  bool locked = true;
  std::string validity;  // everything that is checked and said there, as one text; only of cells that are not locked
  std::string condition_styles;  // of all conditions over the cell

  bool same_content(const FormCell& other) const;
};

struct FormSheet {
  Sheet sheet;
  std::string name;
  bool visible = true;
  bool is_protected = false;
  int rows = 0;
  int columns = 0;
  std::vector<FormCell> cells;
  std::vector<bool> row_visible, column_visible, row_merged;

  const FormCell& at(int row, int column) const {
    return cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
  }
  FormCell& at(int row, int column) { return const_cast<FormCell&>(std::as_const(*this).at(row, column)); }
  bool has(int row, int column) const { return row >= 0 && column >= 0 && row < rows && column < columns; }
  // What an officer may fill in.
  bool is_input(int row, int column) const { return has(row, column) && !at(row, column).locked; }
};

// What stands in the cells alone; the rest is added by read_looks.
FormSheet read_form_contents(const Sheet& sheet);
void read_looks(FormSheet& form);

}  // namespace thuocdo
