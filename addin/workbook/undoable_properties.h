// Document properties that are set as part of the current undo step: undone and done again with it, which the office
// does not do by itself.
#pragma once

#include <map>
#include <string>

#include "workbook/calc.h"

namespace thuocdo {

// An empty value takes the property away.
void set_properties_undoably(const Document& document, const std::map<std::string, std::string>& properties);

}  // namespace thuocdo
