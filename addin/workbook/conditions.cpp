#include "workbook/conditions.h"

#include <map>
#include <string>
#include <utility>

#include "scoring/scorecard.h"
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

// A blank cell, however many spaces it holds.
std::string blank(int line, Column column) { return "LEN(TRIM(" + cells(line, column) + "))=0"; }

// A number whose thousands are set apart. Not a date: one that Calc made of "1/2" has to go on looking like one.
std::string large_number(const std::string& cell) {
  return "AND(ISNUMBER(" + cell + ");ABS(N(" + cell + "))>=1000;N(" + cell + ")=INT(N(" + cell + "));LEFT(CELL(\"FORMAT\";" + cell + ");1)<>\"D\")";
}

// What is lost when a reason must be given: the engine asks for none where other units decide (scoring/scorecard.cpp).
bool asks_for_reason(const Criterion& criterion) {
  const Rule& rule = *criterion.rule();
  return criterion.reason_required && !criterion.counted_maximum().is_zero() && earns_points(rule) &&
         !std::holds_alternative<Normalised>(rule) && !std::holds_alternative<RollUp>(rule);
}

// Points were lost, or the criterion is said not to apply, and nobody says why. `answers` are the criterion's cells.
std::string reason_wanted(const Criterion& criterion, int line, const std::string& answers) {
  const std::string points = cells(line, Column::points);
  std::string cause;
  if (asks_for_reason(criterion)) {
    cause = "AND(COUNTA(" + answers + ")>0;ISNUMBER(" + points + ");" + points + "<" + cells(line, Column::maximum) + ")";
  }
  if (criterion.may_not_apply) {
    const std::string first = answers.substr(0, answers.find(':'));
    cause += (cause.empty() ? "" : ";") + first + "=" + std::string(not_applicable_range_name);
  }
  return "AND(OR(" + cause + ");" + blank(line, Column::reason) + ")";
}

// There are points and nothing proves them.
std::string evidence_wanted(int line) {
  const std::string points = cells(line, Column::points);
  return "AND(ISNUMBER(" + points + ");" + points + ">0;" + blank(line, Column::evidence) + ";" + blank(line, Column::link) + ")";
}

// Whether the answer in one row of the criterion can make another row needless.
bool depends_on_others(const Criterion& criterion) {
  const auto* formula = std::get_if<FormulaRule>(&*criterion.rule());
  return criterion.may_not_apply || std::holds_alternative<BestOf>(*criterion.rule()) || (formula && formula->branches.size() > 1);
}

}  // namespace

void add_conditions(const Document& document, const Sheet& sheet, const CriteriaSet& set, const TableLayout& layout) {
  const UndoStep step(document);
  std::vector<int> values, bases, checks, proofs;
  // An empty sheet is to look calm: as long as nothing is answered the check only says what is to do.
  const auto add_check = [&](const std::vector<int>& lines, const std::string& answers) {
    if (lines.empty()) return;
    const std::string says = "LEN(" + cells(lines.front(), Column::check) + ")>0";
    const auto when = [&](const char* answered) { return "AND(" + says + ";COUNTA(" + answers + ")" + answered + ")"; };
    add_condition(document, sheet, lines, at(Column::check), {{when(">0"), style::check_found}, {when("=0"), style::check_to_do}});
  };
  std::vector<std::pair<int, std::string>> dependent;  // rows that another row can make needless, and when they are wanted
  // Rows by what they ask a reason for: lost points, and what does not apply.
  std::map<std::pair<bool, bool>, std::vector<std::pair<int, const Criterion*>>> reasons;
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const TableRow& row = layout.rows[i];
    if (row.kind == RowKind::group) continue;
    const int line = layout.row_of(i);
    const Criterion& criterion = set.criteria[static_cast<std::size_t>(row.criterion)];
    if (row.kind == RowKind::item && depends_on_others(criterion)) {
      dependent.emplace_back(line, missing_in_row(set, layout, i));
    } else if (!row.value_field.empty()) {
      values.push_back(line);
    }
    if (!row.base_field.empty()) bases.push_back(line);
    if (row.kind != RowKind::criterion) continue;
    if (row.value_field.empty()) {
      add_check({line}, layout.answers(set, i));
    } else {
      checks.push_back(line);
    }
    if (!layout.assessed() || criterion.sole_supplier) continue;
    if (criterion.evidence_required && criterion.role != Role::deduction && earns_points(*criterion.rule())) proofs.push_back(line);
    if (!asks_for_reason(criterion) && !criterion.may_not_apply) continue;
    // A criterion with items is answered in the rows below it; its condition cannot be shared.
    if (row.value_field.empty()) {
      add_condition(document, sheet, {line}, at(Column::reason), reason_wanted(criterion, line, layout.answers(set, i)), style::reason_needed);
    } else {
      reasons[{asks_for_reason(criterion), criterion.may_not_apply}].emplace_back(line, &criterion);
    }
  }
  // Conditions are written for the first of the rows.
  const auto on_first = [](const std::vector<int>& lines, Column column) { return cells(lines.empty() ? 0 : lines[0], column); };
  const auto add_answers = [&](const std::vector<int>& lines, Column column, const std::string& missing) {
    add_condition(document, sheet, lines, at(column), {{missing, style::missing}, {large_number(on_first(lines, column)), style::grouped_answer}});
  };
  for (const auto& [line, missing] : dependent) add_answers({line}, Column::value, missing);
  add_answers(values, Column::value, "ISBLANK(" + on_first(values, Column::value) + ")");
  add_answers(bases, Column::base,
              "AND(ISBLANK(" + on_first(bases, Column::base) + ");" + on_first(bases, Column::value) + "<>" +
                  std::string(not_applicable_range_name) + ")");
  if (!checks.empty()) add_check(checks, cells(checks[0], Column::value, checks[0], Column::base));
  if (!layout.assessed()) return;
  for (const auto& [wanted, rows] : reasons) {
    std::vector<int> lines;
    for (const auto& [line, criterion] : rows) lines.push_back(line);
    const int first = lines.front();
    add_condition(document, sheet, lines, at(Column::reason),
                  reason_wanted(*rows.front().second, first, cells(first, Column::value, first, Column::base)), style::reason_needed);
  }
  if (!proofs.empty()) {
    add_condition(document, sheet, proofs, at(Column::evidence), evidence_wanted(proofs[0]), style::evidence_needed);
  }
  std::vector<int> points;
  for (int row = TableLayout::first_row; row <= layout.total_row; ++row) points.push_back(row);
  for (const Column column : {Column::maximum, Column::points}) {
    const std::string cell = cells(points.front(), column);
    add_condition(document, sheet, points, at(column), "AND(ISNUMBER(" + cell + ");" + cell + "=INT(" + cell + "))",
                  style::whole_points);
  }
}

}  // namespace thuocdo
