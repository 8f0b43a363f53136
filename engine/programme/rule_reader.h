// The rule of one criterion, read from its element. Private to the room.
#pragma once

#include <optional>

#include "programme/definition_file.h"
#include "programme/rule.h"

namespace thuocdo {

// The one rule among the children of `criterion`; nothing and a finding when there is none. `maximum` is what absent
// caps stand for.
std::optional<Rule> read_rule_of(DefinitionReader& in, const Element& criterion, const Decimal& maximum);

}  // namespace thuocdo
