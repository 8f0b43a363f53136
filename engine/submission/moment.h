// A second in time, as receipts and signatures name it.
//
//   parse_moment("2023-12-20T08:00:00+07:00")     // also "…Z"; without a zone it is Vietnam's
//   parse_moment("2023-12-20")                    // the end of that day in Vietnam: 23:59:59
//   moment_text(moment)                           // "2023-12-20T08:00:00+07:00", always Vietnam's time
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace thuocdo {

using Moment = std::chrono::sys_seconds;

// Fractions of seconds are left out. Nothing for what is no time.
std::optional<Moment> parse_moment(std::string_view text);
std::string moment_text(Moment moment);
Moment now();

}  // namespace thuocdo
