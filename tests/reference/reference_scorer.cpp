#include "reference/reference_scorer.h"

#include <algorithm>
#include <map>
#include <regex>
#include <utility>

namespace thuocdo::reference {

Whole power_of_ten(int exponent) {
  Whole power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

Number number(const Decimal& decimal) { return Number(Whole(decimal.units()), power_of_ten(decimal.places())); }

Number round_half_up(const Number& value, int places) {
  if (value < 0) return -round_half_up(-value, places);
  Number scaled = value * power_of_ten(places) + Number(1, 2);
  Whole whole = boost::multiprecision::numerator(scaled) / boost::multiprecision::denominator(scaled);
  return Number(whole, power_of_ten(places));
}

std::optional<std::string> decimal_text(const Number& value, int most_places) {
  if (value < 0) {
    std::optional<std::string> positive = decimal_text(-value, most_places);
    if (positive) positive->insert(0, "-");
    return positive;
  }
  for (int places = 0; places <= most_places; ++places) {
    Number scaled = value * power_of_ten(places);
    if (boost::multiprecision::denominator(scaled) != 1) continue;
    std::string digits = boost::multiprecision::numerator(scaled).str();
    while (static_cast<int>(digits.size()) <= places) digits.insert(0, "0");
    if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    return digits;
  }
  return std::nullopt;
}

bool fits_decimal(const Number& value) {
  std::optional<std::string> text = decimal_text(value, Decimal::max_places);
  if (!text) return false;
  std::string digits;
  for (char c : *text)
    if (c >= '0' && c <= '9') digits += c;
  return Whole(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1))) < power_of_ten(18);
}

std::string fraction_text(const Number& value) {
  if (fits_decimal(value)) return *decimal_text(value, Decimal::max_places);
  return boost::multiprecision::numerator(value).str() + "/" + boost::multiprecision::denominator(value).str();
}

namespace {

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

const std::string no_break_spaces[] = {"\u00A0", "\u202F", "\u2007"};

std::string trim(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Trimmed, and every run of blanks and no-break spaces a single blank.
std::string fold_blanks(const std::string& text) {
  std::string folded = text;
  for (const std::string& space : no_break_spaces) folded = replace_all(folded, space, " ");
  for (const char* space : {"\t", "\r", "\n"}) folded = replace_all(folded, space, " ");
  while (folded.find("  ") != std::string::npos) folded = replace_all(folded, "  ", " ");
  return trim(folded);
}

bool blank(const std::string& text) { return fold_blanks(text).empty(); }

std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> result;
  for (unsigned char c : text) {
    if ((c & 0xC0) == 0x80 && !result.empty())
      result.back() += static_cast<char>(c);
    else
      result.push_back(std::string(1, static_cast<char>(c)));
  }
  return result;
}

const std::pair<const char*, const char*> letters[] = {
    {"a", "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"},
    {"e", "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ"},
    {"i", "ìíỉĩịÌÍỈĨỊ"},
    {"o", "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"},
    {"u", "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ"},
    {"y", "ỳýỷỹỵỲÝỶỸỴ"},
    {"d", "đĐ"},
    // What a decomposed letter carries: grave, acute, circumflex, tilde, breve, hook above, horn, dot below.
    {"", "\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323"},
};

std::string bare_character(const std::string& character) {
  if (character.size() == 1 && character[0] >= 'A' && character[0] <= 'Z')
    return std::string(1, static_cast<char>(character[0] - 'A' + 'a'));
  static const std::map<std::string, std::string> plain_of = [] {
    std::map<std::string, std::string> result;
    for (const auto& [plain, accented] : letters)
      for (const std::string& letter : characters(accented)) result[letter] = plain;
    return result;
  }();
  const auto found = plain_of.find(character);
  return found == plain_of.end() ? character : found->second;
}

}  // namespace

std::string bare(const std::string& text) {
  std::string result;
  for (const std::string& character : characters(fold_blanks(text))) result += bare_character(character);
  return result;
}

