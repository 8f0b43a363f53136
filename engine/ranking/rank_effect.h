// What an appraisal would do to a unit's rank, while it is still going on: the unit with the points that it claims, and with
// those that reviewers give it, among the others of its tier as a result has them.
//
//   RankEffect effect = rank_effect(result, programme, tier, unit, scores.self, scores.last());
//   if (effect.why == RankEffect::Why::ranked) … effect.self, effect.appraised, effect.units …
//
// The others keep what the result published for them. Ranks are 1, 2, 2, 4, and equal points are told apart as the programme
// says. Criteria that are settled over all units count as they stand now; only consolidating settles them.
#pragma once

#include "ranking/series.h"
#include "scoring/scorecard.h"

namespace thuocdo {

struct RankEffect {
  enum class Why {
    ranked,
    other_programme,  // the result is of another programme or round
    other_version,    // of other criteria: its points cannot be compared
    nobody            // it ranks nobody else of the tier
  };
  Why why = Why::ranked;
  int units = 0;  // ranked, with this one
  int self = 0, appraised = 0;
};

RankEffect rank_effect(const RoundResult& result, const Programme& programme, const Tier& tier, const Unit& unit, const Scorecard& self, const Scorecard& appraised);

}  // namespace thuocdo
