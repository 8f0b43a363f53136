#include "sheet/assessed_sheet.h"

#include <algorithm>
#include <unordered_map>

#include "scoring/figures.h"
#include "sheet/division.h"
#include "sheet/sheet_table.h"

namespace thuocdo {
namespace {

Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

// Takes the answers out of the table, and notes what was done to its structure.
class Extraction {
 public:
  Extraction(const Workbook& workbook, const SheetTable& table, AssessedSheet& out) : workbook_(workbook), table_(table), out_(out) {}

  void run() {
    const CriteriaSet& set = out_.tier->set;
    rows_ = table_rows(set);
    out_.answers.emplace(set);
    out_.cells.resize(set.criteria.size());
    for (int which = 0; which < column_count; ++which) {
      const Column column = static_cast<Column>(which);
      if (table_.column(column) < 0 && !may_be_absent(column) && (is_input(column) || column == Column::id)) {
        out_.findings.push_back(finding(Code::column_missing, std::vector<Text>{column_title(column)}).at_cell(table_.sheet->name, ""));
      }
    }
    find_rows();
    check_order();
    check_names();
    for (const TableRow& row : rows_) {
      const auto found = row_of_.find(row.id);
      if (found != row_of_.end()) {
        take(row, found->second);
      } else {
        out_.findings.push_back(finding(Code::row_missing, {row.id})
                                    .about(set.criteria[static_cast<std::size_t>(row.criterion)].id, row.value_field)
                                    .at_cell(table_.sheet->name, ""));
      }
    }
  }

 private:
  void find_rows() {
    std::unordered_map<std::string_view, const TableRow*> known;
    for (const TableRow& row : rows_) known.emplace(row.id, &row);
    const int id_column = table_.column(Column::id);
    int last_known = table_.key_row;
    const int end = static_cast<int>(table_.sheet->rows.size());
    std::vector<int> unnamed;
    for (int row = table_.key_row + 1; row < end; ++row) {
      const std::string id = tidy(text_of(table_.sheet->at(row, id_column)));
      if (id.empty()) {
        unnamed.push_back(row);
        continue;
      }
      if (!known.contains(id)) {
        if (id.starts_with("thuocdo:") || id == column_title(Column::id).vi) continue;  // rows of the form itself
        out_.findings.push_back(finding(Code::row_unknown, {id}).at_cell(table_.sheet->name, cell_name(row, id_column)));
        continue;
      }
      last_known = row;
      if (!row_of_.emplace(id, row).second) {
        out_.findings.push_back(finding(Code::row_duplicate, {id})
                                    .about(known[id]->id)
                                    .at_cell(table_.sheet->name, cell_name(row, table_.column(Column::number))));
      }
    }
    for (int row : unnamed) {
      if (row < last_known && has_input(row)) {
        out_.findings.push_back(finding(Code::row_inserted).at_cell(table_.sheet->name, "A" + std::to_string(row + 1)));
      }
    }
  }

  bool has_input(int row) const {
    for (Column column : {Column::value, Column::base, Column::reason, Column::evidence, Column::page, Column::link}) {
      const int at = table_.column(column);
      const Cell* cell = at < 0 ? nullptr : table_.sheet->at(row, at);
      // Header texts stand below the key row; they are the form's own.
      if (cell && !is_blank(cell->value) && text_of(cell) != column_title(column).vi) return true;
    }
    return false;
  }

  void check_order() {
    int last = -1;
    for (const TableRow& row : rows_) {
      const auto found = row_of_.find(row.id);
      if (found == row_of_.end()) continue;
      if (found->second < last) {
        out_.findings.push_back(finding(Code::rows_reordered, {row.id}).at_cell(table_.sheet->name, cell_name(found->second, 0)));
        return;
      }
      last = found->second;
    }
  }

