#include "ranking/verification_plan.h"

#include <algorithm>
#include <stdexcept>
#include <numeric>

#include "ranking/draws.h"
#include "ranking/points_matrix.h"
#include "ranking/shortest_bound.h"

namespace thuocdo {
namespace {

constexpr int most_draws = 2'000;

// What is asked of the ranking, and the published results in whole numbers.
class Places {
 public:
  Places(const Programme& programme, const TierRanking& ranking, const std::vector<Claim>& claims)
      : ranking_(ranking), matrix(programme, ranking, claims), units(matrix.units()), claims_of_unit(units), totals_(units, 0), full(units) {
    for (std::size_t c = 0; c < matrix.columns(); ++c) {
      for (std::size_t unit = 0; unit < units; ++unit) totals_[unit] += matrix.points()[c * units + unit];
    }
    for (std::size_t i = 0; i < claims.size(); ++i) claims_of_unit[claims[i].unit].push_back(static_cast<std::uint32_t>(i));
    for (std::size_t unit = 0; unit < units; ++unit) {
      full[unit] = matrix.published_whole(ranking.ranked[unit].published);
      const Band* band = ranking.ranked[unit].band;
      const bool lowest = band == nullptr || band == &programme.bands.back() || !band->from;
      borders.push_back(lowest ? std::nullopt : std::optional(matrix.published_whole(*band->from)));
    }
    while (first_end < units && ranking.ranked[first_end].rank <= 3) ++first_end;
    if (units < 2) first_end = 0;
    last_begin = units > 3 ? units - 3 : units;
    while (last_begin > 0 && last_begin < units && shared(last_begin)) --last_begin;
  }

  bool shared(std::size_t unit) const { return unit > 0 && ranking_.ranked[unit].rank == ranking_.ranked[unit - 1].rank; }
  // The published result where these claims of the unit fail, in their order. Where points are counted to six places, the sum
  // of them may be rounded otherwise than the published one was, but whoever loses points does not rise.
  std::int64_t with_failing(std::size_t unit, std::span<const PointsMatrix::Failing* const> failing) const {
    return std::min(full[unit], matrix.published(unit, totals_[unit] - lost(failing)));
  }
  // How many of the points that these claims cost it takes to be published as `least`, which is not above `full`.
  std::int64_t lacking(std::size_t unit, std::span<const PointsMatrix::Failing* const> failing, std::int64_t least) const {
    const std::int64_t all = lost(failing);
    return std::min(all, matrix.least_points(unit, least) - (totals_[unit] - all));
  }

  std::vector<const PointsMatrix::Failing*> pointers_of(std::size_t unit) const {
    std::vector<const PointsMatrix::Failing*> all;
    for (const std::uint32_t claim : claims_of_unit[unit]) all.push_back(&matrix.claims()[claim]);
    return all;
  }

 private:
  std::int64_t lost(std::span<const PointsMatrix::Failing* const> failing) const {
    std::int64_t points = 0;
    matrix.each_loss(failing, [&](std::size_t, std::int64_t cost) { points += cost; });
    return points;
  }

  const TierRanking& ranking_;

 public:
  PointsMatrix matrix;
  std::size_t units;
  std::vector<std::vector<std::uint32_t>> claims_of_unit;

 private:
  std::vector<std::int64_t> totals_;

