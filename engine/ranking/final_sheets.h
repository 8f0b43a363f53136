// A ranked unit's sheet once more, with the final results and, where an appraisal is closed, the answers as it decided them: for what a consolidation does not keep, the answers, and for
// telling a unit why it has what it has.
//
//   std::optional<AssessedSheet> sheet = final_sheet(folder, unit, *programme, store, how);
//   explanation(*sheet, index, language)              // with the points that were published
//
// Nothing where the file is gone or no longer says what the consolidation read.
#pragma once

#include <filesystem>
#include <optional>

#include "ranking/consolidation.h"

namespace thuocdo {

// `folder` and `options` are those of the consolidation.
std::optional<AssessedSheet> final_sheet(const std::filesystem::path& folder, const RankedUnit& unit, const Programme& programme, ProgrammeStore& store,
                                         const ConsolidateOptions& options);

}  // namespace thuocdo
