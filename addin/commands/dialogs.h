// The commands' dialogs, in the language of the office, usable by keyboard alone.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "commands/command.h"
#include "programme/programme.h"

namespace thuocdo {

// Message of a command that has ended, with its findings where it has some; from there the user may go to a cell.
// `other`: a further button beside the list, that closes it; true when it was pressed.
bool show_outcome(const Call& call, const Text& title, const CommandOutcome& outcome, const Text& other = {});
// Yes or no; no is the default.
bool ask(const Call& call, const Text& title, const Text& question);

// Which sheets to make. With `whole_tier` no unit is asked for.
struct SheetRequest {
  std::string key;                             // of the programme
  std::shared_ptr<const Programme> programme;  // null where the chosen one cannot be used
  const Tier* tier = nullptr;
  const Unit* unit = nullptr;
  const Stage* without_assessment = nullptr;  // the round, where it is one of those
  std::filesystem::path folder;
  std::filesystem::path from;  // last year's sheet, whose answers are carried over; may be empty

  // "h-hatinh.ods", "h-hatinh-3-thang.ods"
  std::filesystem::path file_of(const Unit& of) const;
};
std::optional<SheetRequest> ask_for_sheets(const Call& call, bool whole_tier, const SheetRequest& proposed);

// Says something before it happens; false when the user would rather not. OK is the default.
bool announce(const Call& call, const Text& title, const Text& message);
// The findings, the grave ones first, as a list shows them; `shown` gets them in that order.
std::vector<std::string> finding_lines(const Call& call, const Findings& findings, std::vector<const Finding*>& shown);

}  // namespace thuocdo
