#include "workbook/report_sheet.h"

#include <array>
#include <com/sun/star/awt/FontWeight.hpp>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/frame/XTitle.hpp>
#include <com/sun/star/lang/Locale.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XDatabaseRanges.hpp>
#include <com/sun/star/sheet/XHeaderFooterContent.hpp>
#include <com/sun/star/sheet/XPrintAreas.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/sheet/XViewFreezable.hpp>
#include <com/sun/star/style/XStyle.hpp>
#include <com/sun/star/style/XStyleFamiliesSupplier.hpp>
#include <com/sun/star/table/BorderLine2.hpp>
#include <com/sun/star/table/CellHoriJustify.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/table/CellVertJustify2.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/text/XTextContent.hpp>
#include <com/sun/star/text/XTextCursor.hpp>
#include <com/sun/star/util/NumberFormat.hpp>
#include <com/sun/star/util/XNumberFormatTypes.hpp>
#include <com/sun/star/util/XNumberFormatsSupplier.hpp>

#include "number/decimal.h"
#include "workbook/locked_controllers.h"

namespace thuocdo {
namespace {

using Style = Reference<css::style::XStyle>;

constexpr std::array tones = {Tone::plain, Tone::strong, Tone::quiet, Tone::good, Tone::caution, Tone::bad};

struct Look {
  const char* name;
  sal_Int32 text;
  sal_Int32 back;  // -1: none
};
const Look& look(Tone tone) {
  static constexpr Look looks[] = {{"thường", 0x000000, -1},         {"nhóm", 0x000000, 0xEDF0F3},
                                   {"phụ", 0x6B7280, -1},            {"tốt", 0x14532D, 0xF1F8F1},
                                   {"xem lại", 0x713F12, 0xFFF9E8}, {"phải sửa", 0x7F1D1D, 0xFDF0EF}};
  return looks[static_cast<int>(tone)];
}
std::string cell_style(Tone tone) { return std::string("TD Bảng - ") + look(tone).name; }
std::string line_style(Tone tone) { return std::string("TD Bảng, dòng trên - ") + look(tone).name; }
constexpr const char* title_style = "TD Bảng - tên";
constexpr const char* header_style = "TD Bảng - đầu";

int header_row(const ReportTable& table) { return static_cast<int>(table.lines.size()) + 2; }
int last_row(const ReportTable& table) { return header_row(table) + static_cast<int>(table.rows.size()); }
int last_column(const ReportTable& table) { return static_cast<int>(table.columns.size()) - 1; }

class Styles {
 public:
  explicit Styles(const Document& document)
      : document_(document),
        families_(Reference<css::style::XStyleFamiliesSupplier>(document, UNO_QUERY_THROW)->getStyleFamilies()),
        cells_(families_->getByName("CellStyles"), UNO_QUERY_THROW) {}

  Style add(const std::string& name, float size) {
    const auto uno_name = to_uno(name);
    if (!cells_->hasByName(uno_name)) {
      cells_->insertByName(uno_name, Any(create<css::style::XStyle>(document_, "com.sun.star.style.CellStyle")));
    }
    Style style(cells_->getByName(uno_name), UNO_QUERY_THROW);
    style->setParentStyle("Default");
    set(style, "CharFontName", rtl::OUString("Times New Roman"));
    set(style, "CharHeight", size);
    set(style, "IsTextWrapped", true);
    set(style, "VertJustify", static_cast<sal_Int32>(css::table::CellVertJustify2::TOP));
    return style;
  }

  Style page() {
    const Reference<css::container::XNameAccess> pages(families_->getByName("PageStyles"), UNO_QUERY_THROW);
    return {pages->getByName("Default"), UNO_QUERY_THROW};
  }

