#include "workbook/criteria_table.h"

#include <array>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XCellRangeFormula.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XPrintAreas.hpp>
#include <com/sun/star/table/CellAddress.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <functional>
#include <string>

#include "scoring/figures.h"
#include "workbook/conditions.h"
#include "workbook/styles.h"
#include "workbook/undo_step.h"
#include "workbook/validity.h"

namespace thuocdo {
namespace {

// Widths in 1/100 mm, in the order of Column. All but the first and the last together are as wide as a window of 1366
// pixels; the printed page ends with the source and is scaled little, so that texts wrap on paper as on the screen.
constexpr std::array<int, column_count> widths = {1500, 1100, 4500, 4200, 1250, 2700, 2100, 1700,
                                                  1700, 2800, 2600, 1350, 2150, 1900, 3500, 3000};

bool is_ratio(const Criterion& criterion) {
  return criterion.rule() &&
         (std::holds_alternative<RatioRule>(*criterion.rule()) || std::holds_alternative<RollUp>(*criterion.rule()));
}

std::string points_text(const Decimal& points) { return points.text(Notation::vietnamese); }

using Row = std::array<Any, column_count>;

// What a sheet without points says in place of how they are computed.
std::string figures_text(const Criterion& criterion) {
  if (!asks_for_figures(criterion)) return "Không cập nhật trong kỳ này.";
  if (has_field_rows(criterion)) return "Theo các nội dung sau.";
  std::string text;
  for (const Field& field : criterion.fields()) {
    if (field.is_choice()) return "Chọn trong danh sách.";
    text += (text.empty() ? "" : "\n") + field.label.vi;
  }
  return text;
}

Row texts_of(const CriteriaSet& set, const TableLayout& layout, const TableRow& row) {
  const Criterion& criterion = set.criteria[static_cast<std::size_t>(row.criterion)];
  Row texts;
  texts.fill(Any(rtl::OUString()));
  const auto put = [&](Column column, std::string_view text) {
    texts[static_cast<std::size_t>(at(column))] = text_value(text);
  };
  put(Column::id, row.id);
  if (row.kind == RowKind::item) {
    if (const Field* field = field_named(criterion, row.value_field)) {
      put(Column::name, "– " + field->label.vi);
      if (layout.assessed()) put(Column::method, field_words(*criterion.rule(), *field, criterion.maximum).vi);
    }
    return texts;
  }
  put(Column::number, criterion.number);
  put(Column::name, set.printed_name(criterion).vi);
  if (layout.assessed()) texts[static_cast<std::size_t>(at(Column::maximum))] <<= criterion.shown_maximum().to_double();
  if (row.kind == RowKind::criterion) {
    put(Column::method, layout.assessed() ? method_text(criterion) : figures_text(criterion));
    put(Column::source, criterion.data_source.vi);
    if (criterion.supplied_by.empty()) return texts;
    if (criterion.data_source.empty()) put(Column::source, criterion.supplied_by.vi);
    if (criterion.sole_supplier) put(Column::value, "Số liệu do " + criterion.supplied_by.vi + " cung cấp");
  }
  return texts;
}

std::string header_text(Column column, const TableLayout& layout) {
  if (!layout.assessed() && column == Column::method) return "Số liệu cần cung cấp";
  if (!layout.assessed() && column == Column::reason) return "Ghi chú";
  return column_title(column).vi;
}

void write_texts(const Sheet& sheet, const std::string& title, const CriteriaSet& set, const TableLayout& layout) {
  const int height = layout.total_row + 1;
  Sequence<Sequence<Any>> data(height);
  for (auto& line : data) {
    line.realloc(column_count);
    for (auto& cell : line) cell <<= rtl::OUString();
  }
  data[TableLayout::title_row][at(Column::number)] = text_value(title);
  for (int i = 0; i < column_count; ++i) {
    data[TableLayout::key_row][i] = text_value(column_key(static_cast<Column>(i)));
    data[TableLayout::header_row][i] = text_value(header_text(static_cast<Column>(i), layout));
  }
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const Row texts = texts_of(set, layout, layout.rows[i]);
    for (int column = 0; column < column_count; ++column) {
      data[layout.row_of(i)][column] = texts[static_cast<std::size_t>(column)];
    }
  }
  data[layout.total_row][at(Column::id)] = text_value(total_row_id);
  if (layout.assessed()) {
    data[layout.total_row][at(Column::name)] = text_value("TỔNG ĐIỂM");
    data[layout.total_row][at(Column::maximum)] <<= set.maximum.to_double();
  }
  Reference<css::sheet::XCellRangeData>(block(sheet, 0, 0, height - 1, column_count - 1), UNO_QUERY_THROW)
      ->setDataArray(data);
}

// "=VN.THUOCDO.FUNCTIONS.POINTS(thuocdo_set;A6;F6:G6)"
std::string call(const char* function, const std::string& arguments) {
  return "=VN.THUOCDO.FUNCTIONS." + std::string(function) + "(" + std::string(set_range_name) + ";" + arguments + ")";
}

void write_formulas(const Sheet& sheet, const Programme& programme, const CriteriaSet& set, const TableLayout& layout) {
  // Where sums alone are rounded they are made of the answers, because the points shown are rounded already.
  const auto summed = [&](int first, int last) {
    return programme.rounds_sums_only() ? cells(first, Column::value, last, Column::base) : cells(first, Column::points, last, Column::points);
  };
  const auto write = [&](Column column, const std::function<std::string(std::size_t)>& formula,
                         const std::string& last) {
    const auto count = static_cast<sal_Int32>(layout.rows.size()) + 1;
    Sequence<Sequence<rtl::OUString>> formulas(count);
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
      formulas[static_cast<sal_Int32>(i)] = uno_sequence<rtl::OUString>({to_uno(formula(i))});
    }
    formulas[count - 1] = uno_sequence<rtl::OUString>({to_uno(last)});
    Reference<css::sheet::XCellRangeFormula>(
        block(sheet, TableLayout::first_row, at(column), layout.total_row, at(column)), UNO_QUERY_THROW)
        ->setFormulaArray(formulas);
  };
  const auto criterion_of = [&](std::size_t i) -> const Criterion& {
    return set.criteria[static_cast<std::size_t>(layout.rows[i].criterion)];
  };
  const auto answered = [&](std::size_t i) {
    return cells(layout.row_of(i), Column::id) + ";" + layout.answers(set, i);
  };
  if (layout.assessed()) {
    write(
        Column::points,
        [&](std::size_t i) -> std::string {
          const TableRow& row = layout.rows[i];
          if (row.kind == RowKind::item) return {};
          if (row.kind == RowKind::criterion) return call("POINTS", answered(i));
          const int line = layout.row_of(i);
          const int last = layout.last_row_of(set, i);
          return call("GROUPPOINTS", cells(line, Column::id) + ";" + cells(line + 1, Column::id, last, Column::id) +
                                         ";" + summed(line + 1, last));
        },
        call("TOTAL", cells(TableLayout::first_row, Column::id, layout.last_row, Column::id) + ";" +
                          summed(TableLayout::first_row, layout.last_row)));
  }
  write(Column::share,
        [&](std::size_t i) -> std::string {
          const TableRow& row = layout.rows[i];
          if (row.kind == RowKind::criterion && is_ratio(criterion_of(i))) return call("RATIO", answered(i));
          if (row.kind == RowKind::item || !layout.assessed() || criterion_of(i).levels.empty()) return {};
          const int line = layout.row_of(i);
          return call("CLASSIFICATION", cells(line, Column::points) + ";" + cells(line, Column::id));
        },
        {});
  write(Column::check,
        [&](std::size_t i) -> std::string {
          if (layout.rows[i].kind != RowKind::criterion) return {};
          const int line = layout.row_of(i);
          return call("CHECK", answered(i) + ";" + cells(line, Column::reason) + ";" + cells(line, Column::evidence) + ";" +
                                   cells(line, Column::link) + "&\"\"");  // an empty cell as text
        },
        {});
}

