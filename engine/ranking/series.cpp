#include "ranking/series.h"

#include <unordered_map>

namespace thuocdo {
namespace {

// The unit of this year that carries on with it, or that it still is; null where the list does not say.
const Unit* carried_on_by(const Programme& programme, const std::string& code) {
  const Unit* unit = programme.unit(code);
  // A list with a circle is never loaded; the count is for lists made in memory.
  for (std::size_t steps = 0; unit != nullptr && !unit->merged_into.empty() && programme.refusal(*unit); ++steps) {
    if (steps > programme.units.size()) return nullptr;
    unit = programme.unit(unit->merged_into);
  }
  return unit;
}

}  // namespace

Series series_of(const std::vector<RoundResult>& rounds, const Programme& this_year, std::string_view tier) {
  Series series;
  std::unordered_map<const Unit*, std::size_t> place;
  for (const Tier& one : this_year.tiers) {
    if (!tier.empty() && one.key != tier) continue;
    for (const Unit* unit : this_year.units_of(one.key)) {
      place.emplace(unit, series.units.size());
      series.units.push_back({unit, std::vector<SeriesYear>(rounds.size())});
    }
  }
  for (std::size_t r = 0; r < rounds.size(); ++r) {
    const RoundResult& round = rounds[r];
    for (const std::string& known : series.rounds) {
      if (known == round.round) series.findings.push_back(finding(Code::result_round_repeated, {round.round}).in_file(round.file));
    }
    series.rounds.push_back(round.round);
    std::unordered_map<std::string, const PastResult*> by_code;
    for (const PastResult& result : round.units) by_code.emplace(result.unit, &result);
    // In the order of this year's list, so that the same results give the same series.
    for (const Unit& unit : this_year.units) {
      const auto result = by_code.find(unit.code);
      if (result == by_code.end()) continue;
      const Unit* now = carried_on_by(this_year, unit.code);
      if (const auto at = place.find(now); at != place.end()) series.units[at->second].years[r].results.push_back(*result->second);
    }
    for (const PastResult& result : round.units) {
      if (!tier.empty() && result.tier != tier) continue;
      if (carried_on_by(this_year, result.unit) != nullptr) continue;
      series.findings.push_back(finding(Code::series_unit_lost, {result.unit, result.name, round.round}).in_file(round.file));
    }
  }
  return series;
}

}  // namespace thuocdo
