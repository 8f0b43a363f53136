// What copying and old programs do to a text, undone where there is no doubt: no-break and zero-width characters,
// decomposed Vietnamese, Vietnamese in the old encodings TCVN3 (ABC) and VNI, numbers and dates that are text.
//
//   repair_text("th«ng tin")            // "thông tin", how = {tcvn3}
//   repair_text("café")                 // "café": not changed
//   repair_answer(count_field, "12 ")   // the number 12
//   repair_answer(count_field, "1.234") // nothing: it can be read in two ways
//
// A text counts as being in an old encoding only when it holds a character that no Vietnamese Unicode text has, every
// such character has a meaning in exactly one of the encodings, and every word that it makes is a possible Vietnamese
// syllable. Everything else stays as it is: whoever wrote it decides. Free of side effects.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scoring/answer.h"

namespace thuocdo {

enum class TextFault {
  blanks,        // no-break or zero-width characters
  decomposed,    // letters and marks apart
  tcvn3,         // the old encoding TCVN3 (ABC)
  vni,           // the old encoding VNI
  number_text,   // a number that is text
  date_text,     // a date that is text
  other_wording  // a choice in other words than the list has: "co" for "Có"
};
Text fault_label(TextFault fault);

struct RepairedText {
  std::string text;
  std::vector<TextFault> faults;  // empty: nothing to repair, and `text` is what was given
};
RepairedText repair_text(std::string_view utf8);

struct RepairedAnswer {
  std::variant<std::string, Decimal, Date> value;
  std::vector<TextFault> faults;
};
// Of what stands in the cell of a field; nothing where there is nothing to repair, or no one way to.
std::optional<RepairedAnswer> repair_answer(const Field& field, const Value& value);

}  // namespace thuocdo
