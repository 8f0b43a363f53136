#include "ranking/shortest_bound.h"

#include <algorithm>
#include <numeric>

namespace thuocdo {
namespace {

constexpr int rounds = 60;
constexpr std::int64_t first_price = 1 << 14;
constexpr std::int64_t highest_price = 1 << 22;

class Prices {
 public:
  explicit Prices(const std::vector<std::uint32_t>& unit_of_claim) : place_(unit_of_claim.size(), none), unit_of_claim_(unit_of_claim) {}

  // Only the needs of the units that count.
  void take(const Demand& demand, const auto& counts) {
    Draws of_demand{demand.may_stay, {}};
    for (const std::vector<Need>& needs : demand.draws) {
      const std::size_t before = needs_.size();
      for (const Need& need : needs) {
        if (counts(need.unit)) take(need);
      }
      if (needs_.size() > before) of_demand.draws.push_back(draws_++);
    }
    demands_.push_back(std::move(of_demand));
  }

  std::size_t bound(const std::vector<std::size_t>& least_of_unit) {
    std::size_t best = 0;
    for (int round = 0; round < rounds; ++round) {
      best = std::max(best, bound_once(least_of_unit));
      adjust(2 + round / 8);
    }
    return best;
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  struct Priced {
    std::uint32_t draw, begin, end;  // of shares_
    std::int64_t price;
  };
  struct Draws {
    std::size_t may_stay;
    std::vector<std::uint32_t> draws;
  };

  void take(const Need& need) {
    const auto begin = static_cast<std::uint32_t>(shares_.size());
    for (const auto& [claim, share] : need.shares) {
      if (place_[claim] == none) {
        place_[claim] = static_cast<std::uint32_t>(unit_.size());
        unit_.push_back(unit_of_claim_[claim]);
      }
      shares_.emplace_back(place_[claim], share);
    }
    needs_.push_back({draws_, begin, static_cast<std::uint32_t>(shares_.size()), first_price});
  }

  std::size_t bound_once(const std::vector<std::size_t>& least_of_unit) {
    worth_.assign(unit_.size(), 0);
    worth_of_draw_.assign(draws_, 0);
    for (const Priced& need : needs_) {
      worth_of_draw_[need.draw] += need.price;
      for (std::uint32_t i = need.begin; i < need.end; ++i) worth_[shares_[i].first] += need.price * shares_[i].second;
    }
    std::int64_t wanted = 0;
    stays_.assign(draws_, false);
    for (Draws& demand : demands_) {
      const std::size_t stay = std::min(demand.may_stay, demand.draws.size());
      std::nth_element(demand.draws.begin(), demand.draws.begin() + static_cast<std::ptrdiff_t>(stay), demand.draws.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return worth_of_draw_[a] != worth_of_draw_[b] ? worth_of_draw_[a] > worth_of_draw_[b] : a < b; });
      for (std::size_t i = 0; i < stay; ++i) stays_[demand.draws[i]] = true;
      for (std::size_t i = stay; i < demand.draws.size(); ++i) wanted += worth_of_draw_[demand.draws[i]] * Need::whole;
    }
    order_.resize(unit_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return worth_[a] != worth_[b] ? worth_[a] > worth_[b] : a < b; });
    listed_.assign(unit_.size(), false);
    std::size_t length = 0;
    const auto list = [&](std::uint32_t claim) {
      listed_[claim] = true;
      wanted -= worth_[claim];
      ++length;
    };
    std::vector<std::size_t> still = least_of_unit;
    for (const std::uint32_t claim : order_) {
      if (still[unit_[claim]] == 0) continue;
      --still[unit_[claim]];
      list(claim);
    }
    for (const std::uint32_t claim : order_) {
      if (wanted <= 0) break;
      if (!listed_[claim]) list(claim);
    }
    return length;
  }

  void adjust(std::int64_t slowly) {
    for (Priced& need : needs_) {
      std::int64_t has = 0;
      for (std::uint32_t i = need.begin; i < need.end; ++i) has += listed_[shares_[i].first] ? shares_[i].second : 0;
      const std::int64_t lacks = std::max((stays_[need.draw] ? 0 : Need::whole) - has, -Need::whole);
      need.price = std::clamp<std::int64_t>(need.price + need.price * lacks / (slowly * Need::whole), 1, highest_price);
    }
  }

  std::vector<std::uint32_t> place_;  // by claim: its place in unit_ and worth_
  const std::vector<std::uint32_t>& unit_of_claim_;
  std::vector<std::uint32_t> unit_;
  std::vector<Priced> needs_;
  std::vector<std::pair<std::uint32_t, std::int64_t>> shares_;
  std::vector<Draws> demands_;
  std::uint32_t draws_ = 0;
  std::vector<std::int64_t> worth_, worth_of_draw_;
  std::vector<bool> stays_, listed_;
  std::vector<std::uint32_t> order_;
};

}  // namespace

std::size_t least_length(const std::vector<std::uint32_t>& unit_of_claim, const std::vector<Demand>& demands) {
  std::size_t units = 0;
  for (const std::uint32_t unit : unit_of_claim) units = std::max<std::size_t>(units, unit + 1);
  std::vector<std::size_t> least(units, 0);
  const std::vector<std::size_t> nothing(units, 0);
  for (const Demand& demand : demands) {
    std::vector<std::size_t> needing(units, 0);
    for (const auto& needs : demand.draws) {
      for (const Need& need : needs) ++needing[need.unit];
    }
    for (std::size_t unit = 0; unit < units; ++unit) {
      if (needing[unit] <= demand.may_stay) continue;
      Prices prices(unit_of_claim);
      prices.take(demand, [&](std::size_t one) { return one == unit; });
      least[unit] = std::max(least[unit], prices.bound(nothing));
    }
  }
  Prices all(unit_of_claim);
  for (const Demand& demand : demands) all.take(demand, [](std::size_t) { return true; });
  return all.bound(least);
}

}  // namespace thuocdo
