#include "ranking/robustness.h"

#include <algorithm>
#include <stdexcept>

#include "ranking/draws.h"
#include "ranking/points_matrix.h"

namespace thuocdo {
namespace {

class Simulation {
 public:
  Simulation(const PointsMatrix& matrix, const RobustnessOptions& options, std::uint64_t seed)
      : matrix_(matrix), options_(options), draws_(options, seed, matrix.columns(), matrix.claims().size()) {}

  // counts[unit * units + rank - 1]
  std::vector<std::int32_t> run() {
    const std::size_t units = matrix_.units();
    std::vector<std::int32_t> counts(units * units, 0);
    std::vector<std::pair<std::int64_t, std::uint32_t>> order(units);
    for (int draw = 0; draw < options_.draws; ++draw) {
      draws_.next();
      weigh(matrix_.points(), sums_);
      fail_claims();
      if (matrix_.by_share()) weigh(matrix_.maximum(), maxima_);
      for (std::size_t unit = 0; unit < units; ++unit) order[unit] = {key_of(unit), static_cast<std::uint32_t>(unit)};
      std::sort(order.begin(), order.end(), std::greater<>());
      std::size_t rank = 0;
      for (std::size_t i = 0; i < units; ++i) {
        if (i == 0 || order[i].first != order[i - 1].first) rank = i;
        ++counts[order[i].second * units + rank];
      }
    }
    return counts;
  }

 private:
  void weigh(const std::vector<std::int64_t>& values, std::vector<std::int64_t>& sums) const {
    const std::size_t units = matrix_.units();
    sums.assign(units, 0);
    for (std::size_t c = 0; c < matrix_.columns(); ++c) {
      const std::int64_t weight = draws_.weights()[c];
      const std::int64_t* column = values.data() + c * units;
      for (std::size_t unit = 0; unit < units; ++unit) sums[unit] += weight * column[unit];
    }
  }

  void fail_claims() {
    in_groups_.clear();
    for (const std::uint32_t i : draws_.failing()) {
      const PointsMatrix::Failing& claim = matrix_.claims()[i];
      if (matrix_.is_group(claim.column)) in_groups_.push_back(&claim);
      else sums_[claim.unit] -= draws_.weights()[claim.column] * claim.fall;
    }
    // Claims stand by unit, so those of one group do too.
    for (std::size_t i = 0; i < in_groups_.size();) {
      const std::size_t unit = in_groups_[i]->unit;
      std::size_t end = i + 1;
      while (end < in_groups_.size() && in_groups_[end]->unit == unit) ++end;
      matrix_.each_loss(std::span(in_groups_).subspan(i, end - i),
                        [&](std::size_t column, std::int64_t lost) { sums_[unit] -= draws_.weights()[column] * lost; });
      i = end;
    }
  }

  std::int64_t key_of(std::size_t unit) const {
    const std::int64_t sum = std::max<std::int64_t>(sums_[unit], 0);
    if (!matrix_.by_share()) return sum;
    if (maxima_[unit] <= 0) return 0;
    // So fine that no two different shares are the same; bonuses may take a share far above 1.
    return static_cast<std::int64_t>(std::min<__int128>((static_cast<__int128>(sum) << 56) / maxima_[unit], INT64_MAX));
  }

  const PointsMatrix& matrix_;
  const RobustnessOptions& options_;
  Draws draws_;
  std::vector<std::int64_t> sums_;
  std::vector<std::int64_t> maxima_;
  std::vector<const PointsMatrix::Failing*> in_groups_;
};

// The least rank that at least `percent` of the draws do not go beyond.
int percentile(const std::int32_t* counts, std::size_t units, int draws, int percent) {
  const std::int64_t wanted = (static_cast<std::int64_t>(draws) * percent + 99) / 100;
  std::int64_t seen = 0;
  for (std::size_t rank = 0; rank < units; ++rank) {
    seen += counts[rank];
    if (seen >= wanted) return static_cast<int>(rank) + 1;
  }
  return static_cast<int>(units);
}

// A bracket goes on while units can change places with its first one.
void set_brackets(std::vector<UnitRobustness>& units) {
  int bracket = 0;
  int reach = 0;
  for (UnitRobustness& unit : units) {
    if (bracket == 0 || unit.low > reach) {
      ++bracket;
      reach = unit.high;
    }
    unit.bracket = bracket;
  }
}

}  // namespace

Claims claims_of(const Programme& programme, const TierRanking& ranking) {
  const CriteriaSet& set = ranking.tier->set;
  Claims claims;
  for (std::size_t unit = 0; unit < ranking.ranked.size(); ++unit) {
    const RankedUnit& ranked = ranking.ranked[unit];
    for (const ClaimedAnswer& told : ranked.claims) {
      const auto i = static_cast<std::size_t>(told.criterion);
      const Criterion& criterion = set.criteria[i];
      const auto& result = ranked.results[i];
      if (ranked.self && ranked.self->closed && !ranked.self->decided[i].verdict.empty()) {
        ++claims.verified;
        continue;
      }
      // The comparison with the other units has settled its points since.
      const std::optional<LowerPoints> lower = std::holds_alternative<Normalised>(*criterion.rule()) ? a_tenth_lower(programme, criterion, ranked.results.whole(i))
                                                                                                     : std::optional(told.lower);
      if (!lower || lower->points >= result.points) continue;
      claims.unverified.push_back({unit, told.criterion, result.points, lower->points, lower->unrounded, &told});
    }
  }
  return claims;
}

Robustness robustness(const Consolidation& consolidation, const RobustnessOptions& options) {
  if (!consolidation.has_claims) throw std::logic_error("a simulation needs the claims of the units");
  Robustness all{options, {}};
  for (const TierRanking& ranking : consolidation.tiers) {
    if (ranking.ranked.empty()) continue;
    const Claims claims = claims_of(*consolidation.programme, ranking);
    const PointsMatrix matrix(*consolidation.programme, ranking, claims.unverified);
    Simulation simulation(matrix, options, draws_seed(options, all.tiers.size()));
    const std::vector<std::int32_t> counts = simulation.run();
    TierRobustness tier{ranking.tier, claims.unverified.size(), claims.verified, {}};
    for (std::size_t unit = 0; unit < matrix.units(); ++unit) {
      const std::int32_t* of_unit = counts.data() + unit * matrix.units();
      UnitRobustness found;
      found.unit = &ranking.ranked[unit];
      found.low = percentile(of_unit, matrix.units(), options.draws, 5);
      found.middle = percentile(of_unit, matrix.units(), options.draws, 50);
      found.high = percentile(of_unit, matrix.units(), options.draws, 95);
      found.same_rank = of_unit[found.unit->rank - 1];
      for (std::size_t rank = 0; rank < std::min<std::size_t>(3, matrix.units()); ++rank) found.first_three += of_unit[rank];
      tier.units.push_back(found);
    }
    set_brackets(tier.units);
    all.tiers.push_back(std::move(tier));
  }
  return all;
}

}  // namespace thuocdo
