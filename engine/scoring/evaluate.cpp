#include "scoring/evaluate.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace thuocdo {
namespace {

// With a decimal comma and without grouping: a form that nobody could read in two ways.
std::string typed_text(const Decimal& number) {
  std::string text = number.text();
  if (const std::size_t mark = text.find('.'); mark != std::string::npos) text[mark] = ',';
  return text;
}

using Kind = Evaluation::Kind;

using Readings = std::span<const FieldReading>;

std::vector<FieldReading> read_fields(const std::vector<Field>& fields, const Answer& answer) {
  std::vector<FieldReading> readings;
  readings.reserve(fields.size());
  for (const Field& field : fields) {
    const Value* value = answer.counted(field.name);
    readings.push_back(value ? read_field(field, *value) : read_field(field, {}));
  }
  return readings;
}

// What is wrong with the fields that are asked for, noted in the evaluation one by one.
class Noted {
 public:
  Noted(const Answer& answer, Evaluation& evaluation) : answer_(answer), evaluation_(evaluation) {}

  void note(const Field& field, const FieldReading& reading) {
    if (reading.absent) missing(field.name, field.label);
    if (reading.problem) {
      impossible_ = true;
      evaluation_.problems.push_back({*reading.problem, field.name, reading.problem_arguments});
    }
    if (reading.was_text && reading.number) {
      const Decimal& number = *reading.number;
      const std::string given = tidy(std::get<std::string>(*answer_.counted(field.name)));
      evaluation_.remarks.push_back({Code::answer_text_number, field.name, {{given, given}, {typed_text(number), number.text()}}});
    }
  }
  void missing(const std::string& field, const Text& label) {
    missing_ = true;
    evaluation_.problems.push_back({Code::answer_missing, field, {label}});
  }
  // Whether nothing was wrong. An impossible figure is reported as such even where another one is still absent.
  bool complete() {
    evaluation_.kind = impossible_ ? Kind::impossible : missing_ ? Kind::missing : Kind::scored;
    return !missing_ && !impossible_;
  }

 private:
  const Answer& answer_;
  Evaluation& evaluation_;
  bool missing_ = false;
  bool impossible_ = false;
};

void refuse(Evaluation& evaluation, Code code, std::string field, std::vector<Text> arguments = {}) {
  evaluation.kind = Kind::impossible;
  evaluation.problems.push_back({code, std::move(field), std::move(arguments)});
}

Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

Ratio points_of(const YesNo& rule, Readings readings) {
  return Ratio(readings[0].option == 0 ? rule.yes : rule.no);
}

Ratio points_of(const Choice& rule, Readings readings) {
  return Ratio(rule.levels[static_cast<std::size_t>(readings[0].option)].points);
}

Ratio points_of(const Steps& rule, Readings readings) {
  for (const Step& step : rule.steps) {
    if (*readings[0].number >= step.at) return Ratio(step.points);
  }
  return Ratio(rule.below);
}

Ratio points_of(const CountPoints& rule, Readings readings) {
  return min(Ratio(*readings[0].number) * Ratio(rule.each), Ratio(rule.cap));
}

Ratio points_of(const Items& rule, Readings readings) {
  Ratio sum;
  for (std::size_t i = 0; i < rule.items.size(); ++i) {
    const Item& item = rule.items[i];
    if (item.cap) {
      sum = sum + min(Ratio(*readings[i].number) * Ratio(item.points), Ratio(*item.cap));
    } else if (readings[i].option == 0) {
      sum = sum + Ratio(item.points);
    }
  }
  return min(sum, Ratio(rule.cap));
}

// What the exceptions leave of the denominator.
Ratio base_of(const RatioRule& rule, Readings readings) {
  Ratio base(*readings[1].number);
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) base = base - Ratio(*readings[2 + i].number);
  return base;
}

