// The structured part of a submission: `Assessment/submission.xml` inside the .ods. It says once more, for machines, what
// the frozen sheet says in its cells: whose sheet it is, who prepared and sends it and when, what it replaces, and every
// answer in canonical form with reason and evidence. A workbook whose cells say something else was altered.
//
//   AssessedSheet sheet = assess_document(…);
//   SubmissionRecord record{"2023-12-20T08:00:00+07:00", "Trần Văn B", "Nguyễn Thị A", "0269…", "", ""};
//   std::string xml = write_submission_part(sheet, record);      // into the package under submission_part_path
//
//   ReadSubmission read = read_submission("h-pleiku.ods");
//   if (read.part) … read.part->record.preparer …                // read.findings otherwise says why, unless there is none
//
// The part's place and media type stand in sheet/contract.h (submission_part_folder, _name, _path, _type). The digest and
// the check code in the part are those of sheet and PDF; `record.submitted` must be the time that the workbook's property
// thuocdo.submitted names. Points are no part of it: they follow from the answers. The total and the maximum are there for
// people who open the part, and nobody reads them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/assessed_sheet.h"
#include "submission/submission.h"

namespace thuocdo {

// What the officer states when submitting. Only the time is required.
struct SubmissionRecord {
  std::string submitted;                      // ISO time with zone: "2023-12-20T08:00:00+07:00"
  std::string head, preparer, phone;          // head of the unit, who prepared the sheet, whom to call
  std::string replaces_code, replaces_digest;  // of the earlier submission that this one replaces; empty for a first one
  friend bool operator==(const SubmissionRecord&, const SubmissionRecord&) = default;
};

struct SubmissionPart {
  std::string engine;  // version that wrote it
  SubmissionKey key;
  SubmissionRecord record;
  std::string check_code;
  std::string digest;  // of the canonical form
  std::vector<CanonicalEntry> entries;  // every answer, in the order of the canonical form
};

// The bytes of the part. The sheet must be usable.
std::string write_submission_part(const AssessedSheet& sheet, const SubmissionRecord& record);

struct ReadSubmission {
  std::optional<SubmissionPart> part;
  Findings findings;  // empty where the package simply has no part
};
// Reads the part alone, strictly: nothing unknown, nothing twice, within the limits, and its digest and check code must be
// those of its own answers.
ReadSubmission read_submission_part(std::string_view xml, const Limits& limits = {});
// The same out of an .ods, or out of the .ods inside a PDF. The cells are not looked at; see verify.h.
ReadSubmission read_submission(const std::filesystem::path& file, const Limits& limits = {});

// In what the cells say something else than the part: identity, time of submission, digest, or an answer (by criterion and
// cell). All are blocking. At most `most` answers are named.
Findings differences(const SubmissionPart& part, const AssessedSheet& sheet, std::size_t most = 20);

}  // namespace thuocdo
