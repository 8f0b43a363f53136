// Text of any kind in the structured parts of a package, where XML would refuse or change some of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace thuocdo {

// Text as XML. What XML cannot say (control signs, broken UTF-8) and what it would change (line ends, tabs in attributes)
// stands as \xHH, byte by byte, and a backslash as two.
std::string part_text(std::string_view text);
// What such a text means; nothing where an escape is wrong.
std::optional<std::string> text_of_part(std::string_view xml);

}  // namespace thuocdo
