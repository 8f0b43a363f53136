// A consolidation as a workbook, for Calc and for paper: made by the engine alone, so that Calc and the command line write
// the same bytes.
//
//   WorkbookContent content{.result = &consolidation, .flags = &flags};
//   std::string bytes = result_workbook(content, Language::vietnamese);
//
// Sheets, in this order: overview (what it is bound to, a line for each tier, levels, groups) with charts, a ranking for
// each tier, the matrix of all criteria for each tier, who is not ranked, findings, statistics; where appraisals are closed,
// self against appraised by unit and by criterion, with what was changed and why; flags; differences to last year and the
// simulation of ranks where they are given. Cells hold the exact numbers of the result; nothing is computed by
// formulas.
#pragma once

#include <string>
#include <vector>

#include "ranking/flags.h"
#include "ranking/verification_plan.h"
#include "report/differences.h"
#include "sheet/ods_writer.h"

namespace thuocdo {

// Pointers may be null but for the result; what they point to must outlive the call.
struct WorkbookContent {
  const Consolidation* result = nullptr;
  const std::vector<Flag>* flags = nullptr;
  const std::vector<Difference>* differences = nullptr;
  std::string previous_round = {};
  const Robustness* robustness = nullptr;
  const VerificationPlan* plan = nullptr;
};

// The sheets make their rows when they are written: what the content points to must still be there then.
std::vector<OdsSheet> result_sheets(const WorkbookContent& content, Language language);
void write_result_workbook(const WorkbookContent& content, Language language, const ByteSink& sink);
std::string result_workbook(const WorkbookContent& content, Language language);

}  // namespace thuocdo
