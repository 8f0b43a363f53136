// What is no content and was changed all the same: locks, validity, styles, conditions, hidden and merged lines, names
// of ranges. Such damage is put right by writing the form anew (`RepairPlan::anew`).
#pragma once

#include "workbook/repair_plan.h"

namespace thuocdo {

// Of a sheet whose rows and columns stand where the form has them.
void compare_looks(RepairPlan& plan, const RepairPlan::Part& part);

// After every sheet was compared: a name that moved with its cells is not reported once more.
void compare_names(RepairPlan& plan, const Document& document, const Document& form);

}  // namespace thuocdo
