#include "number/exact_sum.h"

namespace thuocdo {
namespace {

using Whole = boost::multiprecision::cpp_int;
using Fraction = boost::multiprecision::cpp_rational;

Fraction fraction(const Ratio& value) { return {Whole(value.numerator()), Whole(value.denominator())}; }

}  // namespace

void ExactSum::add(const Ratio& value) {
  if (!value.overflowed()) value_ += fraction(value);
}

void ExactSum::times(const Ratio& factor) {
  if (!factor.overflowed()) value_ *= fraction(factor);
}

void ExactSum::at_least(const Decimal& least) {
  const Fraction bound = fraction(Ratio(least));
  if (value_ < bound) value_ = bound;
}

void ExactSum::at_most(const Decimal& most) {
  const Fraction bound = fraction(Ratio(most));
  if (value_ > bound) value_ = bound;
}

std::optional<Decimal> ExactSum::round(int places) const {
  const bool negative = value_ < 0;
  const Whole top = abs(Whole(numerator(value_))) * pow(Whole(10), static_cast<unsigned>(places));
  const Whole bottom = denominator(value_);
  const Whole units = (2 * top + bottom) / (2 * bottom);
  if (units > Whole(Decimal::max_units)) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(units);
  return Decimal::from_units(negative ? -whole : whole, places);
}

Ratio ExactSum::ratio() const {
  const Whole limit = Whole(1) << 126;
  const Whole top = numerator(value_);
  const Whole bottom = denominator(value_);
  if (abs(top) >= limit || bottom >= limit) return Ratio::overflow();
  return Ratio::of(static_cast<__int128>(top), static_cast<__int128>(bottom));
}

}  // namespace thuocdo
