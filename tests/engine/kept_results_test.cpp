// What is kept of a unit's results must come out as it was put in, to the last digit.
#include "ranking/kept_results.h"

#include <gtest/gtest.h>

#include <random>

namespace thuocdo {
namespace {

Ratio random_ratio(std::mt19937_64& random) {
  const auto digits = [&](int bits) {
    const unsigned __int128 value = static_cast<unsigned __int128>(random()) << 64 | random();
    return static_cast<__int128>(value >> (128 - bits));
  };
  switch (random() % 4) {
    case 0: return Ratio::overflow();
    case 1: return Ratio::of(digits(20) - digits(20), digits(20) + 1);
    case 2: return Ratio::of(digits(64) - digits(64), digits(64) + 1);  // just beyond what one word holds
    default: return Ratio::of(digits(125) - digits(125), digits(125) + 1);
  }
}

Decimal random_decimal(std::mt19937_64& random) {
  return *Decimal::from_units(static_cast<__int128>(random() % 2'000'000'000'000'000'000) - 999'999'999'999'999'999, static_cast<int>(random() % 18));
}

CriterionResult random_result(std::mt19937_64& random) {
  CriterionResult result;
  result.state = static_cast<State>(random() % 4);
  result.points = random_decimal(random);
  result.maximum = random_decimal(random);
  result.unrounded = random() % 2 == 0 ? Ratio(result.points) : random_ratio(random);
  if (random() % 2 == 0) result.share = random_ratio(random);
  if (random() % 2 == 0) result.figure = random_ratio(random);
  if (random() % 2 == 0) result.comparison = std::make_shared<Comparison>();
  result.impossible = random() % 2 == 0;
  result.condition_met = random() % 2 == 0;
  return result;
}

void expect_same(const Ratio& a, const Ratio& b) {
  EXPECT_EQ(a.numerator(), b.numerator());
  EXPECT_EQ(a.denominator(), b.denominator());
}
void expect_same(const std::optional<Ratio>& a, const std::optional<Ratio>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (a) expect_same(*a, *b);
}

void expect_same(const KeptResults& kept, const std::vector<CriterionResult>& results) {
  ASSERT_EQ(kept.size(), results.size());
  const std::vector<CriterionResult> all = kept.all();
  for (std::size_t i = 0; i < results.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(kept[i].points, results[i].points);
    EXPECT_EQ(kept[i].maximum, results[i].maximum);
    EXPECT_TRUE(kept[i].state == results[i].state);
    EXPECT_EQ(kept[i].impossible, results[i].impossible);
    EXPECT_EQ(kept[i].condition_met, results[i].condition_met);
    EXPECT_EQ(all[i].points, results[i].points);
    EXPECT_EQ(all[i].maximum, results[i].maximum);
    EXPECT_EQ(all[i].state, results[i].state);
    EXPECT_EQ(all[i].impossible, results[i].impossible);
    EXPECT_EQ(all[i].condition_met, results[i].condition_met);
    expect_same(all[i].unrounded, results[i].unrounded);
    expect_same(all[i].share, results[i].share);
    expect_same(all[i].figure, results[i].figure);
    expect_same(kept.figure(i), results[i].figure);
    EXPECT_EQ(all[i].comparison, results[i].comparison);
    EXPECT_EQ(kept.comparison(i), results[i].comparison);
  }
}

TEST(KeptResults, GiveBackWhatWasPutIn) {
  std::mt19937_64 random(20);
  std::vector<CriterionResult> results;
  for (int i = 0; i < 500; ++i) results.push_back(random_result(random));
  expect_same(results, results);
}

TEST(KeptResults, TakeChanges) {
  std::mt19937_64 random(21);
  std::vector<CriterionResult> results;
  for (int i = 0; i < 40; ++i) results.push_back(random_result(random));
  KeptResults kept = results;
  for (int turn = 0; turn < 400; ++turn) {
    const std::size_t place = random() % results.size();
    results[place] = random_result(random);
    kept.set(place, results[place]);
  }
  expect_same(kept, results);
}

}  // namespace
}  // namespace thuocdo
