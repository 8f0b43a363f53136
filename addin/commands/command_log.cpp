#include "commands/command_log.h"

#include <cxxabi.h>

#include <cppuhelper/exc_hlp.hxx>
#include <cstdlib>
#include <map>
#include <memory>
#include <typeinfo>

namespace thuocdo {

std::string log_line(std::string_view command, const CommandOutcome& outcome, std::chrono::milliseconds duration) {
  std::string line = std::string(command) + ": " +
                     (outcome.ok          ? "done"
                      : outcome.cancelled ? "cancelled"
                                          : "refused") +
                     ", " + std::to_string(duration.count()) + " ms";
  std::map<std::pair<int, std::string>, int> counts;  // the grave ones first
  for (const Finding& found : outcome.findings) {
    ++counts[{-static_cast<int>(found.severity), std::string(found.code_text())}];
  }
  for (const auto& [kind, count] : counts) line += ", " + kind.second + " " + std::to_string(count);
  return line;
}

std::string current_exception_kind() {
  try {
    throw;
  } catch (const css::uno::Exception&) {
    return from_uno(cppu::getCaughtException().getValueTypeName());
  } catch (const std::exception& error) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(typeid(error).name(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? name.get() : typeid(error).name();
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace thuocdo
