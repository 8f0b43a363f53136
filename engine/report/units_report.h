// What came of importing a list of units, for people and for machines.
//
//   out << units_import_text(report, page);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "programme/programme.h"
#include "report/page.h"

namespace thuocdo {

struct UnitsReport {
  std::string table;  // as named in the call
  std::optional<std::vector<Unit>> units;  // nothing: not usable, and nothing was written
  std::string written;
  Findings findings;
};

// How many units of each tier, then the findings, then what was written.
std::string units_import_text(const UnitsReport& report, const Page& page);
// {"table","units":[{"code","name","tier","parent"}],"written","findings":[…]}
std::string units_import_json(const UnitsReport& report);

}  // namespace thuocdo
