// Where the cursor stands in the window, and moving it.
#pragma once

#include <com/sun/star/frame/XController.hpp>
#include <optional>
#include <string_view>

#include "sheet/cell_text.h"
#include "workbook/calc.h"

namespace thuocdo {

// The first selected cell, where `sheet` is the one in sight.
std::optional<CellAddress> cursor_in(const Reference<css::frame::XController>& controller, std::string_view sheet);
// Brings the sheet in sight and selects the cell ("F12"). Does nothing where either does not exist.
void go_to_cell(const Reference<css::frame::XController>& controller, std::string_view sheet, std::string_view cell);

}  // namespace thuocdo
