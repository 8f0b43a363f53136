#include <algorithm>
#include <regex>

#include "programme/lint_parts.h"

namespace thuocdo {
namespace {

// What a wording says about numbers: "từ 70 đến 84", "70–84%", "từ 85 trở lên", "dưới 50".
struct Range {
  std::string words;
  Decimal from;
  std::optional<Decimal> to;  // nothing: and more
  bool below = false;         // `to` itself is no part of it
};

std::optional<Decimal> number(const std::string& text) {
  std::string plain = text;
  std::replace(plain.begin(), plain.end(), ',', '.');
  return Decimal::parse_plain(plain);
}

// One range of the words; nothing where there is none, or more than one.
std::optional<Range> range_of(const std::string& words) {
  static const std::string figure = "([0-9]+(?:[.,][0-9]+)?) ?(?:%|điểm)?";
  static const std::regex between(figure + " ?(?:–|-|đến) ?(dưới |< ?)?" + figure);
  static const std::regex from("(?:[Tt]ừ|≥|>=) ?" + figure + "(?: trở lên)?");
  static const std::regex under("(?:[Dd]ưới|<) ?" + figure);
  constexpr std::size_t longest = 400;  // std::regex recurses
  if (words.size() > longest) return std::nullopt;
  std::smatch found;
  if (std::regex_search(words, found, between)) {
    const auto low = number(found[1]);
    const auto high = number(found[3]);
    if (!low || !high || *low >= *high) return std::nullopt;
    return Range{words, *low, *high, found[2].matched};
  }
  if (std::regex_search(words, found, from)) {
    const auto low = number(found[1]);
    return low ? std::optional(Range{words, *low, std::nullopt, false}) : std::nullopt;
  }
  if (std::regex_search(words, found, under)) {
    const auto high = number(found[1]);
    return high ? std::optional(Range{words, Decimal(), *high, true}) : std::nullopt;
  }
  return std::nullopt;
}

Text shown(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

// A value between the two, for the sentence.
Decimal between(const Decimal& low, const Decimal& high) {
  const auto sum = add(low, high);
  if (!sum) return low;
  return Decimal::from_units(static_cast<__int128>(sum->units()) * 5, sum->places() + 1).value_or(low);
}

void compare(std::vector<Range> ranges, const std::string& file, const Criterion* criterion, Findings& findings) {
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
  const auto report = [&](Code code, const Range& low, const Range& high, const Decimal& value) {
    Finding found = finding(code, std::vector<Text>{{low.words, {}}, {high.words, {}}, shown(value)});
    found.in_file(file);
    if (criterion) found.about(criterion->id).at_line(criterion->line);
    findings.push_back(std::move(found));
  };
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    const Range& low = ranges[i - 1];
    const Range& high = ranges[i];
    if (!low.to || *low.to > high.from || (*low.to == high.from && !low.below)) {
      report(Code::range_overlap, low, high, high.from);
    } else if (*low.to < high.from) {
      report(Code::range_gap, low, high, between(*low.to, high.from));
    }
  }
}

void lint_bands(const Programme& programme, Findings& findings) {
  Decimal most;
  for (const Tier& tier : programme.tiers) {
    const bool share = programme.ranking.by == RankBy::share;
    most = std::max(most, share ? programme.ranking.scale.value_or(tier.set.maximum) : tier.set.maximum);
  }
  std::vector<Range> ranges;
  for (const Band& band : programme.bands) {
    if (!band.from) {
      findings.push_back(finding(Code::band_threshold_missing, {band.name.vi}).in_file("programme.xml"));
    } else if (*band.from > most) {
      findings.push_back(finding(Code::band_unreachable, std::vector<Text>{band.name, shown(*band.from), shown(most)}).in_file("programme.xml"));
    }
    if (auto range = range_of(band.name.vi)) ranges.push_back(std::move(*range));
  }
  compare(std::move(ranges), "programme.xml", nullptr, findings);
}

}  // namespace

void lint_ranges(const Programme& programme, Findings& findings) {
  lint_bands(programme, findings);
  for (const Tier& tier : programme.tiers) {
    for (const Criterion& criterion : tier.set.criteria) {
      const auto* choice = criterion.rule() ? std::get_if<Choice>(&*criterion.rule()) : nullptr;
      if (!choice) continue;
      std::vector<Range> ranges;
      for (const Level& level : choice->levels) {
        // Whole numbers have nothing between them; shares do.
        if (level.text.vi.find('%') == std::string::npos) continue;
        if (auto range = range_of(level.text.vi)) ranges.push_back(std::move(*range));
      }
      compare(std::move(ranges), tier.criteria_file, &criterion, findings);
    }
  }
}

}  // namespace thuocdo
