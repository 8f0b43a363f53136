// The files of a folder that may be sheets, by name; of the PDFs only those that speak of a workbook inside.
//
//   for (const auto& file : workbook_files("phieu")) …                       // .ods, .fods, .xlsx …
//   workbook_files("phieu", Documents::with_pdf)                             // and every .pdf
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "finding/text.h"

namespace thuocdo {

// The workbook among the files of a result, which stands beside its result.json and is no sheet.
std::string_view result_workbook_name(Language language);  // "tong-hop.ods", "consolidation.ods"

enum class Documents { workbooks, with_pdf };

// The workbooks below a folder (.ods, .fods, .xlsx, and others by name that will be refused), sorted; no lock files and no
// workbook of a result (result_workbook_name). A
// folder that is not gone into (it cannot be listed, lies very deep, or is a link, which could lead round in a circle)
// stands among them, so that it is reported as unreadable; so does what only has the name of a workbook, such as a link
// to nothing.
std::vector<std::filesystem::path> workbook_files(const std::filesystem::path& folder, Documents which = Documents::workbooks);

}  // namespace thuocdo
