// Shows a table, or several, in a new spreadsheet, and writes it to the argument File where that is given.
//
//   return show_table(call, table, std::move(outcome));
#pragma once

#include "commands/command.h"
#include "workbook/report_sheet.h"

namespace thuocdo {

// The outcome gets the file; without a window and without File no document is made.
CommandOutcome show_table(const Call& call, const ReportTable& table, CommandOutcome outcome);
CommandOutcome show_tables(const Call& call, const std::vector<ReportTable>& tables, CommandOutcome outcome);

}  // namespace thuocdo
