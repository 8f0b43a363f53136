#include "commands/command_list.h"

#include <exception>

namespace thuocdo {
namespace {

constexpr DeskCommand commands[] = {
#include "command_list.inc"  // made from command_table.xml
};

}  // namespace

const DeskCommand* find_command(std::string_view name) {
  for (const DeskCommand& command : commands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

CommandOutcome run_command(const Call& call, const DeskCommand& command) {
  try {
    take_in_changed_programmes(call.context);
    return command.run(call);
  } catch (const css::uno::Exception& error) {
    return CommandOutcome::failed(say(Says::office_failed, {from_uno(error.Message)}));
  } catch (const std::exception& error) {
    return CommandOutcome::failed(say(Says::office_failed, {error.what()}));
  }
}

}  // namespace thuocdo
