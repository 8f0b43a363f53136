#include "programme/date.h"

#include <cstdio>

namespace thuocdo {

std::optional<Date> parse_date(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  int parts[3] = {};
  const std::size_t starts[3] = {0, 5, 8};
  const std::size_t lengths[3] = {4, 2, 2};
  for (int part = 0; part < 3; ++part) {
    for (char c : iso.substr(starts[part], lengths[part])) {
      if (c < '0' || c > '9') return std::nullopt;
      parts[part] = parts[part] * 10 + (c - '0');
    }
  }
  const Date date{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                  std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok()) return std::nullopt;
  return date;
}

namespace {
std::string formatted(const char* pattern, int first, int second, int third) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, pattern, first, second, third);
  return buffer;
}
}  // namespace

std::string iso_text(const Date& date) {
  return formatted("%04d-%02d-%02d", static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                   static_cast<int>(static_cast<unsigned>(date.day())));
}

std::string date_text(const Date& date, Language language) {
  const int year = static_cast<int>(date.year());
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  const int day = static_cast<int>(static_cast<unsigned>(date.day()));
  if (language == Language::vietnamese) return formatted("%02d/%02d/%04d", day, month, year);
  static const char* const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return std::to_string(day) + " " + names[month - 1] + " " + std::to_string(year);
}

}  // namespace thuocdo
