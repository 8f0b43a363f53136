// Rules as sentences, in both languages.
#include "number/ratio.h"
#include "programme/overload.h"
#include "programme/rule.h"

namespace thuocdo {
namespace {

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
  Text words{"a = " + rule.a.vi + "; b = " + rule.b.vi,
             "a = " + rule.a.in(Language::english) + "; b = " + rule.b.in(Language::english)};
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) {
    const Text& text = rule.exceptions[i].text;
    append(words, (i == 0 ? "; trừ khỏi b: " : ", ") + text.vi, (i == 0 ? "; taken off b: " : ", ") + text.in(Language::english));
  }
  append(words, ". Tỷ lệ = ", ". Share = ");
  append(words, rule.complement ? "(b − a)/b" : "a/b", rule.complement ? "(b − a)/b" : "a/b");
  if (!rule.exceptions.empty()) append(words, " (b sau khi trừ)", " (b is what is left)");
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

Text item_words(const Item& item) {
  if (item.cap) {
    return {"Mỗi đơn vị tính: " + vi(item.points) + " điểm, không quá " + vi(*item.cap) + " điểm",
            "Each: " + en(item.points) + " points, at most " + en(*item.cap) + " points"};
  }
  return {"Có: " + vi(item.points) + " điểm", "Yes: " + en(item.points) + " points"};
}

}  // namespace

Text field_words(const Rule& rule, const Field& field) {
  if (const auto* items = std::get_if<Items>(&rule)) {
    for (const Item& item : items->items) {
      if (field.name == "item:" + item.id) return item_words(item);
    }
  }
  return {};
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

}  // namespace thuocdo
