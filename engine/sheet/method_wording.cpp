#include "sheet/method_wording.h"

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "number/ratio.h"
#include "scoring/answer.h"
#include "sheet/plain_signs.h"

namespace thuocdo {
namespace {

// Longer wordings are never one of the common phrases, and patterns take their time on them.
constexpr std::size_t longest_wording = 2000;
constexpr std::size_t longest_clause = 400;

std::optional<Decimal> number_of(const std::string& text) {
  const ReadNumber read = read_number(text);
  return read.value && !read.value->is_negative() ? read.value : std::nullopt;
}

std::optional<Decimal> product(const Decimal& maximum, const Decimal& part, const Decimal& whole) {
  return whole.is_zero() ? std::nullopt : (Ratio(maximum) * Ratio(part) / Ratio(whole)).exact();
}

bool any_of(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool starts_with_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
  });
}

std::string without_brackets(const std::string& text) {
  std::string out;
  int depth = 0;
  for (char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return tidy(out);
}

// Bullets before, full stops and commas behind.
std::string trimmed_clause(std::string text) {
  text = tidy(text);
  while (!text.empty() && (text.back() == '.' || text.back() == ',' || text.back() == ' ')) text.pop_back();
  for (std::string_view bullet : {"- ", "+ ", "* ", "• ", "– ", "-", "+", "•"}) {
    if (text.starts_with(bullet)) return tidy(std::string_view(text).substr(bullet.size()));
  }
  return text;
}

enum class Parting { semicolons, commas, stops };

std::vector<PlainSigns> clauses_of(std::string_view words, Parting parting) {
  std::vector<PlainSigns> clauses;
  std::string current;
  int depth = 0;  // nothing is parted inside brackets
  const auto end = [&] {
    const std::string clause = trimmed_clause(current);
    if (!clause.empty()) clauses.emplace_back(clause);
    current.clear();
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    const bool blank_next = i + 1 >= words.size() || words[i + 1] == ' ' || words[i + 1] == '\n';
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    const bool parts = c == '\n' || (depth == 0 && (c == ';' || (c == ',' && parting == Parting::commas && blank_next) ||
                                                   (c == '.' && parting == Parting::stops && blank_next)));
    if (parts) {
      if (c == '\n') depth = 0;
      end();
    } else {
      current += c;
    }
  }
  end();
  return clauses;
}

// "Trưởng ban là Chủ tịch: 1/2*Điểm tối đa" → label and points.
struct Pair {
  std::string label;  // as written
  std::string plain;  // without marks and brackets
  Decimal points;
};

std::optional<Pair> pair_in(const PlainSigns& clause, std::string plain, const Decimal& maximum) {
  static const std::regex share(R"((?:(\d+) ?/ ?(\d+)|(\d+(?:[.,]\d+)?) ?%)? ?[*x]? ?(?:so )?(?:diem )?toi da$)");
  static const std::regex number(R"((\d+(?:[.,]\d+)*) ?(diem|d)?$)");
  std::smatch match;
  std::optional<Decimal> points;
  bool says_points = false;
  std::size_t label_end = 0;
  if (plain.ends_with("toi da") && std::regex_search(plain, match, share)) {
    says_points = true;
    label_end = static_cast<std::size_t>(match.position(0));
    if (match[1].matched) {
      const auto part = number_of(match[1]);
      const auto whole = number_of(match[2]);
      if (part && whole) points = product(maximum, *part, *whole);
    } else if (match[3].matched) {
      const auto percent = number_of(match[3]);
      if (percent) points = product(maximum, *percent, Decimal(100));
    } else {
      points = maximum;
    }
  } else if (std::regex_search(plain, match, number)) {
    says_points = match[2].matched;
    label_end = static_cast<std::size_t>(match.position(0));
    // "80-100", "1/2" and "50%" are no points.
    if (label_end > 0 && std::string("-/%.,<>").find(plain[label_end - 1]) != std::string::npos) return std::nullopt;
    points = number_of(match[1]);
  }
  if (!points) return std::nullopt;
  std::string label = plain.substr(0, label_end);
  const auto drop = [&](std::string_view word) {
    while (!label.empty() && label.back() == ' ') label.pop_back();
    const bool whole_word = word.size() == 1 || label.size() == word.size() || (label.size() > word.size() && label[label.size() - word.size() - 1] == ' ');
    if (!label.ends_with(word) || !whole_word) return false;
    label.resize(label.size() - word.size());
    return true;
  };
  bool parted = false;
  for (std::string_view word : {"duoc", "dat", "tinh", "cham", "cho"}) parted = drop(word) || parted;
  for (std::string_view sign : {":", "=", "-", ","}) parted = drop(sign) || parted;
  while (!label.empty() && label.back() == ' ') label.pop_back();
  Pair pair{clause.original(0, label.size()), without_brackets(label), *points};
  const bool known = any_of(pair.plain, {"co", "khong", "con lai", "dat", "khong dat", "chua", "chua co", "khong co"});
  if (pair.label.empty() || (!parted && !says_points && !known)) return std::nullopt;
  // A formula, a deduction or a bonus is more than a level with its points.
  if (pair.plain.find_first_of("=*") != std::string::npos) return std::nullopt;
  if (starts_with_any(pair.plain, {"tru", "giam", "cong", "cong them", "thuong", "bi tru", "moi"})) return std::nullopt;
  return pair;
}

std::optional<Pair> pair_of(const PlainSigns& clause, const Decimal& maximum) {
  if (clause.plain().size() > longest_clause) return std::nullopt;
  if (auto pair = pair_in(clause, clause.plain(), maximum)) return pair;
  // A remark in brackets at the end says nothing about the points: "… hoặc không ban hành: 0 (theo chữ ký số)".
  const std::string& plain = clause.plain();
  const std::size_t bracket = plain.rfind('(');
  if (bracket == std::string::npos || !plain.ends_with(")")) return std::nullopt;
  std::string shorter = plain.substr(0, bracket);
  while (!shorter.empty() && shorter.back() == ' ') shorter.pop_back();
  return pair_in(clause, shorter, maximum);
}

bool says_no(const std::string& plain) { return starts_with_any(plain, {"khong", "chua", "con lai", "khac", "truong hop khac", "truong hop con lai", "cac truong hop con lai"}); }

std::optional<Rule> yes_no_of(const std::vector<Pair>& pairs, const Decimal& maximum) {
  if (pairs.size() != 2 || pairs[0].points != maximum || !(pairs[1].points < pairs[0].points)) return std::nullopt;
  if (!any_of(pairs[0].plain, {"co", "dat", "neu co", "dung"})) return std::nullopt;
  if (!any_of(pairs[1].plain, {"khong", "khong co", "khong dat", "chua", "chua co", "chua dat", "neu khong", "con lai"})) return std::nullopt;
  return YesNo{pairs[0].points, pairs[1].points};
}

std::optional<Rule> steps_of(const std::vector<Pair>& pairs, const Decimal& maximum) {
  // Before the number only "at least" may stand behind the subject; behind it the unit, and "or more".
  static const std::regex counted(R"(^(?:[^0-9]*?)(\d+) ([^0-9%<>]+)$)");
  static const std::regex at_most(R"((^| )(duoi|tren|khong qua|toi da|den|thang|quy|ngay|it hon|nhieu hon|hon)( |$))");
  Steps steps;
  std::string unit_word;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    std::smatch match;
    const std::string plain = pairs[i].plain;
    if (i + 1 == pairs.size() && (says_no(plain) || plain.starts_with("duoi ") || plain.starts_with("0 "))) {
      steps.below = pairs[i].points;
      continue;
    }
    if (!std::regex_match(plain, match, counted) || std::regex_search(plain, at_most)) return std::nullopt;
    const auto at = number_of(match[1]);
    const std::string unit = match[2];
    const std::string word = unit.substr(0, unit.find_first_of(" /"));
    if (!at || !at->is_whole() || at->is_zero() || (!unit_word.empty() && word != unit_word)) return std::nullopt;
    if (unit_word.empty()) {
      unit_word = word;
      const PlainSigns label(pairs[i].label);
      // Brackets stand in the label but not in what was matched.
      const std::size_t start = label.plain().find(unit, label.plain().find(match[1].str()));
      std::string words = start == std::string::npos ? std::string() : label.original(start, start + unit.size());
      const PlainSigns cut(words);
      if (cut.plain().ends_with(" tro len")) words = cut.original(0, cut.plain().size() - 8);
      if (words.empty()) return std::nullopt;
      steps.unit = {words, {}};
    }
    steps.steps.push_back({*at, pairs[i].points});
  }
  if (steps.steps.empty() || pairs.size() < 2) return std::nullopt;
  std::sort(steps.steps.begin(), steps.steps.end(), [](const Step& one, const Step& other) { return one.at > other.at; });
  for (std::size_t i = 0; i < steps.steps.size(); ++i) {
    const Decimal next = i + 1 < steps.steps.size() ? steps.steps[i + 1].points : steps.below;
    if (!(steps.steps[i].points > next) || (i + 1 < steps.steps.size() && steps.steps[i].at == steps.steps[i + 1].at)) return std::nullopt;
  }
  if (steps.steps.front().points != maximum) return std::nullopt;
  return steps;
}

