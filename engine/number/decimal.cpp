#include "number/decimal.h"

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace thuocdo {
namespace {

constexpr std::array<std::int64_t, 19> powers_of_ten = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (auto& entry : powers) {
    entry = power;
    if (power <= 100'000'000'000'000'000) power *= 10;
  }
  return powers;
}();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits before and after the decimal mark, both possibly empty, with leading zeros.
std::optional<Decimal> from_digits(bool negative, std::string_view whole, std::string_view fraction) {
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  if (fraction.size() > Decimal::max_places) return std::nullopt;
  __int128 units = 0;
  for (std::string_view part : {whole, fraction}) {
    for (char digit : part) {
      units = units * 10 + (digit - '0');
      if (units > Decimal::max_units) return std::nullopt;
    }
  }
  return Decimal::from_units(negative ? -units : units, static_cast<int>(fraction.size()));
}

// Splits "1.234.567" at the dots; true when it is a Vietnamese group pattern (1 to 3 digits, then threes).
bool is_grouped(const std::vector<std::string_view>& groups) {
  if (groups.size() < 2 || groups[0].empty() || groups[0].size() > 3 || groups[0][0] == '0') return false;
  for (std::size_t i = 1; i < groups.size(); ++i) {
    if (groups[i].size() != 3) return false;
  }
  return true;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t at; (at = text.find(mark, from)) != std::string_view::npos; from = at + 1) {
    parts.push_back(text.substr(from, at - from));
  }
  parts.push_back(text.substr(from));
  return parts;
}

// Length in bytes of a blank at `text[i]`: space, tab, line ends, no-break space (U+00A0, U+202F, U+2007); 0 if none.
std::size_t blank_length(std::string_view text, std::size_t i) {
  const char c = text[i];
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return 1;
  if (text.substr(i, 2) == "\xC2\xA0") return 2;
  if (text.substr(i, 3) == "\xE2\x80\xAF" || text.substr(i, 3) == "\xE2\x80\x87") return 3;
  return 0;
}

// Trims blanks and replaces inner ones by a single ' '. A Unicode minus becomes '-'.
std::string simplify(std::string_view text) {
  std::string out;
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    if (std::size_t length = blank_length(text, i)) {
      pending = !out.empty();
      i += length;
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    if (text.substr(i, 3) == "\xE2\x88\x92") {
      out += '-';
      i += 3;
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace

std::optional<Decimal> Decimal::from_units(__int128 units, int places) {
  if (places < 0) return std::nullopt;
  while (places > 0 && units % 10 == 0) {
    units /= 10;
    --places;
  }
  if (places > max_places || units > max_units || units < -static_cast<__int128>(max_units)) return std::nullopt;
  Decimal result;
  result.units_ = static_cast<std::int64_t>(units);
  result.places_ = static_cast<std::uint8_t>(places);
  return result;
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  // Shortest round-trip text in scientific form: "-1.2345e+02".
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t mark = text.find('e');
  int exponent = 0;
  std::string_view exponent_text = text.substr(mark + 1);
  if (exponent_text.front() == '+') exponent_text.remove_prefix(1);
  std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  __int128 units = 0;
  int places = 0;
  bool negative = false;
  bool fraction = false;
  for (char c : text.substr(0, mark)) {
    if (c == '-') {
      negative = true;
    } else if (c == '.') {
      fraction = true;
    } else {
      units = units * 10 + (c - '0');
      places += fraction;
    }
  }
  places -= exponent;
  if (units == 0) return Decimal();
  if (places < -18) return std::nullopt;
  for (; places < 0; ++places) {
    units *= 10;
    if (units > max_units) return std::nullopt;
  }
  return from_units(negative ? -units : units, places);
}

std::optional<Decimal> Decimal::parse_plain(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t mark = text.find('.');
  const std::string_view whole = text.substr(0, mark);
  const std::string_view fraction = mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
  if (whole.empty() || (mark != std::string_view::npos && fraction.empty())) return std::nullopt;
  for (std::string_view part : {whole, fraction}) {
    for (char c : part) {
      if (!is_digit(c)) return std::nullopt;
    }
  }
  return from_digits(negative, whole, fraction);
}

std::string Decimal::text(Notation notation) const {
  const std::int64_t power = powers_of_ten[places_];
  const std::int64_t magnitude = units_ < 0 ? -units_ : units_;
  std::string whole = std::to_string(magnitude / power);
  if (notation == Notation::vietnamese && whole.size() > 3) {
    for (std::size_t at = whole.size() - 3;; at -= 3) {
      whole.insert(at, 1, '.');
      if (at <= 3) break;
    }
  }
  std::string result = (units_ < 0 ? "-" : "") + whole;
  if (places_ > 0) {
    std::string fraction = std::to_string(magnitude % power);
    fraction.insert(0, places_ - fraction.size(), '0');
    result += (notation == Notation::vietnamese ? ',' : '.') + fraction;
  }
  return result;
}

double Decimal::to_double() const {
  const std::string plain = text();
  double value = 0;
  std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return value;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int places = a.places_ > b.places_ ? a.places_ : b.places_;
  const __int128 left = static_cast<__int128>(a.units_) * powers_of_ten[static_cast<std::size_t>(places - a.places_)];
  const __int128 right = static_cast<__int128>(b.units_) * powers_of_ten[static_cast<std::size_t>(places - b.places_)];
  return left <=> right;
}

namespace {
std::optional<Decimal> add_signed(const Decimal& a, const Decimal& b, int sign) {
  const int places = a.places() > b.places() ? a.places() : b.places();
  const __int128 left =
      static_cast<__int128>(a.units()) * powers_of_ten[static_cast<std::size_t>(places - a.places())];
  const __int128 right =
      static_cast<__int128>(b.units()) * powers_of_ten[static_cast<std::size_t>(places - b.places())];
  return Decimal::from_units(left + sign * right, places);
}
}  // namespace

std::optional<Decimal> add(const Decimal& a, const Decimal& b) { return add_signed(a, b, 1); }
std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) { return add_signed(a, b, -1); }

ReadNumber read_number(std::string_view utf8_text) {
  const std::string simple = simplify(utf8_text);
  std::string_view rest = simple;
  bool negative = false;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    negative = rest.front() == '-';
    rest.remove_prefix(1);
    if (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  if (rest.empty()) return {std::nullopt, simple.empty() ? NumberError::empty : NumberError::not_a_number};
  for (char c : rest) {
    if (!is_digit(c) && c != '.' && c != ',' && c != ' ') return {std::nullopt, NumberError::not_a_number};
  }
  const auto done = [&](std::string_view whole, std::string_view fraction) -> ReadNumber {
    if (auto value = from_digits(negative, whole, fraction)) return {value, NumberError::none};
    return {std::nullopt, NumberError::too_large};
  };
  const auto joined = [](const std::vector<std::string_view>& groups) {
    std::string digits;
    for (auto group : groups) digits += group;
    return digits;
  };

  const std::vector<std::string_view> halves = split(rest, ',');
  if (halves.size() > 2) return {std::nullopt, NumberError::not_a_number};
  const bool has_comma = halves.size() == 2;
  const std::string_view whole = halves[0];
  if (has_comma) {  // Vietnamese notation: the comma is the decimal mark, dots or blanks group the digits before it
    const std::string_view fraction = halves[1];
    if (whole.empty() || fraction.empty() || fraction.find_first_of(". ") != std::string_view::npos) {
      return {std::nullopt, NumberError::not_a_number};
    }
    if (whole.find_first_of(". ") == std::string_view::npos) return done(whole, fraction);
    const char mark = whole.find('.') != std::string_view::npos ? '.' : ' ';
    const auto groups = split(whole, mark);
    if (!is_grouped(groups) || (mark == '.' && whole.find(' ') != std::string_view::npos)) {
      return {std::nullopt, NumberError::not_a_number};
    }
    return done(joined(groups), fraction);
  }
  if (whole.find(' ') != std::string_view::npos) {  // "1 234 567"
    const auto groups = split(whole, ' ');
    if (!is_grouped(groups) || whole.find('.') != std::string_view::npos) {
      return {std::nullopt, NumberError::not_a_number};
    }
    return done(joined(groups), {});
  }
  const auto groups = split(whole, '.');
  if (groups.size() == 1) return done(whole, {});
  if (groups.size() == 2) {
    if (groups[0].empty() || groups[1].empty()) return {std::nullopt, NumberError::not_a_number};
    if (is_grouped(groups)) return {std::nullopt, NumberError::ambiguous};
    return done(groups[0], groups[1]);
  }
  if (!is_grouped(groups)) return {std::nullopt, NumberError::not_a_number};
  return done(joined(groups), {});
}

std::optional<TwoReadings> two_readings(std::string_view utf8_text) {
  std::string digits = simplify(utf8_text);
  std::string sign;
  if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) {
    if (digits.front() == '-') sign = "-";
    digits.erase(0, digits.starts_with("- ") || digits.starts_with("+ ") ? 2 : 1);
  }
  const std::size_t mark = digits.find_first_of(".,");
  if (mark == std::string::npos || !is_grouped({std::string_view(digits).substr(0, mark), std::string_view(digits).substr(mark + 1)})) {
    return std::nullopt;
  }
  std::string joined = digits;
  joined.erase(mark, 1);
  digits[mark] = '.';
  const auto thousands = Decimal::parse_plain(sign + joined);
  const auto decimals = Decimal::parse_plain(sign + digits);
  if (!thousands || !decimals) return std::nullopt;
  return TwoReadings{*thousands, *decimals};
}

}  // namespace thuocdo
