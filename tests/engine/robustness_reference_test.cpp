// The simulation and the plan against plain counting: the same draws, but every draw is scored again as a result is
// (add_up), ranked on exact ratios, and nothing is kept from one draw to the next.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "ranking/draws.h"
#include "ranking/finalise.h"
#include "ranking/robustness.h"
#include "ranking/shortest_bound.h"
#include "ranking/verification_plan.h"

namespace thuocdo {
namespace {

// A random small programme with random sheets, consolidated.
class RandomCampaign {
 public:
  explicit RandomCampaign(unsigned seed) : random_(seed), programme_(std::make_shared<Programme>()) {
    Programme& programme = *programme_;
    programme.tiers.resize(1);
    if (below(4) != 0) programme.ranking.by = RankBy::share;
    programme.not_applicable = NotApplicablePolicy::remove;
    if (below(3) == 0) programme.total_places = 3;
    programme.bands = {{"tot", {"Tốt", "Good"}, Decimal(12)}, {"kha", {"Khá", "Fair"}, Decimal(8)}, {"kem", {"Kém", "Poor"}, Decimal()}};
    const int tops = below(3) + 2;
    for (int i = 0; i < tops; ++i) add_group(-1, below(4));
    for (const Criterion& criterion : set().criteria) {
      if (criterion.parent < 0) set().maximum = *add(set().maximum, criterion.counted_maximum());
    }
    units_.resize(static_cast<std::size_t>(below(7) + 2));
    consolidation.programme = programme_;
    consolidation.tiers.resize(1);
    TierRanking& ranking = consolidation.tiers[0];
    ranking.tier = &programme.tiers[0];
    for (std::size_t i = 0; i < units_.size(); ++i) {
      units_[i].code = "x-" + std::to_string(i + 1);
      Answers answers(set());
      for (std::size_t c = 0; c < set().criteria.size(); ++c) answer(set().criteria[c], answers.by_criterion[c]);
      const Scorecard card = score(programme, programme.tiers[0], answers);
      RankedUnit unit;
      unit.unit = &units_[i];
      unit.results = card.results;
      unit.claims = claimed_answers(programme, set(), answers, card.results);
      ranking.ranked.push_back(std::move(unit));
    }
    Findings findings;
    finalise(programme, consolidation.tiers, findings);
    rank();
  }

  Consolidation consolidation;

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  CriteriaSet& set() { return programme_->tiers[0].set; }

  std::size_t add_group(int parent, int kind) {
    const std::size_t group = set().criteria.size();
    Criterion criterion;
    criterion.id = criterion.number = "n" + std::to_string(group);
    criterion.parent = parent;
    criterion.depth = parent < 0 ? 0 : set().criteria[static_cast<std::size_t>(parent)].depth + 1;
    if (parent >= 0) criterion.role = set().criteria[static_cast<std::size_t>(parent)].role;
    else criterion.role = kind == 2 ? Role::bonus : kind == 3 ? Role::deduction : Role::counted;
    set().criteria.push_back(criterion);
    Decimal sum;
    const int children = below(3) + 2;
    for (int i = 0; i < children; ++i) {
      if (parent < 0 && below(5) == 0) {
        const std::size_t child = add_group(static_cast<int>(group), 0);
        sum = *add(sum, set().criteria[child].maximum);
      } else {
        sum = *add(sum, add_criterion(static_cast<int>(group)));
      }
    }
    Criterion& made = set().criteria[group];
    made.maximum = sum;
    // Less than the criteria offer, with a cap or without.
    if (below(2) == 0) made.maximum = *subtract(sum, Decimal(1));
    made.capped = made.role == Role::counted && (made.maximum != sum || below(3) == 0);
    return group;
  }

