#include "sheet/row_number.h"

#include <algorithm>

#include "scoring/answer.h"

namespace thuocdo {
namespace {

constexpr std::size_t longest_token = 7;  // "xxxviii"

bool all_in(const std::string& text, std::string_view signs) {
  return !text.empty() && text.find_first_not_of(signs) == std::string::npos;
}

int roman_value(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  static const char* const tens[] = {"", "x", "xx", "xxx", "xl", "l"};
  static const char* const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  for (int value = 1; value < 60; ++value) {
    if (text == std::string(tens[value / 10]) + ones[value % 10]) return value;
  }
  return 0;
}

bool is_token(const std::string& text) {
  if (text.empty() || text.size() > longest_token) return false;
  if (all_in(text, "0123456789")) return text.size() <= 4;
  if (text == "đ" || text == "Đ") return true;
  if (text.size() == 1) return (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z');
  return (all_in(text, "ivxl") || all_in(text, "IVXL")) && roman_value(text) > 0;
}

}  // namespace

std::optional<RowNumber> parse_row_number(std::string_view given) {
  std::string text = tidy(given);
  while (!text.empty() && (text.front() == '(' || text.front() == ' ')) text.erase(0, 1);
  while (!text.empty() && std::string_view(".):/ -").find(text.back()) != std::string_view::npos) text.pop_back();
  RowNumber number{text, {}};
  std::string token;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '.') {
      token += text[i];
      continue;
    }
    token = tidy(token);
    if (!is_token(token)) return std::nullopt;
    number.tokens.push_back(std::move(token));
    token.clear();
  }
  return number;
}

std::vector<TokenReading> readings_of(const std::string& token) {
  std::vector<TokenReading> readings;
  if (all_in(token, "0123456789")) {
    readings.push_back({NumberStyle::digits, false, std::stoi(token)});
    return readings;
  }
  const bool upper = token == "Đ" || (token[0] >= 'A' && token[0] <= 'Z');
  if (const int value = roman_value(token)) readings.push_back({NumberStyle::roman, upper, value});
  if (token == "đ" || token == "Đ") readings.push_back({NumberStyle::letter, upper, 5});
  if (token.size() == 1) {
    const char lower = static_cast<char>(upper ? token[0] - 'A' + 'a' : token[0]);
    // Lists in Vietnamese go a, b, c, d, đ, e, g …; some go by the English alphabet.
    static constexpr std::string_view vietnamese = "abcd?eghiklmnopqrstuvxy";
    const std::size_t at = vietnamese.find(lower);
    if (at != std::string_view::npos) readings.push_back({NumberStyle::letter, upper, static_cast<int>(at) + 1});
    const int english = lower - 'a' + 1;
    if (at == std::string_view::npos || english != static_cast<int>(at) + 1) readings.push_back({NumberStyle::letter, upper, english});
  }
  return readings;
}

bool same_token(const std::string& one, const std::string& other) {
  if (one == other) return true;
  const auto value = [](const std::string& token) {
    if (all_in(token, "0123456789")) return std::stoi(token);
    return all_in(token, "IVXL") ? roman_value(token) : 0;
  };
  return value(one) > 0 && value(one) == value(other);
}

std::optional<std::pair<RowNumber, std::string>> number_before(const std::string& name) {
  // A closing sign tells a number from a word: "A. Hạ tầng", "1) Có", "1.2 Hạ tầng", but not "A Lưới".
  const std::size_t blank = name.find(' ');
  if (blank == std::string::npos || blank > 24) return std::nullopt;
  const std::string head = name.substr(0, blank);
  const bool closed = head.ends_with('.') || head.ends_with(')') || head.ends_with(':');
  auto number = parse_row_number(head);
  if (!number || (!closed && number->tokens.size() < 2)) return std::nullopt;
  return std::pair(std::move(*number), name.substr(blank + 1));
}

std::string id_of_token(const std::string& token) {
  if (token == "đ") return "dd";
  if (token == "Đ") return "DD";
  return token;
}

}  // namespace thuocdo
