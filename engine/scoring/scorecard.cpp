#include "scoring/scorecard.h"

#include <algorithm>

#include "scoring/answered_figures.h"
#include "scoring/comparison.h"
#include "scoring/evaluate.h"
#include "scoring/evidence.h"

namespace thuocdo {
namespace {

// Collects findings about one criterion with the programme's severities; does nothing without a list.
class Reporter {
 public:
  Reporter(const Programme& programme, const Criterion& criterion, Findings* findings)
      : programme_(programme), criterion_(criterion), findings_(findings) {}

  void report(Code code, const std::string& field, std::vector<Text> arguments = {}) {
    if (!findings_) return;
    arguments.insert(arguments.begin(), Text{criterion_.id, criterion_.id});
    Finding found = finding(code, arguments);
    found.about(criterion_.id, field);
    found.severity = programme_.severity_of(found);
    findings_->push_back(std::move(found));
  }

 private:
  const Programme& programme_;
  const Criterion& criterion_;
  Findings* findings_;
};

bool is_information(const Criterion& criterion) { return std::holds_alternative<Information>(*criterion.rule()); }
bool is_condition(const Criterion& criterion) { return std::holds_alternative<ConditionRule>(*criterion.rule()); }

Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

// A value as people read it: “Có”, 1.234, a date.
std::string figure(const Field& field, const Value* value, Language language) {
  const FieldReading reading = read_field(field, value ? *value : Value());
  if (reading.absent) return language == Language::vietnamese ? "(chưa có)" : "(none)";
  if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].text.in(language);
  if (reading.date) return date_text(*reading.date, language);
  if (reading.number) {
    return reading.number->text(language == Language::vietnamese ? Notation::vietnamese : Notation::plain);
  }
  if (reading.text) return "“" + *reading.text + "”";
  if (const auto* error = value ? std::get_if<CellError>(value) : nullptr) return error->text;
  if (const auto* number = value ? std::get_if<Decimal>(value) : nullptr) {
    return number->text(language == Language::vietnamese ? Notation::vietnamese : Notation::plain);
  }
  return value && std::holds_alternative<std::string>(*value) ? "“" + tidy(std::get<std::string>(*value)) + "”" : "?";
}

// What stands in for the other units on one sheet.
Text standard_words(const Normalised& rule) {
  if (!rule.reference) return {" (coi đơn vị là cao nhất)", " (as if the unit were the best)"};
  const Text reference = number_text(*rule.reference);
  return {" (so với mức " + reference.vi + ")", " (against " + reference.en + ")"};
}

// Whether the sole supplier has not given all that the rule needs; says so.
bool awaits_figures(const Criterion& criterion, const Answer& answer, Reporter& reporter) {
  const Evaluation evaluation = evaluate(criterion, answer);
  if (evaluation.kind != Evaluation::Kind::missing) return false;
  if (answer.supplied.empty()) {
    reporter.report(Code::figure_awaited, "", {criterion.supplied_by});
    return true;
  }
  Text missing;
  for (const Problem& problem : evaluation.problems) {
    if (problem.code != Code::answer_missing || problem.arguments.empty()) continue;
    const Text& label = problem.arguments.front();
    missing.vi += (missing.vi.empty() ? "" : ", ") + label.vi;
    missing.en += (missing.en.empty() ? "" : ", ") + label.in(Language::english);
  }
  reporter.report(Code::figure_incomplete, answer.supplied.front().field, {criterion.supplied_by, missing});
  return true;
}

// Says where supplied figures differ from what the unit filled in.
void report_replaced(const Criterion& criterion, const Answer& answer, Reporter& reporter) {
  for (const Field& field : criterion.fields()) {
    const Value* own = answer.find(field.name);
    const Value* used = answer.counted(field.name);
    if (!own || own == used || is_blank(*own) || same_value(field, *own, *used)) continue;
    const auto shown = [&](const Value* value) {
      return Text{figure(field, value, Language::vietnamese), figure(field, value, Language::english)};
    };
    reporter.report(Code::figure_replaced, field.name, {field.label, shown(used), criterion.supplied_by, shown(own)});
  }
}

// What the points of a criterion are worth that other units' sheets decide.
void report_provisional(const Criterion& criterion, const CriterionResult& result, Reporter& reporter) {
  const std::string& field = criterion.fields().front().name;
  const auto* compared = std::get_if<Normalised>(&*criterion.rule());
  if (!compared) return reporter.report(Code::roll_up_provisional, field);
  reporter.report(Code::compared_provisional, field, {number_text(result.points), standard_words(*compared)});
}

void apply_not_applicable(const Programme& programme, const Criterion& criterion, CriterionResult& result) {
  result.state = State::not_applicable;
  result.condition_met = true;
  // Who is not concerned by a bonus or a deduction gets neither.
  const bool full = programme.not_applicable == NotApplicablePolicy::full && criterion.role == Role::counted;
  result.maximum = full ? criterion.maximum : Decimal();
  result.unrounded = Ratio(result.maximum);
  result.points = result.unrounded.round(programme.criterion_places).value_or(result.maximum);
}

// " (do Trung tâm A cung cấp; đơn vị ghi 15)" behind a figure that another body gave.
std::string supplied_words(const Criterion& criterion, const Field& field, const Answer& answer, Language language) {
  const bool vi = language == Language::vietnamese;
  for (const SuppliedValue& given : answer.supplied) {
    if (given.field != field.name) continue;
    const std::string supplier = criterion.supplied_by.in(language);
    std::string words = vi ? " (do " + supplier + " cung cấp" : " (given by " + supplier;
    if (!given.source.empty()) words += ", " + given.source;
    const Value* own = answer.find(field.name);
    if (own && !is_blank(*own)) words += (vi ? "; đơn vị ghi " : "; the unit says ") + figure(field, own, language);
    return words + ")";
  }
  return {};
}

// What figures() calls a field: its name where that is a letter of the rule's sentence, its text otherwise.
std::string figure_name(const Criterion& criterion, const Field& field, Language language) {
  const bool best = std::holds_alternative<BestOf>(*criterion.rule());
  if (field.name == "a" || field.name == "b") return field.name + " = ";
  if (!best && field.name.starts_with("var:")) return field.name.substr(4) + " = ";
  return field.label.in(language) + ": ";
}

// "Số liệu: a = 12; b = 20", or "Trả lời: 3" where there is one field. Where the unit chooses what it answers, only what
// it has answered.
std::string figures(const Criterion& criterion, const Answer& answer, Language language) {
  const bool vi = language == Language::vietnamese;
  const bool chosen = std::holds_alternative<BestOf>(*criterion.rule()) || std::holds_alternative<FormulaRule>(*criterion.rule());
  std::string text;
  for (const Field& field : criterion.fields()) {
    const Value* value = answer.counted(field.name);
    if (field.name == "value") {
      return (answer.supplied.empty() ? (vi ? "Trả lời: " : "Answer: ") : (vi ? "Số liệu: " : "Figures: ")) +
             figure(field, value, language) + supplied_words(criterion, field, answer, language);
    }
    if (chosen && (!value || is_blank(*value))) continue;
    text += text.empty() ? (vi ? "Số liệu: " : "Figures: ") : "; ";
    text += figure_name(criterion, field, language) + figure(field, value, language) +
            supplied_words(criterion, field, answer, language);
  }
  return text.empty() ? (vi ? "Số liệu: (chưa có)" : "Figures: (none)") : text;
}

// Why the points can still change.
std::string provisional_words(const Criterion& criterion, const CriterionResult& result, Language language) {
  const bool vi = language == Language::vietnamese;
  if (const auto* compared = std::get_if<Normalised>(&*criterion.rule()); compared && result.figure) {
    return (vi ? ". Tạm tính" : ". Provisional") + standard_words(*compared).in(language) +
           (vi ? ", điểm chính thức có khi tổng hợp" : ", the final points come at consolidation");
  }
  if (result.figure) {
    return vi ? ". Tạm tính theo số liệu của đơn vị; khi tổng hợp tính lại từ phiếu của các đơn vị trực thuộc"
              : ". Provisional, from the unit's own figures; at consolidation the sheets of the units below decide";
  }
  const std::string supplier = criterion.supplied_by.in(language);
  return vi ? ". Tạm tính theo số liệu của đơn vị; số liệu của " + supplier + " sẽ được dùng khi có"
            : ". Provisional, from the unit's own figures; those of " + supplier + " are used once they are there";
}

// "+2 điểm thưởng (nhiều nhất 5)", "trừ 2 điểm (nhiều nhất 5)".
std::string role_points(const Criterion& criterion, const CriterionResult& result, Language language) {
  const bool vi = language == Language::vietnamese;
  const Notation notation = vi ? Notation::vietnamese : Notation::plain;
  const std::string most = (vi ? " (nhiều nhất " : " (at most ") + criterion.maximum.text(notation) + ")";
  if (criterion.role == Role::bonus) return "+" + (vi ? result.points.text(notation) + " điểm thưởng" : counted(result.points.text(), "bonus point", "bonus points")) + most;
  const Decimal taken = subtract(Decimal(), result.points).value_or(Decimal());
  return (vi ? "trừ " + taken.text(notation) + " điểm" : counted(taken.text(), "point off", "points off")) + most;  // Vietnamese: English puts it behind
}

// ". Mức: Mức 2", where the points reach one.
std::string level_text(const Criterion& criterion, const CriterionResult& result, Language language) {
  const Band* level = level_of(criterion, result.points);
  if (!level) return {};
  return (language == Language::vietnamese ? ". Mức: " : ". Level: ") + level->name.in(language);
}

std::string why_in(const Programme& programme, const Criterion& criterion, const Answer& answer,
                   const CriterionResult& result, Language language) {
  const bool vi = language == Language::vietnamese;
  const Notation notation = vi ? Notation::vietnamese : Notation::plain;
  const std::string words = rule_words(criterion).in(language);
  if (result.state == State::not_applicable && criterion.role != Role::counted) {
    return words + (vi ? ". Không áp dụng: không cộng, không trừ điểm." : ". Does not apply: nothing is added or taken off.");
  }
  if (result.state == State::not_applicable) {
    return words + (vi ? ". Không áp dụng" : ". Does not apply") +
           (programme.not_applicable == NotApplicablePolicy::full
                ? (vi ? ": được trọn điểm." : ": all points.")
                : (vi ? ": không tính vào điểm tối đa." : ": left out of the maximum."));
  }
  if (result.state == State::missing && claims_not_applicable(criterion, answer)) {
    return words + (vi ? ". Không được chọn “Không áp dụng” ở đây: chưa có điểm."
                       : ". \"Does not apply\" may not be chosen here: no points yet.");
  }
  if (result.state == State::provisional && criterion.sole_supplier && !result.figure) {
    const std::string supplier = criterion.supplied_by.in(language);
    return words + (vi ? ". Số liệu do " + supplier + " cung cấp; chưa có nên tạm tính 0 điểm."
                       : ". The figures come from " + supplier + "; there are none yet: 0 points for now.");
  }
  std::string text = words + ". " + figures(criterion, answer, language);
  if (result.state == State::missing) {
    return text + (result.impossible ? (vi ? ". Số liệu chưa dùng được: chưa có điểm." : ". The figures cannot be used: no points yet.")
                                     : (vi ? ". Chưa trả lời đủ: chưa có điểm." : ". Not fully answered: no points yet."));
  }
  if (is_information(criterion)) return text + ".";
  if (is_condition(criterion)) {
    return text + (result.condition_met ? (vi ? ". Đáp ứng." : ". Met.") : (vi ? ". Không đáp ứng." : ". Not met."));
  }
  text += calculation_words(criterion, answer).in(language);
  if (result.share) {
    const Ratio percent = *result.share * Ratio(Decimal(100));
    text += vi ? ". Tỷ lệ" : ". Share";
    const auto near = percent.round(4);
    text += percent.exact() || !near ? ": " + unrounded_text(percent, language) : " ≈ " + near->text(notation);
    text += "%";
  }
  if (result.figure && !result.share) text += (vi ? ". Số liệu so sánh: " : ". Figure compared: ") + unrounded_text(*result.figure, language);
  if (result.comparison) text += ". " + comparison_words(programme, criterion, *result.comparison).in(language);
  text += (vi ? ". Điểm chưa làm tròn: " : ". Points before rounding: ") + unrounded_text(result.unrounded, language);
  text += (vi ? "; làm tròn đến " : "; rounded to ") + std::to_string(programme.criterion_places) +
          (vi ? " chữ số thập phân: " : " decimal places: ");
  if (criterion.role != Role::counted) return text + role_points(criterion, result, language) + level_text(criterion, result, language) + ".";
  text += result.points.text(notation) + (vi ? "/" + result.maximum.text(notation) + " điểm" : " of " + counted(result.maximum.text(), "point", "points"));
  const auto lost = subtract(result.maximum, result.points);
  if (lost && !lost->is_zero()) text += (vi ? "; mất " : "; points lost: ") + lost->text(notation) + (vi ? " điểm" : "");  // Vietnamese: English puts it before
  if (programme.rounds_sums_only()) text += vi ? "; tổng điểm cộng từ điểm chưa làm tròn" : "; the total adds the points before rounding";
  if (result.state == State::provisional) text += provisional_words(criterion, result, language);
  return text + level_text(criterion, result, language) + ".";
}

}  // namespace

