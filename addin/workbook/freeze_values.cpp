#include "workbook/freeze_values.h"

#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/document/XUndoManager.hpp>
#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/sheet/CellFlags.hpp>
#include <com/sun/star/sheet/FormulaResult.hpp>
#include <com/sun/star/sheet/XArrayFormulaRange.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XCellRangesQuery.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSheetCellRange.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/XModifiable.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <functional>
#include <set>

#include "workbook/locked_controllers.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

bool is_ours(const rtl::OUString& formula) {
  return formula.toAsciiUpperCase().indexOf("VN.THUOCDO.FUNCTIONS.") >= 0;
}

using Action = std::function<void(const Sheet&, int row, int column)>;

void each_of_our_formulas(const Document& document, const Action& action) {
  const auto sheets = document->getSheets();
  for (const auto& name : sheets->getElementNames()) {
    const Sheet sheet(sheets->getByName(name), UNO_QUERY_THROW);
    const auto ranges = Reference<css::sheet::XCellRangesQuery>(sheet, UNO_QUERY_THROW)
                            ->queryContentCells(css::sheet::CellFlags::FORMULA);
    for (const auto& range : ranges->getRangeAddresses()) {
      for (int row = range.StartRow; row <= range.EndRow; ++row) {
        for (int column = range.StartColumn; column <= range.EndColumn; ++column) {
          if (is_ours(cell_at(sheet, row, column)->getFormula())) action(sheet, row, column);
        }
      }
    }
  }
}

// A single cell of an array cannot be changed: the whole array becomes values.
void replace_array(const Sheet& sheet, int row, int column) {
  const auto cursor = sheet->createCursorByRange(
      Reference<css::sheet::XSheetCellRange>(block(sheet, row, column, row, column), UNO_QUERY_THROW));
  cursor->collapseToCurrentArray();
  const auto at = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
  const auto cells = block(sheet, at.StartRow, at.StartColumn, at.EndRow, at.EndColumn);
  const Reference<css::sheet::XCellRangeData> values(cells, UNO_QUERY_THROW);
  const auto shown = values->getDataArray();
  Reference<css::sheet::XArrayFormulaRange>(cells, UNO_QUERY_THROW)->setArrayFormula({});
  values->setDataArray(shown);
}

void replace(const Sheet& sheet, int row, int column) {
  const auto cell = cell_at(sheet, row, column);
  const Reference<css::sheet::XArrayFormulaRange> array(block(sheet, row, column, row, column), UNO_QUERY_THROW);
  if (!array->getArrayFormula().isEmpty()) {
    replace_array(sheet, row, column);
  } else if (cell->getError() == 0 && get<sal_Int32>(cell, "FormulaResultType2") == css::sheet::FormulaResult::VALUE) {
    cell->setValue(cell->getValue());
  } else {
    const Reference<css::text::XText> text(cell, UNO_QUERY_THROW);
    text->setString(text->getString());
    // A locked cell takes everything but being emptied.
    if (is_ours(cell->getFormula())) cell->setFormula("=\"\"");
  }
}

// Calc lets the API write into locked cells whoever locked them. The form's own protection keeps from mistakes and has no
// password; one with a password is somebody's decision. Whether there is one shows only by trying.
std::string sheet_with_password(const Document& document) {
  std::set<std::string> names;
  each_of_our_formulas(document, [&](const Sheet& sheet, int, int) {
    names.insert(from_uno(Reference<css::container::XNamed>(sheet, UNO_QUERY_THROW)->getName()));
  });
  const Reference<css::util::XModifiable> changes(document, UNO_QUERY_THROW);
  const bool was_modified = changes->isModified();
  const auto steps = Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager();
  steps->lock();
  std::string locked;
  for (const std::string& name : names) {
    const Reference<css::util::XProtectable> sheet(sheet_of(document, name), UNO_QUERY_THROW);
    if (!sheet->isProtected()) continue;
    try {
      sheet->unprotect({});
    } catch (const css::lang::IllegalArgumentException&) {
      // Said below: it is still protected.
    }
    if (sheet->isProtected()) {
      locked = name;
      break;
    }
    sheet->protect({});
  }
  steps->unlock();
  changes->setModified(was_modified);
  return locked;
}

}  // namespace

int count_our_formulas(const Document& document) {
  int count = 0;
  each_of_our_formulas(document, [&](const Sheet&, int, int) { ++count; });
  return count;
}

FrozenValues replace_our_formulas(const Document& document, std::string_view undo_title) {
  if (const std::string name = sheet_with_password(document); !name.empty()) return {0, name};
  const LockedControllers locked(document);
  const UndoStep step(document, undo_title);
  // Points depend on each other: all are read as they are now, because what is replaced first changes none.
  int count = 0;
  each_of_our_formulas(document, [&](const Sheet& sheet, int row, int column) {
    const UndoStep part(document, undo_title);
    replace(sheet, row, column);
    ++count;
  });
  return {count, {}};
}

}  // namespace thuocdo
