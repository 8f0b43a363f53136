// Makes the files of one submission in a folder of their own: frozen copy with its structured part, PDF, receipt; signed
// where there is a certificate. Everything is read again and verified before it counts as made; the open document stays as
// it is.
//
//   MadeSubmission made = make_submission(call, document, order);
//   if (!made.ok) … made.problem …                    // a sentence that says what to do
//   made.receipt.code, made.files
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "commands/certificates.h"
#include "commands/command.h"
#include "commands/earlier_submissions.h"
#include "commands/receipt.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct SubmissionOrder {
  const AssessedSheet* sheet = nullptr;  // usable, without blocking findings
  NextSubmission next;
  std::optional<Certificate> certificate;  // none: not signed
  std::string timestamp_server;            // only with a certificate
  bool single_file = false;                // also the PDF that carries the workbook
  std::filesystem::path folder;            // an empty one
};

struct MadeSubmission {
  bool ok = false;
  bool signing_failed = false;  // everything else may work: the choice is to submit without a signature
  Text problem;
  Receipt receipt;
  std::vector<std::filesystem::path> files;  // the receipt for machines last
};

MadeSubmission make_submission(const Call& call, const Document& document, const SubmissionOrder& order);

}  // namespace thuocdo
