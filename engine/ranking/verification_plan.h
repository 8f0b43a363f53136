// What to verify so that the places that matter stand: the order of the first three, that of the last three, and which level
// each unit reaches. For each tier two lists of unit × criterion:
//
//   likely    the work order for site visits: a short list after which each of these holds in at least 95 % of the draws
//   certain   what must be verified so that it holds whatever else fails; most of the tier, as a rule
//
//   VerificationPlan plan = verification_plan(consolidation, options);
//   for (const Check& check : plan.tiers[0].checks) if (check.likely) …     // Sở Tài chính, criterion 2.3
//   plan.tiers[0].settled[0]      // first_three: holds in 730 draws of 2,000 as it is, in 1,904 after the list
//
// Both say the same about a claim on the list: it was found to hold. Where it does not, the result changes, and a new plan is
// made from the new result. A claim that is not on the list may fail to its next lower step (next_lower.h); what a closed
// appraisal has decided is verified already.
//
// Certain: a unit keeps its place before another one when it would stay ahead even if all its claims that are not on the list
// failed while the other kept all of its own: the worst that can happen to it. Every unit is considered that could fall among the last three, or below the
// border of its level. So each unit has a least result that it must keep, which no check of another unit changes, and the
// shortest list of the tier is the shortest of each unit together. That is found exactly: for every number of claims verified,
// the most points that the unit can keep, criterion by criterion and group by group, caps and deductions included. Being
// equal does not count as ahead; units that share a place keep sharing it only if neither can lose a point of the result.
//
// Likely: the claims fail as in the simulation (chance, seed), weights stay as they are, and in each draw the published result
// is counted again, with rounding. The claim goes on the list next that makes up for most of what was lost in the draws in
// which the order is another one, each draw counting the same; at the end those are taken off again without which 95 % is
// still reached. Levels are counted unit by unit. It is short, not provably the shortest; `shortest` says how far at most it can
// be from that: a list with fewer claims cannot do. With a dozen claims the two are nearly always the same; with dozens of
// unverified claims in each unit the list is about twice as long as the bound, and that of the shortest is not known.
//
// Where only a tie-break parts two units, its points are not followed: as long as both have the same result, they stand as
// they did. Normalised criteria and roll-ups: see robustness.h.
#pragma once

#include <string>
#include <vector>

#include "ranking/robustness.h"

namespace thuocdo {

enum class PlanReason { first_three, last_three, level };
std::string_view plan_reason_text(PlanReason reason);  // "first-three", "last-three", "level"
Text plan_reason_label(PlanReason reason);

struct Check {
  Claim claim;
  Decimal at_stake;                 // published points that the unit loses if this claim alone does not hold
  bool likely = false;              // on the work order
  int priority = 0;                 // on the work order: 1 is what to look at first, then what settles most after it
  bool certain = false;             // on the full list
  std::vector<PlanReason> reasons;  // each once, in the order above
};

// In how many draws something holds.
struct Settled {
  PlanReason reason{};
  int before = 0;  // with nothing verified; of levels: that of the unit whose level holds least often
  int after = 0;   // with the claims of the work order
};

struct TierPlan {
  const TierRanking* ranking = nullptr;
  int draws = 0;                 // of the work order: as many as were asked for, up to 2,000
  std::vector<Settled> settled;  // one for each reason that the tier has
  std::size_t shortest = 0;      // no list that settles as many draws has fewer claims than this
  std::vector<Check> checks;     // by unit in the order of the ranking, then by what is at stake
  std::size_t likely() const;    // how many of the checks
  std::size_t certain() const;
};

struct VerificationPlan {
  static constexpr int confidence_percent = 95;
  std::vector<TierPlan> tiers;  // those with ranked units
};

// `consolidation` must outlive the result.
VerificationPlan verification_plan(const Consolidation& consolidation, const RobustnessOptions& options = {});

}  // namespace thuocdo
