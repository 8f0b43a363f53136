// What a reviewer sees beside the working copy while appraising: what the unit claims and what it gets, the differences, what is
// still open, and what is wrong. In the same form as the unit's own live score (live_score.h).
//
//   const LiveReview review = live_review(sheet, appraisal_table_in(workbook, name), Language::vietnamese);
//   review.score.total                          // "42,00/55 điểm; tự đánh giá 45,33 (−3,33)"
//   explained_review(sheet, review, criterion, …)
#pragma once

#include <string>

#include "report/live_score.h"
#include "sheet/appraisal_file.h"

namespace thuocdo {

struct LiveReview {
  LiveScore score;
  Appraisal appraisal;  // what can count of the table
  Scorecard self;
  Scorecard appraised;
  Findings findings;    // of the appraisal; each at the row's cell in the sheet
};

// `sheet` is usable and assessed.
LiveReview live_review(const AssessedSheet& sheet, const AppraisalTable& table, Language language);
// The points of both, the decision and why the appraised points are what they are.
std::string explained_review(const AssessedSheet& sheet, const LiveReview& review, int criterion, Language language);

}  // namespace thuocdo
