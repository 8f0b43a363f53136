// What somebody put into one cell, whole: number, text with its links, formula, and the note on it; to be put into
// another cell, or back into the same one after the form around it was written anew.
//
//   RawCell answer = take_cell(sheet, 5, 5);
//   …
//   put_cell(document, sheet, 7, 5, answer);
#pragma once

#include <string>
#include <vector>

#include "workbook/calc.h"

namespace thuocdo {

struct RawCell {
  enum class Kind { empty, number, text, formula };
  struct Portion {
    rtl::OUString text;
    rtl::OUString url;  // of a link, or empty
  };
  Kind kind = Kind::empty;
  double number = 0;  // also the value of a formula
  rtl::OUString text;     // as shown
  rtl::OUString formula;
  std::vector<std::vector<Portion>> paragraphs;  // only of text with links
  sal_Int32 number_format = 0;  // -1: whatever the cell has
  rtl::OUString note;

  bool empty() const { return kind == Kind::empty && note.isEmpty(); }
};

RawCell take_cell(const Sheet& sheet, int row, int column);
// A number keeps how it was shown.
void put_cell(const Document& document, const Sheet& sheet, int row, int column, const RawCell& content);
// The note alone, beside whatever the cell holds; nothing where it is empty.
void put_note(const Sheet& sheet, int row, int column, const rtl::OUString& note);

}  // namespace thuocdo
