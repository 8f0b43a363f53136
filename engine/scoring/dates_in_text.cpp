// The days that a text names.
#include <array>
#include <optional>

#include "scoring/evidence.h"

namespace thuocdo {
namespace {

struct Number {
  int value = 0;
  std::size_t digits = 0;
};

Number number_at(std::string_view text, std::size_t at) {
  Number number;
  while (at + number.digits < text.size() && number.digits < 5) {
    const char c = text[at + number.digits];
    if (c < '0' || c > '9') break;
    number.value = number.value * 10 + (c - '0');
    ++number.digits;
  }
  return number;
}

std::optional<Date> day(int year, int month, int day_of_month) {
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day_of_month))};
  if (year < 1900 || year > 2200 || !date.ok()) return std::nullopt;
  return date;
}

// Three numbers with the same sign between them, from `at`; moves behind them.
std::optional<std::array<Number, 3>> three_numbers(std::string_view text, std::size_t& at) {
  std::array<Number, 3> numbers;
  std::size_t end = at;
  char between = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) {
      if (end >= text.size() || (text[end] != '/' && text[end] != '-' && text[end] != '.')) return std::nullopt;
      if (between != 0 && text[end] != between) return std::nullopt;
      between = text[end++];
    }
    numbers[i] = number_at(text, end);
    if (numbers[i].digits == 0) return std::nullopt;
    end += numbers[i].digits;
  }
  at = end;
  return numbers;
}

// "02 thang 3 nam 2023", folded.
std::optional<Date> in_words(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  std::array<int, 3> values{};
  for (std::size_t i = 0; i < 3; ++i) {
    static constexpr std::array<std::string_view, 3> words = {"", " thang ", " nam "};
    if (!text.substr(end).starts_with(words[i])) return std::nullopt;
    end += words[i].size();
    const Number number = number_at(text, end);
    if (number.digits == 0) return std::nullopt;
    values[i] = number.value;
    end += number.digits;
  }
  at = end;
  return day(values[2], values[1], values[0]);
}

}  // namespace

std::vector<Date> dates_in(std::string_view given) {
  const std::string text = fold(given);
  std::vector<Date> dates;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] < '0' || text[at] > '9') {
      ++at;
      continue;
    }
    const std::size_t from = at;
    if (const auto date = in_words(text, at)) {
      dates.push_back(*date);
    } else if (const auto numbers = three_numbers(text, at)) {
      const auto& [first, second, third] = *numbers;
      if (first.digits == 4) {
        if (const auto iso = day(first.value, second.value, third.value)) dates.push_back(*iso);
      } else if (third.digits == 4 && first.digits <= 2 && second.digits <= 2) {
        if (const auto usual = day(third.value, second.value, first.value)) dates.push_back(*usual);
      }
    }
    if (at == from) {
      while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    }
  }
  return dates;
}

}  // namespace thuocdo