Text answered_figures(const Criterion& criterion, const Answer& answer) {
  return {figures(criterion, answer, Language::vietnamese), figures(criterion, answer, Language::english)};
}

std::string unrounded_text(const Ratio& value, Language language) {
  const Notation notation = language == Language::vietnamese ? Notation::vietnamese : Notation::plain;
  if (auto exact = value.exact()) return exact->text(notation);
  const auto near = value.round(6);
  return value.text() + (near ? " ≈ " + near->text(notation) : "");
}

bool give_points(const Programme& programme, const Criterion& criterion, const Ratio& points, CriterionResult& result) {
  // The linter keeps rules inside 0 to the maximum; a programme that was not linted stays there all the same.
  const Ratio unrounded = points.is_negative() ? Ratio() : min(points, Ratio(criterion.maximum));
  const std::optional<Decimal> rounded = unrounded.round(programme.criterion_places);
  if (!rounded) return false;
  const bool deducted = criterion.role == Role::deduction;
  result.points = deducted ? subtract(Decimal(), *rounded).value_or(*rounded) : *rounded;
  result.unrounded = deducted ? Ratio() - unrounded : unrounded;
  return true;
}

std::string_view state_text(State state) {
  switch (state) {
    case State::scored: return "scored";
    case State::missing: return "missing";
    case State::not_applicable: return "not-applicable";
    case State::provisional: return "provisional";
  }
  return "missing";
}