Reading read_number(const std::string& text, Number& value) {
  static const std::regex whole(R"(\d+)");
  static const std::regex plain(R"(\d+\.\d+)");
  static const std::regex comma(R"(\d+,\d+)");
  static const std::regex dot_groups(R"([1-9]\d{0,2}(\.\d{3})+(,\d+)?)");
  static const std::regex blank_groups(R"([1-9]\d{0,2}( \d{3})+(,\d+)?)");
  static const std::regex two_readings(R"([1-9]\d{0,2}\.\d{3})");

  if (blank(text)) return Reading::nothing;
  std::string typed = replace_all(fold_blanks(text), "\u2212", "-");
  const bool negative = typed.starts_with("-");
  if (negative || typed.starts_with("+")) typed = trim(typed.substr(1));

  if (std::regex_match(typed, two_readings)) return Reading::wrong;
  std::string clean;
  if (std::regex_match(typed, whole) || std::regex_match(typed, plain))
    clean = typed;
  else if (std::regex_match(typed, comma))
    clean = replace_all(typed, ",", ".");
  else if (std::regex_match(typed, dot_groups))
    clean = replace_all(replace_all(typed, ".", ""), ",", ".");
  else if (std::regex_match(typed, blank_groups))
    clean = replace_all(replace_all(typed, " ", ""), ",", ".");
  else
    return Reading::wrong;

  Number result = 0;
  Number unit = 0;  // of the next digit behind the point; 0 before it
  for (char c : clean) {
    if (c == '.') {
      unit = 1;
    } else if (unit == 0) {
      result = result * 10 + (c - '0');
    } else {
      unit /= 10;
      result += unit * (c - '0');
    }
  }
  value = negative ? Number(-result) : result;
  return fits_decimal(value) ? Reading::number : Reading::wrong;
}