 public:
  std::vector<std::int64_t> full;  // published, with every claim
  std::vector<std::optional<std::int64_t>> borders;  // the least that keeps the level
  std::size_t first_end = 0;   // the first three are those before it: more where places are shared
  std::size_t last_begin = 0;  // the last three begin here
};

// The shortest list of a unit's claims that keeps its result at `least` or above, whatever else of it fails.
std::vector<std::uint32_t> shortest_list(const Places& places, std::size_t unit, std::int64_t least) {
  const auto& claims = places.claims_of_unit[unit];
  for (PointsMatrix::Kept& kept : places.matrix.most_kept(unit, claims)) {
    if (places.matrix.published(unit, kept.points) >= least) return std::move(kept.verified);
  }
  return claims;
}

// The draws of the simulation and the list that settles enough of them.
class Likely {
 public:
  Likely(const Places& places, const RobustnessOptions& options, std::uint64_t seed)
      : places_(places), count_(std::min(options.draws, most_draws)), wanted_((count_ * VerificationPlan::confidence_percent + 99) / 100) {
    RobustnessOptions unweighted = options;
    unweighted.weights_percent = 0;
    const auto& claims = places.matrix.claims();
    Draws draws(unweighted, seed, 0, claims.size());
    drawn_in_.resize(claims.size());
    checked_.assign(claims.size(), false);
    chosen_for_.resize(claims.size());
    for (int draw = 0; draw < count_; ++draw) {
      draws.next();
      failing_.push_back(draws.failing());
      for (const std::uint32_t claim : failing_.back()) drawn_in_[claim].push_back(draw);
      auto& starts = starts_.emplace_back();
      std::size_t next = 0;
      for (std::size_t unit = 0; unit < places.units; ++unit) {
        starts.push_back(static_cast<std::uint32_t>(next));
        while (next < failing_.back().size() && claims[failing_.back()[next]].unit == unit) ++next;
      }
      starts.push_back(static_cast<std::uint32_t>(next));
      results_.emplace_back(places.units);
      for (std::size_t unit = 0; unit < places.units; ++unit) results_.back()[unit] = result(static_cast<std::size_t>(draw), unit);
    }
    for (std::size_t i = 0; i < claims.size(); ++i) {
      const PointsMatrix::Failing* const alone[] = {&claims[i]};
      worth_.push_back(std::max<std::int64_t>(places.full[claims[i].unit] - places.with_failing(claims[i].unit, alone), 1));
    }
    if (places.first_end > 0) questions_.push_back({PlanReason::first_three, 0});
    if (places.last_begin < places.units) questions_.push_back({PlanReason::last_three, 0});
    orders_ = questions_.size();
    for (std::size_t unit = 0; unit < places.units; ++unit) {
      level_of_unit_.push_back(places.borders[unit] ? questions_.size() : no_level);
      if (places.borders[unit]) questions_.push_back({PlanReason::level, unit});
    }
    for (Question& question : questions_) {
      for (int draw = 0; draw < count_; ++draw) question.holds.push_back(is_settled(question, static_cast<std::size_t>(draw)));
      question.settled = question.before = static_cast<int>(std::count(question.holds.begin(), question.holds.end(), true));
    }
  }

  void choose() {
    // What is verified for one question can unsettle another: verified units stay ahead of those that fell with them.
    for (bool again = true; again;) {
      again = false;
      for (Question& question : questions_) {
        if (question.settled >= wanted_) continue;
        begin(question);
        while (question.settled < wanted_) check(best(), question.reason);
        asked_ = nullptr;
        again = true;
      }
    }
    for (std::size_t i = order_.size(); i-- > 0;) {
      set_checked(order_[i], false);
      if (std::any_of(questions_.begin(), questions_.end(), [&](const Question& question) { return question.settled < wanted_; })) set_checked(order_[i], true);
    }
  }

  // No list that settles as much is shorter; to be asked before one is chosen.
  std::size_t least_length() {
    std::vector<std::uint32_t> unit_of_claim;
    for (const auto& claim : places_.matrix.claims()) unit_of_claim.push_back(claim.unit);
    std::vector<Demand> demands;
    for (const Question& question : questions_) {
      if (question.settled < wanted_) demands.push_back(demand_of(question));
    }
    return thuocdo::least_length(unit_of_claim, demands);
  }

  int draws() const { return count_; }
  bool is_chosen(std::size_t claim) const { return checked_[claim]; }
  PlanReason chosen_for(std::size_t claim) const { return chosen_for_[claim]; }
  // Among those that are left on the list, from 1.
  int priority(std::uint32_t claim) const {
    return 1 + static_cast<int>(std::count_if(order_.begin(), std::find(order_.begin(), order_.end(), claim), [&](std::uint32_t one) { return checked_[one]; }));
  }
  std::vector<Settled> settled() const {
    std::vector<Settled> all;
    for (const Question& question : questions_) {
      if (all.empty() || all.back().reason != question.reason) {
        all.push_back({question.reason, question.before, question.settled});
      } else {
        all.back().before = std::min(all.back().before, question.before);
        all.back().after = std::min(all.back().after, question.settled);
      }
    }
    return all;
  }

 private:
  struct Question {
    PlanReason reason;
    std::size_t unit;  // of a level
    std::vector<bool> holds = {};  // by draw
    int settled = 0;
    int before = 0;
  };