// Style of an answer cell.
std::string_view answer_style(const Field& field) {
  switch (field.type) {
    case FieldType::count:
      return style::answer_count;
    case FieldType::number:
    case FieldType::points:
      return style::answer_number;
    case FieldType::date:
      return style::answer_date;
    case FieldType::text:
      return style::answer_text;
    default:
      return style::answer_choice;
  }
}

// One style per cell, applied in runs of equal cells of a column.
void apply_styles(const Document& document, const Sheet& sheet, const CriteriaSet& set, const TableLayout& layout) {
  const UndoStep all_columns(document);
  const auto style_of = [&](std::size_t i, Column column) -> std::string_view {
    const TableRow& row = layout.rows[i];
    const Criterion& criterion = set.criteria[static_cast<std::size_t>(row.criterion)];
    if (column == Column::id) return style::key;
    if (column == Column::check || column == Column::carried) return style::check;
    if (row.kind == RowKind::group) {
      const bool top = criterion.depth == 0;
      if (column == Column::number) return top ? style::group_number : style::subgroup_number;
      if (column == Column::maximum || column == Column::points) {
        return top ? style::group_points : style::subgroup_points;
      }
      return top ? style::group : style::subgroup;
    }
    const bool item = row.kind == RowKind::item;
    switch (column) {
      case Column::number:
        return style::number;
      case Column::name:
        return item ? style::item : style::text;
      case Column::method:
        return style::method;
      case Column::maximum:
      case Column::points:
        return style::points;
      case Column::value:
      case Column::base: {
        if (criterion.sole_supplier && column == Column::value) return style::method;
        const std::string& name = column == Column::value ? row.value_field : row.base_field;
        const Field* field = field_named(criterion, name);
        return field ? answer_style(*field) : style::blank;
      }
      case Column::share:
        return style::share;
      case Column::reason:
      case Column::evidence:
      case Column::page:
        return item || criterion.sole_supplier ? style::blank : style::answer_text;
      case Column::link:
        return item || criterion.sole_supplier ? style::blank : style::answer_link;
      default:
        return style::method;
    }
  };
  for (int number = 0; number < column_count; ++number) {
    const UndoStep step(document);
    const auto column = static_cast<Column>(number);
    std::size_t from = 0;
    for (std::size_t i = 1; i <= layout.rows.size(); ++i) {
      if (i < layout.rows.size() && style_of(i, column) == style_of(from, column)) continue;
      apply_style(block(sheet, layout.row_of(from), number, layout.row_of(i - 1), number), style_of(from, column));
      from = i;
    }
  }
  const auto row_style = [&](int row, Column first, Column last, std::string_view name) {
    apply_style(block(sheet, row, at(first), row, at(last)), name);
  };
  row_style(TableLayout::title_row, Column::id, Column::check, style::title);
  row_style(TableLayout::subject_row, Column::id, Column::check, style::subject);
  row_style(TableLayout::key_row, Column::id, Column::carried, style::key);
  row_style(TableLayout::header_row, Column::number, Column::link, style::header);
  row_style(TableLayout::header_row, Column::check, Column::carried, style::header_check);
  row_style(layout.total_row, Column::id, Column::id, style::key);
  row_style(layout.total_row, Column::number, Column::link, style::total);
  row_style(layout.total_row, Column::check, Column::carried, style::check);
  row_style(layout.total_row, Column::maximum, Column::maximum, style::total_points);
  row_style(layout.total_row, Column::points, Column::points, style::total_points);
}

