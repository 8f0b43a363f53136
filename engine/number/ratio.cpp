#include "number/ratio.h"

#include <algorithm>

namespace thuocdo {
namespace {

using Wide = __int128;

Wide magnitude(Wide value) { return value < 0 ? -value : value; }

Wide common_divisor(Wide a, Wide b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Wide power_of_ten(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

constexpr Wide limit = static_cast<Wide>(1) << 126;

bool multiply(Wide a, Wide b, Wide& product) {
  return !__builtin_mul_overflow(a, b, &product) && product < limit && product > -limit;
}

std::string wide_text(Wide value) {
  if (value == 0) return "0";
  const bool negative = value < 0;
  std::string digits;
  for (Wide rest = magnitude(value); rest != 0; rest /= 10) digits += static_cast<char>('0' + static_cast<int>(rest % 10));
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace

Ratio::Ratio(const Decimal& value) { *this = make(value.units(), power_of_ten(value.places())); }

Ratio Ratio::overflow() {
  Ratio result;
  result.denominator_ = 0;
  return result;
}

Ratio Ratio::make(Wide numerator, Wide denominator) {
  if (denominator == 0) return overflow();
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Wide divisor = common_divisor(numerator, denominator);
  Ratio result;
  result.numerator_ = numerator / divisor;
  result.denominator_ = denominator / divisor;
  return result;
}

Ratio operator*(const Ratio& a, const Ratio& b) {
  if (a.overflowed() || b.overflowed()) return Ratio::overflow();
  // Crosswise shortening first: the product of what is left is in lowest terms already.
  const Wide left = common_divisor(a.numerator_, b.denominator_);
  const Wide right = common_divisor(b.numerator_, a.denominator_);
  Wide numerator = 0;
  Wide denominator = 0;
  if (!multiply(a.numerator_ / left, b.numerator_ / right, numerator) ||
      !multiply(a.denominator_ / right, b.denominator_ / left, denominator)) {
    return Ratio::overflow();
  }
  return Ratio::make(numerator, denominator);
}

Ratio operator/(const Ratio& a, const Ratio& b) {
  if (a.overflowed() || b.overflowed() || b.numerator_ == 0) return Ratio::overflow();
  return a * Ratio::make(b.denominator_, b.numerator_);
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  if (a.overflowed() || b.overflowed()) return Ratio::overflow();
  const Wide divisor = common_divisor(a.denominator_, b.denominator_);
  Wide left = 0;
  Wide right = 0;
  Wide denominator = 0;
  if (!multiply(a.numerator_, b.denominator_ / divisor, left) ||
      !multiply(b.numerator_, a.denominator_ / divisor, right) ||
      !multiply(a.denominator_, b.denominator_ / divisor, denominator)) {
    return Ratio::overflow();
  }
  const Wide sum = left + right;  // both below 2^126
  if (sum >= limit || sum <= -limit) return Ratio::overflow();
  return Ratio::make(sum, denominator);
}

Ratio operator-(const Ratio& a, const Ratio& b) {
  Ratio negated = b;
  negated.numerator_ = -negated.numerator_;
  return a + negated;
}

std::partial_ordering operator<=>(const Ratio& a, const Ratio& b) {
  if (a.overflowed() || b.overflowed()) return std::partial_ordering::unordered;
  const Ratio difference = a - b;
  if (!difference.overflowed()) return difference.numerator_ <=> Wide{0};
  // Too wide to subtract: compare by continued fractions, which never grow.
  Wide an = a.numerator_, ad = a.denominator_, bn = b.numerator_, bd = b.denominator_;
  for (bool swapped = false;; swapped = !swapped) {
    const auto floor_of = [](Wide n, Wide d) { return n / d - (n % d < 0); };
    const Wide aq = floor_of(an, ad);
    const Wide bq = floor_of(bn, bd);
    if (aq != bq) return swapped ? bq <=> aq : aq <=> bq;
    const Wide ar = an - aq * ad;
    const Wide br = bn - bq * bd;
    if (ar == 0 || br == 0) {
      const auto order = (ar != 0) <=> (br != 0);
      return swapped ? 0 <=> order : order;
    }
    an = ad;
    ad = ar;
    bn = bd;
    bd = br;
  }
}

std::optional<Decimal> Ratio::round(int places) const {
  if (overflowed() || places < 0 || places > Decimal::max_places) return std::nullopt;
  const Wide size = magnitude(numerator_);
  const Wide whole = size / denominator_;
  if (whole > Decimal::max_units) return std::nullopt;
  const Wide power = power_of_ten(places);
  // The fraction is rounded by long division, one place at a time, so that nothing can overflow.
  Wide rest = size % denominator_;
  Wide fraction = 0;
  for (int place = 0; place < places; ++place) {
    // rest < 2^126, so rest * 10 may need up to 130 bits: subtract in steps instead of multiplying.
    int digit = 0;
    Wide tenfold = 0;
    for (int step = 0; step < 10; ++step) {
      const Wide gap = denominator_ - tenfold;
      if (rest >= gap) {
        tenfold = rest - gap;
        ++digit;
      } else {
        tenfold += rest;
      }
    }
    fraction = fraction * 10 + digit;
    rest = tenfold;
  }
  const bool up = rest >= denominator_ - rest;
  Wide units = whole * power + fraction + (up ? 1 : 0);
  return Decimal::from_units(is_negative() ? -units : units, places);
}

std::optional<Decimal> Ratio::exact() const {
  if (overflowed() || power_of_ten(Decimal::max_places) % denominator_ != 0) return std::nullopt;
  return round(Decimal::max_places);
}

std::string Ratio::text() const {
  if (overflowed()) return "overflow";
  if (auto decimal = exact()) return decimal->text();
  return wide_text(numerator_) + "/" + wide_text(denominator_);
}

double Ratio::to_double() const {
  if (overflowed()) return 0;
  return static_cast<double>(static_cast<long double>(numerator_) / static_cast<long double>(denominator_));
}

Ratio min(const Ratio& a, const Ratio& b) {
  if (a.overflowed() || b.overflowed()) return Ratio::overflow();
  return b < a ? b : a;
}

}  // namespace thuocdo
