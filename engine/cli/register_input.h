// What the register's commands have in common.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/options.h"
#include "register/register.h"

namespace thuocdo {

// --who, or the login name.
std::string acting_person(const Options& options);
// Says why the register ended the call; exit_machine, or exit_input where what was named is no register of ours.
int register_failed(const Options& options, const DatabaseError& error, std::ostream& err);

}  // namespace thuocdo
