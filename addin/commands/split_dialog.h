// Who answers which criteria, and where the parts go.
#pragma once

#include <filesystem>
#include <optional>

#include "commands/command.h"
#include "sheet/division.h"

namespace thuocdo {

struct SplitRequest {
  Division division;
  std::filesystem::path folder;
  bool reviewers = false;  // who appraises which criteria
};
std::optional<SplitRequest> ask_for_division(const Call& call, const CriteriaSet& set, const SplitRequest& proposed);

}  // namespace thuocdo