std::optional<Rule> choice_of(const std::vector<Pair>& pairs, const Decimal& maximum) {
  if (pairs.size() < 2) return std::nullopt;
  std::vector<Pair> sorted = pairs;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Pair& one, const Pair& other) { return one.points > other.points; });
  if (sorted.front().points != maximum || sorted.back().points == maximum) return std::nullopt;
  Choice choice;
  for (const Pair& pair : sorted) {
    for (const Level& level : choice.levels) {
      if (fold(level.text.vi) == fold(pair.label)) return std::nullopt;
    }
    choice.levels.push_back({"muc-" + std::to_string(choice.levels.size() + 1), {pair.label, {}}, pair.points});
  }
  return choice;
}

std::optional<Rule> items_of(const std::vector<Pair>& pairs, const Decimal& maximum) {
  Items items{{}, maximum};
  Ratio sum;
  for (const Pair& pair : pairs) {
    if (pair.points.is_zero()) {
      if (!says_no(pair.plain)) return std::nullopt;
      continue;
    }
    if (!(pair.points < maximum)) return std::nullopt;
    sum = sum + Ratio(pair.points);
    items.items.push_back({"nd-" + std::to_string(items.items.size() + 1), {pair.label, {}}, pair.points, std::nullopt});
  }
  if (items.items.size() < 2 || sum.overflowed() || sum != Ratio(maximum)) return std::nullopt;
  return items;
}