namespace {

const Value* find(const Answer& answer, const std::string& field) {
  for (const auto& [name, value] : answer.fields)
    if (name == field) return &value;
  return nullptr;
}

Reading read_figure(const Value* value, Number& result) {
  if (!value || std::holds_alternative<std::monostate>(*value)) return Reading::nothing;
  if (std::holds_alternative<CellError>(*value)) return Reading::wrong;
  if (const auto* text = std::get_if<std::string>(value)) {
    static const std::regex comma_or_group(R"([-+]? ?[1-9]\d{0,2},\d{3})");  // 1,234: as an answer nobody knows
    const std::string typed = replace_all(fold_blanks(*text), "\u2212", "-");
    if (std::regex_match(typed, comma_or_group)) return Reading::wrong;
    return read_number(*text, result);
  }
  result = number(std::get<Decimal>(*value));
  return Reading::number;
}

// A number from 0.
Reading read_amount(const Value* value, Number& result) {
  Reading reading = read_figure(value, result);
  return reading == Reading::number && result < 0 ? Reading::wrong : reading;
}

// A whole number from 0.
Reading read_count(const Value* value, Number& result) {
  Reading reading = read_amount(value, result);
  return reading == Reading::number && boost::multiprecision::denominator(result) != 1 ? Reading::wrong : reading;
}

// The index of the word that was meant; `words[i]` are the ways to say option i.
Reading read_word(const Value* value, const std::vector<std::vector<std::string>>& words, std::size_t& index) {
  if (!value || std::holds_alternative<std::monostate>(*value)) return Reading::nothing;
  if (std::holds_alternative<CellError>(*value)) return Reading::wrong;
  std::string said;
  if (const auto* text = std::get_if<std::string>(value)) {
    if (blank(*text)) return Reading::nothing;
    said = bare(*text);
  } else {
    said = *decimal_text(number(std::get<Decimal>(*value)), Decimal::max_places);
  }
  for (index = 0; index < words.size(); ++index)
    for (const std::string& word : words[index])
      if (bare(word) == said) return Reading::number;
  return Reading::wrong;
}

Reading read_yes_no(const Value* value, bool& yes) {
  std::size_t index = 0;
  Reading reading = read_word(value, {{"co", "1"}, {"khong", "0"}}, index);
  yes = index == 0;
  return reading;
}

// What a rule makes of the answer, before the maximum and rounding.
struct Outcome {
  enum Kind { points, missing, impossible, not_applicable } kind = missing;
  Number value;
  std::optional<Number> share;
  std::optional<Number> figure = std::nullopt;  // what other sheets decide upon
};

Outcome worth(Number value, std::optional<Number> share = std::nullopt) {
  return {Outcome::points, std::move(value), std::move(share)};
}
Outcome unusable(Reading reading) {
  return {reading == Reading::wrong ? Outcome::impossible : Outcome::missing, 0, std::nullopt};
}
const Outcome impossible{Outcome::impossible, 0, std::nullopt};

Outcome apply(const YesNo& rule, const Criterion&, const Answer& answer) {
  bool yes = false;
  Reading reading = read_yes_no(find(answer, "value"), yes);
  if (reading != Reading::number) return unusable(reading);
  return worth(number(yes ? rule.yes : rule.no));
}

Outcome apply(const Choice& rule, const Criterion&, const Answer& answer) {
  std::vector<std::vector<std::string>> words;
  for (const Level& level : rule.levels) words.push_back({level.id, level.text.vi, level.text.en});
  std::size_t index = 0;
  Reading reading = read_word(find(answer, "value"), words, index);
  if (reading != Reading::number) return unusable(reading);
  return worth(number(rule.levels[index].points));
}

Outcome apply(const Steps& rule, const Criterion&, const Answer& answer) {
  Number count;
  Reading reading = read_count(find(answer, "value"), count);
  if (reading != Reading::number) return unusable(reading);
  for (const Step& step : rule.steps)
    if (count >= number(step.at)) return worth(number(step.points));
  return worth(number(rule.below));
}

Outcome apply(const CountPoints& rule, const Criterion&, const Answer& answer) {
  Number count;
  Reading reading = read_count(find(answer, "value"), count);
  if (reading != Reading::number) return unusable(reading);
  Number points = count * number(rule.each);
  return worth(points > number(rule.cap) ? number(rule.cap) : points);
}

Outcome apply(const RatioRule& rule, const Criterion&, const Answer& answer) {
  Number a, b;
  Reading reading_a = rule.whole ? read_count(find(answer, "a"), a) : read_amount(find(answer, "a"), a);
  Reading reading_b = rule.whole ? read_count(find(answer, "b"), b) : read_amount(find(answer, "b"), b);
  bool wrong = reading_a == Reading::wrong || reading_b == Reading::wrong;
  bool open = reading_a == Reading::nothing || reading_b == Reading::nothing;
  for (const Exception& exception : rule.exceptions) {
    Number left_out;
    const Value* value = find(answer, "except:" + exception.id);
    Reading reading = rule.whole ? read_count(value, left_out) : read_amount(value, left_out);
    if (reading == Reading::wrong) wrong = true;
    if (reading == Reading::nothing) open = true;
    if (reading == Reading::number) b -= left_out;
  }
  if (wrong) return impossible;
  if (open) return unusable(Reading::nothing);

  if (b < 0) return impossible;
  if (b == 0) {
    if (a > 0) return impossible;
    switch (rule.zero_base) {
      case thuocdo::Outcome::refuse:
        return impossible;
      case thuocdo::Outcome::zero:
        return worth(0);
      case thuocdo::Outcome::full:
        return worth(number(rule.part));
      case thuocdo::Outcome::not_applicable:
        return {Outcome::not_applicable, 0, std::nullopt};
    }
  }
  Number share = a / b;
  if (share > 1) {
    if (rule.excess != thuocdo::Outcome::full) return impossible;
    share = 1;
  }
  if (rule.complement) share = 1 - share;

  Number reached = share;
  if (rule.target) {
    reached = reached / number(*rule.target);
    if (reached > 1) reached = 1;
  }
  if (rule.floor && rule.ceiling) {
    Number floor = number(*rule.floor);
    Number ceiling = number(*rule.ceiling);
    if (reached < floor)
      reached = 0;
    else if (reached >= ceiling)
      reached = 1;
    else
      reached = (reached - floor) / (ceiling - floor);
  }
  return worth(reached * number(rule.part), share);
}

Outcome apply(const Items& rule, const Criterion&, const Answer& answer) {
  Number sum = 0;
  bool any_missing = false;
  bool any_impossible = false;
  for (const Item& item : rule.items) {
    const Value* value = find(answer, "item:" + item.id);
    Reading reading;
    if (item.cap) {
      Number count;
      reading = read_count(value, count);
      Number earned = count * number(item.points);
      if (reading == Reading::number) sum += earned > number(*item.cap) ? number(*item.cap) : earned;
    } else {
      bool yes = false;
      reading = read_yes_no(value, yes);
      if (reading == Reading::number && yes) sum += number(item.points);
    }
    if (reading == Reading::nothing) any_missing = true;
    if (reading == Reading::wrong) any_impossible = true;
  }
  if (any_impossible) return impossible;
  if (any_missing) return unusable(Reading::nothing);
  return worth(sum > number(rule.cap) ? number(rule.cap) : sum);
}

Outcome apply(const Judged& rule, const Criterion& criterion, const Answer& answer) {
  Number points;
  Reading reading = read_amount(find(answer, "value"), points);
  if (reading != Reading::number) return unusable(reading);
  if (points > number(criterion.maximum)) return impossible;
  if (rule.step && boost::multiprecision::denominator(Number(points / number(*rule.step))) != 1) return impossible;
  return worth(points);
}

Outcome apply(const Information& rule, const Criterion&, const Answer& answer) {
  const Value* value = find(answer, "value");
  if (rule.numeric) {
    Number asked;
    Reading reading = read_amount(value, asked);
    return reading == Reading::number ? worth(0) : unusable(reading);
  }
  if (!value || std::holds_alternative<std::monostate>(*value)) return unusable(Reading::nothing);
  if (std::holds_alternative<CellError>(*value)) return impossible;
  if (const auto* text = std::get_if<std::string>(value); text && blank(*text)) return unusable(Reading::nothing);
  return worth(0);
}

// A day as the number that spreadsheets give it: 1 is 31 December 1899.
long day_number(long year, long month, long day) {
  const long lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  auto leap = [](long y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
  if (year < 1970 || year > 2173 || month < 1 || month > 12 || day < 1) return 0;
  if (day > lengths[month - 1] + (month == 2 && leap(year) ? 1 : 0)) return 0;
  long number = 25569;
  for (long y = 1970; y < year; ++y) number += leap(y) ? 366 : 365;
  for (long m = 1; m < month; ++m) number += lengths[m - 1] + (m == 2 && leap(year) ? 1 : 0);
  number += day - 1;
  return number > 100000 ? 0 : number;
}

long day_number(const Date& date) {
  return day_number(static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

// `day` is 0 for "not done".
Reading read_date(const Value* value, long& day) {
  static const std::regex iso(R"((\d{4})-(\d\d)-(\d\d)(T.*)?)");
  static const std::regex spoken(R"((\d\d?)/(\d\d?)/(\d{4}))");
  static const std::vector<std::string> not_done = {"khong",          "khong thuc hien", "chua thuc hien",
                                                    "khong ban hanh", "chua ban hanh",   "not done"};
  day = 0;
  if (!value || std::holds_alternative<std::monostate>(*value)) return Reading::nothing;
  if (std::holds_alternative<CellError>(*value)) return Reading::wrong;
  if (const auto* text = std::get_if<std::string>(value)) {
    if (blank(*text)) return Reading::nothing;
    const std::string said = fold_blanks(*text);
    std::smatch part;
    if (std::regex_match(said, part, iso))
      day = day_number(std::stol(part[1]), std::stol(part[2]), std::stol(part[3]));
    else if (std::regex_match(said, part, spoken))
      day = day_number(std::stol(part[3]), std::stol(part[2]), std::stol(part[1]));
    else
      return std::count(not_done.begin(), not_done.end(), bare(said)) ? Reading::number : Reading::wrong;
    return day == 0 ? Reading::wrong : Reading::number;
  }
  const Number serial = number(std::get<Decimal>(*value));
  if (serial < 25569 || serial >= 100001) return Reading::wrong;
  day = static_cast<long>(Whole(boost::multiprecision::numerator(serial) / boost::multiprecision::denominator(serial)));
  return Reading::number;
}

Outcome apply(const DeadlineRule& rule, const Criterion&, const Answer& answer) {
  long day = 0;
  Reading reading = read_date(find(answer, "value"), day);
  if (reading != Reading::number) return unusable(reading);
  if (day == 0) return worth(number(rule.never));
  if (rule.not_before && day < day_number(*rule.not_before)) return impossible;
  if (rule.within_survey && day < day_number(rule.survey->from)) return impossible;
  if (rule.within_survey && day > day_number(rule.survey->to)) return impossible;
  for (const DateStep& step : rule.steps)
    if (day <= day_number(step.by)) return worth(number(step.points));
  return worth(number(rule.late));
}

Outcome apply(const BestOf& rule, const Criterion& criterion, const Answer& answer) {
  std::vector<Outcome> outcomes;
  for (const Case& alternative : rule.cases) {
    const std::string start = alternative.id + ":";
    Answer own;
    bool touched = false;
    for (const auto& [name, value] : answer.fields) {
      if (!name.starts_with(start)) continue;
      own.fields.emplace_back(name.substr(start.size()), value);
      const auto* text = std::get_if<std::string>(&value);
      if (!std::holds_alternative<std::monostate>(value) && !(text && blank(*text))) touched = true;
    }
    if (!touched) continue;
    outcomes.push_back(std::visit([&](const auto& kind) { return apply(kind, criterion, own); }, alternative.rule));
  }
  auto any = [&](Outcome::Kind kind) {
    return std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& one) { return one.kind == kind; });
  };
  if (any(Outcome::impossible)) return impossible;
  if (outcomes.empty() || any(Outcome::missing)) return unusable(Reading::nothing);
  if (!any(Outcome::points)) return {Outcome::not_applicable, 0, std::nullopt};
  std::optional<Number> best;
  for (const Outcome& one : outcomes)
    if (one.kind == Outcome::points && (!best || one.value > *best)) best = one.value;
  return worth(*best);
}

// The value of a decision's arithmetic: split at the last sign that binds least, and so on inwards.
struct Arithmetic {
  std::map<std::string, Number> figures;  // by variable, and the maximum by "max"
  bool divided_by_zero = false;

  Number operator()(std::string text) {
    text = trim(text);
    for (const char* signs : {"+-", "*/"}) {
      int depth = 0;
      for (std::size_t at = text.size(); at-- > 0;) {
        depth += text[at] == ')' ? 1 : text[at] == '(' ? -1 : 0;
        if (depth != 0 || std::string(signs).find(text[at]) == std::string::npos) continue;
        const Number left = (*this)(text.substr(0, at));
        const Number right = (*this)(text.substr(at + 1));
        switch (text[at]) {
          case '+': return left + right;
          case '-': return left - right;
          case '*': return left * right;
        }
        if (right == 0) divided_by_zero = true;
        return right == 0 ? Number(0) : Number(left / right);
      }
    }
    if (text.starts_with("(")) return (*this)(text.substr(1, text.size() - 2));
    if (text.starts_with("min")) {
      text = trim(text.substr(3));
      return least(text.substr(1, text.size() - 2));
    }
    if (text[0] >= '0' && text[0] <= '9') return number(*Decimal::parse_plain(text));
    return figures.at(text);
  }

  Number least(const std::string& parts) {
    std::optional<Number> result;
    int depth = 0;
    std::string part;
    for (char c : parts + ",") {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c != ',' || depth > 0) {
        part += c;
        continue;
      }
      const Number value = (*this)(part);
      if (!result || value < *result) result = value;
      part.clear();
    }
    return *result;
  }
};

bool mentions(const std::string& expression, const std::string& name) {
  std::string word;
  for (char c : expression + " ") {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
      word += c;
    } else {
      if (word == name) return true;
      word.clear();
    }
  }
  return false;
}

