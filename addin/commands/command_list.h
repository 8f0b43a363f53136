// Every command by its name, and the one way in which all of them are run: from the menu, from scripts, from Basic.
//
//   const DeskCommand* command = find_command("check");     // null when there is none
//   CommandOutcome outcome = run_command(call, *command);    // passes no exception on
#pragma once

#include <span>
#include <string_view>

#include "commands/command.h"

namespace thuocdo {

struct DeskCommand {
  std::string_view name;
  CommandOutcome (*run)(const Call&);
  Says title;
  const char* guide_page;  // that F1 opens in its dialogs
  bool needs_sheet;   // only in a document that is one of ours
  bool in_cell_menu;  // stands in the context menu of a criterion's cells
  std::string_view vi;  // as the menu shows it
  std::string_view en;

  std::string_view label(Language language) const { return language == Language::vietnamese ? vi : en; }
};

std::span<const DeskCommand> all_commands();  // in the order of the menu

const DeskCommand* find_command(std::string_view name);
// What the office or the command throws becomes a failed outcome. From then on F1 in the call's dialogs opens the page of
// the command.
CommandOutcome run_command(Call& call, const DeskCommand& command);

}  // namespace thuocdo