  void check_names() {
    for (int which = 0; which < column_count; ++which) {
      const Column column = static_cast<Column>(which);
      const auto name = workbook_.names.find(column_range_name(column));
      const int at = table_.column(column);
      if (name == workbook_.names.end() || at < 0) continue;
      if (name->second.sheet != table_.sheet->name || name->second.first_column != at) {
        out_.findings.push_back(
            finding(Code::name_moved, {std::string(column_range_name(column))}).at_cell(table_.sheet->name, column_name(at)));
      }
    }
  }

  void remember(int criterion, std::string field, int row, Column column) {
    if (table_.column(column) >= 0) {
      out_.cells[static_cast<std::size_t>(criterion)].push_back({std::move(field), table_.sheet->name, row, table_.column(column)});
    }
  }

  void take(const TableRow& row, int at) {
    Answer& answer = (*out_.answers)[row.criterion];
    take_field(row, answer, row.value_field, at, Column::value);
    take_field(row, answer, row.base_field, at, Column::base);
    if (row.kind == RowKind::item) return;
    remember(row.criterion, "points", at, Column::points);
    remember(row.criterion, "maximum", at, Column::maximum);
    if (row.kind == RowKind::group) return;
    answer.reason = take_text(row, "reason", at, Column::reason);
    answer.evidence = take_text(row, "evidence", at, Column::evidence);
    answer.page = take_text(row, "page", at, Column::page);
    answer.link = take_text(row, "link", at, Column::link);
    const std::string& id = out_.tier->set.criteria[static_cast<std::size_t>(row.criterion)].id;
    const std::string carried = take_text(row, "carried", at, Column::carried);
    if (!carried.empty() && fold(carried) == fold(to_confirm_label)) {
      out_.findings.push_back(finding(Code::answer_carried_over, {id})
                                  .about(id, "carried")
                                  .at_cell(table_.sheet->name, cell_name(at, table_.column(Column::carried))));
    }
  }

  void take_field(const TableRow& row, Answer& answer, const std::string& field, int at, Column column) {
    if (field.empty() || table_.column(column) < 0) return;
    remember(row.criterion, field, at, column);
    const Cell* cell = table_.sheet->at(at, table_.column(column));
    if (!cell) return;
    const Criterion& criterion = out_.tier->set.criteria[static_cast<std::size_t>(row.criterion)];
    const auto report = [&](Code code) {
      out_.findings.push_back(finding(code, {criterion.id})
                                  .about(criterion.id, field)
                                  .at_cell(table_.sheet->name, cell_name(at, table_.column(column))));
    };
    if (cell->covered) {
      if (!is_blank(cell->value)) report(Code::answer_covered);
      return;
    }
    if (cell->formula) report(Code::answer_is_formula);
    answer.set(field, cell->value);
  }

  std::string take_text(const TableRow& row, std::string field, int at, Column column) {
    if (table_.column(column) < 0) return {};
    remember(row.criterion, std::move(field), at, column);
    return tidy(shown_of(table_.sheet->at(at, table_.column(column))));
  }

