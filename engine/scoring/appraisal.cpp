#include "scoring/appraisal.h"

#include <algorithm>
#include <iterator>

namespace thuocdo {
namespace {

template <typename Kind>
struct Word {
  Kind kind;
  std::string_view text;
  Text label;
  std::vector<std::string_view> others;  // folded words that people use besides
};

const std::vector<Word<AppraisalStage>>& stage_words() {
  static const std::vector<Word<AppraisalStage>> words = {
      {AppraisalStage::first, "first", {"Thẩm định lần 1", "First appraisal"}, {"1", "lan 1", "vong 1", "lan dau"}},
      {AppraisalStage::second, "second", {"Thẩm định lần 2", "Second appraisal"}, {"2", "lan 2", "vong 2"}},
      {AppraisalStage::final, "final", {"Thẩm định chính thức", "Final"}, {"3", "chinh thuc", "ket qua cuoi", "hoi dong", "cuoi cung"}},
  };
  return words;
}

const std::vector<Word<AppraisalVerdict>>& verdict_words() {
  static const std::vector<Word<AppraisalVerdict>> words = {
      {AppraisalVerdict::accepted, "accepted", {"Đồng ý", "Accepted"}, {"accept", "chap nhan", "dat"}},
      {AppraisalVerdict::changed, "changed", {"Sửa số liệu", "Changed"}, {"change", "sua", "thay doi", "dieu chinh"}},
      {AppraisalVerdict::judged, "judged", {"Chấm điểm", "Judged"}, {"judge", "cham"}},
      {AppraisalVerdict::kept, "kept", {"Giữ nguyên", "Kept"}, {"keep", "giu", "giu ket qua lan truoc"}},
  };
  return words;
}

const std::vector<Word<AppraisalBasis>>& basis_words() {
  static const std::vector<Word<AppraisalBasis>> words = {
      {AppraisalBasis::desk, "desk", {"Hồ sơ", "Desk"}, {"tai ban", "qua ho so", "tai lieu"}},
      {AppraisalBasis::on_site, "on-site", {"Thực tế", "On site"}, {"kiem tra thuc te", "tai cho", "tai don vi"}},
      {AppraisalBasis::third_party, "third-party", {"Số liệu bên thứ ba", "Third-party figure"}, {"third party", "ben thu ba", "so lieu cua co quan khac"}},
  };
  return words;
}

template <typename Kind>
const Word<Kind>& word_of(const std::vector<Word<Kind>>& words, Kind kind) {
  return *std::find_if(words.begin(), words.end(), [&](const Word<Kind>& word) { return word.kind == kind; });
}

template <typename Kind>
std::optional<Kind> found_in(const std::vector<Word<Kind>>& words, std::string_view given) {
  const std::string folded = fold(given);
  for (const Word<Kind>& word : words) {
    if (folded == word.text || folded == fold(word.label.vi) || folded == fold(word.label.en) ||
        std::find(word.others.begin(), word.others.end(), folded) != word.others.end()) {
      return word.kind;
    }
  }
  return std::nullopt;
}

bool is_judged(const Criterion& criterion) { return criterion.rule() && std::holds_alternative<Judged>(*criterion.rule()); }

const Field* field_of(const Criterion& criterion, std::string_view name) {
  for (const Field& field : criterion.fields()) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

// Words about the answer that are the unit's business, not the reviewer's.
bool is_of_unit(const Finding& found) {
  return found.field == "reason" || found.field == "evidence" || found.code == Code::figure_provisional ||
         found.code == Code::compared_provisional || found.code == Code::roll_up_provisional || found.code == Code::answer_text_number;
}

// Once reviewers have decided, no figure of somebody else is waited for.
void settle(const Criterion& criterion, const CriterionAppraisal* counted, CriterionResult& result) {
  const bool decided = counted != nullptr && counted->verdict != AppraisalVerdict::accepted;
  if (decided && result.state == State::provisional && !result.figure && !criterion.sole_supplier) result.state = State::scored;
}

}  // namespace

std::string_view stage_text(AppraisalStage stage) { return word_of(stage_words(), stage).text; }
Text stage_label(AppraisalStage stage) { return word_of(stage_words(), stage).label; }
std::optional<AppraisalStage> appraisal_stage(std::string_view words) { return found_in(stage_words(), words); }
std::string_view verdict_text(AppraisalVerdict verdict) { return word_of(verdict_words(), verdict).text; }
Text verdict_label(AppraisalVerdict verdict) { return word_of(verdict_words(), verdict).label; }
std::optional<AppraisalVerdict> appraisal_verdict(std::string_view words) { return found_in(verdict_words(), words); }
std::string_view basis_text(AppraisalBasis basis) { return word_of(basis_words(), basis).text; }
Text basis_label(AppraisalBasis basis) { return word_of(basis_words(), basis).label; }
std::optional<AppraisalBasis> appraisal_basis(std::string_view words) { return found_in(basis_words(), words); }

const Value* CriterionAppraisal::find(std::string_view field) const {
  for (const auto& [name, value] : fields) {
    if (name == field) return &value;
  }
  return nullptr;
}

void CriterionAppraisal::set(std::string_view field, Value value) {
  for (auto& [name, old] : fields) {
    if (name == field) {
      old = std::move(value);
      return;
    }
  }
  fields.emplace_back(field, std::move(value));
}

bool same_appraisal(const Criterion& criterion, const CriterionAppraisal& a, const CriterionAppraisal& b) {
  const auto given = [&](const CriterionAppraisal& one) {
    return std::count_if(one.fields.begin(), one.fields.end(), [](const auto& field) { return !is_blank(field.second); });
  };
  if (a.verdict != b.verdict || a.basis != b.basis || a.not_applicable != b.not_applicable || given(a) != given(b)) return false;
  for (const auto& [name, value] : a.fields) {
    if (is_blank(value)) continue;
    const Value* other = b.find(name);
    const Field* field = field_of(criterion, name);
    if (!other || (field ? !same_value(*field, value, *other) && value != *other : value != *other)) return false;
  }
  return tidy(a.comment) == tidy(b.comment) && tidy(a.question) == tidy(b.question) && tidy(a.internal) == tidy(b.internal);
}

const CriterionAppraisal* CriterionStages::counted(AppraisalStage stage) const {
  for (int i = static_cast<int>(stage); i >= 0; --i) {
    const auto& decided = stages[static_cast<std::size_t>(i)];
    if (decided && decided->verdict != AppraisalVerdict::kept) return &*decided;
  }
  return below ? &*below : nullptr;
}

bool CriterionStages::empty() const {
  return !explanation && !below && std::none_of(stages.begin(), stages.end(), [](const auto& one) { return one.has_value(); });
}

bool Appraisal::empty() const {
  return std::all_of(by_criterion.begin(), by_criterion.end(), [](const CriterionStages& one) { return one.empty(); });
}

bool Appraisal::has(AppraisalStage stage) const {
  return std::any_of(by_criterion.begin(), by_criterion.end(), [&](const CriterionStages& one) { return one.at(stage).has_value(); });
}

bool Appraisal::has_below() const {
  return std::any_of(by_criterion.begin(), by_criterion.end(), [](const CriterionStages& one) { return one.below.has_value(); });
}

Appraisal Appraisal::only_below() const {
  Appraisal only = *this;
  for (CriterionStages& one : only.by_criterion) {
    one.stages = {};
    one.explanation.reset();
  }
  return only;
}

bool says_emptied(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return false;
  const std::string said = tidy(*text);
  return said == "–" || said == "-" || said == "—";
}

bool is_appraised(const Criterion& criterion) { return criterion.rule() && !criterion.asked_fields().empty(); }

Answer appraised_answer(const Criterion& criterion, const Answer& answer, const CriterionStages& stages, AppraisalStage stage) {
  const CriterionAppraisal* counted = stages.counted(stage);
  if (counted == nullptr || counted->verdict == AppraisalVerdict::accepted) return answer;
  Answer appraised = answer;
  if (counted->not_applicable) {
    appraised.fields.clear();
    appraised.supplied.clear();
    appraised.not_applicable = true;
    return appraised;
  }
  if (claims_not_applicable(criterion, answer)) {
    appraised.fields.clear();
    appraised.not_applicable = false;
  }
  for (const auto& [name, value] : counted->fields) {
    if (is_blank(value)) continue;
    appraised.set(name, says_emptied(value) ? Value() : value);
    std::erase_if(appraised.supplied, [&](const SuppliedValue& given) { return given.field == name; });
  }
  return appraised;
}

Answers appraised_answers(const CriteriaSet& set, const Answers& answers, const Appraisal& appraisal, AppraisalStage stage) {
  Answers appraised = answers;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (set.criteria[i].is_group()) continue;
    if (appraisal.by_criterion[i].counted(stage) == nullptr) continue;
    appraised.by_criterion[i] = appraised_answer(set.criteria[i], answers.by_criterion[i], appraisal.by_criterion[i], stage);
  }
  return appraised;
}

Scorecard appraised_score(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal, AppraisalStage stage) {
  Scorecard card = score(programme, tier, appraised_answers(tier.set, answers, appraisal, stage));
  std::erase_if(card.findings, is_of_unit);
  for (std::size_t i = 0; i < card.results.size(); ++i) {
    if (!tier.set.criteria[i].is_group()) settle(tier.set.criteria[i], appraisal.by_criterion[i].counted(stage), card.results[i]);
  }
  return card;
}

AppraisedScores appraised_scores(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal) {
  AppraisedScores scores;
  scores.self = score(programme, tier, answers);
  if (appraisal.has_below()) scores.below = appraised_score(programme, tier, answers, appraisal.only_below(), AppraisalStage::first);
  for (const AppraisalStage stage : appraisal_stages) {
    const std::size_t at = static_cast<std::size_t>(stage);
    // The second and final stages are rare: without a decision they are what stood before.
    scores.stages[at] = at > 0 && !appraisal.has(stage) ? scores.stages[at - 1] : appraised_score(programme, tier, answers, appraisal, stage);
  }
  return scores;
}

std::vector<int> open_to_explanation(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal) {
  std::vector<int> open;
  const CriteriaSet& set = tier.set;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const auto& first = appraisal.by_criterion[i].at(AppraisalStage::first);
    if (set.criteria[i].is_group() || !first) continue;
    bool asked = !is_blank_text(first->question);
    if (!asked && first->verdict != AppraisalVerdict::accepted) {
      const Answer& own = answers.by_criterion[i];
      const CriterionResult self = score_criterion(programme, set.criteria[i], own);
      const CriterionResult now = score_criterion(
          programme, set.criteria[i], appraised_answer(set.criteria[i], own, appraisal.by_criterion[i], AppraisalStage::first));
      asked = self.points != now.points || self.maximum != now.maximum || self.condition_met != now.condition_met;
    }
    if (asked) open.push_back(static_cast<int>(i));
  }
  return open;
}

