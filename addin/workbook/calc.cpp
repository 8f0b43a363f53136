#include "workbook/calc.h"

#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/sheet/ConditionOperator.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellRangeContainer.hpp>
#include <com/sun/star/sheet/XSheetConditionalEntries.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/CellAddress.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/XMergeable.hpp>

namespace thuocdo {

Sheet sheet_of(const Document& document, std::string_view name) {
  const auto sheets = document->getSheets();
  const auto wanted = to_uno(name);
  return sheets->hasByName(wanted) ? Sheet(sheets->getByName(wanted), UNO_QUERY) : Sheet();
}

void put_text(const Sheet& sheet, int row, int column, std::string_view utf8) {
  Reference<css::text::XText>(cell_at(sheet, row, column), UNO_QUERY_THROW)->setString(to_uno(utf8));
}

void merge(const CellBlock& cells) { Reference<css::util::XMergeable>(cells, UNO_QUERY_THROW)->merge(true); }

int sheet_number(const Sheet& sheet) {
  return Reference<css::sheet::XCellRangeAddressable>(sheet, UNO_QUERY_THROW)->getRangeAddress().Sheet;
}

void apply_style(const CellBlock& cells, std::string_view style) { set(cells, "CellStyle", to_uno(style)); }

void add_condition(const Document& document, const Sheet& sheet, const std::vector<int>& rows, int column,
                   const std::vector<Condition>& first_that_holds) {
  if (rows.empty()) return;
  const auto ranges = create<css::sheet::XSheetCellRangeContainer>(document, "com.sun.star.sheet.SheetCellRanges");
  const auto tab = static_cast<sal_Int16>(sheet_number(sheet));
  for (const int row : rows) {
    ranges->addRangeAddress({tab, column, row, column, row}, false);
  }
  const auto conditions = get<Reference<css::sheet::XSheetConditionalEntries>>(ranges, "ConditionalFormat");
  for (const Condition& condition : first_that_holds) {
    conditions->addNew(uno_sequence<css::beans::PropertyValue>(
        {named("Operator", css::sheet::ConditionOperator_FORMULA), named("Formula1", to_uno(condition.formula)),
         named("StyleName", to_uno(condition.style)),
         named("SourcePosition", css::table::CellAddress(tab, column, rows.front()))}));
  }
  set(ranges, "ConditionalFormat", conditions);
}

void add_condition(const Document& document, const Sheet& sheet, const std::vector<int>& rows, int column,
                   const std::string& formula, std::string_view style_name) {
  add_condition(document, sheet, rows, column, {{formula, style_name}});
}

}  // namespace thuocdo
