// What receiving read in a sheet, kept beside its receipt, so that a ranking need not open the file again: whose it is, its
// answers as they were found, and what was to say of the file. No points: they follow from the answers.
//
//   std::string reading = reading_of(sheet, findings);                             // while receiving
//   std::optional<AssessedSheet> again = sheet_of_reading(reading, name, programme);  // while consolidating
//
// It stands for the original only where this version of the engine read it with this programme, as its head says; otherwise, and
// where a register has none (older ones do not), the original is read. The original stays what counts: whoever uses a reading
// compares the digest of its answers with the receipt's, and `thuocdo audit` makes every reading anew and compares all of it.
//
// Whose it is and the answers are texts with their lengths before them; the findings are as a receipt keeps its reasons.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sheet/assessed_sheet.h"

namespace thuocdo {

// Of a usable sheet; `findings` are those of reading the file and of the sheet. Empty where it cannot be kept.
std::string reading_of(const AssessedSheet& sheet, const Findings& findings);
// The sheet with its points, and `findings` in the file `name`; without the places of its cells. Nothing where the reading is of
// another version or programme, or no reading. The programme must outlive it.
std::optional<AssessedSheet> sheet_of_reading(std::string_view reading, const std::string& name, const Programme& programme);
// Whether the reading says that this version made it with this programme.
bool is_reading_of(std::string_view reading, const Programme& programme);

}  // namespace thuocdo
