#include "workbook/cover.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <com/sun/star/i18n/CharacterClassification.hpp>
#include <com/sun/star/sheet/XCellRangeReferrer.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XPrintAreas.hpp>
#include <com/sun/star/table/CellAddress.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/text/XText.hpp>
#include <string>
#include <vector>

#include "scoring/scorecard.h"
#include "programme/conventions.h"
#include "sheet/workbook.h"
#include "texts/texts.h"
#include "workbook/choice_lists.h"
#include "workbook/styles.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

// Columns: A to F are the printed page, G is a gap, H the outline of the report, seen on screen only.
constexpr int number_column = 0;
constexpr int name_column = 1;
constexpr int detail_column = 2;   // details reach from here to the last column
constexpr int maximum_column = 3;  // the letterhead's right half begins here too
constexpr int points_column = 4;
constexpr int share_column = 5;
constexpr int last_column = share_column;
constexpr int outline_column = 7;
constexpr std::array<int, 8> widths = {1200, 3900, 2900, 3200, 3500, 3200, 700, 12700};

constexpr int parent_row = 0;
constexpr int unit_row = 1;
constexpr int line_row = 2;
constexpr int number_row = 3;
constexpr int title_row = 5;
constexpr int subtitle_row = 6;
constexpr int basis_row = 7;
constexpr int details_row = 9;
constexpr int detail_lines = 5;  // before the first input cell
static_assert(cover_first_input_row == details_row + detail_lines && cover_first_input_column == detail_column);

int width_of(int first, int last) {
  int width = 0;
  for (int i = first; i <= last; ++i) width += widths[static_cast<std::size_t>(i)];
  return width;
}

int letters_of(std::string_view utf8) {
  return static_cast<int>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Average widths of a letter in Times New Roman, in 1/100 mm.
constexpr int small_letter = 215;    // 13 pt
constexpr int capital_letter = 225;  // 12 pt
constexpr int bold_capital = 262;    // 12 pt
constexpr int title_capital = 305;   // 14 pt, bold
constexpr int line_height = 560;     // 13 pt
constexpr int row_margin = 180;
constexpr int convention_letter = 155;  // 9 pt
constexpr int convention_line = 390;

// Merged cells do not grow with their text in Calc, so their height is estimated.
int height_for(std::string_view text, int letter, int width) {
  int lines = 0;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines += std::max(1, (letters_of(text.substr(from, end - from)) * letter + width - 1) / width);
    from = end + 1;
  }
  return lines * line_height + row_margin;
}

rtl::OUString capitals(const Reference<css::uno::XComponentContext>& context, std::string_view utf8) {
  const auto text = to_uno(utf8);
  return css::i18n::CharacterClassification::create(context)->toUpper(text, 0, text.getLength(), {"vi", "VN", ""});
}

// "Quyết định của …" → "Quyết định số 209/QĐ-UBND ngày 05/05/2023 của …": the kind of a document has two syllables.
std::string basis_text(const Basis& basis) {
  const std::string& title = basis.title.vi;
  const std::string reference = " số " + basis.number + " ngày " + date_text(basis.date, Language::vietnamese);
  const std::size_t first_end = title.find(' ');
  const std::size_t kind_end = first_end == std::string::npos ? first_end : title.find(' ', first_end + 1);
  if (kind_end == std::string::npos) return title + reference;
  return title.substr(0, kind_end) + reference + title.substr(kind_end);
}

std::string provenance_remark(const CriteriaSet& set) {
  int published = 0;
  int drafted = 0;
  for (const Criterion& criterion : set.criteria) {
    if (criterion.is_group()) continue;
    published += criterion.provenance == Provenance::published ? 1 : 0;
    drafted += criterion.provenance == Provenance::drafted ? 1 : 0;
  }
  std::string parts;
  if (published > 0) parts = std::to_string(published) + " tiêu chí lấy từ bộ đã công bố khác";
  if (drafted > 0) {
    parts += (parts.empty() ? "" : ", ") + std::to_string(drafted) + " tiêu chí tự soạn";
  }
  return "Bộ tiêu chí này không phải phụ lục chính thức của quyết định: " + parts + ".";
}

class Cover {
 public:
  Cover(const Reference<css::uno::XComponentContext>& context, const Document& document, const Sheet& sheet)
      : context_(context), document_(document), sheet_(sheet) {}