 private:
  Document document_;
  Reference<css::container::XNameAccess> families_;
  Reference<css::container::XNameContainer> cells_;
};

void bold(const Style& style) { set(style, "CharWeight", css::awt::FontWeight::BOLD); }

sal_Int32 number_format(const Document& document, Language language) {
  const bool vi = language == Language::vietnamese;
  return Reference<css::util::XNumberFormatTypes>(
             Reference<css::util::XNumberFormatsSupplier>(document, UNO_QUERY_THROW)->getNumberFormats(), UNO_QUERY_THROW)
      ->getStandardFormat(css::util::NumberFormat::NUMBER,
                          vi ? css::lang::Locale("vi", "VN", "") : css::lang::Locale("en", "US", ""));
}

void add_styles(Styles& styles, sal_Int32 format) {
  css::table::BorderLine2 grid;
  grid.Color = 0x8A8F98;
  grid.OuterLineWidth = 18;
  grid.LineWidth = 18;
  const auto framed = [&](const Style& style) {
    for (const char* side : {"TopBorder", "BottomBorder", "LeftBorder", "RightBorder"}) set(style, side, grid);
    for (const char* side : {"ParaLeftMargin", "ParaRightMargin"}) set(style, side, sal_Int32(90));
    for (const char* side : {"ParaTopMargin", "ParaBottomMargin"}) set(style, side, sal_Int32(60));
  };
  Style style = styles.add(title_style, 14);
  bold(style);
  style = styles.add(header_style, 10.5F);
  bold(style);
  set(style, "CellBackColor", sal_Int32(0xE3E8EE));
  set(style, "HoriJustify", css::table::CellHoriJustify_CENTER);
  set(style, "VertJustify", static_cast<sal_Int32>(css::table::CellVertJustify2::CENTER));
  framed(style);
  for (const Tone tone : tones) {
    const Look& how = look(tone);
    style = styles.add(cell_style(tone), 11);
    set(style, "CharColor", how.text);
    if (how.back >= 0) set(style, "CellBackColor", how.back);
    if (tone == Tone::strong) bold(style);
    set(style, "NumberFormat", format);
    framed(style);
    style = styles.add(line_style(tone), 11);
    set(style, "CharColor", how.text);
    if (tone == Tone::strong) bold(style);
    if (how.back >= 0 && tone != Tone::strong) set(style, "CellBackColor", how.back);
  }
}

void write_texts(const Sheet& sheet, const ReportTable& table) {
  put_text(sheet, 0, 0, table.title);
  for (std::size_t i = 0; i < table.lines.size(); ++i) put_text(sheet, static_cast<int>(i) + 1, 0, table.lines[i].text);
  const auto width = static_cast<sal_Int32>(table.columns.size());
  Sequence<Sequence<Any>> data(static_cast<sal_Int32>(table.rows.size()) + 1);
  data[0].realloc(width);
  for (sal_Int32 column = 0; column < width; ++column) {
    data[0][column] = text_value(table.columns[static_cast<std::size_t>(column)].title);
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto& line = data[static_cast<sal_Int32>(row) + 1];
    line.realloc(width);
    for (sal_Int32 column = 0; column < width; ++column) {
      const ReportCell& cell = table.rows[row][static_cast<std::size_t>(column)];
      const auto number = cell.is_number ? Decimal::parse_plain(cell.text) : std::nullopt;
      line[column] = number ? Any(number->to_double()) : text_value(cell.text);
    }
  }
  Reference<css::sheet::XCellRangeData>(block(sheet, header_row(table), 0, last_row(table), last_column(table)),
                                        UNO_QUERY_THROW)
      ->setDataArray(data);
}

void write_links(const Document& document, const Sheet& sheet, const ReportTable& table) {
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
      const ReportCell& cell = table.rows[row][column];
      if (cell.link.empty()) continue;
      const Reference<css::text::XText> text(cell_at(sheet, header_row(table) + 1 + static_cast<int>(row), static_cast<int>(column)), UNO_QUERY_THROW);
      text->setString("");
      const auto field = create<css::text::XTextContent>(document, "com.sun.star.text.TextField.URL");
      set(field, "URL", to_uno(cell.link));
      set(field, "Representation", to_uno(cell.text));
      text->insertTextContent(Reference<css::text::XTextRange>(text->createTextCursor(), UNO_QUERY_THROW), field, false);
    }
  }
}

// Applied in runs of equal cells of a column.
void apply_styles(const Sheet& sheet, const ReportTable& table) {
  const int width = last_column(table);
  apply_style(block(sheet, 0, 0, 0, width), title_style);
  merge(block(sheet, 0, 0, 0, width));
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    const int row = static_cast<int>(i) + 1;
    apply_style(block(sheet, row, 0, row, width), line_style(table.lines[i].tone));
    merge(block(sheet, row, 0, row, width));
  }
  apply_style(block(sheet, header_row(table), 0, header_row(table), width), header_style);
  const int first = header_row(table) + 1;
  for (int column = 0; column <= width; ++column) {
    const auto tone_of = [&](std::size_t row) { return table.rows[row][static_cast<std::size_t>(column)].tone; };
    std::size_t from = 0;
    for (std::size_t row = 1; row <= table.rows.size(); ++row) {
      if (row < table.rows.size() && tone_of(row) == tone_of(from)) continue;
      apply_style(block(sheet, first + static_cast<int>(from), column, first + static_cast<int>(row) - 1, column),
                  cell_style(tone_of(from)));
      from = row;
    }
  }
}

// The office fits no row to a merged cell: one line for each that the text of a line needs at this width.
void fit_rows(const Sheet& sheet, const ReportTable& table) {
  const Reference<css::table::XColumnRowRange> all(sheet, UNO_QUERY_THROW);
  int width = 0;
  for (int i = 0; i <= last_column(table); ++i) {
    const int one = table.columns[static_cast<std::size_t>(i)].width;
    width += one;
    set(Reference<css::beans::XPropertySet>(all->getColumns()->getByIndex(i), UNO_QUERY_THROW), "Width", sal_Int32(one));
  }
  set(Reference<css::table::XColumnRowRange>(block(sheet, header_row(table), 0, last_row(table), 0), UNO_QUERY_THROW)
          ->getRows(),
      "OptimalHeight", true);
  constexpr int letter = 195;  // about, of 11 pt in 1/100 mm
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    int letters = 0;
    for (const char c : table.lines[i].text) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    const int lines = 1 + letters * letter / width;
    set(Reference<css::beans::XPropertySet>(all->getRows()->getByIndex(static_cast<sal_Int32>(i) + 1), UNO_QUERY_THROW),
        "Height", sal_Int32(520 * lines));
  }
}

