// Wordings that give points to what they name: yes or no, levels, steps of a count, items, a count with its cap.
#include <algorithm>

#include "number/ratio.h"
#include "scoring/answer.h"
#include "sheet/wording_parts.h"

namespace thuocdo {
namespace {

// "từ 2 đến 3 cuộc": what is counted, from how many, and to how many where that is said.
struct Counted {
  Decimal at;
  std::optional<Decimal> upper;
  std::string unit;       // plain
  bool or_more = false;
};

std::optional<Counted> counted_in(const std::string& plain) {
  static const std::string before = "^(?:[^0-9<>]*?)";
  static const std::regex range(before + R"((?:tu )?(\d+) ?(?:den|-) ?(duoi )?(\d+) ([^0-9%<>]+)$)");
  static const std::regex above(before + R"((?:tren|hon|nhieu hon|>) ?(\d+) ([^0-9%<>]+)$)");
  static const std::regex from(before + R"((?:(>=|tu|it nhat|toi thieu) ?)?(\d+) ([^0-9%<>]+)$)");
  // Days and months are dates and no counts; "không quá 3" is no step upwards.
  static const std::regex other(R"((^| )(duoi|khong qua|toi da|thang|quy|ngay|it hon)( |$))");
  if (std::regex_search(plain, other) && plain.find(" den duoi ") == std::string::npos) return std::nullopt;
  std::smatch match;
  Counted counted;
  const auto whole = [](const std::string& text) {
    const auto number = number_of(text);
    return number && number->is_whole() ? number : std::nullopt;
  };
  if (std::regex_match(plain, match, range)) {
    const auto low = whole(match[1]);
    const auto high = whole(match[3]);
    if (!low || !high) return std::nullopt;
    counted.at = *low;
    counted.upper = match[2].matched ? subtract(*high, Decimal(1)) : high;
    counted.unit = match[4];
    if (!counted.upper || *counted.upper < *low) return std::nullopt;
  } else if (std::regex_match(plain, match, above)) {
    const auto low = whole(match[1]);
    const auto next = low ? add(*low, Decimal(1)) : std::nullopt;
    if (!next) return std::nullopt;
    counted.at = *next;
    counted.unit = match[2];
    counted.or_more = true;
  } else if (std::regex_match(plain, match, from)) {
    const auto low = whole(match[2]);
    if (!low) return std::nullopt;
    counted.at = *low;
    counted.unit = match[3];
    counted.or_more = match[1].matched;
  } else {
    return std::nullopt;
  }
  constexpr std::string_view tail = " tro len";
  if (counted.unit.ends_with(tail)) {
    counted.unit.resize(counted.unit.size() - tail.size());
    counted.or_more = true;
  }
  return counted;
}

}  // namespace

// "Có 2 / Không 0"
std::optional<Rule> slash_yes_no(const PlainSigns& words, const Decimal& maximum) {
  static const std::regex pattern(R"(^co ?:? ?(\d+(?:[.,]\d+)?) ?(?:diem|d)? ?/ ?khong ?(?:co)? ?:? ?(\d+(?:[.,]\d+)?) ?(?:diem|d)?\.?$)");
  std::smatch match;
  if (words.plain().size() > longest_clause || !std::regex_match(words.plain(), match, pattern)) return std::nullopt;
  const auto yes = number_of(match[1]);
  const auto no = number_of(match[2]);
  if (!yes || !no || *yes != maximum || !(*no < *yes)) return std::nullopt;
  return YesNo{*yes, *no};
}

std::optional<Rule> yes_no_of(const std::vector<WordingPair>& pairs, const Decimal& maximum) {
  if (pairs.size() != 2 || pairs[0].points != maximum || !(pairs[1].points < pairs[0].points)) return std::nullopt;
  if (!is_one_of(pairs[0].plain, {"co", "dat", "neu co", "dung"})) return std::nullopt;
  if (!is_one_of(pairs[1].plain, {"khong", "khong co", "khong dat", "chua", "chua co", "chua dat", "neu khong", "neu khong co", "con lai"})) return std::nullopt;
  return YesNo{pairs[0].points, pairs[1].points};
}

std::optional<Rule> steps_of(const std::vector<WordingPair>& pairs, const Decimal& maximum) {
  static const std::regex less(R"((?:^|.* )(?:duoi|it hon) (\d+) [^0-9%]+$)");
  struct Part {
    Counted counted;
    Decimal points;
  };
  Steps steps;
  std::vector<Part> parts;
  std::optional<Decimal> less_than;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::string& plain = pairs[i].plain;
    std::smatch match;
    const bool below = i + 1 == pairs.size() && std::regex_match(plain, match, less);
    if (below) less_than = number_of(match[1]);
    if (below || (i + 1 == pairs.size() && (says_no(plain) || plain.starts_with("0 ")))) {
      steps.below = pairs[i].points;
      continue;
    }
    auto counted = counted_in(plain);
    if (!counted || counted->at.is_zero()) return std::nullopt;
    const std::string word = counted->unit.substr(0, counted->unit.find_first_of(" /"));
    if (!parts.empty() && word != parts[0].counted.unit.substr(0, parts[0].counted.unit.find_first_of(" /"))) return std::nullopt;
    if (parts.empty()) {
      // Brackets stand in the label but not in what was matched.
      const PlainSigns label(pairs[i].label);
      const std::size_t start = label.plain().find(counted->unit);
      const std::string unit = start == std::string::npos ? std::string() : label.original(start, start + counted->unit.size());
      if (unit.empty()) return std::nullopt;
      steps.unit = {unit, {}};
    }
    parts.push_back({std::move(*counted), pairs[i].points});
  }
  if (parts.empty() || pairs.size() < 2) return std::nullopt;
  std::sort(parts.begin(), parts.end(), [](const Part& one, const Part& other) { return one.counted.at > other.counted.at; });
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Counted& counted = parts[i].counted;
    const Decimal next = i + 1 < parts.size() ? parts[i + 1].points : steps.below;
    if (!(parts[i].points > next) || (i + 1 < parts.size() && counted.at == parts[i + 1].counted.at)) return std::nullopt;
    // A range ends where the next step begins: a gap or an overlap is no list of steps.
    if (counted.upper && (i == 0 || add(*counted.upper, Decimal(1)) != parts[i - 1].counted.at)) return std::nullopt;
    if (i > 0 && counted.or_more && !parts[i - 1].counted.or_more) return std::nullopt;
    steps.steps.push_back({counted.at, parts[i].points});
  }
  if (less_than && *less_than != parts.back().counted.at) return std::nullopt;
  if (steps.steps.front().points != maximum) return std::nullopt;
  return steps;
}

