// A criteria set as the CSV file that import_criteria reads back with the same digest; see sheet/criteria_export.h.
#pragma once

#include <string>

#include "programme/programme.h"

namespace thuocdo {

std::string criteria_csv(const CriteriaSet& set);

}  // namespace thuocdo
