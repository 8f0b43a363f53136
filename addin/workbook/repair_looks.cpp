#include "workbook/repair_looks.h"

#include <algorithm>
#include <com/sun/star/sheet/XNamedRange.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>

#include "sheet/workbook.h"
#include "workbook/repair_report.h"

namespace thuocdo {
namespace {

using Part = RepairPlan::Part;

// A workbook that was .xlsx has the same conditions under names that the office made up.
bool same_conditions(const FormCell& built, const FormCell& open) {
  if (built.condition_styles == open.condition_styles) return true;
  if (open.condition_styles.find("ConditionalStyle_") == std::string::npos) return false;
  return std::ranges::count(built.condition_styles, ';') == std::ranges::count(open.condition_styles, ';');
}

// The same cells, whatever the sheet is called at present.
bool same_range(const RepairPlan& plan, const std::string& open, const std::string& built) {
  const auto parted = [](const std::string& content) {
    const std::size_t dot = content.rfind('.');
    std::string sheet = content.substr(0, dot == std::string::npos ? 0 : dot);
    std::erase_if(sheet, [](char sign) { return sign == '$' || sign == '\''; });
    return std::pair{sheet, dot == std::string::npos ? content : content.substr(dot + 1)};
  };
  const auto [open_sheet, open_cells] = parted(open);
  const auto [built_sheet, built_cells] = parted(built);
  if (open_cells != built_cells) return false;
  return std::any_of(plan.parts.begin(), plan.parts.end(), [&](const Part& part) {
    return part.open.sheet.is() && part.built.name == built_sheet && part.open.name == open_sheet;
  });
}

}  // namespace

void compare_looks(RepairPlan& plan, const Part& part) {
  struct Kind {
    Code code;
    bool (*differs)(const FormCell& built, const FormCell& open);
  };
  static constexpr Kind kinds[] = {
      {Code::repair_lock, [](const FormCell& built, const FormCell& open) { return built.locked != open.locked; }},
      {Code::repair_validity,
       [](const FormCell& built, const FormCell& open) {
         return !built.locked && !open.locked && built.validity != open.validity;
       }},
      {Code::repair_look, [](const FormCell& built, const FormCell& open) {
         return built.style != open.style || !same_conditions(built, open);
       }}};
  const int rows = std::min(part.built.rows, part.open.rows);
  const int columns = std::min(part.built.columns, part.open.columns);
  for (const Kind& kind : kinds) {
    for (int column = 0; column < columns; ++column) {
      for (int row = 0; row < rows; ++row) {
        int end = row;
        while (end < rows && kind.differs(part.built.at(end, column), part.open.at(end, column))) ++end;
        if (end == row) continue;
        const std::string range = cell_name(row, column) + (end - 1 > row ? ":" + cell_name(end - 1, column) : "");
        report(plan, part, kind.code, {same(range)}, cell_name(row, column));
        plan.anew = true;
        row = end;
      }
    }
  }
  for (int row = 0; row < rows; ++row) {
    const auto at = static_cast<std::size_t>(row);
    const Text line{"Dòng " + std::to_string(row + 1), "Row " + std::to_string(row + 1)};
    if (part.built.row_visible[at] != part.open.row_visible[at]) {
      report(plan, part, Code::repair_lines_hidden, {line}, cell_name(row, 0));
      plan.anew = true;
    }
    if (part.built.row_merged[at] != part.open.row_merged[at]) {
      report(plan, part, Code::repair_merged, {line}, cell_name(row, 0));
      plan.anew = true;
    }
  }
  for (int column = 0; column < columns; ++column) {
    const auto at = static_cast<std::size_t>(column);
    if (part.built.column_visible[at] == part.open.column_visible[at]) continue;
    report(plan, part, Code::repair_lines_hidden, {{"Cột " + column_name(column), "Column " + column_name(column)}},
           cell_name(0, column));
    plan.anew = true;
  }
}

void compare_names(RepairPlan& plan, const Document& document, const Document& form) {
  const auto built = get<Reference<css::sheet::XNamedRanges>>(form, "NamedRanges");
  const auto open = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  const auto content = [](const auto& names, const rtl::OUString& name) {
    return Reference<css::sheet::XNamedRange>(names->getByName(name), UNO_QUERY_THROW)->getContent();
  };
  for (const auto& name : built->getElementNames()) {
    plan.names.push_back(from_uno(name));
    if (open->hasByName(name) && same_range(plan, from_uno(content(open, name)), from_uno(content(built, name))))
      continue;
    const bool moved = std::any_of(plan.parts.begin(), plan.parts.end(),
                                   [](const Part& part) { return !part.places.exact || !part.open.sheet.is(); });
    plan.anew = true;
    if (open->hasByName(name) && moved) continue;  // a name moves with its cells
    plan.repairs.push_back(finding(Code::repair_name, {from_uno(name)}));
  }
}

}  // namespace thuocdo
