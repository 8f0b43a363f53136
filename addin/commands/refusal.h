// Why a command cannot work with the open document, and what to do about it. Asked first, before anything is written or
// anybody is asked.
//
//   if (const auto refused = refused_reading(document, sheet)) return *refused;     // not a sheet of ours that can be used
//   if (const auto refused = refused_writing(document)) return *refused;            // open for reading only
#pragma once

#include <optional>

#include "commands/command.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

// Of a document that is no sheet, of half a sheet (repair can help), of one whose programme is not here, of one of another
// version, and whatever else makes it unusable; with the sheet's findings. A part of a divided sheet is filled in like a
// whole one; what only the whole can do asks for identity.part itself.
std::optional<CommandOutcome> refused_reading(const Document& document, const AssessedSheet& sheet);
// Whether the document may only be read: calls through the API would write all the same, and the work be lost.
bool is_read_only(const Document& document);
std::optional<CommandOutcome> refused_writing(const Document& document);
// Why the cells of a criterion that is asked about are locked, and where to write instead.
Text why_locked(const Document& document, const AssessedSheet& sheet, int criterion);

}  // namespace thuocdo
