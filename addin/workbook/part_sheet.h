// Makes a copy of a sheet one section's part of it: only that section's criteria are seen and open.
//
//   make_part(copy, *tier, section, marks, token);
//
// The rows of the others are hidden and their cells locked; the line under the title names the section. Document
// properties say what it is a part of (sheet/contract.h).
#pragma once

#include "sheet/assessed_sheet.h"
#include "sheet/division.h"
#include "sheet/merge_parts.h"
#include "workbook/calc.h"

namespace thuocdo {

// `copy` is an open copy of the sheet that `whole` assesses.
void make_part(const Document& copy, const AssessedSheet& whole, const Section& section, const std::string& token);

}  // namespace thuocdo