  Decimal add_criterion(int group) {
    const Criterion& above = set().criteria[static_cast<std::size_t>(group)];
    Criterion criterion;
    criterion.id = criterion.number = "c" + std::to_string(set().criteria.size());
    criterion.parent = group;
    criterion.depth = above.depth + 1;
    criterion.role = above.role;
    criterion.maximum = Decimal(below(4) + 2);
    criterion.may_not_apply = true;
    const Decimal half = *Decimal::from_units(15, 1);
    switch (below(6)) {
      case 0: criterion.set_rule(YesNo{criterion.maximum, Decimal()}); break;
      case 1: criterion.set_rule(Steps{{}, {{Decimal(5), criterion.maximum}, {Decimal(2), half}}, Decimal()}); break;
      case 2: criterion.set_rule(CountPoints{{}, *Decimal::from_units(5, 1), criterion.maximum}); break;
      case 3: criterion.set_rule(Items{{{"a", {}, Decimal(1), {}}, {"b", {}, half, {}}, {"c", {}, *Decimal::from_units(2, 1), Decimal(1)}}, Decimal(2)}); break;
      case 4: criterion.set_rule(Judged{below(2) == 0 ? std::optional(*Decimal::from_units(5, 1)) : std::nullopt}); break;
      default: {
        Normalised rule;
        rule.part = criterion.maximum;
        criterion.set_rule(rule);
      }
    }
    set().criteria.push_back(criterion);
    return criterion.maximum;
  }

  void answer(const Criterion& criterion, Answer& given) {
    if (criterion.is_group() || below(12) == 0) return;
    if (below(12) == 0) {
      given.not_applicable = true;
      given.reason = "không có";
      return;
    }
    for (const Field& field : criterion.fields()) {
      if (field.is_choice()) given.set(field.name, field.options[static_cast<std::size_t>(below(static_cast<int>(field.options.size())))].id);
      else if (field.type == FieldType::points) given.set(field.name, *Decimal::from_units(5 * below(5), 1));
      else given.set(field.name, Decimal(below(8) + 1));
    }
  }

  void rank() {
    auto& ranked = consolidation.tiers[0].ranked;
    std::stable_sort(ranked.begin(), ranked.end(), [](const RankedUnit& a, const RankedUnit& b) { return a.published > b.published; });
    std::vector<RankKey> keys;
    for (const RankedUnit& unit : ranked) keys.push_back({Ratio(unit.published)});
    const std::vector<int> ranks = competition_ranks(keys);
    for (std::size_t i = 0; i < ranks.size(); ++i) ranked[i].rank = ranks[i];
  }

  std::mt19937 random_;
  std::shared_ptr<Programme> programme_;
  std::vector<Unit> units_;
};

// The unit's results with these claims failed, added up again.
Sums scored_again(const Consolidation& consolidation, std::size_t unit, const std::vector<Claim>& claims, const std::vector<bool>& fails,
                  std::vector<CriterionResult>& results) {
  results = consolidation.tiers[0].ranked[unit].results.all();
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!fails[i] || claims[i].unit != unit) continue;
    CriterionResult& result = results[static_cast<std::size_t>(claims[i].criterion)];
    result.points = claims[i].lower;
    result.unrounded = claims[i].lower_unrounded;
  }
  return *add_up(*consolidation.programme, consolidation.tiers[0].tier->set, results);
}

// What has a weight of its own: criteria, and the outermost groups that count otherwise than their criteria add up to.
std::vector<std::size_t> weighted_entries(const CriteriaSet& set) {
  std::vector<std::size_t> entries;
  std::vector<bool> covered(set.criteria.size(), false);
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    if (criterion.parent >= 0 && covered[static_cast<std::size_t>(criterion.parent)]) {
      covered[i] = true;
      continue;
    }
    Decimal sum;
    for (const Criterion& child : set.criteria) {
      if (child.parent == static_cast<int>(i)) sum = *add(sum, child.counted_maximum());
    }
    const bool own = !criterion.is_group() || criterion.role != Role::counted || criterion.capped || sum != criterion.maximum;
    covered[i] = own;
    if (own) entries.push_back(i);
  }
  return entries;
}

