// What a tier's points look like, criterion by criterion: what tells units apart and what does not.
//
//   std::vector<CriterionStatistics> all = statistics(consolidation.tiers[0], places);
//   all[i].mean, .spread, .at_maximum, .correlation      // 3.42, 0.81, 12, 0.533
//
// Over the ranked units to which the criterion applies and that have points there. Everything is computed exactly and
// rounded once, half up: the mean and the standard deviation (of the whole tier, not of a sample from it) at one place
// more than points have, Pearson's correlation with the total at three places. A correlation near 0 says that a
// criterion does not go with the rest; a share at the maximum near 100 % that it tells nobody apart.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ranking/consolidation.h"

namespace thuocdo {

struct CriterionStatistics {
  std::size_t units = 0;               // counted
  std::size_t at_maximum = 0;          // of them: with all points that they could have
  std::optional<Decimal> mean;         // nothing where no unit is counted
  std::optional<Decimal> spread;       // standard deviation
  std::optional<Decimal> correlation;  // from -1 to 1; nothing where the points or the totals are all equal
};

// One for each entry of the tier's set; groups by their sums. `places` is that of the programme's criterion points.
std::vector<CriterionStatistics> statistics(const TierRanking& ranking, int places);

}  // namespace thuocdo
