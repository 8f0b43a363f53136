#include "programme/rule.h"

#include <algorithm>
#include <array>

namespace thuocdo {
namespace {

struct KindName {
  std::string_view name;
  Text label;
};

// In the order of Rule.
const std::array<KindName, std::variant_size_v<Rule>>& kind_names() {
  static const std::array<KindName, std::variant_size_v<Rule>> names = {{
      {"yes-no", {"Có/Không", "Yes or no"}},
      {"choice", {"Chọn mức", "Choice of levels"}},
      {"steps", {"Bậc theo số lượng", "Steps over a count"}},
      {"count", {"Số lượng × điểm", "Count × points"}},
      {"ratio", {"Tỷ lệ a/b", "Ratio a/b"}},
      {"items", {"Cộng các nội dung", "Sum of items"}},
      {"judged", {"Chấm từ 0 đến tối đa", "Judged points"}},
      {"information", {"Thông tin, không tính điểm", "Information only"}},
      {"deadline", {"Thời hạn", "Deadline"}},
      {"best", {"Trường hợp cao điểm nhất", "Best of several cases"}},
      {"formula", {"Công thức", "Formula"}},
      {"condition", {"Điều kiện bắt buộc", "Mandatory condition"}},
      {"survey", {"Khảo sát", "Survey"}},
      {"normalised", {"So với các đơn vị cùng cấp", "Compared within the tier"}},
      {"roll-up", {"Tỷ lệ đơn vị trực thuộc đạt", "Share of the units below"}},
  }};
  return names;
}

}  // namespace

std::optional<Date> DeadlineRule::first_day() const {
  if (!survey) return not_before;
  return not_before ? std::max(*not_before, survey->from) : survey->from;
}

std::optional<Date> DeadlineRule::last_day() const {
  if (!survey) return std::nullopt;
  return survey->to;
}

std::string_view kind(const Rule& rule) { return kind_names()[rule.index()].name; }

Text kind_label(const Rule& rule) { return kind_names()[rule.index()].label; }

const std::vector<std::string_view>& rule_kinds() {
  static const std::vector<std::string_view> kinds = [] {
    std::vector<std::string_view> names;
    for (const KindName& known : kind_names()) names.push_back(known.name);
    return names;
  }();
  return kinds;
}

Rule as_rule(const SimpleRule& rule) {
  return std::visit([](const auto& kind) -> Rule { return kind; }, rule);
}

bool earns_points(const Rule& rule) {
  return !std::holds_alternative<Information>(rule) && !std::holds_alternative<ConditionRule>(rule);
}

Rule with_survey(Rule rule, const Period& survey) {
  const auto fill = [&](DeadlineRule* deadline) {
    if (deadline && deadline->within_survey) deadline->survey = survey;
  };
  fill(std::get_if<DeadlineRule>(&rule));
  if (auto* best = std::get_if<BestOf>(&rule)) {
    for (Case& alternative : best->cases) fill(std::get_if<DeadlineRule>(&alternative.rule));
  }
  return rule;
}

const std::vector<Option>& yes_no_options() {
  static const std::vector<Option> options = {{"co", {"Có", "Yes"}}, {"khong", {"Không", "No"}}};
  return options;
}

const Option& not_done_option() {
  static const Option option = {"khong", {"Không thực hiện", "Not done"}};
  return option;
}

Text units_below(const RollUp& rule) {
  const std::string& vi = rule.tier_name.vi.empty() ? rule.tier : rule.tier_name.vi;
  const std::string& en = rule.tier_name.empty() ? rule.tier : rule.tier_name.in(Language::english);
  return {"đơn vị trực thuộc (" + vi + ")", "the units below (" + en + ")"};
}

namespace {

// What is asked for, by kind; a forgotten kind does not compile.
struct FieldMaker {
  const Decimal& maximum;
  const Text answer{"Trả lời", "Answer"};

