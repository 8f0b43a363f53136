#include "workbook/answer_cell.h"

#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/Date.hpp>
#include <variant>

namespace thuocdo {
namespace {

Reference<css::table::XCell> cell_of(const Document& document, const AnswerCell& place) {
  const Sheet sheet = sheet_of(document, place.sheet);
  return sheet.is() ? cell_at(sheet, place.row, place.column) : Reference<css::table::XCell>();
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

void write_number(const Document& document, const AnswerCell& place, const Decimal& number) {
  if (const auto cell = cell_of(document, place); cell.is()) cell->setValue(number.to_double());
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
