// What a reader of single elements cannot see: rules against their maxima, steps against each other, rounding.
#include <algorithm>

#include "number/ratio.h"
#include "programme/deadline.h"
#include "programme/lint_parts.h"
#include "programme/programme.h"

namespace thuocdo {
namespace {

class Linter {
 public:
  Linter(const Tier& tier, int places, Findings& findings) : tier_(tier), places_(places), findings_(findings) {}

  void check(const Criterion& criterion) {
    current_ = &criterion;
    if (criterion.maximum.places() > places_) {
      const std::string places = std::to_string(places_);
      report(Code::maximum_too_fine, {{criterion.maximum.text(Notation::vietnamese), criterion.maximum.text()}, {places, places}});
    }
    check_levels(criterion);
    if (!criterion.rule()) return;
    std::visit([this](const auto& rule) { check_rule(rule); }, *criterion.rule());
    const bool without_points = !earns_points(*criterion.rule());
    if (without_points != criterion.maximum.is_zero()) {
      if (without_points) {
        impossible("maximum=" + criterion.maximum.text() + ", cần 0 cho thông tin và điều kiện không tính điểm",
                   "maximum=" + criterion.maximum.text() + ", expected 0 for information and conditions");
      } else {
        not_positive("maximum");
      }
      return;
    }
    const Decimal highest = highest_points(*criterion.rule(), criterion.maximum);
    const std::vector<Text> values = {{highest.text(Notation::vietnamese), highest.text()},
                                      {criterion.maximum.text(Notation::vietnamese), criterion.maximum.text()}};
    if (highest > criterion.maximum) report(Code::rule_exceeds, values);
    if (highest < criterion.maximum) report(Code::rule_unreachable, values);
  }

 private:
  void report(Code code, std::vector<Text> arguments) {
    Finding found = finding(code, arguments);
    found.about(current_->id).in_file(tier_.criteria_file).at_line(current_->line);
    findings_.push_back(std::move(found));
  }
  void not_monotone(const std::string& what) { report(Code::rule_not_monotone, {{what, what}}); }
  void not_positive(const std::string& what) { impossible(what + "=0, cần lớn hơn 0", what + "=0, expected more than 0"); }
  void impossible(const std::string& vi, const std::string& en) { report(Code::rule_impossible, {{vi, en}}); }

  void check_ids(const std::vector<std::string>& ids) {
    for (auto id = ids.begin(); id != ids.end(); ++id) {
      if (std::find(ids.begin(), id, *id) != id) report(Code::id_duplicate, {{*id, *id}});
    }
  }

  void check_levels(const Criterion& criterion) {
    for (std::size_t i = 0; i < criterion.levels.size(); ++i) {
      const Band& level = criterion.levels[i];
      const auto wrong = [&](const Text& why) {
        report(Code::level_impossible, {{criterion.id, {}}, level.name, why});
      };
      const Decimal from = level.from.value_or(Decimal());
      if (criterion.role == Role::deduction) wrong({"nhóm điểm trừ không xếp mức", "deductions have no levels"});
      if (from > criterion.maximum) {
        wrong({from.text(Notation::vietnamese) + " điểm cao hơn điểm tối đa " + criterion.maximum.text(Notation::vietnamese),
               from.text() + " points are more than the maximum of " + criterion.maximum.text()});
      }
      if (from.places() > places_) {
        wrong({from.text(Notation::vietnamese) + " có nhiều chữ số thập phân hơn điểm được làm tròn", from.text() + " is finer than points are rounded to"});
      }
      for (std::size_t j = 0; j < i; ++j) {
        if (criterion.levels[j].id == level.id) report(Code::id_duplicate, {{level.id, {}}});
      }
      if (i > 0 && from >= criterion.levels[i - 1].from.value_or(Decimal())) {
        wrong({"các mức phải giảm dần và không trùng nhau", "levels must go down and not repeat"});
      }
    }
  }