void merge_columns(const Sheet& sheet, int row, Column first, Column last) {
  merge(block(sheet, row, at(first), row, at(last)));
}

void write_signatures(const Sheet& sheet, const TableLayout& layout) {
  const int row = layout.signature_row;
  const auto put = [&](int line, Column first, Column last, const char* text, std::string_view name) {
    put_text(sheet, line, at(first), text);
    apply_style(block(sheet, line, at(first), line, at(last)), name);
    merge_columns(sheet, line, first, last);
  };
  put(row, Column::name, Column::name, "NGƯỜI LẬP PHIẾU", style::bold_centred);
  put(row + 1, Column::name, Column::name, "(Ký, ghi rõ họ tên)", style::italic_centred);
  put(row, Column::evidence, Column::source, "THỦ TRƯỞNG CƠ QUAN", style::bold_centred);
  put(row + 1, Column::evidence, Column::source, "(Ký, ghi rõ họ tên, đóng dấu)", style::italic_centred);
}

// What is hidden: the ids, what was carried over until something is (carried_answers.h), and what belongs to points
// where there are none.
bool is_hidden(Column column, const TableLayout& layout) {
  return column == Column::id || column == Column::carried || (!layout.assessed() && (column == Column::maximum || column == Column::points));
}

void set_widths(const Sheet& sheet, const TableLayout& layout) {
  const auto columns = Reference<css::table::XColumnRowRange>(sheet, UNO_QUERY_THROW)->getColumns();
  for (int i = 0; i < column_count; ++i) {
    const Reference<css::beans::XPropertySet> column(columns->getByIndex(i), UNO_QUERY_THROW);
    set(column, "Width", sal_Int32(widths[static_cast<std::size_t>(i)]));
    if (is_hidden(static_cast<Column>(i), layout)) set(column, "IsVisible", false);
  }
}

