// The outbox in a window: the submissions, and what can be done with the chosen one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/command.h"
#include "submission/outbox.h"

namespace thuocdo {

struct OutboxWish {
  enum class What { send, send_all, send_elsewhere, save_receipt, remove } what;
  std::string id;  // for send_all, the one that was chosen
};

// What the user wants done next; nothing when the window was closed. `chosen` is selected at first, `said` is what came of
// the wish before.
std::optional<OutboxWish> show_outbox(const Call& call, const std::vector<OutboxItem>& items, const std::string& chosen,
                                      const Text& said);

}  // namespace thuocdo
