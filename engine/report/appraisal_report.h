// How a unit's points stand before and after its appraisal, side by side.
//
//   out << appraisal_text(view, page);
//
// JSON, numbers as strings of exact decimals:
//   {"programme","unit","tier","closed":[stages],"total":{"self","below","first","second","final"},"maximum":{…},"published":{…},
//    "criteria":[{"id","self","below","first","second","final","difference","decisions":{stage:{"verdict","answer":{field:value},
//    "not_applicable","basis","comment","question","appraiser"}},"explanation":{"text","evidence"} or null,"assigned":[names]}],
//    "open":[{"criterion","why","question"}],"conflicts":[{"criterion","stage","decisions":[…]}],"findings":[…]}
// Internal comments stand in it only with `internal`.
// "below", also among the decisions, is what a unit above (a district) decided before; it is missing where there is nothing.
// CSV: criterion,name,maximum,self,below,first,second,final,difference,verdict,basis,comment,explanation
#pragma once

#include <string>
#include <vector>

#include "report/page.h"
#include "sheet/appraisal_file.h"

namespace thuocdo {

struct AppraisalView {
  const Programme* programme = nullptr;
  const Unit* unit = nullptr;
  const Answers* answers = nullptr;
  const Appraisal* appraisal = nullptr;
  std::vector<AppraisalConflict> conflicts = {};
  std::vector<AppraisalStage> closed = {};
  std::vector<std::pair<int, std::vector<std::string>>> assigned = {};  // criterion, reviewers
  Findings findings = {};
  bool internal = false;  // show internal comments, too
};

std::string appraisal_text(const AppraisalView& view, const Page& page);
std::string appraisal_json(const AppraisalView& view);
std::string appraisal_csv(const AppraisalView& view);

}  // namespace thuocdo
