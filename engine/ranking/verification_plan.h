// What to verify so that the places that matter stand: the shortest list of unit × criterion whose check settles the order
// of the first three, the last three, and which level each unit reaches.
//
//   VerificationPlan plan = verification_plan(consolidation);
//   plan.tiers[0].checks[0]     // Sở Tài chính, criterion 2.3: if it does not hold, rank 1 is lost
//
// A unit keeps its place before the next one when it would stay ahead even if all its unverified claims failed to their
// next lower step (next_lower.h) while the other kept all of its own. Where it would not, its claims are checked, those
// that are worth most first, until what is left unchecked can no longer cost the place: no shorter list does it. Units
// with equal results share their place; both are checked against the one after them. The same goes for the number of
// points from which a level begins. What a closed appraisal has decided is verified already and stands in no list. Claims inside groups with a cap count in full, which errs towards checking more.
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
  Decimal at_stake;                 // published points that the unit loses if the claim does not hold
  std::vector<PlanReason> reasons;  // each once
};

struct TierPlan {
  const TierRanking* ranking = nullptr;
  std::vector<Check> checks;  // by unit in the order of the ranking, then by what is at stake
};

struct VerificationPlan {
  std::vector<TierPlan> tiers;  // those with ranked units
};

// `consolidation` must outlive the result.
VerificationPlan verification_plan(const Consolidation& consolidation);

}  // namespace thuocdo
