// What a unit answered at one criterion, in words: "Số liệu: a = 12; b = 20", "Trả lời: Có". Figures that another body gave
// stand in place of the unit's own, and say so.
#pragma once

#include "scoring/answer.h"

namespace thuocdo {

Text answered_figures(const Criterion& criterion, const Answer& answer);

}  // namespace thuocdo
