#include "submission/verify.h"

namespace thuocdo {

SubmissionKey submission_key(const AssessedSheet& sheet) {
  return {sheet.identity.programme, sheet.identity.digest, sheet.identity.tier, sheet.identity.unit, sheet.identity.round};
}

std::string digest_of(const AssessedSheet& sheet) {
  if (!sheet.usable()) return {};
  return submission_digest(canonical_form(submission_key(sheet), sheet.tier->set, *sheet.answers));
}

void verify_submission(AssessedSheet& sheet) {
  if (!sheet.usable()) return;
  if (sheet.identity.submitted.empty()) {
    sheet.findings.push_back(finding(Code::sheet_not_submitted).in_file(sheet.file));
    return;
  }
  const std::string digest = digest_of(sheet);
  if (digest == sheet.identity.submission_digest && check_code(digest) == sheet.identity.check_code) return;
  sheet.findings.push_back(
      finding(Code::submission_altered, {sheet.identity.check_code, check_code(digest)}).in_file(sheet.file));
  sheet.refused = true;
}

}  // namespace thuocdo
