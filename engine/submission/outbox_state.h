// The state of an item of the outbox as text: lines key=value, then the SHA-256 of all that stands above. A line end in a
// value is written \n, a backslash \\. What a later version adds is passed over.
//
//   read_state(state_text(item))      // the same item; nothing where the text is not whole
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "submission/outbox.h"

namespace thuocdo {

std::string state_text(const OutboxItem& item);
std::optional<OutboxItem> read_state(std::string_view text);  // without id

}  // namespace thuocdo
