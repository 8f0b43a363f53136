// How a part of the examination says what it found; shared by repair_plan.cpp, repair_looks.cpp and repair_beside.cpp.
#pragma once

#include "workbook/repair_plan.h"

namespace thuocdo {

inline Finding& report(RepairPlan& plan, const RepairPlan::Part& part, Code code, const std::vector<Text>& arguments,
                       const std::string& cell = {}) {
  plan.repairs.push_back(finding(code, arguments));
  return plan.repairs.back().at_cell(part.built.name, cell);
}

inline Text same(const std::string& text) { return {text, text}; }

}  // namespace thuocdo
