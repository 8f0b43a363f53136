#include "submission/moment.h"

#include <algorithm>
#include <cstdio>

#include "programme/date.h"

namespace thuocdo {
namespace {

using namespace std::chrono;

constexpr hours vietnam{7};  // one zone, no summer time

// Two digits at the start of `text`, which lose their place there.
std::optional<int> two_digits(std::string_view& text) {
  if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return number;
}

bool take(std::string_view& text, char sign) {
  if (text.empty() || text[0] != sign) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  const std::optional<Date> date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  const sys_days day{*date};
  text.remove_prefix(10);
  if (text.empty()) return Moment(day + days(1) - vietnam - seconds(1));
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto hour = two_digits(text);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = two_digits(text);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto found = two_digits(text);
    if (!found || *found > 60) return std::nullopt;
    second = *found;
    if (take(text, '.') || take(text, ',')) {
      const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
      if (end == 0) return std::nullopt;
      text.remove_prefix(end);
    }
  }
  Moment moment = day + hours(*hour) + minutes(*minute) + seconds(second);
  if (text.empty()) return moment - vietnam;
  if (text == "Z") return moment;
  const bool east = text[0] == '+';
  if (!east && text[0] != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto zone_hours = two_digits(text);
  if (!zone_hours || *zone_hours > 14) return std::nullopt;
  take(text, ':');
  const auto zone_minutes = text.empty() ? std::optional<int>(0) : two_digits(text);
  if (!zone_minutes || *zone_minutes > 59 || !text.empty()) return std::nullopt;
  const auto zone = hours(*zone_hours) + minutes(*zone_minutes);
  return east ? moment - zone : moment + zone;
}

std::string moment_text(Moment moment) {
  const auto local = moment + vietnam;
  const auto today = floor<days>(local);
  const hh_mm_ss time{local - today};
  char text[48];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d+07:00", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return iso_text(year_month_day{today}) + text;
}

std::string moment_shown(Moment moment, Language language) {
  return date_text(year_month_day{floor<days>(moment + vietnam)}, language) + " " + moment_text(moment).substr(11, 5);
}

std::string moment_shown(std::string_view text, Language language) {
  const auto moment = parse_moment(text);
  return moment ? moment_shown(*moment, language) : std::string(text);
}

Text moment_shown(Moment moment) { return {moment_shown(moment, Language::vietnamese), moment_shown(moment, Language::english)}; }

Text moment_shown(std::string_view text) { return {moment_shown(text, Language::vietnamese), moment_shown(text, Language::english)}; }

Moment now() { return floor<seconds>(system_clock::now()); }

}  // namespace thuocdo
