// What takes all sheets: parts that nobody supplied, comparison within a tier, roll-ups from the units below. Private to the
// room.
#pragma once

#include "ranking/consolidation.h"

namespace thuocdo {

// Makes the results of the ranked units of every tier final, lower tiers first, and sums them up again; ranks are given
// afterwards. What was decided and why is added to `findings`.
void finalise(const Programme& programme, std::vector<TierRanking>& tiers, Findings& findings);

}  // namespace thuocdo
