#include "programme/programme.h"

#include <algorithm>

#include "programme/deadline.h"

namespace thuocdo {

std::string_view provenance_text(Provenance provenance) {
  switch (provenance) {
    case Provenance::official: return "official";
    case Provenance::published: return "published";
    case Provenance::drafted: return "drafted";
  }
  return "drafted";
}

Text provenance_label(Provenance provenance) {
  switch (provenance) {
    case Provenance::official: return {"Phụ lục chính thức của quyết định", "The decision's official annex"};
    case Provenance::published: return {"Theo một bộ tiêu chí khác đã công bố", "From another published set"};
    case Provenance::drafted: return {"Do Thước Đo soạn, không phải phụ lục chính thức", "Drafted by Thước Đo, not official"};
  }
  return {};
}

void Criterion::set_rule(Rule given) {
  fields_ = thuocdo::fields(given, maximum);
  rule_ = std::move(given);
}

int CriteriaSet::index(std::string_view id) const {
  const auto found = index_by_id.find(std::string(id));
  return found == index_by_id.end() ? -1 : found->second;
}

const Criterion* CriteriaSet::find(std::string_view id) const {
  const int at = index(id);
  return at < 0 ? nullptr : &criteria[static_cast<std::size_t>(at)];
}

std::size_t CriteriaSet::scored_count() const {
  return static_cast<std::size_t>(std::count_if(criteria.begin(), criteria.end(), [](const Criterion& criterion) {
    return criterion.rule() && !std::holds_alternative<Information>(*criterion.rule());
  }));
}

Provenance CriteriaSet::provenance() const {
  Provenance worst = Provenance::official;
  for (const Criterion& criterion : criteria) {
    if (criterion.rule()) worst = std::max(worst, criterion.provenance);
  }
  return worst;
}

const Tier* Programme::tier(std::string_view tier_key) const {
  for (const Tier& tier : tiers) {
    if (tier.key == tier_key) return &tier;
  }
  return nullptr;
}

const Unit* Programme::unit(std::string_view code) const {
  const auto found = unit_index_by_code.find(std::string(code));
  return found == unit_index_by_code.end() ? nullptr : &units[found->second];
}

const Stage* Programme::round_without_assessment(std::string_view round_key) const {
  for (const Stage& one : rounds_without_assessment) {
    if (one.key == round_key) return &one;
  }
  return nullptr;
}

std::optional<Finding> Programme::refusal(const Unit& unit, const Stage* without_assessment) const {
  if (!unit.excluded.empty()) return finding(Code::unit_excluded, {unit.name, unit.excluded});
  const Tier* own = tier(unit.tier);
  if (own == nullptr) return std::nullopt;
  const auto day = [](const Date& date) { return Text{date_text(date, Language::vietnamese), date_text(date, Language::english)}; };
  const Text name{unit.name, unit.name};
  const Date last = without_assessment != nullptr ? last_day(*without_assessment) : last_days(*this, *own).in_time;
  if (unit.valid_from && last < *unit.valid_from) return finding(Code::unit_not_yet, {name, day(*unit.valid_from)});
  if (!unit.valid_to || last <= *unit.valid_to) return std::nullopt;
  const Unit* heir = this->unit(unit.merged_into);
  if (heir == nullptr) return finding(Code::unit_no_longer, {name, day(*unit.valid_to)});
  return finding(Code::unit_merged, {name, day(*unit.valid_to), {heir->name, heir->name}});
}

std::vector<const Unit*> Programme::units_of(std::string_view tier_key, const Stage* without_assessment) const {
  std::vector<const Unit*> found;
  for (const Unit& unit : units) {
    if (unit.tier == tier_key && !refusal(unit, without_assessment)) found.push_back(&unit);
  }
  return found;
}

Severity Programme::severity_of(const Finding& finding) const {
  for (const auto& [code, severity] : severities) {
    if (code == finding.code_text()) return severity;
  }
  return finding.severity;
}

Provenance Programme::provenance() const {
  Provenance worst = Provenance::official;
  for (const Tier& tier : tiers) worst = std::max(worst, tier.set.provenance());
  return worst;
}

}  // namespace thuocdo
