// Rounds without assessment: the figures are collected and checked as for the assessment, and nothing is scored.
//
//   Scorecard card = check_figures(programme, tier, answers);
//   card.answered, card.asked, card.findings      // no results, no total, no maximum
//
// What is wrong with an answer is found as in the assessment; reasons and evidence, which go with points, are not asked
// for. Source: Hà Tĩnh, decision 2853/QĐ-UBND of 11/8/2021, article 2(2)c: "cập nhật số liệu" without assessment.
#pragma once

#include "scoring/scorecard.h"

namespace thuocdo {

// Points that a person judges are no figures: such a criterion is not asked for.
bool asks_for_figures(const Criterion& criterion);

// One criterion. True when it is answered.
bool check_figures(const Programme& programme, const Criterion& criterion, const Answer& answer, Findings& findings);
Scorecard check_figures(const Programme& programme, const Tier& tier, const Answers& answers);

}  // namespace thuocdo
