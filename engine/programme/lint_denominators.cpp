#include <algorithm>

#include "programme/lint_parts.h"
#include "programme/word_likeness.h"

namespace thuocdo {
namespace {

struct Denominator {
  const Criterion* criterion;
  const RatioRule* ratio;
  std::vector<std::string> words;
};

}  // namespace

std::string few(const std::vector<std::string>& ids) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + ids[i];
  return ids.size() > most ? text + ", …" : text;
}

void lint_denominators(const Tier& tier, Findings& findings) {
  const auto report = [&](Code code, const Criterion* criterion, std::initializer_list<std::string> arguments) {
    Finding found = finding(code, arguments);
    found.in_file(tier.criteria_file);
    if (criterion) found.about(criterion->id).at_line(criterion->line);
    findings.push_back(std::move(found));
  };
  std::vector<Denominator> all;
  std::vector<std::string> open;
  for (const Criterion& criterion : tier.set.criteria) {
    const auto* ratio = criterion.rule() ? std::get_if<RatioRule>(&*criterion.rule()) : nullptr;
    if (!ratio) continue;
    all.push_back({&criterion, ratio, words_of(ratio->b.vi)});
    if (ratio->zero_base == Outcome::refuse || ratio->excess == Outcome::refuse) open.push_back(criterion.id);
  }
  if (!open.empty()) report(Code::ratio_open, nullptr, {tier.key, std::to_string(open.size()), few(open)});
  // Each wording once, with all who ask for it; then against the first wording like it.
  constexpr int alike = 75;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& here = all[i].ratio->b.vi;
    const auto same = [&](const Denominator& other) { return other.ratio->b.vi == here; };
    const auto own = all.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(all.begin(), own, same)) continue;
    std::vector<std::string> asked_by;
    for (const Denominator& other : all) {
      if (same(other)) asked_by.push_back(other.criterion->id);
    }
    if (asked_by.size() > 1) report(Code::denominator_repeated, all[i].criterion, {here, std::to_string(asked_by.size()), few(asked_by)});
    const auto like = std::find_if(all.begin(), own, [&](const Denominator& other) { return likeness(all[i].words, other.words) >= alike; });
    if (like != own) report(Code::denominator_similar, all[i].criterion, {all[i].criterion->id, here, like->criterion->id, like->ratio->b.vi});
  }
}

}  // namespace thuocdo
