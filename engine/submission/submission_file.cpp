#include "programme/file_bytes.h"
#include "sheet/pdf_workbook.h"
#include "sheet/zip_package.h"
#include "submission/submission_part.h"

namespace thuocdo {

ReadSubmission read_submission(const std::filesystem::path& file, const Limits& limits) {
  ReadSubmission read;
  const auto refused = [&](const Refusal& refusal) {
    read.findings.push_back(finding(refusal.code, std::vector<Text>{refusal.what, refusal.allowed}).in_file(file.string()));
    return read;
  };
  Text why;
  const auto bytes = file_bytes(file, limits.file_bytes, why);
  if (!bytes) return refused({Code::file_unreadable, why, {}, {}, {}});
  if (bytes->size() > limits.file_bytes) return refused(refuse_over_limit({"kích thước tệp", "size of the file"}, limits.file_bytes));
  PdfContent carried;
  std::string_view package = *bytes;
  if (is_pdf(package)) {
    if (const auto refusal = read_pdf(package, carried, limits)) return refused(*refusal);
    if (!carried.workbook) return refused({Code::pdf_holds_no_workbook, {}, {}, {}, {}});
    package = *carried.workbook;
  }
  ZipPackage zip;
  if (const auto refusal = zip.open(package, limits)) return refused(*refusal);
  if (!zip.has(submission_part_path)) return read;
  ZipPart part;
  if (const auto refusal = zip.read(submission_part_path, part)) return refused(*refusal);
  read = read_submission_part(part.view(), limits);
  for (Finding& found : read.findings) found.in_file(file.string());
  return read;
}

}  // namespace thuocdo
