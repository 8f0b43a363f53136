#include "workbook/repair_plan.h"

#include <algorithm>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/util/Date.hpp>
#include <map>
#include <set>

#include "sheet/workbook.h"
#include "workbook/carried_answers.h"
#include "workbook/repair_beside.h"
#include "workbook/repair_looks.h"
#include "workbook/repair_report.h"
#include "workbook/table_layout.h"

namespace thuocdo {
namespace {

using Part = RepairPlan::Part;

bool is_table(const FormSheet& form) { return find_text(form, column_key(Column::id)).first >= 0; }

Text quoted_or_empty(const FormCell& cell) {
  return cell.content == Content::empty ? Text{"(trống)", "(empty)"} : Text{cell.text, cell.text};
}

std::string joined(const std::vector<TextFault>& faults, Language language) {
  std::string text;
  for (const TextFault fault : faults) text += (text.empty() ? "" : ", ") + fault_label(fault).in(language);
  return text;
}

double day_number(const Date& date, const css::util::Date& null_date) {
  using namespace std::chrono;
  const sys_days start = year_month_day{year{null_date.Year}, month{null_date.Month}, day{null_date.Day}};
  return static_cast<double>((sys_days(date) - start).count());
}

class Examination {
 public:
  Examination(const Document& document, const Document& form, const Tier& tier, const Stage* without_assessment)
      : document_(document),
        form_(form),
        set_(tier.set),
        tier_(tier),
        without_assessment_(without_assessment),
        null_date_(get<css::util::Date>(document, "NullDate")) {
    for (const TableRow& row : table_rows(set_)) rows_.emplace(row.id, row);
  }

  RepairPlan run() {
    match_sheets();
    for (std::size_t i = 0; i < plan_.parts.size(); ++i) {
      Part& part = plan_.parts[i];
      if (!part.open.sheet.is()) continue;
      part.places = align(part.built, part.open);
      if (!part.places.exact) plan_.anew = moved_ = true;
    }
    for (std::size_t i = 0; i < plan_.parts.size(); ++i) examine_part(i);
    compare_names(plan_, document_, form_);
    // Otherwise they stay where they are.
    for (std::size_t i = 0; plan_.anew && i < plan_.parts.size(); ++i) {
      if (!plan_.parts[i].open.sheet.is()) continue;
      take_cells_beside(plan_, i);
      take_notes(plan_, i);
      keep_drawings(plan_, plan_.parts[i], document_);
    }
    return std::move(plan_);
  }

 private:
  // --- sheets ---------------------------------------------------------------------------------------------------

  void match_sheets() {
    std::vector<FormSheet> open;
    const auto sheets = document_->getSheets();
    for (const auto& name : sheets->getElementNames()) {
      open.push_back(read_form_contents(Sheet(sheets->getByName(name), UNO_QUERY_THROW)));
    }
    std::vector<bool> used(open.size(), false);
    const auto built_sheets = form_->getSheets();
    mark_carried(open);
    for (const auto& name : built_sheets->getElementNames()) {
      Part part;
      part.built = read_form_contents(Sheet(built_sheets->getByName(name), UNO_QUERY_THROW));
      plan_.parts.push_back(std::move(part));
    }
    const auto take = [&](Part& part, std::size_t which) {
      used[which] = true;
      part.open = open[which];
    };
    for (Part& part : plan_.parts) {
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (used[i] || open[i].name != part.built.name) continue;
        if (is_table(part.built) && !is_table(open[i]) && std::any_of(open.begin(), open.end(), is_table)) continue;
        take(part, i);
      }
    }
    for (Part& part : plan_.parts) {
      if (part.open.sheet.is()) continue;
      double best = 0.5;
      std::size_t found = open.size();
      for (std::size_t i = 0; i < open.size(); ++i) {
        const double how = used[i] ? 0 : likeness(part.built, open[i]);
        if (how <= best) continue;
        best = how;
        found = i;
      }
      if (found < open.size()) take(part, found);
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (used[i] || !is_table(open[i])) continue;
      plan_.copies.push_back(open[i].sheet);
      plan_.repairs.push_back(finding(Code::repair_sheet_copy, {open[i].name}).at_cell(open[i].name, "A1"));
    }
    int last = -1;
    bool ordered = true;
    for (Part& part : plan_.parts) {
      if (!part.open.sheet.is()) {
        report(plan_, part, Code::repair_sheet_missing, {same(part.built.name)});
        plan_.anew = plan_.sheets_change = true;
        read_looks(part.built);
        continue;
      }
      if (part.open.name != part.built.name)
        report(plan_, part, Code::repair_sheet_renamed, {same(part.open.name), same(part.built.name)});
      const int number = sheet_number(part.open.sheet);
      ordered = ordered && number > last;
      last = number;
      read_looks(part.built);
      read_looks(part.open);
      if (part.open.visible != part.built.visible)
        report(plan_, part, Code::repair_sheet_hidden, {same(part.built.name)});
      if (part.built.is_protected && !part.open.is_protected)
        report(plan_, part, Code::repair_protection, {same(part.built.name)});
    }
    if (!ordered) {
      report(plan_, plan_.parts.front(), Code::repair_sheet_order, {});
      plan_.anew = plan_.sheets_change = true;
    }
  }

