// What a reviewer sees beside the working copy while appraising: what the unit claims and what it gets, what that does to its
// rank, what is still open, and what is wrong. In the same form as the unit's own live score (live_score.h).
//
//   const LiveReview review = live_review(sheet, appraisal_table_in(workbook, name), Language::vietnamese, {&result});
//   review.score.total                          // "42,00/55 điểm thẩm định"
//   review.score.lines[1]                       // "Xếp hạng: 3/12 theo tự đánh giá, 5/12 theo thẩm định (xuống 2 bậc)"
//   explained_review(sheet, review, criterion, …)
#pragma once

#include <string>

#include "ranking/rank_effect.h"
#include "report/live_score.h"
#include "sheet/appraisal_file.h"

namespace thuocdo {

struct LiveReview {
  LiveScore score;
  AppraisalStage stage = AppraisalStage::first;  // the last that has begun
  Appraisal appraisal;  // what can count of the table
  AppraisedScores scores;
  Findings findings;    // of the appraisal; each at the cell of the working copy
  std::vector<OpenQuestion> open;
  std::size_t asked = 0, decided = 0;  // criteria that the stage decides
};

// What the rank is told from.
struct ChosenResult {
  const RoundResult* result = nullptr;  // null: none was chosen, or it cannot be read
  std::string problem = {};             // why not, in the language of whoever reads it
};

// `sheet` is usable and assessed.
LiveReview live_review(const AssessedSheet& sheet, const AppraisalTable& table, Language language, const ChosenResult& chosen = {});
// "Xếp hạng …", one sentence; also where nothing can be said.
Text rank_line(const AssessedSheet& sheet, const AppraisedScores& scores, const ChosenResult& chosen);
// The points of all stages, the decision and why the appraised points are what they are.
std::string explained_review(const AssessedSheet& sheet, const LiveReview& review, int criterion, Language language);

}  // namespace thuocdo
