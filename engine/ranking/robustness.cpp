#include "ranking/robustness.h"

#include <algorithm>
#include <array>
#include <random>

#include "ranking/next_lower.h"

namespace thuocdo {
namespace {

// What the points of one weight are: those of a criterion, or of a group that counts up to a cap.
struct Weighted {
  bool limited = false;
  std::int64_t least = 0;  // with limited
  std::int64_t most = 0;
};

struct Failing {
  std::uint32_t unit;
  std::uint32_t column;
  std::int64_t fall;
};

// A tier's points as whole numbers of 10^-places, column by column.
struct Matrix {
  std::size_t units = 0;
  std::vector<Weighted> columns;
  std::vector<std::int64_t> points;   // [column * units + unit], as they count
  std::vector<std::int64_t> raw;      // the same before a cap
  std::vector<std::int64_t> maximum;  // of what applies to the unit; empty where the rank goes by the total
  std::vector<Failing> claims;        // by unit, then by criterion
};

std::int64_t whole(const Decimal& value, int places) {
  std::int64_t units = value.units();
  for (int place = value.places(); place < places; ++place) units *= 10;
  return units;
}

// The column of each criterion: its own, or that of the outermost group around it that has a cap.
std::vector<int> columns_of(const CriteriaSet& set, std::vector<int>& entry_of_column) {
  std::vector<int> column(set.criteria.size(), -1);
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    const int above = criterion.parent < 0 ? -1 : column[static_cast<std::size_t>(criterion.parent)];
    const bool begins = criterion.is_group() ? criterion.capped || criterion.role != Role::counted
                                             : earns_points(*criterion.rule());
    if (above >= 0) {
      column[i] = above;
    } else if (begins) {
      column[i] = static_cast<int>(entry_of_column.size());
      entry_of_column.push_back(static_cast<int>(i));
    }
  }
  return column;
}

int places_of(const TierRanking& ranking, const std::vector<Claim>& claims) {
  int places = 0;
  for (const RankedUnit& unit : ranking.ranked) {
    for (const CriterionResult& result : unit.results) places = std::max({places, result.points.places(), result.maximum.places()});
  }
  for (const Claim& claim : claims) places = std::max(places, claim.lower.places());
  return places;
}

Matrix matrix_of(const Programme& programme, const TierRanking& ranking, const std::vector<Claim>& claims) {
  const CriteriaSet& set = ranking.tier->set;
  const int places = places_of(ranking, claims);
  Matrix matrix;
  matrix.units = ranking.ranked.size();
  std::vector<int> entries;
  const std::vector<int> column = columns_of(set, entries);
  for (const int entry : entries) {
    const Criterion& criterion = set.criteria[static_cast<std::size_t>(entry)];
    Weighted weighted;
    if (criterion.is_group()) {
      const std::int64_t limit = whole(criterion.maximum, places);
      weighted = {true, criterion.role == Role::deduction ? -limit : INT64_MIN / 4,
                  criterion.role == Role::deduction ? INT64_MAX / 4 : limit};
    }
    matrix.columns.push_back(weighted);
  }
  matrix.points.assign(entries.size() * matrix.units, 0);
  matrix.raw = matrix.points;
  const bool by_share = programme.ranking.by == RankBy::share;
  if (by_share) matrix.maximum = matrix.points;
  for (std::size_t unit = 0; unit < matrix.units; ++unit) {
    const auto& results = ranking.ranked[unit].results;
    for (std::size_t c = 0; c < entries.size(); ++c) {
      const CriterionResult& result = results[static_cast<std::size_t>(entries[c])];
      matrix.points[c * matrix.units + unit] = whole(result.points, places);
      if (by_share) matrix.maximum[c * matrix.units + unit] = whole(result.maximum, places);
    }
    for (std::size_t i = 0; i < set.criteria.size(); ++i) {
      if (column[i] < 0 || set.criteria[i].is_group()) continue;
      matrix.raw[static_cast<std::size_t>(column[i]) * matrix.units + unit] += whole(results[i].points, places);
    }
  }
  for (const Claim& claim : claims) {
    const std::int64_t fall = whole(claim.points, places) - whole(claim.lower, places);
    matrix.claims.push_back({static_cast<std::uint32_t>(claim.unit),
                             static_cast<std::uint32_t>(column[static_cast<std::size_t>(claim.criterion)]), fall});
  }
  return matrix;
}

// How many claims hold before the next one fails: one 32-bit number against the chances that 0, 1, 2 … hold, which are
// kept in 1/2^32, so that the work is done for the claims that fail and not for all.
class Gaps {
 public:
  explicit Gaps(int percent) : never_(percent == 0) {
    std::uint64_t holding = std::uint64_t{1} << 32;
    // What is left after the last entry is so unlikely that it counts as the last entry.
    while (holding > 64 && above_.size() < 4096) {
      holding = holding * static_cast<std::uint64_t>(100 - percent) / 100;
      above_.push_back(holding);
    }
    for (std::size_t top = 0; top < start_.size(); ++top) {
      const std::uint64_t greatest = (static_cast<std::uint64_t>(top) << 24) | 0xFFFFFF;
      start_[top] = static_cast<std::uint16_t>(gap_from(0, greatest));
    }
  }
  bool never() const { return never_; }
  std::size_t next(std::uint32_t random) const { return gap_from(start_[random >> 24], random); }

