// What one rule makes of one answer, before rounding and before the programme's policies: the heart of `score`.
// Private to the room; the manual for callers is scorecard.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "number/ratio.h"
#include "programme/rule.h"
#include "scoring/answer.h"

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
  std::vector<Problem> problems;
  std::vector<Problem> remarks;  // numbers given as text, read without doubt
};

// What the exceptions leave of a ratio's denominator; nothing for other rules and incomplete answers.
std::optional<Ratio> remaining_base(const Criterion& criterion, const Answer& answer);

// The criterion has a rule.
Evaluation evaluate(const Criterion& criterion, const Answer& answer);

}  // namespace thuocdo
