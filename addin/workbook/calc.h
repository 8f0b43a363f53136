// Short names for the few Calc calls that the builder and the commands repeat.
#pragma once

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XCell.hpp>
#include <com/sun/star/table/XCellRange.hpp>
#include <com/sun/star/uno/Any.hxx>
#include <com/sun/star/uno/Reference.hxx>
#include <com/sun/star/uno/Sequence.hxx>
#include <string>
#include <string_view>
#include <vector>

#include "functions/uno_text.h"

namespace thuocdo {

namespace css = ::com::sun::star;
using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;
using Document = Reference<css::sheet::XSpreadsheetDocument>;
using Sheet = Reference<css::sheet::XSpreadsheet>;
using CellBlock = Reference<css::table::XCellRange>;

inline Any text_value(std::string_view utf8) { return Any(to_uno(utf8)); }

template <class T>
css::beans::PropertyValue named(const char* name, const T& value) {
  css::beans::PropertyValue result;
  result.Name = rtl::OUString::createFromAscii(name);
  result.Value <<= value;
  return result;
}

// set(cell, "CellStyle", to_uno("TD Nhóm"))
template <class Object, class T>
void set(const Reference<Object>& object, const char* property, const T& value) {
  Reference<css::beans::XPropertySet>(object, UNO_QUERY_THROW)
      ->setPropertyValue(rtl::OUString::createFromAscii(property), Any(value));
}

template <class T, class Object>
T get(const Reference<Object>& object, const char* property) {
  T value{};
  Reference<css::beans::XPropertySet>(object, UNO_QUERY_THROW)
      ->getPropertyValue(rtl::OUString::createFromAscii(property)) >>= value;
  return value;
}

template <class Interface, class Object>
Reference<Interface> create(const Reference<Object>& factory, const char* service) {
  return Reference<Interface>(Reference<css::lang::XMultiServiceFactory>(factory, UNO_QUERY_THROW)
                                  ->createInstance(rtl::OUString::createFromAscii(service)),
                              UNO_QUERY_THROW);
}

inline CellBlock block(const Sheet& sheet, int first_row, int first_column, int last_row, int last_column) {
  return sheet->getCellRangeByPosition(first_column, first_row, last_column, last_row);
}
inline Reference<css::table::XCell> cell_at(const Sheet& sheet, int row, int column) {
  return sheet->getCellByPosition(column, row);
}

Sheet sheet_of(const Document& document, std::string_view name);  // null when there is none
// Text as it stands, whatever it looks like ("1.2", "=a").
void put_text(const Sheet& sheet, int row, int column, std::string_view utf8);
void merge(const CellBlock& cells);
int sheet_number(const Sheet& sheet);
void apply_style(const CellBlock& cells, std::string_view style);

struct Condition {
  std::string formula;  // written for the first of the cells
  std::string_view style;
};
// Lays a style over cells of one column: that of the first condition that holds.
void add_condition(const Document& document, const Sheet& sheet, const std::vector<int>& rows, int column,
                   const std::vector<Condition>& first_that_holds);
// The same with one condition.
void add_condition(const Document& document, const Sheet& sheet, const std::vector<int>& rows, int column,
                   const std::string& formula, std::string_view style_name);

}  // namespace thuocdo
