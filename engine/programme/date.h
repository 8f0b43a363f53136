// Calendar dates of a programme, without time of day. "Before 25 Dec 2023" ends with 24 Dec 2023, Vietnam's time.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "finding/text.h"

namespace thuocdo {

using Date = std::chrono::year_month_day;

// Both days belong to it.
struct Period {
  Date from;
  Date to;
};

// "2023-12-25"; nothing for anything else, and for days that do not exist.
std::optional<Date> parse_date(std::string_view iso);
std::string iso_text(const Date& date);                   // "2023-12-25"
std::string date_text(const Date& date, Language language);  // "25/12/2023" or "25 Dec 2023"

}  // namespace thuocdo