  const Workbook& workbook_;
  const SheetTable& table_;
  AssessedSheet& out_;
  std::vector<TableRow> rows_;
  std::unordered_map<std::string, int> row_of_;
};

// A part answers its own criteria only; what is missing elsewhere is not its fault.
void keep_to_part(const Workbook& workbook, AssessedSheet& sheet) {
  const std::vector<std::string> own = ids_of_text(workbook.property(property::part_criteria));
  std::erase_if(sheet.findings, [&](const Finding& found) {
    return !found.criterion.empty() && std::find(own.begin(), own.end(), found.criterion) == own.end();
  });
  sheet.findings.insert(sheet.findings.begin(), finding(Code::sheet_is_part, {sheet.identity.part}));
  sheet.refused = true;
}

// Compares the maxima and points that the sheet shows with the engine's. They are never used.
void compare(const SheetTable& table, AssessedSheet& sheet) {
  const CriteriaSet& set = sheet.tier->set;
  std::size_t computed = 0;
  std::size_t without_value = 0;
  Findings differing;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    const CriterionResult& result = sheet.card.results[i];
    if (const AnswerCell* place = sheet.cell(static_cast<int>(i), "maximum")) {
      const Cell* cell = table.sheet->at(place->row, place->column);
      const auto* shown = cell ? std::get_if<Decimal>(&cell->value) : nullptr;
      const Decimal maximum = criterion.shown_maximum();
      if (!shown || *shown != maximum) {
        Finding found = finding(Code::maximum_changed,
                                std::vector<Text>{{criterion.id, criterion.id},
                                                  shown ? number_text(*shown) : Text{"(trống)", "(empty)"},
                                                  number_text(maximum)});
        sheet.findings.push_back(found.about(criterion.id, "maximum").at_cell(place->sheet, cell_name(place->row, place->column)));
      }
    }
    const AnswerCell* place = sheet.cell(static_cast<int>(i), "points");
    if (!place || (criterion.rule() && !earns_points(*criterion.rule()))) continue;
    const Cell* cell = table.sheet->at(place->row, place->column);
    const std::string where = cell_name(place->row, place->column);
    const Text points = number_text(result.points);
    const auto* shown = cell ? std::get_if<Decimal>(&cell->value) : nullptr;
    if (cell && cell->formula && criterion.rule()) {  // sums may keep their last value
      ++computed;
      if (std::holds_alternative<CellError>(cell->value)) ++without_value;
    }
    // In a sheet that is still being filled in every score is a formula; a frozen one has none.
    if (sheet.identity.submitted.empty() && (!cell || !cell->formula)) {
      Finding found = finding(Code::formula_overwritten, std::vector<Text>{{criterion.id, criterion.id}, points});
      sheet.findings.push_back(found.about(criterion.id, "points").at_cell(place->sheet, where));
    }
    if (shown && *shown != result.points) {
      Finding found = finding(Code::points_differ, std::vector<Text>{{criterion.id, criterion.id}, number_text(*shown), points});
      differing.push_back(found.about(criterion.id, "points").at_cell(place->sheet, where));
    }
  }
  if (without_value > 0 && without_value == computed) {
    sheet.findings.push_back(finding(Code::scores_not_computed).at_cell(table.sheet->name, ""));
  }
  if (const int row = table.total_row(); row >= 0 && table.column(Column::points) >= 0) {
    const Cell* cell = table.sheet->at(row, table.column(Column::points));
    const auto* shown = cell ? std::get_if<Decimal>(&cell->value) : nullptr;
    if (shown && *shown != sheet.card.total) {
      Finding found = finding(Code::total_differs, std::vector<Text>{number_text(*shown), number_text(sheet.card.total)});
      differing.push_back(found.at_cell(table.sheet->name, cell_name(row, table.column(Column::points))));
    }
  }
  for (Finding& found : differing) sheet.findings.push_back(std::move(found));
}

bool identify(const Workbook& workbook, const SheetTable& table, ProgrammeStore& store, const Expected& expected,
              AssessedSheet& sheet) {
  const auto refuse = [&](Finding found) {
    sheet.findings.push_back(std::move(found));
    sheet.refused = true;
    return false;
  };
  const SheetIdentity& identity = sheet.identity = identity_of(workbook);
  for (const auto& [value, name] : {std::pair{&identity.programme, property::programme}, std::pair{&identity.tier, property::tier},
                                    std::pair{&identity.unit, property::unit}}) {
    if (value->empty()) return refuse(finding(Code::sheet_not_ours, {std::string(name)}));
  }
  if (!expected.programme.empty() && identity.programme != expected.programme) {
    return refuse(finding(Code::sheet_other_programme, {identity.programme, expected.programme}));
  }
  sheet.programme = store.find(identity.programme);
  if (!sheet.programme) return refuse(finding(Code::programme_unknown, {identity.programme}));
  const Programme& programme = *sheet.programme;
  if (identity.digest != programme.digest) {
    return refuse(finding(Code::sheet_other_digest, {identity.digest.substr(0, 8), programme.digest.substr(0, 8)}));
  }
  const std::string& round = expected.round.empty() ? programme.round : expected.round;
  sheet.without_assessment = programme.round_without_assessment(identity.round);
  const bool known_round = identity.round == programme.round || sheet.without_assessment != nullptr;
  if (!known_round || (!expected.round.empty() && identity.round != round)) {
    return refuse(finding(Code::sheet_other_round, {identity.round, round}));
  }
  sheet.tier = programme.tier(identity.tier);
  if (!sheet.tier || (!expected.tier.empty() && identity.tier != expected.tier)) {
    sheet.tier = nullptr;
    return refuse(finding(Code::sheet_other_tier, {identity.tier}));
  }
  if (identity.template_version != template_version) {
    return refuse(finding(Code::sheet_other_template, {identity.template_version, std::string(template_version)}));
  }
  sheet.unit = programme.unit(identity.unit);
  if (!sheet.unit || sheet.unit->tier != identity.tier) {
    sheet.unit = nullptr;
    return refuse(finding(Code::sheet_unit_unknown, {identity.unit, identity.tier}));
  }
  if (auto refusal = programme.refusal(*sheet.unit, sheet.without_assessment)) return refuse(std::move(*refusal));
  if (!expected.working_copy && !workbook.property(property::appraisal).empty()) return refuse(finding(Code::sheet_is_review));
  if (!table.sheet) return refuse(finding(Code::sheet_not_ours, {std::string(column_key(Column::id))}));
  return true;
}

}  // namespace