// " (20 − 3)": how the denominator came about, where it was not simply given.
Text base_words(const RatioRule& rule, Readings readings) {
  if (rule.exceptions.empty()) return {};
  Text words = number_text(*readings[1].number);
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) {
    const Text part = number_text(*readings[2 + i].number);
    words.vi += " − " + part.vi;
    words.en += " − " + part.en;
  }
  return {" (" + words.vi + ")", " (" + words.en + ")"};
}

void evaluate_ratio(const RatioRule& rule, Readings readings, Evaluation& evaluation) {
  const Decimal one(1);
  const Decimal& a = *readings[0].number;
  const Ratio base = base_of(rule, readings);
  if (base.is_negative()) {
    const Ratio taken_off = Ratio(*readings[1].number) - base;
    return refuse(evaluation, Code::ratio_exceptions_exceed, "except:" + rule.exceptions.front().id,
                  {number_text(taken_off.exact().value_or(Decimal())), number_text(*readings[1].number)});
  }
  if (base == Ratio()) {
    if (!a.is_zero()) {
      return refuse(evaluation, Code::ratio_base_zero_with_count, "b", {number_text(a), base_words(rule, readings)});
    }
    switch (rule.zero_base) {
      case Outcome::refuse: return refuse(evaluation, Code::ratio_zero_base, "b", {base_words(rule, readings)});
      case Outcome::zero: evaluation.points = Ratio(); return;
      case Outcome::full: evaluation.points = Ratio(rule.part); return;
      case Outcome::not_applicable: evaluation.kind = Kind::not_applicable; return;
    }
  }
  Ratio share = Ratio(a) / base;
  if (Ratio(a) > base) {
    if (rule.excess != Outcome::full) {
      Text left = number_text(base.exact().value_or(Decimal()));
      const Text sum = base_words(rule, readings);
      return refuse(evaluation, Code::ratio_above_one, "a", {number_text(a), {left.vi + sum.vi, left.en + sum.en}});
    }
    share = Ratio(one);
  }
  if (rule.complement) share = Ratio(one) - share;
  evaluation.share = share;
  if (rule.target) share = min(Ratio(one), share / Ratio(*rule.target));
  if (rule.floor && rule.ceiling) {
    if (share < Ratio(*rule.floor)) {
      share = Ratio();
    } else {
      share = min(Ratio(one), (share - Ratio(*rule.floor)) / (Ratio(*rule.ceiling) - Ratio(*rule.floor)));
    }
  }
  evaluation.points = share * Ratio(rule.part);
}

// The figure that is compared with those of other units, and the points that it would earn if it were the best, or against
// the reference.
void evaluate_normalised(const Normalised& rule, Readings readings, Evaluation& evaluation) {
  const Decimal& a = *readings[0].number;
  Ratio figure(a);
  if (readings.size() > 1) {
    const Decimal& b = *readings[1].number;
    if (b.is_zero() && !a.is_zero()) return refuse(evaluation, Code::ratio_base_zero_with_count, "b", {number_text(a)});
    if (b.is_zero() && rule.zero_base == Outcome::refuse) return refuse(evaluation, Code::ratio_zero_base, "b");
    if (b.is_zero() && rule.zero_base == Outcome::not_applicable) {
      evaluation.kind = Kind::not_applicable;
      return;
    }
    figure = b.is_zero() ? Ratio() : Ratio(a) / Ratio(b);
  }
  evaluation.figure = figure;
  Ratio share(Decimal(1));
  if (rule.against == Normalised::Against::best) {
    if (figure == Ratio()) share = Ratio();
    else if (rule.reference) share = min(share, figure / Ratio(*rule.reference));
  }
  evaluation.points = share * Ratio(rule.part);
}

void evaluate_roll_up(const RollUp& rule, Readings readings, Evaluation& evaluation) {
  const Decimal& a = *readings[0].number;
  const Decimal& b = *readings[1].number;
  if (b.is_zero() && a.is_zero()) return refuse(evaluation, Code::ratio_zero_base, "b", {Text{}});
  if (b.is_zero()) return refuse(evaluation, Code::ratio_base_zero_with_count, "b", {number_text(a), Text{}});
  if (a > b) return refuse(evaluation, Code::ratio_above_one, "a", {number_text(a), number_text(b)});
  evaluation.share = evaluation.figure = Ratio(a) / Ratio(b);
  evaluation.points = *evaluation.share * Ratio(rule.part);
}

