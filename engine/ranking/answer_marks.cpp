#include "ranking/answer_marks.h"

#include "programme/digest.h"
#include "submission/submission.h"

namespace thuocdo {

std::vector<Denominator> denominators_of(const CriteriaSet& set, const Answers& answers) {
  std::vector<Denominator> found;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    const auto* ratio = criterion.rule() ? std::get_if<RatioRule>(&*criterion.rule()) : nullptr;
    if (ratio == nullptr || claims_not_applicable(criterion, answers.by_criterion[i])) continue;
    for (const Field& field : criterion.asked_fields()) {
      const Value* value = field.name == "b" ? answers.by_criterion[i].find(field.name) : nullptr;
      if (value == nullptr) continue;
      if (const auto number = read_field(field, *value).number) found.push_back({static_cast<int>(i), *number});
    }
  }
  found.shrink_to_fit();
  return found;
}

const Text& label_of(const CriteriaSet& set, const Denominator& denominator) {
  return std::get<RatioRule>(*set.criteria[static_cast<std::size_t>(denominator.criterion)].rule()).b;
}

AnswerMarks marks_of(const CriteriaSet& set, const Answers& answers) {
  AnswerMarks marks;
  std::string figures, texts;
  const auto put = [](std::string& all, const std::string& one) { all += std::to_string(one.size()) + ":" + one; };  // ends are told by lengths
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    const Answer& answer = answers.by_criterion[i];
    if (claims_not_applicable(criterion, answer)) {
      put(figures, "na");
      ++marks.given;
    } else {
      for (const Field& field : criterion.asked_fields()) {
        const Value* value = answer.find(field.name);
        const std::string text = value ? canonical_value(field, *value) : std::string();
        put(figures, text);
        if (!text.empty()) ++marks.given;
      }
    }
    for (const std::string* text : {&answer.reason, &answer.evidence, &answer.page, &answer.link}) put(texts, tidy(*text));
  }
  marks.figures = sha256_hex(figures);
  marks.texts = sha256_hex(texts);
  return marks;
}

}  // namespace thuocdo
