// What is no answer and not of the form, and must not be lost when the form is written anew: cells beside it, notes,
// pictures and charts.
#pragma once

#include "workbook/repair_plan.h"

namespace thuocdo {

// `part` counts in `plan.parts`.
void take_cells_beside(RepairPlan& plan, std::size_t part);
void take_notes(RepairPlan& plan, std::size_t part);

// Where something is drawn on the sheet, the old sheet stays beside the new one (`RepairPlan::Part::keep_as`).
void keep_drawings(RepairPlan& plan, RepairPlan::Part& part, const Document& document);

}  // namespace thuocdo
