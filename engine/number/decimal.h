// Exact numbers: what every point, count and share in Thước Đo is made of.
//
// A Decimal is a whole number of units at up to 17 decimal places: 118.348 is 118348 units at 3 places.
// It is always kept in its shortest form (1.50 and 1.5 are the same value with the same text).
// No binary floating point is stored, compared or published anywhere.
//
//   auto points = Decimal::parse_plain("118.348");      // optional<Decimal>
//   points->text()                                       // "118.348"
//   points->text(Notation::vietnamese)                   // "118,348"
//   read_number("1.234,5")                               // 1234.5
//   read_number("1.234")                                 // NumberError::ambiguous: 1234 or 1.234?
//   Decimal::from_double(0.1)                            // 0.1, by the shortest text that reads back as the double
//
// Range: |units| < 10^18 and 0 to 17 places. What does not fit is an error value, never a wrong number.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace thuocdo {

enum class Notation { plain, vietnamese };

class Decimal {
 public:
  static constexpr int max_places = 17;
  static constexpr std::int64_t max_units = 999'999'999'999'999'999;

  constexpr Decimal() = default;
  // A small whole number, for constants in code: Decimal(2).
  constexpr explicit Decimal(int whole) : units_(whole) {}

  // `units` / 10^`places`, shortened; nothing when out of range.
  static std::optional<Decimal> from_units(__int128 units, int places);
  // The decimal of the shortest text that reads back as this double (what a spreadsheet cell shows at full
  // precision); nothing for NaN, infinities and what does not fit in the range.
  static std::optional<Decimal> from_double(double value);
  // "-12.5": optional minus, digits, optional point and digits; no grouping, no exponent, no blanks.
  static std::optional<Decimal> parse_plain(std::string_view text);

  constexpr std::int64_t units() const { return units_; }
  constexpr int places() const { return places_; }
  constexpr bool is_zero() const { return units_ == 0; }
  constexpr bool is_negative() const { return units_ < 0; }
  constexpr bool is_whole() const { return places_ == 0; }

  // Plain: "1234.5". Vietnamese: "1.234,5" (numbers of four and more whole digits are grouped).
  std::string text(Notation notation = Notation::plain) const;
  // The nearest double: only for showing the value in a cell.
  double to_double() const;

  friend constexpr bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  std::int64_t units_ = 0;
  std::uint8_t places_ = 0;
};

// Nothing when the result is out of range.
std::optional<Decimal> add(const Decimal& a, const Decimal& b);
std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);

enum class NumberError {
  none,
  empty,         // no digit at all
  not_a_number,  // neither notation
  ambiguous,     // "1.234": 1234 in Vietnamese notation, 1.234 in plain notation
  too_large,     // outside the range of Decimal
};

struct ReadNumber {
  std::optional<Decimal> value;
  NumberError error = NumberError::none;
};

// Reads what a person typed or pasted, in Vietnamese ("1.234,5") or plain ("1234.5") notation. Blanks and no-break
// spaces are passed over around it, behind the sign and between groups of three digits ("1 234,5"); anywhere else, and
// together with a decimal dot ("1 234.5"), they make it no number. The sign is "-", the minus sign U+2212 or "+". A
// comma is always the decimal mark. A single dot before exactly three digits is ambiguous unless the digits before it
// cannot be a group ("0.123", "1234.567" are plain). A trailing "%" is not accepted: a share is asked for as two
// numbers.
ReadNumber read_number(std::string_view utf8_text);

// The two numbers that one text is to different people: "1.234" and "1,234" are 1234 where the mark separates thousands,
// and 1.234 where it separates decimals. Nothing for a text that everybody reads alike ("0,33", "12,5", "1.234.567").
struct TwoReadings {
  Decimal thousands;
  Decimal decimals;
};
std::optional<TwoReadings> two_readings(std::string_view utf8_text);

}  // namespace thuocdo
