// Answers + criteria → points, and why. This is the one place in which points are computed.
//
//   Scorecard card = score(programme, tier, answers);
//   card.total                                  // exact decimal, rounded at the programme's places
//   card.results[set.index("1.2")].points
//   why(programme, criterion, answer, result)   // rule in words, figures, unrounded and rounded value, points lost
//
// Thread-safe and free of side effects. 120 criteria take microseconds; texts are made only when asked for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "finding/finding.h"
#include "number/ratio.h"
#include "programme/programme.h"
#include "scoring/answer.h"

namespace thuocdo {

enum class State {
  scored,
  missing,         // not answered, or the answer is impossible: no points yet
  not_applicable,  // the criterion does not apply to the unit
  provisional,     // has points that can still change by itself: other units, or figures of somebody else, decide
};
std::string_view state_text(State state);  // "scored", "missing", "not-applicable", "provisional"
Text state_label(State state);

// The figures that a normalised criterion is measured by: the best of the tier and, within a range, the least.
struct Comparison {
  struct Standing {
    std::string unit;  // code; the first in the order of the units where several are equal
    Ratio figure;
  };
  Standing best;
  Standing least;
};

struct CriterionResult {
  State state = State::missing;
  Decimal points;              // rounded at the programme's criterion places; 0 or less for deductions
  Decimal maximum;             // what could be reached: 0 when removed as not applicable, for bonuses and deductions
  Ratio unrounded;             // points before rounding
  std::optional<Ratio> share;  // of ratio rules: the share a/b that is shown in the sheet
  std::optional<Ratio> figure;                   // of kinds that take other units' sheets: what is compared
  std::shared_ptr<const Comparison> comparison;  // with what it was compared, once that is final
  bool impossible = false;     // missing because the answer cannot be used
  bool condition_met = true;   // false for a mandatory condition until the unit says that it meets it
};

struct Scorecard {
  std::vector<CriterionResult> results;  // one for each entry of the criteria set; groups hold their sums
  Decimal total;                         // at the programme's total places
  Decimal maximum;
  Decimal published;  // what ranks and classes go by: the total, or its share of the maximum on the programme's scale
  bool conditions_met = true;  // every mandatory condition is met or does not apply
  std::size_t answered = 0;  // criteria with a usable answer or not applicable
  std::size_t asked = 0;     // criteria that ask the unit for an answer
  Findings findings;         // with criterion and field; the cell is added by whoever knows the sheet
};

// One criterion with a rule. Findings about the answer are added to `findings` where it is given.
CriterionResult score_criterion(const Programme& programme, const Criterion& criterion, const Answer& answer,
                                Findings* findings = nullptr);
struct Sums {
  Decimal total;    // at the programme's total places, with bonuses and deductions; never below 0
  Decimal maximum;  // of what counts and applies
  // What ranks and classes go by, at the programme's total places: by total the total; by share total / applicable
  // maximum × scale, rounded once, and 0 where nothing applies.
  Decimal published;
};
// Fills in the results of the groups (one result for each entry of the set), capped where the group says so, and adds up
// the top level. Nothing when the total does not fit.
std::optional<Sums> add_up(const Programme& programme, const CriteriaSet& set, std::vector<CriterionResult>& results);
// What 100 % of the applicable maximum is worth in a ranking by share; the set's maximum in one by total.
Decimal published_scale(const Programme& programme, const CriteriaSet& set);
Scorecard score(const Programme& programme, const Tier& tier, const Answers& answers);

// The text behind a criterion's points: "Điểm = a / b × 5. a = 12, b = 20: 3 điểm …, mất 2 điểm."
Text why(const Programme& programme, const Criterion& criterion, const Answer& answer, const CriterionResult& result);

// The programme's class for a published result; null where the programme has no bands or their thresholds are unknown.
const Band* classify(const Programme& programme, const Decimal& published);

}  // namespace thuocdo