void evaluate_judged(const Judged& rule, Readings readings, Evaluation& evaluation) {
  const Decimal& given = *readings[0].number;
  evaluation.points = Ratio(given);
  if (!rule.step) return;
  const auto steps = (Ratio(given) / Ratio(*rule.step)).exact();
  if (!steps || !steps->is_whole()) {
    refuse(evaluation, Code::answer_not_step, "value", {number_text(given), number_text(*rule.step)});
  }
}

void evaluate_deadline(const DeadlineRule& rule, Readings readings, Evaluation& evaluation) {
  if (readings[0].option == 0) {
    evaluation.points = Ratio(rule.never);
    return;
  }
  const Date& done = *readings[0].date;
  const auto first = rule.first_day();
  const auto last = rule.last_day();
  if ((first && done < *first) || (last && done > *last)) {
    const auto window = [&](Language language) {
      return (first ? date_text(*first, language) : "…") + " – " + (last ? date_text(*last, language) : "…");
    };
    return refuse(evaluation, Code::answer_date_outside, "value",
                  {{date_text(done, Language::vietnamese), date_text(done, Language::english)},
                   {window(Language::vietnamese), window(Language::english)},
                   not_done_option().text});
  }
  const auto step = std::find_if(rule.steps.begin(), rule.steps.end(), [&](const DateStep& known) { return done <= known.by; });
  evaluation.points = Ratio(step == rule.steps.end() ? rule.late : step->points);
}

// One rule whose fields are all answered; a forgotten kind does not compile. Problems name fields of the rule itself.
struct Evaluator {
  Readings readings;
  Evaluation& evaluation;
  Decimal maximum = {};  // for surveys, which never are the case of another rule

  void operator()(const RatioRule& rule) const { evaluate_ratio(rule, readings, evaluation); }
  void operator()(const Judged& rule) const { evaluate_judged(rule, readings, evaluation); }
  void operator()(const DeadlineRule& rule) const { evaluate_deadline(rule, readings, evaluation); }
  void operator()(const Information&) const {}
  void operator()(const Survey& rule) const {
    evaluation.points = Ratio(*readings[0].number) / Ratio(rule.scale) * Ratio(maximum);
  }
  void operator()(const Normalised& rule) const { evaluate_normalised(rule, readings, evaluation); }
  void operator()(const RollUp& rule) const { evaluate_roll_up(rule, readings, evaluation); }
  void operator()(const ConditionRule&) const { evaluation.condition_met = readings[0].option == 0; }
  void operator()(const YesNo& rule) const { evaluation.points = points_of(rule, readings); }
  void operator()(const Choice& rule) const { evaluation.points = points_of(rule, readings); }
  void operator()(const Steps& rule) const { evaluation.points = points_of(rule, readings); }
  void operator()(const CountPoints& rule) const { evaluation.points = points_of(rule, readings); }
  void operator()(const Items& rule) const { evaluation.points = points_of(rule, readings); }
};

struct Extent {  // the fields of one case among those of the criterion
  std::size_t first = 0;
  std::size_t count = 0;
};

std::vector<Extent> extents_of(const BestOf& rule, std::span<const Field> fields) {
  std::vector<Extent> extents;
  std::size_t next = 0;
  for (const Case& alternative : rule.cases) {
    Extent extent{next, 0};
    while (next < fields.size() && fields[next].name.starts_with(alternative.id + ":")) {
      ++next;
      ++extent.count;
    }
    extents.push_back(extent);
  }
  return extents;
}

bool is_wholly_blank(Readings readings) {
  return std::all_of(readings.begin(), readings.end(), [](const FieldReading& reading) { return reading.absent; });
}

