#include "report/json_parts.h"
#include "report/numbers.h"
#include "report/ranking_report.h"
#include "version.h"

namespace thuocdo {
namespace {

Json ranked_json(const RankedUnit& unit, const CriteriaSet& set) {
  Json json;
  json["rank"] = unit.rank;
  json["tied"] = unit.tied;
  json["unit"] = unit.unit->code;
  json["name"] = unit.unit->name;
  json["total"] = unit.total.text();
  json["maximum"] = unit.maximum.text();
  json["percent"] = percent_plain(unit.total, unit.maximum);
  json["band"] = unit.band != nullptr ? unit.band->id : std::string();
  json["check_code"] = unit.check_code;
  json["file"] = unit.file;
  Json criteria = Json::array();
  for (std::size_t i = 0; i < unit.results.size(); ++i) {
    const CriterionResult& result = unit.results[i];
    Json one;
    one["id"] = set.criteria[i].id;
    one["points"] = result.points.text();
    one["maximum"] = result.maximum.text();
    one["state"] = state_text(result.state);
    criteria.push_back(std::move(one));
  }
  json["criteria"] = std::move(criteria);
  return json;
}

Json tier_json(const TierRanking& tier) {
  Json json;
  json["key"] = tier.tier->key;
  json["name"] = json_of(tier.tier->name);
  json["provenance"] = provenance_text(tier.tier->set.provenance());
  Json ranked = Json::array();
  for (const RankedUnit& unit : tier.ranked) ranked.push_back(ranked_json(unit, tier.tier->set));
  json["ranked"] = std::move(ranked);
  Json unranked = Json::array();
  for (const UnrankedUnit& unit : tier.unranked) {
    Json one;
    one["unit"] = unit.unit->code;
    one["name"] = unit.unit->name;
    one["reason"] = unranked_text(unit.reason);
    one["files"] = unit.files;
    unranked.push_back(std::move(one));
  }
  json["unranked"] = std::move(unranked);
  return json;
}

}  // namespace

std::string result_json(const Consolidation& result) {
  const Programme& programme = *result.programme;
  Json json;
  json["engine"] = version;
  json["programme"] = programme.key;
  json["digest"] = programme.digest;
  json["units_digest"] = programme.units_digest;
  json["round"] = programme.round;
  json["provenance"] = provenance_text(programme.provenance());
  json["files"] = result.files;
  Json tiers = Json::array();
  for (const TierRanking& tier : result.tiers) tiers.push_back(tier_json(tier));
  json["tiers"] = std::move(tiers);
  json["refused_files"] = result.refused_files;
  json["findings"] = json_of(result.findings, true);
  return text_of(json);
}

}  // namespace thuocdo
