#include "ranking/verification_plan.h"

#include <algorithm>
#include <map>

#include "number/ratio.h"

namespace thuocdo {
namespace {

// The claims of one unit, those that cost most first, with what they cost in published points before rounding.
struct Stake {
  Claim claim;
  Ratio loss;
};

class TierPlanner {
 public:
  TierPlanner(const Programme& programme, const TierRanking& ranking)
      : programme_(programme), ranking_(ranking), stakes_(ranking.ranked.size()), at_stake_(ranking.ranked.size()) {
    for (const Claim& claim : claims_of(ranking).unverified) {
      Ratio loss = Ratio(subtract(claim.points, claim.lower).value_or(Decimal()));
      const RankedUnit& unit = ranking.ranked[claim.unit];
      if (programme.ranking.by == RankBy::share && !unit.maximum.is_zero()) {
        loss = loss / Ratio(unit.maximum) * Ratio(published_scale(programme, ranking.tier->set));
      }
      stakes_[claim.unit].push_back({claim, loss});
      at_stake_[claim.unit] = at_stake_[claim.unit] + loss;
    }
    for (auto& of_unit : stakes_) {
      std::stable_sort(of_unit.begin(), of_unit.end(), [](const Stake& a, const Stake& b) { return b.loss < a.loss; });
    }
  }

  TierPlan plan() {
    const auto& ranked = ranking_.ranked;
    const std::size_t units = ranked.size();
    for (std::size_t i = 0; i + 1 < units; ++i) {
      const bool first = ranked[i].rank <= 3;
      // Against the first of the last three, and within them.
      const bool last = i + 4 >= units && units > 3;
      if (!first && !last) continue;
      const std::size_t next = next_worse(i);
      if (next == units) continue;
      const Decimal ahead = subtract(ranked[i].published, ranked[next].published).value_or(Decimal());
      if (first) settle(i, ahead, PlanReason::first_three);
      if (last) settle(i, ahead, PlanReason::last_three);
    }
    for (std::size_t i = 0; i < units; ++i) {
      if (ranked[i].band == nullptr || !ranked[i].band->from) continue;
      settle(i, subtract(ranked[i].published, *ranked[i].band->from).value_or(Decimal()), PlanReason::level);
    }
    TierPlan plan{&ranking_, {}};
    for (auto& [place, check] : checks_) plan.checks.push_back(std::move(check));
    return plan;
  }

 private:
  std::size_t next_worse(std::size_t unit) const {
    std::size_t next = unit + 1;
    while (next < ranking_.ranked.size() && ranking_.ranked[next].rank == ranking_.ranked[unit].rank) ++next;
    return next;
  }

  // Checks claims until those that are left cannot cost more than `margin`.
  void settle(std::size_t unit, const Decimal& margin, PlanReason reason) {
    Ratio left = at_stake_[unit];
    for (std::size_t i = 0; i < stakes_[unit].size() && Ratio(margin) < left; ++i) {
      const Stake& stake = stakes_[unit][i];
      left = left - stake.loss;
      Check& check = checks_[{unit, i}];
      check.claim = stake.claim;
      check.at_stake = stake.loss.round(programme_.total_places).value_or(Decimal());
      if (std::find(check.reasons.begin(), check.reasons.end(), reason) == check.reasons.end()) check.reasons.push_back(reason);
    }
  }

  const Programme& programme_;
  const TierRanking& ranking_;
  std::vector<std::vector<Stake>> stakes_;                        // by unit
  std::vector<Ratio> at_stake_;                                   // by unit, all together
  std::map<std::pair<std::size_t, std::size_t>, Check> checks_;  // by unit and place among its stakes
};

}  // namespace

std::string_view plan_reason_text(PlanReason reason) {
  switch (reason) {
    case PlanReason::first_three: return "first-three";
    case PlanReason::last_three: return "last-three";
    case PlanReason::level: return "level";
  }
  return {};
}

Text plan_reason_label(PlanReason reason) {
  switch (reason) {
    case PlanReason::first_three: return {"thứ tự ba đơn vị đầu", "order of the first three"};
    case PlanReason::last_three: return {"thứ tự ba đơn vị cuối", "order of the last three"};
    case PlanReason::level: return {"ranh giới xếp loại", "border of a class"};
  }
  return {};
}

VerificationPlan verification_plan(const Consolidation& consolidation) {
  VerificationPlan plan;
  for (const TierRanking& ranking : consolidation.tiers) {
    if (!ranking.ranked.empty()) plan.tiers.push_back(TierPlanner(*consolidation.programme, ranking).plan());
  }
  return plan;
}

}  // namespace thuocdo
