#include "workbook/go_to.h"

#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/view/XSelectionSupplier.hpp>

namespace thuocdo {

void go_to(const Reference<css::frame::XFrame>& frame, const Place& place) {
  const auto controller = frame.is() ? frame->getController() : Reference<css::frame::XController>();
  if (!controller.is() || place.cell.empty()) return;
  const Document document(controller->getModel(), UNO_QUERY);
  const Sheet sheet = document.is() ? sheet_of(document, place.sheet) : Sheet();
  if (!sheet.is()) return;
  Reference<css::sheet::XSpreadsheetView>(controller, UNO_QUERY_THROW)->setActiveSheet(sheet);
  Reference<css::view::XSelectionSupplier>(controller, UNO_QUERY_THROW)
      ->select(Any(sheet->getCellRangeByName(to_uno(place.cell))));
}

}  // namespace thuocdo