void set_printing(Styles& styles, const Document& document, const Sheet& sheet, const ReportTable& table, const std::string& name) {
  const Style page = styles.page();
  set(page, "IsLandscape", true);
  set(page, "Width", sal_Int32(29700));
  set(page, "Height", sal_Int32(21000));
  for (const char* side : {"LeftMargin", "RightMargin", "TopMargin", "BottomMargin"}) set(page, side, sal_Int32(1500));
  set(page, "HeaderIsOn", false);
  set(page, "FooterIsOn", true);
  set(page, "ScaleToPagesX", sal_Int16(1));
  set(page, "ScaleToPagesY", sal_Int16(0));
  const auto footer = get<Reference<css::sheet::XHeaderFooterContent>>(page, "RightPageFooterContent");
  footer->getLeftText()->setString(to_uno(name));
  footer->getCenterText()->setString("");
  const auto right = footer->getRightText();
  right->setString("");
  const auto add_field = [&](const char* field) {
    right->insertTextContent(right->getEnd(), create<css::text::XTextContent>(document, field), false);
  };
  add_field("com.sun.star.text.TextField.PageNumber");
  right->insertString(right->getEnd(), "/", false);
  add_field("com.sun.star.text.TextField.PageCount");
  set(page, "RightPageFooterContent", footer);

  const auto tab = static_cast<sal_Int16>(sheet_number(sheet));
  const Reference<css::sheet::XPrintAreas> printing(sheet, UNO_QUERY_THROW);
  printing->setPrintAreas(uno_sequence<css::table::CellRangeAddress>({{tab, 0, 0, last_column(table), last_row(table)}}));
  printing->setTitleRows({tab, 0, header_row(table), last_column(table), header_row(table)});
  printing->setPrintTitleRows(true);
}

void add_filter(const Document& document, const Sheet& sheet, const ReportTable& table) {
  const auto ranges = get<Reference<css::sheet::XDatabaseRanges>>(document, "DatabaseRanges");
  const int number = sheet_number(sheet);
  const rtl::OUString name = to_uno("thuocdo_table" + (number > 0 ? std::to_string(number + 1) : std::string()));
  ranges->addNewByName(name, {static_cast<sal_Int16>(sheet_number(sheet)), 0, header_row(table), last_column(table),
                              last_row(table)});
  set(Reference<css::beans::XPropertySet>(ranges->getByName(name), UNO_QUERY_THROW), "AutoFilter", true);
}

}  // namespace

void write_report(const Document& document, const ReportTable& table) { write_report(document, std::vector<ReportTable>{table}); }

void write_report(const Document& document, const std::vector<ReportTable>& tables) {
  const Reference<css::sheet::XSpreadsheets> sheets(document->getSheets(), UNO_QUERY_THROW);
  const Reference<css::container::XIndexAccess> by_place(sheets, UNO_QUERY_THROW);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto place = static_cast<sal_Int32>(i);
    if (place >= by_place->getCount()) sheets->insertNewByName(to_uno(tables[i].name), static_cast<sal_Int16>(i));
  }
  const LockedControllers locked(document);
  Styles styles(document);
  add_styles(styles, number_format(document, tables.front().language));
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const ReportTable& table = tables[i];
    const Sheet sheet(by_place->getByIndex(static_cast<sal_Int32>(i)), UNO_QUERY_THROW);
    Reference<css::container::XNamed>(sheet, UNO_QUERY_THROW)->setName(to_uno(table.name));
    apply_styles(sheet, table);
    write_texts(sheet, table);
    write_links(document, sheet, table);
    if (!table.rows.empty()) add_filter(document, sheet, table);
    fit_rows(sheet, table);  // the filter's buttons take room in the headings
    set_printing(styles, document, sheet, table, tables.front().title);
  }
}

void show_report(const Document& document, const ReportTable& table) { show_report(document, std::vector<ReportTable>{table}); }

void show_report(const Document& document, const std::vector<ReportTable>& tables) {
  if (const Reference<css::frame::XTitle> title(document, UNO_QUERY); title.is()) title->setTitle(to_uno(tables.front().title));
  const auto controller = Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentController();
  if (!controller.is()) return;
  const Reference<css::sheet::XSpreadsheetView> view(controller, UNO_QUERY_THROW);
  const Reference<css::container::XIndexAccess> sheets(document->getSheets(), UNO_QUERY_THROW);
  for (std::size_t i = tables.size(); i-- > 0;) {  // the first one last: it stays in front
    if (tables.size() > 1) view->setActiveSheet(Sheet(sheets->getByIndex(static_cast<sal_Int32>(i)), UNO_QUERY_THROW));
    set(controller, "ShowGrid", false);
    Reference<css::sheet::XViewFreezable>(controller, UNO_QUERY_THROW)->freezeAtPosition(0, header_row(tables[i]) + 1);
  }
}

}  // namespace thuocdo
