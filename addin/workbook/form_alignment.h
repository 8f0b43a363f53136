// Where each row and column of a form as it was built now stands in the open sheet, whatever was inserted, deleted,
// moved or sorted. Rows of the criteria table are known by their ids, its columns by their keys; where these are gone,
// and on every other sheet, by the words that stand there.
#pragma once

#include <string>
#include <vector>

#include "workbook/form_sheet.h"

namespace thuocdo {

struct FormAlignment {
  std::vector<int> row;     // by the built row; -1: it is gone
  std::vector<int> column;  // by the built column
  bool exact = true;        // everything stands where it was built
  // Rows of the open sheet with the id of a row that stands above them already: built row, open row.
  std::vector<std::pair<int, int>> duplicates;
};

FormAlignment align(const FormSheet& built, const FormSheet& open);

// Share of the built sheet's texts that the open one has.
double likeness(const FormSheet& built, const FormSheet& open);

// The cell that holds the text; -1, -1 when there is none.
std::pair<int, int> find_text(const FormSheet& form, std::string_view text);

}  // namespace thuocdo