Text open_label(OpenQuestion::Why why) {
  switch (why) {
    case OpenQuestion::Why::not_appraised: return {"chưa thẩm định lần 1", "not appraised yet"};
    case OpenQuestion::Why::not_explained: return {"đơn vị chưa giải trình", "not explained by the unit yet"};
    case OpenQuestion::Why::not_decided_again: return {"đã giải trình, chưa thẩm định lần 2", "explained, not decided a second time yet"};
  }
  return {};
}

std::vector<OpenQuestion> open_questions(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal) {
  const std::vector<int> explainable = open_to_explanation(programme, tier, answers, appraisal);
  std::vector<OpenQuestion> open;
  for (std::size_t i = 0; i < tier.set.criteria.size(); ++i) {
    const CriterionStages& stages = appraisal.by_criterion[i];
    if (!is_appraised(tier.set.criteria[i]) || stages.at(AppraisalStage::final)) continue;
    const auto& first = stages.at(AppraisalStage::first);
    const int index = static_cast<int>(i);
    if (!first) {
      open.push_back({index, OpenQuestion::Why::not_appraised, {}});
    } else if (stages.explanation) {
      if (!stages.at(AppraisalStage::second)) open.push_back({index, OpenQuestion::Why::not_decided_again, first->question});
    } else if (std::find(explainable.begin(), explainable.end(), index) != explainable.end()) {
      open.push_back({index, OpenQuestion::Why::not_explained, first->question});
    }
  }
  return open;
}

