// The random numbers of the simulation: in each draw a weight for every column and the claims that fail. Private to the
// room and to its tests; what the numbers mean is told in robustness.h.
//
//   Draws draws(options, draws_seed(options, 0), columns, claims);
//   draws.next();  draws.weights();  draws.failing();
//
// The same on every machine: the generator is std::mt19937_64, and no floating point takes part.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "ranking/robustness.h"

namespace thuocdo {

inline constexpr std::int64_t whole_weight = 1000;  // of a weight that is not changed

// Each tier has its own numbers, so that a tier's figures do not depend on the others.
inline std::uint64_t draws_seed(const RobustnessOptions& options, std::size_t tier) { return options.seed * 1000 + tier; }

class Draws {
 public:
  Draws(const RobustnessOptions& options, std::uint64_t seed, std::size_t columns, std::size_t claims);
  void next();
  const std::vector<std::int64_t>& weights() const { return weights_; }
  const std::vector<std::uint32_t>& failing() const { return failing_; }  // ascending

 private:
  // How many claims hold before the next one fails: one 32-bit number against the chances that 0, 1, 2 … hold, which are
  // kept in 1/2^32, so that the work is done for the claims that fail and not for all.
  std::size_t gap(std::uint32_t random) const { return gap_from(start_[random >> 24], random); }
  std::size_t gap_from(std::size_t gap, std::uint64_t random) const {
    while (gap + 1 < above_.size() && random < above_[gap]) ++gap;
    return gap;
  }
  std::uint32_t random() {  // two out of each number of 64 bits
    if (full_) {
      full_ = false;
      return static_cast<std::uint32_t>(kept_ >> 32);
    }
    kept_ = engine_();
    full_ = true;
    return static_cast<std::uint32_t>(kept_);
  }

  std::mt19937_64 engine_;
  std::uint64_t kept_ = 0;
  bool full_ = false;
  std::uint32_t spread_;
  std::size_t claims_;  // 0 where none can fail
  std::vector<std::uint64_t> above_;  // [k]: chance that more than k claims hold
  std::array<std::uint16_t, 256> start_{};
  std::vector<std::int64_t> weights_;
  std::vector<std::uint32_t> failing_;
};

}  // namespace thuocdo
