#include "sheet/figures_file.h"

#include <algorithm>
#include <optional>

#include "sheet/heading_row.h"
#include "sheet/table_columns.h"
#include "sheet/table_file.h"

namespace thuocdo {
namespace {

enum Heading { unit_heading, criterion_heading, field_heading, value_heading, source_heading };

const HeadingWords& headings() {
  static const HeadingWords all = {
      {"unit", "ma don vi", "don vi", "ma co quan"},
      {"criterion", "ma tieu chi", "tieu chi", "ma chi so"},
      {"field", "muc", "truong"},
      {"value", "so lieu", "gia tri", "ket qua"},
      {"source", "nguon", "nguon so lieu"},
  };
  return all;
}

std::optional<HeadingRow> header_in(const SheetCells& sheet) {
  return find_heading_row(sheet, headings(), [](const HeadingRow& row) { return row.has(unit_heading) && row.has(criterion_heading) && row.has(value_heading); });
}

// Takes the rows below the heading of the first sheet that has one.
void take_rows(const Workbook& workbook, FigureTable& table) {
  for (const SheetCells& sheet : workbook.sheets) {
    const auto header = header_in(sheet);
    if (!header) continue;
    for (int row = header->row + 1; row < static_cast<int>(sheet.rows.size()); ++row) {
      const auto cell = [&](Heading heading) { return header->cell(sheet, row, heading); };
      FigureRow figure{cell_line(cell(unit_heading)), cell_line(cell(criterion_heading)), cell_line(cell(field_heading)),
                       {}, cell_line(cell(source_heading)), row + 1};
      if (const Cell* value = cell(value_heading)) figure.value = value->value;
      if (figure.unit.empty() && figure.criterion.empty() && is_blank(figure.value)) continue;
      table.rows.push_back(std::move(figure));
    }
    return;
  }
  table.readable = false;
  table.findings.push_back(finding(Code::figures_header_missing).in_file(table.file));
}

Text same(const std::string& text) { return {text, text}; }

// Checks rows one by one; the place of each finding is its row.
class Checking {
 public:
  Checking(const FigureTable& table, const Programme& programme, Findings& findings)
      : table_(table), programme_(programme), findings_(findings) {}

  Figures run() {
    for (const FigureRow& row : table_.rows) take(row);
    for (const auto& [key, entry] : entries_) {
      if (!entry.contradicted) figures_.add(entry.unit, entry.criterion, entry.value);
    }
    return std::move(figures_);
  }

 private:
  struct Entry {
    std::string unit;
    std::string criterion;
    SuppliedValue value;
    bool contradicted = false;
  };

  void report(const FigureRow& row, Code code, const std::vector<Text>& arguments, const std::string& field = {}) {
    findings_.push_back(finding(code, arguments).about(row.criterion, field).in_file(table_.file).at_line(row.line));
  }

  void take(const FigureRow& row) {
    const Unit* unit = programme_.unit(row.unit);
    const Tier* tier = unit ? programme_.tier(unit->tier) : nullptr;
    if (!tier) return report(row, Code::figure_unit_unknown, {same(row.unit)});
    const Criterion* criterion = tier->set.find(row.criterion);
    if (!criterion || criterion->is_group()) {
      return report(row, Code::criterion_unknown, {same(row.criterion), same(tier->key)});
    }
    if (criterion->supplied_by.empty()) return report(row, Code::figure_not_supplied, {same(criterion->id)});
    if (const auto refusal = programme_.refusal(*unit)) return report(row, Code::figure_unit_left_out, {same(unit->name)});
    const Field* field = field_of(*criterion, row.field);
    if (!field) {
      std::string names;
      for (const Field& known : criterion->fields()) names += (names.empty() ? "" : ", ") + known.name;
      return report(row, Code::answer_field_unknown, {same(criterion->id), same(row.field), same(names)});
    }
    const FieldReading reading = read_field(*field, row.value);
    if (reading.absent) return report(row, Code::figure_empty, {same(criterion->id), same(unit->name)}, field->name);
    if (reading.problem && !says_not_applicable(row.value)) {
      std::vector<Text> arguments = reading.problem_arguments;
      arguments.insert(arguments.begin(), same(criterion->id));
      return report(row, *reading.problem, arguments, field->name);
    }
    FigureRow read = row;
    if (reading.number) read.value = *reading.number;  // text of a CSV file, read once
    put(read, *unit, *criterion, *field);
  }

