#include "register/examination.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "programme/digest.h"
#include "programme/file_bytes.h"
#include "register/below.h"
#include "register/kept_reading.h"
#include "submission/bundle.h"
#include "submission/ods_signature.h"
#include "submission/package.h"
#include "submission/submission.h"
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
  receipt.submission_digest = verdict.answers_digest;
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

void report(Examination& seen, Finding found) { seen.of_bundle.push_back(std::move(found)); }

// What is wrong with the list as a whole; true where nothing in the bundle can be used.
bool refuse_list(const Bundle& bundle, const ExamineRequest& request, Examination& seen) {
  const Programme& programme = *request.programme;
  if (bundle.programme != programme.key || bundle.round != request.round) {
    report(seen, finding(Code::bundle_other_programme, {bundle.programme, bundle.round, programme.key, request.round}));
    return true;
  }
  const Unit* unit = programme.unit(bundle.unit);
  if (unit != nullptr) {
    seen.receipt.unit = unit->code;
    seen.receipt.tier = unit->tier;
  }
  if (unit == nullptr || units_below(programme, unit, programme.round_without_assessment(request.round)).empty()) {
    report(seen, finding(Code::bundle_no_parent, {bundle.unit}));
  } else if (bundle.digest != programme.digest || bundle.units_digest != programme.units_digest) {
    report(seen, finding(Code::bundle_criteria_differ));
  }
  return has_blocking(seen.of_bundle);
}

// Who is missing, doubled or out of place.
void check_units(const ReadBundle& read, const Programme& programme, Examination& seen) {
  const Bundle& bundle = *read.bundle;
  const Unit* above = programme.unit(bundle.unit);
  const Stage* round = programme.round_without_assessment(bundle.round);
  std::vector<const Unit*> wanted = units_below(programme, above, round);
  if (!programme.refusal(*above, round)) wanted.insert(wanted.begin(), above);
  for (const Unit* unit : wanted) {
    std::size_t sheets = 0;
    bool absent = false;
    for (const BundleUnit& one : bundle.units) {
      if (one.unit != unit->code) continue;
      absent = absent || !one.absent.empty();
      sheets += static_cast<std::size_t>(std::count_if(one.files.begin(), one.files.end(), [](const BundleFile& file) { return !file.copy; }));
    }
    if (sheets > 1) report(seen, finding(Code::bundle_unit_twice, {unit->name}));
    if (sheets > 0 && absent) report(seen, finding(Code::bundle_absent_with_sheet, {unit->name}));
    if (sheets == 0 && !absent) report(seen, finding(Code::bundle_unit_missing, {unit->name}));
  }
  for (const BundleUnit& one : bundle.units) {
    const Unit* unit = programme.unit(one.unit);
    const bool ours = std::find(wanted.begin(), wanted.end(), unit) != wanted.end();
    if (!ours) {
      Finding found = finding(Code::bundle_unit_foreign, {unit != nullptr ? unit->name : one.unit, above->name});
      found.severity = Severity::warning;  // the bundle as a whole waits; the file itself is refused
      report(seen, found);
      continue;
    }
    const CriteriaSet& set = programme.tier(unit->tier)->set;
    for (const BundleDecision& decision : one.decisions) {
      const Criterion* criterion = set.find(decision.criterion);
      if (criterion == nullptr || !appraisal_of(*criterion, decision)) report(seen, finding(Code::bundle_answers_differ, {unit->name, decision.criterion.substr(0, 40)}));
    }
    for (const BundleFile& file : one.files) {
      if (!file.there) report(seen, finding(Code::bundle_file_missing, {file.path}));
    }
  }
  for (const std::string& name : read.unlisted) report(seen, finding(Code::bundle_file_unlisted, {name}));
}