  void put(int row, int first, int last, std::string_view text, std::string_view style_name) const {
    const UndoStep step(document_);
    apply_style(block(sheet_, row, first, row, last), style_name);
    if (!text.empty()) put_text(sheet_, row, first, text);
    if (first != last) merge(block(sheet_, row, first, row, last));
  }
  void formula(int row, int column, const std::string& text, std::string_view style_name) const {
    apply_style(block(sheet_, row, column, row, column), style_name);
    cell_at(sheet_, row, column)->setFormula(to_uno(text));
  }
  void height(int row, int value) const {
    const auto rows = Reference<css::table::XColumnRowRange>(sheet_, UNO_QUERY_THROW)->getRows();
    set(Reference<css::beans::XPropertySet>(rows->getByIndex(row), UNO_QUERY_THROW), "Height", sal_Int32(value));
  }
  void name(int row, int column, std::string_view range_name) const {
    get<Reference<css::sheet::XNamedRanges>>(document_, "NamedRanges")
        ->addNewByName(to_uno(range_name),
                       to_uno("$'" + std::string(cover_sheet_name) + "'." + fixed_cells(row, column, row, column)), {},
                       0);
  }

  void write_columns() const {
    const auto columns = Reference<css::table::XColumnRowRange>(sheet_, UNO_QUERY_THROW)->getColumns();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      set(Reference<css::beans::XPropertySet>(columns->getByIndex(static_cast<sal_Int32>(i)), UNO_QUERY_THROW), "Width",
          sal_Int32(widths[i]));
    }
  }

  void write_letterhead() const {
    constexpr int left_end = maximum_column - 1;
    put(parent_row, number_column, left_end, "", style::letterhead);
    put(unit_row, number_column, left_end, "", style::letterhead_unit);
    put(line_row, number_column, left_end, "────────", style::rule_line);
    put(number_row, number_column, left_end, "Số:            /", style::cover_number);
    put(parent_row, maximum_column, last_column, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", style::letterhead_unit);
    put(unit_row, maximum_column, last_column, "Độc lập - Tự do - Hạnh phúc", style::motto);
    put(line_row, maximum_column, last_column, "──────────────────", style::rule_line);
    put(number_row, maximum_column, last_column, "…………, ngày …… tháng …… năm ………", style::cover_date);
    height(line_row, 400);
    height(number_row, 650);
  }

  void write_title(const Programme& programme, const Stage* without_assessment) const {
    std::string title = programme.title.vi;
    // The form's own name says it already.
    for (const std::string_view prefix : {"Đánh giá, xếp hạng ", "Đánh giá "}) {
      if (title.starts_with(prefix)) title.erase(0, prefix.size());
    }
    if (title.find(std::to_string(programme.year)) == std::string::npos) {
      title += " năm " + std::to_string(programme.year);
    }
    std::string basis;
    for (const Basis& one : programme.basis) basis += (basis.empty() ? "(Theo " : ";\n") + basis_text(one);
    if (!basis.empty()) basis += ")";
    const int width = width_of(number_column, last_column);
    height(title_row - 1, 500);
    put(title_row, number_column, last_column, sheet_title(context_, without_assessment, ""), style::cover_title);
    height(title_row, 800);
    put(subtitle_row, number_column, last_column, from_uno(capitals(context_, title)), style::cover_title);
    height(subtitle_row, height_for(title, title_capital, width));
    put(basis_row, number_column, last_column, basis, style::italic_centred);
    height(basis_row, height_for(basis, small_letter, width));
    height(basis_row + 1, 600);
  }

  // Returns the row after the details.
  int write_details(const Programme& programme, const Tier& tier, const Stage* without_assessment) const {
    const std::string survey =
        "từ " + date_text(tier.survey.from, Language::vietnamese) +
        (without_assessment == nullptr ? " đến hết " + date_text(tier.survey.to, Language::vietnamese)
                                       : " đến thời điểm cập nhật");
    const Date before = without_assessment == nullptr ? tier.before : without_assessment->before;
    const std::string receiver =
        tier.consolidated_by.empty() ? programme.authority.vi : "Đơn vị cấp trên tổng hợp, gửi " + programme.authority.vi;
    struct Line {
      const char* label;
      std::string text;
      std::string_view range_name;  // of an input cell
    };
    const std::vector<Line> lines = {
        {"Cơ quan, đơn vị:", "", {}},
        {"Cấp:", tier.name.vi, {}},
        {"Số liệu:", survey, {}},
        {"Nộp phiếu:", "trước ngày " + date_text(before, Language::vietnamese), {}},
        {"Nơi nhận:", receiver, {}},
        {"Thủ trưởng cơ quan:", "", head_range_name},
        {"Người lập phiếu:", "", preparer_range_name},
        {"Điện thoại, thư điện tử:", "", phone_range_name},
    };
    const int width = width_of(detail_column, last_column);
    int row = details_row;
    for (const Line& line : lines) {
      const bool input = !line.range_name.empty();
      put(row, number_column, name_column, line.label, style::label);
      put(row, detail_column, last_column, line.text, input ? style::cover_input : style::detail);
      height(row, height_for(line.text, small_letter + 20, width));
      if (input) name(row, detail_column, line.range_name);
      ++row;
    }
    return row;
  }

  // Returns the row after the remark on the wording, where the set wants one.
  int write_provenance(const Tier& tier, int row) const {
    if (tier.set.provenance() == Provenance::official) return row;
    height(row++, 350);
    const std::string remark = provenance_remark(tier.set);
    put(row, number_column, last_column, remark, style::remark);
    height(row, height_for(remark, small_letter, width_of(number_column, last_column) - 400) + 200);
    return row + 1;
  }

  // In place of results, where nothing is scored. Returns the row after it.
  int write_no_results(int row) const {
    height(row++, 350);
    const std::string text =
        "Kỳ này chỉ cập nhật và kiểm tra số liệu: không chấm điểm, không xếp hạng, không phải nêu lý do không đạt "
        "điểm.";
    put(row, number_column, last_column, text, style::remark);
    height(row, height_for(text, small_letter, width_of(number_column, last_column) - 400) + 200);
    return row + 1;
  }

  // Returns the row after the results.
  int write_results(const Programme& programme, const Tier& tier, const TableLayout& table, int row) const {
    height(row++, 350);
    put(row, number_column, last_column, "KẾT QUẢ TỰ ĐÁNH GIÁ", style::section);
    ++row;
    put(row, number_column, number_column, "STT", style::header);
    put(row, name_column, detail_column, "Nhóm tiêu chí", style::header);
    put(row, maximum_column, maximum_column, "Điểm tối đa", style::header);
    put(row, points_column, points_column, "Điểm tự đánh giá", style::header);
    put(row, share_column, share_column, "Tỷ lệ", style::header);
    height(row, 800);
    ++row;
    const std::string there = "$'" + std::string(table_sheet_name) + "'.";
    // What stands beside the maximum has no share of it.
    const auto points = [&](int line, bool counted, std::string_view number_style, std::string_view share_style) {
      formula(row, maximum_column, "=" + there + cells(line, Column::maximum), number_style);
      formula(row, points_column, "=" + there + cells(line, Column::points), number_style);
      const std::string maximum = cell_name(row, maximum_column);
      const std::string reached = cell_name(row, points_column);
      apply_style(block(sheet_, row, share_column, row, share_column), share_style);
      if (!counted) return;
      formula(row, share_column,
              "=IF(AND(ISNUMBER(" + reached + ");" + maximum + ">0);" + reached + "/" + maximum + ";\"\")",
              share_style);
    };
    std::vector<int> rows_with_points;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const TableRow& line = table.rows[i];
      const Criterion& criterion = tier.set.criteria[static_cast<std::size_t>(line.criterion)];
      if (line.kind == RowKind::item || criterion.depth != 0 || criterion.maximum.is_zero()) continue;
      const UndoStep step(document_);
      rows_with_points.push_back(row);
      put(row, number_column, number_column, criterion.number, style::result_number);
      const std::string name = tier.set.printed_name(criterion).vi;
      put(row, name_column, detail_column, name, style::result_text);
      points(table.row_of(i), criterion.role == Role::counted, style::result_points, style::result_share);
      height(row, height_for(name, small_letter - 25, width_of(name_column, detail_column)));
      ++row;
    }
    put(row, number_column, number_column, "", style::total);
    put(row, name_column, detail_column, "TỔNG ĐIỂM", style::total);
    points(table.total_row, true, style::total_points, style::total_share);
    height(row, line_height + row_margin);
    int published_row = row++;  // what the class goes by
    rows_with_points.push_back(published_row);
    if (programme.ranking.by == RankBy::share) {
      published_row = row++;
      rows_with_points.push_back(published_row);
      write_published(published_row, programme, tier, table);
    }
    for (const int column : {maximum_column, points_column}) {
      const std::string cell = cell_name(rows_with_points.front(), column);
      add_condition(document_, sheet_, rows_with_points, column,
                    "AND(ISNUMBER(" + cell + ");" + cell + "=INT(" + cell + "))", style::whole_points);
    }
    if (!programme.bands.empty()) {
      put(row, number_column, number_column, "", style::total);
      put(row, name_column, detail_column, "XẾP LOẠI", style::total);
      apply_style(block(sheet_, row, maximum_column, row, last_column), style::total);
      formula(row, maximum_column,
              "=VN.THUOCDO.FUNCTIONS.CLASSIFICATION(" + std::string(set_range_name) + ";" +
                  cell_name(published_row, points_column) + ")",
              style::total);
      merge(block(sheet_, row, maximum_column, row, last_column));
      height(row, line_height + row_margin);
      ++row;
    }
    return row;
  }

  // What the decision leaves open and the programme settles, in small letters. Returns the row after it.
  int write_conventions(const Programme& programme, const Tier& tier, int row) const {
    height(row++, 300);
    put(row, number_column, last_column, "QUY ƯỚC TÍNH ĐIỂM", style::section);
    ++row;
    for (const Text& sentence : conventions(programme, tier)) {
      const UndoStep step(document_);
      const std::string text = "– " + sentence.vi;
      put(row, number_column, last_column, text, style::convention);
      const int width = width_of(number_column, last_column) - 200;
      const int lines = std::max(1, (letters_of(text) * convention_letter + width - 1) / width);
      height(row, lines * convention_line + 60);
      ++row;
    }
    return row;
  }

  // The total as a share of what applies, where ranks go by it.
  void write_published(int row, const Programme& programme, const Tier& tier, const TableLayout& table) const {
    const std::string there = "$'" + std::string(table_sheet_name) + "'.";
    const auto column = [&](Column first, Column last) {
      return there + cells(TableLayout::first_row, first, table.last_row, last);
    };
    put(row, number_column, number_column, "", style::total);
    constexpr std::string_view label = "ĐIỂM XẾP HẠNG (trên phần áp dụng)";
    put(row, name_column, detail_column, label, style::total);
    apply_style(block(sheet_, row, maximum_column, row, maximum_column), style::total_points);
    cell_at(sheet_, row, maximum_column)->setValue(published_scale(programme, tier.set).to_double());
    formula(row, points_column,
            "=VN.THUOCDO.FUNCTIONS.PUBLISHED(" + std::string(set_range_name) + ";" + column(Column::id, Column::id) + ";" +
                column(Column::value, Column::base) + ")",
            style::total_points);
    const std::string maximum = cell_name(row, maximum_column);
    formula(row, share_column, "=IF(" + maximum + ">0;" + cell_name(row, points_column) + "/" + maximum + ";\"\")",
            style::total_share);
    height(row, height_for(label, bold_capital, width_of(name_column, detail_column)));
  }

  // The headings of the report that goes with the sheet: what to write, where the officer works.
  void write_report_outline(const Programme& programme) const {
    if (programme.report_outline.empty()) return;
    int row = details_row - 1;
    put_text(sheet_, row, outline_column, "Báo cáo nộp kèm phiếu, theo đề cương (phần này không in)");
    apply_style(block(sheet_, row, outline_column, row, outline_column), style::legend_title);
    for (const Heading& heading : programme.report_outline) {
      const std::string indent(static_cast<std::size_t>(heading.level - 1) * 4, ' ');
      put(++row, outline_column, outline_column, indent + heading.number + ". " + heading.text.vi, style::legend);
    }
  }

 private:
  Reference<css::uno::XComponentContext> context_;
  Document document_;
  Sheet sheet_;
};

}  // namespace

