// What a rank is worth: how far the ranks of a tier move when claims that nobody has verified turn out not to hold, and
// when the weights of the criteria were somewhat different.
//
//   Robustness r = robustness(consolidation, {.draws = 10'000, .seed = 1});
//   r.tiers[0].units[0].low, .middle, .high       // 5th, 50th and 95th percentile of its rank: 1, 2, 5
//   r.tiers[0].units[0].bracket                   // 1: units of one bracket cannot be told apart
//
// A claim is verified once reviewers have decided about it and the unit's appraisal is closed: what is left of it no longer
// fails. In each draw every unverified claim fails with the given chance and then earns the points of its next lower step
// (next_lower.h says which, and what is no claim), and every criterion's weight is multiplied by a number drawn evenly from
// 1 ± the given spread. A group that counts otherwise than its criteria add up to (a cap, bonuses, deductions) has one
// weight, and its cap holds in every draw. Ranks are counted as for the result, on sums in whole numbers, without rounding
// and without tie-breaks. The same seed gives the same figures on every machine (the generator is std::mt19937_64, no
// floating point takes part).
//
// What is not followed: what one unit's failing claim does to others. A normalised criterion stays compared with the best
// unit as it was, and a roll-up counts the units below as they were: each tier is drawn by itself, so that its figures do
// not depend on which others are there. A mandatory condition that turns out unmet would take the unit out of the ranking;
// that is no matter of steps.
//
// These figures say how firm the published ranks are; they never change a rank or a point.
//
// Source of the idea: uncertainty and sensitivity analysis of composite indicators, OECD/JRC, Handbook on Constructing
// Composite Indicators (2008), part 1, step 7.
#pragma once

#include <cstdint>
#include <vector>

#include "ranking/consolidation.h"

namespace thuocdo {

struct RobustnessOptions {
  int draws = 10'000;          // 1 to 1,000,000
  std::uint64_t seed = 1;
  int failing_percent = 10;    // chance that an unverified claim does not hold: 0 to 100
  int weights_percent = 25;    // spread of the weights: 0 to 90
};

// How a unit fared in the draws.
struct UnitRobustness {
  const RankedUnit* unit = nullptr;
  int low = 0;     // 5th percentile of its rank
  int middle = 0;  // median
  int high = 0;    // 95th percentile
  int bracket = 0;       // from 1; in one bracket are units whose ranges reach into that of its first unit
  int same_rank = 0;     // draws in which it had its published rank
  int first_three = 0;   // draws in which it was among the first three
};

struct TierRobustness {
  const Tier* tier = nullptr;
  std::size_t claims = 0;             // that can fail
  std::size_t verified = 0;           // that could, but were appraised
  std::vector<UnitRobustness> units;  // in the order of the ranking
};

struct Robustness {
  RobustnessOptions options;
  std::vector<TierRobustness> tiers;  // those with ranked units
};

// A claim of a ranked unit that may turn out not to hold.
struct Claim {
  std::size_t unit = 0;  // index in TierRanking::ranked
  int criterion = 0;     // index in the set
  Decimal points;        // as claimed
  Decimal lower;         // if it does not hold
  Ratio lower_unrounded;
  const ClaimedAnswer* told = nullptr;  // what the unit says; held by the ranked unit
};
struct Claims {
  std::vector<Claim> unverified;  // by unit, then by criterion
  std::size_t verified = 0;
};
Claims claims_of(const Programme& programme, const TierRanking& ranking);

// `consolidation` must outlive the result, and has the units' claims.
Robustness robustness(const Consolidation& consolidation, const RobustnessOptions& options = {});

}  // namespace thuocdo