  // The form has the marks of carried answers where the open sheet has them.
  void mark_carried(const std::vector<FormSheet>& open) {
    for (const FormSheet& sheet : open) {
      const auto [key_row, id_column] = find_text(sheet, column_key(Column::id));
      const auto [carried_row, carried_column] = find_text(sheet, column_key(Column::carried));
      if (key_row < 0 || carried_column < 0) continue;
      for (int row = key_row + 1; row < sheet.rows; ++row) {
        const std::string mark = fold(sheet.at(row, carried_column).text);
        if (mark != fold(to_confirm_label) && mark != fold(confirmed_label)) continue;
        const int criterion = set_.index(tidy(sheet.at(row, id_column).text));
        if (criterion >= 0) plan_.carried.push_back(criterion);
      }
      break;
    }
    if (!plan_.carried.empty()) write_carried_marks(form_, tier_, without_assessment_, plan_.carried);
  }

  // --- one sheet ------------------------------------------------------------------------------------------------

  std::string place_name(const Part& part, int row, int column, Language language) const {
    const auto [key_row, id_column] = find_text(part.built, column_key(Column::id));
    if (key_row < 0 || row <= key_row) return part.built.name + " " + cell_name(row, column);
    const std::string id = part.built.at(row, id_column).text;
    std::string title;
    for (int which = 0; which < column_count; ++which) {
      if (part.built.at(key_row, column).text != column_key(static_cast<Column>(which))) continue;
      title = column_title(static_cast<Column>(which)).in(language);
    }
    if (id.empty() || id.starts_with("thuocdo:")) return title.empty() ? cell_name(row, column) : title;
    return id + (title.empty() ? "" : ", " + title);
  }
  Text place_text(const Part& part, int row, int column) const {
    return {place_name(part, row, column, Language::vietnamese), place_name(part, row, column, Language::english)};
  }

  void examine_part(std::size_t index) {
    Part& part = plan_.parts[index];
    if (!part.open.sheet.is()) return;
    std::set<std::pair<int, int>> taken;  // cells of the open sheet
    take_inputs(index, taken);
    if (!part.places.exact) report_moves(part);
    compare_contents(index, taken);
    keep_the_rest(part, taken);
    if (part.places.exact) compare_looks(plan_, part);
  }

  void take_inputs(std::size_t index, std::set<std::pair<int, int>>& taken) {
    const Part& part = plan_.parts[index];
    for (int row = 0; row < part.built.rows; ++row) {
      for (int column = 0; column < part.built.columns; ++column) {
        const int from_row = part.places.row[static_cast<std::size_t>(row)];
        const int from_column = part.places.column[static_cast<std::size_t>(column)];
        if (from_row < 0 || from_column < 0 || !part.built.is_input(row, column)) continue;
        taken.emplace(from_row, from_column);
        RepairPlan::Input input{index, row, column, take_cell(part.open.sheet, from_row, from_column), false};
        if (input.content.empty()) continue;
        repair_input(part, input);
        plan_.inputs.push_back(std::move(input));
      }
    }
  }

  const Field* field_at(const Part& part, int row, int column) const {
    const auto [key_row, id_column] = find_text(part.built, column_key(Column::id));
    if (key_row < 0 || row <= key_row) return nullptr;
    const auto found = rows_.find(part.built.at(row, id_column).text);
    if (found == rows_.end()) return nullptr;
    const std::string& key = part.built.at(key_row, column).text;
    const std::string& name = key == column_key(Column::value)  ? found->second.value_field
                              : key == column_key(Column::base) ? found->second.base_field
                                                                : no_field_;
    return name.empty() ? nullptr : field_named(set_.criteria[static_cast<std::size_t>(found->second.criterion)], name);
  }

