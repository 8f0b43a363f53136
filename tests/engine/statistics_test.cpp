#include "ranking/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace thuocdo {
namespace {

Decimal number(std::string_view text) { return *Decimal::parse_plain(text); }

class StatisticsTest : public ::testing::Test {
 protected:
  StatisticsTest() {
    Criterion criterion;
    criterion.id = "1";
    criterion.maximum = Decimal(5);
    criterion.set_rule(Judged{});
    tier_.set.criteria.push_back(std::move(criterion));
    ranking_.tier = &tier_;
  }
  void add(const char* points, const char* total, State state = State::scored) {
    RankedUnit unit;
    CriterionResult result;
    result.state = state;
    result.points = number(points);
    result.maximum = Decimal(5);
    unit.results.push_back(result);
    unit.published = number(total);
    ranking_.ranked.push_back(std::move(unit));
  }
  CriterionStatistics found(int places = 2) { return statistics(ranking_, places)[0]; }

  Tier tier_;
  TierRanking ranking_;
};

TEST_F(StatisticsTest, MeanSpreadAndCorrelationOfAFewUnits) {
  add("2", "10");
  add("4", "20");
  add("4", "20");
  add("4", "20");
  add("5", "30");
  add("5", "30");
  add("7", "50");
  add("9", "70");
  const CriterionStatistics one = found();
  EXPECT_EQ(one.units, 8u);
  EXPECT_EQ(one.mean, Decimal(5));
  EXPECT_EQ(one.spread, Decimal(2));
  EXPECT_EQ(one.at_maximum, 4u);
  EXPECT_EQ(one.correlation, number("0.989"));
}

TEST_F(StatisticsTest, ACriterionAgainstTheRestGoesBelowZero) {
  add("1", "3");
  add("2", "2");
  add("3", "1");
  EXPECT_EQ(found().correlation, Decimal(-1));
}

TEST_F(StatisticsTest, WhatTellsNobodyApartHasNoCorrelation) {
  add("5", "3");
  add("5", "2");
  EXPECT_EQ(found().correlation, std::nullopt);
  EXPECT_EQ(found().spread, Decimal());
  EXPECT_EQ(found().at_maximum, 2u);
}

TEST_F(StatisticsTest, UnitsWithoutPointsThereAreNotCounted) {
  add("0", "3", State::missing);
  add("0", "3", State::not_applicable);
  EXPECT_EQ(found().units, 0u);
  EXPECT_EQ(found().mean, std::nullopt);
  add("3", "3");
  EXPECT_EQ(found().mean, Decimal(3));
  EXPECT_EQ(found().units, 1u);
}

TEST_F(StatisticsTest, RoundsHalfUpOnce) {
  add("0.01", "1");
  add("0.02", "1");
  EXPECT_EQ(found(1).mean, number("0.02"));    // 0.015
  EXPECT_EQ(found(2).mean, number("0.015"));
  EXPECT_EQ(found(2).spread, number("0.005"));
  EXPECT_EQ(found(1).spread, number("0.01"));  // 0.005
}

TEST_F(StatisticsTest, AgreesWithFloatingPoint) {
  std::mt19937 random(5);
  for (int i = 0; i < 500; ++i) add(std::to_string(random() % 501 / 100.0).substr(0, 4).c_str(), std::to_string(random() % 10000 / 100.0).substr(0, 4).c_str());
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  const double n = 500;
  for (const RankedUnit& unit : ranking_.ranked) {
    const double a = unit.results[0].points.to_double(), b = unit.published.to_double();
    x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
  }
  const CriterionStatistics one = found(4);
  EXPECT_NEAR(one.mean->to_double(), x / n, 1e-5);
  EXPECT_NEAR(one.spread->to_double(), std::sqrt(xx / n - x * x / n / n), 1e-5);
  EXPECT_NEAR(one.correlation->to_double(), (n * xy - x * y) / std::sqrt((n * xx - x * x) * (n * yy - y * y)), 6e-4);
}

}  // namespace
}  // namespace thuocdo