SheetIdentity identity_of(const Workbook& workbook) {
  return {workbook.property(property::programme), workbook.property(property::digest),
          workbook.property(property::tier),      workbook.property(property::unit),
          workbook.property(property::round),     workbook.property(property::template_version),
          workbook.property(property::submitted), workbook.property(property::submission_digest),
          workbook.property(property::check_code), workbook.property(property::replaces_digest),
          workbook.property(property::replaces_code), workbook.property(property::part)};
}

const AnswerCell* AssessedSheet::cell(int criterion, std::string_view field) const {
  for (const AnswerCell& place : cells[static_cast<std::size_t>(criterion)]) {
    if (place.field == field) return &place;
  }
  return nullptr;
}

AssessedSheet assess_workbook(const Workbook& workbook, std::string file, ProgrammeStore& store, const Expected& expected) {
  AssessedSheet sheet;
  sheet.file = std::move(file);
  sheet.submission_part = workbook.submission_part;
  const SheetTable table = find_table(workbook);
  if (identify(workbook, table, store, expected, sheet)) {
    Extraction(workbook, table, sheet).run();
    sheet.card = sheet.without_assessment != nullptr ? check_figures(*sheet.programme, *sheet.tier, *sheet.answers)
                                                     : score(*sheet.programme, *sheet.tier, *sheet.answers);
    for (Finding found : sheet.card.findings) {
      const int index = sheet.tier->set.index(found.criterion);
      const AnswerCell* place = index < 0 ? nullptr : sheet.cell(index, found.field);
      if (!place && index >= 0) place = sheet.cell(index, "points");
      if (place) found.at_cell(place->sheet, cell_name(place->row, place->column));
      sheet.findings.push_back(std::move(found));
    }
    if (sheet.without_assessment == nullptr) compare(table, sheet);
    if (!sheet.identity.part.empty()) keep_to_part(workbook, sheet);
    for (Finding& found : sheet.findings) found.severity = sheet.programme->severity_of(found);
  }
  for (Finding& found : sheet.findings) found.in_file(sheet.file);
  return sheet;
}

AssessedSheet assess_file(const std::filesystem::path& file, ProgrammeStore& store, const Expected& expected, const Limits& limits) {
  ReadWorkbook read = read_workbook(file, limits);
  if (!read.workbook) {
    AssessedSheet sheet;
    sheet.file = file.filename().string();
    sheet.findings = std::move(read.findings);
    sheet.refused = true;
    return sheet;
  }
  AssessedSheet sheet = assess_workbook(*read.workbook, file.filename().string(), store, expected);
  sheet.findings.insert(sheet.findings.begin(), read.findings.begin(), read.findings.end());
  return sheet;
}

}  // namespace thuocdo
