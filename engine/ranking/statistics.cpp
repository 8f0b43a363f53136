#include "ranking/statistics.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

namespace thuocdo {
namespace {

using Whole = boost::multiprecision::cpp_int;

// Whole numbers of 10^-places.
Whole scaled(const Decimal& value, int places) {
  Whole units = value.units();
  for (int place = value.places(); place < places; ++place) units *= 10;
  return units;
}

Whole ten_to(int exponent) {
  Whole power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// a / b, b above 0, half up, away from zero.
Whole rounded_quotient(const Whole& a, const Whole& b) {
  const Whole magnitude = (2 * abs(a) + b) / (2 * b);
  return a < 0 ? Whole(-magnitude) : magnitude;
}

// √(a / b), half up.
Whole rounded_root(const Whole& a, const Whole& b) {
  // The greatest r with (2r - 1)² ≤ 4a/b is the nearest whole number.
  const Whole root = sqrt(Whole(4 * a / b));
  return (root + 1) / 2;
}

std::optional<Decimal> decimal(const Whole& units, int places) {
  return Decimal::from_units(units.convert_to<__int128>(), places);
}

struct Pair {
  Whole points;
  Whole total;
};

CriterionStatistics of_pairs(const std::vector<Pair>& pairs, int unit_places, int places) {
  CriterionStatistics found;
  const Whole n = pairs.size();
  Whole x, y, xx, yy, xy;
  for (const Pair& pair : pairs) {
    x += pair.points;
    y += pair.total;
    xx += pair.points * pair.points;
    yy += pair.total * pair.total;
    xy += pair.points * pair.total;
  }
  // Each of these is n² times a variance, or n² times a covariance, in units of 10^-unit_places.
  const Whole x_spread = n * xx - x * x;
  const Whole y_spread = n * yy - y * y;
  const Whole together = n * xy - x * y;
  const Whole unit = ten_to(unit_places);
  const Whole scale = ten_to(places);
  found.mean = decimal(rounded_quotient(x * scale, n * unit), places);
  found.spread = decimal(rounded_root(x_spread * scale * scale, n * n * unit * unit), places);
  if (x_spread > 0 && y_spread > 0) {
    const Whole root = rounded_root(together * together * 1'000'000, x_spread * y_spread);
    found.correlation = decimal(together < 0 ? Whole(-root) : root, 3);
  }
  return found;
}

}  // namespace

std::vector<CriterionStatistics> statistics(const TierRanking& ranking, int places) {
  const CriteriaSet& set = ranking.tier->set;
  std::vector<CriterionStatistics> all(set.criteria.size());
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    int unit_places = 0;
    std::vector<const RankedUnit*> counted;
    std::size_t at_maximum = 0;
    for (const RankedUnit& unit : ranking.ranked) {
      const auto& result = unit.results[i];
      if (result.state != State::scored && result.state != State::provisional) continue;
      counted.push_back(&unit);
      unit_places = std::max({unit_places, result.points.places(), unit.published.places()});
      // What is taken off has its best at 0; a bonus at what its rule or group can give.
      const Criterion& criterion = set.criteria[i];
      const Decimal best = criterion.role == Role::counted ? result.maximum
                           : criterion.role == Role::bonus ? criterion.maximum
                                                           : Decimal();
      if (result.points >= best) ++at_maximum;
    }
    if (counted.empty()) continue;
    std::vector<Pair> pairs;
    for (const RankedUnit* unit : counted) {
      pairs.push_back({scaled(unit->results[i].points, unit_places), scaled(unit->published, unit_places)});
    }
    all[i] = of_pairs(pairs, unit_places, places + 1);
    all[i].units = counted.size();
    all[i].at_maximum = at_maximum;
  }
  return all;
}

}  // namespace thuocdo
