// What a reception came to, and who has submitted, as spreadsheets.
//
//   write_report(document, reception_table(done, *programme, "2023", book.name(), links, language));
//   write_report(document, standing_tables(standing, book.name(), language));
//
// What somebody has to do something about comes first.
#pragma once

#include <map>

#include "register/receive.h"
#include "register/standing.h"
#include "report/register_report.h"
#include "workbook/report_sheet.h"

namespace thuocdo {

// `links`: URLs of the files by their names in the reception.
ReportTable reception_table(const Reception& done, const Programme& programme, const std::string& round, const std::string& book,
                            const std::map<std::string, std::string>& links, Language language);
// Unit by unit; then how each level stands; then a letter to each unit that has to be reminded, to be copied.
std::vector<ReportTable> standing_tables(const Standing& standing, const std::string& book, Language language, const StandingPart& part = {});
// "[warning] …" one after another, each on a line of its own.
std::string reasons_text(const Findings& reasons, Language language);

}  // namespace thuocdo
