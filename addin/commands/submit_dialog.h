// The Submit dialog: what is submitted and until when, what was found in the sheet, where it goes, and with which
// certificate it is signed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "commands/certificates.h"
#include "commands/command.h"
#include "commands/delivery.h"
#include "commands/make_submission.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct SubmissionRequest {
  Delivery to;
  bool sign = false;
  std::string serial;                      // of the certificate used last, or the one asked for
  std::optional<Certificate> certificate;  // the chosen one; none where it is not to be signed
  std::string timestamp_server;
  bool single_file = false;
};

// Nothing when it was given up, or the user went to a cell instead.
std::optional<SubmissionRequest> ask_for_submission(const Call& call, const AssessedSheet& sheet,
                                                    const SubmissionRequest& proposed, const Text& remark);
// What was submitted; from there the frozen copy can be opened.
void show_receipt(const Call& call, const Text& title, const Text& message, const Receipt& receipt,
                  const std::filesystem::path& workbook);

// What the dialog says of the sheet, line by line: unit, points, share filled in, dates, points of the groups.
Text submission_summary(const AssessedSheet& sheet);

}  // namespace thuocdo
