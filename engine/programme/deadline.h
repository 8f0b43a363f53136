// When a sheet came in against the programme's dates, and what becomes of it.
//
//   const Instant received = *parse_instant("2019-09-20T23:59+07:00");
//   timeliness(programme, tier, received)        // Timeliness::within_grace
//   consequence(programme, Timeliness::late)     // Consequence::not_assessed
//
// A decision's days are days in Vietnam (UTC+7, no summer time). "Before 18 Oct" ("trước ngày 18/10") lasts until the
// end of 17 Oct. A working day is Monday to Friday, less the holidays that the programme lists. Days of grace are
// counted from the day after the date that the decision names ("sau 5 ngày làm việc kể từ ngày 15/9": the first day of
// a period is not counted, Civil Code 2015, article 147), and last until the end of the last of them: with 15/9/2019 and
// five days, until the end of Friday 20/9/2019.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

using Instant = std::chrono::sys_seconds;  // UTC

// "2019-09-20T23:59+07:00", seconds optional, "Z" or an offset needed; nothing for anything else.
std::optional<Instant> parse_instant(std::string_view iso);
Date date_in_vietnam(Instant instant);
// The first second that is no longer part of the day in Vietnam.
Instant end_of_day(const Date& day);

bool is_working_day(const Date& day, const std::vector<Date>& holidays);
// The last of `count` working days after `day`, which itself does not count; `day` for 0.
Date working_days_after(const Date& day, int count, const std::vector<Date>& holidays);

// The last days, each until its end, on which a sheet is in time, and on which it is still assessed.
struct LastDays {
  Date in_time;
  Date within_grace;  // the same as in_time where the programme gives no grace
};
LastDays last_days(const Programme& programme, const Tier& tier);
// Of a stage or a round without assessment; no days of grace are given there.
Date last_day(const Stage& stage);

enum class Timeliness { in_time, within_grace, late };
Timeliness timeliness(const Programme& programme, const Tier& tier, Instant received);
std::string_view timeliness_text(Timeliness timeliness);  // "in-time", "within-grace", "late"
Text timeliness_label(Timeliness timeliness);

// What becomes of a sheet, and of a unit that sent none in time.
enum class Consequence { assessed, ranked_last, not_assessed };
Consequence consequence(const Programme& programme, Timeliness timeliness);
Text consequence_label(Consequence consequence);

}  // namespace thuocdo
