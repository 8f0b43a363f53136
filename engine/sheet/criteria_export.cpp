#include "sheet/criteria_export.h"

#include "programme/definition_writer.h"
#include "sheet/criteria_table_words.h"
#include "sheet/table_columns.h"

namespace thuocdo {
namespace {

// In the order in which they are written; the rule in words is for the reader only.
constexpr int rule_in_words = -1;
const std::vector<int>& order() {
  using enum CriteriaColumn;
  static const std::vector<int> columns = [] {
    std::vector<int> list;
    for (CriteriaColumn column : {number, name, maximum, method}) list.push_back(static_cast<int>(column));
    list.push_back(rule_in_words);
    for (CriteriaColumn column : {evidence, data_source, note, id, level, rule, provenance, source, settings, name_en, method_en,
                                  note_en, evidence_en, data_source_en, levels, supplied_by, supplied_by_en}) {
      list.push_back(static_cast<int>(column));
    }
    return list;
  }();
  return columns;
}

std::string settings_of(const CriteriaSet& set, const Criterion& criterion) {
  std::string text;
  const auto add = [&](bool wanted, std::string_view word) {
    if (wanted) text += (text.empty() ? "" : " ") + std::string(word);
  };
  add(criterion.is_group() && criterion.capped, setting::capped);
  add(set.begins_role(criterion) && criterion.role == Role::bonus, setting::bonus);
  add(set.begins_role(criterion) && criterion.role == Role::deduction, setting::deduction);
  add(!criterion.is_group() && !criterion.evidence_required, setting::no_evidence);
  add(!criterion.is_group() && !criterion.reason_required, setting::no_reason);
  add(criterion.may_not_apply, setting::may_not_apply);
  add(criterion.sole_supplier, setting::sole_supplier);
  return text;
}

std::string value_of(const CriteriaSet& set, const Criterion& criterion, CriteriaColumn column) {
  using enum CriteriaColumn;
  switch (column) {
    case number: return criterion.number;
    case name: return criterion.name.vi;
    case maximum: {
      // With a comma, as in an annex, but without groups: "1.000" can be read in two ways.
      std::string text = criterion.maximum.text();
      if (const std::size_t point = text.find('.'); point != std::string::npos) text[point] = ',';
      return text;
    }
    case method: return criterion.method.vi;
    case evidence: return criterion.evidence.vi;
    case data_source: return criterion.data_source.vi;
    case verifier: return {};
    case note: return criterion.note.vi;
    case id: return criterion.id;
    case level: return std::to_string(criterion.depth + 1);
    case rule: return criterion.rule() ? rule_xml(*criterion.rule(), criterion.maximum) : std::string();
    case provenance: return criterion.rule() ? std::string(provenance_text(criterion.provenance)) : std::string();
    case source: return criterion.source;
    case settings: return settings_of(set, criterion);
    case name_en: return criterion.name.en;
    case method_en: return criterion.method.en;
    case note_en: return criterion.note.en;
    case evidence_en: return criterion.evidence.en;
    case data_source_en: return criterion.data_source.en;
    case levels: return criterion.levels.empty() ? std::string() : levels_xml(criterion.levels);
    case supplied_by: return criterion.supplied_by.vi;
    case supplied_by_en: return criterion.supplied_by.en;
    case parent: case level_points: return {};
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::string>> criteria_table(const CriteriaSet& set) {
  const std::size_t width = order().size();
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> title = {std::string(title_label), set.title.vi, set.title.en};
  if (set.scale) title.insert(title.end(), {std::string(scale_label), set.scale->text()});
  title.resize(width);
  rows.push_back(std::move(title));
  rows.emplace_back(width);
  std::vector<std::string> head;
  for (int column : order()) {
    head.emplace_back(column == rule_in_words ? "Quy tắc tính điểm" : criteria_heading(static_cast<CriteriaColumn>(column)));  // Vietnamese: a heading of the table
  }
  rows.push_back(std::move(head));
  for (const Criterion& criterion : set.criteria) {
    std::vector<std::string> row;
    for (int column : order()) {
      row.push_back(column != rule_in_words ? value_of(set, criterion, static_cast<CriteriaColumn>(column))
                    : criterion.rule()        ? rule_words(criterion).vi
                                            : std::string());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace thuocdo
