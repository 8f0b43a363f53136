// Whether an open spreadsheet is one of ours, cheaply enough to be asked whenever a menu opens: by its properties, its
// names and its sheets, without reading cells.
#pragma once

#include "workbook/calc.h"

namespace thuocdo {

// Also for what is left of a sheet whose properties were lost; false for null.
bool is_own_document(const Document& document);

}  // namespace thuocdo
