// For those who go on without the extension: what its functions show stays as plain values and texts.
#pragma once

#include "workbook/calc.h"

namespace thuocdo {

// How many cells of the document hold a formula with one of the extension's functions.
int count_our_formulas(const Document& document);
struct FrozenValues {
  int count = 0;
  std::string locked_sheet;  // that somebody protected with a password; nothing was changed then
};
// Puts what they show in their place, in one undo step with the given title. An error's text stays as text. Locked cells
// are written too, the protection stays; where such a cell shows nothing, it keeps a formula of Calc's own that shows
// nothing.
FrozenValues replace_our_formulas(const Document& document, std::string_view undo_title);

}  // namespace thuocdo
