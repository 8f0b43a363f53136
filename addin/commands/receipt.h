// The receipt of a submission: what was submitted, when, with which check code, in which files, signed by whom. One form
// for machines (JSON) and one for people (a page that any browser shows and prints).
//
//   Receipt receipt{.sheet = &sheet, .submitted = …, .code = …, .digest = …};
//   receipt.files.push_back(described_file(workbook));
//   receipt_json(receipt); receipt_page(receipt, language); receipt_text(receipt)
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "commands/certificates.h"
#include "commands/earlier_submissions.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct ReceiptFile {
  std::string name;
  std::uintmax_t size = 0;
  std::string sha256;
};
ReceiptFile described_file(const std::filesystem::path& file, const std::string& name);

struct Receipt {
  const AssessedSheet* sheet = nullptr;
  std::string submitted;  // ISO time
  std::string code;
  std::string digest;
  int number = 1;                             // lần
  std::optional<EarlierSubmission> replaces;  // where it is not the first
  std::optional<Certificate> signer;          // none: "chưa ký"
  bool timestamped = false;
  bool timestamp_failed = false;              // one was wanted, and its server did not answer
  std::vector<ReceiptFile> files;
};

std::string receipt_json(const Receipt& receipt);
std::string receipt_page(const Receipt& receipt, Language language);
// Line by line, for a dialog.
Text receipt_text(const Receipt& receipt);

}  // namespace thuocdo
