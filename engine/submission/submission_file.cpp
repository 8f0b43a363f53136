#include "programme/file_bytes.h"
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
  ZipPackage zip;
  if (const auto refusal = zip.open(*bytes, limits)) return refused(*refusal);
  if (!zip.has(submission_part_path)) return read;
  ZipPart part;
  if (const auto refusal = zip.read(submission_part_path, part)) return refused(*refusal);
  read = read_submission_part(part.view(), limits);
  for (Finding& found : read.findings) found.in_file(file.string());
  return read;
}

}  // namespace thuocdo
