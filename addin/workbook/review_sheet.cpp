#include "workbook/review_sheet.h"

#include <algorithm>
#include <array>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/sheet/ValidationAlertStyle.hpp>
#include <com/sun/star/sheet/ValidationType.hpp>
#include <com/sun/star/sheet/XSheetCondition.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <map>
#include <optional>

#include "scoring/appraisal.h"
#include "texts/texts.h"
#include "workbook/build_workbook.h"
#include "workbook/choice_lists.h"
#include "workbook/form_alignment.h"
#include "workbook/styles.h"
#include "workbook/table_layout.h"

namespace thuocdo {
namespace {

enum ReviewPlace { verdict, value, base, counted_value, counted_base, points, change, basis, comment, question, internal, explanation, explanation_evidence, place_count };

struct ReviewColumn {
  std::string_view key;  // empty: not read
  std::string_view title;
  int width;  // 1/100 mm; 0: hidden
};

const std::array<ReviewColumn, place_count>& review_columns() {
  static const std::array<ReviewColumn, place_count> columns = {{
      {review_key::verdict, "Kết luận thẩm định", 2600},
      {review_key::value, "Số liệu hoặc điểm thẩm định", 2700},
      {review_key::base, "Mẫu số thẩm định", 2100},
      {"", "Số liệu được tính", 0},
      {"", "Mẫu số được tính", 0},
      {review_key::points, "Điểm thẩm định", 1700},
      {review_key::change, "Chênh lệch", 1700},
      {review_key::basis, "Căn cứ thẩm định", 2600},
      {review_key::comment, "Ý kiến thẩm định (đơn vị đọc được)", 4500},
      {review_key::question, "Yêu cầu đơn vị giải trình", 3800},
      {review_key::internal, "Ghi chú nội bộ (không gửi đơn vị)", 3800},
      {review_key::explanation, "Giải trình của đơn vị", 4500},
      {review_key::explanation_evidence, "Tài liệu giải trình", 3000},
  }};
  return columns;
}

void lock(const CellBlock& cells, bool locked) {
  auto protection = get<css::util::CellProtection>(cells, "CellProtection");
  protection.IsLocked = locked;
  set(cells, "CellProtection", protection);
}

bool unprotect(const Sheet& sheet) {
  const Reference<css::util::XProtectable> part(sheet, UNO_QUERY_THROW);
  try {
    part->unprotect({});
  } catch (const css::uno::Exception&) {
  }
  return !part->isProtected();
}

// A list of words to choose from, with help.
void offer(const Reference<css::table::XCell>& cell, const std::string& choices, const std::string& title, const std::string& help) {
  const auto validity = get<Reference<css::beans::XPropertySet>>(cell, "Validation");
  set(validity, "Type", choices.empty() ? css::sheet::ValidationType_ANY : css::sheet::ValidationType_LIST);
  if (!choices.empty()) set(validity, "ShowList", sal_Int16(1));
  set(validity, "IgnoreBlankCells", true);
  set(validity, "ShowInputMessage", true);
  set(validity, "InputTitle", to_uno(title));
  set(validity, "InputMessage", to_uno(help));
  if (!choices.empty()) {
    set(validity, "ShowErrorMessage", true);
    set(validity, "ErrorAlertStyle", css::sheet::ValidationAlertStyle_STOP);
    set(validity, "ErrorTitle", to_uno(title));
    set(validity, "ErrorMessage", to_uno("Hãy chọn một dòng trong danh sách của ô này (Alt+↓)."));
    Reference<css::sheet::XSheetCondition>(validity, UNO_QUERY_THROW)->setFormula1(to_uno(choices));
  }
  set(cell, "Validation", validity);
}

std::string quoted(const Text& words) { return "\"" + words.vi + "\""; }

std::string_view look_of(const Field& field) {
  switch (field.type) {
    case FieldType::count: return style::answer_count;
    case FieldType::number:
    case FieldType::points: return style::answer_number;
    case FieldType::date: return style::answer_date;
    case FieldType::text: return style::answer_text;
    default: return style::answer_choice;
  }
}

class ReviewBuilder {
 public:
  ReviewBuilder(const Document& copy, const AssessedSheet& assessed)
      : document_(copy), assessed_(assessed), set_(assessed.tier->set), sheet_(sheet_of(copy, table_sheet_name)) {}