TEST(RobustnessReference, TheSimulationRanksAsPlainCountingDoes) {
  int normalised = 0, deductions = 0, caps = 0, shares = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(seed);
    const RandomCampaign campaign(seed);
    const Consolidation& consolidation = campaign.consolidation;
    const Programme& programme = *consolidation.programme;
    const TierRanking& ranking = consolidation.tiers[0];
    const RobustnessOptions options{.draws = 60, .seed = seed, .failing_percent = 30, .weights_percent = seed % 3 == 0 ? 0 : 25};
    const std::vector<Claim> claims = claims_of(programme, ranking).unverified;
    const std::vector<std::size_t> entries = weighted_entries(ranking.tier->set);
    for (const Claim& claim : claims) {
      const Criterion& criterion = ranking.tier->set.criteria[static_cast<std::size_t>(claim.criterion)];
      normalised += std::holds_alternative<Normalised>(*criterion.rule());
      deductions += criterion.role == Role::deduction;
      ASSERT_LT(claim.lower, claim.points);
    }
    for (const Criterion& criterion : ranking.tier->set.criteria) caps += criterion.capped;
    shares += programme.ranking.by == RankBy::share;
    const std::size_t units = ranking.ranked.size();
    std::vector<std::vector<int>> ranks(units);
    Draws draws(options, draws_seed(options, 0), entries.size(), claims.size());
    std::vector<CriterionResult> results;
    for (int draw = 0; draw < options.draws; ++draw) {
      draws.next();
      std::vector<bool> fails(claims.size(), false);
      for (const std::uint32_t claim : draws.failing()) fails[claim] = true;
      std::vector<RankKey> keys;
      for (std::size_t unit = 0; unit < units; ++unit) {
        scored_again(consolidation, unit, claims, fails, results);
        Ratio total, maximum;
        for (std::size_t c = 0; c < entries.size(); ++c) {
          const Ratio weight{Decimal(static_cast<int>(draws.weights()[c]))};
          total = total + weight * Ratio(results[entries[c]].points);
          maximum = maximum + weight * Ratio(results[entries[c]].maximum);
        }
        if (total.is_negative()) total = Ratio();
        if (programme.ranking.by == RankBy::share) total = maximum == Ratio() ? Ratio() : total / maximum;
        keys.push_back({total});
      }
      const std::vector<int> now = competition_ranks(keys);
      for (std::size_t unit = 0; unit < units; ++unit) ranks[unit].push_back(now[unit]);
    }
    const Robustness found = robustness(consolidation, options);
    for (std::size_t unit = 0; unit < units; ++unit) {
      std::sort(ranks[unit].begin(), ranks[unit].end());
      const UnitRobustness& one = found.tiers[0].units[unit];
      EXPECT_EQ(one.low, ranks[unit][2]);      // 5 % of 60
      EXPECT_EQ(one.middle, ranks[unit][29]);
      EXPECT_EQ(one.high, ranks[unit][56]);
      EXPECT_EQ(one.same_rank, std::count(ranks[unit].begin(), ranks[unit].end(), one.unit->rank));
      EXPECT_EQ(one.first_three, std::count_if(ranks[unit].begin(), ranks[unit].end(), [](int rank) { return rank <= 3; }));
    }
  }
  EXPECT_GT(normalised, 100);
  EXPECT_GT(deductions, 100);
  EXPECT_GT(caps, 50);
  EXPECT_GT(shares, 50);
}

// The published places with these claims failed.
struct Standing {
  std::vector<Decimal> published;
  std::vector<std::string> levels;
};
Standing standing(const Consolidation& consolidation, const std::vector<Claim>& claims, const std::vector<bool>& fails) {
  Standing now;
  std::vector<CriterionResult> results;
  for (std::size_t unit = 0; unit < consolidation.tiers[0].ranked.size(); ++unit) {
    now.published.push_back(scored_again(consolidation, unit, claims, fails, results).published);
    const Band* band = classify(*consolidation.programme, now.published.back());
    now.levels.push_back(band ? band->id : "");
  }
  return now;
}

// Who stands at a place among the first, or among the last, three: each place with everybody who has it.
using Order = std::vector<std::set<std::size_t>>;
Order order_of(const std::vector<Decimal>& published, bool first) {
  std::vector<std::size_t> sorted(published.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return first ? published[a] > published[b] : published[a] < published[b]; });
  Order order;
  std::size_t named = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool equal = i > 0 && published[sorted[i]] == published[sorted[i - 1]];
    if (!equal && named >= 3) break;
    if (!equal) order.emplace_back();
    order.back().insert(sorted[i]);
    ++named;
  }
  return order;
}