Outcome apply(const FormulaRule& rule, const Criterion& criterion, const Answer& answer) {
  std::size_t chosen = 0;
  if (rule.branches.size() > 1) {
    std::vector<std::vector<std::string>> words;
    for (const Branch& branch : rule.branches) words.push_back({branch.id, branch.text.vi, branch.text.en});
    Reading reading = read_word(find(answer, "branch"), words, chosen);
    if (reading != Reading::number) return unusable(reading);
  }
  const std::string& expression = rule.branches[chosen].points.text();
  Arithmetic arithmetic;
  arithmetic.figures["max"] = number(criterion.maximum);
  bool missing = false;
  for (const Variable& variable : rule.variables) {
    if (!mentions(expression, variable.name)) continue;
    Number figure;
    const Value* value = find(answer, "var:" + variable.name);
    Reading reading = variable.whole ? read_count(value, figure) : read_amount(value, figure);
    if (reading == Reading::nothing) missing = true;
    if (reading == Reading::wrong) return impossible;
    arithmetic.figures[variable.name] = figure;
  }
  if (missing) return unusable(Reading::nothing);
  Number points = arithmetic(expression);
  if (!arithmetic.divided_by_zero) return worth(points);
  if (rule.zero_divisor_is_zero) return worth(0);
  return impossible;
}

