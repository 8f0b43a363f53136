#include "sheet/wording_parts.h"

#include <algorithm>

#include "number/ratio.h"
#include "scoring/answer.h"

namespace thuocdo {
namespace {

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

// A heading, or a remark that holds no figure and takes nothing away.
bool says_nothing(const std::string& plain) {
  static const std::regex heading(R"(^(?:trong do|voi|cach tinh(?: diem)?|cong thuc(?: tinh)?(?: diem)?|duoc tinh)(?: nhu sau)? ?:?$)");
  if (plain.size() > longest_clause) return false;
  if (std::regex_match(plain, heading)) return true;
  return begins_with_word(plain, {"ghi chu:", "ghi chu", "luu y:", "luu y", "can cu theo", "thoi gian can cu"}) &&
         plain.find_first_of("0123456789=*%") == std::string::npos && plain.find("tru ") == std::string::npos;
}

struct Points {
  Decimal value;
  bool says_points = false;     // the words say so, not only a number
  std::size_t label_end = 0;
};

std::optional<Points> points_behind(const std::string& plain, const Decimal& maximum) {
  static const std::regex share(
      R"((?:(\d+) ?/ ?(\d+)|(\d+(?:[.,]\d+)?) ?%|(\d[.,]\d+) ?(?=[*x])|(mot nua|nua))? ?(?:[*x]|nhan(?: voi)?)? ?(?:cua )?(?:so )?(?:diem )?toi da$)");
  static const std::regex part(R"((?:(\d+) ?/ ?(\d+)|(\d+(?:[.,]\d+)?) ?%) so diem$)");
  static const std::regex zero(R"(khong (?:co |duoc |tinh |duoc tinh |cho )?diem$)");
  static const std::regex number(R"((\d+(?:[.,]\d+)*) ?(diem|d)?$)");
  std::smatch match;
  std::optional<Decimal> value;
  Points points;
  const auto of_maximum = [&](const std::string& above, const std::string& below) {
    const auto upper = number_of(above);
    const auto lower = number_of(below);
    return upper && lower ? product(maximum, *upper, *lower) : std::nullopt;
  };
  const bool whole_maximum = plain.ends_with("toi da") && std::regex_search(plain, match, share);
  if (whole_maximum || (plain.ends_with("so diem") && std::regex_search(plain, match, part))) {
    points.says_points = true;
    if (match[1].matched) {
      value = of_maximum(match[1], match[2]);
    } else if (match[3].matched) {
      value = of_maximum(match[3], "100");
    } else if (match.size() > 4 && match[4].matched) {
      value = of_maximum(match[4], "1");
    } else if (match.size() > 5 && match[5].matched) {
      value = of_maximum("1", "2");
    } else {
      value = maximum;
    }
  } else if (plain.ends_with("diem") && std::regex_search(plain, match, zero) && match.position(0) > 0) {
    points.says_points = true;
    value = Decimal();
  } else if (std::regex_search(plain, match, number)) {
    points.says_points = match[2].matched;
    const auto start = static_cast<std::size_t>(match.position(0));
    // "80-100", "1/2" and "50%" are no points.
    if (start > 0 && std::string("-/%.,<>").find(plain[start - 1]) != std::string::npos) return std::nullopt;
    value = number_of(match[1]);
  }
  if (!value) return std::nullopt;
  points.label_end = static_cast<std::size_t>(match.position(0));
  points.value = *value;
  return points;
}

// "5 điểm: đã ban hành", "Được 5 điểm nếu đã ban hành"
std::optional<WordingPair> points_before(const PlainSigns& clause) {
  static const std::regex pattern(R"(^(?:duoc |dat |cho )?(\d+(?:[.,]\d+)?) ?(?:diem|d) ?(?::|- |neu |khi |doi voi ) ?(.{2,})$)");
  std::smatch match;
  if (!std::regex_match(clause.plain(), match, pattern)) return std::nullopt;
  const auto points = number_of(match[1]);
  const std::string rest = match[2];
  if (!points || rest.find_first_of("=*%") != std::string::npos || begins_with_word(rest, {"moi"})) return std::nullopt;
  return WordingPair{original_of(clause, match, 2), without_brackets(rest), *points};
}

std::optional<WordingPair> pair_in(const PlainSigns& clause, const std::string& plain, const Decimal& maximum) {
  const auto points = points_behind(plain, maximum);
  if (!points) return std::nullopt;
  std::string label = plain.substr(0, points->label_end);
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
  WordingPair pair{clause.original(0, label.size()), without_brackets(label), points->value};
  const bool known = is_one_of(pair.plain, {"co", "khong", "con lai", "dat", "khong dat", "chua", "chua co", "khong co"});
  if (pair.label.empty() || (!parted && !points->says_points && !known)) return std::nullopt;
  // A formula, a deduction or a bonus is more than a level with its points.
  if (pair.plain.find_first_of("=*") != std::string::npos && pair.plain.find(">=") == std::string::npos) return std::nullopt;
  if (begins_with_word(pair.plain, {"tru", "giam", "cong", "cong them", "thuong", "bi tru", "moi"})) return std::nullopt;
  return pair;
}

}  // namespace

std::optional<Decimal> number_of(const std::string& text) {
  const ReadNumber read = read_number(text);
  return read.value && !read.value->is_negative() ? read.value : std::nullopt;
}

std::optional<Decimal> product(const Decimal& maximum, const Decimal& part, const Decimal& whole) {
  return whole.is_zero() ? std::nullopt : (Ratio(maximum) * Ratio(part) / Ratio(whole)).exact();
}

bool is_one_of(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool begins_with_word(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
  });
}

