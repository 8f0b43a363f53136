#include "workbook/styles.h"

#include <algorithm>
#include <com/sun/star/awt/FontSlant.hpp>
#include <com/sun/star/awt/FontWeight.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/lang/Locale.hpp>
#include <com/sun/star/sheet/XHeaderFooterContent.hpp>
#include <com/sun/star/style/XStyle.hpp>
#include <com/sun/star/style/XStyleFamiliesSupplier.hpp>
#include <com/sun/star/table/BorderLine2.hpp>
#include <com/sun/star/table/BorderLineStyle.hpp>
#include <com/sun/star/table/CellHoriJustify.hpp>
#include <com/sun/star/table/CellVertJustify2.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/text/XTextContent.hpp>
#include <com/sun/star/text/XTextCursor.hpp>
#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/NumberFormat.hpp>
#include <com/sun/star/util/XNumberFormatTypes.hpp>
#include <com/sun/star/util/XNumberFormats.hpp>
#include <com/sun/star/util/XNumberFormatsSupplier.hpp>
#include <string>
#include <utility>

#include "sheet/contract.h"

namespace thuocdo {
namespace {

using css::table::BorderLine2;
using css::table::CellHoriJustify;

// Colours (RGB). Everything printed is black on white but for these quiet tints.
constexpr sal_Int32 black = 0x000000;
constexpr sal_Int32 grid_grey = 0x8A8F98;
constexpr sal_Int32 header_tint = 0xE3E8EE;
constexpr sal_Int32 group_tint = 0xEDF0F3;
constexpr sal_Int32 subgroup_tint = 0xF7F8FA;
constexpr sal_Int32 answer_tint = 0xF0F6FD;
constexpr sal_Int32 answer_border = 0x5B8DC4;
constexpr sal_Int32 missing_tint = 0xFFF9E8;
constexpr sal_Int32 missing_border = 0xB7791F;
constexpr sal_Int32 reason_tint = 0xFEF3EA;
constexpr sal_Int32 reason_border = 0xB4531A;
constexpr sal_Int32 quiet_text = 0x4A5058;
constexpr sal_Int32 check_text = 0x9A3412;

css::lang::Locale vietnamese() { return {"vi", "VN", ""}; }

BorderLine2 line(sal_Int32 color, sal_Int16 width, sal_Int16 line_style = css::table::BorderLineStyle::SOLID) {
  BorderLine2 result;
  result.Color = color;
  result.OuterLineWidth = width;
  result.LineWidth = static_cast<sal_uInt32>(width);
  result.LineStyle = line_style;
  return result;
}

class StyleMaker {
 public:
  explicit StyleMaker(const Document& document)
      : document_(document),
        families_(Reference<css::style::XStyleFamiliesSupplier>(document, UNO_QUERY_THROW)->getStyleFamilies()),
        cells_(families_->getByName("CellStyles"), UNO_QUERY_THROW),
        formats_(Reference<css::util::XNumberFormatsSupplier>(document, UNO_QUERY_THROW)->getNumberFormats()) {}

  Reference<css::style::XStyle> add(std::string_view name, std::string_view parent) {
    const auto uno_name = to_uno(name);
    if (!cells_->hasByName(uno_name)) {
      cells_->insertByName(uno_name, Any(create<css::style::XStyle>(document_, "com.sun.star.style.CellStyle")));
    }
    Reference<css::style::XStyle> style(cells_->getByName(uno_name), UNO_QUERY_THROW);
    if (!parent.empty()) style->setParentStyle(to_uno(parent));
    return style;
  }

  sal_Int32 format(std::string_view code) {
    const auto text = to_uno(code);
    const sal_Int32 known = formats_->queryKey(text, vietnamese(), false);
    return known >= 0 ? known : formats_->addNew(text, vietnamese());
  }

  // All decimals that the value can have and no zeros behind them: results are published as 118,348 and 117,5. Calc's
  // own standard format would round the number to the width of the column without a word.
  sal_Int32 points(int places) {
    return format(places > 0 ? "#.##0," + std::string(static_cast<std::size_t>(places), '#') : "#.##0");
  }
  sal_Int32 standard_number(const css::lang::Locale& locale = vietnamese()) {
    return Reference<css::util::XNumberFormatTypes>(formats_, UNO_QUERY_THROW)
        ->getStandardFormat(css::util::NumberFormat::NUMBER, locale);
  }