  // Those of the unit's claims that fail in the draw and are not checked.
  const std::vector<const PointsMatrix::Failing*>& failing_in(std::size_t draw, std::size_t unit) {
    pointers_.clear();
    for (std::uint32_t i = starts_[draw][unit]; i < starts_[draw][unit + 1]; ++i) {
      const std::uint32_t claim = failing_[draw][i];
      if (!checked_[claim]) pointers_.push_back(&places_.matrix.claims()[claim]);
    }
    return pointers_;
  }
  std::int64_t result(std::size_t draw, std::size_t unit) {
    const auto& lost = failing_in(draw, unit);
    return lost.empty() ? places_.full[unit] : places_.with_failing(unit, lost);
  }

  // What is checked only lifts results. So a draw is settled only where each unit has at least the result that follows from
  // what all have with nothing checked: it is lifted until nothing is otherwise than it was published.
  Demand demand_of(const Question& question) {
    Demand demand{static_cast<std::size_t>(count_ - wanted_), {}};
    for (std::size_t draw = 0; draw < results_.size(); ++draw) {
      if (question.holds[draw]) continue;
      std::vector<std::int64_t> least = results_[draw];
      for (bool again = true; again;) {
        again = false;
        each_change(question, least, [&](std::size_t unit, std::int64_t lacking) {
          least[unit] += lacking;
          again = true;
        });
      }
      std::vector<Need>& needs = demand.draws.emplace_back();
      for (std::size_t unit = 0; unit < places_.units; ++unit) {
        if (least[unit] <= results_[draw][unit]) continue;
        Need need = need_of(draw, unit, least[unit]);
        if (!need.shares.empty()) needs.push_back(std::move(need));
      }
    }
    return demand;
  }

  // A claim that is checked lifts the points by its fall at most, whatever caps there are. So the falls on the list must come to
  // what is lacking; and so, for each size of a step, must the falls in steps, rounded up, to what is lacking in steps. The
  // size that asks for most is taken: that of the smallest shares together.
  Need need_of(std::size_t draw, std::size_t unit, std::int64_t least) {
    const auto& failing = failing_in(draw, unit);
    const std::int64_t lacking = places_.lacking(unit, failing, least);
    Need best;
    std::int64_t best_sum = INT64_MAX;
    for (const PointsMatrix::Failing* sized : failing) {
      const std::int64_t step = std::min(sized->fall, lacking);
      if (step <= 0) continue;
      const std::int64_t wanted = (lacking + step - 1) / step;
      Need need{static_cast<std::uint32_t>(unit), {}};
      std::int64_t sum = 0;
      for (const PointsMatrix::Failing* one : failing) {
        if (one->fall <= 0) continue;
        const std::int64_t steps = std::min((one->fall + step - 1) / step, wanted);
        need.shares.emplace_back(static_cast<std::uint32_t>(one - places_.matrix.claims().data()), (steps * Need::whole + wanted - 1) / wanted);
        sum += need.shares.back().second;
      }
      if (sum >= best_sum) continue;
      best_sum = sum;
      best = std::move(need);
    }
    return best;
  }

  // Calls lacks(unit, how much) for what stands otherwise than it was published; the unit is the one that lost too much.
  template <typename Lacks>
  void each_change(const Question& question, const std::vector<std::int64_t>& now, const Lacks& lacks) const {
    if (question.reason == PlanReason::level) {
      if (now[question.unit] < *places_.borders[question.unit]) lacks(question.unit, *places_.borders[question.unit] - now[question.unit]);
      return;
    }
    const auto compare = [&](std::size_t ahead, std::size_t behind) {
      const bool equal = places_.full[ahead] == places_.full[behind];
      if (now[ahead] + (equal ? 1 : 0) <= now[behind]) lacks(ahead, now[behind] - now[ahead] + (equal ? 0 : 1));
      if (equal && places_.shared(behind) && now[behind] < now[ahead]) lacks(behind, now[ahead] - now[behind]);
    };
    if (question.reason == PlanReason::first_three) {
      for (std::size_t i = 0; i + 1 < places_.first_end; ++i) compare(i, i + 1);
      for (std::size_t i = places_.first_end; i < places_.units; ++i) compare(places_.first_end - 1, i);
    } else {
      for (std::size_t i = 0; i < places_.last_begin; ++i) compare(i, places_.last_begin);
      for (std::size_t i = places_.last_begin; i + 1 < places_.units; ++i) compare(i, i + 1);
    }
  }