  static const Field* field_of(const Criterion& criterion, const std::string& name) {
    if (name.empty() && criterion.fields().size() == 1) return &criterion.fields()[0];
    for (const Field& field : criterion.fields()) {
      if (field.name == name || field.label.vi == name) return &field;
    }
    return nullptr;
  }

  void put(const FigureRow& row, const Unit& unit, const Criterion& criterion, const Field& field) {
    const std::string key = unit.code + "\n" + criterion.id + "\n" + field.name;
    const auto [place, fresh] =
        entries_.emplace(key, Entry{unit.code, criterion.id, {field.name, row.value, row.source, table_.file, row.line}});
    if (fresh || same_value(field, place->second.value.value, row.value)) return;
    place->second.contradicted = true;
    const std::string line = std::to_string(place->second.value.line);
    report(row, Code::figure_contradicts, {same(criterion.id), same(unit.name), same(line)}, field.name);
  }

  const FigureTable& table_;
  const Programme& programme_;
  Findings& findings_;
  std::map<std::string, Entry> entries_;
  Figures figures_;
};

}  // namespace

FigureTable read_figures_file(const std::filesystem::path& file, const Limits& limits) {
  FigureTable table;
  table.file = file.filename().string();
  ReadWorkbook read = read_table_file(file, limits, [](const SheetCells& sheet) { return header_in(sheet).has_value(); });
  table.findings = std::move(read.findings);
  table.readable = read.workbook.has_value();
  if (read.workbook) take_rows(*read.workbook, table);
  return table;
}

const std::map<std::string, std::vector<SuppliedValue>>* Figures::of(std::string_view unit) const {
  const auto found = by_unit_.find(unit);
  return found == by_unit_.end() ? nullptr : &found->second;
}

void Figures::add(const std::string& unit, const std::string& criterion, SuppliedValue value) {
  by_unit_[unit][criterion].push_back(std::move(value));
}

Figures figures_of(const FigureTable& table, const Programme& programme, Findings& findings) {
  findings.insert(findings.end(), table.findings.begin(), table.findings.end());
  return Checking(table, programme, findings).run();
}

void supply(AssessedSheet& sheet, const Figures& figures) {
  if (!sheet.usable() || sheet.unit == nullptr || sheet.without_assessment != nullptr) return;
  const auto* own = figures.of(sheet.unit->code);
  if (!own) return;
  const CriteriaSet& set = sheet.tier->set;
  for (const auto& [criterion, values] : *own) (*sheet.answers)[set.index(criterion)].supplied = values;
  const Scorecard before = std::move(sheet.card);
  sheet.card = score(*sheet.programme, *sheet.tier, *sheet.answers);

  const auto supplied = [&](const Finding& found) { return own->contains(found.criterion); };
  std::erase_if(sheet.findings, [&](const Finding& found) {
    return supplied(found) && std::any_of(before.findings.begin(), before.findings.end(), [&](const Finding& scored) {
             return scored.code == found.code && scored.criterion == found.criterion && scored.field == found.field;
           });
  });
  for (Finding found : sheet.card.findings) {
    if (!supplied(found)) continue;
    const std::vector<SuppliedValue>& values = own->at(found.criterion);
    const auto value = std::find_if(values.begin(), values.end(), [&](const SuppliedValue& one) { return one.field == found.field; });
    const SuppliedValue& place = value == values.end() ? values.front() : *value;
    sheet.findings.push_back(std::move(found.in_file(place.file).at_line(place.line)));
  }
}

}  // namespace thuocdo
