// Shows the cell that a finding or a line of a list is about, and selects it.
#pragma once

#include <com/sun/star/frame/XFrame.hpp>

#include "finding/finding.h"
#include "workbook/calc.h"

namespace thuocdo {

// Does nothing where the frame's document has no such sheet or the place names no cell.
void go_to(const Reference<css::frame::XFrame>& frame, const Place& place);

}  // namespace thuocdo
