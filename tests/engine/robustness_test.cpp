#include "ranking/robustness.h"

#include <gtest/gtest.h>

#include <numeric>

#include "ranking/next_lower.h"
#include "ranking/verification_plan.h"
#include "report/result_workbook.h"
#include "report/robustness_report.h"

namespace thuocdo {
namespace {

Decimal number(std::string_view text) { return *Decimal::parse_plain(text); }

// A programme with criteria of these rules, ranked by total. What is judged was judged by somebody else: nobody doubts it.
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
        result.unrounded = Ratio(result.points);
        if (std::holds_alternative<YesNo>(*set().criteria[c].rule())) {
          Answer answer;
          answer.set("value", result.points.is_zero() ? "khong" : "co");
          if (const auto lower = next_lower(*programme_, set().criteria[c], answer, result)) {
            unit.claims.push_back({static_cast<int>(c), *lower, {}, "", "", ""});
          }
        }
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

// What the answer falls to: its points, or "–" where nothing can fail.
std::string lower(const Rule& rule, const char* maximum, const std::vector<std::pair<const char*, const char*>>& figures, Role role = Role::counted,
                  const char* supplied = "") {
  Criterion criterion;
  criterion.id = criterion.number = "1";
  criterion.maximum = number(maximum);
  criterion.role = role;
  criterion.set_rule(rule);
  Answer answer;
  for (const auto& [field, value] : figures) {
    const auto as_number = Decimal::parse_plain(value);
    const Value given = as_number ? Value(*as_number) : Value(std::string(value));
    if (std::string_view(field) == supplied) answer.supplied.push_back({field, given, "", "", 0});
    else answer.set(field, given);
  }
  const Programme programme;
  const CriterionResult result = score_criterion(programme, criterion, answer);
  const auto found = next_lower(programme, criterion, answer, result);
  if (found) {
    EXPECT_LT(found->points, result.points);
  }
  return found ? found->points.text() : "–";
}

TEST(NextLower, StepsFallToTheNextStep) {
  const Rule steps = Steps{{}, {{number("5"), number("4")}, {number("3"), number("2.5")}}, number("1")};
  EXPECT_EQ(lower(steps, "4", {{"value", "9"}}), "2.5");
  EXPECT_EQ(lower(steps, "4", {{"value", "3"}}), "1");
  EXPECT_EQ(lower(steps, "4", {{"value", "2"}}), "–");
  EXPECT_EQ(lower(yes_no("3"), "3", {{"value", "co"}}), "0");
  EXPECT_EQ(lower(yes_no("3"), "3", {{"value", "khong"}}), "–");
  EXPECT_EQ(lower(yes_no("3"), "3", {}), "–");
  const Rule levels = Choice{{{"a", {}, Decimal(4)}, {"b", {}, Decimal(4)}, {"c", {}, Decimal(1)}}};
  EXPECT_EQ(lower(levels, "4", {{"value", "a"}}), "1");
  const Rule deadline = DeadlineRule{{}, {{*parse_date("2023-03-31"), Decimal(3)}, {*parse_date("2023-06-30"), Decimal(2)}}, Decimal(1), Decimal(), {}, false, {}};
  EXPECT_EQ(lower(deadline, "3", {{"value", "2023-01-31"}}), "2");
  EXPECT_EQ(lower(deadline, "3", {{"value", "2023-09-01"}}), "0");
}

TEST(NextLower, CountsLoseOneUnlessTheCapMakesUpForIt) {
  const Rule count = CountPoints{{}, number("0.5"), Decimal(2)};
  EXPECT_EQ(lower(count, "2", {{"value", "3"}}), "1");
  EXPECT_EQ(lower(count, "2", {{"value", "4"}}), "1.5");
  EXPECT_EQ(lower(count, "2", {{"value", "5"}}), "–");
  EXPECT_EQ(lower(count, "2", {{"value", "0"}}), "–");
}

TEST(NextLower, ItemsLoseTheCheapestThatWasMet) {
  const Rule items = Items{{{"a", {}, Decimal(2), {}}, {"b", {}, Decimal(1), {}}, {"c", {}, number("0.4"), Decimal(2)}}, Decimal(4)};
  EXPECT_EQ(lower(items, "4", {{"item:a", "co"}, {"item:b", "co"}, {"item:c", "0"}}), "2");
  EXPECT_EQ(lower(items, "4", {{"item:a", "co"}, {"item:b", "khong"}, {"item:c", "0"}}), "0");
  EXPECT_EQ(lower(items, "4", {{"item:a", "co"}, {"item:b", "khong"}, {"item:c", "2"}}), "2.4");
  // 2 + 1 + 1.2 counts as 4: one of the third kind costs 0.2.
  EXPECT_EQ(lower(items, "4", {{"item:a", "co"}, {"item:b", "co"}, {"item:c", "3"}}), "3.8");
  EXPECT_EQ(lower(items, "4", {{"item:a", "khong"}, {"item:b", "khong"}, {"item:c", "0"}}), "–");
}

TEST(NextLower, WhatHasNoStepsLosesATenthOfTheMaximum) {
  RatioRule ratio;
  ratio.part = Decimal(5);
  EXPECT_EQ(lower(ratio, "5", {{"a", "66"}, {"b", "100"}}), "2.8");
  EXPECT_EQ(lower(ratio, "5", {{"a", "4"}, {"b", "100"}}), "0");
  EXPECT_EQ(lower(ratio, "5", {{"a", "0"}, {"b", "100"}}), "–");
  EXPECT_EQ(lower(Judged{}, "5", {{"value", "5"}}), "4.5");
  EXPECT_EQ(lower(Judged{number("0.25")}, "5", {{"value", "5"}}), "4.75");
}

TEST(NextLower, TheBestCaseFallsAsFarAsTheOthersAllow) {
  const Rule best = BestOf{{{"wan", {}, YesNo{Decimal(4), Decimal()}}, {"lan", {}, YesNo{Decimal(3), Decimal()}}}};
  EXPECT_EQ(lower(best, "4", {{"wan:value", "co"}}), "0");
  EXPECT_EQ(lower(best, "4", {{"wan:value", "co"}, {"lan:value", "co"}}), "3");
  EXPECT_EQ(lower(best, "4", {{"wan:value", "khong"}, {"lan:value", "co"}}), "0");
}

TEST(NextLower, ADeductionThatDoesNotHoldTakesOffMore) {
  const Rule violations = YesNo{Decimal(2), Decimal()};
  EXPECT_EQ(lower(violations, "2", {{"value", "khong"}}, Role::deduction), "-2");
  EXPECT_EQ(lower(violations, "2", {{"value", "co"}}, Role::deduction), "–");
  const Rule each = CountPoints{{}, number("0.5"), Decimal(2)};
  EXPECT_EQ(lower(each, "2", {{"value", "1"}}, Role::deduction), "-1");
  EXPECT_EQ(lower(each, "2", {{"value", "4"}}, Role::deduction), "–");
}

TEST(NextLower, FiguresOfSomebodyElseAreNoClaim) {
  EXPECT_EQ(lower(yes_no("3"), "3", {{"value", "co"}}, Role::counted, "value"), "–");
  RatioRule ratio;
  ratio.part = Decimal(5);
  EXPECT_EQ(lower(ratio, "5", {{"a", "66"}, {"b", "100"}}, Role::counted, "b"), "2.8");
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

// Points without an end of places are counted to six of them; the places are those of the result all the same.
TEST_F(RobustnessTest, ThePlanKeepsThePublishedOrderWherePointsHaveNoEnd) {
  programme_->rounding_order = RoundingOrder::total;
  programme_->total_places = 0;
  programme_->bands.clear();
  for (int i = 0; i < 3; ++i) add(Judged{}, "1");
  add(yes_no("1"), "1");
  Consolidation consolidation = ranked({{"0.33", "0.33", "0.83", "0"}, {"0.5", "0.5", "0.5", "0"}, {"0", "0", "0", "1"}});
  // 1/3 + 1/3 + 5/6 is 1.5 and counts as 2, like the second; 0.333333 + 0.333333 + 0.833333 would count as 1.
  auto& ranked_units = consolidation.tiers[0].ranked;
  auto& first = *std::find_if(ranked_units.begin(), ranked_units.end(), [](const RankedUnit& unit) { return unit.unit->code == "x-1"; });
  std::iter_swap(&first, &ranked_units.front());
  std::vector<CriterionResult> results = ranked_units[0].results.all();
  const Ratio third = Ratio(Decimal(1)) / Ratio(Decimal(3));
  results[0].unrounded = results[1].unrounded = third;
  results[2].unrounded = Ratio(Decimal(5)) / Ratio(Decimal(6));
  ranked_units[0].results = results;
  for (std::size_t i = 0; i < 2; ++i) {
    ranked_units[i].published = Decimal(2);
    ranked_units[i].rank = 1;
  }
  ranked_units[2].rank = 3;
  const VerificationPlan plan = verification_plan(consolidation, {.failing_percent = 0});
  EXPECT_EQ(plan.tiers[0].settled[0].before, plan.tiers[0].draws);
}

// By unit and criterion, of the full list or of the work order.
std::vector<std::string> listed(const VerificationPlan& plan, bool Check::*list) {
  std::vector<std::string> found;
  for (const Check& check : plan.tiers[0].checks) {
    if (check.*list) found.push_back(plan.tiers[0].ranking->ranked[check.claim.unit].unit->code + " " + std::to_string(check.claim.criterion + 1));
  }
  return found;
}

TEST_F(RobustnessTest, ThePlanIsTheShortestListThatSettlesTheFirstPlace) {
  add(yes_no("3"), "3");
  add(yes_no("2"), "2");
  add(yes_no("1"), "1");
  add(Judged{}, "10");
  programme_->bands.clear();
  // 6 claimed against 4: what is left unchecked may cost less than 2.
  const Consolidation consolidation = ranked({{"3", "2", "1", "0"}, {"0", "0", "0", "4"}});
  const VerificationPlan plan = verification_plan(consolidation);
  EXPECT_EQ(listed(plan, &Check::certain), (std::vector<std::string>{"x-1 1", "x-1 2"}));
  EXPECT_EQ(plan.tiers[0].checks[0].at_stake, Decimal(3));
  // Against 3, losing 3 makes them equal, and equal is not ahead.
  const Consolidation nearer = ranked({{"3", "2", "1", "0"}, {"0", "0", "0", "3"}});
  EXPECT_EQ(listed(verification_plan(nearer), &Check::certain), (std::vector<std::string>{"x-1 1", "x-1 2"}));
  const Consolidation farther = ranked({{"3", "2", "1", "0"}, {"0", "0", "0", "2"}});
  EXPECT_EQ(listed(verification_plan(farther), &Check::certain), (std::vector<std::string>{"x-1 1"}));
}

TEST_F(RobustnessTest, WhoeverCanFallAmongTheLastThreeIsOnThePlan) {
  for (const char* points : {"5", "2"}) add(yes_no(points), points);
  add(Judged{}, "20");
  programme_->bands.clear();
  // x-4 stands well above the last three, yet with both claims gone it would be last; x-5 cannot fall so far.
  const Consolidation consolidation = ranked({{"0", "0", "20"}, {"0", "0", "19"}, {"0", "0", "18"}, {"5", "2", "5"}, {"0", "2", "9"},
                                              {"0", "0", "8"}, {"0", "0", "7"}, {"0", "0", "6"}});
  const VerificationPlan plan = verification_plan(consolidation, {.failing_percent = 50});
  EXPECT_EQ(listed(plan, &Check::certain), (std::vector<std::string>{"x-4 1"}));
  EXPECT_EQ(plan.tiers[0].checks[0].reasons, std::vector<PlanReason>{PlanReason::last_three});
  // 12 − 5 = 7 is no longer above 8, in half of the draws.
  EXPECT_EQ(listed(plan, &Check::likely), (std::vector<std::string>{"x-4 1"}));
  ASSERT_EQ(plan.tiers[0].settled.size(), 2u);
  EXPECT_EQ(plan.tiers[0].draws, 2000);
  EXPECT_NEAR(plan.tiers[0].settled[1].before, 1000, 100);
  EXPECT_EQ(plan.tiers[0].settled[1].after, 2000);
}

TEST_F(RobustnessTest, WhoSharesAPlaceKeepsSharingItOnlyIfAllIsVerified) {
  add(yes_no("5"), "5");
  add(yes_no("1"), "1");
  add(Judged{}, "20");
  programme_->bands.clear();
  const Consolidation consolidation = ranked({{"5", "1", "14"}, {"0", "0", "20"}, {"0", "0", "3"}});
  EXPECT_EQ(listed(verification_plan(consolidation), &Check::certain), (std::vector<std::string>{"x-1 1", "x-1 2"}));
}

TEST_F(RobustnessTest, TheWorkOrderLeavesOutWhatHardlyEverMatters) {
  // Only if all three fail at once is the place lost: once in a thousand draws.
  for (int i = 0; i < 3; ++i) add(yes_no("2"), "2");
  add(Judged{}, "10");
  programme_->bands.clear();
  const Consolidation consolidation = ranked({{"2", "2", "2", "0"}, {"0", "0", "0", "1"}});
  const VerificationPlan plan = verification_plan(consolidation);
  EXPECT_TRUE(listed(plan, &Check::likely).empty());
  EXPECT_EQ(listed(plan, &Check::certain).size(), 1u);
  EXPECT_GT(plan.tiers[0].settled[0].before, 1980);
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

TEST_F(RobustnessTest, WhatIsNotSimulatedIsToldWithItsCriteria) {
  programme_->tiers[0].name = {"Cấp huyện", "Districts"};
  add(yes_no("3"), "3");
  const std::vector<std::vector<const char*>> points(2, std::vector<const char*>{"3", "0", "0", "0"});
  EXPECT_EQ(not_followed(ranked({{"3"}, {"0"}})).vi, "");
  add(RollUp{}, "2");
  EXPECT_EQ(not_followed(ranked({{"3", "0"}, {"0", "0"}})).vi,
            "Chưa mô phỏng: nội dung không đạt của một đơn vị làm thay đổi điểm của đơn vị khác ở tiêu chí tính theo tỷ lệ đơn vị trực thuộc đạt (Cấp huyện 2). "
            "Các điểm đó giữ như đã công bố.");
  add(Normalised{}, "2");
  add(Normalised{}, "2");
  EXPECT_EQ(not_followed(ranked(points)).en,
            "Not simulated: what a claim that fails does to the points of other units at criteria compared within the tier (Districts 3, 4) and "
            "criteria that count the units below (Districts 2). Those points stay as published.");
  EXPECT_EQ(not_followed(ranked({})).en, "");  // nobody is ranked
  // In the report and in the workbook.
  const Consolidation consolidation = ranked(points);
  const Robustness found = robustness(consolidation, {.draws = 10});
  const VerificationPlan plan = verification_plan(consolidation, found.options);
  const std::string told = not_followed(consolidation).en;
  EXPECT_NE(robustness_text(consolidation, found, plan, {.language = Language::english, .width = 1000}).find("\n" + told + "\n"), std::string::npos);
  WorkbookContent content{.result = &consolidation, .robustness = &found, .plan = &plan};
  std::string words;
  for (const OdsSheet& sheet : result_sheets(content, Language::english)) {
    if (sheet.name != "How firm ranks are") continue;
    for (int row = 0; row < sheet.first_heading_row; ++row) words += sheet.rows[static_cast<std::size_t>(row)][0].text + " ";
  }
  EXPECT_NE(words.find(told), std::string::npos) << words;
}

TEST_F(RobustnessTest, ThePlanSaysHowShortAListCanBe) {
  for (const char* points : {"3", "2", "1"}) add(yes_no(points), points);
  add(Judged{}, "10");
  programme_->bands.clear();
  // Whichever of the first two fails, the place is lost.
  const Consolidation consolidation = ranked({{"3", "2", "1", "0"}, {"0", "0", "0", "4"}});
  VerificationPlan plan = verification_plan(consolidation, {.failing_percent = 50});
  EXPECT_EQ(listed(plan, &Check::likely), (std::vector<std::string>{"x-1 1", "x-1 2"}));
  EXPECT_EQ(plan.tiers[0].shortest, 2U);
  const auto says = [&](const char* words) { return plan_words(plan.tiers[0], 3).en.find(words) != std::string::npos; };
  EXPECT_TRUE(says("2 of 3 claims; no shorter list reaches a confidence of 95%."));
  EXPECT_TRUE(says("2 claims have to be verified (verification.csv, list: certain); no shorter list is enough."));
  plan.tiers[0].shortest = 1;
  EXPECT_TRUE(says("2 of 3 claims. If all"));
  plan.tiers[0].checks.push_back(plan.tiers[0].checks[0]);
  plan.tiers[0].shortest = 2;
  EXPECT_TRUE(says("3 of 3 claims; no list of fewer than 2 reaches a confidence of 95%."));
}

}  // namespace
}  // namespace thuocdo
