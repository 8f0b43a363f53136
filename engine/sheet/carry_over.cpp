#include "sheet/carry_over.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "scoring/evidence.h"
#include "scoring/scorecard.h"
#include "sheet/assessed_sheet.h"
#include "sheet/sheet_table.h"

namespace thuocdo {
namespace {

// As it is compared through the years: "Kế hoạch năm 2024" is last year's "Kế hoạch năm 2023".
std::string compared(std::string_view name) {
  std::string folded = fold(name);
  std::erase_if(folded, [](char c) { return (c >= '0' && c <= '9') || c == ' '; });
  return folded;
}

bool same_fields(const Criterion& before, const Criterion& now) {
  return std::equal(before.fields().begin(), before.fields().end(), now.fields().begin(), now.fields().end(),
                    [](const Field& a, const Field& b) { return a.name == b.name && a.type == b.type; });
}

bool same_labels(const Criterion& before, const Criterion& now) {
  return std::equal(before.fields().begin(), before.fields().end(), now.fields().begin(), now.fields().end(),
                    [](const Field& a, const Field& b) { return compared(a.label.vi) == compared(b.label.vi); });
}

class Carrying {
 public:
  Carrying(const SheetTable& table, const Programme& programme, const Tier& tier, const Tier* before, CarryOver& out)
      : table_(table), programme_(programme), tier_(tier), before_(before), out_(out) {
    for (int row = table.key_row + 1; row < static_cast<int>(table.sheet->rows.size()); ++row) {
      const std::string id = tidy(text_of(table.cell(row, Column::id)));
      if (!id.empty()) row_of_.emplace(id, row);
    }
    for (const TableRow& row : table_rows(tier.set)) rows_[row.criterion].push_back(row);
    for (const Criterion& criterion : tier.set.criteria) new_names_.emplace(compared(criterion.name.vi), criterion.id);
  }

  void run() {
    for (std::size_t i = 0; i < tier_.set.criteria.size(); ++i) {
      if (!tier_.set.criteria[i].is_group()) carry(static_cast<int>(i));
    }
  }

 private:
  void tell(Code code, const std::string& id, std::vector<Text> arguments = {}) {
    arguments.insert(arguments.begin(), Text{id, id});
    out_.findings.push_back(finding(code, arguments).about(id));
  }

  // The fields as they stand in the old sheet, and whether anything stands there.
  bool read(int criterion, Answer& answer, std::string& shown) const {
    bool any = false;
    const auto take = [&](const std::string& field, int row, Column column) {
      if (field.empty()) return;
      const Cell* cell = table_.cell(row, column);
      if (cell == nullptr || cell->covered || is_blank(cell->value)) return;
      any = true;
      shown += (shown.empty() ? "" : "; ") + tidy(shown_of(cell));
      answer.set(field, cell->value);
    };
    for (const TableRow& row : rows_.at(criterion)) {
      const auto at = row_of_.find(row.id);
      if (at == row_of_.end()) continue;
      take(row.value_field, at->second, Column::value);
      take(row.base_field, at->second, Column::base);
    }
    return any;
  }

  bool has_every_row(int criterion) const {
    const auto& rows = rows_.at(criterion);
    return std::all_of(rows.begin(), rows.end(), [&](const TableRow& row) { return row_of_.contains(row.id); });
  }

  // As the new set writes it; nothing where it cannot be read.
  static std::optional<Value> as_now(const Field& field, const Value& value) {
    const FieldReading reading = read_field(field, value);
    if (reading.problem) return std::nullopt;
    if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].text.vi;
    if (reading.date) return iso_text(*reading.date);
    if (reading.number) return *reading.number;
    if (reading.text) return *reading.text;
    return std::nullopt;
  }

  void carry(int index) {
    const Criterion& criterion = tier_.set.criteria[static_cast<std::size_t>(index)];
    const std::string& id = criterion.id;
    if (criterion.fields().empty()) return;  // nobody asks the unit
    const auto main_row = row_of_.find(id);
    if (main_row == row_of_.end()) return tell(Code::carry_criterion_new, id);
    Answer old;
    std::string shown;
    const bool any = read(index, old, shown);
    const std::string old_name = tidy(text_of(table_.cell(main_row->second, Column::name)));
    const Criterion* before = before_ ? before_->set.find(id) : nullptr;
    const bool named_alike = compared(old_name) == compared(criterion.name.vi);
    if (!named_alike) {
      const auto other = new_names_.find(compared(old_name));
      if (other != new_names_.end() && other->second != id) {
        return tell(Code::carry_id_reused, id, {{old_name, {}}, criterion.name});
      }
    }
    const bool fields_changed = before ? !same_fields(*before, criterion) : !has_every_row(index);
    if (fields_changed) return tell(Code::carry_fields_changed, id, {{shown.empty() ? "–" : shown, {}}});
    if (!any) return tell(Code::carry_answer_missing, id);
    if (!take(index, criterion, old, shown, main_row->second)) return;
    if (!named_alike) {
      tell(Code::carry_wording_changed, id, {{old_name, {}}, criterion.name});
    } else if (before && !same_labels(*before, criterion)) {
      tell(Code::carry_figures_changed, id);
    }
  }

