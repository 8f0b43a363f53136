// What stays of a unit's answers once its sheet is scored: enough to raise flags about them (flags.h), without their texts.
#pragma once

#include <string>
#include <vector>

#include "scoring/answer.h"

namespace thuocdo {

// What a ratio is measured against, as the unit filled it in.
struct Denominator {
  int criterion = 0;  // index in the set
  Decimal value;
};
// Its words: "Tổng số thủ tục hành chính".
const Text& label_of(const CriteriaSet& set, const Denominator& denominator);
std::vector<Denominator> denominators_of(const CriteriaSet& set, const Answers& answers);

// Equal for equal answers, whoever gave them.
struct AnswerMarks {
  std::size_t given = 0;  // figures that were filled in
  std::string figures;    // digest of them
  std::string texts;      // digest of reasons and evidence
};
AnswerMarks marks_of(const CriteriaSet& set, const Answers& answers);

}  // namespace thuocdo