bool says_no(const std::string& plain) {
  return begins_with_word(plain, {"khong", "chua", "con lai", "khac", "truong hop khac", "truong hop con lai", "cac truong hop con lai"});
}

std::string trimmed_clause(std::string text) {
  text = tidy(text);
  while (!text.empty() && (text.back() == '.' || text.back() == ',' || text.back() == ' ')) text.pop_back();
  for (std::string_view bullet : {"- ", "+ ", "* ", "• ", "– ", "-", "+", "•"}) {
    if (text.starts_with(bullet)) {
      text = tidy(std::string_view(text).substr(bullet.size()));
      break;
    }
  }
  const PlainSigns signs(text.substr(0, 80));
  for (std::string_view heading : {"cach tinh diem:", "cach tinh:", "cong thuc tinh diem:", "cong thuc tinh:", "cong thuc:", "phuong phap tinh:", "trong do:", "trong do,"}) {
    if (!signs.plain().starts_with(heading)) continue;
    return tidy(std::string_view(text).substr(signs.original(0, heading.size()).size()));
  }
  return text;
}

std::vector<PlainSigns> clauses_of(std::string_view words, Parting parting) {
  std::vector<PlainSigns> clauses;
  std::string current;
  int depth = 0;  // nothing is parted inside brackets
  const auto end = [&] {
    const std::string clause = trimmed_clause(current);
    if (!clause.empty()) {
      PlainSigns signs(clause);
      if (!says_nothing(signs.plain())) clauses.push_back(std::move(signs));
    }
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

std::string original_of(const PlainSigns& signs, const std::smatch& match, std::size_t group) {
  const auto from = static_cast<std::size_t>(match.position(group));
  return signs.original(from, from + static_cast<std::size_t>(match.length(group)));
}

std::optional<WordingPair> pair_of(const PlainSigns& clause, const Decimal& maximum) {
  if (clause.plain().size() > longest_clause) return std::nullopt;
  if (auto pair = pair_in(clause, clause.plain(), maximum)) return pair;
  // A remark in brackets at the end says nothing about the points: "… hoặc không ban hành: 0 (theo chữ ký số)".
  const std::string& plain = clause.plain();
  const std::size_t bracket = plain.rfind('(');
  if (bracket != std::string::npos && plain.ends_with(")")) {
    std::string shorter = plain.substr(0, bracket);
    while (!shorter.empty() && shorter.back() == ' ') shorter.pop_back();
    if (auto pair = pair_in(clause, shorter, maximum)) return pair;
  }
  return points_before(clause);
}

std::optional<std::vector<WordingPair>> pairs_of(const std::vector<PlainSigns>& clauses, const Decimal& maximum) {
  std::vector<WordingPair> pairs;
  for (const PlainSigns& clause : clauses) {
    auto pair = pair_of(clause, maximum);
    if (!pair) return std::nullopt;
    pairs.push_back(std::move(*pair));
  }
  return pairs;
}

}  // namespace thuocdo