std::string sheet_title(const Reference<css::uno::XComponentContext>& context, const Stage* without_assessment,
                        const std::string& year) {
  if (without_assessment == nullptr) return "PHIẾU TỰ ĐÁNH GIÁ" + year;
  return from_uno(capitals(context, "Phiếu " + without_assessment->name.vi)) + year + " (KHÔNG ĐÁNH GIÁ)";
}

void write_cover(const Reference<css::uno::XComponentContext>& context, const Document& document, const Sheet& sheet,
                 const Programme& programme, const Tier& tier, const TableLayout& table) {
  const UndoStep step(document);
  const Cover cover(context, document, sheet);
  cover.write_columns();
  cover.write_letterhead();
  cover.write_title(programme, table.without_assessment);
  const int next = cover.write_details(programme, tier, table.without_assessment);
  int end = cover.write_provenance(
      tier, table.assessed() ? cover.write_results(programme, tier, table, next) : cover.write_no_results(next));
  if (table.assessed()) end = cover.write_conventions(programme, tier, end);
  if (table.assessed()) cover.write_report_outline(programme);
  set(sheet, "PageStyle", to_uno(style::cover_page));
  Reference<css::sheet::XPrintAreas>(sheet, UNO_QUERY_THROW)
      ->setPrintAreas(uno_sequence<css::table::CellRangeAddress>(
          {{static_cast<sal_Int16>(sheet_number(sheet)), number_column, 0, last_column, end - 1}}));
}

