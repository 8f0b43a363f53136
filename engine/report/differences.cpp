#include "report/differences.h"

#include <unordered_map>

#include "report/csv.h"
#include "report/numbers.h"

namespace thuocdo {
namespace {

Difference compared(const Tier& tier, const Unit& unit, const RankedUnit* now, const PastResult* before) {
  Difference one{.tier = &tier, .unit = &unit, .now = now};
  if (now != nullptr) one.percent = Decimal::parse_plain(percent_plain(now->total, now->maximum));
  if (before == nullptr) return one;
  one.before = *before;
  one.same_unit = before->unit == unit.code && before->tier == tier.key;
  if (!one.same_unit || now == nullptr || before->rank == 0) return one;
  one.rank_change = before->rank - now->rank;
  if (const auto points = Decimal::parse_plain(before->published)) one.published_change = subtract(now->published, *points);
  const auto share = Decimal::parse_plain(before->percent);
  if (share && one.percent) one.percent_change = subtract(*one.percent, *share);
  return one;
}

std::string shown(const std::optional<Decimal>& value) { return value ? value->text() : std::string(); }

}  // namespace

std::vector<Difference> differences(const Consolidation& consolidation, const RoundResult& previous) {
  const Series series = series_of({previous}, *consolidation.programme);
  std::unordered_map<const Unit*, const std::vector<PastResult>*> before;
  for (const SeriesUnit& unit : series.units) before.emplace(unit.unit, &unit.years.front().results);
  std::vector<Difference> all;
  const auto add = [&](const Tier& tier, const Unit& unit, const RankedUnit* now) {
    const auto found = before.find(&unit);
    if (found == before.end() || found->second->empty()) all.push_back(compared(tier, unit, now, nullptr));
    else for (const PastResult& one : *found->second) all.push_back(compared(tier, unit, now, &one));
  };
  for (const TierRanking& tier : consolidation.tiers) {
    for (const RankedUnit& unit : tier.ranked) add(*tier.tier, *unit.unit, &unit);
    for (const UnrankedUnit& unit : tier.unranked) add(*tier.tier, *unit.unit, nullptr);
  }
  return all;
}

std::string differences_csv(const std::vector<Difference>& all) {
  std::string text(csv_start);
  text += csv_record({"tier", "unit", "name", "rank", "previous_rank", "rank_change", "published", "previous_published", "published_change", "percent",
                      "previous_percent", "percent_change", "previous_unit", "previous_name", "band", "previous_band"});
  for (const Difference& one : all) {
    const PastResult before = one.before.value_or(PastResult());
    text += csv_record({one.tier->key, one.unit->code, one.unit->name, one.now ? std::to_string(one.now->rank) : "", before.rank > 0 ? std::to_string(before.rank) : "",
                        one.rank_change ? std::to_string(*one.rank_change) : "", one.now ? one.now->published.text() : "", before.published, shown(one.published_change),
                        shown(one.percent), before.percent, shown(one.percent_change), before.unit, before.name,
                        one.now && one.now->band ? one.now->band->id : "", before.band});
  }
  return text;
}

}  // namespace thuocdo
