// Decimals and fractions against Boost's unlimited rationals and the standard library's shortest double texts.
#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "number/decimal.h"
#include "number/ratio.h"
#include "reference/random.h"
#include "reference/reference_scorer.h"
#include "support/rounds.h"

namespace thuocdo {
namespace {

using reference::decimal_text;
using reference::fits_decimal;
using reference::fraction_text;
using reference::Number;
using reference::number;
using reference::power_of_ten;
using reference::Random;
using reference::Whole;

const Whole ratio_limit = Whole(1) << 126;

bool fits_ratio(const Number& value) {
  return abs(boost::multiprecision::numerator(value)) < ratio_limit &&
         boost::multiprecision::denominator(value) < ratio_limit;
}

// Whether x + y and x - y fit over their common denominator, before they are shortened.
bool sum_fits(const Number& x, const Number& y) {
  const Whole common =
      boost::multiprecision::lcm(boost::multiprecision::denominator(x), boost::multiprecision::denominator(y));
  const Whole left = abs(boost::multiprecision::numerator(Number(x * common)));
  const Whole right = abs(boost::multiprecision::numerator(Number(y * common)));
  return common < ratio_limit && left + right < ratio_limit;
}

// Small, everyday and extreme decimals, of both signs.
Decimal any_decimal(Random& random) {
  const int digits = random.one_in(3) ? random.between(1, 18) : random.between(1, 5);
  std::int64_t units = 0;
  for (int i = 0; i < digits; ++i) units = units * 10 + random.between(0, 9);
  if (random.one_in(40)) units = Decimal::max_units;
  if (random.one_in(4)) units = -units;
  const int places = random.one_in(3) ? random.between(0, Decimal::max_places) : random.between(0, 3);
  return *Decimal::from_units(units, places);
}

TEST(NumberAgreement, ChainsOfFractionsAgreeOrReportOverflow) {
  int overflows = 0;
  int steps = 0;
  for (std::uint64_t seed = 1; seed <= test::rounds(40'000u); ++seed) {
    Random random(seed);
    const Decimal first = any_decimal(random);
    Ratio ratio(first);
    Number exact = number(first);
    std::string chain = first.text();
    for (int step = 0; step < 12 && !ratio.overflowed(); ++step) {
      const Decimal operand = any_decimal(random);
      const char operation = "+-*/"[random.below(4)];
      chain += std::string(" ") + operation + " " + operand.text();
      ++steps;
      if (operation == '/' && operand.is_zero()) {
        EXPECT_TRUE((ratio / Ratio(operand)).overflowed()) << chain;
        break;
      }
      const Number other = number(operand);
      const Number before = exact;
      switch (operation) {
        case '+': ratio = ratio + Ratio(operand); exact += other; break;
        case '-': ratio = ratio - Ratio(operand); exact -= other; break;
        case '*': ratio = ratio * Ratio(operand); exact *= other; break;
        default: ratio = ratio / Ratio(operand); exact /= other; break;
      }
      // A sum may be refused for a step on the way, over the common denominator and not yet shortened.
      if (!ratio.overflowed() || operation == '*' || operation == '/' || sum_fits(before, other)) {
        ASSERT_EQ(ratio.overflowed(), !fits_ratio(exact)) << "seed " << seed << ": " << chain;
      }
      if (ratio.overflowed()) {
        ++overflows;
        EXPECT_EQ(ratio.text(), "overflow");
        EXPECT_FALSE(ratio.round(2));
        EXPECT_FALSE(ratio.exact());
        EXPECT_TRUE((ratio * Ratio(Decimal(0))).overflowed());
        EXPECT_TRUE((ratio <=> ratio) == std::partial_ordering::unordered);
        break;
      }
      ASSERT_EQ(ratio.text(), fraction_text(exact)) << "seed " << seed << ": " << chain;
      ASSERT_EQ(ratio.is_negative(), exact < 0) << "seed " << seed << ": " << chain;
      const int places = random.between(0, Decimal::max_places);
      const Number rounded = reference::round_half_up(exact, places);
      const std::optional<Decimal> got = ratio.round(places);
      ASSERT_EQ(got.has_value(), fits_decimal(rounded)) << "seed " << seed << ": " << chain << ", places " << places;
      if (got) {
        ASSERT_EQ(got->text(), *decimal_text(rounded, Decimal::max_places))
            << "seed " << seed << ": " << chain << ", places " << places;
      }
      const Decimal compared = any_decimal(random);
      const Number with = number(compared);
      const auto order = ratio <=> Ratio(compared);
      ASSERT_EQ(order < 0, exact < with) << "seed " << seed << ": " << chain << " <=> " << compared.text();
      ASSERT_EQ(order > 0, exact > with) << "seed " << seed << ": " << chain << " <=> " << compared.text();
    }
  }
  EXPECT_GT(overflows, test::rounds(100)) << "the chains are too tame";
  EXPECT_GT(steps, test::rounds(100'000)) << "the chains are too wild";
}

TEST(NumberAgreement, FractionsOfFractionsCompareExactly) {
  for (std::uint64_t seed = 1; seed <= test::rounds(100'000u); ++seed) {
    Random random(seed);
    Decimal parts[4];
    for (Decimal& part : parts) {
      do part = any_decimal(random);
      while (part.is_zero());
    }
    if (random.one_in(3)) parts[2] = parts[0];  // close to each other
    if (random.one_in(3)) parts[3] = parts[1];
    const Ratio a = Ratio(parts[0]) / Ratio(parts[1]);
    const Ratio b = Ratio(parts[2]) / Ratio(parts[3]);
    const Number x = number(parts[0]) / number(parts[1]);
    const Number y = number(parts[2]) / number(parts[3]);
    ASSERT_EQ(a.overflowed(), !fits_ratio(x)) << parts[0].text() << " / " << parts[1].text();
    ASSERT_EQ(b.overflowed(), !fits_ratio(y)) << parts[2].text() << " / " << parts[3].text();
    if (a.overflowed() || b.overflowed()) continue;
    const auto order = a <=> b;
    ASSERT_TRUE((order < 0) == (x < y) && (order > 0) == (x > y) && (order == 0) == (x == y) && (a == b) == (x == y))
        << "seed " << seed << ": " << a.text() << " <=> " << b.text();
    ASSERT_EQ(min(a, b).text(), fraction_text(x < y ? x : y));
  }
}

// A tie goes away from zero; the least bit below it goes towards zero.
TEST(NumberAgreement, TiesRoundAwayFromZero) {
  const Ratio least = Ratio(Decimal(1)) / Ratio(*Decimal::from_units(999'999'999'989, 0));
  for (std::uint64_t seed = 1; seed <= test::rounds(100'000u); ++seed) {
    Random random(seed);
    const int places = random.between(0, 6);
    const std::int64_t units = static_cast<std::int64_t>(random.below(10'000'000));
    const Ratio tie(*Decimal::from_units(units * 10 + 5, places + 1));
    const std::string down = Decimal::from_units(units, places)->text();
    const std::string up = Decimal::from_units(units + 1, places)->text();
    ASSERT_EQ(tie.round(places)->text(), up) << tie.text() << " at " << places;
    ASSERT_EQ((tie + least).round(places)->text(), up);
    ASSERT_EQ((tie - least).round(places)->text(), down) << tie.text() << " less a little, at " << places;
    const Ratio zero;
    ASSERT_EQ((zero - tie).round(places)->text(), "-" + up);
    ASSERT_EQ((zero - (tie - least)).round(places)->text(), units == 0 ? "0" : "-" + down);
  }
}

TEST(NumberAgreement, SumsOfDecimalsAgreeOrReportOverflow) {
  int refused = 0;
  for (std::uint64_t seed = 1; seed <= test::rounds(100'000u); ++seed) {
    Random random(seed);
    const Decimal a = any_decimal(random);
    const Decimal b = any_decimal(random);
    const Number sum = number(a) + number(b);
    const Number difference = number(a) - number(b);
    const std::optional<Decimal> added = add(a, b);
    const std::optional<Decimal> subtracted = subtract(a, b);
    ASSERT_EQ(added.has_value(), fits_decimal(sum)) << a.text() << " + " << b.text();
    ASSERT_EQ(subtracted.has_value(), fits_decimal(difference)) << a.text() << " - " << b.text();
    if (added) {
      ASSERT_EQ(added->text(), *decimal_text(sum, Decimal::max_places)) << a.text() << " + " << b.text();
    }
    if (subtracted) {
      ASSERT_EQ(subtracted->text(), *decimal_text(difference, Decimal::max_places)) << a.text() << " - " << b.text();
    }
    ASSERT_EQ(a < b, number(a) < number(b)) << a.text() << " < " << b.text();
    ASSERT_EQ(a == b, number(a) == number(b)) << a.text() << " == " << b.text();
    refused += !added;
  }
  EXPECT_GT(refused, test::rounds(100));
}

// The exact value of "1.25e-3".
Number scientific(const std::string& text) {
  const std::size_t e = text.find('e');
  std::string digits = text.substr(0, e);
  int exponent = std::stoi(text.substr(e + 1));
  const bool negative = digits[0] == '-';
  if (negative) digits.erase(0, 1);
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    exponent -= static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  while (digits.size() > 1 && digits[0] == '0') digits.erase(0, 1);  // Boost reads a leading zero as octal
  Number value = Whole(digits);
  value = exponent < 0 ? Number(value / power_of_ten(-exponent)) : Number(value * power_of_ten(exponent));
  return negative ? Number(-value) : value;
}

double any_double(Random& random) {
  switch (random.below(6)) {
    case 0: return static_cast<double>(random.below(10'000'000)) / std::pow(10, random.between(0, 6));
    case 1: return static_cast<double>(random.below(1000)) / static_cast<double>(1 + random.below(1000));
    case 2: return 0.1 * static_cast<double>(random.below(1000)) + 0.7;
    case 3: return std::ldexp(static_cast<double>(random.next() >> 11), random.between(-110, 10));
    case 4: return static_cast<double>(random.next());
    default: return std::bit_cast<double>((random.next() & 0x800FFFFFFFFFFFFFu) |
                                          (static_cast<std::uint64_t>(random.between(1023 - 62, 1023 + 62)) << 52));
  }
}

TEST(NumberAgreement, DoublesBecomeTheirShortestText) {
  int taken = 0;
  for (std::uint64_t seed = 1; seed <= test::rounds(1'000'000u); ++seed) {
    Random random(seed);
    const double value = any_double(random);
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
    const std::string shortest(buffer, end.ptr);
    const std::optional<Decimal> decimal = Decimal::from_double(value);
    const Number exact = scientific(shortest);
    ASSERT_EQ(decimal.has_value(), fits_decimal(exact)) << shortest;
    if (!decimal) continue;
    ++taken;
    ASSERT_EQ(number(*decimal), exact) << shortest << " became " << decimal->text();
    ASSERT_EQ(decimal->to_double(), value) << shortest << " became " << decimal->text();
  }
  EXPECT_GT(taken, test::rounds(500'000)) << "too few doubles are in range";
}

TEST(NumberAgreement, DoublesThatAreNoNumbersAreRefused) {
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(Decimal::from_double(-std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::max()));
  EXPECT_FALSE(Decimal::from_double(1e18));
  EXPECT_FALSE(Decimal::from_double(1e-18));
  EXPECT_EQ(Decimal::from_double(-0.0)->text(), "0");
  EXPECT_FALSE(Decimal::from_double(-0.0)->is_negative());
}

TEST(NumberAgreement, PrintedNumbersReadBack) {
  for (std::uint64_t seed = 1; seed <= test::rounds(200'000u); ++seed) {
    Random random(seed);
    const Decimal value = any_decimal(random);
    ASSERT_EQ(value.text(), *decimal_text(number(value), Decimal::max_places));
    ASSERT_EQ(Decimal::parse_plain(value.text()), value) << value.text();
    const std::string typed = value.text(Notation::vietnamese);
    const ReadNumber read = read_number(typed);
    Number expected;
    if (reference::read_number(typed, expected) == reference::Reading::number) {
      ASSERT_EQ(expected, number(value)) << typed;
      ASSERT_TRUE(read.value) << typed;
      ASSERT_EQ(*read.value, value) << typed;
    } else {
      ASSERT_EQ(read.error, NumberError::ambiguous) << typed;  // "1.234"
      ASSERT_FALSE(read.value) << typed;
    }
  }
}

// Digits, marks and blanks thrown together: both readers take the same texts, and for the same numbers.
TEST(NumberAgreement, TypedTextsAreReadAlike) {
  const std::vector<std::string> pieces = {"0",  "1",   "12",     "123",    "000", "234", "5", "999999999",
                                           ".",  ".",   ",",      ".234",   " 234", ",5",  " ", "\u00A0",
                                           "-",  "%",   "\u202F", "999999999999", "+",   "e3", "\u00A0567", "\u2212", "\u2007"};
  int numbers = 0;
  for (std::uint64_t seed = 1; seed <= test::rounds(300'000u); ++seed) {
    Random random(seed);
    std::string typed;
    for (int count = random.between(1, 5); count > 0; --count) typed += pieces[random.below(pieces.size())];
    Number expected;
    const reference::Reading reading = reference::read_number(typed, expected);
    const ReadNumber got = read_number(typed);
    EXPECT_EQ(got.value.has_value(), reading == reference::Reading::number)
        << "\"" << typed << "\"" << (got.value ? " was read as " + got.value->text() : " was refused");
    if (HasFailure()) break;
    ASSERT_EQ(got.value.has_value(), got.error == NumberError::none) << typed;
    if (got.value) {
      ++numbers;
      ASSERT_EQ(number(*got.value), expected) << "\"" << typed << "\" was read as " << got.value->text();
    }
  }
  EXPECT_GT(numbers, test::rounds(30'000));
}

}  // namespace
}  // namespace thuocdo
