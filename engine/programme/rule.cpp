#include "programme/rule.h"

#include <algorithm>
#include <array>

#include "programme/overload.h"

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

Rule with_survey(Rule rule, const Period& survey) {
  auto* deadline = std::get_if<DeadlineRule>(&rule);
  if (deadline && deadline->within_survey) deadline->survey = survey;
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

std::vector<Field> fields(const Rule& rule, const Decimal& maximum) {
  const Text answer{"Trả lời", "Answer"};
  return std::visit(
      Overload{
          [&](const YesNo&) -> std::vector<Field> {
            return {{"value", FieldType::yes_no, answer, yes_no_options(), std::nullopt}};
          },
          [&](const Choice& choice) -> std::vector<Field> {
            std::vector<Option> options;
            for (const Level& level : choice.levels) options.push_back({level.id, level.text});
            return {{"value", FieldType::level, answer, std::move(options), std::nullopt}};
          },
          [&](const Steps& steps) -> std::vector<Field> {
            return {{"value", FieldType::count,
                     {"Số " + steps.unit.vi, "Number of " + steps.unit.in(Language::english)}, {}, std::nullopt}};
          },
          [&](const CountPoints& count) -> std::vector<Field> {
            return {{"value", FieldType::count,
                     {"Số " + count.unit.vi, "Number of " + count.unit.in(Language::english)}, {}, std::nullopt}};
          },
          [&](const RatioRule& ratio) -> std::vector<Field> {
            const FieldType type = ratio.whole ? FieldType::count : FieldType::number;
            std::vector<Field> result = {
                {"a", type, {"Tử số: " + ratio.a.vi, "Numerator: " + ratio.a.in(Language::english)}, {}, std::nullopt},
                {"b", type, {"Mẫu số: " + ratio.b.vi, "Denominator: " + ratio.b.in(Language::english)}, {}, std::nullopt}};
            for (const Exception& exception : ratio.exceptions) {
              const Text& text = exception.text;
              result.push_back({"except:" + exception.id, type, {"Trừ " + text.vi, "Less " + text.in(Language::english)}, {}, std::nullopt});
            }
            return result;
          },
          [&](const Items& items) -> std::vector<Field> {
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
          },
          [&](const Judged&) -> std::vector<Field> {
            return {{"value", FieldType::points, {"Điểm đề nghị", "Proposed points"}, {}, maximum}};
          },
          [&](const Information& information) -> std::vector<Field> {
            return {{"value", information.numeric ? FieldType::number : FieldType::text,
                     {"Thông tin: " + information.unit.vi, "Information: " + information.unit.in(Language::english)}, {}, std::nullopt}};
          },
          [&](const DeadlineRule& deadline) -> std::vector<Field> {
            return {{"value", FieldType::date,
                     {"Ngày " + deadline.event.vi, "Date of " + deadline.event.in(Language::english)},
                     {not_done_option()}, std::nullopt}};
          },
      },
      rule);
}

Decimal highest_points(const Rule& rule, const Decimal& maximum) {
  return std::visit(
      Overload{
          [](const YesNo& yes_no) { return std::max(yes_no.yes, yes_no.no); },
          [](const Choice& choice) {
            Decimal highest;
            for (const Level& level : choice.levels) highest = std::max(highest, level.points);
            return highest;
          },
          [](const Steps& steps) { return steps.steps.empty() ? steps.below : std::max(steps.below, steps.steps.front().points); },
          [](const CountPoints& count) { return count.cap; },
          [](const RatioRule& ratio) { return ratio.part; },
          [](const Items& items) {
            Decimal sum;
            for (const Item& item : items.items) {
              const auto next = add(sum, item.cap ? *item.cap : item.points);
              if (!next) return items.cap;
              sum = *next;
            }
            return std::min(sum, items.cap);
          },
          [&](const Judged&) { return maximum; },
          [](const Information&) { return Decimal(); },
          [](const DeadlineRule& deadline) {
            Decimal highest = std::max(deadline.late, deadline.never);
            for (const DateStep& step : deadline.steps) highest = std::max(highest, step.points);
            return highest;
          },
      },
      rule);
}

}  // namespace thuocdo
