#include "ranking/points_matrix.h"

#include <algorithm>

namespace thuocdo {
namespace {

// Where only sums are rounded, points have no end of places; six are finer than any result that is published.
constexpr int unrounded_places = 6;

std::int64_t whole(const Decimal& value, int places) {
  std::int64_t units = value.units();
  for (int place = value.places(); place < places; ++place) units *= 10;
  return units;
}

std::int64_t ten_to(int places) {
  std::int64_t value = 1;
  for (; places > 0; --places) value *= 10;
  return value;
}

// Half up; neither is below 0.
std::int64_t divide_rounded(__int128 numerator, __int128 denominator) {
  return static_cast<std::int64_t>((2 * numerator + denominator) / (2 * denominator));
}

}  // namespace

PointsMatrix::PointsMatrix(const Programme& programme, const TierRanking& ranking, const std::vector<Claim>& claims) {
  const CriteriaSet& set = ranking.tier->set;
  const std::size_t criteria = set.criteria.size();
  units_ = ranking.ranked.size();
  total_places_ = programme.total_places;
  const bool unrounded = programme.rounds_sums_only();
  const auto counted = [&](const Decimal& rounded, const Ratio& exact) {
    return unrounded ? exact.round(unrounded_places).value_or(rounded) : rounded;
  };
  const auto counted_at = [&](const KeptResults& results, std::size_t criterion) {
    return unrounded ? counted(results[criterion].points, results.whole(criterion).unrounded) : results[criterion].points;
  };
  for (const RankedUnit& unit : ranking.ranked) {
    for (std::size_t i = 0; i < unit.results.size(); ++i) {
      places_ = std::max({places_, counted_at(unit.results, i).places(), unit.results[i].maximum.places()});
    }
  }
  for (const Claim& claim : claims) places_ = std::max(places_, counted(claim.lower, claim.lower_unrounded).places());

  places_ = std::max(places_, published_scale(programme, set).places());

  std::vector<Decimal> declared(criteria);  // of the children
  for (const Criterion& criterion : set.criteria) {
    places_ = std::max(places_, criterion.maximum.places());
    if (criterion.parent < 0) continue;
    Decimal& sum = declared[static_cast<std::size_t>(criterion.parent)];
    sum = add(sum, criterion.counted_maximum()).value_or(sum);
  }
  std::vector<int> column(criteria, -1);
  for (std::size_t i = 0; i < criteria; ++i) {
    const Criterion& criterion = set.criteria[i];
    Entry entry{criterion.parent, criterion.is_group(), false, false};
    bool begins = !entry.group && earns_points(*criterion.rule());
    if (entry.group) {
      entry.limited_above = criterion.role == Role::bonus || (criterion.role == Role::counted && criterion.capped);
      entry.limited_below = criterion.role == Role::deduction;
      begins = entry.limited_above || entry.limited_below || declared[i] != criterion.maximum;
    }
    set_.push_back(entry);
    const int above = criterion.parent < 0 ? -1 : column[static_cast<std::size_t>(criterion.parent)];
    if (above >= 0) {
      column[i] = above;
    } else if (begins) {
      column[i] = static_cast<int>(entries_.size());
      entries_.push_back(static_cast<int>(i));
      group_.push_back(entry.group);
    }
  }
  own_.assign(units_ * criteria, 0);
  points_.assign(entries_.size() * units_, 0);
  if (programme.ranking.by == RankBy::share) maximum_ = points_;
  maxima_.assign(units_, 0);
  scale_ = programme.ranking.by == RankBy::share ? whole(published_scale(programme, set), places_) : 0;
  for (std::size_t unit = 0; unit < units_; ++unit) {
    const auto& results = ranking.ranked[unit].results;
    for (std::size_t i = 0; i < criteria; ++i) {
      const Criterion& criterion = set.criteria[i];
      std::int64_t& own = own_[unit * criteria + i];
      if (!criterion.is_group()) own = whole(counted_at(results, i), places_);
      else own = whole(criterion.role == Role::counted ? results[i].maximum : criterion.maximum, places_);
    }
    for (std::size_t c = 0; c < entries_.size(); ++c) {
      const auto entry = static_cast<std::uint32_t>(entries_[c]);
      const Failing nothing{static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(c), entry, 0};
      const Failing* const none[] = {&nothing};
      points_[c * units_ + unit] = group_[c] ? group_points(none) : own_[unit * criteria + entry];
      const std::int64_t most = whole(results[entry].maximum, places_);
      if (!maximum_.empty()) maximum_[c * units_ + unit] = most;
      maxima_[unit] += most;
    }
  }
  for (const Claim& claim : claims) {
    const auto criterion = static_cast<std::size_t>(claim.criterion);
    const std::int64_t fall = own_[claim.unit * criteria + criterion] - whole(counted(claim.lower, claim.lower_unrounded), places_);
    claims_.push_back({static_cast<std::uint32_t>(claim.unit), static_cast<std::uint32_t>(column[criterion]),
                       static_cast<std::uint32_t>(criterion), fall});
  }
}

std::int64_t PointsMatrix::group_points(std::span<const Failing* const> failing) const {
  const std::size_t begin = static_cast<std::size_t>(entries_[failing.front()->column]);
  const std::int64_t* own = own_.data() + failing.front()->unit * set_.size();
  std::size_t end = begin + 1;
  while (end < set_.size() && set_[end].parent >= static_cast<int>(begin)) ++end;
  thread_local std::vector<std::int64_t> value;
  value.assign(end - begin, 0);
  for (const Failing* one : failing) value[one->criterion - begin] = -one->fall;
  // Children stand behind their groups.
  for (std::size_t i = end; i-- > begin;) {
    std::int64_t& points = value[i - begin];
    if (!set_[i].group) points += own[i];
    if (set_[i].limited_above) points = std::min(points, own[i]);
    if (set_[i].limited_below) points = std::max(points, -own[i]);
    if (i > begin) value[static_cast<std::size_t>(set_[i].parent) - begin] += points;
  }
  return value.front();
}

// Every limit of a group grows with what it limits, so the most for a group comes from the most for each of its children.
std::vector<PointsMatrix::Kept> PointsMatrix::most_kept(std::size_t unit, std::span<const std::uint32_t> claims_of_unit) const {
  const std::int64_t* own = own_.data() + unit * set_.size();
  constexpr std::uint32_t none = UINT32_MAX;
  std::vector<std::uint32_t> claim_of(set_.size(), none);
  for (const std::uint32_t claim : claims_of_unit) claim_of[claims_[claim].criterion] = claim;
  const auto join = [](const std::vector<Kept>& a, const std::vector<Kept>& b) {
    std::vector<Kept> both(a.size() + b.size() - 1);
    for (std::size_t count = 0; count < both.size(); ++count) {
      std::size_t best = count < a.size() ? count : a.size() - 1;  // how many of a's
      for (std::size_t of_a = best; of_a-- > 0 && count - of_a < b.size();) {
        if (a[of_a].points + b[count - of_a].points > a[best].points + b[count - best].points) best = of_a;
      }
      both[count] = {a[best].points + b[count - best].points, a[best].verified};
      both[count].verified.insert(both[count].verified.end(), b[count - best].verified.begin(), b[count - best].verified.end());
    }
    return both;
  };
  std::vector<Kept> all(1);
  for (const int entry : entries_) {
    const auto begin = static_cast<std::size_t>(entry);
    std::size_t end = begin + 1;
    while (set_[begin].group && end < set_.size() && set_[end].parent >= entry) ++end;
    std::vector<std::vector<Kept>> of(end - begin, std::vector<Kept>(1));
    for (std::size_t i = end; i-- > begin;) {  // children stand behind their groups
      std::vector<Kept>& here = of[i - begin];
      if (!set_[i].group) {
        here[0].points = own[i];
        if (claim_of[i] != none) {
          here[0].points -= claims_[claim_of[i]].fall;
          here.push_back({own[i], {claim_of[i]}});
        }
      }
      for (Kept& kept : here) {
        if (set_[i].limited_above) kept.points = std::min(kept.points, own[i]);
        if (set_[i].limited_below) kept.points = std::max(kept.points, -own[i]);
      }
      if (i > begin) {
        std::vector<Kept>& above = of[static_cast<std::size_t>(set_[i].parent) - begin];
        above = join(above, here);
      }
    }
    all = join(all, of.front());
  }
  return all;
}

std::int64_t PointsMatrix::published(std::size_t unit, std::int64_t points) const {
  points = std::max<std::int64_t>(points, 0);
  const std::int64_t fine = ten_to(places_), coarse = ten_to(total_places_);
  if (!by_share()) return divide_rounded(static_cast<__int128>(points) * coarse, fine);
  if (maxima_[unit] <= 0) return 0;
  return divide_rounded(static_cast<__int128>(points) * scale_ * coarse, static_cast<__int128>(maxima_[unit]) * fine);
}

std::int64_t PointsMatrix::least_points(std::size_t unit, std::int64_t published) const {
  const __int128 fine = ten_to(places_) * static_cast<__int128>(by_share() ? maxima_[unit] : 1);
  const __int128 coarse = ten_to(total_places_) * static_cast<__int128>(by_share() ? scale_ : 1);
  return static_cast<std::int64_t>(((2 * published - 1) * fine + 2 * coarse - 1) / (2 * coarse));
}

std::int64_t PointsMatrix::published_whole(const Decimal& value) const {
  const int places = std::max(total_places_, value.places());
  const std::int64_t step = ten_to(places - total_places_);
  const std::int64_t units = whole(value, places);
  return units / step + (units % step > 0 ? 1 : 0);
}

}  // namespace thuocdo
