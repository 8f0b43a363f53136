#include <algorithm>
#include <regex>

#include "number/ratio.h"
#include "programme/lint_parts.h"

namespace thuocdo {
namespace {

Text shown(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

std::optional<Decimal> plain_number(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  return Decimal::parse_plain(text);
}

// "tối đa 5 điểm" in the words of the method; nothing where it is not said, or said more than once.
std::optional<Decimal> maximum_in(const std::string& words) {
  constexpr std::size_t longest = 2000;
  if (words.size() > longest) return std::nullopt;
  static const std::regex most("(?:[Tt]ối đa|[Kk]hông quá|[Kk]hông vượt quá) ([0-9]+(?:[.,][0-9]+)?) ?(?:điểm|đ\\b)");
  std::sregex_iterator found(words.begin(), words.end(), most);
  if (found == std::sregex_iterator() || std::next(found) != std::sregex_iterator()) return std::nullopt;
  return plain_number((*found)[1]);
}

// The numbers that stand in a wording, and the fractions and percentages among them.
struct Numbers {
  std::vector<Decimal> plain;
  std::vector<Ratio> parts;  // "1/2", "50%"
};

Numbers numbers_in(const std::string& words) {
  static const std::regex figure("([0-9]+(?:[.,][0-9]+)?)(?: ?/ ?([0-9]+)| ?(%))?");
  Numbers numbers;
  for (std::sregex_iterator found(words.begin(), words.end(), figure), end; found != end; ++found) {
    const auto value = plain_number((*found)[1]);
    if (!value) continue;
    numbers.plain.push_back(*value);
    if ((*found)[3].matched) numbers.parts.push_back(Ratio(*value) / Ratio(Decimal(100)));
    if (!(*found)[2].matched) continue;
    const auto below = plain_number((*found)[2]);
    if (!below) continue;
    numbers.plain.push_back(*below);
    if (!below->is_zero()) numbers.parts.push_back(Ratio(*value) / Ratio(*below));
  }
  return numbers;
}

// The points that a rule of listed cases gives: each of them stands in the decision's words.
struct ListedPoints {
  std::vector<Decimal> operator()(const YesNo& rule) const { return {rule.yes, rule.no}; }
  std::vector<Decimal> operator()(const Choice& rule) const {
    std::vector<Decimal> points;
    for (const Level& level : rule.levels) points.push_back(level.points);
    return points;
  }
  std::vector<Decimal> operator()(const Steps& rule) const {
    std::vector<Decimal> points = {rule.below};
    for (const Step& step : rule.steps) points.push_back(step.points);
    return points;
  }
  std::vector<Decimal> operator()(const Items& rule) const {
    std::vector<Decimal> points;
    for (const Item& item : rule.items) points.push_back(item.points);
    return points;
  }
  std::vector<Decimal> operator()(const DeadlineRule& rule) const {
    std::vector<Decimal> points;
    for (const DateStep& step : rule.steps) points.push_back(step.points);
    return points;
  }
  template <class Other>
  std::vector<Decimal> operator()(const Other&) const {
    return {};
  }
};

// The first number of the rule that the words do not hold; nothing where they hold all, or none at all. "Điểm tối
// đa" in words stands for the maximum, a fraction or a percentage for that part of it.
std::optional<Decimal> lacking(const Criterion& criterion) {
  constexpr std::size_t longest = 2000;  // std::regex recurses
  const std::string& words = criterion.method.vi;
  if (words.empty() || words.size() > longest) return std::nullopt;
  const Numbers numbers = numbers_in(words);
  const auto is_zero = [](const Decimal& number) { return number.is_zero(); };
  if (std::all_of(numbers.plain.begin(), numbers.plain.end(), is_zero)) return std::nullopt;
  const bool names_maximum = words.find("ối đa") != std::string::npos;
  for (const Decimal& points : std::visit(ListedPoints{}, *criterion.rule())) {
    if (points.is_zero() || (names_maximum && points == criterion.maximum)) continue;
    if (std::find(numbers.plain.begin(), numbers.plain.end(), points) != numbers.plain.end()) continue;
    const auto is_part = [&](const Ratio& part) { return part * Ratio(criterion.maximum) == Ratio(points); };
    if (std::any_of(numbers.parts.begin(), numbers.parts.end(), is_part)) continue;
    return points;
  }
  return std::nullopt;
}

}  // namespace

void lint_wording(const Tier& tier, Findings& findings) {
  std::vector<std::string> unproved;
  std::vector<std::string> unnamed;
  std::vector<std::string> unexplained;
  for (const Criterion& criterion : tier.set.criteria) {
    if (!criterion.rule() || !earns_points(*criterion.rule())) continue;
    if (criterion.sole_supplier) continue;  // nothing is asked of the unit
    if (!criterion.evidence_required && criterion.role != Role::deduction) unproved.push_back(criterion.id);
    if (criterion.evidence_required && criterion.evidence.empty() && criterion.role != Role::deduction) unnamed.push_back(criterion.id);
    if (!criterion.reason_required && criterion.role == Role::counted) unexplained.push_back(criterion.id);
    const auto disagrees = [&](Code code, std::vector<Text> arguments) {
      arguments.insert(arguments.begin(), Text{criterion.id, {}});
      findings.push_back(finding(code, arguments).about(criterion.id).in_file(tier.criteria_file).at_line(criterion.line));
    };
    const auto said = maximum_in(criterion.method.vi);
    if (said && *said != criterion.maximum) {
      disagrees(Code::method_disagrees, {shown(*said), shown(criterion.maximum)});
    } else if (const auto lost = lacking(criterion)) {
      disagrees(Code::method_lacks, {shown(*lost)});
    }
  }
  const auto report = [&](Code code, const std::vector<std::string>& ids) {
    if (ids.empty()) return;
    findings.push_back(finding(code, {tier.key, std::to_string(ids.size()), few(ids)}).in_file(tier.criteria_file));
  };
  report(Code::evidence_not_asked, unproved);
  report(Code::evidence_unnamed, unnamed);
  report(Code::reason_not_asked, unexplained);
}

}  // namespace thuocdo
