#include "functions/conversion.h"

#include <bit>
#include <charconv>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/table/XCell.hpp>
#include <com/sun/star/text/XText.hpp>

namespace thuocdo {

namespace uno = com::sun::star::uno;
namespace table = com::sun::star::table;

namespace {

std::string shown_text(const uno::Reference<table::XCell>& cell) {
  const uno::Reference<com::sun::star::text::XText> text(cell, uno::UNO_QUERY_THROW);
  return from_uno(text->getString());
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

std::vector<Value> to_values(const uno::Any& argument) {
  HostRows rows;
  if (!(argument >>= rows)) return {to_value(argument)};
  std::vector<Value> values;
  for (const auto& row : rows) {
    for (const uno::Any& value : row) values.push_back(to_value(value));
  }
  return values;
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
        values.emplace_back(CellError{shown_text(range->getCellByPosition(column, row))});
      }
    }
  }
  return values;
}

HostRows rows_of(const uno::Reference<table::XCellRange>& range) {
  return uno::Reference<com::sun::star::sheet::XCellRangeData>(range, uno::UNO_QUERY_THROW)->getDataArray();
}

}  // namespace thuocdo