  void repair_input(const Part& part, RepairPlan::Input& input) {
    RawCell& content = input.content;
    const bool exact = part.places.exact;
    if (content.kind == RawCell::Kind::formula && !exact) {
      report(plan_, part, Code::repair_answer_formula,
             {place_text(part, input.row, input.column), same(from_uno(content.formula)), same(from_uno(content.text))},
             cell_name(input.row, input.column));
      const bool number =
          !content.text.isEmpty() &&
          Reference<css::table::XCell>(cell_at(part.open.sheet, part.places.row[static_cast<std::size_t>(input.row)],
                                               part.places.column[static_cast<std::size_t>(input.column)]))
                  ->getError() == 0 &&
          content.number != 0;
      content.kind = number ? RawCell::Kind::number : RawCell::Kind::text;
      input.repaired = true;
      return;
    }
    // A text with links is left as it was pasted.
    if (content.kind != RawCell::Kind::text || !content.paragraphs.empty()) return;
    const std::string before = from_uno(content.text);
    const Field* field = field_at(part, input.row, input.column);
    std::vector<TextFault> faults;
    if (field != nullptr) {
      const auto repaired = repair_answer(*field, Value(before));
      if (!repaired) return;
      faults = repaired->faults;
      if (const auto* text = std::get_if<std::string>(&repaired->value)) content.text = to_uno(*text);
      if (const auto* number = std::get_if<Decimal>(&repaired->value)) {
        content.kind = RawCell::Kind::number;
        content.number = number->to_double();
        content.text = to_uno(number->text(Notation::vietnamese));
      }
      if (const auto* date = std::get_if<Date>(&repaired->value)) {
        content.kind = RawCell::Kind::number;
        content.number = day_number(*date, null_date_);
        content.text = to_uno(date_text(*date, Language::vietnamese));
      }
      content.number_format = -1;  // that of the form
    } else {
      const RepairedText repaired = repair_text(before);
      if (repaired.faults.empty()) return;
      faults = repaired.faults;
      content.text = to_uno(repaired.text);
    }
    input.repaired = true;
    report(plan_, part, Code::repair_answer,
           {place_text(part, input.row, input.column),
            same(before),
            same(from_uno(content.text)),
            {joined(faults, Language::vietnamese), joined(faults, Language::english)}},
           cell_name(input.row, input.column));
  }

  void report_moves(const Part& part) {
    const auto [key_row, id_column] = find_text(part.built, column_key(Column::id));
    const auto& places = part.places;
    int last = -1, foreign = 0;
    bool ordered = true;
    std::set<int> known;
    for (int row = 0; row < part.built.rows; ++row) {
      const int at = places.row[static_cast<std::size_t>(row)];
      const std::string id = key_row >= 0 && row > key_row ? part.built.at(row, id_column).text : std::string();
      if (at < 0) {
        if (rows_.contains(id)) {
          Finding& found =
              report(plan_, part, Code::repair_row_missing, {same(id)}, cell_name(row, std::max(id_column, 0) + 1));
          found.about(set_.criteria[static_cast<std::size_t>(rows_.at(id).criterion)].id);
        }
        continue;
      }
      known.insert(at);
      if (ordered && at < last) {
        ordered = false;
        report(plan_, part, Code::repair_rows_order, {same(id.empty() ? std::to_string(row + 1) : id)},
               cell_name(row, 0));
      }
      last = std::max(last, at);
    }
    for (const auto& [built, open] : places.duplicates) {
      const std::string id = part.built.at(built, id_column).text;
      report(plan_, part, Code::repair_row_duplicate, {same(id)}, cell_name(built, std::max(id_column, 0) + 1));
      known.insert(open);
    }
    for (int row = 0; row <= last; ++row) foreign += !known.contains(row);
    if (foreign > 0) report(plan_, part, Code::repair_rows_foreign, {same(std::to_string(foreign))});
    bool moved = false;
    for (int column = 0; column < part.built.columns; ++column) {
      const int at = places.column[static_cast<std::size_t>(column)];
      moved = moved || (at >= 0 && at != column);
      if (at >= 0 || key_row < 0) continue;
      for (int which = 0; which < column_count; ++which) {
        if (part.built.at(key_row, column).text == column_key(static_cast<Column>(which))) {
          report(plan_, part, Code::repair_column_missing, {column_title(static_cast<Column>(which))},
                 cell_name(key_row + 1, column));
        }
      }
    }
    if (moved) report(plan_, part, Code::repair_columns_moved, {});
  }

