#include "commands/context_menu.h"

#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeReferrer.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/ui/ActionTriggerSeparatorType.hpp>
#include <com/sun/star/ui/ContextMenuExecuteEvent.hpp>
#include <com/sun/star/ui/XContextMenuInterception.hpp>
#include <com/sun/star/ui/XContextMenuInterceptor.hpp>
#include <com/sun/star/view/XSelectionSupplier.hpp>
#include <cppuhelper/implbase1.hxx>

#include "commands/command_list.h"
#include "settings/settings.h"
#include "sheet/contract.h"
#include "workbook/own_document.h"

namespace thuocdo {
namespace {

using namespace css::ui;

class CellMenu : public cppu::WeakImplHelper1<css::ui::XContextMenuInterceptor> {
 public:
  explicit CellMenu(Reference<css::uno::XComponentContext> context) : context_(std::move(context)) {}

  ContextMenuInterceptorAction SAL_CALL
  notifyContextMenuExecute(const css::ui::ContextMenuExecuteEvent& event) override {
    try {
      const Reference<css::frame::XController> view(event.Selection, UNO_QUERY);
      if (!view.is() || criterion_at_cursor(view).empty()) return ContextMenuInterceptorAction_IGNORED;
      return add_entries(event.ActionTriggerContainer) ? ContextMenuInterceptorAction_EXECUTE_MODIFIED
                                                       : ContextMenuInterceptorAction_IGNORED;
    } catch (...) {
      return ContextMenuInterceptorAction_IGNORED;
    }
  }

 private:
  bool add_entries(const Reference<css::container::XIndexContainer>& menu) {
    const Reference<css::lang::XMultiServiceFactory> factory(menu, UNO_QUERY_THROW);
    const Language language = desk_language(context_);
    sal_Int32 position = 0;
    for (const DeskCommand& command : all_commands()) {
      if (!command.in_cell_menu) continue;
      const auto entry = create<css::beans::XPropertySet>(factory, "com.sun.star.ui.ActionTrigger");
      set(entry, "Text", to_uno(command.label(language)));
      set(entry, "CommandURL", to_uno("vn.thuocdo:" + std::string(command.name)));
      menu->insertByIndex(position++, Any(entry));
    }
    if (position == 0) return false;
    const auto separator = create<css::beans::XPropertySet>(factory, "com.sun.star.ui.ActionTriggerSeparator");
    set(separator, "SeparatorType", css::ui::ActionTriggerSeparatorType::LINE);
    menu->insertByIndex(position, Any(separator));
    return true;
  }

  const Reference<css::uno::XComponentContext> context_;
};

}  // namespace

std::string criterion_at_cursor(const Reference<css::frame::XController>& view) {
  const Document document(view->getModel(), UNO_QUERY);
  const Reference<css::view::XSelectionSupplier> selection(view, UNO_QUERY);
  if (!selection.is() || !is_own_document(document)) return {};
  const Reference<css::sheet::XCellRangeAddressable> selected(selection->getSelection(), UNO_QUERY);
  const auto names = get<Reference<css::sheet::XNamedRanges>>(document, "NamedRanges");
  const auto id_name = to_uno(column_range_name(Column::id));
  if (!selected.is() || !names->hasByName(id_name)) return {};
  const auto ids = Reference<css::sheet::XCellRangeReferrer>(names->getByName(id_name), UNO_QUERY_THROW)->getReferredCells();
  if (!ids.is()) return {};
  const auto column = Reference<css::sheet::XCellRangeAddressable>(ids, UNO_QUERY_THROW)->getRangeAddress();
  const auto at = selected->getRangeAddress();
  if (at.Sheet != column.Sheet || at.StartRow < column.StartRow || at.StartRow > column.EndRow) return {};
  const Reference<css::text::XText> cell(ids->getCellByPosition(0, at.StartRow - column.StartRow), UNO_QUERY_THROW);
  const std::string id = from_uno(cell->getString());
  return id.starts_with("thuocdo:") ? std::string() : id.substr(0, id.find('|'));
}

void add_context_menu(const Reference<css::uno::XComponentContext>& context,
                      const Reference<css::frame::XController>& view) {
  const Reference<css::ui::XContextMenuInterception> menus(view, UNO_QUERY);
  if (menus.is()) menus->registerContextMenuInterceptor(new CellMenu(context));
}

}  // namespace thuocdo
