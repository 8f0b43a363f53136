#include "ranking/robustness.h"

#include <gtest/gtest.h>

#include <numeric>

#include "ranking/next_lower.h"
#include "ranking/verification_plan.h"

namespace thuocdo {
namespace {

Decimal number(std::string_view text) { return *Decimal::parse_plain(text); }

// A programme with criteria of these rules, all in one group that counts without a cap, ranked by total.
class RobustnessTest : public ::testing::Test {
 protected:
  RobustnessTest() : programme_(std::make_shared<Programme>()) {
    programme_->tiers.resize(1);
    programme_->bands = {{"tot", {"Tốt", "Good"}, number("8")}, {"kem", {"Kém", "Poor"}, number("0")}};
  }

  Criterion& add(const Rule& rule, const char* maximum) {
    Criterion criterion;
    criterion.id = criterion.number = std::to_string(set().criteria.size() + 1);
    criterion.maximum = number(maximum);
    criterion.set_rule(rule);
    set().criteria.push_back(std::move(criterion));
    return set().criteria.back();
  }
  CriteriaSet& set() { return programme_->tiers[0].set; }

  // Units with these points by criterion, in any order; ranks are counted from the totals.
  Consolidation ranked(std::vector<std::vector<const char*>> points) {
    Consolidation consolidation;
    consolidation.programme = programme_;
    TierRanking ranking;
    ranking.tier = &programme_->tiers[0];
    units_.resize(points.size());
    std::vector<RankKey> keys;
    for (std::size_t i = 0; i < points.size(); ++i) {
      units_[i].code = units_[i].name = "x-" + std::to_string(i + 1);
      RankedUnit unit;
      unit.unit = &units_[i];
      for (std::size_t c = 0; c < points[i].size(); ++c) {
        CriterionResult result;
        result.state = State::scored;
        result.points = number(points[i][c]);
        result.maximum = set().criteria[c].counted_maximum();
        unit.maximum = *add_(unit.maximum, result.maximum);
        if (set().criteria[c].parent < 0) unit.total = *add_(unit.total, result.points);
        unit.results.push_back(result);
      }
      unit.published = unit.total;
      unit.band = classify(*programme_, unit.published);
      keys.push_back({Ratio(unit.total)});
      ranking.ranked.push_back(std::move(unit));
    }
    const std::vector<int> ranks = competition_ranks(keys);
    for (std::size_t i = 0; i < ranks.size(); ++i) ranking.ranked[i].rank = ranks[i];
    std::stable_sort(ranking.ranked.begin(), ranking.ranked.end(),
                     [](const RankedUnit& a, const RankedUnit& b) { return a.rank < b.rank; });
    consolidation.tiers.push_back(std::move(ranking));
    return consolidation;
  }
  static std::optional<Decimal> add_(const Decimal& a, const Decimal& b) { return thuocdo::add(a, b); }

