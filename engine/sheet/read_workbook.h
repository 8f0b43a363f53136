// Reads a foreign workbook file: .ods, .fods, .xlsx, or a PDF that carries an .ods, told apart by content, never by name.
//
//   ReadWorkbook read = read_workbook("phieu.ods");
//   if (!read.workbook) …            // read.findings says what to do, by file
//
// The reader trusts nothing: zip directory checked whole, no duplicate entries, every part inflated under a cap with
// its CRC checked, no DOCTYPE, UTF-8 only, depth, attributes, text and repeats limited (see Limits). It never writes a
// file and never follows a name out of the package. An encrypted file is told apart from a broken one.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "finding/finding.h"
#include "sheet/limits.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct ReadWorkbook {
  std::optional<Workbook> workbook;  // nothing when a finding is blocking
  Findings findings;                 // with the file's name
};

ReadWorkbook read_workbook(const std::filesystem::path& file, const Limits& limits = {});
// The same from bytes in memory; `name` is used in findings only.
ReadWorkbook read_workbook(std::string_view bytes, std::string_view name, const Limits& limits = {});

}  // namespace thuocdo