  bool is_settled(const Question& question, std::size_t draw) const {
    bool settled = true;
    each_change(question, results_[draw], [&](std::size_t, std::int64_t) { settled = false; });
    return settled;
  }

  void begin(const Question& question) {
    asked_ = &question;
    scores_.assign(checked_.size(), 0);
    for (std::size_t draw = 0; draw < results_.size(); ++draw) score_draw(draw, 1);
  }

  // What each claim makes up for in this draw, taken in (1) or out (-1) of the scores for the question that is asked.
  void score_draw(std::size_t draw, std::int64_t sign) {
    if (asked_ == nullptr || asked_->holds[draw]) return;
    changes_.clear();
    std::int64_t all = 0;
    each_change(*asked_, results_[draw], [&](std::size_t unit, std::int64_t lacking) {
      changes_.emplace_back(unit, lacking);
      all += lacking;
    });
    for (const auto& [unit, lacking] : changes_) {
      for (std::uint32_t i = starts_[draw][unit]; i < starts_[draw][unit + 1]; ++i) {
        const std::uint32_t claim = failing_[draw][i];
        if (!checked_[claim]) scores_[claim] += sign * (1 + (std::min(worth_[claim], lacking) << 20) / all);
      }
    }
  }

  // The claim that makes up for most in the draws that are not settled.
  std::uint32_t best() const { return static_cast<std::uint32_t>(std::max_element(scores_.begin(), scores_.end()) - scores_.begin()); }

  void check(std::uint32_t claim, PlanReason reason) {
    chosen_for_[claim] = reason;
    order_.push_back(claim);
    set_checked(claim, true);
  }

  void set_checked(std::uint32_t claim, bool checked) {
    const std::size_t unit = places_.matrix.claims()[claim].unit;
    for (const int draw : drawn_in_[claim]) score_draw(static_cast<std::size_t>(draw), -1);
    checked_[claim] = checked;
    for (const int drawn : drawn_in_[claim]) {
      const auto draw = static_cast<std::size_t>(drawn);
      const std::int64_t before = results_[draw][unit];
      results_[draw][unit] = result(draw, unit);
      if (results_[draw][unit] != before) {
        for (std::size_t i = 0; i < orders_; ++i) ask_again(questions_[i], draw);
        if (level_of_unit_[unit] != no_level) ask_again(questions_[level_of_unit_[unit]], draw);
      }
      score_draw(draw, 1);
    }
  }

  void ask_again(Question& question, std::size_t draw) {
    const bool holds = is_settled(question, draw);
    question.settled += static_cast<int>(holds) - static_cast<int>(question.holds[draw]);
    question.holds[draw] = holds;
  }