bool has(const Check& check, PlanReason reason) { return std::find(check.reasons.begin(), check.reasons.end(), reason) != check.reasons.end(); }

TEST(RobustnessReference, WhatIsNotOnTheFullListChangesNothing) {
  int lists = 0, with_last = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const RandomCampaign campaign(seed);
    const Consolidation& consolidation = campaign.consolidation;
    const std::vector<Claim> claims = claims_of(*consolidation.programme, consolidation.tiers[0]).unverified;
    const VerificationPlan plan = verification_plan(consolidation, {.draws = 50});
    std::vector<bool> certain(claims.size(), false);
    for (const Check& check : plan.tiers[0].checks) {
      if (!check.certain) continue;
      ++lists;
      with_last += has(check, PlanReason::last_three);
      for (std::size_t i = 0; i < claims.size(); ++i) certain[i] = certain[i] || (claims[i].unit == check.claim.unit && claims[i].criterion == check.claim.criterion);
    }
    const Standing as_it_is = standing(consolidation, claims, std::vector<bool>(claims.size(), false));
    std::mt19937 random(seed);
    const std::size_t units = as_it_is.published.size();
    for (unsigned trial = 0; trial < 40 + units; ++trial) {
      // Anything, then everything of all, of one, of all but one.
      std::vector<bool> fails(claims.size());
      for (std::size_t i = 0; i < claims.size(); ++i) {
        const bool worst = trial == 0 || (trial <= units && claims[i].unit == trial - 1) || (trial > units && trial <= 40 && random() % 40 < trial);
        fails[i] = worst && !certain[i];
      }
      const Standing now = standing(consolidation, claims, fails);
      ASSERT_EQ(order_of(now.published, true), order_of(as_it_is.published, true));
      if (units > 3) {
        ASSERT_EQ(order_of(now.published, false), order_of(as_it_is.published, false));
      }
      ASSERT_EQ(now.levels, as_it_is.levels);
    }
  }
  EXPECT_GT(lists, 500);
  EXPECT_GT(with_last, 100);
}

TEST(RobustnessReference, NoShorterFullListDoes) {
  int tried = 0, lists = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const RandomCampaign campaign(seed);
    const Consolidation& consolidation = campaign.consolidation;
    const std::vector<Claim> claims = claims_of(*consolidation.programme, consolidation.tiers[0]).unverified;
    const VerificationPlan plan = verification_plan(consolidation, {.draws = 10});
    const std::size_t units = consolidation.tiers[0].ranked.size();
    const Standing as_it_is = standing(consolidation, claims, std::vector<bool>(claims.size(), false));
    for (std::size_t unit = 0; unit < units; ++unit) {
      std::vector<std::size_t> own;
      for (std::size_t i = 0; i < claims.size(); ++i) {
        if (claims[i].unit == unit) own.push_back(i);
      }
      const auto size = std::count_if(plan.tiers[0].checks.begin(), plan.tiers[0].checks.end(),
                                      [&](const Check& check) { return check.certain && check.claim.unit == unit; });
      if (size == 0 || own.size() > 10) continue;
      ++lists;
      // Every list of one claim fewer leaves a way to change something: all the unit's other claims fail, nobody else's.
      for (unsigned chosen = 0; chosen < 1U << own.size(); ++chosen) {
        if (std::popcount(chosen) != size - 1) continue;
        ++tried;
        std::vector<bool> fails(claims.size(), false);
        for (std::size_t i = 0; i < own.size(); ++i) fails[own[i]] = (chosen >> i & 1U) == 0;
        const Standing now = standing(consolidation, claims, fails);
        const bool same = order_of(now.published, true) == order_of(as_it_is.published, true) &&
                          (units <= 3 || order_of(now.published, false) == order_of(as_it_is.published, false)) && now.levels == as_it_is.levels;
        ASSERT_FALSE(same) << unit << " " << chosen;
      }
    }
  }
  EXPECT_GT(lists, 300);
  EXPECT_GT(tried, 2000);
}

