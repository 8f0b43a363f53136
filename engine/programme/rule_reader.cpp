#include "programme/rule_reader.h"

#include <algorithm>

#include <algorithm>

namespace thuocdo {
namespace {

std::string joined(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::string_view name : names) text += (text.empty() ? "" : " | ") + std::string(name);
  return text;
}

Rule read_yes_no(DefinitionReader& in, const Element& element) {
  in.allow(element, {"yes", "no"}, {});
  return YesNo{in.required_decimal(element, "yes"), in.decimal(element, "no").value_or(Decimal())};
}

Rule read_choice(DefinitionReader& in, const Element& element) {
  in.allow(element, {}, {"level"});
  Choice choice;
  for (const Element& child : element.children) {
    in.allow(child, {"id", "points"}, {"vi", "en"}, {"vi", "en"});
    choice.levels.push_back({in.id(child, "id"), in.text(child), in.required_decimal(child, "points")});
  }
  return choice;
}

Rule read_steps(DefinitionReader& in, const Element& element) {
  in.allow(element, {"below"}, {"unit", "step"}, {"unit"});
  Steps steps{in.child_text(element, "unit", true), {}, in.decimal(element, "below").value_or(Decimal())};
  for (const Element& child : element.children) {
    if (child.name != "step") continue;
    in.allow(child, {"at", "points"}, {});
    steps.steps.push_back({in.required_decimal(child, "at"), in.required_decimal(child, "points")});
  }
  return steps;
}

Rule read_count(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"each", "cap"}, {"unit"}, {"unit"});
  return CountPoints{in.child_text(element, "unit", true), in.required_decimal(element, "each"),
                     in.decimal(element, "cap").value_or(maximum)};
}

Rule read_ratio(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"part", "complement", "target", "floor", "ceiling", "whole", "zero-base", "excess"},
           {"a", "b", "except"}, {"a", "b"});
  RatioRule ratio;
  ratio.a = in.child_text(element, "a", true);
  ratio.b = in.child_text(element, "b", true);
  for (const Element& child : element.children) {
    if (child.name != "except") continue;
    in.allow(child, {"id"}, {"vi", "en"}, {"vi", "en"});
    ratio.exceptions.push_back({in.id(child, "id"), in.text(child)});
  }
  ratio.part = in.decimal(element, "part").value_or(maximum);
  ratio.complement = in.word(element, "complement", {"no", "yes"}, 0) == 1;
  ratio.target = in.decimal(element, "target");
  ratio.floor = in.decimal(element, "floor");
  ratio.ceiling = in.decimal(element, "ceiling");
  ratio.whole = in.word(element, "whole", {"no", "yes"}, 1) == 1;
  ratio.zero_base = static_cast<Outcome>(in.word(element, "zero-base", {"refuse", "zero", "full", "not-applicable"}, 0));
  ratio.excess = in.word(element, "excess", {"refuse", "full"}, 0) == 1 ? Outcome::full : Outcome::refuse;
  return ratio;
}

Rule read_items(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"cap"}, {"item"});
  Items items{{}, in.decimal(element, "cap").value_or(maximum)};
  for (const Element& child : element.children) {
    in.allow(child, {"id", "points", "counted", "cap"}, {"vi", "en"}, {"vi", "en"});
    Item item{in.id(child, "id"), in.text(child), in.required_decimal(child, "points"), in.decimal(child, "cap")};
    const bool counted = in.word(child, "counted", {"no", "yes"}, 0) == 1;
    if (counted && !item.cap) in.report(child, Code::attribute_missing, {"cap"});
    if (!counted && item.cap) in.report(child, Code::attribute_missing, {"counted"});
    items.items.push_back(std::move(item));
  }
  return items;
}

Rule read_judged(DefinitionReader& in, const Element& element) {
  in.allow(element, {"step"}, {});
  return Judged{in.decimal(element, "step")};
}

Rule read_information(DefinitionReader& in, const Element& element) {
  in.allow(element, {"numeric"}, {"unit"}, {"unit"});
  return Information{in.child_text(element, "unit", true), in.word(element, "numeric", {"no", "yes"}, 0) == 1};
}

