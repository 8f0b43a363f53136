#include "commands/make_submission.h"

#include <algorithm>
#include <cerrno>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/io/IOException.hpp>
#include <com/sun/star/sheet/XCellRangeReferrer.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/task/ErrorCodeIOException.hpp>
#include <com/sun/star/text/XText.hpp>
#include <fstream>

#include "commands/package_signature.h"
#include "commands/pdf_export.h"
#include "commands/saving.h"
#include "finding/system_error.h"
#include "functions/known_sets.h"
#include "submission/moment.h"
#include "submission/package.h"
#include "submission/submission_part.h"
#include "submission/verify.h"
#include "workbook/build_workbook.h"
#include "workbook/cover.h"
#include "workbook/freeze.h"
#include "workbook/package_part.h"
#include "workbook/views.h"

namespace thuocdo {
namespace {

class Maker {
 public:
  Maker(const Call& call, const Document& document, const SubmissionOrder& order)
      : call_(call),
        document_(document),
        order_(order),
        sheet_(*order.sheet),
        files_(submission_files(order.folder, order.next.name)) {
    made_.receipt.sheet = order.sheet;
    made_.receipt.submitted = moment_text(now());
    made_.receipt.digest = digest_of(sheet_);
    made_.receipt.code = check_code(made_.receipt.digest);
    made_.receipt.number = order.next.number;
    made_.receipt.replaces = order.next.replaces;
    made_.receipt.signer = order.certificate;
  }

  MadeSubmission make() {
    try {
      if (write_copy_and_pdf() && sign_copy() && verify() && write_receipt()) made_.ok = true;
    } catch (const WriteFailed& error) {
      fail(error.text());
    } catch (const css::task::ErrorCodeIOException& error) {
      fail_writing(from_uno(error.Message));
    } catch (const css::io::IOException& error) {
      fail_writing(from_uno(error.Message));
    }
    return std::move(made_);
  }

 private:
  bool fail(Text problem, bool signing = false) {
    made_.problem = std::move(problem);
    made_.signing_failed = signing;
    return false;
  }

  // The office says no more than a number; the disk can be asked.
  bool fail_writing(const std::string& office_text) {
    const Text reason = why_not_written(order_.folder / "probe");
    return fail(failure_text({order_.folder, reason.empty() ? Text{office_text, office_text} : reason}));
  }

  bool write_copy_and_pdf() {
    store_copy(document_, files_.workbook, "calc8");
    const Document copy = call_.open(file_url(files_.workbook), true);
    const Closing closing(copy);
    const Receipt& receipt = made_.receipt;
    if (const auto locked = freeze(call_.context, copy, sheet_, {receipt.submitted, receipt.digest, receipt.code})) {
      return fail(say(Says::sheet_locked, {*locked}));
    }
    SubmissionRecord record;
    record.submitted = receipt.submitted;
    record.head = cover_text(copy, head_range_name);
    record.preparer = cover_text(copy, preparer_range_name);
    record.phone = cover_text(copy, phone_range_name);
    if (receipt.replaces) {
      record.replaces_code = receipt.replaces->code;
      record.replaces_digest = receipt.replaces->digest;
      set_document_property(copy, property::replaces_digest, record.replaces_digest);
      set_document_property(copy, property::replaces_code, record.replaces_code);
    }
    write_package_part(copy, submission_part_folder, submission_part_name, submission_part_type,
                       write_submission_part(sheet_, record));
    Reference<css::document::XDocumentPropertiesSupplier>(copy, UNO_QUERY_THROW)
        ->getDocumentProperties()
        ->setKeywords(uno_sequence<rtl::OUString>({to_uno("thuocdo:" + receipt.code + ":" + receipt.digest)}));
    store_copy(copy, files_.workbook, "calc8");
    return write_pdfs(copy);
  }

  bool write_pdfs(const Document& copy) {
    PdfOptions options;
    if (order_.certificate) {
      options.certificate = order_.certificate->handle;
      options.timestamp_server = order_.timestamp_server;
    }
    try {
      const PdfResult pdf = export_pdf(copy, files_.pdf, options);
      made_.receipt.timestamped = pdf.timestamped;
      made_.receipt.timestamp_failed = pdf.server_failed;
      // A server that did not answer is not waited for twice.
      if (pdf.server_failed) options.timestamp_server.clear();
      options.with_workbook = true;
      if (order_.single_file) export_pdf(copy, files_.single_file, options);
      return true;
    } catch (const css::io::IOException&) {
      if (!order_.certificate) throw;
      // With a certificate it is the signature, unless a plain PDF cannot be written either.
      export_pdf(copy, files_.pdf, {});
      return fail(say(Says::signing_refused), true);
    }
  }

  bool sign_copy() {
    write_view_settings(call_.context, file_url(files_.workbook));
    if (!order_.certificate) return true;
    if (auto problem = sign_package(call_.context, files_.workbook, order_.certificate->handle)) {
      return fail(std::move(*problem), true);
    }
    return true;
  }

  // What the receiving side will read must be what the officer sees.
  bool verify() {
    const TrustStore nobody;
    const Moment at = now();
    std::vector<std::filesystem::path> made = {files_.workbook, files_.pdf};
    if (order_.single_file) made.push_back(files_.single_file);
    std::vector<PackageVerdict> verdicts;
    for (const auto& file : made) {
      verdicts.push_back(verify_package(file, office_programmes(), nobody, at));
      const PackageVerdict& verdict = verdicts.back();
      const bool whole = verdict.believable() && verdict.digest() == made_.receipt.digest &&
                         verdict.check_code() == made_.receipt.code && signed_as_ordered(verdict);
      if (!whole) return fail_verifying(file, verdict);
    }
    for (const PackageVerdict& verdict : verdicts) {
      if (!verdict.holds_workbook()) continue;
      if (!verdict.part || verdict.sheet.card.total != sheet_.card.total) return fail(say(Says::copy_differs));
    }
    return true;
  }

  bool signed_as_ordered(const PackageVerdict& verdict) const {
    if (!order_.certificate) return verdict.signatures.empty();
    return verdict.signatures.size() == 1 && verdict.signatures[0].intact() &&
           verdict.signatures[0].serial == order_.certificate->serial;
  }

  bool fail_verifying(const std::filesystem::path& file, const PackageVerdict& verdict) {
    for (const Finding& finding : verdict.findings) {
      if (finding.severity != Severity::blocking) continue;
      const std::string name = file.filename().string();
      return fail(say(Says::verification_failed, std::vector<Text>{{name, name}, finding.message}));
    }
    return fail(say(Says::copy_differs));
  }

  bool write_receipt() {
    made_.files = {files_.workbook, files_.pdf};
    if (order_.single_file) made_.files.push_back(files_.single_file);
    for (const auto& file : made_.files) {
      made_.receipt.files.push_back(described_file(file, file.filename().string()));
    }
    return write(files_.page, receipt_page(made_.receipt, call_.language)) &&
           write(files_.receipt, receipt_json(made_.receipt));
  }

  bool write(const std::filesystem::path& file, const std::string& text) {
    errno = 0;
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) return fail(failure_text({file, system_error_text(errno)}));
    made_.files.push_back(file);
    return true;
  }

  const Call& call_;
  const Document& document_;
  const SubmissionOrder& order_;
  const AssessedSheet& sheet_;
  const SubmissionFiles files_;
  MadeSubmission made_;
};

}  // namespace

MadeSubmission make_submission(const Call& call, const Document& document, const SubmissionOrder& order) {
  return Maker(call, document, order).make();
}

}  // namespace thuocdo
