#include "ranking/next_lower.h"

#include <algorithm>
#include <variant>

#include "number/ratio.h"
#include "scoring/answered_figures.h"

namespace thuocdo {
namespace {

bool is_supplied(const Answer& answer, const std::string& field) {
  return std::any_of(answer.supplied.begin(), answer.supplied.end(), [&](const SuppliedValue& one) { return one.field == field; });
}

// Points that the rule could give instead, in its own terms: those of an answer in which one thing is otherwise.
struct Otherwise {
  const Criterion& criterion;
  const Answer& answer;
  const CriterionResult& result;
  std::vector<Ratio>& points;

  FieldReading reading(const Field& field) const {
    const Value* value = answer.counted(field.name);
    return value ? read_field(field, *value) : read_field(field, {});
  }
  bool own(const Field& field) const { return !is_supplied(answer, field.name); }
  Ratio now() const { return criterion.role == Role::deduction ? Ratio() - result.unrounded : result.unrounded; }

  void steps_of_size(const Decimal& size) const {
    points.push_back(now() - Ratio(size));
    points.push_back(now() + Ratio(size));
  }
  void a_tenth() const {
    const Ratio tenth = Ratio(criterion.maximum) / Ratio(Decimal(10));
    points.push_back(now() - tenth);
    points.push_back(now() + tenth);
  }
  void operator()(const YesNo& rule) const {
    points.emplace_back(rule.yes);
    points.emplace_back(rule.no);
  }
  void operator()(const Choice& rule) const {
    for (const Level& level : rule.levels) points.emplace_back(level.points);
  }
  void operator()(const Steps& rule) const {
    for (const Step& step : rule.steps) points.emplace_back(step.points);
    points.emplace_back(rule.below);
  }
  void operator()(const DeadlineRule& rule) const {
    for (const DateStep& step : rule.steps) points.emplace_back(step.points);
    points.emplace_back(rule.late);
    points.emplace_back(rule.never);
  }
  void operator()(const CountPoints& rule) const {
    const auto counted = reading(criterion.fields().front()).number;
    if (!counted) return;
    const Ratio count(*counted), one{Decimal(1)};
    const auto worth = [&](const Ratio& many) { return min(many * Ratio(rule.each), Ratio(rule.cap)); };
    if (!counted->is_zero()) points.push_back(worth(count - one));
    points.push_back(worth(count + one));
  }
  void operator()(const Items& rule) const {
    const auto& fields = criterion.fields();
    const auto worth = [](const Item& item, const Ratio& many) {
      const Ratio all = many * Ratio(item.points);
      return item.cap ? min(all, Ratio(*item.cap)) : all;
    };
    std::vector<Ratio> many(rule.items.size());
    Ratio sum;
    for (std::size_t i = 0; i < rule.items.size(); ++i) {
      const FieldReading read = reading(fields[i]);
      if (read.number) many[i] = Ratio(*read.number);
      else if (read.option == 0) many[i] = Ratio(Decimal(1));
      sum = sum + worth(rule.items[i], many[i]);
    }
    const Ratio one{Decimal(1)};
    for (std::size_t i = 0; i < rule.items.size(); ++i) {
      if (!own(fields[i])) continue;
      const Ratio others = sum - worth(rule.items[i], many[i]);
      if (many[i] != Ratio()) points.push_back(min(others + worth(rule.items[i], many[i] - one), Ratio(rule.cap)));
      if (rule.items[i].cap || many[i] == Ratio()) points.push_back(min(others + worth(rule.items[i], many[i] + one), Ratio(rule.cap)));
    }
  }
  void operator()(const Judged& rule) const { rule.step ? steps_of_size(*rule.step) : a_tenth(); }
  void operator()(const RatioRule&) const { a_tenth(); }
  void operator()(const FormulaRule&) const { a_tenth(); }
  void operator()(const Normalised&) const { a_tenth(); }
  // Each case is answered as a criterion of its own.
  void operator()(const BestOf& rule) const {
    struct Answered {
      Criterion criterion;
      Answer answer;
      CriterionResult result;
    };
    std::vector<Answered> cases;
    for (const Case& one : rule.cases) {
      Answered answered;
      answered.criterion.maximum = criterion.maximum;
      answered.criterion.set_rule(as_rule(one.rule));
      const std::string prefix = one.id + ":";
      for (const auto& [name, value] : answer.fields) {
        if (name.starts_with(prefix)) answered.answer.set(name.substr(prefix.size()), value);
      }
      for (SuppliedValue given : answer.supplied) {
        if (!given.field.starts_with(prefix)) continue;
        given.field = given.field.substr(prefix.size());
        answered.answer.supplied.push_back(std::move(given));
      }
      answered.result = score_criterion({}, answered.criterion, answered.answer);
      if (answered.result.state == State::scored) cases.push_back(std::move(answered));
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
      Ratio best_other;
      for (std::size_t j = 0; j < cases.size(); ++j) {
        if (j != i && best_other < cases[j].result.unrounded) best_other = cases[j].result.unrounded;
      }
      std::vector<Ratio> of_case;
      std::visit(Otherwise{cases[i].criterion, cases[i].answer, cases[i].result, of_case}, *cases[i].criterion.rule());
      for (const Ratio& one : of_case) points.push_back(best_other < one ? one : best_other);
    }
  }
  void operator()(const Information&) const {}
  void operator()(const ConditionRule&) const {}
  void operator()(const Survey&) const {}
  void operator()(const RollUp&) const {}
};

// The greatest of `points` that leave the unit less than it has.
std::optional<LowerPoints> greatest_below(const Programme& programme, const Criterion& criterion, const std::vector<Ratio>& points, const Decimal& now) {
  const bool deducted = criterion.role == Role::deduction;
  std::optional<LowerPoints> found;
  for (const Ratio& one : points) {
    const Ratio kept = one.is_negative() ? Ratio() : min(one, Ratio(criterion.maximum));
    const Ratio counted = deducted ? Ratio() - kept : kept;
    const auto rounded = counted.round(programme.criterion_places);
    if (!rounded || *rounded >= now) continue;
    if (!found || found->unrounded < counted) found = LowerPoints{*rounded, counted};
  }
  return found;
}

}  // namespace

std::optional<LowerPoints> next_lower(const Programme& programme, const Criterion& criterion, const Answer& answer, const CriterionResult& result) {
  if (criterion.is_group() || criterion.sole_supplier) return std::nullopt;
  if (result.state == State::missing || result.state == State::not_applicable) return std::nullopt;
  const auto& fields = criterion.fields();
  const bool claims = std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return answer.find(field.name) != nullptr && !is_supplied(answer, field.name);
  });
  if (!claims) return std::nullopt;
  std::vector<Ratio> points;
  std::visit(Otherwise{criterion, answer, result, points}, *criterion.rule());
  return greatest_below(programme, criterion, points, result.points);
}

std::optional<LowerPoints> a_tenth_lower(const Programme& programme, const Criterion& criterion, const CriterionResult& result) {
  std::vector<Ratio> points;
  Otherwise{criterion, {}, result, points}.a_tenth();
  return greatest_below(programme, criterion, points, result.points);
}

std::vector<ClaimedAnswer> claimed_answers(const Programme& programme, const CriteriaSet& set, const Answers& answers,
                                           const std::vector<CriterionResult>& results) {
  std::vector<ClaimedAnswer> claimed;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Answer& answer = answers.by_criterion[i];
    const auto lower = next_lower(programme, set.criteria[i], answer, results[i]);
    if (!lower) continue;
    claimed.push_back({static_cast<int>(i), *lower, answered_figures(set.criteria[i], answer), answer.evidence, answer.page, answer.link});
  }
  claimed.shrink_to_fit();  // kept for every unit
  return claimed;
}

}  // namespace thuocdo
