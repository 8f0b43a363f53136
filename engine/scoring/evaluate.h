// What one rule makes of one answer, before rounding and before the programme's policies: the heart of `score`.
// Private to the room; the manual for callers is scorecard.h.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "number/ratio.h"
#include "programme/rule.h"
#include "scoring/answer.h"
#include "scoring/scorecard.h"

namespace thuocdo {

struct Problem {  // an answer that is absent or cannot be used
  Code code{};
  std::string field;
  std::vector<Text> arguments;  // after the criterion's number
};

struct Evaluation {
  enum class Kind { scored, missing, impossible, not_applicable } kind = Kind::missing;
  Ratio points;                // unrounded; meaningful when scored
  std::optional<Ratio> share;  // of ratio rules
  std::optional<Ratio> figure;  // what other units' sheets decide upon; the points are provisional then
  bool condition_met = true;   // of conditions
  std::size_t part = 0;        // the case that counted, or the branch that was chosen
  std::string divisor;         // the part of a formula that was divided by although it is 0
  std::vector<std::pair<std::size_t, Ratio>> cases;  // points of every case answered, by its place
  std::vector<Problem> problems;
  std::vector<Problem> remarks;  // numbers given as text, read without doubt
};

// Puts points of a rule into the result as the criterion's role and maximum and the programme's rounding say; false when
// they do not fit.
bool give_points(const Programme& programme, const Criterion& criterion, const Ratio& points, CriterionResult& result);
// A fraction as people read it, with its decimal value beside it where it has no exact one: "10/3 ≈ 3,333333".
std::string unrounded_text(const Ratio& value, Language language);

// The criterion has a rule.
Evaluation evaluate(const Criterion& criterion, const Answer& answer);

// How the points of a scored answer came about, where the rule's sentence and the figures do not say it: the denominator
// left, the case that counted, the figures in the formula. Begins with ". "; empty where there is nothing to add.
Text calculation_words(const Criterion& criterion, const Answer& answer);

}  // namespace thuocdo