  bool build() {
    if (!sheet_.is() || !unprotect(sheet_)) return false;
    const FormSheet form = read_form_contents(sheet_);
    const auto found = find_text(form, column_key(Column::id));
    key_row_ = found.first;
    id_column_ = found.second;
    value_column_ = find_text(form, column_key(Column::value)).second;
    base_column_ = find_text(form, column_key(Column::base)).second;
    points_column_ = find_text(form, column_key(Column::points)).second;
    first_ = form.columns;
    for (int row = 0; row < form.rows; ++row) {
      const std::string& id = form.at(row, id_column_).text;
      if (row > key_row_ && !id.empty()) row_of_[id] = row;
    }
    const auto total = row_of_.find(std::string(total_row_id));
    total_row_ = total != row_of_.end() ? total->second : -1;
    // Nothing of the unit's may be changed, whatever the copy came from.
    lock(block(sheet_, 0, 0, form.rows - 1, form.columns - 1), true);
    write_heads();
    for (std::size_t i = 0; i < set_.criteria.size(); ++i) write(static_cast<int>(i));
    write_total();
    // What an officer needed while filling it in takes the place of what a reviewer looks at.
    for (const Column column : {Column::check, Column::carried}) {
      const auto at = find_text(form, column_key(column));
      if (at.first == key_row_ && at.second >= 0) show_column(at.second, 0);
    }
    const Reference<css::util::XProtectable> part(sheet_, UNO_QUERY_THROW);
    part->protect({});
    set_document_property(document_, property::appraisal, "review");
    const auto properties = Reference<css::document::XDocumentPropertiesSupplier>(document_, UNO_QUERY_THROW)->getDocumentProperties();
    properties->setTitle(properties->getTitle() + to_uno(" – thẩm định"));
    return true;
  }

 private:
  int column(ReviewPlace place) const { return first_ + place; }
  std::string name(int row, int column) const { return cell_name(row, column); }
  std::string fixed(int row, int column) const { return "$" + column_name(column) + "$" + std::to_string(row + 1); }

  void show_column(int column, int width) {
    const auto columns = Reference<css::table::XColumnRowRange>(sheet_, UNO_QUERY_THROW)->getColumns();
    const Reference<css::beans::XPropertySet> one(columns->getByIndex(column), UNO_QUERY_THROW);
    set(one, "IsVisible", width > 0);
    if (width > 0) set(one, "Width", sal_Int32(width));
  }

  void write_heads() {
    for (int i = 0; i < place_count; ++i) {
      const ReviewColumn& about = review_columns()[static_cast<std::size_t>(i)];
      if (!about.key.empty()) put_text(sheet_, key_row_, first_ + i, about.key);
      put_text(sheet_, key_row_ + 1, first_ + i, about.title);
      apply_style(block(sheet_, key_row_ + 1, first_ + i, key_row_ + 1, first_ + i), style::header);
      show_column(first_ + i, about.width);
    }
  }

  // Row of the criterion or group, or of one of its fields.
  std::optional<int> row(const std::string& id) const {
    const auto found = row_of_.find(id);
    return found == row_of_.end() ? std::nullopt : std::optional(found->second);
  }

  void formula(int row, int column, const std::string& text) { cell_at(sheet_, row, column)->setFormula(to_uno(text)); }
  static std::string call(const char* function, const std::string& arguments) {
    return "=VN.THUOCDO.FUNCTIONS." + std::string(function) + "(" + std::string(set_range_name) + ";" + arguments + ")";
  }

  void write(int index) {
    const Criterion& criterion = set_.criteria[static_cast<std::size_t>(index)];
    const auto own = row(criterion.id);
    if (!own) return;
    apply_style(block(sheet_, *own, first_, *own, first_ + place_count - 1), criterion.is_group() ? style::group : style::text);
    for (const ReviewPlace place : {points, change}) {
      apply_style(block(sheet_, *own, column(place), *own, column(place)), criterion.is_group() ? style::group_points : style::points);
    }
    if (criterion.is_group()) {
      write_group(index, *own);
    } else if (is_appraised(criterion)) {
      write_criterion(criterion, *own);
    } else {
      formula(*own, column(points), "=" + name(*own, points_column_));
    }
    if (criterion.is_group() || earns_points(*criterion.rule())) {
      const std::string now = name(*own, column(points)), before = name(*own, points_column_);
      formula(*own, column(change), "=IF(AND(ISNUMBER(" + now + ");ISNUMBER(" + before + "));ROUND(" + now + "-" + before + ";6);\"\")");
    }
  }

  // The rows of the fields, in order, with the columns that each field stands in.
  struct FieldCell {
    const Field* field;
    int row;
    bool second;  // in the column of bases
  };
  std::vector<FieldCell> field_cells(const Criterion& criterion, int own) const {
    std::vector<FieldCell> cells;
    const bool rows = has_field_rows(criterion);
    for (std::size_t f = 0; f < criterion.fields().size(); ++f) {
      const Field& field = criterion.fields()[f];
      const auto at = rows ? row(criterion.id + "|" + field.name) : std::optional(own);
      if (at) cells.push_back({&field, *at, !rows && f == 1});
    }
    return cells;
  }

