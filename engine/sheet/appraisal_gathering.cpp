// The rows of a table of appraisals, put together criterion by criterion.
#include <algorithm>

#include "sheet/appraisal_file.h"
#include "sheet/appraisal_headings.h"

namespace thuocdo {
namespace {

Text same(const std::string& text) { return {text, text}; }

const Field* field_of(const Criterion& criterion, const std::string& name) {
  if (name.empty() && !criterion.fields().empty()) return &criterion.fields()[0];
  if (name == second_field) return criterion.fields().size() > 1 ? &criterion.fields()[1] : nullptr;
  const std::string folded = fold(name);
  for (const Field& field : criterion.fields()) {
    if (field.name == name || fold(field.label.vi) == folded || fold(field.label.en) == folded) return &field;
  }
  return nullptr;
}

// Puts the rows of one table together, criterion by criterion.
class Gathering {
 public:
  Gathering(const AppraisalTable& table, const Programme& programme, const AppraisalDefaults& defaults, Findings& findings)
      : table_(table), programme_(programme), defaults_(defaults), findings_(findings) {}

  std::vector<UnitAppraisal> run() {
    for (const AppraisalRow& row : table_.rows) take(row);
    std::vector<UnitAppraisal> units;
    for (Entry& entry : entries_) {
      if (entry.spoiled) continue;
      UnitAppraisal& unit = unit_of(units, *entry.unit);
      if (entry.decides) finish(entry, unit);
      if (!entry.explanation.text.empty() || !entry.explanation.evidence.empty()) {
        unit.explanations.push_back({entry.criterion, entry.explanation, entry.entry, entry.line});
      }
    }
    return units;
  }

 private:
  struct Entry {
    const Unit* unit = nullptr;
    int criterion = 0;
    AppraisalStage stage = AppraisalStage::first;
    int line = 0;
    bool spoiled = false;  // something in it cannot be used
    bool decides = false;  // more than an explanation stands in it
    std::string verdict;
    CriterionAppraisal appraisal;
    UnitExplanation explanation;
    std::string entry;
  };

  void report(const AppraisalRow& row, Code code, const std::vector<Text>& arguments, const std::string& field = {}) {
    findings_.push_back(finding(code, arguments).about(row.criterion, field).in_file(table_.file).at_line(row.line));
  }

  void take(const AppraisalRow& row) {
    const Unit* unit = row.unit.empty() ? defaults_.unit : programme_.unit(row.unit);
    if (row.unit.empty() && unit == nullptr) return report(row, Code::appraisal_unit_missing, {});
    const Tier* tier = unit ? programme_.tier(unit->tier) : nullptr;
    if (!tier) return report(row, Code::figure_unit_unknown, {same(row.unit)});
    if (defaults_.unit != nullptr && unit != defaults_.unit) {
      return report(row, Code::appraisal_unit_other, {same(unit->name), same(defaults_.unit->name)});
    }
    const Criterion* criterion = tier->set.find(row.criterion);
    if (!criterion || criterion->is_group()) return report(row, Code::criterion_unknown, {same(row.criterion), same(tier->key)});
    if (!is_appraised(*criterion)) return report(row, Code::appraisal_nothing_asked, {same(criterion->id)});
    const auto stage = row.stage.empty() ? defaults_.stage : appraisal_stage(row.stage);
    if (!stage) {
      Text choices;
      for (const AppraisalStage one : appraisal_stages) add_choice(choices, stage_label(one));
      return report(row, Code::appraisal_word_unknown, {same(criterion->id), same(row.stage), appraisal_heading_text(stage_heading), choices}, "round");
    }
    Entry& entry = entry_of(*unit, tier->set.index(criterion->id), *stage, row);
    take_words(row, *criterion, entry);
    take_values(row, *criterion, entry);
  }

  static void add_choice(Text& choices, const Text& label) {
    choices.vi += (choices.vi.empty() ? "" : ", ") + label.vi;
    choices.en += (choices.en.empty() ? "" : ", ") + label.en;
  }

  Entry& entry_of(const Unit& unit, int criterion, AppraisalStage stage, const AppraisalRow& row) {
    for (Entry& entry : entries_) {
      if (entry.unit == &unit && entry.criterion == criterion && entry.stage == stage) return entry;
    }
    Entry entry;
    entry.unit = &unit;
    entry.criterion = criterion;
    entry.stage = stage;
    entry.line = row.line;
    entries_.push_back(std::move(entry));
    return entries_.back();
  }

  void take_words(const AppraisalRow& row, const Criterion& criterion, Entry& entry) {
    put(row, entry, entry.verdict, row.verdict, verdict_heading);
    if (!row.basis.empty()) {
      const auto basis = appraisal_basis(row.basis);
      if (!basis) {
        Text choices;
        for (const AppraisalBasis one : {AppraisalBasis::desk, AppraisalBasis::on_site, AppraisalBasis::third_party}) add_choice(choices, basis_label(one));
        report(row, Code::appraisal_word_unknown, {same(criterion.id), same(row.basis), appraisal_heading_text(basis_heading), choices}, "basis");
        entry.spoiled = true;
      } else if (entry.appraisal.basis && *entry.appraisal.basis != *basis) {
        differs(row, entry, basis_heading);
      }
      entry.appraisal.basis = basis;
    }
    put(row, entry, entry.appraisal.comment, row.comment, comment_heading);
    put(row, entry, entry.appraisal.question, row.question, question_heading);
    put(row, entry, entry.appraisal.internal, row.internal, internal_heading);
    put(row, entry, entry.appraisal.appraiser, row.appraiser, appraiser_heading);
    put(row, entry, entry.explanation.text, row.explanation, explanation_heading);
    put(row, entry, entry.explanation.evidence, row.explanation_evidence, explanation_evidence_heading);
    put(row, entry, entry.entry, row.entry, entry_heading);
    const bool blank_values = is_blank(row.value) && is_blank(row.points);
    entry.decides = entry.decides || !blank_values || !(row.verdict + row.basis + row.comment + row.question + row.internal).empty();
  }

