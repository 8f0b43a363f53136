// Random numbers that are the same on every machine: the standard library's distributions are not.
#pragma once

#include <cstdint>

namespace thuocdo::reference {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // splitmix64
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // 0 to count - 1.
  std::uint64_t below(std::uint64_t count) { return next() % count; }
  // least to most, both possible.
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least) + 1));
  }
  bool one_in(int count) { return below(static_cast<std::uint64_t>(count)) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace thuocdo::reference
