#include "ranking/flags.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "number/ratio.h"

namespace thuocdo {
namespace {

constexpr std::size_t fewest_answers = 10;
constexpr int changed_percent = 25;

const Criterion& criterion_of(const Tier& tier, const Denominator& one) { return tier.set.criteria[static_cast<std::size_t>(one.criterion)]; }

// "1.1 = 120; 1.3 = 95"
std::string listed(const std::vector<const Denominator*>& all, const Tier& tier, Notation notation) {
  std::string text;
  for (const Denominator* one : all) text += (text.empty() ? "" : "; ") + criterion_of(tier, *one).number + " = " + one->value.text(notation);
  return text;
}

void denominators_within(const RankedUnit& unit, const Tier& tier, std::vector<Flag>& found) {
  std::vector<std::vector<const Denominator*>> alike;  // by wording, in the order of the criteria
  std::map<std::string, std::size_t> place;
  for (const Denominator& one : unit.denominators) {
    const auto [at, added] = place.emplace(fold(one.label.vi), alike.size());
    if (added) alike.emplace_back();
    alike[at->second].push_back(&one);
  }
  for (const auto& group : alike) {
    if (std::all_of(group.begin(), group.end(), [&](const Denominator* one) { return one->value == group.front()->value; })) continue;
    Flag flag{FlagKind::denominators_differ, &tier, unit.unit, {}, {}, {}};
    for (const Denominator* one : group) flag.criteria.push_back(criterion_of(tier, *one).id);
    const Text& label = group.front()->label;
    flag.message = {"Mẫu số “" + label.vi + "” không thống nhất giữa các tiêu chí: " + listed(group, tier, Notation::vietnamese) + ".",
                    "The denominator \"" + label.in(Language::english) + "\" differs between criteria: " + listed(group, tier, Notation::plain) + "."};
    found.push_back(std::move(flag));
  }
}

bool changed_much(const Decimal& now, const Decimal& before) {
  if (now == before) return false;
  const Ratio difference = Ratio(now) - Ratio(before);
  const Ratio limit = Ratio(before) * Ratio(Decimal(changed_percent)) / Ratio(Decimal(100));
  return (difference.is_negative() ? Ratio() - difference : difference) >= limit;
}

void denominators_before(const RankedUnit& unit, const Tier& tier, const PastResult& past, const std::string& round, std::vector<Flag>& found) {
  for (const Denominator& one : unit.denominators) {
    const Criterion& criterion = criterion_of(tier, one);
    const auto before = std::find_if(past.denominators.begin(), past.denominators.end(), [&](const auto& each) { return each.first == criterion.id; });
    if (before == past.denominators.end()) continue;
    const auto value = Decimal::parse_plain(before->second);
    if (!value || !changed_much(one.value, *value)) continue;
    found.push_back({FlagKind::denominator_changed, &tier, unit.unit, {}, {criterion.id},
                     {"Mẫu số “" + one.label.vi + "” của tiêu chí " + criterion.number + " khác nhiều so với " + round + ": " + value->text(Notation::vietnamese) +
                          " → " + one.value.text(Notation::vietnamese) + ".",
                      "The denominator \"" + one.label.in(Language::english) + "\" of criterion " + criterion.number + " differs much from " + round + ": " +
                          value->text() + " → " + one.value.text() + "."}});
  }
}

void identical(const TierRanking& ranking, std::size_t index, const std::unordered_map<std::string, std::vector<std::size_t>>& by_answers, std::vector<Flag>& found) {
  const RankedUnit& unit = ranking.ranked[index];
  if (unit.answers.given < fewest_answers) return;
  const std::vector<std::size_t>& same = by_answers.at(unit.answers.figures);
  if (same.size() < 2 || same.front() != index) return;
  Flag flag{FlagKind::identical_sheets, ranking.tier, unit.unit, {}, {}, {}};
  std::string names = unit.unit->name;
  bool texts_too = true;
  for (const std::size_t other : same) {
    if (other == index) continue;
    flag.others.push_back(ranking.ranked[other].unit);
    names += ", " + ranking.ranked[other].unit->name;
    texts_too = texts_too && ranking.ranked[other].answers.texts == unit.answers.texts;
  }
  const std::string count = std::to_string(unit.answers.given);
  flag.message = {"Cả " + count + " câu trả lời giống hệt nhau" + (texts_too ? ", kể cả lý do và tài liệu kiểm chứng" : "") + ": " + names + ".",
                  "All " + count + " answers are the same" + (texts_too ? ", with reasons and evidence" : "") + ": " + names + "."};
  found.push_back(std::move(flag));
}

void all_at_maximum(const RankedUnit& unit, const Tier& tier, std::vector<Flag>& found) {
  std::size_t counted = 0;
  for (std::size_t i = 0; i < unit.results.size(); ++i) {
    const Criterion& criterion = tier.set.criteria[i];
    if (criterion.is_group() || criterion.role != Role::counted || unit.results[i].maximum.is_zero()) continue;
    ++counted;
    if (unit.results[i].points < unit.results[i].maximum) return;
  }
  if (counted == 0) return;
  const std::string count = std::to_string(counted);
  found.push_back({FlagKind::all_maximum, &tier, unit.unit, {}, {},
                   {"Cả " + count + " tiêu chí áp dụng đều đạt điểm tối đa.", "All " + count + " criteria that apply are at their maximum."}});
}

}  // namespace

std::string_view flag_text(FlagKind kind) {
  switch (kind) {
    case FlagKind::denominators_differ: return "denominators-differ";
    case FlagKind::denominator_changed: return "denominator-changed";
    case FlagKind::identical_sheets: return "identical-sheets";
    case FlagKind::all_maximum: return "all-maximum";
  }
  return {};
}

Text flag_label(FlagKind kind) {
  switch (kind) {
    case FlagKind::denominators_differ: return {"Mẫu số không thống nhất", "Denominators differ"};
    case FlagKind::denominator_changed: return {"Mẫu số khác nhiều so với kỳ trước", "Denominator far from last year's"};
    case FlagKind::identical_sheets: return {"Phiếu giống hệt nhau", "Identical sheets"};
    case FlagKind::all_maximum: return {"Mọi tiêu chí đạt tối đa", "All at the maximum"};
  }
  return {};
}

std::vector<Flag> flags(const Consolidation& consolidation, const RoundResult* previous) {
  std::unordered_map<std::string, const PastResult*> before;
  if (previous != nullptr) {
    for (const PastResult& result : previous->units) before.emplace(result.unit, &result);
  }
  std::vector<Flag> found;
  for (const TierRanking& ranking : consolidation.tiers) {
    std::unordered_map<std::string, std::vector<std::size_t>> by_answers;
    for (std::size_t i = 0; i < ranking.ranked.size(); ++i) by_answers[ranking.ranked[i].answers.figures].push_back(i);
    for (std::size_t i = 0; i < ranking.ranked.size(); ++i) {
      const RankedUnit& unit = ranking.ranked[i];
      denominators_within(unit, *ranking.tier, found);
      const auto past = before.find(unit.unit->code);
      if (past != before.end() && past->second->tier == ranking.tier->key) denominators_before(unit, *ranking.tier, *past->second, previous->round, found);
      identical(ranking, i, by_answers, found);
      all_at_maximum(unit, *ranking.tier, found);
    }
  }
  return found;
}

}  // namespace thuocdo