  bool take(int index, const Criterion& criterion, const Answer& old, const std::string& shown, int row) {
    const auto refuse = [&](Code code, std::vector<Text> arguments = {}) {
      tell(code, criterion.id, std::move(arguments));
      return false;
    };
    Answer answer;
    if (claims_not_applicable(criterion, old)) {
      answer.set(criterion.fields().front().name, std::string(not_applicable_label));
      answer.reason = tidy(shown_of(table_.cell(row, Column::reason)));
    } else {
      for (const Field& field : criterion.fields()) {
        const Value* value = old.find(field.name);
        if (value == nullptr || is_blank(*value)) continue;
        auto now = as_now(field, *value);
        if (!now) return refuse(Code::carry_answer_unusable, {{shown, {}}});
        answer.set(field.name, std::move(*now));
      }
    }
    Findings problems;
    const CriterionResult result = score_criterion(programme_, criterion, answer, &problems);
    const bool refused = std::any_of(problems.begin(), problems.end(), [](const Finding& found) {
      return found.code == Code::not_applicable_refused;
    });
    if (result.impossible || refused) return refuse(Code::carry_answer_unusable, {{shown, {}}});
    if (result.state == State::missing) return refuse(Code::carry_answer_missing);
    take_evidence(criterion, answer, row);
    out_.answers.push_back({index, std::move(answer)});
    return true;
  }

  void take_evidence(const Criterion& criterion, Answer& answer, int row) {
    const std::string evidence = tidy(shown_of(table_.cell(row, Column::evidence)));
    const std::string link = tidy(shown_of(table_.cell(row, Column::link)));
    if (evidence.empty() && link.empty()) return;
    const std::vector<Date> dates = dates_in(evidence);
    const Date from = tier_.survey.from;
    if (!dates.empty() && std::all_of(dates.begin(), dates.end(), [&](const Date& date) { return date < from; })) {
      return tell(Code::carry_evidence_old, criterion.id,
                  {{evidence, {}}, {date_text(from, Language::vietnamese), date_text(from, Language::english)}});
    }
    answer.evidence = evidence;
    answer.page = tidy(shown_of(table_.cell(row, Column::page)));
    answer.link = link;
  }

  const SheetTable& table_;
  const Programme& programme_;
  const Tier& tier_;
  const Tier* before_;
  CarryOver& out_;
  std::unordered_map<std::string, int> row_of_;
  std::map<int, std::vector<TableRow>> rows_;  // by criterion
  std::unordered_map<std::string, std::string> new_names_;
};

}  // namespace

CarryOver carry_over(const Workbook& old_sheet, const Programme& programme, const Tier& tier, const Unit& unit,
                     const Programme* before) {
  CarryOver carried;
  const auto refuse = [&](Finding found) {
    carried.findings.push_back(std::move(found));
    return carried;
  };
  const SheetIdentity identity = identity_of(old_sheet);
  for (const auto& [value, name] : {std::pair{&identity.programme, property::programme}, std::pair{&identity.tier, property::tier},
                                    std::pair{&identity.unit, property::unit}}) {
    if (value->empty()) return refuse(finding(Code::sheet_not_ours, {std::string(name)}));
  }
  if (identity.tier != tier.key) return refuse(finding(Code::carry_other_tier, {identity.tier, tier.key}));
  const Programme* known = before && before->key == identity.programme && before->digest == identity.digest ? before : nullptr;
  if (identity.unit != unit.code) {
    // Another programme may number its units in another way.
    const Unit* then = before && before->key == identity.programme ? before->unit(identity.unit) : nullptr;
    const bool same_unit = then && before->key != programme.key && fold(then->name) == fold(unit.name);
    if (!same_unit) return refuse(finding(Code::carry_other_unit, {then ? then->name : identity.unit, unit.name}));
  }
  const SheetTable table = find_table(old_sheet);
  if (!table.sheet || table.column(Column::value) < 0) {
    return refuse(finding(Code::sheet_not_ours, {std::string(column_key(table.sheet ? Column::value : Column::id))}));
  }
  carried.usable = true;
  Carrying(table, programme, tier, known ? known->tier(identity.tier) : nullptr, carried).run();
  return carried;
}

}  // namespace thuocdo
