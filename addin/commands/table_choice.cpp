#include "commands/table_choice.h"

#include <algorithm>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/view/XSelectionSupplier.hpp>

namespace thuocdo {
namespace {

bool holds_anything(const Workbook& workbook, const CellRange& range) {
  const SheetCells* sheet = workbook.sheet(range.sheet);
  if (sheet == nullptr) return false;
  const int last_row = std::min(range.last_row, static_cast<int>(sheet->rows.size()) - 1);
  for (int row = range.first_row; row <= last_row; ++row) {
    const int width = static_cast<int>(sheet->rows[static_cast<std::size_t>(row)].size());
    for (int column = range.first_column; column <= std::min(range.last_column, width - 1); ++column) {
      const Cell* cell = sheet->at(row, column);
      if (cell != nullptr && !is_blank(cell->value)) return true;
    }
  }
  return false;
}

}  // namespace

TableChoice chosen_table(const Call& call, const Document& document, const Workbook& workbook) {
  TableChoice choice;
  const auto names = document->getSheets()->getElementNames();
  choice.sheet = from_uno(names[0]);
  if (!call.frame.is() || !call.frame->getController().is()) return choice;
  const auto controller = call.frame->getController();
  if (const Reference<css::sheet::XSpreadsheetView> view(controller, UNO_QUERY); view.is()) {
    choice.sheet = from_uno(names[Reference<css::sheet::XCellRangeAddressable>(view->getActiveSheet(), UNO_QUERY_THROW)
                                      ->getRangeAddress()
                                      .Sheet]);
  }
  const Reference<css::view::XSelectionSupplier> supplier(controller, UNO_QUERY);
  const Any selection = supplier.is() ? supplier->getSelection() : Any();
  Reference<css::sheet::XCellRangeAddressable> cells(selection, UNO_QUERY);
  if (!cells.is()) {
    const Reference<css::sheet::XSheetCellRanges> several(selection, UNO_QUERY);
    if (several.is() && several->getRangeAddresses().getLength() > 1) choice.problem = say(Says::several_selections);
    return choice;  // a drawing, or a chart: the sheet
  }
  const auto address = cells->getRangeAddress();
  choice.cursor_row = address.StartRow;
  if (address.StartRow == address.EndRow && address.StartColumn == address.EndColumn) return choice;
  choice.selected = CellRange{choice.sheet, address.StartRow, address.StartColumn, address.EndRow, address.EndColumn};
  if (!holds_anything(workbook, *choice.selected)) choice.problem = say(Says::selection_empty);
  return choice;
}

ImportedCriteria import_chosen(const Workbook& workbook, std::string_view file, const TableChoice& choice,
                               ImportRequest request) {
  request.sheet = choice.sheet;
  request.range = choice.selected;
  ImportedCriteria imported = import_criteria(workbook, file, request);
  if (choice.selected) return imported;
  const SheetCells* sheet = workbook.sheet(choice.sheet);
  const int last_row = sheet ? static_cast<int>(sheet->rows.size()) - 1 : 0;
  int width = 0;
  if (sheet) {
    for (const auto& row : sheet->rows) width = std::max(width, static_cast<int>(row.size()));
  }
  while (true) {
    const auto next = std::find_if(imported.rows.begin(), imported.rows.end(),
                                   [](const ImportedRow& row) { return row.part == RowPart::other_table; });
    const int first_row = request.range ? request.range->first_row : 0;
    if (next == imported.rows.end() || next->row > choice.cursor_row || next->row <= first_row) return imported;
    request.range = CellRange{choice.sheet, next->row, 0, last_row, width};
    imported = import_criteria(workbook, file, request);
  }
}

}  // namespace thuocdo
