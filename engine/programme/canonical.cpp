// The canonical text of a programme: what its digest is taken of. One line per value, "name=value", in the order of
// the decision; line ends and backslashes in values are escaped, so that no text can imitate another.
#include "programme/digest.h"
#include "programme/programme.h"

namespace thuocdo {
namespace {

class Lines {
 public:
  void put(std::string_view name, std::string_view value) {
    text_.append(name).append("=");
    for (char c : value) {
      if (c == '\n') {
        text_ += "\\n";
      } else if (c == '\\') {
        text_ += "\\\\";
      } else {
        text_ += c;
      }
    }
    text_ += '\n';
  }
  void put(std::string_view name, const Text& text) {
    put(std::string(name) + ".vi", text.vi);
    put(std::string(name) + ".en", text.en);
  }
  void put(std::string_view name, const Decimal& value) { put(name, value.text()); }
  void put(std::string_view name, const std::optional<Decimal>& value) {
    put(name, value ? value->text() : std::string("-"));
  }
  void put(std::string_view name, const Date& date) { put(name, iso_text(date)); }
  void put(std::string_view name, const std::optional<Date>& date) {
    put(name, date ? iso_text(*date) : std::string("-"));
  }
  void put_number(std::string_view name, int value) { put(name, std::to_string(value)); }
  void put_flag(std::string_view name, bool value) { put(name, value ? "yes" : "no"); }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

struct RuleLines {
  Lines& lines;

