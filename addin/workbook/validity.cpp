#include "workbook/validity.h"

#include <com/sun/star/sheet/ConditionOperator.hpp>
#include <com/sun/star/sheet/ValidationAlertStyle.hpp>
#include <com/sun/star/sheet/ValidationType.hpp>
#include <com/sun/star/sheet/XSheetCondition.hpp>
#include <com/sun/star/table/CellAddress.hpp>
#include <string>

#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

using css::sheet::ConditionOperator;
using css::sheet::ValidationType;

// What other office programs accept as the length of a help title and text.
constexpr std::size_t title_length = 32;
constexpr std::size_t message_length = 250;

// Cut at a character, with an ellipsis.
rtl::OUString shortened(const std::string& utf8, std::size_t length) {
  const rtl::OUString text = to_uno(utf8);
  const auto limit = static_cast<sal_Int32>(length);
  if (text.getLength() <= limit) return text;
  return text.copy(0, limit - 1) + to_uno("…");
}

constexpr char point_has_two_readings[] =
    " Dấu chấm có thể hiểu theo hai cách nên không nhận: 1.234 là 1234 hay 1,234? Hãy gõ 1234 hoặc 1,234.";

struct Rules {
  ValidationType type = css::sheet::ValidationType_ANY;
  ConditionOperator operation = css::sheet::ConditionOperator_NONE;
  std::string first;
  std::string second;
  std::string help;   // what to enter
  std::string error;  // what to do when it was not accepted
};

std::string or_not_applicable(bool allowed) {
  return allowed ? " hoặc “" + std::string(not_applicable_label) + "”" : "";
}

Rules rules_of(const Field& field, bool not_applicable, const ChoiceLists& lists, const std::string& cell) {
  Rules rules;
  if (field.is_choice()) {
    rules.type = css::sheet::ValidationType_LIST;
    rules.first = lists.range_of(field, not_applicable);
    rules.help = "Chọn một dòng trong danh sách (Alt+↓).";
    rules.error = "Hãy chọn một dòng trong danh sách của ô này (Alt+↓).";
    return rules;
  }
  switch (field.type) {
    case FieldType::count:
      rules.type = css::sheet::ValidationType_WHOLE;
      rules.help = "Nhập số nguyên từ 0" + or_not_applicable(not_applicable) + ".";
      rules.error = "Ô này chỉ nhận số nguyên từ 0 trở lên" + or_not_applicable(not_applicable) + ".";
      break;
    case FieldType::number:
      rules.type = css::sheet::ValidationType_DECIMAL;
      rules.help = "Nhập số từ 0, dấu phẩy thập phân" + or_not_applicable(not_applicable) + ".";
      rules.error = "Ô này chỉ nhận số từ 0 trở lên, ví dụ 12 hoặc 12,5" + or_not_applicable(not_applicable) + "." + point_has_two_readings;
      break;
    case FieldType::points: {
      const std::string upper = field.upper ? field.upper->text(Notation::vietnamese) : "";
      rules.type = css::sheet::ValidationType_DECIMAL;
      rules.help = "Nhập số điểm từ 0 đến " + upper + or_not_applicable(not_applicable) + ".";
      rules.error = "Ô này chỉ nhận số điểm từ 0 đến " + upper + or_not_applicable(not_applicable) + "." + point_has_two_readings;
      break;
    }
    case FieldType::date: {
      // A date or words: only a formula takes both. 25569 to 100000 are the days that the engine reads as dates.
      const std::string& not_done = field.options.front().text.vi;
      const std::string words = "“" + not_done + "”" + or_not_applicable(not_applicable);
      rules.type = css::sheet::ValidationType_CUSTOM;
      rules.operation = css::sheet::ConditionOperator_FORMULA;
      rules.first = "OR(AND(ISNUMBER(" + cell + ");" + cell + ">=25569;" + cell + "<100001);" + cell + "=\"" +
                    not_done + "\"" + (not_applicable ? ";" + cell + "=" + std::string(not_applicable_range_name) : "") +
                    ")";
      // An office with English settings reads 3/2/2023 as the second of March, whatever the cell's format.
      rules.help = "Nhập ngày/tháng/năm, ví dụ 31/01/2023; nếu không có, ghi " + words +
                   ". Ngày và tháng hiện ra bị đảo thì gõ năm-tháng-ngày: 2023-01-31.";
      rules.error = "Ô này chỉ nhận một ngày, ví dụ 31/01/2023, hoặc " + words + ".";
      return rules;
    }
    default:
      rules.help = "Nhập thông tin.";
      return rules;
  }
  rules.first = "0";
  if (field.upper) {
    rules.operation = css::sheet::ConditionOperator_BETWEEN;
    rules.second = field.upper->text();
  } else {
    rules.operation = css::sheet::ConditionOperator_GREATER_EQUAL;
  }
  if (not_applicable) {
    std::string number = "ISNUMBER(" + cell + ");" + cell + ">=0";
    if (field.type == FieldType::count) number += ";" + cell + "=INT(" + cell + ")";
    if (field.upper) number += ";" + cell + "<=" + field.upper->text();
    rules.type = css::sheet::ValidationType_CUSTOM;
    rules.operation = css::sheet::ConditionOperator_FORMULA;
    rules.first = "OR(AND(" + number + ");" + cell + "=" + std::string(not_applicable_range_name) + ")";
    rules.second.clear();
  }
  return rules;
}

