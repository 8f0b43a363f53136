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
  json["published"] = unit.published.text();
  json["decided_by"] = unit.decided_by;
  json["band"] = unit.band != nullptr ? unit.band->id : std::string();
  json["check_code"] = unit.check_code;
  json["file"] = unit.file;
  if (!unit.figures.empty()) {
    Json figures = Json::array();
    for (const UsedFigure& figure : unit.figures) {
      figures.push_back({{"criterion", figure.criterion}, {"field", figure.field}, {"used", figure.used},
                         {"own", figure.own}, {"source", figure.source}});
    }
    json["figures"] = std::move(figures);
  }
  if (unit.self) {
    const auto standing = [](const StandingScore& score) { return Json{{"total", score.total.text()}, {"published", score.published.text()}}; };
    json["self"] = standing(unit.self->own);
    json["appraised"] = unit.self->closed;
    if (unit.self->by != nullptr) json["appraised_by"] = unit.self->by->code;
    if (unit.self->below) {
      const SelfAssessed::Below& below = *unit.self->below;
      json["below"] = standing(below.standing);
      json["below"]["by"] = below.by != nullptr ? below.by->code : "";
    }
    if (unit.self->has_rounds()) {
      json["first"] = standing(unit.self->first);
      json["second"] = standing(unit.self->second);
    }
  }
  if (!unit.denominators.empty()) {
    Json denominators;
    for (const Denominator& one : unit.denominators) denominators[set.criteria[static_cast<std::size_t>(one.criterion)].id] = one.value.text();
    json["denominators"] = std::move(denominators);
  }
  Json criteria = Json::array();
  for (std::size_t i = 0; i < unit.results.size(); ++i) {
    const auto& result = unit.results[i];
    Json one;
    one["id"] = set.criteria[i].id;
    one["points"] = result.points.text();
    one["maximum"] = result.maximum.text();
    if (set.criteria[i].role != Role::counted) one["role"] = role_text(set.criteria[i].role);
    one["state"] = state_text(result.state);
    if (const Band* level = level_of(set.criteria[i], result.points); level && result.state != State::missing) one["level"] = level->id;
    if (unit.self) one["self"] = unit.self->own.results[i].points.text();
    if (unit.self && unit.self->below) one["below"] = unit.self->below->standing.results[i].points.text();
    if (unit.self && !unit.self->decided[i].verdict.empty()) {
      const SelfAssessed::Decided& decided = unit.self->decided[i];
      one["appraisal"] = {{"verdict", decided.verdict}, {"basis", decided.basis}, {"comment", decided.comment}};
    }
    if (const auto figure = unit.results.figure(i)) one["figure"] = figure->text();
    if (const auto comparison = unit.results.comparison(i)) {
      one["best"] = {{"unit", comparison->best.unit}, {"figure", comparison->best.figure.text()}};
      one["least"] = {{"unit", comparison->least.unit}, {"figure", comparison->least.figure.text()}};
    }
    criteria.push_back(std::move(one));
  }
  json["criteria"] = std::move(criteria);
  return json;
}

Json unranked_json(const UnrankedUnit& unit) {
  Json json;
  json["unit"] = unit.unit->code;
  json["name"] = unit.unit->name;
  json["reason"] = unranked_text(unit.reason);
  json["files"] = unit.files;
  return json;
}

void write_tier(const TierRanking& tier, JsonText& text) {
  text.begin_object();
  text.member("key", tier.tier->key);
  text.member("name", json_of(tier.tier->name));
  text.member("provenance", provenance_text(tier.tier->set.provenance()));
  text.begin_list("ranked");
  for (const RankedUnit& unit : tier.ranked) text.element(ranked_json(unit, tier.tier->set));
  text.end();
  text.begin_list("unranked");
  for (const UnrankedUnit& unit : tier.unranked) text.element(unranked_json(unit));
  text.end();
  text.end();
}

}  // namespace

std::string result_json(const Consolidation& result, const ResultOptions& options) {
  std::string text;
  write_result_json(result, options, [&](std::string_view piece) { text += piece; });
  return text;
}

void write_result_json(const Consolidation& result, const ResultOptions& options, const ByteSink& sink) {
  const Programme& programme = *result.programme;
  JsonText text(sink);
  text.member("engine", version);
  text.member("programme", programme.key);
  text.member("digest", programme.digest);
  text.member("units_digest", programme.units_digest);
  text.member("round", programme.round);
  if (result.above != nullptr) text.member("consolidated_by", result.above->code);
  if (result.from_register) text.member("source", "register");
  text.member("provenance", provenance_text(programme.provenance()));
  text.member("files", result.files);
  if (options.previous != nullptr) text.member("previous", Json{{"programme", options.previous->programme}, {"round", options.previous->round}, {"sha256", options.previous->sha256}});
  if (options.robustness) {
    const RobustnessOptions& asked = *options.robustness;
    text.member("robustness", Json{{"draws", asked.draws}, {"seed", asked.seed}, {"failing_percent", asked.failing_percent}, {"weights_percent", asked.weights_percent}});
  }
  text.begin_list("tiers");
  for (const TierRanking& tier : result.tiers) write_tier(tier, text);
  text.end();
  text.member("refused_files", result.refused_files);
  text.begin_list("findings");
  for (const Finding& finding : result.findings) text.element(json_of(finding, true));
  text.finish();
}

}  // namespace thuocdo
