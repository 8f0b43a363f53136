// Makes a district's bundle (submission/bundle.h) out of a register, and derives again what a bundle says.
//
//   MadeBundle made = make_bundle(book, programme, *programme->unit("h-pleiku"), store, {.threads = 2});
//   if (made.bytes) … write("PLEIKU.ods", *made.bytes) …       // made.findings otherwise say what is missing
//
// A bundle is made of a closed level only, so that nothing in it changes any more: the accepted sheets of the district and its
// communes, PDFs that go with them, the appraisals that count, the ranking, and who is absent and why. Its workbook shows the
// same: a page about the bundle, the verdicts, then the sheets of a consolidation. The same register gives the same bytes. In a
// round without assessment there is nothing to appraise and to rank: such a bundle is the page about it and the originals.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ranking/consolidation.h"
#include "register/register.h"
#include "submission/bundle.h"

namespace thuocdo {

struct BundleOptions {
  int threads = 1;
  Language language = Language::vietnamese;  // of the workbook
  const Stage* round = nullptr;  // without assessment; null: the assessment
};

struct MadeBundle {
  std::optional<std::string> bytes;
  Bundle bundle;
  Findings findings;
};
MadeBundle make_bundle(Register& book, const std::shared_ptr<const Programme>& programme, const Unit& unit, ProgrammeStore& store, const BundleOptions& options = {});

// Whether points and ranks as the bundle states them are what its own originals and verdicts give: a warning for each unit where
// they are not. The bundle must have been read with its bytes. One of a round without assessment states none.
Findings check_bundle_points(const Bundle& bundle, const std::shared_ptr<const Programme>& programme, ProgrammeStore& store, int threads = 1);

}  // namespace thuocdo