  void operator()(const YesNo& rule) const {
    lines.put("yes", rule.yes);
    lines.put("no", rule.no);
  }
  void operator()(const Choice& rule) const {
    for (const Level& level : rule.levels) {
      lines.put("level", level.id);
      lines.put("text", level.text);
      lines.put("points", level.points);
    }
  }
  void operator()(const Steps& rule) const {
    lines.put("unit", rule.unit);
    for (const Step& step : rule.steps) {
      lines.put("at", step.at);
      lines.put("points", step.points);
    }
    lines.put("below", rule.below);
  }
  void operator()(const CountPoints& rule) const {
    lines.put("unit", rule.unit);
    lines.put("each", rule.each);
    lines.put("cap", rule.cap);
  }
  void operator()(const RatioRule& rule) const {
    lines.put("a", rule.a);
    lines.put("b", rule.b);
    for (const Exception& exception : rule.exceptions) {
      lines.put("except", exception.id);
      lines.put("text", exception.text);
    }
    lines.put("part", rule.part);
    lines.put_flag("complement", rule.complement);
    lines.put("target", rule.target);
    lines.put("floor", rule.floor);
    lines.put("ceiling", rule.ceiling);
    lines.put_flag("whole", rule.whole);
    lines.put_number("zero-base", static_cast<int>(rule.zero_base));
    lines.put_number("excess", static_cast<int>(rule.excess));
  }
  void operator()(const Items& rule) const {
    for (const Item& item : rule.items) {
      lines.put("item", item.id);
      lines.put("text", item.text);
      lines.put("points", item.points);
      lines.put("cap", item.cap);
    }
    lines.put("items-cap", rule.cap);
  }
  void operator()(const Judged& rule) const { lines.put("step", rule.step); }
  void operator()(const Information& rule) const {
    lines.put("unit", rule.unit);
    lines.put_flag("numeric", rule.numeric);
  }
  void operator()(const DeadlineRule& rule) const {
    lines.put("event", rule.event);
    for (const DateStep& step : rule.steps) {
      lines.put("by", step.by);
      lines.put("points", step.points);
    }
    lines.put("late", rule.late);
    lines.put("never", rule.never);
    lines.put("not-before", rule.not_before);
    lines.put_flag("within-survey", rule.within_survey);
  }
  void operator()(const BestOf& rule) const {
    for (const Case& alternative : rule.cases) {
      lines.put("case", alternative.id);
      lines.put("text", alternative.text);
      lines.put("case-rule", kind(as_rule(alternative.rule)));
      std::visit(*this, alternative.rule);
    }
    lines.put("cases", std::to_string(rule.cases.size()));
  }
  void operator()(const FormulaRule& rule) const {
    for (const Variable& variable : rule.variables) {
      lines.put("variable", variable.name);
      lines.put("text", variable.text);
      lines.put_flag("whole", variable.whole);
    }
    for (const Branch& branch : rule.branches) {
      lines.put("branch", branch.id);
      lines.put("text", branch.text);
      lines.put("points", branch.points.text());
    }
    lines.put_flag("zero-divisor-is-zero", rule.zero_divisor_is_zero);
  }
  void operator()(const ConditionRule& rule) const { lines.put_flag("unmet-is-unranked", rule.unmet_is_unranked); }
  void operator()(const Normalised& rule) const {
    lines.put("against", rule.against == Normalised::Against::best ? "best" : "range");
    lines.put("a", rule.a);
    lines.put("b", rule.b);
    lines.put("part", rule.part);
    lines.put("reference", rule.reference);
    lines.put_flag("whole", rule.whole);
    lines.put_number("zero-base", static_cast<int>(rule.zero_base));
  }
  void operator()(const RollUp& rule) const {
    lines.put("tier-below", rule.tier);
    lines.put("of-criterion", rule.criterion);
    lines.put(rule.from_share ? "from-share" : "from", rule.from);
    lines.put("part", rule.part);
    lines.put_flag("absent-left-out", rule.absent_left_out);
  }
  void operator()(const Survey& rule) const {
    lines.put("survey", rule.text);
    lines.put("scale", rule.scale);
  }
};

void put_criterion(Lines& lines, const Criterion& criterion) {
  lines.put(criterion.is_group() ? "group" : "criterion", criterion.id);
  lines.put("number", criterion.number);
  lines.put_number("depth", criterion.depth);
  lines.put("name", criterion.name);
  lines.put("method", criterion.method);
  lines.put("note", criterion.note);
  lines.put("maximum", criterion.maximum);
  lines.put_flag("capped", criterion.capped);
  for (const Band& level : criterion.levels) {
    lines.put("points-level", level.id);
    lines.put("name", level.name);
    lines.put("from", level.from);
  }
  if (criterion.role != Role::counted) lines.put("role", role_text(criterion.role));
  if (!criterion.rule()) return;
  lines.put("provenance", provenance_text(criterion.provenance));
  lines.put("source", criterion.source);
  lines.put_flag("evidence-required", criterion.evidence_required);
  lines.put("evidence", criterion.evidence);
  lines.put_flag("reason-required", criterion.reason_required);
  lines.put("data-source", criterion.data_source);
  lines.put_flag("may-not-apply", criterion.may_not_apply);
  if (!criterion.supplied_by.empty()) {
    lines.put("supplied-by", criterion.supplied_by);
    lines.put_flag("sole", criterion.sole_supplier);
  }
  lines.put("rule", kind(*criterion.rule()));
  std::visit(RuleLines{lines}, *criterion.rule());
}

void put_stage(Lines& lines, std::string_view what, const Stage& stage) {
  lines.put(what, stage.key);
  lines.put("name", stage.name);
  lines.put("before", stage.before);
}

}  // namespace

std::string canonical_text(const Programme& programme) {
  Lines lines;
  lines.put("format", "1");
  lines.put("programme", programme.key);
  lines.put_number("year", programme.year);
  lines.put("round", programme.round);
  lines.put("version", programme.version);
  lines.put("title", programme.title);
  lines.put("province", programme.province);
  lines.put("authority", programme.authority);
  for (const Basis& basis : programme.basis) {
    lines.put("basis", basis.number);
    lines.put("date", basis.date);
    lines.put("text", basis.title);
  }
  lines.put_number("criterion-places", programme.criterion_places);
  lines.put_number("total-places", programme.total_places);
  if (programme.rounding_order) lines.put_number("rounding-order", static_cast<int>(*programme.rounding_order));
  lines.put_number("late", static_cast<int>(programme.late));
  lines.put_number("grace-working-days", programme.grace_working_days);
  if (programme.signature_required) lines.put("signature", "required");
  for (const Date& holiday : programme.holidays) lines.put("holiday", holiday);
  lines.put_number("not-applicable", static_cast<int>(programme.not_applicable));
  if (programme.ranking.stated) {
    lines.put("ranking-by", programme.ranking.by == RankBy::share ? "share" : "total");
    lines.put("scale", programme.ranking.scale);
    if (programme.ranking.missing_part == MissingPart::rescale) lines.put("missing-part", "rescale");
    for (const std::string& id : programme.ranking.tie_breaks) lines.put("tie-break", id);
  }
  for (const auto& [code, severity] : programme.severities) lines.put("check " + code, severity_text(severity));
  for (const Band& band : programme.bands) {
    lines.put("band", band.id);
    lines.put("name", band.name);
    lines.put("from", band.from);
  }
  for (const Stage& stage : programme.stages) put_stage(lines, "stage", stage);
  for (const Stage& round : programme.rounds_without_assessment) put_stage(lines, "round-without-assessment", round);
  for (const Heading& heading : programme.report_outline) {
    lines.put("heading", heading.number);
    lines.put_number("level", heading.level);
    lines.put("text", heading.text);
  }
  if (programme.approval) {
    lines.put("approval", programme.approval->symbol);
    lines.put("given", programme.approval->given);
    lines.put("issuer", programme.approval->issuer);
    lines.put("place", programme.approval->place);
  }
  for (const ReportSection& section : programme.general_report) {
    lines.put("section", section.heading.number);
    lines.put_number("level", section.heading.level);
    lines.put("text", section.heading.text);
    for (const ReportFigure& figure : section.figures) {
      lines.put("figure", kind_text(figure.kind));
      lines.put("text", figure.text);
      lines.put("unit", figure.unit);
      for (const ReportFigure::Part& part : figure.parts) {
        lines.put("of-tier", part.tier);
        lines.put("criterion", part.criterion);
        lines.put("field", part.field);
        lines.put("base", part.base);
        lines.put("answer", part.answer);
      }
    }
  }
  for (const Tier& tier : programme.tiers) {
    lines.put("tier", tier.key);
    lines.put("name", tier.name);
    lines.put("consolidated-by", tier.consolidated_by);
    lines.put("before", tier.before);
    lines.put("survey-from", tier.survey.from);
    lines.put("survey-to", tier.survey.to);
    lines.put("title", tier.set.title);
    if (tier.set.scale) lines.put("scale", *tier.set.scale);
    for (const Criterion& criterion : tier.set.criteria) put_criterion(lines, criterion);
  }
  return lines.take();
}

}  // namespace thuocdo
