// The sheet "Nội dung giữ lại": what stood in the form and has no place there, with where it was. Nothing that somebody
// wrote is thrown away.
#pragma once

#include "workbook/repair_plan.h"

namespace thuocdo {

// Makes the sheet at the end, or goes on below what it holds. Does nothing where there is nothing to keep.
void write_kept_content(const Document& document, const std::vector<RepairPlan::Kept>& kept);

}  // namespace thuocdo