std::optional<Rule> rule_of_pairs(const std::vector<PlainSigns>& clauses, const Decimal& maximum) {
  std::vector<Pair> pairs;
  for (const PlainSigns& clause : clauses) {
    auto pair = pair_of(clause, maximum);
    if (!pair) return std::nullopt;
    pairs.push_back(std::move(*pair));
  }
  if (auto rule = yes_no_of(pairs, maximum)) return rule;
  if (auto rule = steps_of(pairs, maximum)) return rule;
  if (auto rule = choice_of(pairs, maximum)) return rule;
  return items_of(pairs, maximum);
}

// "Có 2 / Không 0"
std::optional<Rule> slash_yes_no(const PlainSigns& words, const Decimal& maximum) {
  static const std::regex pattern(R"(^co ?:? ?(\d+(?:[.,]\d+)?) ?(?:diem|d)? ?/ ?khong ?(?:co)? ?:? ?(\d+(?:[.,]\d+)?) ?(?:diem|d)?\.?$)");
  std::smatch match;
  if (!std::regex_match(words.plain(), match, pattern)) return std::nullopt;
  const auto yes = number_of(match[1]);
  const auto no = number_of(match[2]);
  if (!yes || !no || *yes != maximum || !(*no < *yes)) return std::nullopt;
  return YesNo{*yes, *no};
}

std::optional<Rule> count_of(const PlainSigns& words, const Decimal& maximum) {
  static const std::regex pattern(
      R"(^(?:liet ke |tinh |cham |cu )*moi ([^0-9]+?) ?(?:duoc|dat|tinh|cong|:|=|,)? ?(\d+(?:[.,]\d+)?) ?(?:diem|d)\b[ ,;.(]*)"
      R"((?:(?:nhung |va )?(?:tong (?:so )?diem[^0-9]*? |cong lai )?(?:toi da|khong qua|khong vuot qua|khong duoc qua|cao nhat) ?(?:la |duoc )?:? ?(?:(\d+(?:[.,]\d+)?) ?(?:diem|d)?|diem toi da)\)?)?\.?$)");
  std::smatch match;
  if (words.plain().size() > longest_clause || !std::regex_match(words.plain(), match, pattern)) return std::nullopt;
  const auto each = number_of(match[2]);
  const auto cap = match[3].matched ? number_of(match[3]) : std::optional(maximum);
  if (!each || !cap || each->is_zero() || *each > *cap || *cap > maximum) return std::nullopt;
  const std::size_t start = static_cast<std::size_t>(match.position(1));
  std::size_t end = start + static_cast<std::size_t>(match.length(1));
  for (bool again = true; again;) {
    again = false;
    for (std::string_view word : {" duoc", " dat", " tinh", " cong", ":", "=", " "}) {
      if (end - start > word.size() && words.plain().compare(end - word.size(), word.size(), word) == 0) {
        end -= word.size();
        again = true;
      }
    }
  }
  return CountPoints{{words.original(start, end), {}}, *each, *cap};
}