Text state_label(State state) {
  switch (state) {
    case State::scored: return {"Đã có điểm", "Scored"};
    case State::missing: return {"Chưa có điểm", "No points yet"};
    case State::not_applicable: return {"Không áp dụng", "Does not apply"};
    case State::provisional: return {"Tạm tính", "Provisional"};
  }
  return {};
}

CriterionResult score_criterion(const Programme& programme, const Criterion& criterion, const Answer& answer,
                                Findings* findings) {
  CriterionResult result;
  result.maximum = criterion.counted_maximum();
  if (!criterion.rule()) return result;
  result.condition_met = !is_condition(criterion);
  Reporter reporter(programme, criterion, findings);
  if (criterion.sole_supplier && !answer.fields.empty()) {  // what the unit says there was not asked for
    Answer given;
    given.supplied = answer.supplied;
    return score_criterion(programme, criterion, given, findings);
  }
  if (criterion.sole_supplier && awaits_figures(criterion, answer, reporter)) {
    result.state = State::provisional;
    return result;
  }
  report_replaced(criterion, answer, reporter);

  if (claims_not_applicable(criterion, answer)) {
    if (programme.not_applicable == NotApplicablePolicy::refuse || !criterion.may_not_apply) {
      result.impossible = true;
      reporter.report(Code::not_applicable_refused, criterion.fields().front().name);
      return result;
    }
    apply_not_applicable(programme, criterion, result);
    if (answer.supplied.empty() && is_blank_text(answer.reason)) reporter.report(Code::not_applicable_reason_missing, "reason");
    return result;
  }

  const Evaluation evaluation = evaluate(criterion, answer);
  for (const Problem& problem : evaluation.problems) reporter.report(problem.code, problem.field, problem.arguments);
  for (const Problem& remark : evaluation.remarks) reporter.report(remark.code, remark.field, remark.arguments);
  result.share = evaluation.share;
  switch (evaluation.kind) {
    case Evaluation::Kind::missing: return result;
    case Evaluation::Kind::impossible: result.impossible = true; return result;
    case Evaluation::Kind::not_applicable: apply_not_applicable(programme, criterion, result); return result;
    case Evaluation::Kind::scored: break;
  }
  if (!give_points(programme, criterion, evaluation.points, result)) {
    result.impossible = true;
    result.share.reset();
    reporter.report(Code::points_overflow, "");
    return result;
  }
  result.state = State::scored;
  result.figure = evaluation.figure;
  const bool deducted = criterion.role == Role::deduction;
  if (result.figure) {
    result.state = State::provisional;
    report_provisional(criterion, result, reporter);
  }
  result.condition_met = evaluation.condition_met;
  if (!result.condition_met) reporter.report(Code::condition_unmet, "value", {criterion.name});
  // Nobody has to give reasons and evidence for the figures of somebody else.
  if (!earns_points(*criterion.rule()) || !answer.supplied.empty()) return result;
  if (!criterion.supplied_by.empty()) {
    result.state = State::provisional;
    reporter.report(Code::figure_provisional, criterion.fields().front().name, {criterion.supplied_by});
  }
  // Nobody has to say why there is no bonus, nor to prove what is taken off.
  // What the other units decide is not the unit's to explain before it is final.
  if (criterion.role == Role::counted && !result.figure && result.points < result.maximum && criterion.reason_required && is_blank_text(answer.reason)) {
    reporter.report(Code::reason_missing, "reason", {number_text(result.points), number_text(result.maximum)});
  }
  if (!result.points.is_zero() && !deducted && criterion.evidence_required) {
    if (has_no_evidence(answer)) {
      reporter.report(Code::evidence_missing, "evidence");
    } else if (const Text lacks = evidence_lacks(answer); !lacks.empty()) {
      reporter.report(Code::evidence_incomplete, "evidence", {lacks});
    }
  }
  return result;
}