void write_cover_unit(const Reference<css::uno::XComponentContext>& context, const Sheet& sheet,
                      const Programme& programme, const Unit& unit) {
  const Cover cover(context, {}, sheet);
  const Unit* parent = programme.unit(unit.parent);
  const std::string above = parent != nullptr ? parent->name : "Ủy ban nhân dân " + programme.province.vi;
  const int width = width_of(number_column, maximum_column - 1);
  const auto put_capitals = [&](int row, const std::string& text, int letter) {
    const std::string capital_text = from_uno(capitals(context, text));
    put_text(sheet, row, number_column, capital_text);
    // A screen sets letters wider than paper: what is one line there shrinks a little rather than lose its last word.
    const bool one_line = letters_of(capital_text) * letter <= width;
    const auto cell = cell_at(sheet, row, number_column);
    set(cell, "IsTextWrapped", !one_line);
    set(cell, "ShrinkToFit", one_line);
    cover.height(row, height_for(capital_text, letter, width) - row_margin);
  };
  put_capitals(parent_row, above, capital_letter);
  put_capitals(unit_row, unit.name, bold_capital);
  put_text(sheet, details_row, detail_column, unit.name);
  cover.height(details_row, height_for(unit.name, small_letter + 20, width_of(detail_column, last_column)));
}

