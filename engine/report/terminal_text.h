// Texts on a terminal: how wide they are, where to break them, and nothing in them that the terminal would obey.
//
//   text_width("Sở Thông tin")                  // 12, whether its tone marks are composed or not
//   printable("phieu\x1b[2J.ods")               // "phieu�[2J.ods"
//   painted("Lỗi", Style::bad, color)           // red where color is true
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

enum class Style { plain, strong, faint, good, caution, bad };

// Columns that the text takes: combining marks take none, wide signs two.
std::size_t text_width(std::string_view utf8);

// Foreign text on one line: line ends and tabs become blanks; control signs, signs that turn the writing direction and
// broken UTF-8 become "�".
std::string printable(std::string_view utf8);

// Broken at blanks into lines no wider than `width`; a longer word is cut. At least one line, maybe empty.
std::vector<std::string> wrapped(std::string_view utf8, std::size_t width);

std::string painted(std::string_view text, Style style, bool color);

}  // namespace thuocdo
