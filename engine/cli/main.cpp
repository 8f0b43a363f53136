// The program `thuocdo`: reads the call, runs the command, and turns everything unforeseen into exit code 3.
#include <exception>
#include <iostream>

#include "cli/run.h"
#include "cli/terminal.h"

int main(int argc, char** argv) {
  thuocdo::end_cleanly_on_signals();
  try {
    return thuocdo::run(argc, argv, std::cout, std::cerr);
  } catch (const std::exception& problem) {
    return thuocdo::report_failure(argc, argv, problem.what(), std::cerr);
  } catch (...) {
    return thuocdo::report_failure(argc, argv, "?", std::cerr);
  }
}
