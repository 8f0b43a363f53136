// Reads a file that holds a table: a workbook (.ods, .fods, .xlsx), or CSV or TSV text in UTF-8, told apart by content.
//
//   ReadWorkbook read = read_table_file("phu-luc.csv");
//   read.workbook->sheets[0].at(0, 0)
//
// Text has one sheet without a name. Its columns are parted by tabs, semicolons or commas, whichever shows a heading row
// of criteria; rows are counted as a spreadsheet shows them. An apostrophe that a CSV writer put before "=", "+", "-" or
// "@" is taken away again.
#pragma once

#include <filesystem>
#include <string_view>

#include "sheet/read_workbook.h"

namespace thuocdo {

ReadWorkbook read_table_file(const std::filesystem::path& file, const Limits& limits = {});
// The same from bytes in memory; `name` is used in findings only.
ReadWorkbook read_table(std::string_view bytes, std::string_view name, const Limits& limits = {});

}  // namespace thuocdo