 private:
  std::size_t gap_from(std::size_t gap, std::uint64_t random) const {
    while (gap + 1 < above_.size() && random < above_[gap]) ++gap;
    return gap;
  }

  bool never_;
  std::vector<std::uint64_t> above_;  // [k]: chance that more than k claims hold
  std::array<std::uint16_t, 256> start_{};
};

// Random numbers of 32 bits out of ones of 64.
class Halves {
 public:
  explicit Halves(std::uint64_t seed) : engine_(seed) {}
  std::uint32_t next() {
    if (full_) {
      full_ = false;
      return static_cast<std::uint32_t>(kept_ >> 32);
    }
    kept_ = engine_();
    full_ = true;
    return static_cast<std::uint32_t>(kept_);
  }

 private:
  std::mt19937_64 engine_;
  std::uint64_t kept_ = 0;
  bool full_ = false;
};

constexpr std::int64_t whole_weight = 1000;

class Simulation {
 public:
  Simulation(const Matrix& matrix, const RobustnessOptions& options, std::uint64_t seed)
      : matrix_(matrix), options_(options), random_(seed), gaps_(options.failing_percent) {}

  // counts[unit * units + rank - 1]
  std::vector<std::int32_t> run() {
    const std::size_t units = matrix_.units;
    std::vector<std::int32_t> counts(units * units, 0);
    std::vector<std::pair<std::int64_t, std::uint32_t>> order(units);
    for (int draw = 0; draw < options_.draws; ++draw) {
      draw_weights();
      weigh(matrix_.points, sums_);
      fail_claims();
      if (!matrix_.maximum.empty()) weigh(matrix_.maximum, maxima_);
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
  void draw_weights() {
    const auto spread = static_cast<std::uint32_t>(whole_weight * options_.weights_percent / 100);
    weights_.resize(matrix_.columns.size());
    for (std::int64_t& weight : weights_) {
      weight = spread == 0 ? whole_weight : whole_weight - spread + random_.next() % (2 * spread + 1);
    }
  }

  void weigh(const std::vector<std::int64_t>& values, std::vector<std::int64_t>& sums) const {
    const std::size_t units = matrix_.units;
    sums.assign(units, 0);
    for (std::size_t c = 0; c < weights_.size(); ++c) {
      const std::int64_t weight = weights_[c];
      const std::int64_t* column = values.data() + c * units;
      for (std::size_t unit = 0; unit < units; ++unit) sums[unit] += weight * column[unit];
    }
  }

  void fail_claims() {
    if (gaps_.never()) return;
    lost_.clear();
    for (std::size_t i = gaps_.next(random_.next()); i < matrix_.claims.size(); i += 1 + gaps_.next(random_.next())) {
      const Failing& claim = matrix_.claims[i];
      if (matrix_.columns[claim.column].limited) {
        lost_.push_back(claim);
      } else {
        sums_[claim.unit] -= weights_[claim.column] * claim.fall;
      }
    }
    // Where a cap counts, what is lost comes off what the cap had held back first. Claims stand by unit, so those of one
    // group do too.
    for (std::size_t i = 0; i < lost_.size();) {
      const Failing& first = lost_[i];
      std::int64_t fall = 0;
      for (; i < lost_.size() && lost_[i].unit == first.unit && lost_[i].column == first.column; ++i) fall += lost_[i].fall;
      const std::size_t place = first.column * matrix_.units + first.unit;
      const Weighted& column = matrix_.columns[first.column];
      const std::int64_t left = std::clamp(matrix_.raw[place] - fall, column.least, column.most);
      sums_[first.unit] -= weights_[first.column] * (matrix_.points[place] - left);
    }
  }

  std::int64_t key_of(std::size_t unit) const {
    const std::int64_t sum = std::max<std::int64_t>(sums_[unit], 0);
    if (matrix_.maximum.empty()) return sum;
    if (maxima_[unit] <= 0) return 0;
    return static_cast<std::int64_t>((static_cast<__int128>(sum) << 40) / maxima_[unit]);
  }

  const Matrix& matrix_;
  const RobustnessOptions& options_;
  Halves random_;
  Gaps gaps_;
  std::vector<std::int64_t> weights_;
  std::vector<std::int64_t> sums_;
  std::vector<std::int64_t> maxima_;
  std::vector<Failing> lost_;
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

Claims claims_of(const TierRanking& ranking) {
  const CriteriaSet& set = ranking.tier->set;
  Claims claims;
  for (std::size_t unit = 0; unit < ranking.ranked.size(); ++unit) {
    const RankedUnit& ranked = ranking.ranked[unit];
    for (std::size_t i = 0; i < set.criteria.size(); ++i) {
      const Criterion& criterion = set.criteria[i];
      const CriterionResult& result = ranked.results[i];
      if (criterion.is_group() || criterion.role == Role::deduction || criterion.sole_supplier) continue;
      if (result.state == State::missing || result.state == State::not_applicable) continue;
      const auto lower = next_lower_points(*criterion.rule(), criterion.maximum, result.points);
      if (!lower) continue;
      if (ranked.self && ranked.self->closed && !ranked.self->decided[i].verdict.empty()) {
        ++claims.verified;
      } else {
        claims.unverified.push_back({unit, static_cast<int>(i), result.points, *lower});
      }
    }
  }
  return claims;
}

Robustness robustness(const Consolidation& consolidation, const RobustnessOptions& options) {
  Robustness all{options, {}};
  for (const TierRanking& ranking : consolidation.tiers) {
    if (ranking.ranked.empty()) continue;
    const Claims claims = claims_of(ranking);
    const Matrix matrix = matrix_of(*consolidation.programme, ranking, claims.unverified);
    // Each tier has its own numbers, so that a tier's figures do not depend on the others.
    Simulation simulation(matrix, options, options.seed * 1000 + all.tiers.size());
    const std::vector<std::int32_t> counts = simulation.run();
    TierRobustness tier{ranking.tier, claims.unverified.size(), claims.verified, {}};
    for (std::size_t unit = 0; unit < matrix.units; ++unit) {
      const std::int32_t* of_unit = counts.data() + unit * matrix.units;
      UnitRobustness found;
      found.unit = &ranking.ranked[unit];
      found.low = percentile(of_unit, matrix.units, options.draws, 5);
      found.middle = percentile(of_unit, matrix.units, options.draws, 50);
      found.high = percentile(of_unit, matrix.units, options.draws, 95);
      found.same_rank = of_unit[found.unit->rank - 1];
      for (std::size_t rank = 0; rank < std::min<std::size_t>(3, matrix.units); ++rank) found.first_three += of_unit[rank];
      tier.units.push_back(found);
    }
    set_brackets(tier.units);
    all.tiers.push_back(std::move(tier));
  }
  return all;
}

}  // namespace thuocdo
