// What the unit has submitted before, and so what the next submission is called and what it replaces.
//
//   const NextSubmission next = next_submission(sheet, folder, office_outbox().items());
//   next.name           // "so-tc"; after that "so-tc-lan2", "so-tc-lan3"; "h-hatinh-3-thang" in that round
//   next.replaces       // the latest of the earlier ones
//
// Earlier ones are known by the outbox, and by the receipts in the folder, which another computer may have written; the
// folder may be empty where it goes elsewhere. No name that is taken is given again.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sheet/assessed_sheet.h"
#include "submission/outbox.h"

namespace thuocdo {

struct EarlierSubmission {
  std::string code;
  std::string digest;
  std::string submitted;  // ISO time
};

struct NextSubmission {
  std::string name;
  int number = 1;
  std::optional<EarlierSubmission> replaces;
};

NextSubmission next_submission(const AssessedSheet& sheet, const std::filesystem::path& folder,
                               const std::vector<OutboxItem>& outbox);

// The files that a submission of that name has, the receipt for machines last.
struct SubmissionFiles {
  std::filesystem::path workbook;     // so-tc.ods
  std::filesystem::path pdf;          // so-tc.pdf
  std::filesystem::path single_file;  // so-tc-mot-tep.pdf
  std::filesystem::path page;         // so-tc-bien-nhan.html: the receipt for people
  std::filesystem::path receipt;      // so-tc.json
};
SubmissionFiles submission_files(const std::filesystem::path& folder, const std::string& name);

}  // namespace thuocdo