  void write_criterion(const Criterion& criterion, int own) {
    const std::string title = "Tiêu chí " + (criterion.number.empty() ? criterion.id : criterion.number);
    const bool judged = std::holds_alternative<Judged>(*criterion.rule());
    const std::string verdicts = quoted(verdict_label(AppraisalVerdict::accepted)) +
                                 (criterion.sole_supplier ? "" : ";" + quoted(verdict_label(judged ? AppraisalVerdict::judged : AppraisalVerdict::changed)));
    open(own, verdict, style::answer_choice);
    offer(cell_at(sheet_, own, column(verdict)), verdicts, title, judged ? "Đồng ý với điểm của đơn vị, hoặc chấm điểm khác." : "Đồng ý với số liệu của đơn vị, hoặc sửa số liệu ở ô bên cạnh; điểm được tính lại.");
    open(own, basis, style::answer_choice);
    offer(cell_at(sheet_, own, column(basis)), quoted(basis_label(AppraisalBasis::desk)) + ";" + quoted(basis_label(AppraisalBasis::on_site)) + ";" + quoted(basis_label(AppraisalBasis::third_party)),
          title, "Kết luận dựa vào đâu: hồ sơ, kiểm tra thực tế, hoặc số liệu của bên thứ ba.");
    for (const auto& [place, help] : {std::pair{comment, "Bắt buộc. Đơn vị sẽ đọc được câu này."}, std::pair{question, "Điều đơn vị phải giải trình, nếu có. Đơn vị sẽ đọc được."},
                                      std::pair{internal, "Chỉ người thẩm định đọc; không gửi đơn vị."}}) {
      open(own, place, style::answer_text);
      offer(cell_at(sheet_, own, column(place)), {}, title, help);
    }
    const std::vector<FieldCell> fields = field_cells(criterion, own);
    if (fields.empty()) return;
    const std::string says = "OR(" + fixed(own, column(verdict)) + "=" + quoted(verdict_label(AppraisalVerdict::changed)) + ";" + fixed(own, column(verdict)) + "=" + quoted(verdict_label(AppraisalVerdict::judged)) + ")";
    const std::string none = "\"" + std::string(not_applicable_label) + "\"";
    const std::string first_given = fixed(fields.front().row, column(value));
    const std::string first_own = fixed(fields.front().row, value_column_);
    for (const FieldCell& cell : fields) {
      const ReviewPlace given = cell.second ? base : value;
      if (cell.row != own) apply_style(block(sheet_, cell.row, first_, cell.row, first_ + place_count - 1), style::text);
      if (!criterion.sole_supplier) {
        open(cell.row, given, look_of(*cell.field));
        const auto target = cell_at(sheet_, cell.row, column(given));
        if (cell.field->is_choice()) {
          const auto offered = get<Reference<css::beans::XPropertySet>>(cell_at(sheet_, cell.row, cell.second ? base_column_ : value_column_), "Validation");
          set(target, "Validation", offered);
        } else {
          offer(target, {}, title, cell.field->label.vi.substr(0, 150) + "\nĐể trống: giữ số liệu của đơn vị. “–”: bỏ số liệu của đơn vị.");
        }
      }
      // What counts: the reviewer's figure where the verdict says so, otherwise the unit's.
      const std::string theirs = name(cell.row, cell.second ? base_column_ : value_column_);
      const std::string ours = name(cell.row, column(given));
      const std::string kept = "IF(ISBLANK(" + theirs + ");\"\";" + theirs + ")";
      const bool is_first = &cell == &fields.front();
      std::string taken = "IF(ISBLANK(" + ours + ");IF(" + first_own + "=" + none + ";\"\";" + kept + ");IF(" + ours + "=\"–\";\"\";" + ours + "))";
      if (!is_first) taken = "IF(" + first_given + "=" + none + ";\"\";" + taken + ")";
      formula(cell.row, column(cell.second ? counted_base : counted_value), "=IF(" + says + ";" + taken + ";" + kept + ")");
    }
    const int last = fields.back().row;
    const int from = fields.front().row;
    const bool two = fields.size() == 2 && fields.back().second;
    const std::string range = name(from, column(counted_value)) + ":" + name(last, column(two ? counted_base : counted_value));
    if (criterion.sole_supplier || last - from + 1 != static_cast<int>(two ? 1 : fields.size())) {
      formula(own, column(points), "=" + name(own, points_column_));
      return;
    }
    formula(own, column(points), call("POINTS", name(own, id_column_) + ";" + (from == last && !two ? name(from, column(counted_value)) : range)));
  }

  void open(int row, ReviewPlace place, std::string_view look) {
    const CellBlock cell = block(sheet_, row, column(place), row, column(place));
    apply_style(cell, look);
    lock(cell, false);
  }