std::string cover_text(const Document& document, std::string_view range_name) {
  const auto names = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  const auto uno_name = to_uno(range_name);
  if (!names.is() || !names->hasByName(uno_name)) return {};
  const Reference<css::sheet::XCellRangeReferrer> referrer(names->getByName(uno_name), UNO_QUERY);
  const auto cells = referrer.is() ? referrer->getReferredCells() : CellBlock();
  if (!cells.is()) return {};
  const Reference<css::text::XText> cell(cells->getCellByPosition(0, 0), UNO_QUERY_THROW);
  return from_uno(cell->getString().trim());
}

Text cover_blanks(const Document& document) {
  static constexpr std::pair<std::string_view, Says> cells[] = {{head_range_name, Says::cover_head},
                                                                {preparer_range_name, Says::cover_preparer},
                                                                {phone_range_name, Says::cover_phone}};
  Text blanks;
  for (const auto& [range, name] : cells) {
    if (!cover_text(document, range).empty()) continue;
    const Text label = say(name);
    blanks.vi += (blanks.vi.empty() ? "" : ", ") + label.vi;
    blanks.en += (blanks.en.empty() ? "" : ", ") + label.en;
  }
  return blanks.empty() ? blanks : say(Says::cover_blank, std::vector<Text>{blanks});
}

void write_cover_preparer(const Document& document, std::string_view name, std::string_view phone) {
  const auto names = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  const auto put = [&](std::string_view range, std::string_view text) {
    if (text.empty() || !names->hasByName(to_uno(range))) return;
    const Reference<css::sheet::XCellRangeReferrer> referrer(names->getByName(to_uno(range)), UNO_QUERY_THROW);
    const auto cells = referrer->getReferredCells();
    if (!cells.is()) return;
    Reference<css::text::XText>(cells->getCellByPosition(0, 0), UNO_QUERY_THROW)->setString(to_uno(text));
  };
  put(preparer_range_name, name);
  put(phone_range_name, phone);
}

}  // namespace thuocdo
