#include "workbook/conditions.h"

#include <string>

#include "workbook/choice_lists.h"
#include "workbook/styles.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

// Text in a formula.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + "\"";
}

// Sheet row of another field of the criterion whose field rows[index] answers; -1 when there is none.
int row_of_field(const TableLayout& layout, std::size_t index, const std::string& field) {
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    if (layout.rows[i].criterion == layout.rows[index].criterion && layout.rows[i].value_field == field) return layout.row_of(i);
  }
  return -1;
}

// When the answer cell of a field's own row is wanted: it is blank, and no answer elsewhere makes it needless.
std::string missing_in_row(const CriteriaSet& set, const TableLayout& layout, std::size_t index) {
  const TableRow& row = layout.rows[index];
  const Criterion& criterion = set.criteria[static_cast<std::size_t>(row.criterion)];
  const std::vector<Field>& fields = criterion.fields();
  const auto cell = [&](const std::string& field) {
    const int line = row_of_field(layout, index, field);
    return fixed_cells(line, at(Column::value), line, at(Column::value));
  };
  const std::string range = cell(fields.front().name) + ":" + cell(fields.back().name);
  std::string wanted = "ISBLANK(" + cells(layout.row_of(index), Column::value) + ")";
  if (&fields.front() != field_named(criterion, row.value_field)) {
    wanted += ";" + cell(fields.front().name) + "<>" + std::string(not_applicable_range_name);
  }
  if (const auto* best = std::get_if<BestOf>(&*criterion.rule())) {
    for (const Case& alternative : best->cases) {
      if (!row.value_field.starts_with(alternative.id + ":")) continue;
      std::string own;
      for (const Field& field : fields) {
        if (field.name.starts_with(alternative.id + ":")) own += (own.empty() ? "" : ";") + cell(field.name);
      }
      wanted += ";OR(COUNTA(" + own + ")>0;COUNTA(" + range + ")=0)";
    }
  }
  if (const auto* formula = std::get_if<FormulaRule>(&*criterion.rule()); formula && formula->branches.size() > 1) {
    for (std::size_t i = 0; i < formula->variables.size(); ++i) {
      if (row.value_field != "var:" + formula->variables[i].name) continue;
      std::string chosen;
      for (std::size_t branch = 0; branch < formula->branches.size(); ++branch) {
        if (!formula->branches[branch].points.uses(i)) continue;
        chosen += (chosen.empty() ? "" : ";") + cell("branch") + "=" + quoted(formula->branches[branch].text.vi);
      }
      wanted += ";OR(" + (chosen.empty() ? "FALSE()" : chosen) + ")";
    }
  }
  return "AND(" + wanted + ")";
}

// Whether the answer in one row of the criterion can make another row needless.
bool depends_on_others(const Criterion& criterion) {
  const auto* formula = std::get_if<FormulaRule>(&*criterion.rule());
  return criterion.may_not_apply || std::holds_alternative<BestOf>(*criterion.rule()) || (formula && formula->branches.size() > 1);
}

}  // namespace

void add_conditions(const Document& document, const Sheet& sheet, const CriteriaSet& set, const TableLayout& layout) {
  const UndoStep step(document);
  std::vector<int> values, bases, checks, reasons;
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const TableRow& row = layout.rows[i];
    if (row.kind == RowKind::group) continue;
    const int line = layout.row_of(i);
    const Criterion& criterion = set.criteria[static_cast<std::size_t>(row.criterion)];
    if (row.kind == RowKind::item && depends_on_others(criterion)) {
      add_condition(document, sheet, {line}, at(Column::value), missing_in_row(set, layout, i), style::missing);
    } else if (!row.value_field.empty()) {
      values.push_back(line);
    }
    if (!row.base_field.empty()) bases.push_back(line);
    if (row.kind != RowKind::criterion) continue;
    checks.push_back(line);
    if (!layout.assessed() || !criterion.reason_required || criterion.sole_supplier || criterion.counted_maximum().is_zero()) continue;
    // A criterion with items is answered in the rows below it; its condition cannot be shared.
    if (row.value_field.empty()) {
      add_condition(document, sheet, {line}, at(Column::reason),
                    "AND(COUNTA(" + layout.answers(set, i) + ")>0;ISNUMBER($I" + std::to_string(line + 1) + ");$I" +
                        std::to_string(line + 1) + "<$E" + std::to_string(line + 1) + ";LEN(TRIM(" +
                        cells(line, Column::reason) + "))=0)",
                    style::reason_needed);
    } else {
      reasons.push_back(line);
    }
  }
  const auto on_first = [](const std::vector<int>& lines) { return std::to_string(lines.empty() ? 1 : lines[0] + 1); };
  add_condition(document, sheet, values, at(Column::value), "ISBLANK(F" + on_first(values) + ")", style::missing);
  add_condition(
      document, sheet, bases, at(Column::base),
      "AND(ISBLANK(G" + on_first(bases) + ");F" + on_first(bases) + "<>" + std::string(not_applicable_range_name) + ")",
      style::missing);
  add_condition(document, sheet, checks, at(Column::check), "LEN(N" + on_first(checks) + ")>0", style::check_found);
  if (!layout.assessed()) return;
  const std::string line = on_first(reasons);
  add_condition(document, sheet, reasons, at(Column::reason),
                "AND(COUNTA($F" + line + ":$G" + line + ")>0;ISNUMBER($I" + line + ");$I" + line + "<$E" + line +
                    ";LEN(TRIM(J" + line + "))=0)",
                style::reason_needed);
  std::vector<int> points;
  for (int row = TableLayout::first_row; row <= layout.total_row; ++row) points.push_back(row);
  for (const Column column : {Column::maximum, Column::points}) {
    const std::string cell = cells(points.front(), column);
    add_condition(document, sheet, points, at(column), "AND(ISNUMBER(" + cell + ");" + cell + "=INT(" + cell + "))",
                  style::whole_points);
  }
}

}  // namespace thuocdo
