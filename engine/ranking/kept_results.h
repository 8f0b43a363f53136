// The results of one ranked unit, criterion by criterion, in a fifth of the memory: thousands of units are kept until the last
// sheet is read.
//
//   KeptResults kept = card.results;
//   kept[set.index("1.2")].points             // state, points and maximum stand ready
//   kept.whole(set.index("1.2")).unrounded    // everything else is put together when asked for
//
// What comes out is exactly what was put in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "scoring/scorecard.h"

namespace thuocdo {

class KeptResults {
 public:
  // What nearly everybody asks for; see CriterionResult.
  struct Entry {
    Decimal points;
    Decimal maximum;
    State state : 8 = State::missing;
    bool impossible = false;
    bool condition_met = true;
    std::uint8_t holds = 0;   // these two say where the rest is, for this class only
    std::uint32_t first = 0;
  };

  KeptResults() = default;
  KeptResults(const std::vector<CriterionResult>& results);  // NOLINT(google-explicit-constructor): the same, kept

  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  const Entry& operator[](std::size_t criterion) const { return entries_[criterion]; }
  CriterionResult whole(std::size_t criterion) const;
  std::optional<Ratio> figure(std::size_t criterion) const;
  std::shared_ptr<const Comparison> comparison(std::size_t criterion) const;
  std::vector<CriterionResult> all() const;

  void set(std::size_t criterion, const CriterionResult& result);
  void push_back(const CriterionResult& result);

 private:
  // The fractions of an entry stand in words_ from `first` on, in this order.
  enum Holds : std::uint8_t {
    has_unrounded = 1,  // it is not the points themselves
    has_share = 2,
    has_figure = 4,
    has_comparison = 8,
    is_wide = 16,  // its fractions need more than 64 bits
  };
  static Ratio ratio_at(const std::int64_t*& word, bool wide);
  Entry put_in(const CriterionResult& result, std::size_t criterion);

  std::vector<Entry> entries_;
  std::vector<std::int64_t> words_;
  std::vector<std::pair<std::uint32_t, std::shared_ptr<const Comparison>>> comparisons_;  // by criterion
};

}  // namespace thuocdo
