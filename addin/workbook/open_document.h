// The document that is open in Calc as plain cells, so that the engine finds in it what it will find in its file.
#pragma once

#include <memory>

#include "programme/store.h"
#include "sheet/assessed_sheet.h"
#include "sheet/workbook.h"
#include "workbook/calc.h"
#include "workbook/sheet_reader.h"

namespace thuocdo {

Workbook read_open_document(const Document& document);
// Only what assessing looks at: the first sheet with a criteria table, properties and names. `reader` is then the reader
// of that sheet, or null.
Workbook read_assessed_part(const Document& document, std::unique_ptr<SheetReader>& reader);
// The document's answers, points and findings; `file` in the findings is the document's file name.
AssessedSheet assess_document(const Document& document, ProgrammeStore& store);
// The same of what was read of it before.
AssessedSheet assess_document(const Document& document, const Workbook& workbook, ProgrammeStore& store);
// Whether it says that it is one of our sheets, usable or not. Costs nothing, however large the document is.
bool is_our_sheet(const Document& document);
std::string document_file_name(const Document& document);  // empty while it was never saved

}  // namespace thuocdo
