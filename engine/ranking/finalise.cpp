#include "ranking/finalise.h"

#include <algorithm>
#include <unordered_map>

#include "scoring/comparison.h"

namespace thuocdo {
namespace {

Text same(const std::string& text) { return {text, text}; }

class Finalising {
 public:
  Finalising(const Programme& programme, Findings& findings) : programme_(programme), findings_(findings) {
    for (const Unit& unit : programme.units) {
      if (!unit.parent.empty() && !programme.refusal(unit)) below_[unit.parent].push_back(&unit);
    }
  }

  void run(TierRanking& ranking) {
    const CriteriaSet& set = ranking.tier->set;
    for (std::size_t i = 0; i < set.criteria.size() && !ranking.ranked.empty(); ++i) {
      const Criterion& criterion = set.criteria[i];
      if (!criterion.rule()) continue;
      if (criterion.sole_supplier) settle_supplied(ranking, i);
      if (std::holds_alternative<Normalised>(*criterion.rule())) settle_compared(ranking, i);
      if (std::holds_alternative<RollUp>(*criterion.rule())) settle_rolled_up(ranking, i);
    }
    for (RankedUnit& unit : ranking.ranked) {
      sum_up(set, unit);
      final_.emplace(unit.unit->code, &unit);
    }
  }

 private:
  void sum_up(const CriteriaSet& set, RankedUnit& unit) const {
    // The linter bounds the maxima, so computed points always fit.
    std::vector<CriterionResult> results = unit.results.all();
    const Sums sums = add_up(programme_, set, results).value_or(Sums{});
    unit.results = results;
    unit.total = sums.total;
    unit.maximum = sums.maximum;
    unit.published = sums.published;
    unit.band = classify(programme_, unit.published);
  }

  void note(Code code, const Criterion& criterion, std::vector<Text> arguments, const std::string& file = {}) {
    arguments.insert(arguments.begin(), same(criterion.id));
    findings_.push_back(finding(code, arguments).about(criterion.id).in_file(file));
  }

  // A criterion whose figures only somebody else has: what becomes of those who have none.
  void settle_supplied(TierRanking& ranking, std::size_t index) {
    const Criterion& criterion = ranking.tier->set.criteria[index];
    const auto lacks = [&](const RankedUnit& unit) {
      return unit.results[index].state == State::provisional && !unit.results.figure(index);
    };
    if (!std::all_of(ranking.ranked.begin(), ranking.ranked.end(), lacks)) {
      for (const RankedUnit& unit : ranking.ranked) {
        if (lacks(unit)) note(Code::figure_lacking, criterion, {same(unit.unit->name), criterion.supplied_by}, unit.file);
      }
      return;
    }
    const bool rescale = programme_.ranking.missing_part == MissingPart::rescale;
    note(Code::part_not_supplied, criterion,
         {ranking.tier->name, criterion.supplied_by,
          rescale ? Text{"tiêu chí này được bỏ khỏi điểm tối đa của mọi đơn vị", "it leaves the maximum of all units"}
                  : Text{"mọi đơn vị tạm được 0 điểm ở tiêu chí này", "all units have 0 points there for now"}});
    if (!rescale) return;
    for (RankedUnit& unit : ranking.ranked) {
      CriterionResult left_out;
      left_out.state = State::not_applicable;
      unit.results.set(index, left_out);
    }
  }

  // Whether the figures of another body that the criterion waits for are still not there.
  static bool awaits_figures(const Criterion& criterion, const RankedUnit& unit) {
    return !criterion.supplied_by.empty() &&
           std::none_of(unit.figures.begin(), unit.figures.end(), [&](const UsedFigure& one) { return one.criterion == criterion.id; });
  }