  void check_rule(const YesNo& rule) {
    if (rule.yes == rule.no) impossible("“Có” và “Không” phải khác điểm nhau", "yes and no must give different points");
  }
  void check_rule(const Choice& rule) {
    if (rule.levels.size() < 2) impossible("cần ít nhất hai mức", "at least two levels are needed");
    for (std::size_t i = 1; i < rule.levels.size(); ++i) {
      if (rule.levels[i].points > rule.levels[i - 1].points) not_monotone(rule.levels[i].id);
      for (std::size_t j = 0; j < i; ++j) {
        if (rule.levels[i].id == rule.levels[j].id || rule.levels[i].text.vi == rule.levels[j].text.vi) {
          report(Code::id_duplicate, {{rule.levels[i].id, rule.levels[i].id}});
        }
      }
    }
  }
  void check_rule(const Steps& rule) {
    if (rule.steps.empty()) impossible("chưa có bậc nào", "there is no step");
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
      const Step& step = rule.steps[i];
      if (!step.at.is_whole()) impossible("at=" + step.at.text() + ", cần số nguyên", "at=" + step.at.text() + ", expected a whole number");
      const Decimal next = i + 1 < rule.steps.size() ? rule.steps[i + 1].points : rule.below;
      if (step.points <= next) not_monotone("points=" + step.points.text());
      if (i + 1 < rule.steps.size() && step.at <= rule.steps[i + 1].at) not_monotone("at=" + step.at.text());
    }
    if (!rule.steps.empty() && rule.steps.back().at.is_zero()) not_positive("at");
  }
  void check_rule(const CountPoints& rule) {
    if (rule.each.is_zero()) not_positive("each");
  }
  void check_rule(const RatioRule& rule) {
    if (current_->data_source.empty() && current_->supplied_by.empty()) report(Code::ratio_without_source, {{current_->id, {}}, rule.b});
    const Decimal one(1);
    if (rule.target && (rule.target->is_zero() || *rule.target > one)) impossible("target: 0 < target ≤ 1", "target: 0 < target ≤ 1");
    if (rule.floor.has_value() != rule.ceiling.has_value()) impossible("floor và ceiling phải đi cùng nhau", "floor and ceiling go together");
    if (rule.floor && rule.ceiling && (*rule.floor >= *rule.ceiling || *rule.ceiling > one)) {
      impossible("0 ≤ floor < ceiling ≤ 1", "0 ≤ floor < ceiling ≤ 1");
    }
    if (rule.target && rule.floor) impossible("chỉ dùng target, hoặc floor và ceiling", "use either target, or floor and ceiling");
    if (rule.part.is_zero()) not_positive("part");
    std::vector<std::string> ids;
    for (const Exception& exception : rule.exceptions) ids.push_back(exception.id);
    check_ids(ids);
  }
  void check_rule(const Items& rule) {
    if (rule.items.empty()) impossible("chưa có nội dung nào", "there is no item");
    for (std::size_t i = 0; i < rule.items.size(); ++i) {
      if (rule.items[i].points.is_zero()) not_positive(rule.items[i].id + ": points");
      for (std::size_t j = 0; j < i; ++j) {
        if (rule.items[i].id == rule.items[j].id) report(Code::id_duplicate, {{rule.items[i].id, rule.items[i].id}});
      }
    }
  }
  void check_rule(const Judged& rule) {
    if (!rule.step) return;
    const auto steps = rule.step->is_zero() ? std::nullopt : (Ratio(current_->maximum) / Ratio(*rule.step)).exact();
    if (!steps || !steps->is_whole()) {
      impossible("step=" + rule.step->text() + ", cần bước chia hết điểm tối đa " + current_->maximum.text(),
                 "step=" + rule.step->text() + ", expected a step that divides the maximum " + current_->maximum.text());
    }
  }
  void check_rule(const Information&) {}
  void check_rule(const Normalised& rule) {
    if (current_->data_source.empty() && current_->supplied_by.empty() && !rule.b.empty()) {
      report(Code::ratio_without_source, {{current_->id, {}}, rule.b});
    }
    if (rule.part.is_zero()) not_positive("part");
    if (rule.reference && rule.reference->is_zero()) not_positive("reference");
    if (rule.reference && rule.against == Normalised::Against::range) {
      impossible("reference chỉ dùng với against=\"best\"", "reference goes with against=\"best\" only");
    }
    if (rule.b.empty() && rule.zero_base != Outcome::refuse) impossible("zero-base cần có b", "zero-base needs b");
  }
  void check_rule(const RollUp& rule) {
    if (rule.part.is_zero()) not_positive("part");
    if (rule.from.is_zero()) not_positive(rule.from_share ? "from-share" : "from");
    if (rule.from_share && rule.from > Decimal(1)) impossible("from-share: 0 < from-share ≤ 1", "from-share: 0 < from-share ≤ 1");
  }
  void check_rule(const Survey& rule) {
    if (rule.scale.is_zero()) not_positive("scale");
  }
  void check_rule(const DeadlineRule& rule) {
    const auto first_day = rule.first_day();
    const auto last_day = rule.last_day();
    if (rule.steps.empty()) impossible("chưa có mốc ngày nào", "there is no step");
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
      const DateStep& step = rule.steps[i];
      const std::string by = "by=" + iso_text(step.by);
      const bool last = i + 1 == rule.steps.size();
      if (step.points <= (last ? rule.late : rule.steps[i + 1].points)) not_monotone("points=" + step.points.text());
      if (!last && step.by >= rule.steps[i + 1].by) not_monotone(by);
      if ((first_day && step.by < *first_day) || (last_day && step.by > *last_day)) {
        impossible(by + " nằm ngoài thời gian được tính", by + " lies outside the window of dates");
      }
    }
    if (rule.late < rule.never) not_monotone("late=" + rule.late.text());
    if (first_day && last_day && *first_day > *last_day) {
      impossible("not-before sau thời gian khảo sát", "not-before lies after the survey");
    }
  }

