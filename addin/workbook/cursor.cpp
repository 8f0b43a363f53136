#include "workbook/cursor.h"

#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/view/XSelectionSupplier.hpp>

namespace thuocdo {

std::optional<CellAddress> cursor_in(const Reference<css::frame::XController>& controller, std::string_view sheet) {
  const Reference<css::sheet::XSpreadsheetView> view(controller, UNO_QUERY);
  const Reference<css::container::XNamed> active(view.is() ? view->getActiveSheet() : Sheet(), UNO_QUERY);
  if (!active.is() || from_uno(active->getName()) != sheet) return std::nullopt;
  const Reference<css::view::XSelectionSupplier> supplier(controller, UNO_QUERY);
  const Any selection = supplier.is() ? supplier->getSelection() : Any();
  if (const Reference<css::sheet::XCellRangeAddressable> range(selection, UNO_QUERY); range.is()) {
    const auto address = range->getRangeAddress();
    return CellAddress{address.StartRow, address.StartColumn};
  }
  if (const Reference<css::sheet::XSheetCellRanges> ranges(selection, UNO_QUERY); ranges.is()) {
    const auto addresses = ranges->getRangeAddresses();
    if (addresses.hasElements()) return CellAddress{addresses[0].StartRow, addresses[0].StartColumn};
  }
  return std::nullopt;
}

void go_to_cell(const Reference<css::frame::XController>& controller, std::string_view sheet_name, std::string_view cell) {
  const Document document(controller.is() ? controller->getModel() : Reference<css::frame::XModel>(), UNO_QUERY);
  const Sheet sheet = document.is() ? sheet_of(document, sheet_name) : Sheet();
  const Reference<css::sheet::XSpreadsheetView> view(controller, UNO_QUERY);
  if (!sheet.is() || !view.is() || cell.empty()) return;
  view->setActiveSheet(sheet);
  Reference<css::view::XSelectionSupplier>(controller, UNO_QUERY_THROW)
      ->select(Any(sheet->getCellRangeByName(to_uno(cell))));
}

}  // namespace thuocdo
