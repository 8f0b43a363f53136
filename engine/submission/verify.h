// Whether a submitted sheet still says what it said when it was submitted.
//
//   AssessedSheet sheet = assess_file("h-pleiku.ods", store);
//   verify_submission(sheet);          // an altered sheet is refused, with a finding; a draft gets a warning
#pragma once

#include "sheet/assessed_sheet.h"
#include "submission/submission.h"

namespace thuocdo {

SubmissionKey submission_key(const AssessedSheet& sheet);
// The digest of what the sheet says now; empty for a sheet that is not usable.
std::string digest_of(const AssessedSheet& sheet);
// The sheet's check code, and its structured part where it has one, against what its cells say now. Gives the digest of that, as
// digest_of before the sheet was refused.
std::string verify_submission(AssessedSheet& sheet);

}  // namespace thuocdo
