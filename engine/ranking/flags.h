// What a reviewer should look at in the sheets of a consolidation: flags, never penalties. No rank, no point and no other
// file of the result depends on them.
//
//   for (const Flag& flag : flags(consolidation, nullptr)) flag.message.vi   // "Mẫu số “…” không thống nhất: 1.1 = 120; …"
//
// Four kinds, over the ranked units, each from what stands in the answers (issue of the reviewer's desk, "what a rank is
// worth"):
//   denominators-differ   criteria that ask for the same denominator, in the same words, hold different numbers: the
//                         linter tells such criteria of a programme (denominator-repeated), this tells their answers
//   denominator-changed   a denominator is at least a quarter greater or smaller than in last year's result. What is
//                         counted may well have changed; a quarter is our choice of what to ask about
//   identical-sheets      units of a tier whose every answer is the same, with ten answers at least, so that short sheets
//                         are not told for chance; says whether reasons and evidence are the same, too
//   all-maximum           the unit gives itself all points of every criterion that counts for it
//
// The order is that of the tiers, then of the ranking, then of the criteria. A set of identical sheets is told once, with
// its first unit.
#pragma once

#include <string_view>
#include <vector>

#include "ranking/consolidation.h"
#include "ranking/series.h"

namespace thuocdo {

enum class FlagKind { denominators_differ, denominator_changed, identical_sheets, all_maximum };
std::string_view flag_text(FlagKind kind);  // "denominators-differ", …
Text flag_label(FlagKind kind);

struct Flag {
  FlagKind kind = FlagKind::denominators_differ;
  const Tier* tier = nullptr;
  const Unit* unit = nullptr;
  std::vector<const Unit*> others;    // of identical sheets
  std::vector<std::string> criteria;  // ids
  Text message;
};

// `previous` is last year's result of the same programme or the one before it; may be null. Both must outlive the flags.
std::vector<Flag> flags(const Consolidation& consolidation, const RoundResult* previous);

}  // namespace thuocdo
