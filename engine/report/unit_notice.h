// The notice that tells one unit its result, as an .odt in the layout of official documents: rank, points, and why for every
// criterion. Vietnamese, as official documents are; what is not known is a marked gap.
//
//   NamedFile notice = unit_notice(result, tier, unit, *final_sheet(…));     // "thong-bao-x-1.odt"
//   NamedFile other = unit_notice(result, tier, unranked);                   // why it is not ranked
#pragma once

#include "programme/atomic_files.h"
#include "ranking/consolidation.h"

namespace thuocdo {

inline constexpr std::string_view notice_prefix = "thong-bao-";
// The sheet is the unit's with the final results; see ranking/final_sheets.h.
NamedFile unit_notice(const Consolidation& result, const TierRanking& tier, const RankedUnit& unit, const AssessedSheet& sheet);
NamedFile unit_notice(const Consolidation& result, const TierRanking& tier, const UnrankedUnit& unit);

}  // namespace thuocdo