// A file of the bundle as it would be received by itself, and what the bundle says of it.
Examination examine_file(BundleFile& file, const BundleUnit& listed, const Bundle& bundle, const Examination& whole, const ExamineRequest& request) {
  const Programme& programme = *request.programme;
  const Unit* above = programme.unit(bundle.unit);
  const Unit* unit = programme.unit(listed.unit);
  ExamineRequest of_file = request;
  of_file.in_bundle = true;
  of_file.received = [received = whole.received](const std::string&, const std::string&) { return received; };
  const bool altered = sha256_hex(file.bytes) != file.digest;
  Examination seen = examine_bytes(std::move(file.bytes), whole.receipt.file_name + "/" + file.path.substr(bundle_folder.size()), of_file);
  seen.above = above->name;
  if (unit != above) seen.given_below = parse_receipt_time(file.received);  // nobody vouches for its own sheet
  report(seen, finding(Code::bundle_part_of, {above->name, file.received.empty() ? "–" : file.received}));
  if (altered) report(seen, finding(Code::bundle_file_altered, {file.path, above->name}));
  if (unit == nullptr || (unit != above && unit_above(programme, *unit) != above)) {
    report(seen, finding(Code::bundle_unit_foreign, {unit != nullptr ? unit->name : listed.unit, above->name}));
  } else if (seen.usable && seen.receipt.kind == ReceivedKind::workbook && seen.receipt.unit != listed.unit) {
    report(seen, finding(Code::bundle_unit_other, {file.path, unit->name}));
  } else {
    const bool twice = std::any_of(whole.of_bundle.begin(), whole.of_bundle.end(), [&](const Finding& found) {
      return found.code == Code::bundle_unit_twice && found.message == finding(Code::bundle_unit_twice, {unit->name}).message;
    });
    if (twice && !file.copy) report(seen, finding(Code::bundle_unit_twice, {unit->name}));
  }
  for (Finding found : seen.of_bundle) seen.findings.push_back(found.in_file(seen.receipt.file_name));
  return seen;
}

void examine_bundle(std::string_view bytes, const ExamineRequest& request, Examination& seen) {
  Receipt& receipt = seen.receipt;
  receipt.kind = ReceivedKind::bundle;
  if (request.in_bundle) {
    receipt.kind = ReceivedKind::nothing;
    seen.findings.push_back(finding(Code::bundle_nested));
    return;
  }
  ReadBundle read = read_bundle(bytes, BundleFiles::with_bytes, request.limits);
  seen.findings = read.findings;
  if (!read.bundle) return;
  Bundle& bundle = *read.bundle;
  receipt.submission_digest = bundle.list_digest;
  receipt.check_code = check_code(bundle.list_digest);
  receipt.programme_digest = bundle.digest;
  receipt.submitted = bundle.closed;
  seen.submitted = true;
  const bool refused = refuse_list(bundle, request, seen);
  seen.received = received_of(request, receipt.file_name, refused ? std::string() : bundle.unit);
  static const TrustStore nobody;
  PackageVerdict verdict;
  verdict.signatures = verify_ods_signatures(bytes, request.trust != nullptr ? *request.trust : nobody, seen.received.time.at, request.limits);
  for (const SignatureReport& one : verdict.signatures) verdict.findings.insert(verdict.findings.end(), one.findings.begin(), one.findings.end());
  describe_signatures(verdict, seen);
  seen.usable = !refused && receipt.signature != state_text(SignatureState::altered);
  if (!refused) check_units(read, *request.programme, seen);
  seen.findings.insert(seen.findings.end(), seen.of_bundle.begin(), seen.of_bundle.end());
  seen.findings.insert(seen.findings.end(), seen.of_signatures.begin(), seen.of_signatures.end());
  if (!seen.usable) return;
  for (const bool copies : {false, true}) {  // a PDF finds the workbook beside it
    for (BundleUnit& unit : bundle.units) {
      for (BundleFile& file : unit.files) {
        if (file.there && file.copy == copies) seen.parts.push_back(examine_file(file, unit, bundle, seen, request));
      }
    }
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
  seen.received = received_of(request, name, {});
  const bool known = request.known != nullptr && request.known->contains(receipt.file_digest);
  if (!known && holds_bundle(bytes, request.limits)) {
    examine_bundle(bytes, request, seen);
    seen.bytes = std::move(bytes);
  } else if (!known) {
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
    if (seen.usable && receipt.kind == ReceivedKind::workbook) {
      seen.reading = reading_of(verdict.sheet, Findings(verdict.findings.begin(), verdict.findings.begin() + static_cast<std::ptrdiff_t>(verdict.of_sheet)));
    }
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