TEST(RobustnessReference, TheWorkOrderSettlesAsManyDrawsAsItSays) {
  int shorter = 0, full = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const RandomCampaign campaign(seed);
    const Consolidation& consolidation = campaign.consolidation;
    const std::vector<Claim> claims = claims_of(*consolidation.programme, consolidation.tiers[0]).unverified;
    const RobustnessOptions options{.draws = 200, .seed = seed, .failing_percent = 10, .weights_percent = 0};
    const TierPlan plan = verification_plan(consolidation, options).tiers[0];
    shorter += static_cast<int>(plan.likely());
    full += static_cast<int>(plan.certain());
    const Standing as_it_is = standing(consolidation, claims, std::vector<bool>(claims.size(), false));
    std::vector<int> first(2), last(2);
    std::vector<std::vector<int>> levels(2, std::vector<int>(as_it_is.published.size()));
    Draws draws(options, draws_seed(options, 0), 0, claims.size());
    for (int draw = 0; draw < options.draws; ++draw) {
      draws.next();
      for (const std::size_t after : {0u, 1u}) {
        std::vector<bool> fails(claims.size(), false);
        for (const std::uint32_t claim : draws.failing()) fails[claim] = true;
        if (after) {
          for (const Check& check : plan.checks) {
            for (std::size_t i = 0; i < claims.size(); ++i) {
              if (check.likely && claims[i].unit == check.claim.unit && claims[i].criterion == check.claim.criterion) fails[i] = false;
            }
          }
        }
        const Standing now = standing(consolidation, claims, fails);
        first[after] += order_of(now.published, true) == order_of(as_it_is.published, true);
        last[after] += order_of(now.published, false) == order_of(as_it_is.published, false);
        for (std::size_t unit = 0; unit < now.levels.size(); ++unit) levels[after][unit] += now.levels[unit] == as_it_is.levels[unit];
      }
    }
    for (const Settled& one : plan.settled) {
      EXPECT_GE(one.after, 190);
      if (one.reason == PlanReason::first_three) {
        EXPECT_EQ(one.before, first[0]);
        EXPECT_EQ(one.after, first[1]);
      } else if (one.reason == PlanReason::last_three) {
        EXPECT_EQ(one.before, last[0]);
        EXPECT_EQ(one.after, last[1]);
      } else {
        EXPECT_EQ(one.before, *std::min_element(levels[0].begin(), levels[0].end()));
        EXPECT_EQ(one.after, *std::min_element(levels[1].begin(), levels[1].end()));
      }
    }
  }
  EXPECT_GT(shorter, 0);
  EXPECT_LT(shorter, full);
}

// Published results and levels of a unit by which of its claims fail, each scored once.
class Outcomes {
 public:
  Outcomes(const Consolidation& consolidation, const std::vector<Claim>& claims) : units_(consolidation.tiers[0].ranked.size()), of_(units_) {
    for (unsigned failing = 0; failing < 1U << claims.size(); ++failing) {
      std::vector<bool> fails(claims.size());
      for (std::size_t i = 0; i < claims.size(); ++i) fails[i] = (failing >> i & 1U) != 0;
      for (std::size_t unit = 0; unit < units_; ++unit) {
        if ((failing & ~mask(claims, unit)) != 0) continue;
        std::vector<CriterionResult> results;
        const Decimal published = scored_again(consolidation, unit, claims, fails, results).published;
        const Band* band = classify(*consolidation.programme, published);
        of_[unit].emplace(failing, std::pair(published, band ? band->id : ""));
      }
    }
    for (std::size_t unit = 0; unit < units_; ++unit) masks_.push_back(mask(claims, unit));
  }
  Standing standing(unsigned failing) const {
    Standing now;
    for (std::size_t unit = 0; unit < units_; ++unit) {
      const auto& [published, level] = of_[unit].at(failing & masks_[unit]);
      now.published.push_back(published);
      now.levels.push_back(level);
    }
    return now;
  }

 private:
  static unsigned mask(const std::vector<Claim>& claims, std::size_t unit) {
    unsigned bits = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) bits |= claims[i].unit == unit ? 1U << i : 0U;
    return bits;
  }
  std::size_t units_;
  std::vector<std::map<unsigned, std::pair<Decimal, std::string>>> of_;
  std::vector<unsigned> masks_;
};