  void check_rule(const BestOf& rule) {
    if (rule.cases.size() < 2) impossible("cần ít nhất hai trường hợp", "at least two cases are needed");
    std::vector<std::string> ids;
    for (const Case& alternative : rule.cases) {
      ids.push_back(alternative.id);
      std::visit([this](const auto& inner) { check_rule(inner); }, alternative.rule);
    }
    check_ids(ids);
  }
  void check_rule(const FormulaRule& rule) {
    if (rule.branches.empty()) impossible("chưa có công thức nào", "there is no branch");
    std::vector<std::string> ids;
    std::vector<std::string> texts;  // what people choose by
    for (const Branch& branch : rule.branches) {
      ids.push_back(branch.id);
      if (!branch.text.empty()) texts.push_back(branch.text.vi);
      if (branch.points.is_constant()) check_constant(branch);
    }
    check_ids(ids);
    check_ids(texts);
    ids.clear();
    for (std::size_t i = 0; i < rule.variables.size(); ++i) {
      const std::string& name = rule.variables[i].name;
      ids.push_back(name);
      const bool used = std::any_of(rule.branches.begin(), rule.branches.end(), [&](const Branch& branch) { return branch.points.uses(i); });
      if (!used) impossible("biến " + name + " không được dùng trong công thức nào", "no branch uses the variable " + name);
    }
    check_ids(ids);
  }
  void check_constant(const Branch& branch) {
    const Expression::Value value = branch.points.value({}, current_->maximum);
    if (!value.divisor.empty()) {
      impossible(branch.id + ": chia cho " + value.divisor + ", là 0", branch.id + ": it divides by " + value.divisor + ", which is 0");
    } else if (value.number.overflowed() || value.number.is_negative()) {
      impossible(branch.id + ": kết quả âm hoặc quá lớn", branch.id + ": the result is negative or too large");
    }
  }
  void check_rule(const ConditionRule&) {}

  const Tier& tier_;
  int places_;
  Findings& findings_;
  const Criterion* current_ = nullptr;
};

// Whether units of one tier can be compared, and what parts them where they are equal.
void check_ranking(const Programme& programme, Findings& findings) {
  for (const std::string& id : programme.ranking.tie_breaks) {
    bool known = false;
    for (const Tier& tier : programme.tiers) known |= tier.set.find(id) != nullptr;
    if (!known) findings.push_back(finding(Code::tie_break_unknown, {id}).in_file("programme.xml").at_line(0, "/programme/ranking[1]"));
  }
  if (programme.ranking.by != RankBy::total || programme.not_applicable != NotApplicablePolicy::remove) return;
  for (const Tier& tier : programme.tiers) {
    const auto may_not_apply = std::count_if(tier.set.criteria.begin(), tier.set.criteria.end(),
                                             [](const Criterion& criterion) { return criterion.may_not_apply; });
    if (may_not_apply == 0) continue;
    findings.push_back(finding(Code::ranking_total_not_comparable, {tier.key, std::to_string(may_not_apply)}).in_file("programme.xml"));
  }
}