Outcome apply(const ConditionRule&, const Criterion&, const Answer& answer) {
  bool yes = false;
  Reading reading = read_yes_no(find(answer, "value"), yes);
  if (reading != Reading::number) return unusable(reading);
  return worth(0);
}

Outcome apply(const Survey& rule, const Criterion& criterion, const Answer& answer) {
  Number result;
  Reading reading = read_amount(find(answer, "value"), result);
  if (reading != Reading::number) return unusable(reading);
  if (result > number(rule.scale)) return impossible;
  return worth(number(criterion.maximum) * result / number(rule.scale));
}

// As if no other unit were better.
Outcome apply(const Normalised& rule, const Criterion&, const Answer& answer) {
  Number a, b = 1;
  Reading reading_a = rule.whole ? read_count(find(answer, "a"), a) : read_amount(find(answer, "a"), a);
  Reading reading_b = Reading::number;
  if (!rule.b.empty()) reading_b = rule.whole ? read_count(find(answer, "b"), b) : read_amount(find(answer, "b"), b);
  if (reading_a == Reading::wrong || reading_b == Reading::wrong) return impossible;
  if (reading_a == Reading::nothing || reading_b == Reading::nothing) return unusable(Reading::nothing);
  Number figure = 0;
  if (b == 0) {
    if (a > 0 || rule.zero_base == thuocdo::Outcome::refuse) return impossible;
    if (rule.zero_base == thuocdo::Outcome::not_applicable) return {Outcome::not_applicable, 0, std::nullopt};
  } else {
    figure = a / b;
  }
  Outcome outcome = worth(number(rule.part));
  if (rule.against == Normalised::Against::best) {
    if (figure == 0) outcome.value = 0;
    if (rule.reference && figure < number(*rule.reference)) outcome.value = number(rule.part) * figure / number(*rule.reference);
  }
  outcome.figure = figure;
  return outcome;
}

