// A published result derived again from its sheets, or from the register: what verify-result tells and documents rest on.
//
//   DerivedResult derived;
//   if (const int code = derive_again(options, derived, err); code != exit_done) return code;
//   if (derived.check.same()) …
#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>

#include "cli/input.h"
#include "cli/register_input.h"
#include "ranking/register_sheets.h"
#include "report/result_check.h"

namespace thuocdo {

struct DerivedResult {
  std::shared_ptr<const Programme> programme;
  std::filesystem::path folder;  // of the sheets; empty from a register
  Figures figures;
  std::optional<Register> book;
  RegisterSheets registered;
  std::optional<ProgrammeStore> store;
  ConsolidateOptions how;  // points into this value
  Consolidation result;
  ResultCheck check;

  DerivedResult() = default;
  DerivedResult(const DerivedResult&) = delete;
  DerivedResult& operator=(const DerivedResult&) = delete;
};

// Takes RESULT FOLDER, or RESULT with --register; --programme, --figures, --previous, --threads. Other codes than exit_done are
// told already; whether the result is the same is not told.
int derive_again(const Options& options, DerivedResult& derived, std::ostream& err);

}  // namespace thuocdo
