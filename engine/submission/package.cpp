#include "submission/package.h"

#include <algorithm>

#include "programme/digest.h"
#include "programme/file_bytes.h"
#include "sheet/pdf_workbook.h"
#include "submission/ods_signature.h"
#include "submission/pdf_signature.h"
#include "submission/verify.h"

namespace thuocdo {
namespace {

constexpr std::string_view keyword = "thuocdo:";

// Out of "thuocdo:<check code>:<digest>", wherever it stands among other keywords.
void read_code(std::string_view keywords, PackageVerdict& verdict) {
  const std::size_t at = keywords.find(keyword);
  if (at == std::string_view::npos) return;
  std::string_view rest = keywords.substr(at + keyword.size());
  rest = rest.substr(0, rest.find_first_of(" ,;"));
  const std::size_t colon = rest.find(':');
  const std::string_view code = rest.substr(0, colon);
  const bool plausible = !code.empty() && code.size() <= 20 && code.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == std::string_view::npos;
  if (!plausible) return;
  verdict.pdf_code = code;
  if (colon == std::string_view::npos) return;
  const std::string_view digest = rest.substr(colon + 1);
  if (digest.size() == 64 && digest.find_first_not_of("0123456789abcdef") == std::string_view::npos) verdict.pdf_digest = digest;
}

void append(Findings& all, Findings more) {
  for (Finding& one : more) all.push_back(std::move(one));
}

bool differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

// Whose code the PDF carries; `code` and `digest` are the workbook's.
Findings compare_codes(const PackageVerdict& pdf, const std::string& code, const std::string& digest) {
  if (!differ(pdf.pdf_code, code) && !differ(pdf.pdf_digest, digest)) return {};
  return {finding(Code::pdf_code_differs, {pdf.pdf_code, code}).in_file(pdf.file)};
}

void assess(std::string_view bytes, ProgrammeStore& store, const Expected& expected, const Limits& limits, PackageVerdict& verdict) {
  ReadWorkbook read = read_workbook(bytes, verdict.file, limits);
  if (read.workbook) {
    verdict.sheet = assess_workbook(*read.workbook, verdict.file, store, expected);
    verdict.answers_digest = verify_submission(verdict.sheet);
    if (verdict.sheet.submission_part) verdict.part = read_submission_part(*verdict.sheet.submission_part, limits).part;
  } else {
    verdict.sheet.refused = true;
  }
  verdict.sheet.file = verdict.file;
  const bool only_paper = verdict.paper_only = verdict.is_pdf && read.findings.size() == 1 && read.findings[0].code == Code::pdf_holds_no_workbook;
  if (!only_paper) append(verdict.findings, read.findings);
  append(verdict.findings, verdict.sheet.findings);
  verdict.of_sheet = verdict.findings.size();
  if (only_paper && !verdict.pdf_code.empty()) verdict.findings.push_back(finding(Code::pdf_without_workbook, {verdict.pdf_code}).in_file(verdict.file));
}

// Whether every listed file is there as it was put in.
void look_into_bundle(std::string_view bytes, ProgrammeStore& store, const Limits& limits, PackageVerdict& verdict) {
  ReadBundle read = read_bundle(bytes, BundleFiles::with_bytes, limits);
  verdict.sheet.refused = true;
  verdict.bundle = std::move(read.bundle);
  verdict.sheet.file = verdict.file;
  if (!verdict.bundle) return append(verdict.findings, std::move(read.findings));
  const auto programme = store.find(verdict.bundle->programme);
  const Unit* above = programme ? programme->unit(verdict.bundle->unit) : nullptr;
  const auto report = [&](Finding found) { verdict.findings.push_back(found.in_file(verdict.file)); };
  for (BundleUnit& unit : verdict.bundle->units) {
    for (BundleFile& file : unit.files) {
      if (!file.there) {
        report(finding(Code::bundle_file_missing, {file.path}));
      } else if (sha256_hex(file.bytes) != file.digest) {
        report(finding(Code::bundle_file_altered, {file.path, above != nullptr ? above->name : verdict.bundle->unit}));
      }
      file.bytes.clear();
    }
  }
  for (const std::string& name : read.unlisted) report(finding(Code::bundle_file_unlisted, {name}));
  verdict.sheet.identity.submission_digest = verdict.bundle->list_digest;
  verdict.sheet.identity.check_code = check_code(verdict.bundle->list_digest);
}

}  // namespace

const std::string& PackageVerdict::check_code() const { return sheet.identity.check_code.empty() ? pdf_code : sheet.identity.check_code; }
const std::string& PackageVerdict::digest() const { return sheet.identity.submission_digest.empty() ? pdf_digest : sheet.identity.submission_digest; }

std::optional<SignatureState> PackageVerdict::signed_state() const {
  std::optional<SignatureState> state;
  for (const SignatureReport& one : signatures) state = state ? graver(*state, one.state) : one.state;
  return state;
}

std::string_view PackageVerdict::signature_text() const {
  const auto state = signed_state();
  return state ? state_text(*state) : unsigned_text;
}

bool PackageVerdict::contradicts_its_code() const {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& one) { return one.code == Code::pdf_code_differs || one.code == Code::pdf_code_wrong; });
}

