// The context menu of a cell in a sheet of ours: above Calc's own entries those commands that command_table.xml shows
// there, where the cell stands in the row of a criterion. Menus of other documents stay as they are.
#pragma once

#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include "workbook/calc.h"

namespace thuocdo {

// The criterion whose row the selection of a view begins in ("1.2", also in the rows of its fields); empty elsewhere.
std::string criterion_at_cursor(const Reference<css::frame::XController>& view);

// For the life of the view.
void add_context_menu(const Reference<css::uno::XComponentContext>& context,
                      const Reference<css::frame::XController>& view);

}  // namespace thuocdo
