// An exact fraction, for the steps between an answer and its rounded points.
//
//   Ratio points = Ratio(maximum) * Ratio(a) / Ratio(b);   // 10 * 1/3
//   points.round(2)                                         // 3.33 (half up, away from zero)
//   points.text()                                           // "10/3"; "2.5" where a decimal is exact
//
// A result that does not fit in 126 bits, and a division by zero, give an overflowed Ratio. It stays overflowed in
// everything computed from it, compares as unordered, and rounds to nothing: overflow is an error, never a wrong
// number.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "number/decimal.h"

namespace thuocdo {

class Ratio {
 public:
  constexpr Ratio() = default;
  explicit Ratio(const Decimal& value);
  static Ratio overflow();
  // In lowest terms; both below 2^126. Overflowed for a denominator of 0.
  static Ratio of(__int128 numerator, __int128 denominator) { return make(numerator, denominator); }
  __int128 numerator() const { return numerator_; }
  __int128 denominator() const { return denominator_; }

  bool overflowed() const { return denominator_ == 0; }
  bool is_negative() const { return numerator_ < 0; }

  // Half up, away from zero, at 0 to Decimal::max_places places; nothing when overflowed or out of range.
  std::optional<Decimal> round(int places) const;
  // The value as a decimal where it has one within 17 places.
  std::optional<Decimal> exact() const;
  // exact() as plain text, otherwise "numerator/denominator" in lowest terms; "overflow" when overflowed.
  std::string text() const;
  double to_double() const;  // only for showing

  friend Ratio operator+(const Ratio& a, const Ratio& b);
  friend Ratio operator-(const Ratio& a, const Ratio& b);
  friend Ratio operator*(const Ratio& a, const Ratio& b);
  friend Ratio operator/(const Ratio& a, const Ratio& b);
  friend std::partial_ordering operator<=>(const Ratio& a, const Ratio& b);
  friend bool operator==(const Ratio& a, const Ratio& b) { return (a <=> b) == 0; }

 private:
  static Ratio make(__int128 numerator, __int128 denominator);
  __int128 numerator_ = 0;
  __int128 denominator_ = 1;  // > 0; 0 marks an overflowed value
};

Ratio min(const Ratio& a, const Ratio& b);

}  // namespace thuocdo