bool PackageVerdict::believable() const {
  const bool whole = bundle && std::none_of(findings.begin(), findings.end(), [](const Finding& one) {
    return one.code == Code::bundle_file_altered || one.code == Code::bundle_file_missing;
  });
  const bool something = sheet.usable() || whole || (paper_only && !pdf_code.empty());
  const auto state = signed_state();
  return something && !contradicts_its_code() && state != SignatureState::altered && state != SignatureState::revoked;
}

PackageVerdict verify_package(std::string_view bytes, const std::string& name, ProgrammeStore& store, const TrustStore& trust,
                              const MomentOf& moment_of, const Expected& expected, const Limits& limits) {
  PackageVerdict verdict;
  verdict.file = name;
  verdict.is_pdf = is_pdf(bytes);
  PdfContent content;
  if (verdict.is_pdf && !read_pdf(bytes, content, limits)) read_code(content.keywords, verdict);
  if (!verdict.is_pdf && holds_bundle(bytes, limits)) {
    look_into_bundle(bytes, store, limits, verdict);
  } else {
    assess(bytes, store, expected, limits, verdict);
  }
  const Moment at = moment_of(verdict.sheet);
  if (verdict.is_pdf) {
    verdict.signatures = verify_pdf_signatures(bytes, trust, at, limits);
    if (verdict.pdf_code.empty()) verdict.findings.push_back(finding(Code::pdf_code_missing).in_file(verdict.file));
    // Whoever wrote a digest with the code of another one was not the command Submit.
    if (const std::string right = thuocdo::check_code(verdict.pdf_digest); !verdict.pdf_digest.empty() && right != verdict.pdf_code) {
      verdict.findings.push_back(finding(Code::pdf_code_wrong, {verdict.pdf_code, right}).in_file(verdict.file));
    }
    if (verdict.sheet.usable()) append(verdict.findings, compare_codes(verdict, verdict.sheet.identity.check_code, verdict.sheet.identity.submission_digest));
    if (content.workbook) {
      for (SignatureReport& one : verify_ods_signatures(std::string_view(*content.workbook), trust, at, limits)) verdict.signatures.push_back(std::move(one));
    }
  } else if (bytes.starts_with("PK")) {
    verdict.signatures = verify_ods_signatures(bytes, trust, at, limits);
  }
  if (verdict.signatures.empty()) verdict.findings.push_back(finding(Code::signature_none).in_file(verdict.file));
  for (const SignatureReport& one : verdict.signatures) {
    for (Finding found : one.findings) verdict.findings.push_back(found.in_file(verdict.file));
  }
  return verdict;
}

PackageVerdict verify_package(const std::filesystem::path& file, ProgrammeStore& store, const TrustStore& trust, Moment at,
                              const Expected& expected, const Limits& limits) {
  Text why;
  const auto bytes = file_bytes(file, limits.file_bytes, why);
  if (bytes) return verify_package(*bytes, file.string(), store, trust, [at](const AssessedSheet&) { return at; }, expected, limits);
  PackageVerdict verdict;
  verdict.file = file.string();
  verdict.sheet.refused = true;
  verdict.findings.push_back(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(verdict.file));
  return verdict;
}

Findings compare_copies(const PackageVerdict& workbook, const PackageVerdict& pdf) {
  return compare_codes(pdf, workbook.check_code(), workbook.digest());
}

}  // namespace thuocdo
