// Reads a file that holds a table: a workbook (.ods, .fods, .xlsx), or CSV or TSV text in UTF-8, told apart by content.
//
//   ReadWorkbook read = read_table_file("phu-luc.csv");
//   read.workbook->sheets[0].at(0, 0)
//
// Text has one sheet without a name. Its columns are parted by tabs, semicolons or commas, whichever shows the
// heading row that is looked for (of criteria unless the caller says otherwise); rows are counted as a spreadsheet shows them. An apostrophe that a CSV writer put before "=", "+", "-" or
// "@" is taken away again.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "sheet/read_workbook.h"

namespace thuocdo {

// Whether a sheet has the heading row that is looked for.
using HasHeading = std::function<bool(const SheetCells&)>;
bool has_criteria_heading(const SheetCells& sheet);

ReadWorkbook read_table_file(const std::filesystem::path& file, const Limits& limits = {},
                             const HasHeading& has_heading = has_criteria_heading);
// The same from bytes in memory; `name` is used in findings only.
ReadWorkbook read_table(std::string_view bytes, std::string_view name, const Limits& limits = {},
                        const HasHeading& has_heading = has_criteria_heading);

}  // namespace thuocdo
