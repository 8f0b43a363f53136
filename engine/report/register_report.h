// What the register's commands tell, for people and for machines.
//
//   out << reception_text(done, *programme, page);
//   out << standing_json(standing);
//
//   reception   {"register","programme","round","asked","new","known","accepted","late","undecided","refused","replaced",
//               "files":[{"file","new","receipt":RECEIPT or null,"findings"}],"stopped":finding or null}
//   standing    {"programme","round","at","tiers":[{"key","name","last_day","last_day_of_grace","days_left",
//               "working_days_left","units":[{"unit","name","state","working_days_late","receipts":[numbers],
//               "receipt":RECEIPT or null,"signed_copy":RECEIPT or null,"level":"open"|"closed"|"absent","absent":why,
//               "below":{"bundle","rank","published","appraised","received"} or null}]}],
//               "levels":[{"unit","name","parent","state","at","who","basis","bundle","units","submitted","late","undecided","missing","absent",
//               "directly","closed","days_left","working_days_left"}],"bundles":[RECEIPT],"of_nobody":[RECEIPT]}; "unit" of the
//               whole programme's level is empty
//   RECEIPT     {"number","state","file","digest","kind":"workbook"|"pdf"|"bundle"|"nothing","unit","tier","received","received_from","submitted","check_code",
//               "replaces","signature","signer","total","maximum","engine","reasons"}
//   reminders   {"reminders":[{"unit","name","tier","parent","state","below":[codes],"text":{"vi","en"}}]}; "below" is there in
//               the letter to a unit about those that it consolidates; its "state" is "below"
//   levels      {"changes":[{"unit","before","after"}],"findings"}
//   bundle      {"file" or null,"unit","check_code","digest","units":[{"unit","absent","rank","published","appraised","files"}],"findings"}
//   decisions   {"decisions":[{"number","changed","before":state,"after":state,"replaced":[numbers],"findings"}]}
//   audit       {"sound","entries","receipts","originals","head","findings"}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "register/audit.h"
#include "register/decision.h"
#include "register/level_book.h"
#include "register/receive.h"
#include "register/standing.h"
#include "report/bundle_maker.h"
#include "report/page.h"

namespace thuocdo {

std::string reception_text(const Reception& done, const Programme& programme, const Page& page);
std::string reception_json(const Reception& done, const Programme& programme, const std::string& round, const std::string& book);

// Which part of a standing is told.
struct StandingPart {
  std::string_view tier = {};    // this tier only
  const Unit* above = nullptr;   // this unit, and those that it consolidates, only
  bool has(const UnitStanding& unit, const Standing& standing) const;
};
std::string standing_text(const Standing& standing, const Page& page, const StandingPart& part = {});
std::string standing_json(const Standing& standing, const StandingPart& part = {});
// tier,unit,name,state,received,received_from,working_days_late,number,file,check_code,signature,signer,signed_copy,total,
// maximum,reasons,level,absent. One line for each unit; signed_copy is the number of a validly signed PDF of the same answers; reasons are in Vietnamese.
std::string standing_csv(const Standing& standing, const StandingPart& part = {});

// A text to send to each unit whose sheet is missing, or was refused and must come again, and one to each unit that consolidates
// such ones. Who is absent, or of a closed level, is not reminded. What is wrong with a refused sheet is said to the unit without
// the catalogue's advice, which is meant for whoever receives.
struct Reminder {
  const Unit* unit = nullptr;
  std::optional<UnitState> state;   // of its sheet; none: the letter is about those that it consolidates
  std::vector<const Unit*> below = {};  // which those are
  Text text;
};
std::vector<Reminder> reminders(const Standing& standing, const StandingPart& part = {});
std::string reminders_text(const Standing& standing, const Page& page, const StandingPart& part = {});
std::string reminders_json(const Standing& standing, const StandingPart& part = {});

std::string levels_text(const LevelsChanged& done, const Programme& programme, const Page& page);
std::string levels_json(const LevelsChanged& done);

std::string bundle_text(const MadeBundle& made, const Programme& programme, const std::string& file, const Page& page);
std::string bundle_json(const MadeBundle& made, const std::string& file);

std::string decisions_text(const std::vector<Decided>& decisions, const Page& page);
std::string decisions_json(const std::vector<Decided>& decisions);

std::string audit_text(const Audit& audit, const Page& page);
std::string audit_json(const Audit& audit);

}  // namespace thuocdo