Outcome apply(const RollUp& rule, const Criterion&, const Answer& answer) {
  Number a, b;
  Reading reading_a = read_count(find(answer, "a"), a);
  Reading reading_b = read_count(find(answer, "b"), b);
  if (reading_a == Reading::wrong || reading_b == Reading::wrong) return impossible;
  if (reading_a == Reading::nothing || reading_b == Reading::nothing) return unusable(Reading::nothing);
  if (b == 0 || a > b) return impossible;
  Outcome outcome = worth(number(rule.part) * a / b, Number(a / b));
  outcome.figure = a / b;
  return outcome;
}

// Marked as not applicable, or nothing but words for it in the fields.
bool says_it_does_not_apply(const Criterion& criterion, const Answer& answer) {
  if (answer.not_applicable) return true;
  if (std::holds_alternative<Information>(*criterion.rule())) return false;
  int words = 0;
  int others = 0;
  for (const auto& [field, value] : answer.fields) {
    const auto* text = std::get_if<std::string>(&value);
    if (std::holds_alternative<std::monostate>(value) || (text && blank(*text))) continue;
    const std::string said = text ? bare(*text) : "";
    ++(said == "khong ap dung" || said == "kad" || said == "n/a" ? words : others);
  }
  return words > 0 && others == 0;
}

}  // namespace

Result score_criterion(int places, NotApplicablePolicy policy, const Criterion& criterion, const Answer& answer) {
  Number maximum = number(criterion.maximum);
  const bool beside = criterion.role != Role::counted;  // adds or takes off points, and is no part of the maximum
  const Number sign = criterion.role == Role::deduction ? -1 : 1;
  std::string maximum_text = beside ? "0" : *decimal_text(maximum, Decimal::max_places);
  auto points_text = [&](const Number& points) { return *decimal_text(round_half_up(points, places), places); };
  const Result missing{"missing", false, 0, "0", maximum_text, std::nullopt};
  const Result refused{"missing", true, 0, "0", maximum_text, std::nullopt};
  const Result removed{"not-applicable", false, 0, "0", "0", std::nullopt};
  const Result given{"not-applicable", false, maximum, points_text(maximum), maximum_text, std::nullopt};

  // A figure of somebody else stands in the place of the unit's own; who alone has it is waited for.
  if (!answer.supplied.empty() || criterion.sole_supplier) {
    Answer used = answer;
    used.supplied.clear();
    if (criterion.sole_supplier) used.fields.clear();
    used.not_applicable = false;
    for (const SuppliedValue& one : answer.supplied) used.set(one.field, one.value);
    Criterion settled = criterion;
    settled.supplied_by = {};
    settled.sole_supplier = false;
    Result result = score_criterion(places, policy, settled, used);
    const bool awaited = criterion.sole_supplier && result.state == "missing" && !result.impossible;
    // A formula may ask for no figure at all; what the supplier says is waited for all the same.
    if (answer.supplied.empty() && result.state == "scored") result.state = "provisional";
    return awaited ? Result{"provisional", false, 0, "0", maximum_text, std::nullopt} : result;
  }

  if (says_it_does_not_apply(criterion, answer)) {
    if (policy == NotApplicablePolicy::refuse || !criterion.may_not_apply) return refused;
    return policy == NotApplicablePolicy::full && !beside ? given : removed;
  }
  Outcome outcome = std::visit([&](const auto& rule) { return apply(rule, criterion, answer); }, *criterion.rule());
  switch (outcome.kind) {
    case Outcome::missing:
      return missing;
    case Outcome::impossible:
      return refused;
    case Outcome::not_applicable:
      return policy == NotApplicablePolicy::full && !beside ? given : removed;
    case Outcome::points:
      break;
  }
  Number points = outcome.value;
  if (points > maximum) points = maximum;
  if (points < 0) points = 0;
  points *= sign;
  const bool waits = outcome.figure || (!criterion.supplied_by.empty() && answer.supplied.empty());
  return {waits ? "provisional" : "scored", false, points, points_text(points), maximum_text, outcome.share};
}