  void put(const AppraisalRow& row, Entry& entry, std::string& there, const std::string& given, AppraisalHeading heading) {
    if (given.empty()) return;
    if (!there.empty() && tidy(there) != tidy(given)) return differs(row, entry, heading);
    there = given;
  }

  void differs(const AppraisalRow& row, Entry& entry, AppraisalHeading heading) {
    entry.spoiled = true;
    report(row, Code::appraisal_repeated, {same(row.criterion), same(std::to_string(entry.line)), appraisal_heading_text(heading)});
  }

  void take_values(const AppraisalRow& row, const Criterion& criterion, Entry& entry) {
    if (!is_blank(row.points)) {
      if (!std::holds_alternative<Judged>(*criterion.rule())) {
        entry.spoiled = true;
        return report(row, Code::appraisal_points_computed, {same(criterion.id), rule_words(criterion)}, "points");
      }
      put_value(row, criterion, entry, criterion.fields()[0], row.points, points_heading);
    }
    if (is_blank(row.value)) return;
    const Field* field = field_of(criterion, row.field);
    if (!field) {
      std::string names;
      for (const Field& known : criterion.fields()) names += (names.empty() ? "" : ", ") + known.name;
      entry.spoiled = true;
      return report(row, Code::answer_field_unknown, {same(criterion.id), same(row.field), same(names)});
    }
    if (says_not_applicable(row.value) && field->type != FieldType::text) {
      entry.appraisal.not_applicable = true;
      return;
    }
    put_value(row, criterion, entry, *field, row.value, value_heading);
  }

  void put_value(const AppraisalRow& row, const Criterion& criterion, Entry& entry, const Field& field, const Value& value, AppraisalHeading heading) {
    Value read = value;
    if (!says_emptied(value)) {
      const FieldReading reading = read_field(field, value);
      if (reading.problem) {
        std::vector<Text> arguments = reading.problem_arguments;
        arguments.insert(arguments.begin(), same(criterion.id));
        entry.spoiled = true;
        return report(row, *reading.problem, arguments, field.name);
      }
      if (reading.number) read = *reading.number;  // text of a CSV file, read once
    }
    const Value* there = entry.appraisal.find(field.name);
    if (there && !same_value(field, *there, read)) return differs(row, entry, heading);
    entry.appraisal.set(field.name, std::move(read));
  }

  void finish(Entry& entry, UnitAppraisal& unit) {
    const Criterion& criterion = unit.tier->set.criteria[static_cast<std::size_t>(entry.criterion)];
    const auto at = [&](Finding found) { findings_.push_back(found.about(criterion.id, "verdict").in_file(table_.file).at_line(entry.line)); };
    if (entry.verdict.empty()) return at(finding(Code::appraisal_verdict_missing, {criterion.id}));
    const auto verdict = appraisal_verdict(entry.verdict);
    if (!verdict) {
      Text choices;
      for (const AppraisalVerdict one : {AppraisalVerdict::accepted, AppraisalVerdict::changed, AppraisalVerdict::judged, AppraisalVerdict::kept}) {
        add_choice(choices, verdict_label(one));
      }
      return at(finding(Code::appraisal_word_unknown, std::vector<Text>{same(criterion.id), same(entry.verdict), appraisal_heading_text(verdict_heading), choices}));
    }
    entry.appraisal.verdict = *verdict;
    if (entry.appraisal.appraiser.empty()) entry.appraisal.appraiser = defaults_.appraiser;
    unit.decisions.push_back({entry.stage, entry.criterion, std::move(entry.appraisal), entry.entry, entry.line});
  }

  UnitAppraisal& unit_of(std::vector<UnitAppraisal>& units, const Unit& unit) const {
    for (UnitAppraisal& one : units) {
      if (one.unit == &unit) return one;
    }
    UnitAppraisal fresh;
    fresh.file = table_.file;
    fresh.unit = &unit;
    fresh.tier = programme_.tier(unit.tier);
    units.push_back(std::move(fresh));
    return units.back();
  }

  const AppraisalTable& table_;
  const Programme& programme_;
  const AppraisalDefaults& defaults_;
  Findings& findings_;
  std::vector<Entry> entries_;
};

}  // namespace

std::vector<UnitAppraisal> appraisals_of(const AppraisalTable& table, const Programme& programme, const AppraisalDefaults& defaults, Findings& findings) {
  findings.insert(findings.end(), table.findings.begin(), table.findings.end());
  return Gathering(table, programme, defaults, findings).run();
}

}  // namespace thuocdo