  std::shared_ptr<Programme> programme_;
  std::vector<Unit> units_;
};

Rule yes_no(const char* yes) { return YesNo{number(yes), Decimal()}; }

TEST(NextLower, StepsFallToTheNextStep) {
  const Rule steps = Steps{{}, {{number("5"), number("4")}, {number("3"), number("2.5")}}, number("1")};
  EXPECT_EQ(next_lower_points(steps, Decimal(4), number("4")), number("2.5"));
  EXPECT_EQ(next_lower_points(steps, Decimal(4), number("2.5")), Decimal(1));
  EXPECT_EQ(next_lower_points(steps, Decimal(4), Decimal(1)), std::nullopt);
  EXPECT_EQ(next_lower_points(yes_no("3"), Decimal(3), Decimal(3)), Decimal());
  EXPECT_EQ(next_lower_points(yes_no("3"), Decimal(3), Decimal()), std::nullopt);
}

TEST(NextLower, CountsAndItemsLoseOne) {
  EXPECT_EQ(next_lower_points(CountPoints{{}, number("0.5"), Decimal(5)}, Decimal(5), number("0.3")), Decimal());
  const Rule items = Items{{{"a", {}, Decimal(2), {}}, {"b", {}, Decimal(1), {}}}, Decimal(3)};
  EXPECT_EQ(next_lower_points(items, Decimal(3), Decimal(3)), Decimal(2));
}

TEST(NextLower, RatiosLoseATenthOfTheMaximum) {
  RatioRule ratio;
  ratio.part = Decimal(5);
  EXPECT_EQ(next_lower_points(ratio, Decimal(5), number("3.3")), number("2.8"));
  EXPECT_EQ(next_lower_points(ratio, Decimal(5), number("0.2")), Decimal());
  EXPECT_EQ(next_lower_points(Judged{}, Decimal(5), Decimal(5)), std::nullopt);
}

TEST_F(RobustnessTest, WithoutDoubtsEveryRankStands) {
  add(yes_no("5"), "5");
  add(yes_no("3"), "3");
  const Consolidation consolidation = ranked({{"5", "3"}, {"5", "0"}, {"5", "0"}, {"0", "3"}});
  const Robustness found = robustness(consolidation, {.draws = 100, .failing_percent = 0, .weights_percent = 0});
  std::vector<int> low, high;
  for (const UnitRobustness& unit : found.tiers[0].units) {
    low.push_back(unit.low);
    high.push_back(unit.high);
    EXPECT_EQ(unit.same_rank, 100);
    EXPECT_EQ(unit.middle, unit.unit->rank);
  }
  EXPECT_EQ(low, (std::vector<int>{1, 2, 2, 4}));
  EXPECT_EQ(high, low);
  EXPECT_EQ(found.tiers[0].units[1].bracket, 2);
  EXPECT_EQ(found.tiers[0].units[2].bracket, 2);
  EXPECT_EQ(found.tiers[0].units[3].bracket, 3);
}

TEST_F(RobustnessTest, AClaimFailsAsOftenAsIsSaid) {
  // The first unit claims 5 against 4 that nobody doubts: it loses its rank whenever its claim fails.
  add(yes_no("5"), "5");
  add(Judged{}, "4");
  const Consolidation consolidation = ranked({{"5", "0"}, {"0", "4"}});
  for (const int percent : {0, 1, 10, 37, 50, 99, 100}) {
    const Robustness found = robustness(consolidation, {.draws = 100'000, .seed = 7, .failing_percent = percent, .weights_percent = 0});
    EXPECT_EQ(found.tiers[0].claims, 1u);
    EXPECT_NEAR(found.tiers[0].units[0].same_rank, 1000 * (100 - percent), percent % 100 == 0 ? 0 : 650) << percent;
    EXPECT_EQ(found.tiers[0].units[0].same_rank, found.tiers[0].units[1].same_rank);
  }
}

TEST_F(RobustnessTest, EveryClaimFailsAsOftenAsEveryOther) {
  // Many claims, so that the gaps between those that fail are drawn in all lengths.
  for (int i = 0; i < 40; ++i) add(yes_no("1"), "1");
  add(Judged{}, "39");
  std::vector<const char*> all(41, "1");
  all.back() = "0";
  std::vector<const char*> none(41, "0");
  none.back() = "39";
  const Consolidation consolidation = ranked({all, none});
  // The first keeps its rank alone when no claim fails: 0.9^40 = 1.478 %.
  const Robustness found = robustness(consolidation, {.draws = 200'000, .failing_percent = 10, .weights_percent = 0});
  // x-1 then has 40 points against 39; one failure makes them equal, and x-2 shares the first place.
  EXPECT_NEAR(found.tiers[0].units[1].same_rank, 2956, 220);
}

TEST_F(RobustnessTest, WeightsMoveUnitsThatAreStrongInDifferentCriteria) {
  add(Judged{}, "5");
  add(Judged{}, "5");
  const Consolidation consolidation = ranked({{"5", "2"}, {"2", "4.9"}, {"0", "0"}});
  const Robustness found = robustness(consolidation, {.draws = 10'000, .weights_percent = 25});
  const auto& units = found.tiers[0].units;
  EXPECT_EQ(units[0].low, 1);
  EXPECT_EQ(units[0].high, 2);
  EXPECT_EQ(units[0].bracket, units[1].bracket);
  EXPECT_GT(units[0].same_rank, 5000);
  EXPECT_LT(units[0].same_rank, 7000);
  EXPECT_EQ(units[2].low, 3);
  EXPECT_NE(units[2].bracket, units[1].bracket);
}

TEST_F(RobustnessTest, TheSameSeedGivesTheSameFigures) {
  add(yes_no("5"), "5");
  add(yes_no("3"), "3");
  const Consolidation consolidation = ranked({{"5", "3"}, {"5", "0"}, {"0", "3"}});
  const auto figures = [&](std::uint64_t seed) {
    std::vector<int> result;
    const Robustness found = robustness(consolidation, {.draws = 1000, .seed = seed});
    for (const UnitRobustness& unit : found.tiers[0].units) result.push_back(unit.same_rank);
    return result;
  };
  EXPECT_NE(figures(1), figures(2));
  // Another machine must come to the same.
  EXPECT_EQ(figures(1), (std::vector<int>{911, 754, 825}));
}

TEST_F(RobustnessTest, VerifiedClaimsDoNotFail) {
  add(yes_no("5"), "5");
  add(yes_no("4"), "4");
  Consolidation consolidation = ranked({{"5", "0"}, {"0", "4"}});
  const RobustnessOptions options{.draws = 1000, .failing_percent = 50, .weights_percent = 0};
  const auto appraise = [&](std::size_t unit, bool closed) {
    SelfAssessed& self = consolidation.tiers[0].ranked[unit].self.emplace();
    self.closed = closed;
    self.decided.resize(set().criteria.size());
    self.decided[unit].verdict = "accepted";
  };
  EXPECT_EQ(verification_plan(consolidation).tiers[0].checks.size(), 1u);
  appraise(0, true);
  appraise(1, false);  // still open: its own claims count, and may fail
  Robustness found = robustness(consolidation, options);
  EXPECT_EQ(found.tiers[0].claims, 1u);
  EXPECT_EQ(found.tiers[0].verified, 1u);
  EXPECT_EQ(found.tiers[0].units[0].same_rank, 1000);  // what may fail is the second one's
  EXPECT_TRUE(verification_plan(consolidation).tiers[0].checks.empty());
  appraise(1, true);
  found = robustness(consolidation, options);
  EXPECT_EQ(found.tiers[0].claims, 0u);
  EXPECT_EQ(found.tiers[0].verified, 2u);
}

TEST_F(RobustnessTest, ThePlanIsTheShortestListThatSettlesTheFirstPlace) {
  add(yes_no("3"), "3");
  add(yes_no("2"), "2");
  add(yes_no("1"), "1");
  add(Judged{}, "10");
  // 6 claimed against 4: what is left unchecked may cost 2 at most (then both are equal).
  const Consolidation consolidation = ranked({{"3", "2", "1", "0"}, {"0", "0", "0", "4"}});
  programme_->bands.clear();
  const VerificationPlan plan = verification_plan(consolidation);
  std::vector<std::string> criteria;
  for (const Check& check : plan.tiers[0].checks) criteria.push_back(set().criteria[static_cast<std::size_t>(check.claim.criterion)].id);
  EXPECT_EQ(criteria, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(plan.tiers[0].checks[0].at_stake, Decimal(3));
}

TEST_F(RobustnessTest, ThePlanSettlesClasses) {
  add(yes_no("2"), "2");
  add(Judged{}, "10");
  const Consolidation consolidation = ranked({{"2", "9"}, {"2", "7"}, {"0", "8"}, {"0", "7"}, {"2", "3"}, {"0", "4"}, {"0", "3"}, {"0", "2"}});
  const VerificationPlan plan = verification_plan(consolidation);
  bool found = false;
  for (const Check& check : plan.tiers[0].checks) {
    if (plan.tiers[0].ranking->ranked[check.claim.unit].unit->code != "x-2") continue;
    found = true;
    EXPECT_NE(std::find(check.reasons.begin(), check.reasons.end(), PlanReason::level), check.reasons.end());
  }
  EXPECT_TRUE(found);
}

TEST_F(RobustnessTest, NothingToVerifyWhereNothingCanChange) {
  add(Judged{}, "10");
  const Consolidation consolidation = ranked({{"9"}, {"7"}, {"3"}});
  EXPECT_TRUE(verification_plan(consolidation).tiers[0].checks.empty());
}

}  // namespace
}  // namespace thuocdo