ReadWording ratio_of(const std::vector<PlainSigns>& clauses, const Decimal& maximum) {
  static const std::regex numerator(R"(^(?:trong do,? ?:? ?)?a ?(?:=|:|la) ?(.+)$)");
  static const std::regex denominator(R"(^(?:va )?b ?(?:=|:|la) ?(.+)$)");
  static const std::regex share(R"(^t[yi] le ?(?:\(?%\)?)? ?= ?\(?a ?/ ?b\)?(?: ?[*x] ?100 ?%?)?$)");
  static const std::regex rest_share(R"(^t[yi] le ?(?:\(?%\)?)? ?= ?\( ?b ?- ?a ?\) ?/ ?b(?: ?[*x] ?100 ?%?)?$)");
  static const std::regex named_share(R"(^t[yi] le ?(?:\(?%\)?)? ?= ?([^/*=]{8,}?) ?/ ?([^/*=]{8,}?)(?: ?[*x] ?100 ?%?)?$)");
  static const std::regex points(
      R"(^(?:so )?diem(?: dat duoc)? ?= ?(?:t[yi] le ?(?:\(?%\)?)?|\(? ?a ?/ ?b ?\)?) ?[*x] ?(?:(?:so )?diem toi da|(\d+(?:[.,]\d+)?) ?(?:diem|d)?)$)");
  static const std::regex points_turned(R"(^(?:so )?diem(?: dat duoc)? ?= ?(?:so )?diem toi da ?[*x] ?(?:t[yi] le ?(?:\(?%\)?)?|\(? ?a ?/ ?b ?\)?)$)");
  RatioRule ratio;
  ratio.part = maximum;
  bool has_points = false;
  for (const PlainSigns& clause : clauses) {
    const std::string& plain = clause.plain();
    if (plain.size() > longest_clause) return {};
    std::smatch match;
    const auto cut = [&](std::size_t group) {
      const std::size_t from = static_cast<std::size_t>(match.position(group));
      return clause.original(from, from + static_cast<std::size_t>(match.length(group)));
    };
    if (std::regex_match(plain, match, points)) {
      if (has_points) return {};
      has_points = true;
      if (match[1].matched) {
        const auto part = number_of(match[1]);
        if (!part || part->is_zero() || *part > maximum) return {};
        ratio.part = *part;
      }
    } else if (std::regex_match(plain, points_turned)) {
      if (has_points) return {};
      has_points = true;
    } else if (std::regex_match(plain, rest_share)) {
      ratio.complement = true;
    } else if (std::regex_match(plain, share)) {
    } else if (std::regex_match(plain, match, numerator) && ratio.a.empty()) {
      ratio.a = {cut(1), {}};
    } else if (std::regex_match(plain, match, denominator) && ratio.b.empty()) {
      ratio.b = {cut(1), {}};
    } else if (std::regex_match(plain, match, named_share) && ratio.a.empty() && ratio.b.empty()) {
      ratio.a = {cut(1), {}};
      ratio.b = {cut(2), {}};
    } else {
      return {};
    }
  }
  if (!has_points || ratio.a.empty() != ratio.b.empty()) return {};
  ReadWording read;
  read.unnamed_ratio = ratio.a.empty();
  read.rule = std::move(ratio);
  return read;
}

}  // namespace

ReadWording read_wording(std::string_view words, const Decimal& maximum) {
  ReadWording read;
  if (words.size() > longest_wording) return read;
  const PlainSigns whole(trimmed_clause(std::string(words)));
  if (maximum.is_zero()) return read;
  read.rule = slash_yes_no(whole, maximum);
  if (!read.rule) read.rule = count_of(whole, maximum);
  for (Parting parting : {Parting::semicolons, Parting::commas, Parting::stops}) {
    if (read.rule) break;
    const std::vector<PlainSigns> clauses = clauses_of(words, parting);
    if (clauses.empty()) break;
    read.rule = rule_of_pairs(clauses, maximum);
    if (!read.rule) read = ratio_of(clauses, maximum);
  }
  return read;
}

}  // namespace thuocdo
