// Numbers that can be read in two ways ("1.234" as a text) are asked about, one by one, and the cell gets the number that
// was meant.
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

// The sheet after every such answer was asked about; as it was where nobody can be asked or nothing was chosen.
AssessedSheet with_readings_asked(const Call& call, const Document& document, AssessedSheet sheet);

}  // namespace thuocdo