Rule read_deadline(DefinitionReader& in, const Element& element) {
  in.allow(element, {"late", "never", "not-before", "within-survey"}, {"event", "step"}, {"event"});
  DeadlineRule deadline;
  deadline.event = in.child_text(element, "event", true);
  deadline.late = in.decimal(element, "late").value_or(Decimal());
  deadline.never = in.decimal(element, "never").value_or(Decimal());
  deadline.not_before = in.date(element, "not-before");
  deadline.within_survey = in.word(element, "within-survey", {"no", "yes"}, 0) == 1;
  for (const Element& child : element.children) {
    if (child.name != "step") continue;
    in.allow(child, {"by", "points"}, {});
    deadline.steps.push_back({in.required_date(child, "by"), in.required_decimal(child, "points")});
  }
  return deadline;
}

std::optional<Rule> read_rule_element(DefinitionReader& in, const Element& element, const Decimal& maximum);

// Kinds that can stand in a case.
const std::vector<std::string_view>& simple_kinds() {
  static const std::vector<std::string_view> kinds = {"yes-no", "choice", "steps", "count", "ratio", "items", "judged", "deadline"};
  return kinds;
}

SimpleRule read_simple_rule(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  std::optional<SimpleRule> simple;
  for (const Element& child : element.children) {
    if (std::find(simple_kinds().begin(), simple_kinds().end(), child.name) == simple_kinds().end()) continue;
    if (simple) in.report(child, Code::element_repeated, {child.name});
    std::visit(
        [&](auto&& rule) {
          if constexpr (std::is_constructible_v<SimpleRule, decltype(rule)>) simple = std::move(rule);
        },
        *read_rule_element(in, child, maximum));
  }
  if (!simple) in.report(element, Code::element_missing, {joined(simple_kinds())});
  return simple.value_or(Judged{});
}

Rule read_best(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {}, {"case"});
  std::vector<std::string_view> inside = {"vi", "en"};
  inside.insert(inside.end(), simple_kinds().begin(), simple_kinds().end());
  BestOf best;
  for (const Element& child : element.children) {
    if (child.name != "case") continue;
    in.allow(child, {"id"}, inside, {"vi", "en"});
    best.cases.push_back({in.id(child, "id"), in.text(child), read_simple_rule(in, child, maximum)});
  }
  return best;
}

Expression read_points(DefinitionReader& in, const Element& element, const std::vector<std::string>& variables) {
  const std::string text = in.required(element, "points");
  if (text.empty()) return {};
  ParsedExpression read = parse_expression(text, variables);
  if (read.expression) return std::move(*read.expression);
  const std::string place = std::to_string(read.position);
  in.report(element, Code::expression_malformed, std::vector<Text>{{text, text}, {place, place}, read.problem});
  return {};
}

Rule read_formula(DefinitionReader& in, const Element& element) {
  in.allow(element, {"zero-base"}, {"variable", "branch"});
  FormulaRule formula;
  formula.zero_divisor_is_zero = in.word(element, "zero-base", {"refuse", "zero"}, 0) == 1;
  std::vector<std::string> names;
  for (const Element& child : element.children) {
    if (child.name != "variable") continue;
    in.allow(child, {"name", "whole"}, {"vi", "en"}, {"vi", "en"});
    Variable variable{in.required(child, "name"), in.text(child), in.word(child, "whole", {"no", "yes"}, 0) == 1};
    if (!variable.name.empty() && !is_variable_name(variable.name)) {
      in.report(child, Code::value_invalid, {"name", variable.name, "A–Z a–z 0–9 _; ≠ max, min"});
    }
    names.push_back(variable.name);
    formula.variables.push_back(std::move(variable));
  }
  for (const Element& child : element.children) {
    if (child.name != "branch") continue;
    in.allow(child, {"id", "points"}, {"vi", "en"}, {"vi", "en"});
    formula.branches.push_back({in.id(child, "id"), child.children.empty() ? Text{} : in.text(child), read_points(in, child, names)});
  }
  // Among several cases each says when it applies.
  for (const Element& child : element.children) {
    if (child.name == "branch" && child.children.empty() && formula.branches.size() > 1) {
      in.report(child, Code::element_missing, {"vi"});
    }
  }
  return formula;
}

