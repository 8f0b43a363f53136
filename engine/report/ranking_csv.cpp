#include <algorithm>
#include <unordered_map>

#include "ranking/statistics.h"
#include "report/csv.h"
#include "report/numbers.h"
#include "report/ranking_report.h"

namespace thuocdo {
namespace {

// "" for what is not known, "0" for a zero, "na" for what does not apply: three different things.
std::string matrix_cell(const KeptResults::Entry& result) {
  switch (result.state) {
    case State::missing: return {};
    case State::not_applicable: return "na";
    case State::scored:
    case State::provisional: return result.points.text();
  }
  return {};
}

// Beside the points of a criterion or group that has levels.
std::string level_column(const Criterion& criterion) { return criterion.id + ":level"; }

template <typename Condition>
bool any_unit(const Consolidation& result, const Condition& condition) {
  return std::any_of(result.tiers.begin(), result.tiers.end(),
                     [&](const TierRanking& tier) { return std::any_of(tier.ranked.begin(), tier.ranked.end(), condition); });
}

}  // namespace

bool is_appraised(const Consolidation& result) {
  return any_unit(result, [](const RankedUnit& unit) { return unit.self.has_value(); });
}

bool has_closed_appraisal(const Consolidation& result) {
  return any_unit(result, [](const RankedUnit& unit) { return unit.self && unit.self->closed; });
}

std::string appraised_csv(const Consolidation& result) {
  std::string text(csv_start);
  text += csv_record({"tier", "unit", "name", "closed", "by", "criterion", "number", "criterion_name", "self", "below", "first", "second", "appraised", "difference", "verdict", "basis", "comment"});
  const auto change = [](const Decimal& after, const Decimal& before) { return subtract(after, before).value_or(Decimal()).text(); };
  for (const TierRanking& tier : result.tiers) {
    for (const RankedUnit& unit : tier.ranked) {
      if (!unit.self) continue;
      const SelfAssessed& self = *unit.self;
      const std::string closed = self.closed ? "1" : "0";
      const std::string by = self.by != nullptr ? self.by->code : "";
      text += csv_record({tier.tier->key, unit.unit->code, unit.unit->name, closed, by, "", "", "", self.own.total.text(), self.below ? self.below->standing.total.text() : "",
                          self.has_rounds() ? self.first.total.text() : "", self.has_rounds() ? self.second.total.text() : "", unit.total.text(), change(unit.total, self.own.total), "", "", ""});
      for (std::size_t i = 0; i < unit.results.size(); ++i) {
        const Criterion& criterion = tier.tier->set.criteria[i];
        if (!criterion.is_group() && !earns_points(*criterion.rule())) continue;
        text += csv_record({tier.tier->key, unit.unit->code, unit.unit->name, closed, by, criterion.id, criterion.number, criterion.name.vi,
                            matrix_cell(self.own.results[i]), self.below ? matrix_cell(self.below->standing.results[i]) : "", "", "", matrix_cell(unit.results[i]), change(unit.results[i].points, self.own.results[i].points),
                            self.decided[i].verdict, self.decided[i].basis, self.decided[i].comment});
      }
    }
  }
  return text;
}

std::string ranking_csv(const Consolidation& result) {
  std::string text(csv_start);
  text += csv_record({"tier", "rank", "tied", "unit", "name", "total", "maximum", "percent", "published", "gap", "band",
                      "check_code", "status"});
  for (const TierRanking& tier : result.tiers) {
    for (std::size_t i = 0; i < tier.ranked.size(); ++i) {
      const RankedUnit& unit = tier.ranked[i];
      std::string gap;
      if (i + 1 < tier.ranked.size()) {
        if (const auto ahead = subtract(unit.published, tier.ranked[i + 1].published)) gap = ahead->text();
      }
      text += csv_record({tier.tier->key, std::to_string(unit.rank), unit.tied ? "1" : "0", unit.unit->code,
                          unit.unit->name, unit.total.text(), unit.maximum.text(),
                          percent_plain(unit.total, unit.maximum), unit.published.text(), gap, unit.band != nullptr ? unit.band->id : "",
                          unit.check_code, "ranked"});
    }
    for (const UnrankedUnit& unit : tier.unranked) {
      text += csv_record({tier.tier->key, "", "", unit.unit->code, unit.unit->name, "", "", "", "", "", "", "",
                          std::string(unranked_text(unit.reason))});
    }
  }
  return text;
}

std::string matrix_csv(const Consolidation& result) {
  std::vector<std::string> ids;
  std::unordered_map<std::string, std::size_t> column;
  const auto add = [&](const std::string& id) {
    if (column.emplace(id, ids.size()).second) ids.push_back(id);
  };
  for (const TierRanking& tier : result.tiers) {
    for (const Criterion& criterion : tier.tier->set.criteria) {
      add(criterion.id);
      if (!criterion.levels.empty()) add(level_column(criterion));
    }
  }
  const std::vector<std::string> head = {"tier", "unit", "name", "total"};
  std::vector<std::string> record = head;
  record.insert(record.end(), ids.begin(), ids.end());
  std::string text(csv_start);
  text += csv_record(record);
  for (const TierRanking& tier : result.tiers) {
    for (const RankedUnit& unit : tier.ranked) {
      record.assign(head.size() + ids.size(), {});
      record[0] = tier.tier->key;
      record[1] = unit.unit->code;
      record[2] = unit.unit->name;
      record[3] = unit.total.text();
      for (std::size_t i = 0; i < unit.results.size(); ++i) {
        const Criterion& criterion = tier.tier->set.criteria[i];
        record[head.size() + column.at(criterion.id)] = matrix_cell(unit.results[i]);
        const Band* level = unit.results[i].state == State::missing ? nullptr : level_of(criterion, unit.results[i].points);
        if (level) record[head.size() + column.at(level_column(criterion))] = level->id;
      }
      text += csv_record(record);
    }
  }
  return text;
}

std::string statistics_csv(const Consolidation& result) {
  std::string text(csv_start);
  text += csv_record({"tier", "criterion", "number", "name", "kind", "maximum", "units", "mean", "spread", "at_maximum",
                      "at_maximum_percent", "correlation"});
  const auto shown = [](const std::optional<Decimal>& value) { return value ? value->text() : std::string(); };
  for (const TierRanking& tier : result.tiers) {
    const auto& criteria = tier.tier->set.criteria;
    const std::vector<CriterionStatistics> all = statistics(tier, result.programme->criterion_places);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Criterion& criterion = criteria[i];
      if (!criterion.is_group() && !earns_points(*criterion.rule())) continue;
      const CriterionStatistics& one = all[i];
      text += csv_record({tier.tier->key, criterion.id, criterion.number, criterion.name.vi,
                          criterion.is_group() ? "group" : std::string(kind(*criterion.rule())), criterion.shown_maximum().text(),
                          std::to_string(one.units), shown(one.mean), shown(one.spread), std::to_string(one.at_maximum),
                          one.units == 0 ? "" : percent_plain(Decimal(static_cast<int>(one.at_maximum)), Decimal(static_cast<int>(one.units))),
                          shown(one.correlation)});
    }
  }
  return text;
}

std::string findings_csv(const Findings& findings) {
  std::string text(csv_start);
  text += csv_record({"file", "sheet", "cell", "severity", "code", "criterion", "field", "message_vi", "message_en"});
  for (const Finding& finding : findings) {
    text += csv_record({finding.place.file, finding.place.sheet, finding.place.cell,
                        std::string(severity_text(finding.severity)), std::string(finding.code_text()),
                        finding.criterion, finding.field, finding.message.vi, finding.message.in(Language::english)});
  }
  return text;
}

}  // namespace thuocdo
