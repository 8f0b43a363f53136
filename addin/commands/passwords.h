// Names and passwords of servers: typed in a dialog, kept by the office — for the session, or for good where the user
// wants it and the office may keep passwords. Never in our settings, files or logs.
#pragma once

#include <optional>
#include <string>

#include "commands/command.h"
#include "commands/webdav_folder.h"

namespace thuocdo {

// What the office knows; `user` may be empty.
std::optional<Login> known_login(const Call& call, const WebdavAddress& address, const std::string& user);
// Asks, and lets the office keep it; nothing when it was given up. `refused`: the last one was not accepted.
std::optional<Login> ask_login(const Call& call, const WebdavAddress& address, const std::string& user, bool refused);
// So that a wrong one is not used again.
void forget_login(const Call& call, const WebdavAddress& address, const std::string& user);

}  // namespace thuocdo