  // Rows of everything in the group, which stand below it as the sheet was built.
  void write_group(int index, int own) {
    const Criterion& group = set_.criteria[static_cast<std::size_t>(index)];
    int last = own;
    for (const auto& [id, at] : row_of_) {
      const Criterion* member = set_.find(id.substr(0, id.find('|')));
      if (member == nullptr || member == &group || !set_.is_within(*member, group)) continue;
      if (at <= own) return;  // moved: no sum can be told
      last = std::max(last, at);
    }
    if (last == own) return;
    formula(own, column(points), call("GROUPPOINTS", name(own, id_column_) + ";" + name(own + 1, id_column_) + ":" + name(last, id_column_) + ";" + summed(own + 1, last)));
  }

  // Where sums alone are rounded they are made of the answers.
  std::string summed(int first, int last) const {
    if (assessed_.programme->rounds_sums_only()) return name(first, column(counted_value)) + ":" + name(last, column(counted_base));
    return name(first, column(points)) + ":" + name(last, column(points));
  }

  void write_total() {
    if (total_row_ < 0) return;
    const int first = key_row_ + 2;
    apply_style(block(sheet_, total_row_, first_, total_row_, first_ + place_count - 1), style::total);
    for (const ReviewPlace place : {points, change}) apply_style(block(sheet_, total_row_, column(place), total_row_, column(place)), style::total_points);
    formula(total_row_, column(points), call("TOTAL", name(first, id_column_) + ":" + name(total_row_ - 1, id_column_) + ";" + summed(first, total_row_ - 1)));
    const std::string now = name(total_row_, column(points)), before = name(total_row_, points_column_);
    formula(total_row_, column(change), "=IF(AND(ISNUMBER(" + now + ");ISNUMBER(" + before + "));ROUND(" + now + "-" + before + ";6);\"\")");
  }

  const Document document_;
  const AssessedSheet& assessed_;
  const CriteriaSet& set_;
  const Sheet sheet_;
  int key_row_ = -1, id_column_ = -1, value_column_ = -1, base_column_ = -1, points_column_ = -1;
  int first_ = 0, total_row_ = -1;
  std::map<std::string, int> row_of_;
};

}  // namespace

std::string review_kind(const Document& document) {
  const Reference<css::beans::XPropertySet> properties(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)->getDocumentProperties()->getUserDefinedProperties(), UNO_QUERY_THROW);
  const rtl::OUString name = to_uno(property::appraisal);
  rtl::OUString kind;
  if (properties->getPropertySetInfo()->hasPropertyByName(name)) properties->getPropertyValue(name) >>= kind;
  return from_uno(kind);
}

bool make_review(const Document& copy, const AssessedSheet& sheet) { return ReviewBuilder(copy, sheet).build(); }

bool make_explanation_copy(const Document& copy, const AssessedSheet& sheet, const std::vector<int>& criteria) {
  const Sheet table = sheet_of(copy, table_sheet_name);
  if (!table.is() || !unprotect(table)) return false;
  const FormSheet form = read_form_contents(table);
  const auto [key_row, id_column] = find_text(form, column_key(Column::id));
  lock(block(table, 0, 0, form.rows - 1, form.columns - 1), true);
  const int hidden = find_text(form, review_key::internal).second;
  for (int row = key_row + 2; row < form.rows; ++row) {
    if (!form.at(row, hidden).text.empty()) put_text(table, row, hidden, "");
  }
  const auto columns = Reference<css::table::XColumnRowRange>(table, UNO_QUERY_THROW)->getColumns();
  set(Reference<css::beans::XPropertySet>(columns->getByIndex(hidden), UNO_QUERY_THROW), "IsVisible", false);
  for (const int index : criteria) {
    const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(index)];
    for (int row = key_row + 1; row < form.rows; ++row) {
      if (form.at(row, id_column).text != criterion.id) continue;
      for (const std::string_view key : {review_key::explanation, review_key::explanation_evidence}) {
        const int column = find_text(form, key).second;
        const CellBlock cell = block(table, row, column, row, column);
        apply_style(cell, style::answer_text);
        lock(cell, false);
        offer(cell_at(table, row, column), {}, "Tiêu chí " + (criterion.number.empty() ? criterion.id : criterion.number),
              key == review_key::explanation ? "Giải trình của đơn vị về kết quả thẩm định lần 1." : "Số, ngày của tài liệu kèm theo, nếu có.");
      }
    }
  }
  const Reference<css::util::XProtectable> part(table, UNO_QUERY_THROW);
  part->protect({});
  set_document_property(copy, property::appraisal, "explanation");
  return true;
}

}  // namespace thuocdo
