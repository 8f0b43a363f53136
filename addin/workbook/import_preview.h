// What would become of a table of criteria, row by row, as a spreadsheet to look at before anything is written.
//
//   write_report(document, preview_table(imported, "phu-luc.ods", Language::vietnamese));
#pragma once

#include <string_view>

#include "sheet/criteria_import.h"
#include "workbook/report_sheet.h"

namespace thuocdo {

// Document property that tells a preview from a table.
inline constexpr std::string_view preview_property = "thuocdo.preview";

// `source` names the document or file that the table stands in.
ReportTable preview_table(const ImportedCriteria& imported, std::string_view source, Language language);

// "7 tiêu chí trong 2 nhóm, tổng 100 điểm. Nhận ra cách tính: 5. …"
struct ImportSummary {
  Text contents;
  Text rules;
  std::size_t judged = 0;
  std::size_t blocking = 0;
  std::size_t warnings = 0;
};
ImportSummary summary_of(const ImportedCriteria& imported);

}  // namespace thuocdo
