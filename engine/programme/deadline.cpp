#include "programme/deadline.h"

#include <algorithm>

namespace thuocdo {
namespace {

constexpr std::chrono::hours vietnam_offset{7};

// The number that `digits` spell, or -1.
int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return digits.empty() ? -1 : value;
}

// "23:59", "23:59:30" as seconds of the day.
std::optional<std::chrono::seconds> clock_time(std::string_view text) {
  const bool seconds = text.size() == 8 && text[5] == ':';
  if ((text.size() != 5 && !seconds) || text[2] != ':') return std::nullopt;
  const int hour = number(text.substr(0, 2));
  const int minute = number(text.substr(3, 2));
  const int second = seconds ? number(text.substr(6, 2)) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view iso) {
  constexpr std::size_t time_start = 11;
  if (iso.size() <= time_start || iso[time_start - 1] != 'T') return std::nullopt;
  const auto date = parse_date(iso.substr(0, time_start - 1));
  const std::string_view rest = iso.substr(time_start);
  const std::size_t zone = rest.find_first_of("Z+-");
  if (!date || zone == std::string_view::npos) return std::nullopt;
  const auto time = clock_time(rest.substr(0, zone));
  if (!time) return std::nullopt;
  std::chrono::seconds offset{0};
  if (rest.substr(zone) != "Z") {
    const std::string_view distance = rest.substr(zone + 1);
    const auto length = distance.size() == 5 ? clock_time(distance) : std::nullopt;
    if (rest[zone] == 'Z' || !length) return std::nullopt;
    offset = rest[zone] == '-' ? -*length : *length;
  }
  return std::chrono::sys_days(*date) + *time - offset;
}

Date date_in_vietnam(Instant instant) { return std::chrono::floor<std::chrono::days>(instant + vietnam_offset); }

Instant end_of_day(const Date& day) { return std::chrono::sys_days(day) + std::chrono::days(1) - vietnam_offset; }

bool is_working_day(const Date& day, const std::vector<Date>& holidays) {
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
  return std::find(holidays.begin(), holidays.end(), day) == holidays.end();
}

Date working_days_after(const Date& day, int count, const std::vector<Date>& holidays) {
  std::chrono::sys_days current{day};
  while (count > 0) {
    current += std::chrono::days(1);
    if (is_working_day(current, holidays)) --count;
  }
  return current;
}

LastDays last_days(const Programme& programme, const Tier& tier) {
  const Date in_time{std::chrono::sys_days(tier.before) - std::chrono::days(1)};
  if (programme.grace_working_days == 0) return {in_time, in_time};
  return {in_time, working_days_after(tier.before, programme.grace_working_days, programme.holidays)};
}

Date last_day(const Stage& stage) { return std::chrono::sys_days(stage.before) - std::chrono::days(1); }

Timeliness timeliness(const Programme& programme, const Tier& tier, Instant received) {
  const LastDays last = last_days(programme, tier);
  if (received < end_of_day(last.in_time)) return Timeliness::in_time;
  if (received < end_of_day(last.within_grace)) return Timeliness::within_grace;
  return Timeliness::late;
}

std::string_view timeliness_text(Timeliness timeliness) {
  switch (timeliness) {
    case Timeliness::in_time: return "in-time";
    case Timeliness::within_grace: return "within-grace";
    case Timeliness::late: return "late";
  }
  return "late";
}

Text timeliness_label(Timeliness timeliness) {
  switch (timeliness) {
    case Timeliness::in_time: return {"Đúng hạn", "In time"};
    case Timeliness::within_grace: return {"Quá hạn, còn trong thời gian được nhận", "After the date, within the days of grace"};
    case Timeliness::late: return {"Trễ hạn", "Late"};
  }
  return {};
}

Consequence consequence(const Programme& programme, Timeliness timeliness) {
  if (timeliness != Timeliness::late) return Consequence::assessed;
  return programme.late == LatePolicy::ranked_last ? Consequence::ranked_last : Consequence::not_assessed;
}

Text consequence_label(Consequence consequence) {
  switch (consequence) {
    case Consequence::assessed: return {"được đánh giá, xếp hạng", "assessed and ranked"};
    case Consequence::ranked_last: return {"không xếp hạng, coi như xếp cuối", "not ranked, treated as ranked last"};
    case Consequence::not_assessed: return {"không đánh giá, không xếp hạng", "not assessed and not ranked"};
  }
  return {};
}

}  // namespace thuocdo
