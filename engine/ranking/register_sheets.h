// The sheets that a register says count, as a source for a consolidation.
//
//   RegisterSheets sheets = register_sheets(book, *programme, nullptr);
//   how.source = &sheets.source;
//   Consolidation result = consolidate({}, sheets.files, programme, store, how);
//
// Accepted receipts take part; of units without one the register says why: late, waiting for a decision, refused. A file is
// named as it was received, with its number before it where two accepted ones have the same name, so that the result
// depends on the register alone. Appraisals go with them: closed ones count, and while one is open its unit is flagged; then the
// appraisal of the level below counts, where an accepted bundle brought one.
//
// What receiving read in a sheet is taken out of the register, where it is kept (register/kept_reading.h) and its answers have the
// digest of the receipt; `source.kept = nullptr` has every original read.
#pragma once

#include <memory>
#include <mutex>

#include "ranking/consolidation.h"
#include "register/register.h"

namespace thuocdo {

struct RegisterSheets {
  std::vector<std::filesystem::path> files;
  SheetSource source;
};

// The register and the programme must outlive the result. `round` is null for the assessment.
RegisterSheets register_sheets(Register& book, const Programme& programme, const Stage* round);

}  // namespace thuocdo
