// The working copy in which reviewers appraise a submission: the unit's answers are locked, and behind the table stand columns for
// the verdict, another answer, basis and comments, with the points that both come to. And the copy of it that goes back to the
// unit, in which nothing but the explanation of contested criteria is open.
//
//   make_review(copy, sheet);
//   make_explanation_copy(copy, sheet, open_to_explanation(…));
//
// The columns are found by their keys (review_key in sheet/contract.h); engine/sheet/appraisal_file.h reads them.
#pragma once

#include <vector>

#include "sheet/assessed_sheet.h"
#include "workbook/calc.h"

namespace thuocdo {

// "review", "explanation", or empty for every other document.
std::string review_kind(const Document& document);

// `copy` is an open copy of the sheet that `sheet` assesses, usable and of an assessment. False where its table is locked with a
// password.
bool make_review(const Document& copy, const AssessedSheet& sheet);
// `copy` is an open copy of such a working copy. Internal comments are taken out.
bool make_explanation_copy(const Document& copy, const AssessedSheet& sheet, const std::vector<int>& criteria);

}  // namespace thuocdo
