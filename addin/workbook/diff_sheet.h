// What changed between two sets of criteria, as a spreadsheet: old and new side by side.
//
//   write_report(document, diff_table(*before, *after, diff_criteria(*before, *after), Language::vietnamese));
#pragma once

#include "programme/definition_diff.h"
#include "workbook/report_sheet.h"

namespace thuocdo {

ReportTable diff_table(const Programme& before, const Programme& after, const CriteriaDiff& diff, Language language);

}  // namespace thuocdo
