#include "submission/verify.h"

#include "submission/submission_part.h"

namespace thuocdo {
namespace {

// True when the part agrees with the cells, or there is none.
bool part_agrees(AssessedSheet& sheet) {
  if (!sheet.submission_part) return true;
  ReadSubmission read = read_submission_part(*sheet.submission_part);
  Findings found = std::move(read.findings);
  if (read.part) found = differences(*read.part, sheet);
  for (Finding& one : found) sheet.findings.push_back(std::move(one.in_file(sheet.file)));
  return found.empty();
}

}  // namespace

SubmissionKey submission_key(const AssessedSheet& sheet) {
  return {sheet.identity.programme, sheet.identity.digest, sheet.identity.tier, sheet.identity.unit, sheet.identity.round};
}

std::string digest_of(const AssessedSheet& sheet) {
  if (!sheet.usable()) return {};
  return submission_digest(canonical_form(submission_key(sheet), sheet.tier->set, *sheet.answers));
}

std::string verify_submission(AssessedSheet& sheet) {
  if (!sheet.usable()) return {};
  std::string digest = digest_of(sheet);
  const bool agrees = part_agrees(sheet);
  if (sheet.identity.submitted.empty() && !sheet.submission_part) {
    sheet.findings.push_back(finding(Code::sheet_not_submitted).in_file(sheet.file));
    return digest;
  }
  const bool sealed = digest == sheet.identity.submission_digest && check_code(digest) == sheet.identity.check_code;
  if (!sealed) {
    sheet.findings.push_back(
        finding(Code::submission_altered, {sheet.identity.check_code, check_code(digest)}).in_file(sheet.file));
  }
  sheet.refused = sheet.refused || !agrees || !sealed;
  return digest;
}

}  // namespace thuocdo
