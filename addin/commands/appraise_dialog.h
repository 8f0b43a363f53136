// What to do with a working copy, asked for in one window, in which the result that the rank is told from is chosen, too.
#pragma once

#include <filesystem>
#include <optional>

#include "commands/command.h"
#include "report/live_review.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

enum class ReviewStep { accept, write, split, merge, second, final, enter, rank };

struct ReviewRequest {
  std::optional<ReviewStep> step;  // nothing: the window was closed
  std::filesystem::path result_folder;
};

ReviewRequest ask_for_review(const Call& call, const AssessedSheet& sheet, const LiveReview& review, const Text& stands, const std::filesystem::path& result_folder);

}  // namespace thuocdo
