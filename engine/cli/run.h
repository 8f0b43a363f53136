// From the command line to the exit code.
#pragma once

#include <iosfwd>
#include <string>

namespace thuocdo {

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);
// What is said when the machine failed; always exit_machine.
int report_failure(int argc, const char* const* argv, const std::string& what, std::ostream& err);

}  // namespace thuocdo
