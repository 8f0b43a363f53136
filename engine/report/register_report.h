// What the register's commands tell, for people and for machines.
//
//   out << reception_text(done, *programme, page);
//   out << standing_json(standing);
//
//   reception   {"register","programme","round","asked","new","known","accepted","late","undecided","refused","replaced",
//               "files":[{"file","new","receipt":RECEIPT or null,"findings"}],"stopped":finding or null}
//   standing    {"programme","round","at","tiers":[{"key","name","last_day","last_day_of_grace","days_left",
//               "working_days_left","units":[{"unit","name","state","working_days_late","receipts":[numbers],
//               "receipt":RECEIPT or null,"signed_copy":RECEIPT or null}]}],"of_nobody":[RECEIPT]}
//   RECEIPT     {"number","state","file","digest","kind":"workbook"|"pdf"|"nothing","unit","tier","received","received_from","submitted","check_code",
//               "replaces","signature","signer","total","maximum","engine","reasons"}
//   reminders   {"reminders":[{"unit","name","tier","parent","state","text":{"vi","en"}}]}
//   decisions   {"decisions":[{"number","changed","before":state,"after":state,"replaced":[numbers],"findings"}]}
//   audit       {"sound","entries","receipts","originals","head","findings"}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "register/audit.h"
#include "register/decision.h"
#include "register/receive.h"
#include "register/standing.h"
#include "report/page.h"

namespace thuocdo {

std::string reception_text(const Reception& done, const Programme& programme, const Page& page);
std::string reception_json(const Reception& done, const Programme& programme, const std::string& round, const std::string& book);

// With `tier` that tier only.
std::string standing_text(const Standing& standing, const Page& page, std::string_view tier = {});
std::string standing_json(const Standing& standing, std::string_view tier = {});
// tier,unit,name,state,received,received_from,working_days_late,number,file,check_code,signature,signer,signed_copy,total,
// maximum,reasons. One line for each unit; signed_copy is the number of a validly signed PDF of the same answers; the last column holds the reasons in Vietnamese.
std::string standing_csv(const Standing& standing, std::string_view tier = {});

// A text to send to each unit whose sheet is missing, or was refused and must come again.
std::string reminders_text(const Standing& standing, const Page& page, std::string_view tier = {});
std::string reminders_json(const Standing& standing, std::string_view tier = {});

std::string decisions_text(const std::vector<Decided>& decisions, const Page& page);
std::string decisions_json(const std::vector<Decided>& decisions);

std::string audit_text(const Audit& audit, const Page& page);
std::string audit_json(const Audit& audit);

}  // namespace thuocdo
