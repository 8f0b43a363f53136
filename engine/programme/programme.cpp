#include "programme/programme.h"

#include <algorithm>

#include "programme/deadline.h"

namespace thuocdo {

std::string_view kind_text(ReportFigure::Kind kind) {
  static constexpr std::string_view names[] = {"sum", "ratio", "units", "full"};
  return names[static_cast<std::size_t>(kind)];
}

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

std::string_view role_text(Role role) {
  switch (role) {
    case Role::counted: return "counted";
    case Role::bonus: return "bonus";
    case Role::deduction: return "deduction";
  }
  return "counted";
}

Text role_prefix(Role role) {
  switch (role) {
    case Role::counted: return {};
    case Role::bonus: return {"Điểm thưởng. ", "Bonus. "};
    case Role::deduction: return {"Điểm trừ. ", "Deduction. "};
  }
  return {};
}

Decimal Criterion::shown_maximum() const {
  return role == Role::deduction ? subtract(Decimal(), maximum).value_or(maximum) : maximum;
}

Text rule_words(const Criterion& criterion) {
  const Text words = rule_words(*criterion.rule(), criterion.maximum);
  const Text prefix = role_prefix(criterion.role);
  return {prefix.vi + words.vi, prefix.en + words.en};
}

const Band* level_of(const Criterion& criterion, const Decimal& points) {
  for (const Band& level : criterion.levels) {
    if (level.from && points >= *level.from) return &level;
  }
  return nullptr;
}

void Criterion::set_rule(Rule given) {
  fields_ = thuocdo::fields(given, maximum);
  for (Field& field : fields_) {
    if (role == Role::deduction && field.type == FieldType::points) field.label = {"Số điểm đề nghị trừ", "Proposed points off"};
  }
  rule_ = std::move(given);
}

const std::vector<Field>& Criterion::asked_fields() const {
  static const std::vector<Field> none;
  return sole_supplier ? none : fields_;
}

int CriteriaSet::index(std::string_view id) const {
  const auto found = index_by_id.find(std::string(id));
  return found == index_by_id.end() ? -1 : found->second;
}

const Criterion* CriteriaSet::find(std::string_view id) const {
  const int at = index(id);
  return at < 0 ? nullptr : &criteria[static_cast<std::size_t>(at)];
}

bool CriteriaSet::is_within(const Criterion& entry, const Criterion& group) const {
  for (int above = entry.parent; above >= 0; above = criteria[static_cast<std::size_t>(above)].parent) {
    if (&criteria[static_cast<std::size_t>(above)] == &group) return true;
  }
  return false;
}

std::size_t CriteriaSet::scored_count() const {
  return static_cast<std::size_t>(std::count_if(criteria.begin(), criteria.end(), [](const Criterion& criterion) {
    return criterion.rule() && earns_points(*criterion.rule());
  }));
}

Provenance CriteriaSet::provenance() const {
  Provenance worst = Provenance::official;
  for (const Criterion& criterion : criteria) {
    if (criterion.rule()) worst = std::max(worst, criterion.provenance);
  }
  return worst;
}

bool CriteriaSet::begins_role(const Criterion& criterion) const {
  return criterion.role != Role::counted &&
         (criterion.parent < 0 || criteria[static_cast<std::size_t>(criterion.parent)].role == Role::counted);
}

Text CriteriaSet::printed_name(const Criterion& criterion) const {
  if (!begins_role(criterion)) return criterion.name;
  const bool bonus = criterion.role == Role::bonus;
  return {criterion.name.vi + (bonus ? " (điểm thưởng, không tính vào điểm tối đa)" : " (điểm trừ, không tính vào điểm tối đa)"),
          criterion.name.in(Language::english) + (bonus ? " (bonus, no part of the maximum)" : " (deductions, no part of the maximum)")};
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