// What a roll-up counts must be there, and be known before it.
void check_roll_up(const Programme& programme, const Tier& tier, const Criterion& criterion, Findings& findings) {
  const auto* rule = criterion.rule() ? std::get_if<RollUp>(&*criterion.rule()) : nullptr;
  if (!rule) return;
  const auto report = [&](Code code, std::vector<Text> arguments) {
    arguments.insert(arguments.begin(), Text{criterion.id, {}});
    findings.push_back(finding(code, arguments).about(criterion.id).in_file(tier.criteria_file).at_line(criterion.line));
  };
  const Tier* below = programme.tier(rule->tier);
  if (!below || below->consolidated_by != tier.key) return report(Code::roll_up_tier, {{rule->tier, {}}, {tier.key, {}}});
  const Criterion* counted = rule->criterion.empty() ? nullptr : below->set.find(rule->criterion);
  if (!counted && !rule->criterion.empty()) return report(Code::roll_up_criterion, {{rule->criterion, {}}, {below->key, {}}});
  const Decimal& most = counted ? counted->maximum : below->set.maximum;
  if (!rule->from_share && rule->from > most) {
    report(Code::roll_up_unreachable, {{rule->from.text(Notation::vietnamese), rule->from.text()}, {most.text(Notation::vietnamese), most.text()}});
  }
  const bool counts_any = std::any_of(programme.units.begin(), programme.units.end(), [&](const Unit& unit) {
    const Unit* above = programme.unit(unit.parent);
    return unit.tier == below->key && above && above->tier == tier.key;
  });
  if (!counts_any) report(Code::criterion_unanswerable, {{tier.key, {}}});
  for (const Criterion& one : below->set.criteria) {
    if (!one.rule() || !std::holds_alternative<RollUp>(*one.rule())) continue;
    if (!counted || &one == counted || below->set.is_within(one, *counted)) return report(Code::roll_up_of_roll_up, {{one.id, {}}, {below->key, {}}});
  }
}

// What the general report asks for must be there to be asked.
void check_general_report(const Programme& programme, Findings& findings) {
  const auto is_number = [](const Criterion& criterion, const std::string& name) {
    return std::any_of(criterion.fields().begin(), criterion.fields().end(), [&](const Field& field) {
      return field.name == name && (field.type == FieldType::count || field.type == FieldType::number || field.type == FieldType::points);
    });
  };
  const auto has_option = [](const Criterion& criterion, const std::string& name, const std::string& id) {
    return std::any_of(criterion.fields().begin(), criterion.fields().end(), [&](const Field& field) {
      return field.name == name && std::any_of(field.options.begin(), field.options.end(), [&](const Option& option) { return option.id == id; });
    });
  };
  for (const ReportSection& section : programme.general_report) {
    for (const ReportFigure& figure : section.figures) {
      for (const ReportFigure::Part& part : figure.parts) {
        const auto report = [&](const Text& what) {
          findings.push_back(finding(Code::report_figure, std::vector<Text>{figure.text, what}).in_file("programme.xml").at_line(0, "/programme/general-report[1]"));
        };
        const Tier* tier = programme.tier(part.tier);
        const Criterion* criterion = tier ? tier->set.find(part.criterion) : nullptr;
        if (!tier) {
          report({"không có cấp " + part.tier, "there is no tier " + part.tier});
        } else if (!criterion || (criterion->is_group() && figure.kind != ReportFigure::Kind::full)) {
          report({"cấp " + part.tier + " không có tiêu chí " + part.criterion, "tier " + part.tier + " has no criterion " + part.criterion});
        } else if (figure.kind == ReportFigure::Kind::full && criterion->maximum.is_zero()) {
          report({"tiêu chí " + part.criterion + " không có điểm", "criterion " + part.criterion + " has no points"});
        } else if (figure.kind == ReportFigure::Kind::units && !has_option(*criterion, part.field, part.answer)) {
          report({"tiêu chí " + part.criterion + " không có câu trả lời " + part.answer + " ở mục " + part.field,
                  "criterion " + part.criterion + " has no answer " + part.answer + " in field " + part.field});
        } else if (figure.kind == ReportFigure::Kind::sum || figure.kind == ReportFigure::Kind::ratio) {
          for (const std::string& name : {part.field, part.base}) {
            if (name.empty() || is_number(*criterion, name)) continue;
            report({"tiêu chí " + part.criterion + " không có mục " + name + " là số", "criterion " + part.criterion + " has no number in field " + name});
          }
        }
      }
    }
  }
  if (!programme.approval || programme.approval->given.empty()) return;
  const bool known = std::any_of(programme.basis.begin(), programme.basis.end(), [&](const Basis& basis) { return basis.number == programme.approval->given; });
  if (!known) findings.push_back(finding(Code::value_invalid, {"given", programme.approval->given, "basis number"}).in_file("programme.xml").at_line(0, "/programme/approval[1]"));
}

