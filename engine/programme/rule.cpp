#include "programme/rule.h"

#include <algorithm>

#include "number/ratio.h"

namespace thuocdo {
namespace {

// One `overload` so that every kind is listed wherever kinds differ; a forgotten kind does not compile.
template <class... Cases>
struct Overload : Cases... {
  using Cases::operator()...;
};

std::string vi(const Decimal& value) { return value.text(Notation::vietnamese); }
std::string en(const Decimal& value) { return value.text(); }

std::string percent(const Decimal& share, Notation notation) {
  const auto value = (Ratio(share) * Ratio(Decimal(100))).exact();
  return (value ? value->text(notation) : share.text(notation)) + "%";
}

// Appends a sentence part in both languages.
void append(Text& text, const std::string& vi_part, const std::string& en_part) {
  text.vi += vi_part;
  text.en += en_part;
}

Text choice_words(const Choice& rule) {
  Text words;
  for (const Level& level : rule.levels) {
    const bool first = words.empty();
    append(words, (first ? "" : "; ") + level.text.vi + ": " + vi(level.points),
           (first ? "" : "; ") + level.text.in(Language::english) + ": " + en(level.points));
  }
  return words;
}

Text steps_words(const Steps& rule) {
  Text words{"Số " + rule.unit.vi + ": ", "Number of " + rule.unit.in(Language::english) + ": "};
  for (const Step& step : rule.steps) {
    append(words, "từ " + vi(step.at) + ": " + vi(step.points) + " điểm; ",
           en(step.at) + " or more: " + en(step.points) + " points; ");
  }
  append(words, "còn lại: " + vi(rule.below) + " điểm", "otherwise: " + en(rule.below) + " points");
  return words;
}

Text ratio_words(const RatioRule& rule) {
  Text words{"a = " + rule.a.vi + "; b = " + rule.b.vi + ". Tỷ lệ = ",
             "a = " + rule.a.in(Language::english) + "; b = " + rule.b.in(Language::english) + ". Share = "};
  append(words, rule.complement ? "(b − a)/b" : "a/b", rule.complement ? "(b − a)/b" : "a/b");
  if (rule.target) {
    append(words, "; đạt mục tiêu " + percent(*rule.target, Notation::vietnamese) + " trở lên được tính là 100%, thấp hơn thì chia cho mục tiêu",
           "; the target of " + percent(*rule.target, Notation::plain) + " or more counts as 100%, less is divided by the target");
  }
  if (rule.floor && rule.ceiling) {
    append(words,
           "; dưới " + percent(*rule.floor, Notation::vietnamese) + ": 0 điểm, từ " +
               percent(*rule.ceiling, Notation::vietnamese) + ": trọn điểm, ở giữa tính theo tỷ lệ thuận",
           "; below " + percent(*rule.floor, Notation::plain) + ": 0 points, from " +
               percent(*rule.ceiling, Notation::plain) + ": all points, linear between");
  }
  append(words, ". Điểm = Tỷ lệ × " + vi(rule.part), ". Points = share × " + en(rule.part));
  if (rule.zero_base == Outcome::zero) append(words, "; b = 0: 0 điểm", "; b = 0: 0 points");
  if (rule.zero_base == Outcome::full) append(words, "; b = 0: được tính là 100%", "; b = 0 counts as 100%");
  if (rule.zero_base == Outcome::not_applicable) append(words, "; b = 0: không áp dụng", "; b = 0: does not apply");
  if (rule.excess == Outcome::full) append(words, "; a lớn hơn b được tính như a = b", "; a above b counts as a = b");
  return words;
}

Text items_words(const Items& rule) {
  Text words;
  Ratio sum;
  for (const Item& item : rule.items) {
    const bool first = words.empty();
    append(words, (first ? "" : "; ") + item.text.vi + ": " + vi(item.points),
           (first ? "" : "; ") + item.text.in(Language::english) + ": " + en(item.points));
    sum = sum + Ratio(item.cap ? *item.cap : item.points);
    if (item.cap) {
      append(words, " điểm cho mỗi đơn vị đếm được, không quá " + vi(*item.cap), " each, at most " + en(*item.cap));
    }
  }
  if (sum > Ratio(rule.cap)) {
    append(words, ". Cộng lại không quá " + vi(rule.cap) + " điểm", ". Together at most " + en(rule.cap) + " points");
  }
  return words;
}

std::string window_words(const DeadlineRule& rule, Language language) {
  const bool vi = language == Language::vietnamese;
  std::string words;
  if (const auto first = rule.first_day()) words += (vi ? " từ " : " from ") + date_text(*first, language);
  if (const auto last = rule.last_day()) words += (vi ? " đến hết " : " to ") + date_text(*last, language);
  return words.empty() ? words : (vi ? ". Chỉ tính ngày" : ". Only dates") + words + (vi ? "" : " count");
}

std::string deadline_words(const DeadlineRule& rule, Language language) {
  const bool vi = language == Language::vietnamese;
  const Notation notation = vi ? Notation::vietnamese : Notation::plain;
  const std::string points = vi ? " điểm" : " points";
  std::string words = (vi ? "Ngày " : "Date of ") + rule.event.in(language) + ": ";
  for (const DateStep& step : rule.steps) {
    words += (vi ? "đến hết " : "by ") + date_text(step.by, language) + ": " + step.points.text(notation) + points + "; ";
  }
  words += (vi ? "muộn hơn: " : "later: ") + rule.late.text(notation) + points + "; ";
  words += (vi ? "không thực hiện: " : "not done: ") + rule.never.text(notation) + points;
  return words + window_words(rule, language);
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

std::string_view kind(const Rule& rule) {
  static constexpr std::string_view names[] = {"yes-no", "choice", "steps",  "count",       "ratio",
                                               "items",  "judged", "information", "deadline"};
  return names[rule.index()];
}

Text kind_label(const Rule& rule) {
  static const Text labels[] = {{"Có/Không", "Yes or no"},
                                {"Chọn mức", "Choice of levels"},
                                {"Bậc theo số lượng", "Steps over a count"},
                                {"Số lượng × điểm", "Count × points"},
                                {"Tỷ lệ a/b", "Ratio a/b"},
                                {"Cộng các nội dung", "Sum of items"},
                                {"Chấm từ 0 đến tối đa", "Judged points"},
                                {"Thông tin, không tính điểm", "Information only"},
                                {"Thời hạn", "Deadline"}};
  return labels[rule.index()];
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
            return {{"a", type, {"Tử số: " + ratio.a.vi, "Numerator: " + ratio.a.in(Language::english)}, {}, std::nullopt},
                    {"b", type, {"Mẫu số: " + ratio.b.vi, "Denominator: " + ratio.b.in(Language::english)}, {}, std::nullopt}};
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

Text rule_words(const Rule& rule, const Decimal& maximum) {
  return std::visit(
      Overload{
          [](const YesNo& yes_no) -> Text {
            return {"Có: " + vi(yes_no.yes) + "; Không: " + vi(yes_no.no), "Yes: " + en(yes_no.yes) + "; No: " + en(yes_no.no)};
          },
          [](const Choice& choice) { return choice_words(choice); },
          [](const Steps& steps) { return steps_words(steps); },
          [](const CountPoints& count) -> Text {
            return {"Mỗi " + count.unit.vi + " được " + vi(count.each) + " điểm, không quá " + vi(count.cap) + " điểm",
                    "Number of " + count.unit.in(Language::english) + " × " + en(count.each) + ", at most " + en(count.cap) + " points"};
          },
          [](const RatioRule& ratio) { return ratio_words(ratio); },
          [](const Items& items) { return items_words(items); },
          [&](const Judged& judged) -> Text {
            Text words{"Chấm từ 0 đến " + vi(maximum) + " điểm", "Judged from 0 to " + en(maximum) + " points"};
            if (judged.step) append(words, ", theo bội số của " + vi(*judged.step), ", in steps of " + en(*judged.step));
            return words;
          },
          [](const Information&) -> Text { return {"Thu thập thông tin, không tính điểm", "For information, no points"}; },
          [](const DeadlineRule& deadline) -> Text {
            return {deadline_words(deadline, Language::vietnamese), deadline_words(deadline, Language::english)};
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
