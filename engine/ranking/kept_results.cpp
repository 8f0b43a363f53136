#include "ranking/kept_results.h"

#include <algorithm>
#include <limits>

namespace thuocdo {
namespace {

bool fits(__int128 number) { return number >= std::numeric_limits<std::int64_t>::min() && number <= std::numeric_limits<std::int64_t>::max(); }

__int128 joined(std::int64_t low, std::int64_t high) {
  return static_cast<__int128>((static_cast<unsigned __int128>(static_cast<std::uint64_t>(high)) << 64) | static_cast<std::uint64_t>(low));
}

}  // namespace

KeptResults::KeptResults(const std::vector<CriterionResult>& results) {
  entries_.reserve(results.size());
  for (const CriterionResult& result : results) push_back(result);
  words_.shrink_to_fit();
}

void KeptResults::push_back(const CriterionResult& result) { entries_.push_back(put_in(result, entries_.size())); }

void KeptResults::set(std::size_t criterion, const CriterionResult& result) {
  Entry& entry = entries_[criterion];
  if (entry.holds & has_comparison) std::erase_if(comparisons_, [&](const auto& one) { return one.first == criterion; });
  // Fractions that stood there before stay behind unused: only few results change once they are kept.
  entry = put_in(result, criterion);
}

KeptResults::Entry KeptResults::put_in(const CriterionResult& result, std::size_t criterion) {
  Entry entry;
  entry.points = result.points;
  entry.maximum = result.maximum;
  entry.state = result.state;
  entry.impossible = result.impossible;
  entry.condition_met = result.condition_met;
  std::vector<const Ratio*> fractions;
  if (const Ratio points(result.points); points.numerator() != result.unrounded.numerator() || points.denominator() != result.unrounded.denominator()) {
    entry.holds |= has_unrounded;
    fractions.push_back(&result.unrounded);
  }
  if (result.share) entry.holds |= has_share, fractions.push_back(&*result.share);
  if (result.figure) entry.holds |= has_figure, fractions.push_back(&*result.figure);
  if (std::any_of(fractions.begin(), fractions.end(), [](const Ratio* one) { return !fits(one->numerator()) || !fits(one->denominator()); })) entry.holds |= is_wide;
  entry.first = static_cast<std::uint32_t>(words_.size());
  for (const Ratio* one : fractions) {
    for (const __int128 number : {one->numerator(), one->denominator()}) {
      words_.push_back(static_cast<std::int64_t>(number));
      if (entry.holds & is_wide) words_.push_back(static_cast<std::int64_t>(number >> 64));
    }
  }
  if (result.comparison) {
    entry.holds |= has_comparison;
    comparisons_.emplace_back(static_cast<std::uint32_t>(criterion), result.comparison);
  }
  return entry;
}

Ratio KeptResults::ratio_at(const std::int64_t*& word, bool wide) {
  __int128 numbers[2];
  for (__int128& number : numbers) {
    number = wide ? joined(word[0], word[1]) : word[0];
    word += wide ? 2 : 1;
  }
  return Ratio::of(numbers[0], numbers[1]);
}

CriterionResult KeptResults::whole(std::size_t criterion) const {
  const Entry& entry = entries_[criterion];
  CriterionResult result;
  result.state = entry.state;
  result.points = entry.points;
  result.maximum = entry.maximum;
  result.impossible = entry.impossible;
  result.condition_met = entry.condition_met;
  const std::int64_t* word = words_.data() + entry.first;
  const bool wide = (entry.holds & is_wide) != 0;
  result.unrounded = entry.holds & has_unrounded ? ratio_at(word, wide) : Ratio(result.points);
  if (entry.holds & has_share) result.share = ratio_at(word, wide);
  if (entry.holds & has_figure) result.figure = ratio_at(word, wide);
  result.comparison = comparison(criterion);
  return result;
}

std::optional<Ratio> KeptResults::figure(std::size_t criterion) const {
  return entries_[criterion].holds & has_figure ? whole(criterion).figure : std::nullopt;
}

std::shared_ptr<const Comparison> KeptResults::comparison(std::size_t criterion) const {
  if (!(entries_[criterion].holds & has_comparison)) return nullptr;
  return std::find_if(comparisons_.begin(), comparisons_.end(), [&](const auto& one) { return one.first == criterion; })->second;
}

std::vector<CriterionResult> KeptResults::all() const {
  std::vector<CriterionResult> results;
  results.reserve(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) results.push_back(whole(i));
  return results;
}

}  // namespace thuocdo