Findings check_appraisal(const Programme& programme, const Criterion& criterion, const Answer& answer, const CriterionStages& before,
                         AppraisalStage stage, const CriterionAppraisal& appraisal) {
  Findings findings;
  const Text id{criterion.id, criterion.id};
  const auto report = [&](Code code, const std::string& field, std::vector<Text> arguments = {}) {
    arguments.insert(arguments.begin(), id);
    findings.push_back(finding(code, arguments).about(criterion.id, field));
  };
  if (stage == AppraisalStage::second && !before.explanation) report(Code::appraisal_not_contested, "verdict");
  if (appraisal.verdict == AppraisalVerdict::kept && stage == AppraisalStage::first && !before.below) report(Code::appraisal_nothing_kept, "verdict");
  if (!appraisal.basis) report(Code::appraisal_basis_missing, "basis");
  if (is_blank_text(appraisal.comment)) report(Code::appraisal_comment_missing, "comment");

  const bool gives = appraisal.not_applicable || std::any_of(appraisal.fields.begin(), appraisal.fields.end(), [](const auto& field) {
                       return !is_blank(field.second);
                     });
  const std::string first_field = criterion.fields().empty() ? std::string() : criterion.fields().front().name;
  const bool takes = appraisal.verdict == AppraisalVerdict::changed || appraisal.verdict == AppraisalVerdict::judged;
  if (!takes) {
    if (gives) report(Code::appraisal_answer_unexpected, first_field, {verdict_label(appraisal.verdict)});
    return findings;
  }
  if (criterion.sole_supplier) {
    report(Code::appraisal_sole_supplier, "verdict", {criterion.supplied_by});
    return findings;
  }
  if (appraisal.verdict == AppraisalVerdict::judged && !is_judged(criterion)) {
    report(Code::appraisal_points_computed, "points", {rule_words(criterion)});
    return findings;
  }
  if (appraisal.verdict == AppraisalVerdict::changed && is_judged(criterion) && !appraisal.not_applicable) {
    report(Code::appraisal_points_needed, "verdict");
    return findings;
  }
  if (!gives) {
    report(is_judged(criterion) ? Code::appraisal_points_missing : Code::appraisal_answer_missing, first_field);
    return findings;
  }
  for (const auto& [name, value] : appraisal.fields) {
    if (field_of(criterion, name) != nullptr) continue;
    std::string names;
    for (const Field& known : criterion.fields()) names += (names.empty() ? "" : ", ") + known.name;
    report(Code::answer_field_unknown, name, {{name, name}, {names, names}});
    return findings;
  }
  CriterionStages decided;
  decided.at(AppraisalStage::first) = appraisal;
  const Answer appraised = appraised_answer(criterion, answer, decided, AppraisalStage::first);
  Findings scored;
  const CriterionResult result = score_criterion(programme, criterion, appraised, &scored);
  for (Finding& found : scored) {
    if (!is_of_unit(found) && found.severity == Severity::blocking) findings.push_back(std::move(found));
  }
  if (has_blocking(findings)) return findings;
  const CriterionResult own = score_criterion(programme, criterion, answer);
  if (appraisal.verdict == AppraisalVerdict::changed && result.points == own.points && result.state == own.state && result.maximum == own.maximum) {
    report(Code::appraisal_without_effect, first_field);
  }
  return findings;
}

Findings check_explanation(const Criterion& criterion, const UnitExplanation& explanation, bool open) {
  Findings findings;
  if (!open) findings.push_back(finding(Code::appraisal_explanation_unasked, {criterion.id}).about(criterion.id, "explanation"));
  if (is_blank_text(explanation.text)) findings.push_back(finding(Code::appraisal_explanation_missing, {criterion.id}).about(criterion.id, "explanation"));
  return findings;
}

}  // namespace thuocdo