std::optional<Rule> choice_of(const std::vector<WordingPair>& pairs, const Decimal& maximum) {
  if (pairs.size() < 2) return std::nullopt;
  std::vector<WordingPair> sorted = pairs;
  std::stable_sort(sorted.begin(), sorted.end(), [](const WordingPair& one, const WordingPair& other) { return one.points > other.points; });
  if (sorted.front().points != maximum || sorted.back().points == maximum) return std::nullopt;
  Choice choice;
  for (const WordingPair& pair : sorted) {
    for (const Level& level : choice.levels) {
      if (fold(level.text.vi) == fold(pair.label)) return std::nullopt;
    }
    choice.levels.push_back({"muc-" + std::to_string(choice.levels.size() + 1), {pair.label, {}}, pair.points});
  }
  return choice;
}

std::optional<Rule> items_of(const std::vector<WordingPair>& pairs, const Decimal& maximum) {
  Items items{{}, maximum};
  Ratio sum;
  for (const WordingPair& pair : pairs) {
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

std::optional<Rule> count_of(const PlainSigns& words, const Decimal& maximum) {
  static const std::string cap =
      R"((?:(?:nhung |va )?(?:tong (?:so )?diem[^0-9]*? |cong lai )?(?:toi da|khong qua|khong vuot qua|khong duoc qua|cao nhat|nhieu nhat) ?(?:la |duoc )?:? ?(?:(\d+(?:[.,]\d+)?) ?(?:diem|d)?|(?:so )?diem toi da)\)?))";
  // "mỗi ứng dụng 1 điểm, tối đa 5"
  static const std::regex each_before(
      R"(^(?:liet ke |tinh |cham |cu )*(?:moi|cu (?:1|01|mot)) ([^0-9]+?) ?(?:duoc|dat|tinh|cong|:|=|,)? ?(\d+(?:[.,]\d+)?) ?(?:diem|d)\b[ ,;.(]*)" + cap + R"(?\.?$)");
  // "1 điểm cho mỗi ứng dụng, tối đa 5", "1 điểm/ứng dụng, tối đa 5"
  static const std::regex each_behind(
      R"(^(?:cong |duoc |tinh |cham )?(\d+(?:[.,]\d+)?) ?(?:diem|d) ?(?:/ ?(?:1 |01 )?|cho moi |cho 1 |cho 01 |moi )([^0-9,;:.(]+?)[ ,;.(]+)" + cap + R"(\.?$)");
  std::smatch match;
  if (words.plain().size() > longest_clause) return std::nullopt;
  std::size_t unit_group = 1;
  std::size_t each_group = 2;
  if (!std::regex_match(words.plain(), match, each_before)) {
    if (!std::regex_match(words.plain(), match, each_behind)) return std::nullopt;
    std::swap(unit_group, each_group);
  }
  const auto each = number_of(match[each_group]);
  const auto most = match[3].matched ? number_of(match[3]) : std::optional(maximum);
  if (!each || !most || each->is_zero() || *each > *most || *most > maximum) return std::nullopt;
  const auto start = static_cast<std::size_t>(match.position(unit_group));
  std::size_t end = start + static_cast<std::size_t>(match.length(unit_group));
  for (bool again = true; again;) {
    again = false;
    for (std::string_view word : {" duoc", " dat", " tinh", " cong", ":", "=", " "}) {
      if (end - start > word.size() && words.plain().compare(end - word.size(), word.size(), word) == 0) {
        end -= word.size();
        again = true;
      }
    }
  }
  return CountPoints{{words.original(start, end), {}}, *each, *most};
}

// "Hội đồng chấm từ 0 đến 5 điểm", "Chấm điểm từ 0 đến điểm tối đa tùy mức độ thực hiện"
std::optional<Rule> judged_of(const PlainSigns& words, const Decimal& maximum) {
  static const std::regex pattern(
      R"(^[^0-9=*]*\b(?:cham|danh gia|cho diem)[^0-9=*]*\btu 0(?: diem| d)? den (?:(\d+(?:[.,]\d+)?)(?: ?diem| ?d)?|(?:muc |so )*(?:diem )?toi da)[^0-9=*]*$)");
  std::smatch match;
  if (words.plain().size() > longest_clause || !std::regex_match(words.plain(), match, pattern)) return std::nullopt;
  if (match[1].matched && number_of(match[1]) != maximum) return std::nullopt;
  return Judged{};
}

}  // namespace thuocdo
