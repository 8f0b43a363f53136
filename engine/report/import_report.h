// What came of importing a table of criteria, for people and for machines.
//
//   out << import_text(report, page);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "programme/programme.h"
#include "report/page.h"
#include "sheet/criteria_import.h"

namespace thuocdo {

struct ImportReport {
  std::string table;  // as named in the call
  std::string tier;
  std::optional<CriteriaSet> set;  // nothing: not usable, and nothing was written
  std::vector<ImportedRow> rows;   // what became of each
  std::vector<std::string> written;
  Findings findings;
};

// The criteria as they are understood, then the findings, then what was written.
std::string import_text(const ImportReport& report, const Page& page);
// {"table","tier","criteria","maximum","rows":[{"row","id","became"}],"written":[…],"findings":[…]}; rows count from 1.
std::string import_json(const ImportReport& report);

}  // namespace thuocdo