  const Places& places_;
  int count_;
  int wanted_;
  std::vector<std::vector<std::uint32_t>> failing_;  // by draw
  std::vector<std::vector<std::uint32_t>> starts_;   // by draw and unit: where its claims begin
  std::vector<std::vector<std::int64_t>> results_;   // by draw and unit
  std::vector<std::vector<int>> drawn_in_;           // by claim
  std::vector<std::int64_t> worth_;                  // by claim: what it alone costs
  std::vector<bool> checked_;
  std::vector<PlanReason> chosen_for_;
  std::vector<std::uint32_t> order_;
  std::vector<std::int64_t> scores_;
  std::vector<std::pair<std::size_t, std::int64_t>> changes_;
  std::vector<Question> questions_;  // about the order first
  std::size_t orders_ = 0;           // how many of them
  static constexpr std::size_t no_level = SIZE_MAX;
  std::vector<std::size_t> level_of_unit_;  // which of the questions
  const Question* asked_ = nullptr;
  std::vector<const PointsMatrix::Failing*> pointers_;
};

TierPlan plan_of(const Programme& programme, const TierRanking& ranking, const RobustnessOptions& options, std::uint64_t seed) {
  const std::vector<Claim> claims = claims_of(programme, ranking).unverified;
  const Places places(programme, ranking, claims);
  std::vector<Check> checks(claims.size());
  const auto add_reason = [&](std::size_t claim, PlanReason reason) {
    auto& reasons = checks[claim].reasons;
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
  };
  // What each unit may not fall below, and why. Others count with all that they claim, so no unit's list depends on another's.
  std::vector<std::pair<std::int64_t, PlanReason>> limits;
  const auto keep_before = [&](std::size_t unit, std::size_t worse, PlanReason reason) {
    limits.emplace_back(std::min(places.full[worse] + 1, places.full[unit]), reason);
  };
  for (std::size_t unit = 0; unit < places.units; ++unit) {
    if (unit < places.first_end && unit + 1 < places.units) keep_before(unit, unit + 1, PlanReason::first_three);
    if (unit < places.first_end && places.shared(unit)) keep_before(unit, unit, PlanReason::first_three);
    if (unit < places.last_begin && places.last_begin < places.units) keep_before(unit, places.last_begin, PlanReason::last_three);
    if (unit >= places.last_begin && unit + 1 < places.units) keep_before(unit, unit + 1, PlanReason::last_three);
    if (unit > places.last_begin && places.shared(unit)) keep_before(unit, unit, PlanReason::last_three);
    if (places.borders[unit]) limits.emplace_back(*places.borders[unit], PlanReason::level);
    const std::int64_t lowest = places.with_failing(unit, places.pointers_of(unit));
    std::int64_t least = lowest;
    for (const auto& [limit, reason] : limits) least = std::max(least, limit);
    if (least > lowest) {
      for (const std::uint32_t claim : shortest_list(places, unit, least)) {
        checks[claim].certain = true;
        for (const auto& [limit, reason] : limits) {
          if (limit > lowest) add_reason(claim, reason);
        }
      }
    }
    limits.clear();
  }
  Likely likely(places, options, seed);
  const std::size_t least = likely.least_length();
  likely.choose();
  TierPlan plan{&ranking, likely.draws(), likely.settled(), least, {}};

  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (likely.is_chosen(i)) {
      checks[i].likely = true;
      checks[i].priority = likely.priority(static_cast<std::uint32_t>(i));
      add_reason(i, likely.chosen_for(i));
    }
    if (checks[i].reasons.empty()) continue;
    std::sort(checks[i].reasons.begin(), checks[i].reasons.end());
    checks[i].claim = claims[i];
    const PointsMatrix::Failing* const alone[] = {&places.matrix.claims()[i]};
    checks[i].at_stake = Decimal::from_units(places.full[claims[i].unit] - places.with_failing(claims[i].unit, alone), programme.total_places).value_or(Decimal());
    plan.checks.push_back(std::move(checks[i]));
  }
  std::stable_sort(plan.checks.begin(), plan.checks.end(), [](const Check& a, const Check& b) {
    return a.claim.unit != b.claim.unit ? a.claim.unit < b.claim.unit : b.at_stake < a.at_stake;
  });
  return plan;
}

}  // namespace

std::string_view plan_reason_text(PlanReason reason) {
  switch (reason) {
    case PlanReason::first_three: return "first-three";
    case PlanReason::last_three: return "last-three";
    case PlanReason::level: return "level";
  }
  return {};
}

Text plan_reason_label(PlanReason reason) {
  switch (reason) {
    case PlanReason::first_three: return {"thứ tự ba đơn vị đầu", "order of the first three"};
    case PlanReason::last_three: return {"thứ tự ba đơn vị cuối", "order of the last three"};
    case PlanReason::level: return {"ranh giới xếp loại", "border of a class"};
  }
  return {};
}

std::size_t TierPlan::likely() const {
  return static_cast<std::size_t>(std::count_if(checks.begin(), checks.end(), [](const Check& check) { return check.likely; }));
}
std::size_t TierPlan::certain() const {
  return static_cast<std::size_t>(std::count_if(checks.begin(), checks.end(), [](const Check& check) { return check.certain; }));
}

VerificationPlan verification_plan(const Consolidation& consolidation, const RobustnessOptions& options) {
  if (!consolidation.has_claims) throw std::logic_error("a plan needs the claims of the units");
  VerificationPlan plan;
  for (const TierRanking& ranking : consolidation.tiers) {
    if (!ranking.ranked.empty()) plan.tiers.push_back(plan_of(*consolidation.programme, ranking, options, draws_seed(options, plan.tiers.size())));
  }
  return plan;
}

}  // namespace thuocdo
