// Turns a copy of a sheet into the one that is submitted: values instead of formulas, every cell locked, the check code
// at the foot of every page.
#pragma once

#include <string_view>

#include "sheet/assessed_sheet.h"
#include "workbook/calc.h"

namespace thuocdo {

struct Stamp {
  std::string_view submitted;  // ISO time
  std::string_view digest;     // of the canonical form
  std::string_view check_code;
};

// `document` is a copy of the sheet that `sheet` assesses. Points that were typed over are computed again.
void freeze(const Reference<css::uno::XComponentContext>& context, const Document& document, const AssessedSheet& sheet,
            const Stamp& stamp);

}  // namespace thuocdo
