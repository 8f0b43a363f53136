#include "workbook/carried_answers.h"

#include <algorithm>
#include <com/sun/star/sheet/ValidationAlertStyle.hpp>
#include <com/sun/star/sheet/ValidationType.hpp>
#include <com/sun/star/sheet/XSheetCondition.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/util/Date.hpp>
#include <com/sun/star/util/XProtectable.hpp>

#include "workbook/criteria_table.h"
#include "workbook/styles.h"
#include "workbook/table_layout.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// The number by which Calc holds a day.
double day_number(const Date& date, const css::util::Date& null_date) {
  using namespace std::chrono;
  const sys_days start = year_month_day{year{null_date.Year}, month{null_date.Month}, day{null_date.Day}};
  return static_cast<double>((sys_days(date) - start).count());
}

class Writer {
 public:
  Writer(const Document& document, const Tier& tier, const Stage* round_without_assessment)
      : document_(document),
        sheet_(sheet_of(document, table_sheet_name)),
        set_(tier.set),
        layout_(tier.set, round_without_assessment),
        null_date_(get<css::util::Date>(document, "NullDate")) {}

  void write(const CarriedAnswer& carried) {
    const UndoStep step(document_);
    for (std::size_t i = 0; i < layout_.rows.size(); ++i) {
      const TableRow& row = layout_.rows[i];
      if (row.criterion != carried.criterion) continue;
      const int line = layout_.row_of(i);
      put(carried, row.value_field, line, Column::value);
      put(carried, row.base_field, line, Column::base);
      if (row.kind != RowKind::criterion) continue;
      put_text_in(line, Column::reason, carried.answer.reason);
      put_text_in(line, Column::evidence, carried.answer.evidence);
      put_text_in(line, Column::page, carried.answer.page);
      put_text_in(line, Column::link, carried.answer.link);
      mark(line);
    }
  }

  void finish() {
    const Reference<css::table::XColumnRowRange> all(sheet_, UNO_QUERY_THROW);
    set(Reference<css::beans::XPropertySet>(all->getColumns()->getByIndex(at(Column::carried)), UNO_QUERY_THROW),
        "IsVisible", true);
    if (!marked_.empty()) {
      const std::string cell = cells(marked_.front(), Column::carried);
      add_condition(document_, sheet_, marked_, at(Column::carried), cell + "=" + quoted(to_confirm_label), style::missing);
    }
    fit_rows(sheet_, layout_);
  }

  const Sheet& sheet() const { return sheet_; }

 private:
  void put(const CarriedAnswer& carried, const std::string& field_name, int line, Column column) {
    const Value* value = field_name.empty() ? nullptr : carried.answer.find(field_name);
    if (value == nullptr) return;
    const auto& fields = set_.criteria[static_cast<std::size_t>(carried.criterion)].fields();
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.name == field_name; });
    const auto cell = cell_at(sheet_, line, at(column));
    if (const auto* number = std::get_if<Decimal>(value)) return cell->setValue(number->to_double());
    const auto* text = std::get_if<std::string>(value);
    if (text == nullptr) return;
    const auto date = field != fields.end() && field->type == FieldType::date ? parse_date(*text) : std::nullopt;
    if (date) return cell->setValue(day_number(*date, null_date_));
    put_text(sheet_, line, at(column), *text);
  }

  void put_text_in(int line, Column column, const std::string& text) {
    if (!text.empty()) put_text(sheet_, line, at(column), text);
  }

  void mark(int line) {
    marked_.push_back(line);
    const auto cell = block(sheet_, line, at(Column::carried), line, at(Column::carried));
    apply_style(cell, style::answer_choice);
    const auto validity = get<Reference<css::beans::XPropertySet>>(cell, "Validation");
    set(validity, "Type", css::sheet::ValidationType_LIST);
    set(validity, "ShowList", sal_Int16(1));
    set(validity, "IgnoreBlankCells", true);
    set(validity, "ShowInputMessage", true);
    set(validity, "InputTitle", to_uno(column_title(Column::carried).vi));
    set(validity, "InputMessage",
        to_uno("Câu trả lời lấy từ phiếu kỳ trước. Đối chiếu với số liệu kỳ này, sửa nếu cần, rồi chọn “" +
               std::string(confirmed_label) + "” (Alt+↓)."));
    set(validity, "ShowErrorMessage", true);
    set(validity, "ErrorAlertStyle", css::sheet::ValidationAlertStyle_STOP);
    set(validity, "ErrorMessage",
        to_uno("Hãy chọn “" + std::string(to_confirm_label) + "” hoặc “" + std::string(confirmed_label) + "”."));
    Reference<css::sheet::XSheetCondition>(validity, UNO_QUERY_THROW)
        ->setFormula1(to_uno(quoted(to_confirm_label) + ";" + quoted(confirmed_label)));
    set(cell, "Validation", validity);
    put_text(sheet_, line, at(Column::carried), to_confirm_label);
  }

  Document document_;
  Sheet sheet_;
  const CriteriaSet& set_;
  TableLayout layout_;
  css::util::Date null_date_;
  std::vector<int> marked_;
};

}  // namespace

void write_carried_answers(const Document& document, const Tier& tier, const Stage* round_without_assessment,
                           const CarryOver& carried) {
  if (carried.answers.empty()) return;
  const UndoStep all(document);
  Writer writer(document, tier, round_without_assessment);
  const Reference<css::util::XProtectable> part(writer.sheet(), UNO_QUERY_THROW);
  part->unprotect({});
  for (const CarriedAnswer& one : carried.answers) writer.write(one);
  writer.finish();
  part->protect({});
}

void write_carried_marks(const Document& document, const Tier& tier, const Stage* round_without_assessment,
                         const std::vector<int>& criteria) {
  CarryOver marks;
  for (const int criterion : criteria) marks.answers.push_back({criterion, {}});
  write_carried_answers(document, tier, round_without_assessment, marks);
}

void place_findings(const Tier& tier, const Stage* round_without_assessment, Findings& findings) {
  const TableLayout layout(tier.set, round_without_assessment);
  for (Finding& found : findings) {
    for (std::size_t i = 0; i < layout.rows.size() && !found.criterion.empty(); ++i) {
      const TableRow& row = layout.rows[i];
      const bool is_it = tier.set.criteria[static_cast<std::size_t>(row.criterion)].id == found.criterion;
      if (!is_it || row.value_field.empty()) continue;
      found.at_cell(std::string(table_sheet_name), cells(layout.row_of(i), Column::value));
      break;
    }
  }
}

}  // namespace thuocdo
