#include "register/examination.h"

#include <exception>

#include "programme/digest.h"
#include "programme/file_bytes.h"
#include "submission/verify.h"
#include "version.h"

namespace thuocdo {
namespace {

void describe(const AssessedSheet& sheet, const Programme& programme, Examination& seen) {
  Receipt& receipt = seen.receipt;
  const SheetIdentity& identity = sheet.identity;
  receipt.kind = ReceivedKind::workbook;
  receipt.submitted = identity.submitted;
  receipt.programme_digest = identity.digest;
  receipt.check_code = identity.check_code;
  // A refused sheet still says whose it is, as far as it is of this programme.
  const Unit* unit = identity.programme == programme.key ? programme.unit(identity.unit) : nullptr;
  if (unit != nullptr && unit->tier == identity.tier) {
    receipt.unit = unit->code;
    receipt.tier = unit->tier;
  }
  seen.submitted = !identity.submitted.empty();
  seen.usable = sheet.usable() && unit != nullptr;
  if (!seen.usable) return;
  receipt.submission_digest = digest_of(sheet);
  seen.wrong_answers = has_blocking(sheet.findings);
  if (sheet.without_assessment == nullptr) {
    receipt.total = sheet.card.total.text();
    receipt.maximum = sheet.card.maximum.text();
  }
}

}  // namespace

Examination examine_bytes(std::string bytes, const std::string& name, const ExamineRequest& request) {
  Examination seen;
  seen.readable = true;
  Receipt& receipt = seen.receipt;
  receipt.programme = request.programme->key;
  receipt.round = request.round;
  receipt.file_name = name;
  receipt.file_size = static_cast<std::int64_t>(bytes.size());
  receipt.file_digest = sha256_hex(bytes);
  receipt.engine = version;
  if (request.known != nullptr && request.known->contains(receipt.file_digest)) return seen;
  ReadWorkbook read = read_workbook(std::string_view(bytes), name, request.limits);
  seen.bytes = std::move(bytes);
  seen.findings = std::move(read.findings);
  if (read.workbook) {
    AssessedSheet sheet = assess_workbook(*read.workbook, name, *request.store, {request.programme->key, {}, request.round});
    verify_submission(sheet);
    receipt.signature = "unsigned";
    describe(sheet, *request.programme, seen);
    seen.findings.insert(seen.findings.end(), sheet.findings.begin(), sheet.findings.end());
  }
  for (Finding& found : seen.findings) found.in_file(name);
  return seen;
}

Examination examine(const std::filesystem::path& file, const std::string& name, const ExamineRequest& request) {
  const auto unreadable = [&](Finding why) {
    Examination seen;
    seen.receipt.file_name = name;
    seen.findings.push_back(why.in_file(name));
    return seen;
  };
  try {
    Text why;
    std::optional<std::string> bytes = file_bytes(file, request.limits.file_bytes, why);
    if (!bytes) return unreadable(finding(Code::file_unreadable, std::vector<Text>{why}));
    if (bytes->size() > request.limits.file_bytes) {
      return unreadable(finding(Code::file_too_large, {std::to_string(request.limits.file_bytes >> 20) + " MiB"}));
    }
    return examine_bytes(std::move(*bytes), name, request);
  } catch (const std::exception& problem) {
    return unreadable(finding(Code::internal_error, {problem.what()}));
  }
}

}  // namespace thuocdo
