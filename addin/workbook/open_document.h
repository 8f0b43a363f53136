// The document that is open in Calc as plain cells, so that the engine finds in it what it will find in its file.
#pragma once

#include "programme/store.h"
#include "sheet/assessed_sheet.h"
#include "sheet/workbook.h"
#include "workbook/calc.h"

namespace thuocdo {

Workbook read_open_document(const Document& document);
// The document's answers, points and findings; `file` in the findings is the document's file name.
AssessedSheet assess_document(const Document& document, ProgrammeStore& store);
// Whether it says that it is one of our sheets, usable or not. Costs nothing, however large the document is.
bool is_our_sheet(const Document& document);
std::string document_file_name(const Document& document);  // empty while it was never saved

}  // namespace thuocdo