  void settle_compared(TierRanking& ranking, std::size_t index) {
    const Criterion& criterion = ranking.tier->set.criteria[index];
    std::vector<std::pair<std::string, Ratio>> figures;
    for (const RankedUnit& unit : ranking.ranked) {
      if (const auto figure = unit.results.figure(index)) figures.emplace_back(unit.unit->code, *figure);
    }
    const std::shared_ptr<const Comparison> comparison = compare(figures);
    if (!comparison) return;
    for (RankedUnit& unit : ranking.ranked) {
      if (!unit.results.figure(index)) continue;
      CriterionResult result = compared(programme_, criterion, unit.results.whole(index), comparison);
      if (awaits_figures(criterion, unit)) result.state = State::provisional;
      unit.results.set(index, result);
    }
    note(Code::compared_with, criterion, {ranking.tier->name, comparison_words(programme_, criterion, *comparison)});
  }

  // Whether a ranked unit below reaches what the roll-up asks for; nothing where the criterion does not apply to it.
  static std::optional<bool> reaches(const RollUp& rule, const RankedUnit& unit, int index) {
    const Decimal& points = index < 0 ? unit.total : unit.results[static_cast<std::size_t>(index)].points;
    const Decimal& maximum = index < 0 ? unit.maximum : unit.results[static_cast<std::size_t>(index)].maximum;
    if (index >= 0 && unit.results[static_cast<std::size_t>(index)].state == State::not_applicable && maximum.is_zero()) return std::nullopt;
    if (!rule.from_share) return points >= rule.from;
    return !maximum.is_zero() && Ratio(points) / Ratio(maximum) >= Ratio(rule.from);
  }

  void settle_rolled_up(TierRanking& ranking, std::size_t index) {
    const Criterion& criterion = ranking.tier->set.criteria[index];
    const auto& rule = std::get<RollUp>(*criterion.rule());
    const Tier* below = programme_.tier(rule.tier);
    if (!below) return;  // told by the linter
    const int counted = rule.criterion.empty() ? -1 : below->set.index(rule.criterion);
    for (RankedUnit& unit : ranking.ranked) {
      if (unit.results[index].state == State::not_applicable) continue;
      int met = 0;
      int all = 0;
      for (const Unit* one : below_[unit.unit->code]) {
        if (one->tier != rule.tier) continue;
        const auto found = final_.find(one->code);
        const auto reached = found == final_.end() ? std::optional(false) : reaches(rule, *found->second, counted);
        if (!reached || (found == final_.end() && rule.absent_left_out)) continue;
        ++all;
        met += *reached;
      }
      roll_up(unit, criterion, index, met, all);
    }
  }

  void roll_up(RankedUnit& unit, const Criterion& criterion, std::size_t index, int met, int all) {
    if (all == 0) return note(Code::roll_up_without_units, criterion, {}, unit.file);
    std::string own;
    bool differs = false;
    for (UsedFigure& figure : unit.figures) {
      if (figure.criterion != criterion.id) continue;
      figure.used = std::to_string(figure.field == "a" ? met : all);
      own += (own.empty() ? "" : "/") + (figure.own.empty() ? std::string("…") : figure.own);
      differs |= figure.own != figure.used;
    }
    if (differs) note(Code::roll_up_differs, criterion, {same(own), same(std::to_string(met) + "/" + std::to_string(all))}, unit.file);
    unit.results.set(index, rolled_up(programme_, criterion, met, all));
  }

  const Programme& programme_;
  Findings& findings_;
  std::unordered_map<std::string, std::vector<const Unit*>> below_;  // by the code of the unit above
  std::unordered_map<std::string, const RankedUnit*> final_;  // of tiers that are done
};

// How many tiers stand above.
int depth_of(const Programme& programme, const Tier& tier) {
  int depth = 0;
  for (const Tier* above = programme.tier(tier.consolidated_by); above; above = programme.tier(above->consolidated_by)) ++depth;
  return depth;
}

}  // namespace

void finalise(const Programme& programme, std::vector<TierRanking>& tiers, Findings& findings) {
  std::vector<TierRanking*> order;
  for (TierRanking& ranking : tiers) order.push_back(&ranking);
  std::stable_sort(order.begin(), order.end(), [&](const TierRanking* a, const TierRanking* b) {
    return depth_of(programme, *a->tier) > depth_of(programme, *b->tier);
  });
  Finalising finalising(programme, findings);
  for (TierRanking* ranking : order) finalising.run(*ranking);
}

}  // namespace thuocdo