void set_printing(const Sheet& sheet, const TableLayout& layout) {
  const auto tab = static_cast<sal_Int16>(sheet_number(sheet));
  set(sheet, "PageStyle", to_uno(style::table_page));
  const Reference<css::sheet::XPrintAreas> printing(sheet, UNO_QUERY_THROW);
  printing->setPrintAreas(uno_sequence<css::table::CellRangeAddress>(
      {{tab, at(Column::number), TableLayout::title_row, at(Column::source), layout.signature_row + 6}}));
  printing->setTitleRows({tab, 0, TableLayout::header_row, at(Column::source), TableLayout::header_row});
  printing->setPrintTitleRows(true);
}

void add_names(const Document& document, const TableLayout& layout) {
  const auto names = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  for (int i = 0; i < column_count; ++i) {
    names->addNewByName(to_uno(column_range_name(static_cast<Column>(i))),
                        to_uno("$'" + std::string(table_sheet_name) + "'." +
                               fixed_cells(TableLayout::first_row, i, layout.last_row, i)),
                        {}, 0);
  }
}

}  // namespace

std::string method_text(const Criterion& criterion) {
  if (const auto* items = std::get_if<Items>(&*criterion.rule())) {
    if (!criterion.method.empty()) return criterion.method.vi;
    return role_prefix(criterion.role).vi + "Cộng điểm các nội dung sau, không quá " + points_text(items->cap) + " điểm";
  }
  const bool best = std::holds_alternative<BestOf>(*criterion.rule());
  if (best && criterion.method.empty()) {
    return role_prefix(criterion.role).vi +
           "Điền trường hợp phù hợp, để trống các trường hợp khác; lấy trường hợp được nhiều điểm nhất";
  }
  if (criterion.method.empty()) return rule_words(criterion).vi;
  const auto* ratio = std::get_if<RatioRule>(&*criterion.rule());
  const bool explained = criterion.method.vi.find("a =") != std::string::npos;
  if (ratio != nullptr && !explained && !has_field_rows(criterion)) {
    return criterion.method.vi + "\na = " + ratio->a.vi + "\nb = " + ratio->b.vi;
  }
  return criterion.method.vi;
}

void write_table_subject(const Sheet& sheet, const Tier& tier, const Unit& unit, const Stage* without_assessment) {
  const std::string to =
      without_assessment == nullptr
          ? date_text(tier.survey.to, Language::vietnamese)
          : "thời điểm cập nhật, trước ngày " + date_text(without_assessment->before, Language::vietnamese);
  const std::string text =
      unit.name + " – số liệu từ " + date_text(tier.survey.from, Language::vietnamese) + " đến " + to;
  put_text(sheet, TableLayout::subject_row, at(Column::number), text);
}

void fit_rows(const Sheet& sheet, const TableLayout& layout) {
  const auto rows =
      Reference<css::table::XColumnRowRange>(block(sheet, 0, 0, layout.signature_row + 1, 0), UNO_QUERY_THROW)
          ->getRows();
  set(rows, "OptimalHeight", true);
  set(Reference<css::beans::XPropertySet>(rows->getByIndex(TableLayout::key_row), UNO_QUERY_THROW), "IsVisible", false);
  if (!layout.assessed()) {
    set(Reference<css::beans::XPropertySet>(rows->getByIndex(layout.total_row), UNO_QUERY_THROW), "IsVisible", false);
  }
}

void write_criteria_table(const Document& document, const Sheet& sheet, const std::string& title,
                          const Programme& programme, const Tier& tier, const TableLayout& layout,
                          const ChoiceLists& lists) {
  const UndoStep step(document);
  apply_styles(document, sheet, tier.set, layout);
  set_widths(sheet, layout);
  write_texts(sheet, title, tier.set, layout);
  add_names(document, layout);
  write_formulas(sheet, programme, tier.set, layout);
  add_validity(document, sheet, programme, tier, layout, lists);
  add_conditions(document, sheet, tier.set, layout);
  merge_columns(sheet, TableLayout::title_row, Column::number, Column::source);
  merge_columns(sheet, TableLayout::subject_row, Column::number, Column::source);
  write_signatures(sheet, layout);
  set_printing(sheet, layout);
}

}  // namespace thuocdo