Rule read_condition(DefinitionReader& in, const Element& element) {
  in.allow(element, {"unmet"}, {});
  in.required(element, "unmet");
  return ConditionRule{in.word(element, "unmet", {"report", "not-ranked"}, 0) == 1};
}

Rule read_survey(DefinitionReader& in, const Element& element) {
  in.allow(element, {"scale"}, {"vi", "en"}, {"vi", "en"});
  return Survey{in.text(element), in.required_decimal(element, "scale")};
}

Rule read_normalised(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"against", "part", "reference", "whole", "zero-base"}, {"a", "b"}, {"a", "b"});
  Normalised compared;
  in.required(element, "against");
  compared.against = static_cast<Normalised::Against>(in.word(element, "against", {"best", "range"}, 0));
  compared.a = in.child_text(element, "a", true);
  compared.b = in.child_text(element, "b", false);
  compared.part = in.decimal(element, "part").value_or(maximum);
  compared.reference = in.decimal(element, "reference");
  compared.whole = in.word(element, "whole", {"no", "yes"}, 1) == 1;
  static constexpr Outcome outcomes[] = {Outcome::refuse, Outcome::zero, Outcome::not_applicable};
  compared.zero_base = outcomes[in.word(element, "zero-base", {"refuse", "zero", "not-applicable"}, 0)];
  return compared;
}

Rule read_roll_up(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"tier", "criterion", "from", "from-share", "part", "absent"}, {});
  RollUp roll_up;
  roll_up.tier = in.id(element, "tier");
  if (element.attribute("criterion")) roll_up.criterion = in.id(element, "criterion");
  roll_up.from_share = element.attribute("from-share") != nullptr;
  if (roll_up.from_share && element.attribute("from")) in.report(element, Code::value_invalid, {"from", "from + from-share", "from | from-share"});
  roll_up.from = in.required_decimal(element, roll_up.from_share ? "from-share" : "from");
  roll_up.part = in.decimal(element, "part").value_or(maximum);
  roll_up.absent_left_out = in.word(element, "absent", {"not-met", "left-out"}, 0) == 1;
  return roll_up;
}

// Nothing when the element is no rule.
std::optional<Rule> read_rule_element(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  if (element.name == "yes-no") return read_yes_no(in, element);
  if (element.name == "choice") return read_choice(in, element);
  if (element.name == "steps") return read_steps(in, element);
  if (element.name == "count") return read_count(in, element, maximum);
  if (element.name == "ratio") return read_ratio(in, element, maximum);
  if (element.name == "items") return read_items(in, element, maximum);
  if (element.name == "judged") return read_judged(in, element);
  if (element.name == "information") return read_information(in, element);
  if (element.name == "deadline") return read_deadline(in, element);
  if (element.name == "best") return read_best(in, element, maximum);
  if (element.name == "formula") return read_formula(in, element);
  if (element.name == "condition") return read_condition(in, element);
  if (element.name == "survey") return read_survey(in, element);
  if (element.name == "normalised") return read_normalised(in, element, maximum);
  if (element.name == "roll-up") return read_roll_up(in, element, maximum);
  return std::nullopt;
}

}  // namespace

std::optional<Rule> read_rule_of(DefinitionReader& in, const Element& criterion, const Decimal& maximum) {
  std::optional<Rule> rule;
  for (const Element& child : criterion.children) {
    std::optional<Rule> found = read_rule_element(in, child, maximum);
    if (found && rule) in.report(child, Code::element_repeated, {child.name});
    if (found) rule = std::move(found);
  }
  if (!rule) in.report(criterion, Code::element_missing, {joined(rule_kinds())});
  return rule;
}

}  // namespace thuocdo