void apply(const Sheet& sheet, int row, Column column, const std::string& title, const Rules& rules) {
  const Reference<css::table::XCell> cell = cell_at(sheet, row, at(column));
  const auto validity = get<Reference<css::beans::XPropertySet>>(cell, "Validation");
  set(validity, "Type", rules.type);
  if (rules.type == css::sheet::ValidationType_LIST) set(validity, "ShowList", sal_Int16(1));
  set(validity, "IgnoreBlankCells", true);
  set(validity, "ShowInputMessage", true);
  set(validity, "InputTitle", shortened(title, title_length));
  set(validity, "InputMessage", shortened(rules.help, message_length));
  if (rules.type != css::sheet::ValidationType_ANY) {
    set(validity, "ShowErrorMessage", true);
    set(validity, "ErrorAlertStyle", css::sheet::ValidationAlertStyle_STOP);
    set(validity, "ErrorTitle", shortened(title, title_length));
    set(validity, "ErrorMessage", shortened(rules.error, message_length));
    const Reference<css::sheet::XSheetCondition> condition(validity, UNO_QUERY_THROW);
    condition->setOperator(rules.operation);
    condition->setFormula1(to_uno(rules.first));
    condition->setFormula2(to_uno(rules.second));
    condition->setSourcePosition({0, static_cast<sal_Int32>(at(column)), static_cast<sal_Int32>(row)});
  }
  set(cell, "Validation", validity);
}

void join(std::string& text, const std::string& more) {
  if (more.empty()) return;
  if (!text.empty()) text += "\n";
  text += more;
}

}  // namespace

void add_validity(const Document& document, const Sheet& sheet, const Programme& programme, const Tier& tier,
                  const TableLayout& layout, const ChoiceLists& lists) {
  const UndoStep all_rows(document);
  int asked = -1;  // criterion whose first answer cell is done
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const TableRow& row = layout.rows[i];
    if (row.kind == RowKind::group) continue;
    const UndoStep step(document);
    const Criterion& criterion = tier.set.criteria[static_cast<std::size_t>(row.criterion)];
    const int line = layout.row_of(i);
    const std::string title = "Tiêu chí " + (criterion.number.empty() ? criterion.id : criterion.number);
    for (const Column column : {Column::value, Column::base}) {
      const Field* field = field_named(criterion, column == Column::value ? row.value_field : row.base_field);
      if (field == nullptr) continue;
      const bool first = asked != row.criterion;
      asked = row.criterion;
      Rules rules = rules_of(*field, first && may_not_apply(programme, criterion), lists, cells(line, column));
      std::string help = !field->is_choice() || row.kind == RowKind::item ? field->label.vi : "";
      join(help, rules.help);
      join(help, criterion.note.vi);
      rules.help = help;
      apply(sheet, line, column, title, rules);
    }
    if (row.kind != RowKind::criterion || criterion.sole_supplier) continue;
    Rules help;
    if (!layout.assessed()) {
      help.help = "Ghi chú về số liệu, nếu có.";
    } else if (criterion.reason_required && !criterion.counted_maximum().is_zero()) {
      help.help = "Bắt buộc khi điểm thấp hơn " + criterion.maximum.text(Notation::vietnamese) + ": vì sao chưa đạt điểm tối đa.";
    } else {
      help.help = "Không bắt buộc. Ghi điều cần nói thêm, hoặc vì sao không áp dụng.";
    }
    apply(sheet, line, Column::reason, title, help);
    help.help = "Ghi số, ngày của văn bản, ví dụ: Kế hoạch số 15/KH-UBND ngày 03/02/2023.";
    join(help.help, criterion.evidence.vi);
    apply(sheet, line, Column::evidence, title, help);
    help.help = "Trang, mục, điều, khoản của tài liệu có số liệu này, ví dụ: trang 3, mục II.1.";
    apply(sheet, line, Column::page, title, help);
    help.help = "Địa chỉ trên mạng hoặc tên tệp của tài liệu. Chọn tệp: Thước Đo → Chọn tệp minh chứng.";
    apply(sheet, line, Column::link, title, help);
  }
}

}  // namespace thuocdo