Scorecard score(const Programme& programme, const Tier& tier, const Answers& answers) {
  const CriteriaSet& set = tier.set;
  Scorecard card;
  card.results.resize(set.criteria.size());
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    if (criterion.is_group()) continue;
    card.results[i] = score_criterion(programme, criterion, answers.by_criterion[i], &card.findings);
    card.conditions_met = card.conditions_met && card.results[i].condition_met;
    if (criterion.asked_fields().empty()) continue;
    ++card.asked;
    if (card.results[i].state != State::missing) ++card.answered;
  }
  // The linter bounds the maxima, so computed points always fit.
  const Sums sums = add_up(programme, set, card.results).value_or(Sums{});
  card.total = sums.total;
  card.maximum = sums.maximum;
  card.published = sums.published;
  return card;
}

Text why(const Programme& programme, const Criterion& criterion, const Answer& answer, const CriterionResult& result) {
  if (!criterion.rule()) {
    Text text{"Tổng điểm các tiêu chí con", "Sum of its criteria"};
    if (programme.rounds_sums_only()) text = {"Tổng điểm chưa làm tròn của các tiêu chí con, làm tròn một lần", "Sum of its criteria before rounding, rounded once"};
    if (criterion.role != Role::counted) {
      text.vi += ": " + role_points(criterion, result, Language::vietnamese);
      text.en += ": " + role_points(criterion, result, Language::english);
    }
    return {text.vi + level_text(criterion, result, Language::vietnamese), text.en + level_text(criterion, result, Language::english)};
  }
  return {why_in(programme, criterion, answer, result, Language::vietnamese),
          why_in(programme, criterion, answer, result, Language::english)};
}

const Band* classify(const Programme& programme, const Decimal& published) {
  for (const Band& band : programme.bands) {
    if (!band.from) return nullptr;  // an unknown threshold above: the class cannot be told
    if (published >= *band.from) return &band;
  }
  return nullptr;
}

}  // namespace thuocdo
