// The Submit dialog: what is submitted and until when, what was found in the sheet, where it goes, and with which
// certificate it is signed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "commands/command.h"
#include "commands/make_submission.h"
#include "commands/sending_choice.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct SubmissionRequest {
  Delivery to;
  SigningChoice signing;
  std::string timestamp_server;
  bool single_file = false;
};

// Nothing when it was given up, or the user went to a cell instead.
std::optional<SubmissionRequest> ask_for_submission(const Call& call, const AssessedSheet& sheet,
                                                    const SubmissionRequest& proposed, const Text& remark);
// What was submitted; from there the frozen copy can be opened.
void show_receipt(const Call& call, const Text& title, const Text& message, const Receipt& receipt,
                  const std::filesystem::path& workbook);

// What the dialog says of the sheet, line by line: unit, points, share filled in, dates, the remark, points of the groups.
Text submission_summary(const AssessedSheet& sheet, const Text& remark);

}  // namespace thuocdo
