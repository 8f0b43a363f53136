#include "commands/command_list.h"

#include <chrono>
#include <exception>

#include "commands/command_log.h"
#include "commands/saving.h"
#include "log/log.h"

namespace thuocdo {
namespace {

constexpr DeskCommand commands[] = {
#include "command_list.inc"  // made from command_table.xml
};

CommandOutcome guarded(const Call& call, const DeskCommand& command) {
  try {
    take_in_changed_programmes(call.context);
    return command.run(call);
  } catch (const WriteFailed& error) {
    write_log(std::string(command.name) + ": not written");
    return CommandOutcome::failed(error.text());
  } catch (const css::uno::Exception& error) {
    write_log(std::string(command.name) + ": " + current_exception_kind());
    return CommandOutcome::failed(say(Says::office_failed, {from_uno(error.Message)}));
  } catch (const std::exception& error) {
    write_log(std::string(command.name) + ": " + current_exception_kind());
    return CommandOutcome::failed(say(Says::office_failed, {error.what()}));
  }
}

}  // namespace

std::span<const DeskCommand> all_commands() { return commands; }

const DeskCommand* find_command(std::string_view name) {
  for (const DeskCommand& command : commands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

CommandOutcome run_command(Call& call, const DeskCommand& command) {
  call.guide_page = command.guide_page;
  open_log(call.context);
  const auto began = std::chrono::steady_clock::now();
  CommandOutcome outcome = guarded(call, command);
  write_log(log_line(command.name, outcome,
                     std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began)));
  return outcome;
}

}  // namespace thuocdo
