#include "workbook/answer_cell.h"

#include <algorithm>
#include <com/sun/star/beans/XPropertyState.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/text/XTextContent.hpp>
#include <com/sun/star/text/XTextCursor.hpp>
#include <com/sun/star/text/XTextRange.hpp>
#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/Date.hpp>
#include <com/sun/star/util/NumberFormat.hpp>
#include <com/sun/star/util/XNumberFormatsSupplier.hpp>
#include <osl/file.hxx>
#include <rtl/uri.hxx>
#include <variant>

namespace thuocdo {
namespace {

Reference<css::table::XCell> cell_of(const Document& document, const AnswerCell& place) {
  const Sheet sheet = sheet_of(document, place.sheet);
  return sheet.is() ? cell_at(sheet, place.row, place.column) : Reference<css::table::XCell>();
}

// What opens when the link is clicked.
rtl::OUString target_of(const Document& document, const std::string& link) {
  if (link.find("://") != std::string::npos) return to_uno(link);
  if (link.starts_with("www.")) return to_uno("https://" + link);
  rtl::OUString url;
  if (link.starts_with("/")) {
    osl::FileBase::getFileURLFromSystemPath(to_uno(link), url);
    return url;
  }
  const rtl::OUString base = Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL();
  const rtl::OUString relative = rtl::Uri::encode(to_uno(link), rtl_UriCharClassPchar, rtl_UriEncodeIgnoreEscapes, RTL_TEXTENCODING_UTF8)
                                     .replaceAll("%2F", "/");
  return base.isEmpty() ? relative : base.copy(0, base.lastIndexOf('/') + 1) + relative;
}

}  // namespace

bool is_open(const Document& document, const AnswerCell& place) {
  const auto cell = cell_of(document, place);
  return cell.is() && !get<css::util::CellProtection>(cell, "CellProtection").IsLocked;
}

void write_text(const Document& document, const AnswerCell& place, const std::string& text) {
  const auto cell = cell_of(document, place);
  if (!cell.is()) return;
  if (text.empty()) {
    cell->setFormula({});
  } else {
    put_text(sheet_of(document, place.sheet), place.row, place.column, text);
  }
}

void write_links(const Document& document, const AnswerCell& place, const std::string& text) {
  const auto cell = cell_of(document, place);
  if (!cell.is()) return;
  cell->setFormula({});
  const Reference<css::text::XText> content(cell, UNO_QUERY_THROW);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find("; ", from), text.size());
    const std::string part = text.substr(from, end - from);
    const auto cursor = content->createTextCursor();
    cursor->gotoEnd(false);
    const Reference<css::text::XTextRange> behind(cursor, UNO_QUERY_THROW);
    if (from > 0) content->insertString(behind, "; ", false);
    const auto field = create<css::text::XTextContent>(document, "com.sun.star.text.TextField.URL");
    set(field, "Representation", to_uno(part));
    set(field, "URL", target_of(document, part));
    content->insertTextContent(behind, field, false);
    from = end + 2;
  }
}

void write_number(const Document& document, const AnswerCell& place, const Decimal& number) {
  const auto cell = cell_of(document, place);
  if (!cell.is()) return;
  const auto format = Reference<css::util::XNumberFormatsSupplier>(document, UNO_QUERY_THROW)->getNumberFormats()->getByKey(
      get<sal_Int32>(cell, "NumberFormat"));
  // As a day the number would look like one, and as text the next that is typed would be one.
  if ((get<sal_Int16>(format, "Type") & (css::util::NumberFormat::DATETIME | css::util::NumberFormat::TEXT)) != 0) {
    Reference<css::beans::XPropertyState>(cell, UNO_QUERY_THROW)->setPropertyToDefault("NumberFormat");
  }
  cell->setValue(number.to_double());
}

void write_date(const Document& document, const AnswerCell& place, const Date& date) {
  using namespace std::chrono;
  const auto cell = cell_of(document, place);
  if (!cell.is()) return;
  const auto zero = get<css::util::Date>(document, "NullDate");
  const sys_days start = year_month_day{year{zero.Year}, month{zero.Month}, day{zero.Day}};
  cell->setValue(static_cast<double>((sys_days(date) - start).count()));
}

void write_answer(const Document& document, const AnswerCell& place, const Field& field, const std::string& text) {
  const FieldReading reading = read_field(field, text);
  if (reading.number) return write_number(document, place, *reading.number);
  if (reading.date) return write_date(document, place, *reading.date);
  if (reading.option >= 0) return write_text(document, place, field.options[static_cast<std::size_t>(reading.option)].text.vi);
  write_text(document, place, reading.absent ? std::string() : text);
}

std::string typed_text(const Field& field, const Value& value) {
  const FieldReading reading = read_field(field, value);
  if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].text.vi;
  if (reading.date) return date_text(*reading.date, Language::vietnamese);
  if (const auto* number = std::get_if<Decimal>(&value)) {
    std::string text = number->text();  // without groups: nobody can misread it
    if (const auto mark = text.find('.'); mark != std::string::npos) text[mark] = ',';
    return text;
  }
  if (const auto* error = std::get_if<CellError>(&value)) return error->text;
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : std::string();
}

}  // namespace thuocdo
