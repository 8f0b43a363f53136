// What reviewers decide about a unit's answers, criterion by criterion, and what it makes of the points.
//
//   Appraisal appraisal(set);
//   CriterionAppraisal cut{.verdict = AppraisalVerdict::changed, .fields = {{"a", Decimal(8)}}};
//   cut.basis = AppraisalBasis::on_site;
//   cut.comment = "Chỉ 8 máy có phần mềm";
//   appraisal[set.index("1.2")].at(AppraisalStage::first) = cut;
//   AppraisedScores scores = appraised_scores(programme, tier, answers, appraisal);
//   scores.self.total, scores.of(AppraisalStage::first).total
//
// There are three stages. In the first every criterion is looked at. Where the unit gets other points than it claims, or is
// asked something, it may explain; in the second stage only the criteria that it has explained are decided again. The final
// stage is the council's: it may decide any criterion, and otherwise leaves what stands.
//
// A verdict is about what the unit had answered, never about an earlier verdict: "accepted" in the second stage takes the
// unit's own answer back in, "kept" leaves what the stage before decided. A changed answer names only the fields that
// change; the engine computes the points. Points are given by hand only where the rule says that they are judged. Every
// decision has a comment (published) and its basis; the internal comment is never published.
//
// Where a unit that consolidates others (a district) has appraised the sheet before, its decisions stand below the first
// stage: they count until a stage decides otherwise, and "kept" in the first stage takes them over.
//
// What an appraisal changes wins over a figure that another body supplied (Criterion::supplied_by); where that body alone
// supplies the figure, it cannot be changed here. Free of side effects and thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scoring/scorecard.h"

namespace thuocdo {

enum class AppraisalStage { first, second, final };
inline constexpr std::array appraisal_stages{AppraisalStage::first, AppraisalStage::second, AppraisalStage::final};
std::string_view stage_text(AppraisalStage stage);  // "first", "second", "final"
Text stage_label(AppraisalStage stage);             // "Thẩm định lần 1" / "First appraisal"
// "first", "1", "Lần 1", "Thẩm định lần 1" …; nothing for other words.
std::optional<AppraisalStage> appraisal_stage(std::string_view words);

enum class AppraisalVerdict {
  accepted,  // the unit's own answer counts
  changed,   // the fields given count, and the unit's own for the others
  judged,    // points, where the rule says that they are judged
  kept       // as the stage before decided, or in the first stage what the level below decided
};
std::string_view verdict_text(AppraisalVerdict verdict);  // "accepted", "changed", "judged", "kept"
Text verdict_label(AppraisalVerdict verdict);             // "Đồng ý" / "Accepted", "Sửa số liệu", "Chấm điểm", "Giữ nguyên"
std::optional<AppraisalVerdict> appraisal_verdict(std::string_view words);

enum class AppraisalBasis { desk, on_site, third_party };
std::string_view basis_text(AppraisalBasis basis);  // "desk", "on-site", "third-party"
Text basis_label(AppraisalBasis basis);             // "Hồ sơ" / "Desk", "Thực tế" / "On site", "Số liệu bên thứ ba"
std::optional<AppraisalBasis> appraisal_basis(std::string_view words);

struct CriterionAppraisal {
  AppraisalVerdict verdict = AppraisalVerdict::accepted;
  // changed: the fields that change; judged: "value" with the points; otherwise empty.
  std::vector<std::pair<std::string, Value>> fields = {};
  bool not_applicable = false;  // changed: the criterion does not apply to the unit
  std::optional<AppraisalBasis> basis = {};
  std::string comment = {};    // published
  std::string question = {};   // what the unit is asked to explain; goes to the unit
  std::string internal = {};   // for reviewers only
  std::string appraiser = {};  // who says so

