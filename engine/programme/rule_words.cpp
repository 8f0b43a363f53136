// Rules as sentences, in both languages.
#include "number/ratio.h"
#include "programme/rule.h"

namespace thuocdo {
namespace {

std::string vi(const Decimal& value) { return value.text(Notation::vietnamese); }
std::string en(const Decimal& value) { return value.text(); }
Text points_words(const Decimal& value) { return {vi(value) + " điểm", counted(en(value), "point", "points")}; }
std::string en_points(const Decimal& value) { return points_words(value).en; }

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
           en(step.at) + " or more: " + en_points(step.points) + "; ");
  }
  append(words, "còn lại: " + vi(rule.below) + " điểm", "otherwise: " + en_points(rule.below));
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
    append(words, ". Cộng lại không quá " + vi(rule.cap) + " điểm", ". Together at most " + en_points(rule.cap));
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
  const auto points = [language](const Decimal& value) { return points_words(value).in(language); };
  std::string words = (vi ? "Ngày " : "Date of ") + rule.event.in(language) + ": ";
  for (const DateStep& step : rule.steps) {
    words += (vi ? "đến hết " : "by ") + date_text(step.by, language) + ": " + points(step.points) + "; ";
  }
  words += (vi ? "muộn hơn: " : "later: ") + points(rule.late) + "; ";
  words += (vi ? "không thực hiện: " : "not done: ") + points(rule.never);
  return words + window_words(rule, language);
}

Text normalised_words(const Normalised& rule) {
  Text words{"a = " + rule.a.vi, "a = " + rule.a.in(Language::english)};
  const bool quotient = !rule.b.empty();
  if (quotient) append(words, "; b = " + rule.b.vi, "; b = " + rule.b.in(Language::english));
  const std::string figure = quotient ? "a/b" : "a";
  const std::string own = quotient ? "(a/b)" : "a";
  if (rule.against == Normalised::Against::best) {
    append(words, ". Điểm = " + own + " / (" + figure + " cao nhất trong cấp) × " + vi(rule.part),
           ". Points = " + own + " / (highest " + figure + " of the tier) × " + en(rule.part));
  } else {
    append(words, ". Điểm = (" + figure + " − thấp nhất) / (cao nhất − thấp nhất trong cấp) × " + vi(rule.part),
           ". Points = (" + figure + " − lowest) / (highest − lowest of the tier) × " + en(rule.part));
  }
  if (rule.reference) append(words, "; tạm so với " + vi(*rule.reference), "; for now against " + en(*rule.reference));
  if (rule.zero_base == Outcome::zero) append(words, "; b = 0: tính là 0", "; b = 0 counts as 0");
  if (rule.zero_base == Outcome::not_applicable) append(words, "; b = 0: không áp dụng", "; b = 0: does not apply");
  return words;
}

Text roll_up_words(const RollUp& rule) {
  const Text units = units_below(rule);
  Text words{"a = số " + units.vi + " đạt từ ", "a = number of " + units.en + " with at least "};
  if (rule.from_share) {
    append(words, percent(rule.from, Notation::vietnamese) + " điểm tối đa", percent(rule.from, Notation::plain) + " of the points");
  } else {
    const Text from = points_words(rule.from);
    append(words, from.vi, from.en);
  }
  append(words, rule.criterion.empty() ? " trong tổng điểm" : " ở tiêu chí " + rule.criterion,
         rule.criterion.empty() ? " in all" : " at criterion " + rule.criterion);
  append(words, "; b = tổng số " + units.vi + ". Điểm = a/b × " + vi(rule.part),
         "; b = number of " + units.en + ". Points = a/b × " + en(rule.part));
  append(words, rule.absent_left_out ? "; đơn vị không có phiếu thì không tính" : "; đơn vị không có phiếu tính là không đạt",
         rule.absent_left_out ? "; units without a sheet do not count" : "; units without a sheet count as not reaching it");
  return words;
}

Text item_words(const Item& item) {
  if (item.cap) {
    return {"Mỗi đơn vị tính: " + vi(item.points) + " điểm, không quá " + vi(*item.cap) + " điểm",
            "Each: " + en_points(item.points) + ", at most " + en_points(*item.cap)};
  }
  return {"Có: " + vi(item.points) + " điểm", "Yes: " + en_points(item.points)};
}

// One call for each kind; a forgotten kind does not compile.
struct Words {
  const Decimal& maximum;

