#include "programme/rule_writer.h"

#include "programme/definition_writer.h"

namespace thuocdo {
namespace {

constexpr std::string_view outcome_words[] = {"refuse", "zero", "full", "not-applicable"};

// One call for each kind; a forgotten kind does not compile.
struct RuleWriter {
  XmlText& xml;
  const Decimal& maximum;

  void operator()(const YesNo& rule) const {
    xml.attribute("yes", rule.yes);
    if (!rule.no.is_zero()) xml.attribute("no", rule.no);
  }
  void operator()(const Choice& rule) const {
    for (const Level& level : rule.levels) {
      xml.open("level");
      xml.attribute("id", level.id);
      xml.attribute("points", level.points);
      xml.words(level.text);
      xml.close();
    }
  }
  void operator()(const Steps& rule) const {
    if (!rule.below.is_zero()) xml.attribute("below", rule.below);
    xml.child_words("unit", rule.unit);
    for (const Step& step : rule.steps) {
      xml.open("step");
      xml.attribute("at", step.at);
      xml.attribute("points", step.points);
      xml.close();
    }
  }
  void operator()(const CountPoints& rule) const {
    xml.attribute("each", rule.each);
    if (rule.cap != maximum) xml.attribute("cap", rule.cap);
    xml.child_words("unit", rule.unit);
  }
  void operator()(const RatioRule& rule) const {
    if (rule.part != maximum) xml.attribute("part", rule.part);
    xml.attribute_if(rule.complement, "complement", "yes");
    xml.attribute("target", rule.target);
    xml.attribute("floor", rule.floor);
    xml.attribute("ceiling", rule.ceiling);
    xml.attribute_if(!rule.whole, "whole", "no");
    xml.attribute_if(rule.zero_base != Outcome::refuse, "zero-base", outcome_words[static_cast<int>(rule.zero_base)]);
    xml.attribute_if(rule.excess != Outcome::refuse, "excess", outcome_words[static_cast<int>(rule.excess)]);
    xml.child_words("a", rule.a);
    xml.child_words("b", rule.b);
    for (const Exception& exception : rule.exceptions) {
      xml.open("except");
      xml.attribute("id", exception.id);
      xml.words(exception.text);
      xml.close();
    }
  }
  void operator()(const Items& rule) const {
    if (rule.cap != maximum) xml.attribute("cap", rule.cap);
    for (const Item& item : rule.items) {
      xml.open("item");
      xml.attribute("id", item.id);
      xml.attribute("points", item.points);
      xml.attribute_if(item.cap.has_value(), "counted", "yes");
      xml.attribute("cap", item.cap);
      xml.words(item.text);
      xml.close();
    }
  }
  void operator()(const Judged& rule) const { xml.attribute("step", rule.step); }
  void operator()(const Information& rule) const {
    xml.attribute_if(rule.numeric, "numeric", "yes");
    xml.child_words("unit", rule.unit);
  }
  void operator()(const DeadlineRule& rule) const {
    if (!rule.late.is_zero()) xml.attribute("late", rule.late);
    if (!rule.never.is_zero()) xml.attribute("never", rule.never);
    if (rule.not_before) xml.attribute("not-before", iso_text(*rule.not_before));
    xml.attribute_if(rule.within_survey, "within-survey", "yes");
    xml.child_words("event", rule.event);
    for (const DateStep& step : rule.steps) {
      xml.open("step");
      xml.attribute("by", iso_text(step.by));
      xml.attribute("points", step.points);
      xml.close();
    }
  }
  void operator()(const BestOf& rule) const {
    for (const Case& alternative : rule.cases) {
      xml.open("case");
      xml.attribute("id", alternative.id);
      xml.words(alternative.text);
      xml.open(kind(as_rule(alternative.rule)));
      std::visit(*this, alternative.rule);
      xml.close();
      xml.close();
    }
  }
  void operator()(const FormulaRule& rule) const {
    xml.attribute_if(rule.zero_divisor_is_zero, "zero-base", "zero");
    for (const Variable& variable : rule.variables) {
      xml.open("variable");
      xml.attribute("name", variable.name);
      xml.attribute_if(variable.whole, "whole", "yes");
      xml.words(variable.text);
      xml.close();
    }
    for (const Branch& branch : rule.branches) {
      xml.open("branch");
      xml.attribute("id", branch.id);
      xml.attribute("points", branch.points.text());
      if (!branch.text.empty()) xml.words(branch.text);
      xml.close();
    }
  }
  void operator()(const ConditionRule& rule) const {
    xml.attribute("unmet", rule.unmet_is_unranked ? "not-ranked" : "report");
  }
  void operator()(const Normalised& rule) const {
    xml.attribute("against", rule.against == Normalised::Against::best ? "best" : "range");
    if (rule.part != maximum) xml.attribute("part", rule.part);
    xml.attribute("reference", rule.reference);
    xml.attribute_if(!rule.whole, "whole", "no");
    xml.attribute_if(rule.zero_base != Outcome::refuse, "zero-base", outcome_words[static_cast<int>(rule.zero_base)]);
    xml.child_words("a", rule.a);
    xml.child_words("b", rule.b);
  }
  void operator()(const RollUp& rule) const {
    xml.attribute("tier", rule.tier);
    xml.attribute_if(!rule.criterion.empty(), "criterion", rule.criterion);
    xml.attribute(rule.from_share ? "from-share" : "from", rule.from);
    if (rule.part != maximum) xml.attribute("part", rule.part);
    xml.attribute_if(rule.absent_left_out, "absent", "left-out");
  }
  void operator()(const Survey& rule) const {
    xml.attribute("scale", rule.scale);
    xml.words(rule.text);
  }
};

}  // namespace

void write_rule(XmlText& xml, const Rule& rule, const Decimal& maximum) {
  xml.open(kind(rule));
  std::visit(RuleWriter{xml, maximum}, rule);
  xml.close();
}

std::string rule_xml(const Rule& rule, const Decimal& maximum) {
  XmlText xml(true);
  write_rule(xml, rule, maximum);
  return xml.take();
}

}  // namespace thuocdo
