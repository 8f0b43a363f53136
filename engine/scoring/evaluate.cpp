#include "scoring/evaluate.h"

#include <algorithm>

namespace thuocdo {
namespace {

// With a decimal comma and without grouping: a form that nobody could read in two ways.
std::string typed_text(const Decimal& number) {
  std::string text = number.text();
  if (const std::size_t mark = text.find('.'); mark != std::string::npos) text[mark] = ',';
  return text;
}

using Kind = Evaluation::Kind;

// The readings of all fields of a criterion, with what is wrong with them noted in the evaluation.
class Readings {
 public:
  Readings(const Criterion& criterion, const Answer& answer, Evaluation& evaluation) {
    readings_.reserve(criterion.fields().size());
    for (const Field& field : criterion.fields()) {
      const Value* value = answer.find(field.name);
      FieldReading reading = value ? read_field(field, *value) : read_field(field, {});
      if (reading.absent) {
        absent_ = true;
        evaluation.problems.push_back({Code::answer_missing, field.name, {field.label}});
      }
      if (reading.problem) {
        impossible_ = true;
        evaluation.problems.push_back({*reading.problem, field.name, reading.problem_arguments});
      }
      if (reading.was_text && reading.number) {
        const Decimal& number = *reading.number;
        evaluation.remarks.push_back({Code::answer_text_number,
                                      field.name,
                                      {{tidy(std::get<std::string>(*value)), tidy(std::get<std::string>(*value))},
                                       {typed_text(number), number.text()}}});
      }
      readings_.push_back(std::move(reading));
    }
    // An impossible figure is reported as such even where another one is still absent.
    evaluation.kind = impossible_ ? Kind::impossible : absent_ ? Kind::missing : Kind::scored;
  }

  bool complete() const { return !absent_ && !impossible_; }
  const FieldReading& operator[](std::size_t i) const { return readings_[i]; }
  std::size_t size() const { return readings_.size(); }

 private:
  std::vector<FieldReading> readings_;
  bool absent_ = false;
  bool impossible_ = false;
};

void refuse(Evaluation& evaluation, Code code, std::string field, std::vector<Text> arguments = {}) {
  evaluation.kind = Kind::impossible;
  evaluation.problems.push_back({code, std::move(field), std::move(arguments)});
}

Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

Ratio points_of(const YesNo& rule, const Readings& readings) {
  return Ratio(readings[0].option == 0 ? rule.yes : rule.no);
}

Ratio points_of(const Choice& rule, const Readings& readings) {
  return Ratio(rule.levels[static_cast<std::size_t>(readings[0].option)].points);
}

Ratio points_of(const Steps& rule, const Readings& readings) {
  for (const Step& step : rule.steps) {
    if (*readings[0].number >= step.at) return Ratio(step.points);
  }
  return Ratio(rule.below);
}

Ratio points_of(const CountPoints& rule, const Readings& readings) {
  return min(Ratio(*readings[0].number) * Ratio(rule.each), Ratio(rule.cap));
}

Ratio points_of(const Items& rule, const Readings& readings) {
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
Ratio base_of(const RatioRule& rule, const Readings& readings) {
  Ratio base(*readings[1].number);
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) base = base - Ratio(*readings[2 + i].number);
  return base;
}

// " (20 − 3)": how the denominator came about, where it was not simply given.
Text base_words(const RatioRule& rule, const Readings& readings) {
  if (rule.exceptions.empty()) return {};
  Text words = number_text(*readings[1].number);
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) {
    const Text part = number_text(*readings[2 + i].number);
    words.vi += " − " + part.vi;
    words.en += " − " + part.en;
  }
  return {" (" + words.vi + ")", " (" + words.en + ")"};
}

void evaluate_ratio(const RatioRule& rule, const Readings& readings, Evaluation& evaluation) {
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

void evaluate_judged(const Judged& rule, const Readings& readings, Evaluation& evaluation) {
  const Decimal& given = *readings[0].number;
  evaluation.points = Ratio(given);
  if (!rule.step) return;
  const auto steps = (Ratio(given) / Ratio(*rule.step)).exact();
  if (!steps || !steps->is_whole()) {
    refuse(evaluation, Code::answer_not_step, "value", {number_text(given), number_text(*rule.step)});
  }
}

void evaluate_deadline(const DeadlineRule& rule, const Readings& readings, Evaluation& evaluation) {
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

}  // namespace

std::optional<Ratio> remaining_base(const Criterion& criterion, const Answer& answer) {
  const auto* ratio = std::get_if<RatioRule>(&*criterion.rule());
  if (!ratio || ratio->exceptions.empty()) return std::nullopt;
  Evaluation unused;
  const Readings readings(criterion, answer, unused);
  if (!readings.complete()) return std::nullopt;
  return base_of(*ratio, readings);
}

Evaluation evaluate(const Criterion& criterion, const Answer& answer) {
  Evaluation evaluation;
  const Readings readings(criterion, answer, evaluation);
  if (!readings.complete()) return evaluation;
  std::visit(
      [&](const auto& kind) {
        using T = std::decay_t<decltype(kind)>;
        if constexpr (std::is_same_v<T, RatioRule>) {
          evaluate_ratio(kind, readings, evaluation);
        } else if constexpr (std::is_same_v<T, Judged>) {
          evaluate_judged(kind, readings, evaluation);
        } else if constexpr (std::is_same_v<T, DeadlineRule>) {
          evaluate_deadline(kind, readings, evaluation);
        } else if constexpr (!std::is_same_v<T, Information>) {
          evaluation.points = points_of(kind, readings);
        }
      },
      *criterion.rule());
  return evaluation;
}

}  // namespace thuocdo
