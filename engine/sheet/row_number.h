// The numbers before the rows of an annex: "1", "1.2.3", "II", "A", "b)", "đ", "(iv)", "I.2".
//
//   parse_row_number("1.2.")->tokens     // {"1", "2"}
//   parse_row_number("Ghi chú")          // nothing
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thuocdo {

struct RowNumber {
  std::string text;                 // as printed, without the signs around it
  std::vector<std::string> tokens;  // "1.2" → "1", "2"
};

enum class NumberStyle { digits, roman, letter };

// What one token can be: "i" is the first Roman numeral or the letter after "h". Upper and lower case are two styles.
struct TokenReading {
  NumberStyle style;
  bool upper = false;
  int value = 0;
  bool same_style(const TokenReading& other) const { return style == other.style && upper == other.upper; }
};

std::optional<RowNumber> parse_row_number(std::string_view text);
std::vector<TokenReading> readings_of(const std::string& token);
// "I" and "1" count alike at the start of a number: below "I" stands "1.1".
bool same_token(const std::string& one, const std::string& other);
// A number at the start of a name, "1.2. Hạ tầng số", and the rest of it.
std::optional<std::pair<RowNumber, std::string>> number_before(const std::string& name);
// For an id: ASCII ("đ" → "dd").
std::string id_of_token(const std::string& token);

}  // namespace thuocdo