  Text operator()(const YesNo& yes_no) const {
    return {"Có: " + vi(yes_no.yes) + "; Không: " + vi(yes_no.no), "Yes: " + en(yes_no.yes) + "; No: " + en(yes_no.no)};
  }
  Text operator()(const Choice& choice) const { return choice_words(choice); }
  Text operator()(const Steps& steps) const { return steps_words(steps); }
  Text operator()(const CountPoints& count) const {
    return {"Mỗi " + count.unit.vi + " được " + vi(count.each) + " điểm, không quá " + vi(count.cap) + " điểm",
            "Number of " + count.unit.in(Language::english) + " × " + en(count.each) + ", at most " + en_points(count.cap)};
  }
  Text operator()(const RatioRule& ratio) const { return ratio_words(ratio); }
  Text operator()(const Items& items) const { return items_words(items); }
  Text operator()(const Judged& judged) const {
    Text words{"Chấm từ 0 đến " + vi(maximum) + " điểm", "Judged from 0 to " + en_points(maximum)};
    if (judged.step) append(words, ", theo bội số của " + vi(*judged.step), ", in steps of " + en(*judged.step));
    return words;
  }
  Text operator()(const Information&) const { return {"Thu thập thông tin, không tính điểm", "For information, no points"}; }
  Text operator()(const DeadlineRule& deadline) const {
    return {deadline_words(deadline, Language::vietnamese), deadline_words(deadline, Language::english)};
  }
  Text operator()(const BestOf& best) const {
    Text words{"Lấy trường hợp được nhiều điểm nhất", "The case that earns most counts"};
    for (std::size_t i = 0; i < best.cases.size(); ++i) {
      const Case& alternative = best.cases[i];
      const Text inner = std::visit(*this, alternative.rule);
      const std::string mark = (i == 0 ? ": (" : "; (") + std::to_string(i + 1) + ") ";
      append(words, mark + alternative.text.vi + " – " + inner.vi,
             mark + alternative.text.in(Language::english) + " – " + inner.in(Language::english));
    }
    return words;
  }
  Text operator()(const FormulaRule& formula) const {
    Text words;
    std::vector<std::string> names;
    for (const Variable& variable : formula.variables) {
      const std::string start = (words.empty() ? "" : "; ") + variable.name + " = ";
      append(words, start + variable.text.vi, start + variable.text.in(Language::english));
      names.push_back(variable.name);
    }
    for (std::size_t i = 0; i < formula.branches.size(); ++i) {
      const Branch& branch = formula.branches[i];
      const bool only = formula.branches.size() == 1;
      const std::string start = words.empty() ? "" : i == 0 ? ". " : "; ";
      append(words, start + (only ? "Điểm = " : branch.text.vi + ": điểm = ") + branch.points.words(Notation::vietnamese, maximum, names),
             start + (only ? "Points = " : branch.text.in(Language::english) + ": points = ") +
                 branch.points.words(Notation::plain, maximum, names));
    }
    append(words, ". Dưới 0 tính là 0, trên " + vi(maximum) + " tính là " + vi(maximum),
           ". Below 0 counts as 0, above " + en(maximum) + " as " + en(maximum));
    if (formula.zero_divisor_is_zero) append(words, "; phải chia cho 0: 0 điểm", "; a division by 0: 0 points");
    return words;
  }
  Text operator()(const Survey& survey) const {
    return {survey.text.vi + ": Điểm = Kết quả khảo sát / " + vi(survey.scale) + " × " + vi(maximum),
            survey.text.in(Language::english) + ": points = result of the survey / " + en(survey.scale) + " × " + en(maximum)};
  }
  Text operator()(const Normalised& compared) const { return normalised_words(compared); }
  Text operator()(const RollUp& roll_up) const { return roll_up_words(roll_up); }
  Text operator()(const ConditionRule& condition) const {
    if (condition.unmet_is_unranked) {
      return {"Điều kiện bắt buộc, không tính điểm; không đáp ứng thì không được xếp hạng",
              "Mandatory, no points; a unit that does not meet it is not ranked"};
    }
    return {"Điều kiện bắt buộc, không tính điểm; không đáp ứng thì được nêu trong kết quả",
            "Mandatory, no points; not meeting it is reported with the results"};
  }
};

// "" where the rule has no field of this name.
Text words_of_field(const Items& items, const std::string& name) {
  for (const Item& item : items.items) {
    if (name == "item:" + item.id) return item_words(item);
  }
  return {};
}

// The words of the case in its first row; of its items in theirs.
Text words_of_field(const BestOf& best, const std::string& name, const Decimal& maximum) {
  for (const Case& alternative : best.cases) {
    if (!name.starts_with(alternative.id + ":")) continue;
    const std::string inner = name.substr(alternative.id.size() + 1);
    if (const auto* items = std::get_if<Items>(&alternative.rule)) return words_of_field(*items, inner);
    const bool first = fields(as_rule(alternative.rule), maximum).front().name == inner;
    return first ? std::visit(Words{maximum}, alternative.rule) : Text{};
  }
  return {};
}

}  // namespace

Text field_words(const Rule& rule, const Field& field, const Decimal& maximum) {
  if (const auto* items = std::get_if<Items>(&rule)) return words_of_field(*items, field.name);
  if (const auto* best = std::get_if<BestOf>(&rule)) return words_of_field(*best, field.name, maximum);
  return {};
}

Text rule_words(const Rule& rule, const Decimal& maximum) { return std::visit(Words{maximum}, rule); }

}  // namespace thuocdo
