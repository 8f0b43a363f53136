// Turns a copy of a sheet into the one that is submitted: values instead of formulas, every cell locked, the check code
// at the foot of every page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sheet/assessed_sheet.h"
#include "workbook/calc.h"

namespace thuocdo {

struct Stamp {
  std::string_view submitted;  // ISO time
  std::string_view digest;     // of the canonical form
  std::string_view check_code;
};

// `document` is a copy of the sheet that `sheet` assesses. Points that were typed over are computed again. Gives the name
// of a sheet that is locked with a password, where there is one: then the copy is of no use.
std::optional<std::string> freeze(const Reference<css::uno::XComponentContext>& context, const Document& document,
                                  const AssessedSheet& sheet, const Stamp& stamp);

}  // namespace thuocdo
