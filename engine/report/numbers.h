// Numbers as people read them.
//
//   fixed_text(points, 2, Language::vietnamese)                // "85,50"
//   percent_text(total, maximum, Language::vietnamese)         // "85,50%"
#pragma once

#include <string>

#include "finding/text.h"
#include "number/decimal.h"

namespace thuocdo {

Notation notation_of(Language language);
// With at least `places` decimal places, so that a column of numbers stands straight; never rounded.
std::string fixed_text(const Decimal& value, int places, Language language);
Text fixed_text(const Decimal& value, int places);
// part / whole in percent at two places, half up; "–" when the whole is 0.
std::string percent_text(const Decimal& part, const Decimal& whole, Language language);
// The same as a plain decimal without the sign; empty when the whole is 0.
std::string percent_plain(const Decimal& part, const Decimal& whole);

}  // namespace thuocdo
