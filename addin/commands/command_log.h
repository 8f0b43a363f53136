// What the log says of a command: its name, how it ended, how long it took, and the codes of what was found.
//
//   "submit: refused, 41 ms, answer-missing 2, evidence-missing 1"
#pragma once

#include <chrono>
#include <string>

#include "commands/command.h"

namespace thuocdo {

std::string log_line(std::string_view command, const CommandOutcome& outcome, std::chrono::milliseconds duration);
// The kind of the exception that is being handled ("com.sun.star.io.IOException"); its words may hold names and paths.
std::string current_exception_kind();

}  // namespace thuocdo
