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
  for (const RankedUnit& unit : ranking.ranked) {
    for (const CriterionResult& result : unit.results) {
      places_ = std::max({places_, counted(result.points, result.unrounded).places(), result.maximum.places()});
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
      if (!criterion.is_group()) own = whole(counted(results[i].points, results[i].unrounded), places_);
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

std::int64_t PointsMatrix::published(std::size_t unit, std::int64_t points) const {
  points = std::max<std::int64_t>(points, 0);
  const std::int64_t fine = ten_to(places_), coarse = ten_to(total_places_);
  if (!by_share()) return divide_rounded(static_cast<__int128>(points) * coarse, fine);
  if (maxima_[unit] <= 0) return 0;
  return divide_rounded(static_cast<__int128>(points) * scale_ * coarse, static_cast<__int128>(maxima_[unit]) * fine);
}

std::int64_t PointsMatrix::published_whole(const Decimal& value) const {
  const int places = std::max(total_places_, value.places());
  const std::int64_t step = ten_to(places - total_places_);
  const std::int64_t units = whole(value, places);
  return units / step + (units % step > 0 ? 1 : 0);
}

}  // namespace thuocdo
