// A second in time, as receipts and signatures name it.
//
//   parse_moment("2023-12-20T08:00:00+07:00")     // also "…Z"; without a zone it is Vietnam's
//   parse_moment("2023-12-20")                    // the end of that day in Vietnam: 23:59:59
//   moment_text(moment)                           // "2023-12-20T08:00:00+07:00", always Vietnam's time
//   moment_shown("2023-12-20T08:00:00+07:00", Language::english)    // "20 Dec 2023 08:00", for people
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "finding/text.h"

namespace thuocdo {

using Moment = std::chrono::sys_seconds;

// Fractions of seconds are left out. Nothing for what is no time.
std::optional<Moment> parse_moment(std::string_view text);
std::string moment_text(Moment moment);
// For people, in Vietnam's time, to the minute: "20/12/2023 08:00", "20 Dec 2023 08:00". A text that is no time stands as it is.
std::string moment_shown(Moment moment, Language language);
Text moment_shown(Moment moment);
std::string moment_shown(std::string_view text, Language language);
Text moment_shown(std::string_view text);
Moment now();

}  // namespace thuocdo
