// Looks at one file that came in, without knowing the register: its digest, whose it is, its points computed anew, its
// signatures.
//
//   Examination seen = examine("phieu/so-nv.ods", "so-nv.ods", request);
//   seen.receipt                      // filled as far as the file says; number, time and state are still open
//   seen.bytes                        // the file; it is read once, and what was read is what is kept
//
// This is the slow part, and it knows nothing of other files: it may run on several threads. Whatever the file is, the
// result says so in findings. Only what cannot be read at all, or is larger than any sheet may be, leaves nothing to register.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_set>

#include "programme/store.h"
#include "register/receipt.h"
#include "register/receipt_time.h"
#include "sheet/limits.h"

namespace thuocdo {

struct ExamineRequest {
  const Programme* programme = nullptr;
  std::string round;  // the assessment's own or one without assessment
  ProgrammeStore* store = nullptr;
  Limits limits = {};
  const std::unordered_set<std::string>* known = nullptr;  // digests of files that need no second look; they get no more than that
};

struct Examination {
  bool readable = false;  // there is a file, and its bytes were read; otherwise there is nothing but findings
  bool usable = false;    // holds a sheet of this programme and round, of a unit that takes part, unaltered since submission
  bool submitted = false;
  bool wrong_answers = false;  // findings that block a submission
  std::string bytes;
  Receipt receipt;
  Findings findings;
};

Examination examine(const std::filesystem::path& file, const std::string& name, const ExamineRequest& request);
// The same from bytes that are in memory already, such as those of an original.
Examination examine_bytes(std::string bytes, const std::string& name, const ExamineRequest& request);

}  // namespace thuocdo