  void compare_contents(std::size_t index, std::set<std::pair<int, int>>& taken) {
    const Part& part = plan_.parts[index];
    const FormCell nothing;
    for (int row = 0; row < part.built.rows; ++row) {
      for (int column = 0; column < part.built.columns; ++column) {
        const int from_row = part.places.row[static_cast<std::size_t>(row)];
        const int from_column = part.places.column[static_cast<std::size_t>(column)];
        if (from_row < 0 || from_column < 0 || part.built.is_input(row, column)) continue;
        const FormCell& built = part.built.at(row, column);
        const FormCell& open = part.open.has(from_row, from_column) ? part.open.at(from_row, from_column) : nothing;
        // Formulas of every sheet follow what moved in one of them.
        const bool moved_formula = moved_ && built.content == Content::formula && open.content == Content::formula;
        if (moved_formula || built.same_content(open)) {
          taken.emplace(from_row, from_column);
          continue;
        }
        if (built.content == Content::empty) {
          // The rest is looked through for what is to be kept.
          if (part.places.exact) plan_.restored.push_back({index, row, column});
          continue;
        }
        const bool seen = part.built.row_visible[static_cast<std::size_t>(row)] &&
                          part.built.column_visible[static_cast<std::size_t>(column)];
        if (seen && open.content == Content::text && !is_form_text(part, open.text)) {
          keep(part, from_row, from_column);
        } else if (built.content == Content::formula) {
          report(plan_, part, Code::repair_formula, {place_text(part, row, column), quoted_or_empty(open)},
                 cell_name(row, column));
        } else {
          report(plan_, part, Code::repair_content,
                 {place_text(part, row, column), quoted_or_empty(open), same(built.text)}, cell_name(row, column));
        }
        taken.emplace(from_row, from_column);
        plan_.restored.push_back({index, row, column});
      }
    }
  }

  bool is_form_text(const Part& part, const std::string& text) {
    std::set<std::string>& texts = form_texts_[part.built.name];
    if (texts.empty()) {
      for (const FormCell& cell : part.built.cells) {
        if (cell.content == Content::text) texts.insert(tidy(cell.text));
      }
    }
    return texts.contains(tidy(text));
  }

  void keep(const Part& part, int row, int column) {
    const FormCell& cell = part.open.at(row, column);
    std::string text = cell.text;
    if (cell.content == Content::formula)
      text = from_uno(take_cell(part.open.sheet, row, column).text) + "  [" + text + "]";
    plan_.kept.push_back({part.open.name, cell_name(row, column), text});
    report(plan_, part, Code::repair_kept, {same(text), same(cell_name(row, column))});
  }

  // Whatever stands in the form and is neither of the form nor an answer. Beyond an exact form it stays where it is.
  void keep_the_rest(const Part& part, const std::set<std::pair<int, int>>& taken) {
    const bool exact = part.places.exact;
    for (int row = 0; row < part.open.rows; ++row) {
      for (int column = 0; column < part.open.columns; ++column) {
        const FormCell& cell = part.open.at(row, column);
        if (cell.content == Content::empty || taken.contains({row, column})) continue;
        if (exact && !part.built.has(row, column)) continue;
        if (cell.content == Content::formula && cell.text.find("VN.THUOCDO.") != std::string::npos) continue;
        if (cell.content == Content::text && is_form_text(part, cell.text)) {
          const bool answer_of_duplicate = std::any_of(part.places.duplicates.begin(), part.places.duplicates.end(),
                                                       [&](const auto& one) { return one.second == row; });
          if (!answer_of_duplicate) continue;
        }
        if (same_as_kept_answer(part, row, column)) continue;
        keep(part, row, column);
      }
    }
  }

  // A doubled row says nothing new where it says the same as the one that stays.
  bool same_as_kept_answer(const Part& part, int row, int column) const {
    for (const auto& [built, open] : part.places.duplicates) {
      if (open != row) continue;
      const int stays = part.places.row[static_cast<std::size_t>(built)];
      return part.open.at(row, column).same_content(part.open.at(stays, column));
    }
    return false;
  }

  Document document_, form_;
  const CriteriaSet& set_;
  const Tier& tier_;
  const Stage* without_assessment_;
  css::util::Date null_date_;
  std::map<std::string, TableRow> rows_;
  std::map<std::string, std::set<std::string>> form_texts_;
  const std::string no_field_;
  bool moved_ = false;  // rows or columns of some sheet
  RepairPlan plan_;
};

}  // namespace

RepairPlan examine(const Document& document, const Document& form, const Tier& tier, const Stage* without_assessment) {
  return Examination(document, form, tier, without_assessment).run();
}

double table_likeness(const Document& document, const Document& form) {
  const FormSheet built = read_form_contents(sheet_of(form, table_sheet_name));
  double best = 0;
  const auto sheets = document->getSheets();
  for (const auto& name : sheets->getElementNames()) {
    best = std::max(best, likeness(built, read_form_contents(Sheet(sheets->getByName(name), UNO_QUERY_THROW))));
  }
  return best;
}

}  // namespace thuocdo
