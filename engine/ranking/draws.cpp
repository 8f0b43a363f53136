#include "ranking/draws.h"

namespace thuocdo {

Draws::Draws(const RobustnessOptions& options, std::uint64_t seed, std::size_t columns, std::size_t claims)
    : engine_(seed),
      spread_(static_cast<std::uint32_t>(whole_weight * options.weights_percent / 100)),
      claims_(options.failing_percent == 0 ? 0 : claims),
      weights_(columns, whole_weight) {
  std::uint64_t holding = std::uint64_t{1} << 32;
  // What is left after the last entry is so unlikely that it counts as the last entry.
  while (holding > 64 && above_.size() < 4096) {
    holding = holding * static_cast<std::uint64_t>(100 - options.failing_percent) / 100;
    above_.push_back(holding);
  }
  for (std::size_t top = 0; top < start_.size(); ++top) {
    const std::uint64_t greatest = (static_cast<std::uint64_t>(top) << 24) | 0xFFFFFF;
    start_[top] = static_cast<std::uint16_t>(gap_from(0, greatest));
  }
}

void Draws::next() {
  if (spread_ != 0) {
    for (std::int64_t& weight : weights_) weight = whole_weight - spread_ + random() % (2 * spread_ + 1);
  }
  failing_.clear();
  if (claims_ == 0) return;
  for (std::size_t i = gap(random()); i < claims_; i += 1 + gap(random())) failing_.push_back(static_cast<std::uint32_t>(i));
}

}  // namespace thuocdo