// One case that the unit has answered, at least in part.
Evaluation evaluate_case(const Case& alternative, std::span<const Field> fields, Readings readings, const Answer& answer) {
  Evaluation found;
  Noted noted(answer, found);
  for (std::size_t i = 0; i < fields.size(); ++i) noted.note(fields[i], readings[i]);
  if (!noted.complete()) return found;
  std::visit(Evaluator{readings, found}, alternative.rule);
  for (Problem& problem : found.problems) problem.field = alternative.id + ":" + problem.field;
  return found;
}

void evaluate_best(const BestOf& rule, std::span<const Field> fields, Readings readings, const Answer& answer,
                   Evaluation& evaluation) {
  const std::vector<Extent> extents = extents_of(rule, fields);
  bool any = false;
  bool missing = false;
  bool impossible = false;
  for (std::size_t i = 0; i < rule.cases.size(); ++i) {
    const auto [first, count] = extents[i];
    if (is_wholly_blank(readings.subspan(first, count))) continue;
    any = true;
    Evaluation found = evaluate_case(rule.cases[i], fields.subspan(first, count), readings.subspan(first, count), answer);
    std::move(found.problems.begin(), found.problems.end(), std::back_inserter(evaluation.problems));
    std::move(found.remarks.begin(), found.remarks.end(), std::back_inserter(evaluation.remarks));
    missing = missing || found.kind == Kind::missing;
    impossible = impossible || found.kind == Kind::impossible;
    if (found.kind != Kind::scored) continue;
    if (evaluation.cases.empty() || found.points > evaluation.points) {
      evaluation.points = found.points;
      evaluation.part = i;
    }
    evaluation.cases.emplace_back(i, found.points);
  }
  if (!any) {
    missing = true;
    evaluation.problems.push_back({Code::answer_missing, fields.front().name, {{"ít nhất một trường hợp", "one of the cases at least"}}});
  }
  evaluation.kind = impossible                 ? Kind::impossible
                    : missing                  ? Kind::missing
                    : evaluation.cases.empty() ? Kind::not_applicable
                                               : Kind::scored;
}

// The field of the first variable in a part of an expression.
std::string field_in(const FormulaRule& rule, const std::string& part) {
  std::vector<std::string> names;
  for (const Variable& variable : rule.variables) names.push_back(variable.name);
  const ParsedExpression read = parse_expression(part, names);
  for (std::size_t i = 0; read.expression && i < names.size(); ++i) {
    if (read.expression->uses(i)) return "var:" + names[i];
  }
  return {};
}

void evaluate_formula(const FormulaRule& rule, const Decimal& maximum, const std::vector<Field>& fields, Readings readings,
                      const Answer& answer, Evaluation& evaluation) {
  Noted noted(answer, evaluation);
  const std::size_t first_variable = rule.branches.size() > 1 ? 1 : 0;
  std::size_t branch = 0;
  if (first_variable == 1) {
    noted.note(fields[0], readings[0]);
    if (!noted.complete()) return;
    branch = static_cast<std::size_t>(readings[0].option);
  }
  const Expression& points = rule.branches[branch].points;
  std::vector<Ratio> figures(rule.variables.size());
  for (std::size_t i = 0; i < rule.variables.size(); ++i) {
    if (!points.uses(i)) continue;
    const FieldReading& reading = readings[first_variable + i];
    noted.note(fields[first_variable + i], reading);
    if (reading.number) figures[i] = Ratio(*reading.number);
  }
  if (!noted.complete()) return;
  evaluation.part = branch;
  const Expression::Value value = points.value(figures, maximum);
  evaluation.points = value.number;
  evaluation.divisor = value.divisor;
  if (!value.divisor.empty() && !rule.zero_divisor_is_zero) {
    refuse(evaluation, Code::formula_divided_by_zero, field_in(rule, value.divisor), {{value.divisor, value.divisor}});
  }
}

Text ratio_text(const Ratio& value) {
  if (const auto exact = value.exact()) return number_text(*exact);
  const auto near = value.round(6);
  return {value.text() + (near ? " ≈ " + near->text(Notation::vietnamese) : ""), value.text() + (near ? " ≈ " + near->text() : "")};
}