Text shown(const Date& date) { return {date_text(date, Language::vietnamese), date_text(date, Language::english)}; }

// Dates that cannot all be right, and a last day on which no office is open.
void check_dates(const Programme& programme, const Tier& tier, Findings& findings) {
  const auto report = [&](Code code, std::vector<Text> arguments) {
    arguments.insert(arguments.begin(), Text{tier.key, {}});
    findings.push_back(finding(code, arguments).in_file("programme.xml"));
  };
  if (!tier.before.ok() || !tier.survey.from.ok() || !tier.survey.to.ok()) return;  // told by the reader
  const Text due{"hạn nộp " + date_text(tier.before, Language::vietnamese), "the date " + date_text(tier.before, Language::english)};
  if (tier.before <= tier.survey.from) {
    report(Code::dates_disordered, {due, {"ngày đầu kỳ số liệu " + shown(tier.survey.from).vi, "the first day of the figures, " + shown(tier.survey.from).en}});
  } else if (tier.before <= tier.survey.to) {
    report(Code::deadline_before_survey_ends, {shown(tier.before), shown(tier.survey.to)});
  }
  const int year = static_cast<int>(tier.before.year());
  if (year < programme.year || year > programme.year + 1) {
    const std::string named = std::to_string(programme.year);
    report(Code::dates_disordered, {due, {"năm đánh giá " + named, "the year of assessment, " + named}});
  }
  const Date last = last_days(programme, tier).in_time;
  if (!is_working_day(last, programme.holidays)) report(Code::deadline_not_working_day, {shown(last)});
}

}  // namespace

Findings lint(const Programme& programme) {
  Findings findings;
  if (!programme.rounds_sums_only() && programme.total_places < programme.criterion_places) {
    findings.push_back(finding(Code::rounded_twice, {std::to_string(programme.total_places), std::to_string(programme.criterion_places)})
                           .in_file("programme.xml")
                           .at_line(0, "/programme/rounding[1]"));
  }
  check_ranking(programme, findings);
  lint_ranges(programme, findings);
  check_general_report(programme, findings);
  for (const Tier& tier : programme.tiers) {
    check_dates(programme, tier, findings);
    const auto is_of_tier = [&](const Unit& unit) { return unit.tier == tier.key; };
    if (!programme.units.empty() && std::none_of(programme.units.begin(), programme.units.end(), is_of_tier)) {
      findings.push_back(finding(Code::tier_without_units, {tier.key}).in_file("units.csv"));
    }
    Linter linter(tier, programme.criterion_places, findings);
    if (tier.set.scale && *tier.set.scale != tier.set.maximum) {
      const auto text = [](const Decimal& value) { return Text{value.text(Notation::vietnamese), value.text()}; };
      findings.push_back(finding(Code::scale_differs, std::vector<Text>{{tier.key, {}}, text(tier.set.maximum), text(*tier.set.scale)})
                             .in_file(tier.criteria_file));
    }
    int published = 0;
    int drafted = 0;
    for (const Criterion& criterion : tier.set.criteria) {
      linter.check(criterion);
      check_roll_up(programme, tier, criterion, findings);
      if (!criterion.rule()) continue;
      published += criterion.provenance == Provenance::published;
      drafted += criterion.provenance == Provenance::drafted;
    }
    lint_denominators(tier, findings);
    lint_wording(tier, findings);
    if (published + drafted > 0) {
      findings.push_back(finding(Code::set_not_official, {tier.key, std::to_string(published), std::to_string(drafted)})
                             .in_file(tier.criteria_file));
    }
  }
  // What makes a programme unusable stays so; of the rest its authority decides how much it matters.
  for (Finding& found : findings) {
    if (found.severity != Severity::blocking) found.severity = programme.severity_of(found);
  }
  return findings;
}

}  // namespace thuocdo
