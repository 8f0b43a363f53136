#include "workbook/review_sheet.h"

#include <algorithm>
#include <array>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/sheet/ConditionOperator.hpp>
#include <com/sun/star/sheet/ValidationAlertStyle.hpp>
#include <com/sun/star/sheet/ValidationType.hpp>
#include <com/sun/star/sheet/XSheetAnnotation.hpp>
#include <com/sun/star/sheet/XSheetAnnotations.hpp>
#include <com/sun/star/sheet/XSheetAnnotationsSupplier.hpp>
#include <com/sun/star/sheet/XSheetCondition.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <map>
#include <optional>
#include <set>

#include "sheet/review_columns.h"
#include "texts/texts.h"
#include "workbook/answer_cell.h"
#include "workbook/build_workbook.h"
#include "workbook/choice_lists.h"
#include "workbook/form_alignment.h"
#include "workbook/styles.h"
#include "workbook/table_layout.h"

namespace thuocdo {
namespace {

// Behind the sheet's own columns: the unit's figures once more, to be read beside what reviewers fill in; the points side by side;
// then a block for each stage, with the explanation behind the first.
constexpr int stages = static_cast<int>(appraisal_stages.size());
constexpr int their_value = 0, their_base = 1, self_place = 2, points_place = 3, change_place = points_place + stages, first_block = change_place + 1;

enum Part { verdict, value, base, counted_value, counted_base, basis, comment, question, internal, appraiser, part_count };
enum Explained { explanation, explanation_evidence, explained_count };

constexpr int number_of(AppraisalStage stage) { return static_cast<int>(stage); }
constexpr int explained_place = first_block + part_count;
constexpr int place_count = first_block + stages * part_count + explained_count;
constexpr int place_of(AppraisalStage stage, Part part) {
  return first_block + number_of(stage) * part_count + (stage == AppraisalStage::first ? 0 : explained_count) + part;
}
constexpr int points_of(AppraisalStage stage) { return points_place + number_of(stage); }

struct ReviewColumn {
  std::string_view key;  // empty: not read
  std::string_view title;
  int width;  // 1/100 mm; 0: hidden
};

// "{}": the stage.
constexpr std::array<ReviewColumn, part_count> part_columns = {{
    {review_key::verdict, "Kết luận {}", 2400},
    {review_key::value, "Số liệu hoặc điểm {}", 2400},
    {review_key::base, "Mẫu số {}", 1500},
    {"", "Số liệu được tính", 0},
    {"", "Mẫu số được tính", 0},
    {review_key::basis, "Căn cứ {}", 2200},
    {review_key::comment, "Ý kiến {} (đơn vị đọc được)", 4500},
    {review_key::question, "Yêu cầu đơn vị giải trình", 3600},
    {review_key::internal, "Nội bộ {} (không gửi đơn vị)", 3600},
    {review_key::appraiser, "Người thẩm định {}", 2600},
}};
constexpr std::array<ReviewColumn, explained_count> explained_columns = {{
    {review_key::explanation, "Giải trình của đơn vị", 4500},
    {review_key::explanation_evidence, "Tài liệu giải trình", 3000},
}};
constexpr std::array<std::string_view, stages> stage_words = {"lần 1", "lần 2", "chính thức"};

// Nothing of them leaves the reviewers.
constexpr std::array kept_back = {internal, appraiser};

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

// Points between nothing and the maximum.
void bound(const Reference<css::table::XCell>& cell, const Decimal& most, const std::string& title) {
  const auto validity = get<Reference<css::beans::XPropertySet>>(cell, "Validation");
  set(validity, "Type", css::sheet::ValidationType_DECIMAL);
  set(validity, "ShowErrorMessage", true);
  set(validity, "ErrorAlertStyle", css::sheet::ValidationAlertStyle_STOP);
  set(validity, "ErrorTitle", to_uno(title));
  set(validity, "ErrorMessage", to_uno("Điểm phải từ 0 đến " + most.text(Notation::vietnamese) + "."));
  const Reference<css::sheet::XSheetCondition> condition(validity, UNO_QUERY_THROW);
  condition->setOperator(css::sheet::ConditionOperator_BETWEEN);
  condition->setFormula1(to_uno("0"));
  condition->setFormula2(to_uno(most.text()));
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

  bool make() {
    if (!find_places()) return false;
    first_ = form_.columns;
    // Nothing of the unit's may be changed, whatever the copy came from.
    lock(block(sheet_, 0, 0, form_.rows - 1, form_.columns - 1), true);
    write_heads();
    write_looks(0, first_block);
    write_looks(explained_place, explained_place + explained_count);
    for (std::size_t i = 0; i < set_.criteria.size(); ++i) write_theirs(static_cast<int>(i));
    write_stage(AppraisalStage::first, nullptr);
    // What an officer needed while filling it in takes the place of what a reviewer looks at.
    for (const Column column : {Column::check, Column::carried}) {
      const auto at = find_text(form_, column_key(column));
      if (at.first == key_row_ && at.second >= 0) show_column(at.second, 0);
    }
    protect();
    set_document_property(document_, property::appraisal, std::string(review_copy));
    const auto properties = Reference<css::document::XDocumentPropertiesSupplier>(document_, UNO_QUERY_THROW)->getDocumentProperties();
    properties->setTitle(properties->getTitle() + to_uno(" – thẩm định"));
    return true;
  }

  bool begin(AppraisalStage stage, const Appraisal& appraisal) {
    if (!find_places()) return false;
    first_ = find_text(form_, review_key::self).second - self_place;
    lock(block(sheet_, 0, 0, form_.rows - 1, form_.columns - 1), true);
    quieten();
    before_ = AppraisalStage::first;
    for (const AppraisalStage earlier : appraisal_stages) {
      if (earlier < stage && find_text(form_, review_key_of(review_key::verdict, earlier)).second >= 0) before_ = earlier;
    }
    for (std::size_t i = 0; i < set_.criteria.size(); ++i) {
      const auto own = row(set_.criteria[i].id);
      const auto& explained = appraisal.by_criterion[i].explanation;
      if (!own || !explained) continue;
      put_text(sheet_, *own, first_ + explained_place + explanation, explained->text);
      put_text(sheet_, *own, first_ + explained_place + explanation_evidence, explained->evidence);
    }
    write_stage(stage, &appraisal);
    protect();
    return true;
  }

  bool send_back(const std::vector<int>& criteria) {
    if (!find_places()) return false;
    first_ = find_text(form_, review_key::self).second - self_place;
    lock(block(sheet_, 0, 0, form_.rows - 1, form_.columns - 1), true);
    quieten();
    for (const Part part : kept_back) {
      const int at = column(AppraisalStage::first, part);
      for (int row = key_row_ + 2; row < form_.rows; ++row) {
        if (form_.at(row, at).content != Content::empty) put_text(sheet_, row, at, "");
      }
      show_column(at, 0);
    }
    // Notes that reviewers stuck onto cells are as internal.
    const auto notes = Reference<css::sheet::XSheetAnnotationsSupplier>(sheet_, UNO_QUERY_THROW)->getAnnotations();
    for (sal_Int32 i = notes->getCount(); i-- > 0;) {
      const Reference<css::sheet::XSheetAnnotation> note(notes->getByIndex(i), UNO_QUERY_THROW);
      if (note->getPosition().Column >= first_) notes->removeByIndex(i);
    }
    for (const int index : criteria) {
      const Criterion& criterion = set_.criteria[static_cast<std::size_t>(index)];
      const auto own = row(criterion.id);
      if (!own) continue;
      for (const Explained which : {explanation, explanation_evidence}) {
        const int at = first_ + explained_place + which;
        const CellBlock cell = block(sheet_, *own, at, *own, at);
        apply_style(cell, style::answer_text);
        lock(cell, false);
        offer(cell_at(sheet_, *own, at), {}, "Tiêu chí " + (criterion.number.empty() ? criterion.id : criterion.number),
              which == explanation ? "Giải trình của đơn vị về kết quả thẩm định lần 1." : "Số, ngày của tài liệu kèm theo, nếu có.");
      }
    }
    protect();
    set_document_property(document_, property::appraisal, std::string(explanation_copy));
    return true;
  }

  bool keep(const Section& section) {
    if (!find_places()) return false;
    first_ = find_text(form_, review_key::self).second - self_place;
    for (const AppraisalStage stage : appraisal_stages) {
      if (find_text(form_, review_key_of(review_key::verdict, stage)).second >= 0) stage_ = stage;
    }
    std::set<int> kept;  // and the groups above them
    for (const std::string& id : section.criteria) {
      for (int index = set_.index(id); index >= 0; index = set_.criteria[static_cast<std::size_t>(index)].parent) kept.insert(index);
    }
    const auto rows = Reference<css::table::XColumnRowRange>(sheet_, UNO_QUERY_THROW)->getRows();
    for (const auto& [id, row] : row_of_) {
      const int index = set_.index(id.substr(0, id.find('|')));
      if (index < 0) continue;
      if (!kept.contains(index)) {
        lock(block(sheet_, row, first_, row, form_.columns - 1), true);
        set(Reference<css::beans::XPropertySet>(rows->getByIndex(row), UNO_QUERY_THROW), "IsVisible", false);
        continue;
      }
      const int named = column(stage_, appraiser);
      const auto cell = cell_at(sheet_, row, named);
      if (id.find('|') == std::string::npos && !get<css::util::CellProtection>(cell, "CellProtection").IsLocked) put_text(sheet_, row, named, section.name);
    }
    protect();
    return true;
  }

 private:
  bool find_places() {
    if (!sheet_.is() || !unprotect(sheet_)) return false;
    form_ = read_form_contents(sheet_);
    const auto found = find_text(form_, column_key(Column::id));
    key_row_ = found.first;
    id_column_ = found.second;
    value_column_ = find_text(form_, column_key(Column::value)).second;
    base_column_ = find_text(form_, column_key(Column::base)).second;
    points_column_ = find_text(form_, column_key(Column::points)).second;
    for (int row = key_row_ + 1; row < form_.rows; ++row) {
      const std::string& id = form_.at(row, id_column_).text;
      if (!id.empty()) row_of_[id] = row;
    }
    const auto total = row_of_.find(std::string(total_row_id));
    total_row_ = total != row_of_.end() ? total->second : -1;
    return true;
  }

  void protect() { Reference<css::util::XProtectable>(sheet_, UNO_QUERY_THROW)->protect({}); }

  int column(AppraisalStage stage, Part part) const { return first_ + place_of(stage, part); }
  std::string name(int row, int column) const { return cell_name(row, column); }
  std::string fixed(int row, int column) const { return "$" + column_name(column) + "$" + std::to_string(row + 1); }

  void show_column(int column, int width) {
    const auto columns = Reference<css::table::XColumnRowRange>(sheet_, UNO_QUERY_THROW)->getColumns();
    const Reference<css::beans::XPropertySet> one(columns->getByIndex(column), UNO_QUERY_THROW);
    set(one, "IsVisible", width > 0);
    if (width > 0) set(one, "Width", sal_Int32(width));
  }

  void head(int place, std::string_view key, const std::string& title, int width) {
    if (!key.empty()) put_text(sheet_, key_row_, first_ + place, key);
    put_text(sheet_, key_row_ + 1, first_ + place, title);
    apply_style(block(sheet_, key_row_ + 1, first_ + place, key_row_ + 1, first_ + place), style::header);
    show_column(first_ + place, width);
  }

  void write_heads() {
    for (int place = 0; place < place_count; ++place) show_column(first_ + place, 0);
    head(their_value, "", "Số liệu của đơn vị", 2300);
    head(their_base, "", "Mẫu số", 1500);
    head(self_place, review_key::self, "Tự đánh giá", points_width);
    head(change_place, review_key::change, "Chênh lệch", points_width);
    for (int i = 0; i < explained_count; ++i) {
      const ReviewColumn& about = explained_columns[static_cast<std::size_t>(i)];
      head(explained_place + i, about.key, std::string(about.title), about.width);
    }
  }

  // As cells that nobody fills in, from one place to before another. Calc saves no looks behind the last column that holds
  // something, so those of a stage are given when it begins.
  void write_looks(int from, int to) {
    const auto look = [&](int row, int first, int end, std::string_view as) {
      first = std::max(first, from);
      end = std::min(end, to);
      if (first < end) apply_style(block(sheet_, row, first_ + first, row, first_ + end - 1), as);
    };
    for (const Criterion& criterion : set_.criteria) {
      const auto own = row(criterion.id);
      if (!own) continue;
      look(*own, 0, place_count, criterion.is_group() ? style::group : style::text);
      look(*own, self_place, first_block, criterion.is_group() ? style::group_points : style::points);
      for (const FieldCell& cell : field_cells(criterion, *own)) {
        if (cell.row != *own) look(cell.row, 0, place_count, style::text);
      }
    }
    if (total_row_ < 0) return;
    look(total_row_, 0, place_count, style::total);
    look(total_row_, self_place, first_block, style::total_points);
  }

  // What earlier stages left open looks like what is to be read only.
  void quieten() {
    write_looks(place_of(AppraisalStage::first, verdict), place_count);
  }

  void write_theirs(int index) {
    const Criterion& criterion = set_.criteria[static_cast<std::size_t>(index)];
    const auto own = row(criterion.id);
    if (!own) return;
    if (criterion.is_group() || earns_points(*criterion.rule())) formula(*own, first_ + self_place, "=" + name(*own, points_column_));
    for (const FieldCell& cell : field_cells(criterion, *own)) {
      const std::string theirs = name(cell.row, cell.second ? base_column_ : value_column_);
      formula(cell.row, first_ + (cell.second ? their_base : their_value), "=IF(ISBLANK(" + theirs + ");\"\";" + theirs + ")");
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

  // Opens the columns of the stage. `appraisal`: what was decided and explained before; null in the first.
  void write_stage(AppraisalStage stage, const Appraisal* appraisal) {
    stage_ = stage;
    const std::string words(stage_words[static_cast<std::size_t>(number_of(stage))]);
    write_looks(place_of(stage, verdict), place_of(stage, verdict) + part_count);
    head(points_of(stage), review_key_of(review_key::points, stage), "Điểm " + words, points_width);
    for (int part = 0; part < part_count; ++part) {
      const ReviewColumn& about = part_columns[static_cast<std::size_t>(part)];
      const bool asked = part != question || stage == AppraisalStage::first;
      head(place_of(stage, static_cast<Part>(part)), about.key.empty() || !asked ? "" : review_key_of(about.key, stage),
           with_stage(about.title, words), asked ? about.width : 0);
    }
    std::vector<int> rows;
    for (std::size_t i = 0; i < set_.criteria.size(); ++i) {
      const Criterion& criterion = set_.criteria[i];
      const auto own = row(criterion.id);
      if (!own) continue;
      if (criterion.is_group()) {
        write_group(static_cast<int>(i), *own);
      } else if (!is_appraised(criterion)) {
        formula(*own, first_ + points_of(stage), "=" + name(*own, points_column_));
      } else {
        const bool opened = appraisal == nullptr || stage == AppraisalStage::final || appraisal->by_criterion[i].explanation.has_value();
        write_criterion(criterion, *own, opened);
        if (opened) rows.push_back(*own);
      }
      if (criterion.is_group() || earns_points(*criterion.rule())) write_change(*own);
    }
    write_total();
    mark_missing(rows);
  }

  static std::string with_stage(std::string_view title, const std::string& words) {
    std::string text(title);
    if (const std::size_t at = text.find("{}"); at != std::string::npos) text.replace(at, 2, words);
    return text;
  }

  void write_change(int own) {
    const std::string now = name(own, first_ + points_of(stage_)), before = name(own, points_column_);
    const std::string difference = "ROUND(" + now + "-" + before + ";6)";
    // Only what differs is shown.
    formula(own, first_ + change_place, "=IF(AND(ISNUMBER(" + now + ");ISNUMBER(" + before + "));IF(" + difference + "=0;\"\";" + difference + ");\"\")");
  }

  // Basis and comment stand out while a verdict lacks them.
  void mark_missing(const std::vector<int>& rows) {
    if (rows.empty()) return;
    for (const Part part : {basis, comment}) {
      const std::string given = "$" + column_name(column(stage_, verdict)) + std::to_string(rows.front() + 1);
      const int own = column(stage_, part);
      add_condition(document_, sheet_, rows, own, "AND(" + given + "<>\"\";" + name(rows.front(), own) + "=\"\")", style::missing);
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

  static std::string offered_verdicts(const Criterion& criterion, AppraisalStage stage) {
    const bool judged = std::holds_alternative<Judged>(*criterion.rule());
    std::string words = quoted(verdict_label(AppraisalVerdict::accepted));
    if (stage != AppraisalStage::first) words = quoted(verdict_label(AppraisalVerdict::kept)) + ";" + words;
    if (!criterion.sole_supplier) words += ";" + quoted(verdict_label(judged ? AppraisalVerdict::judged : AppraisalVerdict::changed));
    return words;
  }

  void open_words(const Criterion& criterion, int own, const std::string& title) {
    const bool judged = std::holds_alternative<Judged>(*criterion.rule());
    std::string help = judged ? "Đồng ý với điểm của đơn vị, hoặc chấm điểm khác ở ô bên cạnh." : "Đồng ý với số liệu của đơn vị, hoặc sửa số liệu ở ô bên cạnh; điểm được tính lại.";
    if (stage_ != AppraisalStage::first) help += " Giữ nguyên: theo kết quả lần trước.";
    open(own, verdict, style::answer_choice);
    offer(cell_at(sheet_, own, column(stage_, verdict)), offered_verdicts(criterion, stage_), title, help);
    open(own, basis, style::answer_choice);
    offer(cell_at(sheet_, own, column(stage_, basis)), quoted(basis_label(AppraisalBasis::desk)) + ";" + quoted(basis_label(AppraisalBasis::on_site)) + ";" + quoted(basis_label(AppraisalBasis::third_party)),
          title, "Kết luận dựa vào đâu: hồ sơ, kiểm tra thực tế, hoặc số liệu của bên thứ ba.");
    for (const auto& [part, words] : {std::pair{comment, "Bắt buộc. Đơn vị sẽ đọc được câu này."}, std::pair{question, "Điều đơn vị phải giải trình, nếu có. Đơn vị sẽ đọc được."},
                                      std::pair{internal, "Chỉ người thẩm định đọc; không gửi đơn vị."}, std::pair{appraiser, "Ai kết luận, khi nhiều người chia nhau thẩm định. Không gửi đơn vị."}}) {
      if (part == question && stage_ != AppraisalStage::first) continue;
      open(own, part, style::answer_text);
      offer(cell_at(sheet_, own, column(stage_, part)), {}, title, words);
    }
  }

  void open_figure(const Criterion& criterion, const FieldCell& cell, const std::string& title) {
    const Part given = cell.second ? base : value;
    open(cell.row, given, look_of(*cell.field));
    const auto target = cell_at(sheet_, cell.row, column(stage_, given));
    if (cell.field->is_choice()) {
      set(target, "Validation", get<Reference<css::beans::XPropertySet>>(cell_at(sheet_, cell.row, cell.second ? base_column_ : value_column_), "Validation"));
    } else if (std::holds_alternative<Judged>(*criterion.rule())) {
      offer(target, {}, title, "Điểm chấm, từ 0 đến " + criterion.maximum.text(Notation::vietnamese) + ".");
      bound(target, criterion.maximum, title);
    } else {
      offer(target, {}, title, "Số liệu đúng. Để trống: giữ số liệu của đơn vị. “–”: bỏ số liệu của đơn vị.");
    }
  }

  void write_criterion(const Criterion& criterion, int own, bool opened) {
    const std::string title = "Tiêu chí " + (criterion.number.empty() ? criterion.id : criterion.number);
    if (opened) open_words(criterion, own, title);
    const std::vector<FieldCell> fields = field_cells(criterion, own);
    if (fields.empty()) return;
    for (const FieldCell& cell : fields) {
      if (opened && !criterion.sole_supplier) open_figure(criterion, cell, title);
      formula(cell.row, column(stage_, cell.second ? counted_base : counted_value), "=" + counted(own, fields, cell, opened));
    }
    const int last = fields.back().row;
    const int from = fields.front().row;
    const bool two = fields.size() == 2 && fields.back().second;
    const int points = first_ + points_of(stage_);
    const std::string range = name(from, column(stage_, counted_value)) + ":" + name(last, column(stage_, two ? counted_base : counted_value));
    if (criterion.sole_supplier || last - from + 1 != static_cast<int>(two ? 1 : fields.size())) return formula(own, points, "=" + name(own, points_column_));
    formula(own, points, call("POINTS", name(own, id_column_) + ";" + (from == last && !two ? name(from, column(stage_, counted_value)) : range)));
  }

  // What counts of one field: the reviewer's figure where the verdict says so, the unit's where it is accepted, otherwise what
  // counted before.
  std::string counted(int own, const std::vector<FieldCell>& fields, const FieldCell& cell, bool opened) const {
    const Part given = cell.second ? base : value;
    const std::string theirs = name(cell.row, cell.second ? base_column_ : value_column_);
    const std::string kept = "IF(ISBLANK(" + theirs + ");\"\";" + theirs + ")";
    const std::string stands = stage_ == AppraisalStage::first ? kept : name(cell.row, column(before_, cell.second ? counted_base : counted_value));
    if (!opened) return stands;
    const std::string decided = fixed(own, column(stage_, verdict));
    const std::string none = "\"" + std::string(not_applicable_label) + "\"";
    const std::string ours = name(cell.row, column(stage_, given));
    std::string taken = "IF(ISBLANK(" + ours + ");IF(" + fixed(fields.front().row, value_column_) + "=" + none + ";\"\";" + kept + ");IF(" + ours + "=\"–\";\"\";" + ours + "))";
    if (&cell != &fields.front()) taken = "IF(" + fixed(fields.front().row, column(stage_, value)) + "=" + none + ";\"\";" + taken + ")";
    const std::string says = "OR(" + decided + "=" + quoted(verdict_label(AppraisalVerdict::changed)) + ";" + decided + "=" + quoted(verdict_label(AppraisalVerdict::judged)) + ")";
    const std::string otherwise = stage_ == AppraisalStage::first ? kept : "IF(" + decided + "=" + quoted(verdict_label(AppraisalVerdict::accepted)) + ";" + kept + ";" + stands + ")";
    return "IF(" + says + ";" + taken + ";" + otherwise + ")";
  }

  void open(int row, Part part, std::string_view look) {
    const int at = column(stage_, part);
    const CellBlock cell = block(sheet_, row, at, row, at);
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
    formula(own, first_ + points_of(stage_), call("GROUPPOINTS", name(own, id_column_) + ";" + name(own + 1, id_column_) + ":" + name(last, id_column_) + ";" + summed(own + 1, last)));
  }

  // Where sums alone are rounded they are made of the answers.
  std::string summed(int first, int last) const {
    if (assessed_.programme->rounds_sums_only()) return name(first, column(stage_, counted_value)) + ":" + name(last, column(stage_, counted_base));
    return name(first, first_ + points_of(stage_)) + ":" + name(last, first_ + points_of(stage_));
  }

  void write_total() {
    if (total_row_ < 0) return;
    const int first = key_row_ + 2;
    formula(total_row_, first_ + self_place, "=" + name(total_row_, points_column_));
    formula(total_row_, first_ + points_of(stage_), call("TOTAL", name(first, id_column_) + ":" + name(total_row_ - 1, id_column_) + ";" + summed(first, total_row_ - 1)));
    write_change(total_row_);
  }

  static constexpr int points_width = 1600;

  const Document document_;
  const AssessedSheet& assessed_;
  const CriteriaSet& set_;
  const Sheet sheet_;
  FormSheet form_;
  int key_row_ = -1, id_column_ = -1, value_column_ = -1, base_column_ = -1, points_column_ = -1;
  int first_ = 0, total_row_ = -1;
  AppraisalStage stage_ = AppraisalStage::first;
  AppraisalStage before_ = AppraisalStage::first;  // the stage whose figures stand where this one decides nothing
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

TableView review_view(const Document& document) {
  const Sheet table = sheet_of(document, table_sheet_name);
  if (!table.is()) return {};
  const FormSheet form = read_form_contents(table);
  const auto column = [&](const std::string& key) { return find_text(form, key).second; };
  const int first = column(std::string(review_key::self)) - self_place;
  if (review_kind(document) == explanation_copy) return {first + self_place, first + explained_place};
  if (const int last = column(review_key_of(review_key::verdict, AppraisalStage::final)); last >= 0) return {first, last};
  if (const int second = column(review_key_of(review_key::verdict, AppraisalStage::second)); second >= 0) return {first + explained_place, second};
  return {first, column(std::string(review_key::verdict))};
}

bool make_review(const Document& copy, const AssessedSheet& sheet) { return ReviewBuilder(copy, sheet).make(); }

bool begin_stage(const Document& copy, const AssessedSheet& sheet, AppraisalStage stage, const Appraisal& appraisal) {
  return ReviewBuilder(copy, sheet).begin(stage, appraisal);
}

bool make_explanation_copy(const Document& copy, const AssessedSheet& sheet, const std::vector<int>& criteria) { return ReviewBuilder(copy, sheet).send_back(criteria); }

bool keep_criteria(const Document& copy, const AssessedSheet& sheet, const Section& section) { return ReviewBuilder(copy, sheet).keep(section); }

bool put_decision(const Document& document, const AssessedSheet& sheet, const AppraisalTable& table, AppraisalStage stage, int criterion, const CriterionAppraisal& decision) {
  const Criterion& about = sheet.tier->set.criteria[static_cast<std::size_t>(criterion)];
  const AnswerCell* own = sheet.cell(criterion, "points");
  const auto place = [&](std::string_view key, int row) -> std::optional<AnswerCell> {
    const auto column = table.columns.find(review_key_of(key, stage));
    if (column == table.columns.end()) return std::nullopt;
    const AnswerCell cell{std::string(key), table.sheet, row, column->second};
    return is_open(document, cell) ? std::optional(cell) : std::nullopt;
  };
  if (own == nullptr || !place(review_key::verdict, own->row)) return false;
  const auto words = [&](std::string_view key, const std::string& text) {
    if (const auto cell = place(key, own->row)) write_text(document, *cell, text);
  };
  words(review_key::verdict, verdict_label(decision.verdict).vi);
  words(review_key::basis, decision.basis ? basis_label(*decision.basis).vi : "");
  words(review_key::comment, decision.comment);
  words(review_key::question, decision.question);
  words(review_key::internal, decision.internal);
  words(review_key::appraiser, decision.appraiser);
  for (std::size_t f = 0; f < about.fields().size(); ++f) {
    const Field& field = about.fields()[f];
    const AnswerCell* theirs = sheet.cell(criterion, field.name);
    if (theirs == nullptr) continue;
    const auto cell = place(!has_field_rows(about) && f == 1 ? review_key::base : review_key::value, theirs->row);
    if (!cell) continue;
    const Value* given = decision.find(field.name);
    if (f == 0 && decision.not_applicable) {
      write_text(document, *cell, std::string(not_applicable_label));
    } else if (given == nullptr || says_emptied(*given)) {
      write_text(document, *cell, given == nullptr ? "" : "–");
    } else {
      write_answer(document, *cell, field, typed_text(field, *given));
    }
  }
  return true;
}

}  // namespace thuocdo
