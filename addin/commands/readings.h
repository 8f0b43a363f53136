// What can be read in two ways is asked about, one by one, and the cell gets what was meant: a number ("1.234" as a text), a
// number that Calc took for a date ("1/2" in a count), a date that the office read with the month first.
#pragma once

#include <optional>
#include <string>

#include "commands/command.h"
#include "number/decimal.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

// Which of the two; nothing when it is put off.
std::optional<Decimal> ask_for_reading(const Call& call, const std::string& criterion, const std::string& cell,
                                       const std::string& text, const TwoReadings& readings);

// The sheet after every such answer was asked about. What was not answered, or where nobody can be asked, stays among the
// findings; dates in doubt are findings of their own, because only this office knows that they are.
AssessedSheet with_readings_asked(const Call& call, const Document& document, AssessedSheet sheet);

}  // namespace thuocdo
