// How short a list of claims can be at all that settles enough draws. Private to the room.
//
//   std::size_t least = least_length(unit_of_claim, demands);   // 17: no list of 16 claims does
//
// A draw is settled only if every one of its needs is met: the shares of a need's claims that are on the list come to a whole.
// All draws of a demand but `may_stay` have to be settled.
//
// Why it holds: give every need a price from 0 upwards, whichever. A draw is worth the prices of its needs, a claim the sum of
// price × share over the needs that it is in. A list that meets all demands leaves at most `may_stay` draws of each; so its
// claims together are worth at least as much as all draws without the dearest ones that may stay. Then the list cannot be
// shorter than the shortest row of the dearest claims that comes to as much. The same, with only the needs of one unit, says
// how many claims of that unit any list has; the row of dearest claims begins with so many of each unit.
//
// The prices decide how near the bound comes to the shortest list. They are raised where the row leaves a need unmet and
// lowered where it does more than is needed, a fixed number of times; the best bound counts. Whole numbers throughout, shares
// rounded up, so that every machine finds the same. What no prices can show is what it costs that a claim is on the list or
// not, and cannot be there by a third: the more claims fail at once in a unit, the farther the bound stays below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace thuocdo {

struct Need {
  static constexpr std::int64_t whole = 1 << 16;
  std::uint32_t unit = 0;                                      // whose claims they are
  std::vector<std::pair<std::uint32_t, std::int64_t>> shares;  // claim, share: 1 to whole
};
struct Demand {
  std::size_t may_stay = 0;
  std::vector<std::vector<Need>> draws;  // those that are not settled by themselves
};

std::size_t least_length(const std::vector<std::uint32_t>& unit_of_claim, const std::vector<Demand>& demands);

}  // namespace thuocdo
