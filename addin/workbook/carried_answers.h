// Writes last year's answers into a sheet, each marked as to be confirmed in the column "Chuyển từ kỳ trước".
//
//   build_workbook(context, document, programme, tier, unit);
//   write_carried_answers(document, tier, nullptr, carried);
//
// The column is shown only where something was carried over.
#pragma once

#include "sheet/carry_over.h"
#include "workbook/calc.h"

namespace thuocdo {

// The document must come from build_workbook with the same tier.
// `round_without_assessment` is null where the sheet is assessed.
void write_carried_answers(const Document& document, const Tier& tier, const Stage* round_without_assessment,
                           const CarryOver& carried);
// Only the marks, of these criteria (by index): as in a sheet whose answers were carried over before.
void write_carried_marks(const Document& document, const Tier& tier, const Stage* round_without_assessment,
                         const std::vector<int>& criteria);
// Names the cell that each finding is about: the first that the criterion is answered in.
void place_findings(const Tier& tier, const Stage* round_without_assessment, Findings& findings);

}  // namespace thuocdo