namespace {

struct Sum {
  Number points;
  Number maximum;
};

// Of a group, from the declared maxima of its children and what of them applies to the unit: less what does not
// apply, except where the children that apply still offer as much as the group counts.
Number group_maximum(const Number& declared, const Number& children, const Number& applying) {
  const Number surplus = children > declared ? Number(children - declared) : Number(0);
  const Number removed = children - applying;
  return removed > surplus ? Number(declared - (removed - surplus)) : declared;
}

Sum sum_of(int entry, int places, bool sums_only, NotApplicablePolicy policy, const CriteriaSet& set, const Answers& answers,
           std::vector<std::string>& entry_points) {
  const auto at = static_cast<std::size_t>(entry);
  const Criterion& criterion = set.criteria[at];
  Sum sum;
  if (criterion.rule()) {
    Result result = score_criterion(places, policy, criterion, answers[entry]);
    sum.points = sums_only ? result.unrounded : round_half_up(result.unrounded, places);
    const bool applies = result.state != "not-applicable" || result.maximum != "0";
    if (applies && criterion.role == Role::counted) sum.maximum = number(criterion.maximum);
  } else {
    Number children;
    for (std::size_t child = 0; child < set.criteria.size(); ++child) {
      if (set.criteria[child].parent != entry) continue;
      Sum part = sum_of(static_cast<int>(child), places, sums_only, policy, set, answers, entry_points);
      sum.points += part.points;
      sum.maximum += part.maximum;
      if (set.criteria[child].role == Role::counted) children += number(set.criteria[child].maximum);
    }
    if (criterion.role != Role::counted) {
      const Number most = number(criterion.maximum);
      if (sum.points > most) sum.points = most;
      if (sum.points < -most) sum.points = -most;
      entry_points[at] = *decimal_text(sums_only ? round_half_up(sum.points, places) : sum.points, Decimal::max_places);
      return sum;
    }
    sum.maximum = group_maximum(number(criterion.maximum), children, sum.maximum);
    if (criterion.capped) sum.points = std::min(sum.points, sum.maximum);
  }
  entry_points[at] = *decimal_text(sums_only ? round_half_up(sum.points, places) : sum.points, Decimal::max_places);
  return sum;
}

}  // namespace

Total score_set(int criterion_places, int total_places, bool sums_only, NotApplicablePolicy policy, const CriteriaSet& set,
                const Answers& answers) {
  Total total;
  total.entry_points.resize(set.criteria.size());
  Number points, maximum;
  for (std::size_t entry = 0; entry < set.criteria.size(); ++entry) {
    if (set.criteria[entry].parent != -1) continue;
    Sum sum = sum_of(static_cast<int>(entry), criterion_places, sums_only, policy, set, answers, total.entry_points);
    points += sum.points;
    maximum += sum.maximum;
  }
  if (points < 0) points = 0;
  total.points = *decimal_text(round_half_up(points, total_places), total_places);
  total.maximum = *decimal_text(maximum, Decimal::max_places);
  return total;
}

}  // namespace thuocdo::reference