  std::vector<Field> operator()(const YesNo&) const {
    return {{"value", FieldType::yes_no, answer, yes_no_options(), std::nullopt}};
  }
  std::vector<Field> operator()(const Choice& choice) const {
    std::vector<Option> options;
    for (const Level& level : choice.levels) options.push_back({level.id, level.text});
    return {{"value", FieldType::level, answer, std::move(options), std::nullopt}};
  }
  std::vector<Field> operator()(const Steps& steps) const {
    return {{"value", FieldType::count,
             {"Số " + steps.unit.vi, "Number of " + steps.unit.in(Language::english)}, {}, std::nullopt}};
  }
  std::vector<Field> operator()(const CountPoints& count) const {
    return {{"value", FieldType::count,
             {"Số " + count.unit.vi, "Number of " + count.unit.in(Language::english)}, {}, std::nullopt}};
  }
  std::vector<Field> operator()(const RatioRule& ratio) const {
    const FieldType type = ratio.whole ? FieldType::count : FieldType::number;
    std::vector<Field> result = {
        {"a", type, {"Tử số: " + ratio.a.vi, "Numerator: " + ratio.a.in(Language::english)}, {}, std::nullopt},
        {"b", type, {"Mẫu số: " + ratio.b.vi, "Denominator: " + ratio.b.in(Language::english)}, {}, std::nullopt}};
    for (const Exception& exception : ratio.exceptions) {
      const Text& text = exception.text;
      result.push_back({"except:" + exception.id, type, {"Trừ " + text.vi, "Less " + text.in(Language::english)}, {}, std::nullopt});
    }
    return result;
  }
  std::vector<Field> operator()(const Items& items) const {
    std::vector<Field> result;
    for (const Item& item : items.items) {
      Field field{"item:" + item.id, FieldType::count, item.text, {}, std::nullopt};
      if (!item.cap) {
        field.type = FieldType::yes_no;
        field.options = yes_no_options();
      }
      result.push_back(std::move(field));
    }
    return result;
  }
  std::vector<Field> operator()(const Judged&) const {
    return {{"value", FieldType::points, {"Điểm đề nghị", "Proposed points"}, {}, maximum}};
  }
  std::vector<Field> operator()(const Information& information) const {
    return {{"value", information.numeric ? FieldType::number : FieldType::text,
             {"Thông tin: " + information.unit.vi, "Information: " + information.unit.in(Language::english)}, {}, std::nullopt}};
  }
  std::vector<Field> operator()(const DeadlineRule& deadline) const {
    return {{"value", FieldType::date,
             {"Ngày " + deadline.event.vi, "Date of " + deadline.event.in(Language::english)},
             {not_done_option()}, std::nullopt}};
  }
  std::vector<Field> operator()(const BestOf& best) const {
    std::vector<Field> result;
    for (const Case& alternative : best.cases) {
      for (Field& field : std::visit(*this, alternative.rule)) {
        const Text& text = alternative.text;
        // "Trả lời" alone says nothing beside the case.
        field.label = field.label == answer ? text
                                            : Text{text.vi + " – " + field.label.vi,
                                                   text.in(Language::english) + " – " + field.label.in(Language::english)};
        field.name = alternative.id + ":" + field.name;
        result.push_back(std::move(field));
      }
    }
    return result;
  }
  std::vector<Field> operator()(const FormulaRule& formula) const {
    std::vector<Field> result;
    if (formula.branches.size() > 1) {
      Field branch{"branch", FieldType::level, {"Trường hợp", "Case"}, {}, std::nullopt};
      for (const Branch& known : formula.branches) branch.options.push_back({known.id, known.text});
      result.push_back(std::move(branch));
    }
    for (const Variable& variable : formula.variables) {
      result.push_back({"var:" + variable.name, variable.whole ? FieldType::count : FieldType::number,
                        {variable.name + ": " + variable.text.vi, variable.name + ": " + variable.text.in(Language::english)},
                        {}, std::nullopt});
    }
    return result;
  }
  std::vector<Field> operator()(const ConditionRule&) const {
    return {{"value", FieldType::yes_no, {"Đáp ứng", "Met"}, yes_no_options(), std::nullopt}};
  }
  std::vector<Field> operator()(const Survey& survey) const {
    return {{"value", FieldType::number,
             {"Kết quả khảo sát: " + survey.text.vi, "Result of the survey: " + survey.text.in(Language::english)}, {}, survey.scale}};
  }
  std::vector<Field> operator()(const Normalised& compared) const {
    const FieldType type = compared.whole ? FieldType::count : FieldType::number;
    std::vector<Field> result = {{"a", type, compared.a, {}, std::nullopt}};
    if (!compared.b.empty()) result.push_back({"b", type, compared.b, {}, std::nullopt});
    return result;
  }
  std::vector<Field> operator()(const RollUp& roll_up) const {
    const Text units = units_below(roll_up);
    return {{"a", FieldType::count, {"Số " + units.vi + " đạt", "Of " + units.en + ", those that reach it"}, {}, std::nullopt},
            {"b", FieldType::count, {"Tổng số " + units.vi, "All of " + units.en}, {}, std::nullopt}};
  }
};

struct HighestPoints {
  const Decimal& maximum;

  Decimal operator()(const YesNo& yes_no) const { return std::max(yes_no.yes, yes_no.no); }
  Decimal operator()(const Choice& choice) const {
    Decimal highest;
    for (const Level& level : choice.levels) highest = std::max(highest, level.points);
    return highest;
  }
  Decimal operator()(const Steps& steps) const { return steps.steps.empty() ? steps.below : std::max(steps.below, steps.steps.front().points); }
  Decimal operator()(const CountPoints& count) const { return count.cap; }
  Decimal operator()(const RatioRule& ratio) const { return ratio.part; }
  Decimal operator()(const Items& items) const {
    Decimal sum;
    for (const Item& item : items.items) {
      const auto next = add(sum, item.cap ? *item.cap : item.points);
      if (!next) return items.cap;
      sum = *next;
    }
    return std::min(sum, items.cap);
  }
  Decimal operator()(const Judged&) const { return maximum; }
  Decimal operator()(const Information&) const { return Decimal(); }
  Decimal operator()(const DeadlineRule& deadline) const {
    Decimal highest = std::max(deadline.late, deadline.never);
    for (const DateStep& step : deadline.steps) highest = std::max(highest, step.points);
    return highest;
  }
  Decimal operator()(const BestOf& best) const {
    Decimal highest;
    for (const Case& alternative : best.cases) highest = std::max(highest, std::visit(*this, alternative.rule));
    return highest;
  }
  // What a formula with variables can reach is not known; its points are cut at the maximum.
  Decimal operator()(const FormulaRule& formula) const {
    Decimal highest;
    for (const Branch& branch : formula.branches) {
      if (!branch.points.is_constant()) return maximum;
      const auto points = branch.points.value({}, maximum).number.exact();
      highest = std::max(highest, points.value_or(maximum));
    }
    return highest;
  }
  Decimal operator()(const ConditionRule&) const { return Decimal(); }
  Decimal operator()(const Survey&) const { return maximum; }
  Decimal operator()(const Normalised& compared) const { return compared.part; }
  Decimal operator()(const RollUp& roll_up) const { return roll_up.part; }
};

}  // namespace

std::vector<Field> fields(const Rule& rule, const Decimal& maximum) { return std::visit(FieldMaker{maximum}, rule); }

Decimal highest_points(const Rule& rule, const Decimal& maximum) { return std::visit(HighestPoints{maximum}, rule); }

}  // namespace thuocdo
