#include "functions/conversion.h"

#include <bit>
#include <charconv>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/table/XCell.hpp>

namespace thuocdo {

namespace uno = com::sun::star::uno;
namespace table = com::sun::star::table;

namespace {

// What a cell with the error shows. Its own text is not there yet while Calc is computing.
std::string error_text(sal_Int32 code) {
  switch (code) {
    case 503: return "#NUM!";
    case 519: return "#VALUE!";
    case 521: return "#NULL!";
    case 524: return "#REF!";
    case 525: return "#NAME?";
    case 532: return "#DIV/0!";
    case 0x7FFF: return "#N/A";
    default: return "Err:" + std::to_string(code);
  }
}

}  // namespace

uno::Any calc_error(CalcError error) {
  return uno::Any(std::bit_cast<double>(0x7FF8'0000'0000'0000ULL | static_cast<std::uint64_t>(error)));
}

uno::Any to_host(const Decimal& number) { return uno::Any(number.to_double()); }
uno::Any to_host(std::string_view utf8) { return uno::Any(to_uno(utf8)); }

Value to_value(const uno::Any& value) {
  if (double number = 0; value >>= number) {
    if (const auto decimal = Decimal::from_double(number)) return *decimal;
    char text[32];
    return std::string(text, std::to_chars(text, text + sizeof text, number).ptr);
  }
  if (rtl::OUString text; value >>= text) {
    if (text.isEmpty()) return {};
    return from_uno(text);
  }
  return {};
}

std::string to_id(const uno::Any& value) {
  const Value found = to_value(value);
  if (const auto* number = std::get_if<Decimal>(&found)) return number->text();
  const auto* text = std::get_if<std::string>(&found);
  return text ? *text : std::string();
}

std::vector<Value> to_values(const uno::Reference<table::XCellRange>& range) {
  std::vector<Value> values;
  const HostRows rows = rows_of(range);
  for (sal_Int32 row = 0; row < rows.getLength(); ++row) {
    for (sal_Int32 column = 0; column < rows[row].getLength(); ++column) {
      const uno::Any& value = rows[row][column];
      if (value.hasValue()) {
        values.push_back(to_value(value));
      } else {
        values.emplace_back(CellError{error_text(range->getCellByPosition(column, row)->getError())});
      }
    }
  }
  return values;
}

HostRows rows_of(const uno::Reference<table::XCellRange>& range) {
  return uno::Reference<com::sun::star::sheet::XCellRangeData>(range, uno::UNO_QUERY_THROW)->getDataArray();
}

}  // namespace thuocdo
