// A tier's points as whole numbers, so that thousands of draws add them fast and exactly. Private to the room.
//
// A column is what has one weight: a criterion, or a group that counts otherwise than its criteria add up to (a cap, a bonus,
// a deduction, a maximum of its own), the outermost one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ranking/robustness.h"

namespace thuocdo {

class PointsMatrix {
 public:
  struct Failing {  // a claim
    std::uint32_t unit;
    std::uint32_t column;
    std::uint32_t criterion;
    std::int64_t fall;
  };

  PointsMatrix(const Programme& programme, const TierRanking& ranking, const std::vector<Claim>& claims);

  std::size_t units() const { return units_; }
  std::size_t columns() const { return entries_.size(); }
  bool by_share() const { return !maximum_.empty(); }
  const std::vector<std::int64_t>& points() const { return points_; }    // [column * units + unit], as they count
  const std::vector<std::int64_t>& maximum() const { return maximum_; }  // of what applies; empty where the rank goes by the total
  const std::vector<Failing>& claims() const { return claims_; }         // by unit, then by criterion
  // Whether the column is a group: what its claims cost together is not the sum of what each costs.
  bool is_group(std::size_t column) const { return group_[column]; }
  // The points of such a column for the unit of `failing`, where these claims of the column fail.
  std::int64_t group_points(std::span<const Failing* const> failing) const;
  // Calls cost(column, points lost) for each column in which the unit of `failing`, claims of one unit in their order, loses.
  template <typename Cost>
  void each_loss(std::span<const Failing* const> failing, const Cost& cost) const {
    for (std::size_t i = 0; i < failing.size();) {
      const Failing& first = *failing[i];
      if (!group_[first.column]) {
        cost(first.column, first.fall);
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < failing.size() && failing[end]->unit == first.unit && failing[end]->column == first.column) ++end;
      cost(first.column, points_[first.column * units_ + first.unit] - group_points(failing.subspan(i, end - i)));
      i = end;
    }
  }

  // The most points that a unit keeps if all its claims fail but as many as the index says, and which claims those are.
  struct Kept {
    std::int64_t points = 0;
    std::vector<std::uint32_t> verified;  // indices in claims()
  };
  std::vector<Kept> most_kept(std::size_t unit, std::span<const std::uint32_t> claims_of_unit) const;

  // What ranks go by for so many points of a unit in all, in 1/10^total_places: rounded once, as the result is published.
  std::int64_t published(std::size_t unit, std::int64_t points) const;
  // The fewest points of a unit that are published as `published`, above 0, or more.
  std::int64_t least_points(std::size_t unit, std::int64_t published) const;
  std::int64_t published_whole(const Decimal& value) const;  // rounded up

 private:
  struct Entry {
    int parent = -1;
    bool group = false;
    bool limited_above = false;
    bool limited_below = false;
  };

  std::size_t units_ = 0;
  int places_ = 0;
  int total_places_ = 0;
  std::int64_t scale_ = 0;
  std::vector<Entry> set_;        // by criterion
  std::vector<int> entries_;      // by column: its criterion or group
  std::vector<bool> group_;       // by column
  std::vector<std::int64_t> own_;  // [unit * criteria + criterion]: points of a criterion, limit of a group
  std::vector<std::int64_t> points_;
  std::vector<std::int64_t> maximum_;
  std::vector<std::int64_t> maxima_;  // by unit, over all columns
  std::vector<Failing> claims_;
};

}  // namespace thuocdo
