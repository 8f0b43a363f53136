// Whether a word can be a Vietnamese syllable at all: initial, rhyme and tone go together. Used to tell a text that was
// decoded rightly from one that was not; it is no spelling checker ("ngoẹt" passes, "strength" does not).
//
//   is_vietnamese_syllable("nghĩa")      // true
//   is_vietnamese_syllable("cộc")        // true; "cộp" too, "cồp" not: a stop takes only two of the tones
#pragma once

#include <string_view>

namespace thuocdo {

// One word, letters only, composed (NFC), in any case.
bool is_vietnamese_syllable(std::string_view utf8);

}  // namespace thuocdo
