// Groups and the total out of the results of single criteria.
#include "number/exact_sum.h"
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

// What a group may count of what its criteria add up to.
struct Limits {
  std::optional<Decimal> least;
  std::optional<Decimal> most;
};

Limits limits_of(const Criterion& group, const Decimal& maximum) {
  switch (group.role) {
    case Role::counted: return {std::nullopt, group.capped ? std::optional(maximum) : std::nullopt};
    case Role::bonus: return {std::nullopt, group.maximum};
    case Role::deduction: return {negated(group.maximum), std::nullopt};
  }
  return {};
}

// The group but for the points before rounding: its state, maximum, and the sum of the rounded points.
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
  return result;
}

struct Totals {
  std::optional<Decimal> total;
  std::optional<Decimal> published;
};

// Every criterion is rounded, then added.
Totals add_rounded(const Programme& programme, const CriteriaSet& set, std::vector<CriterionResult>& results,
                   Decimal& maximum) {
  Ratio total;
  for (std::size_t i = set.criteria.size(); i-- > 0;) {
    if (set.criteria[i].is_group()) {
      CriterionResult group = sum_of(set, i, results);
      const Limits limits = limits_of(set.criteria[i], group.maximum);
      if (limits.least && group.points < *limits.least) group.points = *limits.least;
      if (limits.most && group.points > *limits.most) group.points = *limits.most;
      group.unrounded = Ratio(group.points);
      results[i] = std::move(group);
    }
    if (set.criteria[i].depth > 0) continue;
    maximum = add(maximum, results[i].maximum).value_or(maximum);
    total = total + Ratio(results[i].points);
  }
  if (total.is_negative()) total = Ratio();
  // The linter holds total_places >= criterion_places, so this never rounds a second time.
  Totals totals{total.round(programme.total_places), {}};
  totals.published = totals.total;
  if (programme.ranking.by == RankBy::share) {
    const Ratio share = maximum.is_zero() ? Ratio() : total / Ratio(maximum);
    totals.published = (share * Ratio(published_scale(programme, set))).round(programme.total_places);
  }
  return totals;
}

// The points before rounding are added; groups and total are each rounded once.
Totals add_unrounded(const Programme& programme, const CriteriaSet& set, std::vector<CriterionResult>& results,
                     Decimal& maximum) {
  std::vector<ExactSum> sums(set.criteria.size());
  ExactSum total;
  for (std::size_t i = set.criteria.size(); i-- > 0;) {
    const Criterion& criterion = set.criteria[i];
    if (criterion.is_group()) {
      CriterionResult group = sum_of(set, i, results);
      const Limits limits = limits_of(criterion, group.maximum);
      if (limits.least) sums[i].at_least(*limits.least);
      if (limits.most) sums[i].at_most(*limits.most);
      group.points = sums[i].round(programme.criterion_places).value_or(group.points);
      group.unrounded = sums[i].ratio();
      results[i] = std::move(group);
    } else {
      sums[i].add(results[i].unrounded);
    }
    (criterion.parent < 0 ? total : sums[static_cast<std::size_t>(criterion.parent)]).add(sums[i]);
    if (criterion.depth == 0) maximum = add(maximum, results[i].maximum).value_or(maximum);
  }
  total.at_least(Decimal());
  Totals totals{total.round(programme.total_places), {}};
  totals.published = totals.total;
  if (programme.ranking.by == RankBy::share) {
    total.times(maximum.is_zero() ? Ratio() : Ratio(published_scale(programme, set)) / Ratio(maximum));
    totals.published = total.round(programme.total_places);
  }
  return totals;
}

}  // namespace

Decimal published_scale(const Programme& programme, const CriteriaSet& set) {
  return programme.ranking.by == RankBy::share ? programme.ranking.scale.value_or(set.maximum) : set.maximum;
}

std::optional<Sums> add_up(const Programme& programme, const CriteriaSet& set, std::vector<CriterionResult>& results) {
  Sums sums;
  const Totals totals = programme.rounds_sums_only() ? add_unrounded(programme, set, results, sums.maximum)
                                                     : add_rounded(programme, set, results, sums.maximum);
  if (!totals.total || !totals.published) return std::nullopt;
  sums.total = *totals.total;
  sums.published = *totals.published;
  return sums;
}

}  // namespace thuocdo
