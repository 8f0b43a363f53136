#include "ranking/flags.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "number/ratio.h"

namespace thuocdo {
namespace {

constexpr std::size_t fewest_answers = 10;
constexpr int changed_percent = 25;
constexpr int cut_percent = 5;          // of what was claimed
constexpr std::size_t cut_part = 4;     // a quarter
constexpr std::size_t most_named = 5;   // criteria in a message; the flag has all

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
    const auto [at, added] = place.emplace(fold(label_of(tier.set, one).vi), alike.size());
    if (added) alike.emplace_back();
    alike[at->second].push_back(&one);
  }
  for (const auto& group : alike) {
    if (std::all_of(group.begin(), group.end(), [&](const Denominator* one) { return one->value == group.front()->value; })) continue;
    Flag flag{FlagKind::denominators_differ, &tier, unit.unit, {}, {}, {}};
    for (const Denominator* one : group) flag.criteria.push_back(criterion_of(tier, *one).id);
    const Text& label = label_of(tier.set, *group.front());
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
  const std::map<std::string, std::string> values(past.denominators.begin(), past.denominators.end());
  for (const Denominator& one : unit.denominators) {
    const Criterion& criterion = criterion_of(tier, one);
    const auto before = values.find(criterion.id);
    if (before == values.end()) continue;
    const auto value = Decimal::parse_plain(before->second);
    if (!value || !changed_much(one.value, *value)) continue;
    const Text& label = label_of(tier.set, one);
    found.push_back({FlagKind::denominator_changed, &tier, unit.unit, {}, {criterion.id},
                     {"Mẫu số “" + label.vi + "” của tiêu chí " + criterion.number + " khác nhiều so với " + round + ": " + value->text(Notation::vietnamese) +
                          " → " + one.value.text(Notation::vietnamese) + ".",
                      "The denominator \"" + label.in(Language::english) + "\" of criterion " + criterion.number + " differs much from " + round + ": " +
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

// The share of what the unit had claimed that its appraisal took away; nothing where it was not appraised, or lost nothing.
std::optional<Ratio> share_cut(const PastResult& past) {
  const auto claimed = Decimal::parse_plain(past.claimed), left = Decimal::parse_plain(past.total);
  if (!claimed || !left || !(Decimal() < *claimed)) return std::nullopt;
  const Ratio cut = (Ratio(*claimed) - Ratio(*left)) / Ratio(*claimed);
  return Ratio() < cut ? std::optional(cut) : std::nullopt;
}

// From which share on a unit of the tier is told: that of the last of the quarter that lost most, and never below the least.
Ratio share_told(const RoundResult& previous, const std::string& tier) {
  std::vector<Ratio> shares;
  for (const PastResult& past : previous.units) {
    if (past.tier == tier && !past.claimed.empty()) shares.push_back(share_cut(past).value_or(Ratio()));
  }
  Ratio least = Ratio(Decimal(cut_percent)) / Ratio(Decimal(100));
  if (shares.empty()) return least;
  std::sort(shares.begin(), shares.end(), std::greater<>());
  const Ratio last = shares[(shares.size() - 1) / cut_part];
  return least < last ? last : least;
}

void cut_before(const RankedUnit& unit, const Tier& tier, const PastResult& past, const std::string& round, const Ratio& told_from, std::vector<Flag>& found) {
  const std::optional<Ratio> share = share_cut(past);
  if (!share || *share < told_from) return;
  struct Named {
    const Criterion* criterion;
    Decimal claimed, left, lost;
  };
  std::vector<Named> cuts;
  for (const PastResult::Cut& cut : past.cuts) {
    const Criterion* criterion = tier.set.find(cut.id);
    const auto claimed = Decimal::parse_plain(cut.claimed), left = Decimal::parse_plain(cut.left);
    if (criterion == nullptr || criterion->is_group() || !claimed || !left) continue;
    cuts.push_back({criterion, *claimed, *left, subtract(*claimed, *left).value_or(Decimal())});
  }
  Flag flag{FlagKind::claims_cut, &tier, unit.unit, {}, {}, {}};
  for (const Named& cut : cuts) flag.criteria.push_back(cut.criterion->id);
  std::stable_sort(cuts.begin(), cuts.end(), [](const Named& a, const Named& b) { return b.lost < a.lost; });
  const auto message = [&](Language language) {
    const Notation notation = language == Language::vietnamese ? Notation::vietnamese : Notation::plain;
    const auto say = [&](const Text& text) { return text.in(language); };
    const auto number = [&](const std::string& plain) { return Decimal::parse_plain(plain)->text(notation); };
    const Decimal percent = (*share * Ratio(Decimal(100))).round(2).value_or(Decimal());
    std::string text = say({"Kỳ " + round + " đơn vị tự chấm ", "In " + round + " the unit claimed "}) + number(past.claimed) + say({", thẩm định còn ", " and got "}) + number(past.total) +
                       say({" (giảm ", " ("}) + percent.text(notation) + say({" %)", "% less)"}) +
                       say({", thuộc phần tư bị giảm nhiều nhất của cấp.", ", among the quarter of its tier that lost most."});
    if (cuts.empty()) return text;
    text += say({" Tiêu chí bị giảm nhiều nhất: ", " Cut most: "});
    for (std::size_t i = 0; i < std::min(cuts.size(), most_named); ++i) {
      text += (i == 0 ? "" : "; ") + cuts[i].criterion->number + " (" + cuts[i].claimed.text(notation) + " → " + cuts[i].left.text(notation) + ")";
    }
    if (cuts.size() > most_named) {
      const std::string more = std::to_string(cuts.size() - most_named);
      text += say({"; và " + more + " tiêu chí khác", "; and " + more + " more"});
    }
    return text + ".";
  };
  flag.message = {message(Language::vietnamese), message(Language::english)};
  found.push_back(std::move(flag));
}

}  // namespace

std::string_view flag_text(FlagKind kind) {
  switch (kind) {
    case FlagKind::denominators_differ: return "denominators-differ";
    case FlagKind::denominator_changed: return "denominator-changed";
    case FlagKind::identical_sheets: return "identical-sheets";
    case FlagKind::all_maximum: return "all-maximum";
    case FlagKind::claims_cut: return "claims-cut";
  }
  return {};
}

Text flag_label(FlagKind kind) {
  switch (kind) {
    case FlagKind::denominators_differ: return {"Mẫu số không thống nhất", "Denominators differ"};
    case FlagKind::denominator_changed: return {"Mẫu số khác nhiều so với kỳ trước", "Denominator far from last year's"};
    case FlagKind::identical_sheets: return {"Phiếu giống hệt nhau", "Identical sheets"};
    case FlagKind::all_maximum: return {"Mọi tiêu chí đạt tối đa", "All at the maximum"};
    case FlagKind::claims_cut: return {"Kỳ trước bị giảm nhiều khi thẩm định", "Cut much by last year's appraisal"};
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
    const Ratio told_from = previous != nullptr ? share_told(*previous, ranking.tier->key) : Ratio();
    std::unordered_map<std::string, std::vector<std::size_t>> by_answers;
    for (std::size_t i = 0; i < ranking.ranked.size(); ++i) by_answers[ranking.ranked[i].answers.figures].push_back(i);
    for (std::size_t i = 0; i < ranking.ranked.size(); ++i) {
      const RankedUnit& unit = ranking.ranked[i];
      denominators_within(unit, *ranking.tier, found);
      const auto past = before.find(unit.unit->code);
      const bool same_unit = past != before.end() && past->second->tier == ranking.tier->key;
      if (same_unit) denominators_before(unit, *ranking.tier, *past->second, previous->round, found);
      identical(ranking, i, by_answers, found);
      all_at_maximum(unit, *ranking.tier, found);
      if (same_unit) cut_before(unit, *ranking.tier, *past->second, previous->round, told_from, found);
    }
  }
  return found;
}

}  // namespace thuocdo