 private:
  Document document_;
  Reference<css::container::XNameAccess> families_;
  Reference<css::container::XNameContainer> cells_;
  Reference<css::util::XNumberFormats> formats_;
};

using Style = Reference<css::style::XStyle>;

void font_size(const Style& style, float points) { set(style, "CharHeight", points); }
void bold(const Style& style) { set(style, "CharWeight", css::awt::FontWeight::BOLD); }
void italic(const Style& style) { set(style, "CharPosture", css::awt::FontSlant_ITALIC); }
void tint(const Style& style, sal_Int32 color) { set(style, "CellBackColor", color); }
void align(const Style& style, CellHoriJustify where) { set(style, "HoriJustify", where); }
// A number that its column is too narrow for gets smaller instead of becoming ###.
void number(const Style& style) {
  align(style, css::table::CellHoriJustify_RIGHT);
  set(style, "IsTextWrapped", false);
  set(style, "ShrinkToFit", true);
}
void middle(const Style& style) {
  set(style, "VertJustify", static_cast<sal_Int32>(css::table::CellVertJustify2::CENTER));
}
void top(const Style& style) { set(style, "VertJustify", static_cast<sal_Int32>(css::table::CellVertJustify2::TOP)); }
void frame(const Style& style, const BorderLine2& border) {
  for (const char* side : {"TopBorder", "BottomBorder", "LeftBorder", "RightBorder"}) set(style, side, border);
}
void unlock(const Style& style) {
  css::util::CellProtection protection;
  protection.IsLocked = false;
  set(style, "CellProtection", protection);
}
void padding(const Style& style, sal_Int32 sides, sal_Int32 top_and_bottom) {
  set(style, "ParaLeftMargin", sides);
  set(style, "ParaRightMargin", sides);
  set(style, "ParaTopMargin", top_and_bottom);
  set(style, "ParaBottomMargin", top_and_bottom);
}

// Told apart without colour too: dashed edges, the left one thick; and the check column says it in words.
void mark(const Style& style, sal_Int32 back, sal_Int32 edge) {
  tint(style, back);
  frame(style, line(edge, 26, css::table::BorderLineStyle::DASHED));
  set(style, "LeftBorder", line(edge, 88));
}

void add_table_styles(StyleMaker& make, const Programme& programme) {
  const BorderLine2 grid = line(grid_grey, 18);
  Style style = make.add(style::title, style::base);
  font_size(style, 14);
  bold(style);
  align(style, css::table::CellHoriJustify_CENTER);
  middle(style);

  style = make.add(style::subject, style::base);
  italic(style);
  align(style, css::table::CellHoriJustify_CENTER);
  middle(style);

  style = make.add(style::key, style::base);
  font_size(style, 8);
  set(style, "CharColor", quiet_text);

  style = make.add(style::header, style::base);
  font_size(style, 10.5F);
  bold(style);
  tint(style, header_tint);
  align(style, css::table::CellHoriJustify_CENTER);
  middle(style);
  frame(style, grid);

  style = make.add(style::header_check, style::header);
  italic(style);
  set(style, "CharColor", quiet_text);

  style = make.add(style::blank, style::base);
  font_size(style, 11);
  frame(style, grid);
  padding(style, 70, 60);
  style = make.add(style::text, style::blank);
  style = make.add(style::item, style::text);
  set(style, "ParaIndent", sal_Int16(350));
  align(style, css::table::CellHoriJustify_LEFT);
  style = make.add(style::method, style::text);
  font_size(style, 10);
  set(style, "ParaBottomMargin", sal_Int32(140));
  set(style, "CharColor", quiet_text);
  style = make.add(style::number, style::blank);
  align(style, css::table::CellHoriJustify_CENTER);
  style = make.add(style::points, style::blank);
  padding(style, 120, 60);
  number(style);
  set(style, "NumberFormat", make.points(std::max(programme.criterion_places, programme.total_places)));
  style = make.add(style::share, style::blank);
  padding(style, 120, 60);
  number(style);
  set(style, "NumberFormat", make.format("0,00%"));
  style = make.add(style::whole_points, {});
  set(style, "NumberFormat", make.format("#.##0"));

  const auto group = [&](std::string_view name, std::string_view number, std::string_view points, sal_Int32 color) {
    Style made = make.add(name, style::text);
    bold(made);
    tint(made, color);
    made = make.add(number, style::number);
    bold(made);
    tint(made, color);
    made = make.add(points, style::points);
    bold(made);
    tint(made, color);
  };
  group(style::group, style::group_number, style::group_points, group_tint);
  group(style::subgroup, style::subgroup_number, style::subgroup_points, subgroup_tint);

  style = make.add(style::total, style::blank);
  bold(style);
  tint(style, header_tint);
  middle(style);
  style = make.add(style::total_points, style::total);
  padding(style, 120, 60);
  number(style);
  set(style, "NumberFormat", make.points(programme.total_places));

  style = make.add(style::total_share, style::total_points);
  set(style, "NumberFormat", make.format("0,00%"));

  style = make.add(style::check, style::base);
  font_size(style, 10);
  set(style, "CharColor", check_text);
  padding(style, 120, 60);
}

void add_input_styles(StyleMaker& make) {
  Style style = make.add(style::answer_text, style::base);
  font_size(style, 11);
  tint(style, answer_tint);
  frame(style, line(answer_border, 26));
  padding(style, 70, 60);
  unlock(style);
  set(style, "NumberFormat", make.format("@"));

  style = make.add(style::answer_link, style::answer_text);  // an address is long: wrapped, it would make rows tall
  font_size(style, 10);
  set(style, "IsTextWrapped", false);

  style = make.add(style::answer_choice, style::answer_text);
  set(style, "NumberFormat", make.standard_number());
  align(style, css::table::CellHoriJustify_LEFT);

  style = make.add(style::answer_count, style::answer_choice);
  padding(style, 120, 60);
  number(style);
  // Not one of its own: what is typed as 1/2 becomes a day in Calc, and a cell with a format of its own would show and
  // hold the day's number, 46.054, like any other count. Cells with the standard format show it as the date that it is, and
  // a condition sets the thousands of what is no date apart (conditions.cpp).
  set(style, "NumberFormat", make.standard_number());

  // Where decimals are taken, 1.234 may be a thousand or one and a bit, and Calc would read a Vietnamese number without a
  // word. In French, commas and dates are the same and a point separates nothing: what is typed so stays a text, which
  // the cell's validity asks about.
  style = make.add(style::answer_number, style::answer_count);
  set(style, "NumberFormat", make.standard_number({"fr", "FR", ""}));

  style = make.add(style::grouped_answer, {});
  set(style, "NumberFormat", make.format("#.##0"));

  style = make.add(style::answer_date, style::answer_count);
  set(style, "NumberFormat", make.format("DD/MM/YYYY"));

  mark(make.add(style::missing, style::answer_choice), missing_tint, missing_border);
  mark(make.add(style::reason_needed, style::answer_text), reason_tint, reason_border);
  mark(make.add(style::evidence_needed, style::answer_text), missing_tint, missing_border);

  style = make.add(style::check_found, style::check);
  bold(style);
  set(style, "NumberFormat", make.format("\"▲ \"@"));
  style = make.add(style::check_to_do, style::check);
  set(style, "CharColor", quiet_text);
  set(style, "NumberFormat", make.format("\"○ \"@"));
}

void add_cover_styles(StyleMaker& make) {
  Style style = make.add(style::plain, style::base);
  font_size(style, 13);
  middle(style);
  style = make.add(style::bold_centred, style::plain);
  align(style, css::table::CellHoriJustify_CENTER);
  bold(style);
  style = make.add(style::italic_centred, style::plain);
  align(style, css::table::CellHoriJustify_CENTER);
  italic(style);
  style = make.add(style::letterhead, style::plain);
  font_size(style, 12);
  top(style);
  align(style, css::table::CellHoriJustify_CENTER);
  style = make.add(style::letterhead_unit, style::letterhead);
  bold(style);
  style = make.add(style::motto, style::letterhead_unit);
  font_size(style, 13);
  style = make.add(style::rule_line, style::letterhead);
  font_size(style, 8);
  set(style, "IsTextWrapped", false);
  style = make.add(style::label, style::plain);
  style = make.add(style::detail, style::plain);
  bold(style);
  style = make.add(style::cover_title, style::bold_centred);
  font_size(style, 14);
  style = make.add(style::section, style::plain);
  bold(style);
  for (const auto& [name, parent] :
       {std::pair{style::result_number, style::number}, std::pair{style::result_text, style::text},
        std::pair{style::result_points, style::points}, std::pair{style::result_share, style::share}}) {
    style = make.add(name, parent);
    font_size(style, 12);
    middle(style);
  }
  style = make.add(style::convention, style::plain);
  font_size(style, 9);
  style = make.add(style::remark, style::italic_centred);
  padding(style, 150, 60);
  frame(style, line(black, 18));

  style = make.add(style::cover_input, style::answer_text);
  font_size(style, 13);
  middle(style);
  style = make.add(style::cover_number, style::letterhead);
  font_size(style, 13);
  middle(style);
  unlock(style);
  set(style, "NumberFormat", make.format("@"));
  style = make.add(style::cover_date, style::italic_centred);
  unlock(style);
  set(style, "NumberFormat", make.format("@"));

  style = make.add(style::legend_title, style::base);
  bold(style);
  set(style, "IsTextWrapped", false);
  middle(style);
  style = make.add(style::legend, style::base);
  font_size(style, 11);
  set(style, "CharColor", quiet_text);
  set(style, "IsTextWrapped", false);
  middle(style);
  style = make.add(style::sample_answer, style::legend);
  tint(style, answer_tint);
  frame(style, line(answer_border, 26));
  style = make.add(style::sample_missing, style::legend);
  mark(style, missing_tint, missing_border);
  style = make.add(style::sample_reason, style::legend);
  mark(style, reason_tint, reason_border);
  style = make.add(style::sample_locked, style::legend);
  tint(style, group_tint);
  frame(style, line(grid_grey, 18));
  style = make.add(style::sample_check, style::legend);
  bold(style);
  set(style, "CharColor", check_text);
}

void add_start_styles(StyleMaker& make) {
  Style style = make.add(style::start_title, style::base);
  font_size(style, 16);
  bold(style);
  set(style, "IsTextWrapped", false);
  middle(style);
  style = make.add(style::start_unit, style::base);
  font_size(style, 13);
  set(style, "IsTextWrapped", false);
  middle(style);
  style = make.add(style::start_heading, style::base);
  font_size(style, 13);
  bold(style);
  set(style, "IsTextWrapped", false);
  set(style, "BottomBorder", line(answer_border, 26));
  middle(style);
  style = make.add(style::start_text, style::base);
  font_size(style, 11.5F);
  padding(style, 150, 80);
  middle(style);
  style = make.add(style::start_label, style::start_text);
  bold(style);
}

void put_text(const Reference<css::text::XText>& text, std::string_view utf8) {
  text->setString(to_uno(utf8));
  const auto cursor = text->createTextCursor();
  cursor->gotoEnd(true);
  set(cursor, "CharFontName", rtl::OUString("Times New Roman"));
  set(cursor, "CharHeight", 10.0F);
}

// The cover carries no page number and is always one page, so the table begins with page 2.
void set_page(const Document& document, std::string_view name, bool landscape, bool page_number) {
  const auto families = Reference<css::style::XStyleFamiliesSupplier>(document, UNO_QUERY_THROW)->getStyleFamilies();
  const Reference<css::container::XNameContainer> pages(families->getByName("PageStyles"), UNO_QUERY_THROW);
  const auto uno_name = to_uno(name);
  if (!pages->hasByName(uno_name)) {
    pages->insertByName(uno_name, Any(create<css::style::XStyle>(document, "com.sun.star.style.PageStyle")));
  }
  const Style page(pages->getByName(uno_name), UNO_QUERY_THROW);
  set(page, "IsLandscape", landscape);
  set(page, "Width", sal_Int32(landscape ? 29700 : 21000));
  set(page, "Height", sal_Int32(landscape ? 21000 : 29700));
  set(page, "LeftMargin", sal_Int32(3000));
  set(page, "RightMargin", sal_Int32(1500));
  // Header and footer lie inside the 20 mm above and below the text.
  set(page, "TopMargin", sal_Int32(page_number ? 1000 : 2000));
  set(page, "BottomMargin", sal_Int32(1000));
  set(page, "HeaderIsOn", page_number);
  set(page, "FooterIsOn", true);
  for (const char* part : {"Header", "Footer"}) {
    if (part[0] == 'H' && !page_number) continue;
    const std::string prefix = part;
    set(page, (prefix + "IsDynamicHeight").c_str(), false);
    set(page, (prefix + "Height").c_str(), sal_Int32(1000));
    set(page, (prefix + "BodyDistance").c_str(), sal_Int32(400));
    set(page, (prefix + "IsShared").c_str(), true);
  }
  set(page, "ScaleToPagesX", sal_Int16(1));
  set(page, "ScaleToPagesY", sal_Int16(landscape ? 0 : 1));
  set(page, "CenterHorizontally", true);
  set(page, "PrintDownFirst", true);
  if (!page_number) return;
  set(page, "FirstPageNumber", sal_Int16(2));
  const auto content = get<Reference<css::sheet::XHeaderFooterContent>>(page, "RightPageHeaderContent");
  content->getLeftText()->setString("");
  content->getRightText()->setString("");
  const auto centre = content->getCenterText();
  centre->setString("");
  centre->insertTextContent(centre->getEnd(),
                            create<css::text::XTextContent>(document, "com.sun.star.text.TextField.PageNumber"), false);
  const auto number = centre->createTextCursor();
  number->gotoStart(false);
  number->gotoEnd(true);
  set(number, "CharFontName", rtl::OUString("Times New Roman"));
  set(number, "CharHeight", 13.0F);
  set(page, "RightPageHeaderContent", content);
}

}  // namespace

void add_styles(const Document& document, const Programme& programme) {
  StyleMaker make(document);
  const Style base = make.add(style::base, "Default");
  // Where Times New Roman is missing, the office takes Liberation Serif, which has the same widths.
  set(base, "CharFontName", rtl::OUString("Times New Roman"));
  font_size(base, 12);
  set(base, "CharLocale", vietnamese());
  set(base, "CharColor", black);
  set(base, "IsTextWrapped", true);
  top(base);
  add_table_styles(make, programme);
  add_input_styles(make);
  add_cover_styles(make);
  add_start_styles(make);
  set_page(document, style::cover_page, false, false);
  set_page(document, style::table_page, true, true);
}

std::vector<Reference<css::style::XStyle>> page_styles(const Document& document) {
  const auto families = Reference<css::style::XStyleFamiliesSupplier>(document, UNO_QUERY_THROW)->getStyleFamilies();
  const Reference<css::container::XNameAccess> pages(families->getByName("PageStyles"), UNO_QUERY_THROW);
  std::vector<Reference<css::style::XStyle>> found;
  const auto add = [&](std::string_view own, std::string_view sheet_name) {
    auto name = to_uno(own);
    if (!pages->hasByName(name)) {
      const Sheet sheet = sheet_of(document, sheet_name);
      if (!sheet.is()) return;
      name = get<rtl::OUString>(sheet, "PageStyle");
    }
    found.emplace_back(pages->getByName(name), UNO_QUERY_THROW);
  };
  add(style::cover_page, cover_sheet_name);
  add(style::table_page, table_sheet_name);
  return found;
}

void set_footer(const Document& document, std::string_view programme, std::string_view digest,
                std::string_view check_code) {
  const std::string origin = std::string(programme) + " · " + std::string(digest.substr(0, 8));
  for (const auto& page : page_styles(document)) {
    set(page, "FooterIsOn", true);
    const auto content = get<Reference<css::sheet::XHeaderFooterContent>>(page, "RightPageFooterContent");
    put_text(content->getLeftText(), origin);
    put_text(content->getCenterText(), "");
    put_text(content->getRightText(), check_code.empty() ? "" : "Mã kiểm tra: " + std::string(check_code));  // Vietnamese: the form's foot
    set(page, "RightPageFooterContent", content);
  }
}

}  // namespace thuocdo
