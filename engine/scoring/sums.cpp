// Groups and the total out of the results of single criteria.
#include "scoring/scorecard.h"

namespace thuocdo {
namespace {

Decimal negated(const Decimal& value) { return subtract(Decimal(), value).value_or(value); }

// What does not apply leaves the maximum. Where the children offer more than the group counts (three criteria of 2
// points in a group of 5), only what can no longer be reached leaves it.
Decimal maximum_left(const Decimal& own, const Decimal& declared, const Decimal& left) {
  if (declared > own) return left < own ? left : own;
  const Decimal removed = subtract(declared, left).value_or(Decimal());
  return subtract(own, removed).value_or(own);
}

// The points that the group may count of what its criteria add up to.
Decimal bounded(const Criterion& group, const CriterionResult& result) {
  switch (group.role) {
    case Role::counted: return group.capped && result.points > result.maximum ? result.maximum : result.points;
    case Role::bonus: return result.points > group.maximum ? group.maximum : result.points;
    case Role::deduction: {
      const Decimal least = negated(group.maximum);
      return result.points < least ? least : result.points;
    }
  }
  return result.points;
}

CriterionResult sum_of(const CriteriaSet& set, std::size_t group, const std::vector<CriterionResult>& results) {
  const Criterion& criterion = set.criteria[group];
  CriterionResult result;
  result.state = State::scored;
  Decimal declared;  // of the children
  Decimal left;      // of those that apply
  for (std::size_t i = group + 1; i < set.criteria.size(); ++i) {
    const Criterion& child = set.criteria[i];
    if (child.depth <= criterion.depth) break;
    if (child.parent != static_cast<int>(group)) continue;
    const CriterionResult& part = results[i];
    if (part.state == State::missing) result.state = State::missing;
    if (part.state == State::provisional && result.state == State::scored) result.state = State::provisional;
    // Points and maxima are bounded by the linter, so these sums stay far inside the range of Decimal.
    result.points = add(result.points, part.points).value_or(result.points);
    declared = add(declared, child.counted_maximum()).value_or(declared);
    left = add(left, part.maximum).value_or(left);
  }
  if (criterion.role == Role::counted) result.maximum = maximum_left(criterion.maximum, declared, left);
  result.points = bounded(criterion, result);
  result.unrounded = Ratio(result.points);
  return result;
}

}  // namespace

Decimal published_scale(const Programme& programme, const CriteriaSet& set) {
  return programme.ranking.by == RankBy::share ? programme.ranking.scale.value_or(set.maximum) : set.maximum;
}

std::optional<Sums> add_up(const Programme& programme, const CriteriaSet& set, std::vector<CriterionResult>& results) {
  Sums sums;
  Ratio total;
  for (std::size_t i = set.criteria.size(); i-- > 0;) {
    if (set.criteria[i].is_group()) results[i] = sum_of(set, i, results);
    if (set.criteria[i].depth > 0) continue;
    sums.maximum = add(sums.maximum, results[i].maximum).value_or(sums.maximum);
    total = total + Ratio(results[i].points);
  }
  if (total.is_negative()) total = Ratio();
  // The linter holds total_places >= criterion_places, so this never rounds a second time.
  const auto rounded = total.round(programme.total_places);
  if (!rounded) return std::nullopt;
  sums.total = *rounded;
  sums.published = sums.total;
  if (programme.ranking.by == RankBy::share) {
    const Ratio share = sums.maximum.is_zero() ? Ratio() : total / Ratio(sums.maximum);
    const auto published = (share * Ratio(published_scale(programme, set))).round(programme.total_places);
    if (!published) return std::nullopt;
    sums.published = *published;
  }
  return sums;
}

}  // namespace thuocdo
