// This year's ranking beside last year's, unit by unit: rank, published result and its share of the maximum.
//
//   for (const Difference& one : differences(consolidation, last_year)) …
//   differences.csv   tier,unit,name,rank,previous_rank,rank_change,published,previous_published,published_change,percent,
//                     previous_percent,percent_change,previous_unit,previous_name,band,previous_band
//
// A unit that carries on with merged ones has a line for each of them and no change: points of different units are not of
// one measure (ranking/series.h). A change of rank above 0 means that the unit has climbed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ranking/consolidation.h"
#include "ranking/series.h"

namespace thuocdo {

struct Difference {
  const Tier* tier = nullptr;
  const Unit* unit = nullptr;
  const RankedUnit* now = nullptr;  // null: not ranked this year
  std::optional<PastResult> before = {};
  bool same_unit = false;  // `before` is the unit itself, in the same tier
  std::optional<int> rank_change = {};
  std::optional<Decimal> published_change = {};
  std::optional<Decimal> percent = {};  // this year's, at two places
  std::optional<Decimal> percent_change = {};
};

// In the order of the ranking, then of the units that are not ranked.
std::vector<Difference> differences(const Consolidation& consolidation, const RoundResult& previous);
std::string differences_csv(const std::vector<Difference>& all);

}  // namespace thuocdo
