// What the commands of an appraisal share: whether the open working copy can be used, and what others hand in to it.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "commands/command.h"
#include "report/live_review.h"
#include "sheet/appraisal_file.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

// Why the sheet of a working copy cannot be appraised; what the unit submitted must stand in it unchanged.
std::optional<CommandOutcome> refused_review(AssessedSheet& sheet);
// One or two sentences: the points, how far the stage is, and whether something that was written does not count yet.
Text review_stands(const AssessedSheet& sheet, const LiveReview& review);

struct ReadReview {
  std::string file;
  Text refused;  // why nothing of it is used; a part of a sentence
  std::vector<UnitAppraisal> parts;  // about the sheet's unit
  Findings findings;
};
// A file about the same submission: a working copy (review_copy), the unit's copy (explanation_copy), whichever is `wanted`, or a
// table. `own` is the open working copy.
ReadReview read_review(const std::filesystem::path& file, const AssessedSheet& sheet, const AppraisalTable& own, std::string_view wanted);

}  // namespace thuocdo
