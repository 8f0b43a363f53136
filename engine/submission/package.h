// Everything that can be said about one submitted file: what it holds, whether its parts agree, who signed it.
//
//   PackageVerdict verdict = verify_package("h-pleiku.ods", store, trust, now());
//   verdict.sheet.usable()          // holds a sheet that can be counted
//   verdict.signed_state()          // nothing: unsigned
//   verdict.findings                // all of it in sentences
//
// A file that is in memory already is verified as at a moment that may depend on whose sheet it is (its time of receipt):
//
//   verify_package(bytes, "h-pleiku.ods", store, trust, [&](const AssessedSheet& sheet) { return received_at(sheet); });
//
// Of a bundle the list and the files in it are compared; its sheets are looked at by the command receive.
//
// A PDF may carry the workbook (LibreOffice's hybrid PDF); then that is assessed. A PDF without one is known by the check
// code in its metadata only: its field Keywords says "thuocdo:<check code>:<digest>".
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sheet/assessed_sheet.h"
#include "submission/bundle.h"
#include "submission/signature.h"
#include "submission/submission_part.h"
#include "submission/moment.h"
#include "submission/trust_store.h"

namespace thuocdo {

struct PackageVerdict {
  std::string file;
  bool is_pdf = false;
  AssessedSheet sheet;                 // refused where the file holds no workbook
  std::string answers_digest;          // of what the sheet's cells say now; empty where it never was usable
  std::size_t of_sheet = 0;            // so many of the findings come first: of reading the file, and of the sheet
  std::optional<SubmissionPart> part;  // what the unit stated
  std::string pdf_code, pdf_digest;    // out of the PDF's metadata
  bool paper_only = false;             // a PDF that carries no workbook
  std::optional<Bundle> bundle;        // a district's bundle, which is no sheet; without the bytes of its files
  std::vector<SignatureReport> signatures;
  Findings findings;  // of sheet, part, PDF and signatures together

  bool holds_workbook() const { return !sheet.identity.programme.empty(); }
  const std::string& check_code() const;  // of the sheet, otherwise of the PDF
  const std::string& digest() const;
  // The worst of its signatures; nothing for an unsigned file. `signature_text` is its text, or "unsigned".
  std::optional<SignatureState> signed_state() const;
  std::string_view signature_text() const;
  // A PDF whose code is not that of the digest beside it, or of the workbook in it.
  bool contradicts_its_code() const;
  // Holds a usable sheet, is a bundle with all its files as they were, or is a PDF with a check code, and nothing in it was found to be altered or revoked.
  bool believable() const;
};

PackageVerdict verify_package(const std::filesystem::path& ods_or_pdf, ProgrammeStore& store, const TrustStore& trust,
                              Moment at, const Expected& expected = {}, const Limits& limits = {});

using MomentOf = std::function<Moment(const AssessedSheet&)>;
PackageVerdict verify_package(std::string_view bytes, const std::string& name, ProgrammeStore& store, const TrustStore& trust,
                              const MomentOf& at, const Expected& expected = {}, const Limits& limits = {});

// Whether a PDF and a workbook that were sent together are copies of one submission; otherwise a blocking finding.
Findings compare_copies(const PackageVerdict& workbook, const PackageVerdict& pdf);

}  // namespace thuocdo
