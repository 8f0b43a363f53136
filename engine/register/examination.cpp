#include "register/examination.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "programme/digest.h"
#include "programme/file_bytes.h"
#include "submission/package.h"
#include "submission/verify.h"
#include "version.h"

namespace thuocdo {
namespace {

void describe_sheet(const PackageVerdict& verdict, const Programme& programme, Examination& seen) {
  const AssessedSheet& sheet = verdict.sheet;
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
  if (verdict.part) receipt.replaces = verdict.part->record.replaces_digest;
  seen.wrong_answers = has_blocking(sheet.findings);
  if (sheet.without_assessment == nullptr) {
    receipt.total = sheet.card.total.text();
    receipt.maximum = sheet.card.maximum.text();
  }
}

// A PDF without a workbook says in its metadata of which submission it is.
void describe_copy(const PackageVerdict& verdict, Examination& seen) {
  seen.receipt.kind = ReceivedKind::copy;
  seen.receipt.check_code = verdict.pdf_code;
  seen.receipt.submission_digest = verdict.pdf_digest;
  seen.usable = seen.submitted = true;
}

void describe_signatures(const PackageVerdict& verdict, Examination& seen) {
  seen.receipt.signature = verdict.signature_text();
  std::vector<std::string> names;  // the .ods inside a PDF often has the PDF's signer
  for (const SignatureReport& one : verdict.signatures) {
    if (!one.signer.empty() && std::find(names.begin(), names.end(), one.signer) == names.end()) names.push_back(one.signer);
  }
  for (const std::string& name : names) seen.receipt.signer += (seen.receipt.signer.empty() ? "" : "; ") + name;
  std::copy_if(verdict.findings.begin(), verdict.findings.end(), std::back_inserter(seen.of_signatures), is_about_signature);
}

Received received_of(const ExamineRequest& request, const std::string& name, const std::string& unit) {
  return request.received ? request.received(name, unit) : Received{{now(), moment_text(now())}, TimeSource::clock};
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
  seen.received = received_of(request, name, {});
  if (request.known == nullptr || !request.known->contains(receipt.file_digest)) {
    static const TrustStore nobody;
    const auto received = [&](const AssessedSheet& sheet) {
      const bool ours = sheet.identity.programme == request.programme->key;
      seen.received = received_of(request, name, ours ? sheet.identity.unit : std::string());
      return seen.received.time.at;
    };
    PackageVerdict verdict = verify_package(bytes, name, *request.store, request.trust != nullptr ? *request.trust : nobody, received,
                                            {request.programme->key, {}, request.round}, request.limits);
    if (verdict.holds_workbook()) {
      describe_sheet(verdict, *request.programme, seen);
    } else if (verdict.paper_only) {
      describe_copy(verdict, seen);
    }
    if (receipt.kind != ReceivedKind::nothing) describe_signatures(verdict, seen);
    seen.usable = seen.usable && receipt.signature != state_text(SignatureState::altered) && !verdict.contradicts_its_code();
    seen.findings = std::move(verdict.findings);
    seen.bytes = std::move(bytes);
  }
  receipt.received = seen.received.time.text;
  receipt.received_from = seen.received.source;
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
