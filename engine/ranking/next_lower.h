// What a claim is worth when it does not hold: the points of the next lower step of its rule.
//
//   next_lower(programme, criterion, answer, result)     // steps 5/3/1, 5 answered: 3
//
// The unit's own answer decides, so that only what it claims can fail:
//   yes or no, choice, steps, deadline   the next lower number of points that the rule gives
//   count                                one fewer; nothing where so many were counted beyond the cap that no point is lost
//   items                                one of the items that were met (or one fewer of one that is counted): the one that costs least
//   judged                               one step, or a tenth of the maximum where any number of points may be given
//   best                                 the same in the case that counts, as far as the unit's other cases do not make up for it
//   ratio, formula, normalised           a tenth of the maximum: they have no steps
// All of them count points up to the maximum and down to 0, rounded as the programme says. At a deduction the claim is that
// so much, or nothing, is to be taken off: the next lower step takes off more.
//
// No claim of the unit, and left as they are: figures that another body supplied; surveys; roll-ups, which the sheets of the
// units below decide; information and conditions, which have no points; what is not answered; and "does not apply", since
// nobody knows what the unit would have answered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/scorecard.h"

namespace thuocdo {

struct LowerPoints {
  Decimal points;
  Ratio unrounded;
};
// `result` is that of the answer. Nothing where no claim can fail.
std::optional<LowerPoints> next_lower(const Programme& programme, const Criterion& criterion, const Answer& answer, const CriterionResult& result);
// The same without the answer, where the rule has no steps.
std::optional<LowerPoints> a_tenth_lower(const Programme& programme, const Criterion& criterion, const CriterionResult& result);

// A claim as its unit filled it in, for whoever verifies it.
struct ClaimedAnswer {
  int criterion = 0;  // index in the set
  LowerPoints lower;
  Text answer;           // "Số liệu: a = 12; b = 20"
  std::string evidence;  // these three as in Answer
  std::string page;
  std::string link;
};
// The claims of a sheet that can fail, in the order of the criteria.
std::vector<ClaimedAnswer> claimed_answers(const Programme& programme, const CriteriaSet& set, const Answers& answers,
                                           const std::vector<CriterionResult>& results);

}  // namespace thuocdo