  const Value* find(std::string_view field) const;
  void set(std::string_view field, Value value);
};
// Whether both decide the same with the same words; who did it does not matter.
bool same_appraisal(const Criterion& criterion, const CriterionAppraisal& a, const CriterionAppraisal& b);

// What a unit says to the first appraisal of a criterion.
struct UnitExplanation {
  std::string text;
  std::string evidence;  // a further document, or empty
  friend bool operator==(const UnitExplanation&, const UnitExplanation&) = default;
};

struct CriterionStages {
  std::array<std::optional<CriterionAppraisal>, appraisal_stages.size()> stages;
  std::optional<UnitExplanation> explanation;
  std::optional<CriterionAppraisal> below;  // of the unit that consolidates; never "kept"

  std::optional<CriterionAppraisal>& at(AppraisalStage stage) { return stages[static_cast<std::size_t>(stage)]; }
  const std::optional<CriterionAppraisal>& at(AppraisalStage stage) const { return stages[static_cast<std::size_t>(stage)]; }
  // What counts at the end of the stage: the last verdict up to it that is not "kept", then that of the level below; null for
  // none.
  const CriterionAppraisal* counted(AppraisalStage stage) const;
  bool empty() const;
};

// One entry for each of the criteria set, groups included (theirs stay empty).
struct Appraisal {
  std::vector<CriterionStages> by_criterion;
  explicit Appraisal(const CriteriaSet& set) : by_criterion(set.criteria.size()) {}
  CriterionStages& operator[](int index) { return by_criterion[static_cast<std::size_t>(index)]; }
  const CriterionStages& operator[](int index) const { return by_criterion[static_cast<std::size_t>(index)]; }
  bool empty() const;
  bool has(AppraisalStage stage) const;  // somebody has decided something in it
  bool has_below() const;                // the level below has decided something
  Appraisal only_below() const;          // nothing but what the level below decided
};

// A field given as "–" is emptied: what the unit had filled in there does not count.
bool says_emptied(const Value& value);

// The criteria that reviewers look at: all that ask the unit for something.
bool is_appraised(const Criterion& criterion);
// The unit's answer as it counts at the end of the stage.
Answer appraised_answer(const Criterion& criterion, const Answer& answer, const CriterionStages& stages, AppraisalStage stage);
Answers appraised_answers(const CriteriaSet& set, const Answers& answers, const Appraisal& appraisal, AppraisalStage stage);

// Self, first, second and final side by side. A stage in which nothing was decided shows what stood before it.
struct AppraisedScores {
  Scorecard self;
  std::optional<Scorecard> below;  // after the appraisal of the level below, where there is one
  std::array<Scorecard, appraisal_stages.size()> stages;
  const Scorecard& of(AppraisalStage stage) const { return stages[static_cast<std::size_t>(stage)]; }
  const Scorecard& last() const { return stages.back(); }
};
AppraisedScores appraised_scores(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal);
// One stage alone, for a live score.
Scorecard appraised_score(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal, AppraisalStage stage);

// The criteria that the unit may explain after the first stage: it got other points there, or is asked something. In the
// order of the set.
std::vector<int> open_to_explanation(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal);

// What stands open, in the order of the set.
struct OpenQuestion {
  enum class Why { not_appraised, not_explained, not_decided_again };
  int criterion = 0;
  Why why = Why::not_appraised;
  std::string question;  // what the unit is asked, where something is
  friend bool operator==(const OpenQuestion&, const OpenQuestion&) = default;
};
Text open_label(OpenQuestion::Why why);
std::vector<OpenQuestion> open_questions(const Programme& programme, const Tier& tier, const Answers& answers, const Appraisal& appraisal);

// What is wrong with one decision; blocking findings mean that it cannot count. About the criterion, with the field "verdict",
// "basis", "comment", or that of the answer. `before` are the stages as they stand without it; `open` says whether the unit
// may explain the criterion (open_to_explanation).
Findings check_appraisal(const Programme& programme, const Criterion& criterion, const Answer& answer, const CriterionStages& before,
                         AppraisalStage stage, const CriterionAppraisal& appraisal);
Findings check_explanation(const Criterion& criterion, const UnitExplanation& explanation, bool open);

}  // namespace thuocdo
