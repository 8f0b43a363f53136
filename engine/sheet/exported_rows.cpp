#include "sheet/exported_rows.h"

#include "programme/criteria_reader.h"
#include "sheet/criteria_table_words.h"
#include "sheet/rule_proposal.h"

namespace thuocdo {
namespace {

class ExportedRows {
 public:
  ExportedRows(ImportTable& table, CriteriaSet& set) : table_(table), set_(set) {}

  void read() {
    for (int row = table_.first_row(); row < table_.end_row(); ++row) read_row(row);
  }

 private:
  void read_row(int row) {
    using enum CriteriaColumn;
    Criterion criterion;
    criterion.id = table_.line(row, id);
    if (criterion.id.empty()) {
      // A row that somebody added by hand has no id yet.
      const std::string text = table_.line(row, name);
      if (text.empty()) return;
      table_.became(row, RowPart::unread).name = text;
      return table_.report(Code::table_row_unplaced, {{shortened(text), {}}}, row, id);
    }
    criterion.number = table_.exact(row, number).empty() ? criterion.id : table_.exact(row, number);
    criterion.name = {table_.exact(row, name), table_.exact(row, name_en)};
    criterion.note = {table_.exact(row, note), table_.exact(row, note_en)};
    criterion.maximum = table_.maximum(row, criterion.id).value_or(Decimal());
    criterion.line = row;
    const auto own_level = level_of(row);
    const bool fits = own_level && own_level->is_whole() && own_level->units() >= 1 &&
                      own_level->units() <= static_cast<std::int64_t>(open_.size()) + 1;
    ImportedRow& became = table_.became(row, RowPart::unread);
    became.id = criterion.id;
    became.number = criterion.number;
    became.name = criterion.name.vi;
    became.maximum = criterion.maximum;
    if (!fits) {
      const Text wanted{"1 … " + std::to_string(open_.size() + 1), {}};
      return table_.report(Code::value_invalid, {{std::string(criteria_heading(level)), {}}, {table_.line(row, level), {}}, wanted}, row, level);
    }
    open_.resize(static_cast<std::size_t>(own_level->units() - 1));
    criterion.depth = static_cast<int>(open_.size());
    criterion.parent = open_.empty() ? -1 : open_.back();
    if (criterion.parent >= 0) criterion.role = set_.criteria[static_cast<std::size_t>(criterion.parent)].role;
    read_settings(row, criterion);
    if (is_group(row)) {
      became.part = RowPart::group;
      criterion.evidence_required = criterion.reason_required = false;
      open_.push_back(static_cast<int>(set_.criteria.size()));
    } else {
      became.part = RowPart::criterion;
      criterion.method = {table_.exact(row, method), table_.exact(row, method_en)};
      criterion.evidence = {table_.exact(row, evidence), table_.exact(row, evidence_en)};
      criterion.data_source = {table_.exact(row, data_source), table_.exact(row, data_source_en)};
      criterion.source = table_.exact(row, source);
      criterion.supplied_by = {table_.exact(row, supplied_by), table_.exact(row, supplied_by_en)};
      read_provenance(row, criterion);
      set_rule(row, criterion);
    }
    set_.criteria.push_back(std::move(criterion));
  }

  std::optional<Decimal> level_of(int row) const { return Decimal::parse_plain(table_.line(row, CriteriaColumn::level)); }

  // A group has rows of a deeper level below it.
  bool is_group(int row) const {
    const auto own = level_of(row);
    for (int next = row + 1; own && next < table_.end_row(); ++next) {
      if (const auto below = level_of(next)) return *below > *own;
    }
    return false;
  }

  void read_settings(int row, Criterion& criterion) const {
    const std::string words = " " + table_.line(row, CriteriaColumn::settings) + " ";
    const auto says = [&](std::string_view word) { return words.find(" " + std::string(word) + " ") != std::string::npos; };
    criterion.capped = says(setting::capped);
    if (says(setting::bonus)) criterion.role = Role::bonus;
    if (says(setting::deduction)) criterion.role = Role::deduction;
    criterion.evidence_required = !says(setting::no_evidence);
    criterion.reason_required = !says(setting::no_reason);
    criterion.may_not_apply = says(setting::may_not_apply);
    criterion.sole_supplier = says(setting::sole_supplier);
  }

  void read_provenance(int row, Criterion& criterion) {
    const std::string text = table_.line(row, CriteriaColumn::provenance);
    for (Provenance known : {Provenance::official, Provenance::published, Provenance::drafted}) {
      if (text == provenance_text(known)) {
        criterion.provenance = known;
        return;
      }
    }
    const Text heading{std::string(criteria_heading(CriteriaColumn::provenance)), {}};
    table_.report(Code::value_invalid, {heading, {text, {}}, {"official, published, drafted", {}}}, row, CriteriaColumn::provenance);
  }

  void set_rule(int row, Criterion& criterion) {
    const std::string xml = table_.exact(row, CriteriaColumn::rule);
    if (xml.empty()) return propose_rule(table_, criterion, criterion.method.vi);
    Findings broken;
    if (auto rule = read_rule(xml, criterion.maximum, broken)) {
      criterion.set_rule(std::move(*rule));
      ImportedRow& became = table_.became(row, RowPart::criterion);
      became.origin = RuleOrigin::as_written;
      became.rule = rule_words(criterion);
    } else {
      const Text why = broken.empty() ? Text{"không có quy tắc", "no rule"} : broken[0].message;
      table_.report(Code::table_rule_broken, {{criterion.id, {}}, why}, row, CriteriaColumn::rule);
      criterion.set_rule(Judged{});
    }
  }

  ImportTable& table_;
  CriteriaSet& set_;
  std::vector<int> open_;  // indexes of the groups above
};

}  // namespace

void read_exported_rows(ImportTable& table, CriteriaSet& set) { ExportedRows(table, set).read(); }

}  // namespace thuocdo