TEST(RobustnessReference, NoListThatSettlesAsMuchIsShorterThanIsSaid) {
  int tried = 0;
  std::size_t all_bounds = 0, all_shortest = 0, all_listed = 0;
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(seed);
    const RandomCampaign campaign(seed);
    const Consolidation& consolidation = campaign.consolidation;
    const std::vector<Claim> claims = claims_of(*consolidation.programme, consolidation.tiers[0]).unverified;
    if (claims.size() > 12) continue;
    const RobustnessOptions options{.draws = 60, .seed = seed, .failing_percent = 20 + static_cast<int>(seed % 4) * 10, .weights_percent = 0};
    const TierPlan plan = verification_plan(consolidation, options).tiers[0];
    const Outcomes outcomes(consolidation, claims);
    const std::size_t units = consolidation.tiers[0].ranked.size();
    const Standing as_it_is = outcomes.standing(0);
    std::map<unsigned, int> drawn;
    Draws draws(options, draws_seed(options, 0), 0, claims.size());
    for (int draw = 0; draw < options.draws; ++draw) {
      draws.next();
      unsigned failing = 0;
      for (const std::uint32_t claim : draws.failing()) failing |= 1U << claim;
      ++drawn[failing];
    }
    // What stands for each set of failing claims: the first three, the last three, the level of each unit.
    std::vector<std::vector<bool>> stands(std::size_t{1} << claims.size());
    for (unsigned failing = 0; failing < stands.size(); ++failing) {
      const Standing now = outcomes.standing(failing);
      stands[failing].push_back(order_of(now.published, true) == order_of(as_it_is.published, true));
      stands[failing].push_back(units <= 3 || order_of(now.published, false) == order_of(as_it_is.published, false));
      for (std::size_t unit = 0; unit < units; ++unit) stands[failing].push_back(now.levels[unit] == as_it_is.levels[unit]);
    }
    std::size_t shortest = claims.size();
    for (unsigned list = 0; list < stands.size(); ++list) {
      const auto length = static_cast<std::size_t>(std::popcount(list));
      if (length >= shortest) continue;
      std::vector<int> settled(units + 2);
      for (const auto& [failing, times] : drawn) {
        for (std::size_t i = 0; i < settled.size(); ++i) settled[i] += stands[failing & ~list][i] ? times : 0;
      }
      if (*std::min_element(settled.begin(), settled.end()) >= 57) shortest = length;
    }
    ++tried;
    EXPECT_LE(plan.shortest, shortest);
    EXPECT_LE(shortest, plan.likely());
    all_bounds += plan.shortest;
    all_shortest += shortest;
    all_listed += plan.likely();
  }
  EXPECT_GT(tried, 100);
  EXPECT_GT(all_shortest, 200U);
  // With so few claims both are near the truth.
  EXPECT_GE(all_bounds * 100, all_shortest * 95);
  EXPECT_LE(all_listed * 100, all_shortest * 105);
}

TEST(ShortestBound, PricesAreFoundThatCountNothingTwice) {
  // Four draws take one of the claims 0 and 1, two more take 2 and 3: three claims. At equal prices two would be enough.
  const auto one_of = [](std::uint32_t unit, std::vector<std::uint32_t> claims) {
    Need need{unit, {}};
    for (const std::uint32_t claim : claims) need.shares.emplace_back(claim, Need::whole);
    return std::vector<Need>{need};
  };
  Demand demand{0, {one_of(0, {2}), one_of(0, {3})}};
  for (int i = 0; i < 4; ++i) demand.draws.push_back(one_of(0, {0, 1}));
  EXPECT_EQ(least_length({0, 0, 0, 0}, {demand}), 3U);
  // Two demands that have nothing in common add up.
  EXPECT_EQ(least_length({0, 0, 0, 0, 1}, {demand, {0, {one_of(1, {4})}}}), 4U);
  // Either claim 2 or 3 may be left out.
  demand.may_stay = 1;
  EXPECT_EQ(least_length({0, 0, 0, 0}, {demand}), 2U);
  EXPECT_EQ(least_length({0, 0, 0, 0}, {}), 0U);
}

}  // namespace
}  // namespace thuocdo
