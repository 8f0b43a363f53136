// The working copy in which reviewers appraise a submission: the unit's answers are locked, and behind the table stand self, first,
// second and final points side by side, then for each stage that has begun its verdict, figures, basis and comments. And the copy
// of it that goes back to the unit, in which nothing but the explanation of contested criteria is open.
//
//   make_review(copy, sheet);                                                        // the first stage has begun
//   make_explanation_copy(copy, sheet, open_to_explanation(…));
//   begin_stage(copy, sheet, AppraisalStage::second, review.appraisal);              // with what the unit explained
//   put_decision(document, sheet, table, AppraisalStage::first, criterion, decision);
//
// The columns are found by their keys (sheet/review_columns.h); engine/sheet/appraisal_file.h reads them.
#pragma once

#include <vector>

#include "scoring/appraisal.h"
#include "sheet/appraisal_file.h"
#include "sheet/assessed_sheet.h"
#include "sheet/division.h"
#include "workbook/calc.h"
#include "workbook/views.h"

namespace thuocdo {

// review_copy, explanation_copy, or empty for every other document.
std::string review_kind(const Document& document);
// Where whoever opens the copy begins.
TableView review_view(const Document& document);

// `copy` is an open copy of the sheet that `sheet` assesses, usable and of an assessment. False where its table is locked with a
// password.
bool make_review(const Document& copy, const AssessedSheet& sheet);
// `copy` is an open copy of such a working copy. The stages before are locked and stay to be read. In the second stage only the
// criteria that the unit has explained are open, in the final one all.
bool begin_stage(const Document& copy, const AssessedSheet& sheet, AppraisalStage stage, const Appraisal& appraisal);
// `copy` is an open copy of such a working copy. What is internal is taken out.
bool make_explanation_copy(const Document& copy, const AssessedSheet& sheet, const std::vector<int>& criteria);

// `copy` is an open copy of such a working copy. Of its last stage only the section's criteria stay open and seen, with its name.
bool keep_criteria(const Document& copy, const AssessedSheet& sheet, const Section& section);

// Writes a decision into the open working copy, as whoever types it would. False where its cells are locked.
bool put_decision(const Document& document, const AssessedSheet& sheet, const AppraisalTable& table, AppraisalStage stage, int criterion, const CriterionAppraisal& decision);

}  // namespace thuocdo
