#include "workbook/form_sheet.h"

#include <algorithm>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/sheet/ConditionOperator.hpp>
#include <com/sun/star/sheet/ValidationType.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XCellRangeFormula.hpp>
#include <com/sun/star/sheet/XConditionalFormat.hpp>
#include <com/sun/star/sheet/XConditionalFormats.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSheetCondition.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/XMergeable.hpp>
#include <com/sun/star/util/XProtectable.hpp>

namespace thuocdo {
namespace {

// No form is larger; what lies beyond is somebody's own and stays where it is.
constexpr int most_form_rows = 4000;
constexpr int most_form_columns = 40;

// The cell reads "=1+1" as text where its content says so with an apostrophe before it.
void read_contents(FormSheet& form) {
  const auto area = block(form.sheet, 0, 0, form.rows - 1, form.columns - 1);
  const auto data = Reference<css::sheet::XCellRangeData>(area, UNO_QUERY_THROW)->getDataArray();
  const auto formulas = Reference<css::sheet::XCellRangeFormula>(area, UNO_QUERY_THROW)->getFormulaArray();
  for (int row = 0; row < form.rows; ++row) {
    for (int column = 0; column < form.columns; ++column) {
      FormCell& cell = form.at(row, column);
      const rtl::OUString& formula = formulas[row][column];
      rtl::OUString text;
      if (formula.startsWith("=")) {
        cell.content = Content::formula;
        cell.text = from_uno(formula);
      } else if (data[row][column] >>= text) {
        if (text.isEmpty()) continue;
        cell.content = Content::text;
        cell.text = from_uno(text);
      } else if (data[row][column] >>= cell.number) {
        cell.content = Content::number;
        cell.text = from_uno(formula);
      }
    }
  }
}

std::string validity_of(const Reference<css::table::XCell>& cell) {
  const auto validity = get<Reference<css::beans::XPropertySet>>(cell, "Validation");
  const auto type = get<css::sheet::ValidationType>(validity, "Type");
  const Reference<css::sheet::XSheetCondition> condition(validity, UNO_QUERY_THROW);
  std::string text = std::to_string(static_cast<int>(type)) + "|" + from_uno(get<rtl::OUString>(validity, "InputTitle")) + "|" +
                     from_uno(get<rtl::OUString>(validity, "InputMessage"));
  if (type == css::sheet::ValidationType_ANY) return text;
  for (const char* property : {"ErrorTitle", "ErrorMessage"}) text += "|" + from_uno(get<rtl::OUString>(validity, property));
  for (const char* property : {"ShowErrorMessage", "IgnoreBlankCells"}) {
    text += get<bool>(validity, property) ? "|1" : "|0";
  }
  text += "|" + std::to_string(static_cast<int>(condition->getOperator())) + "|" + from_uno(condition->getFormula1()) + "|" +
          from_uno(condition->getFormula2());
  return text;
}

void read_styles(FormSheet& form) {
  for (int row = 0; row < form.rows; ++row) {
    for (int column = 0; column < form.columns; ++column) {
      const auto place = cell_at(form.sheet, row, column);
      FormCell& cell = form.at(row, column);
      cell.style = from_uno(get<rtl::OUString>(place, "CellStyle"));
      cell.locked = get<css::util::CellProtection>(place, "CellProtection").IsLocked;
      if (!cell.locked) cell.validity = validity_of(place);
    }
  }
}

void read_conditions(FormSheet& form) {
  const auto all = get<Reference<css::sheet::XConditionalFormats>>(form.sheet, "ConditionalFormats");
  if (!all.is()) return;
  for (const auto& format : all->getConditionalFormats()) {
    const Reference<css::container::XIndexAccess> entries(format, UNO_QUERY);
    const Reference<css::beans::XPropertySet> properties(format, UNO_QUERY);
    if (!entries.is() || !properties.is()) continue;
    std::vector<std::string> styles;
    for (sal_Int32 i = 0; i < entries->getCount(); ++i) {
      const Reference<css::beans::XPropertySet> entry(entries->getByIndex(i), UNO_QUERY);
      if (!entry.is() || !entry->getPropertySetInfo()->hasPropertyByName("StyleName")) continue;
      styles.push_back(from_uno(get<rtl::OUString>(entry, "StyleName")));
    }
    const auto ranges = get<Reference<css::sheet::XSheetCellRanges>>(properties, "Range");
    if (!ranges.is()) continue;
    for (const auto& range : ranges->getRangeAddresses()) {
      for (int row = range.StartRow; row <= std::min<int>(range.EndRow, form.rows - 1); ++row) {
        for (int column = range.StartColumn; column <= std::min<int>(range.EndColumn, form.columns - 1); ++column) {
          for (const std::string& style : styles) form.at(row, column).condition_styles += style + ";";
        }
      }
    }
  }
}

void read_lines(FormSheet& form) {
  const Reference<css::table::XColumnRowRange> lines(form.sheet, UNO_QUERY_THROW);
  const auto visible = [](const auto& all, int index) {
    return get<bool>(Reference<css::beans::XPropertySet>(all->getByIndex(index), UNO_QUERY_THROW), "IsVisible");
  };
  for (int row = 0; row < form.rows; ++row) {
    form.row_visible.push_back(visible(lines->getRows(), row));
    form.row_merged.push_back(
        Reference<css::util::XMergeable>(block(form.sheet, row, 0, row, form.columns - 1), UNO_QUERY_THROW)->getIsMerged());
  }
  for (int column = 0; column < form.columns; ++column) form.column_visible.push_back(visible(lines->getColumns(), column));
}

}  // namespace

bool FormCell::same_content(const FormCell& other) const {
  return content == other.content && text == other.text && (content != Content::number || number == other.number);
}

FormSheet read_form_contents(const Sheet& sheet) {
  FormSheet form;
  form.sheet = sheet;
  form.name = from_uno(Reference<css::container::XNamed>(sheet, UNO_QUERY_THROW)->getName());
  form.visible = get<bool>(sheet, "IsVisible");
  form.is_protected = Reference<css::util::XProtectable>(sheet, UNO_QUERY_THROW)->isProtected();
  const auto cursor = sheet->createCursor();
  Reference<css::sheet::XUsedAreaCursor>(cursor, UNO_QUERY_THROW)->gotoEndOfUsedArea(false);
  const auto end = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
  form.rows = std::min<int>(end.EndRow + 1, most_form_rows);
  form.columns = std::min<int>(end.EndColumn + 1, most_form_columns);
  form.cells.resize(static_cast<std::size_t>(form.rows) * static_cast<std::size_t>(form.columns));
  read_contents(form);
  return form;
}

void read_looks(FormSheet& form) {
  read_styles(form);
  read_conditions(form);
  read_lines(form);
}

}  // namespace thuocdo
