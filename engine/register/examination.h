// Looks at one file that came in, without knowing the register: its digest, whose it is, its points computed anew, its
// signatures.
//
//   Examination seen = examine("phieu/so-nv.ods", "so-nv.ods", request);
//   seen.receipt                      // filled as far as the file says; number and state are still open
//   seen.bytes                        // the file; it is read once, and what was read is what is kept
//
// Signatures are judged as at the time of receipt (see submission/signature.h). Nothing is ever fetched from a network: whom
// to believe, and which certificates were revoked, stands in the trust store alone.
//
// A bundle (submission/bundle.h) is unpacked: its files are `parts`. What does not agree with its list is said with the file.
//
// This is the slow part, and it knows nothing of other files: it may run on several threads. Whatever the file is, the
// result says so in findings. Only what cannot be read at all, or is larger than any sheet may be, leaves nothing to register.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "programme/store.h"
#include "register/receipt.h"
#include "register/receipt_time.h"
#include "sheet/limits.h"
#include "submission/trust_store.h"

namespace thuocdo {

struct Received {
  ReceiptTime time;
  TimeSource source = TimeSource::clock;
};
// Of a file by its name and the unit, which is empty where nobody can say. Called from several threads.
using ReceivedOf = std::function<Received(const std::string& file, const std::string& unit)>;

struct ExamineRequest {
  const Programme* programme = nullptr;
  std::string round;  // the assessment's own or one without assessment
  ProgrammeStore* store = nullptr;
  ReceivedOf received = {};  // needed
  const TrustStore* trust = nullptr;  // null: issuers are not checked
  Limits limits = {};
  const std::unordered_set<std::string>* known = nullptr;  // digests of files that need no second look; they get no more than that
  bool in_bundle = false;  // a file out of a bundle; a bundle there is refused
};

struct Examination {
  bool readable = false;  // there is a file, and its bytes were read; otherwise there is nothing but findings
  // Holds a sheet of this programme and round, of a unit that takes part, or is a PDF; unaltered since submission and signing.
  bool usable = false;
  bool submitted = false;
  bool wrong_answers = false;  // findings that block a submission
  std::string bytes;
  std::string reading;  // see kept_reading.h; of a usable sheet only
  Received received;
  Receipt receipt;
  Findings findings;
  Findings of_signatures;  // what is said of the signatures; among `findings`, too
  // Of a bundle: its files, each examined by itself with the bundle's time of receipt; and what stands against the bundle as a
  // whole. Of a file out of a bundle: what the bundle says of it. Blocking ones refuse it, warnings leave it undecided.
  std::vector<Examination> parts;
  Findings of_bundle;
  std::string above;                      // of a file out of a bundle: name of the unit that made the bundle
  std::optional<ReceiptTime> given_below;  // and when that unit received it, unless the sheet is its own
};

Examination examine(const std::filesystem::path& file, const std::string& name, const ExamineRequest& request);
// The same from bytes that are in memory already, such as those of an original.
Examination examine_bytes(std::string bytes, const std::string& name, const ExamineRequest& request);

}  // namespace thuocdo