Text best_words(const BestOf& rule, const Evaluation& evaluation) {
  Text words;
  for (const auto& [place, points] : evaluation.cases) {
    const Text& text = rule.cases[place].text;
    const Text earned = ratio_text(points);
    words.vi += (words.vi.empty() ? ". " : "; ") + text.vi + ": " + earned.vi + " điểm";
    words.en += (words.en.empty() ? ". " : "; ") + text.in(Language::english) + ": " + counted(earned.en, "point", "points");
  }
  const Text& counted = rule.cases[evaluation.part].text;
  words.vi += ". Tính theo: " + counted.vi;
  words.en += ". Counted: " + counted.in(Language::english);
  return words;
}

Text formula_words(const FormulaRule& rule, const Decimal& maximum, Readings readings, const Evaluation& evaluation) {
  const Expression& points = rule.branches[evaluation.part].points;
  if (!evaluation.divisor.empty()) return {". Phải chia cho " + evaluation.divisor + " = 0", ". A division by " + evaluation.divisor + " = 0"};
  if (points.is_constant()) return {};
  const std::size_t first_variable = rule.branches.size() > 1 ? 1 : 0;
  std::vector<std::string> figures_vi(rule.variables.size());
  std::vector<std::string> figures_en(rule.variables.size());
  for (std::size_t i = 0; i < rule.variables.size(); ++i) {
    const auto& number = readings[first_variable + i].number;
    if (!number) continue;
    figures_vi[i] = number->text(Notation::vietnamese);
    figures_en[i] = number->text();
  }
  const Text result = ratio_text(evaluation.points);
  return {". Điểm = " + points.words(Notation::vietnamese, maximum, figures_vi) + " = " + result.vi,
          ". Points = " + points.words(Notation::plain, maximum, figures_en) + " = " + result.en};
}

}  // namespace

Evaluation evaluate(const Criterion& criterion, const Answer& answer) {
  Evaluation evaluation;
  const std::vector<Field>& fields = criterion.fields();
  const std::vector<FieldReading> readings = read_fields(fields, answer);
  const Rule& rule = *criterion.rule();
  if (const auto* best = std::get_if<BestOf>(&rule)) {
    evaluate_best(*best, fields, readings, answer, evaluation);
    return evaluation;
  }
  if (const auto* formula = std::get_if<FormulaRule>(&rule)) {
    evaluate_formula(*formula, criterion.maximum, fields, readings, answer, evaluation);
    return evaluation;
  }
  Noted noted(answer, evaluation);
  for (std::size_t i = 0; i < fields.size(); ++i) noted.note(fields[i], readings[i]);
  if (!noted.complete()) return evaluation;
  std::visit(
      [&](const auto& kind) {
        using T = std::decay_t<decltype(kind)>;
        if constexpr (!std::is_same_v<T, BestOf> && !std::is_same_v<T, FormulaRule>) Evaluator{readings, evaluation, criterion.maximum}(kind);
      },
      rule);
  return evaluation;
}

Text calculation_words(const Criterion& criterion, const Answer& answer) {
  const Rule& rule = *criterion.rule();
  const std::vector<FieldReading> readings = read_fields(criterion.fields(), answer);
  const Evaluation evaluation = evaluate(criterion, answer);
  if (evaluation.kind != Kind::scored) return {};
  if (const auto* ratio = std::get_if<RatioRule>(&rule)) {
    if (ratio->exceptions.empty()) return {};
    const Text base = ratio_text(base_of(*ratio, readings));
    return {". Mẫu số còn lại: " + base.vi, ". Denominator left: " + base.en};
  }
  if (const auto* best = std::get_if<BestOf>(&rule)) return best_words(*best, evaluation);
  if (const auto* formula = std::get_if<FormulaRule>(&rule)) return formula_words(*formula, criterion.maximum, readings, evaluation);
  return {};
}

}  // namespace thuocdo
