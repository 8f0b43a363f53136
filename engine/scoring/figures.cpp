#include "scoring/figures.h"

#include <algorithm>

namespace thuocdo {

namespace {

// Notes on points that are provisional: there are no points here.
bool says_what_points_wait_for(Code code) {
  return code == Code::figure_provisional || code == Code::compared_provisional || code == Code::roll_up_provisional;
}

}  // namespace

bool asks_for_figures(const Criterion& criterion) {
  return criterion.rule() && !criterion.asked_fields().empty() && !std::holds_alternative<Judged>(*criterion.rule());
}

bool check_figures(const Programme& programme, const Criterion& criterion, const Answer& answer, Findings& findings) {
  Findings all;
  const CriterionResult result = score_criterion(programme, criterion, answer, &all);
  for (Finding& found : all) {
    if (says_what_points_wait_for(found.code)) continue;
    const bool about_answer =
        found.code == Code::not_applicable_reason_missing ||
        std::any_of(criterion.fields().begin(), criterion.fields().end(),
                    [&](const Field& field) { return field.name == found.field; });
    // Whether a mandatory condition is met is a matter of the assessment.
    if (about_answer && found.code != Code::condition_unmet) findings.push_back(std::move(found));
  }
  return result.state != State::missing;
}

Scorecard check_figures(const Programme& programme, const Tier& tier, const Answers& answers) {
  Scorecard card;
  for (std::size_t i = 0; i < tier.set.criteria.size(); ++i) {
    const Criterion& criterion = tier.set.criteria[i];
    if (!asks_for_figures(criterion)) continue;
    ++card.asked;
    if (check_figures(programme, criterion, answers.by_criterion[i], card.findings)) ++card.answered;
  }
  return card;
}

}  // namespace thuocdo
