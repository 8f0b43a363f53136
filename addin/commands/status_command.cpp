// Who has submitted, who is late and who is missing, out of the register, in a new spreadsheet: of the whole programme, or (argument
// Unit) of a unit that consolidates others.
#include "commands/close_level_dialog.h"
#include "commands/report_document.h"
#include "register/below.h"
#include "report/register_parts.h"
#include "workbook/reception_sheet.h"

namespace thuocdo {

CommandOutcome run_status(const Call& call) {
  LevelChoice level{proposed_register(call), call.arguments.text("Unit")};
  if (call.interactive && call.arguments.text("Register").empty()) {
    const auto answered = ask_for_level(call, {Says::status_title, Says::status_button, true}, level);
    if (!answered) return CommandOutcome::given_up();
    level = *answered;
  }
  const RegisterChoice& choice = level.book;
  ChosenRound chosen;
  if (auto problem = find_round(choice, chosen)) return *problem;
  StandingPart part;
  if (auto problem = find_unit(chosen, level.unit, part.above)) return *problem;
  struct Found {
    std::vector<Receipt> receipts;
    Levels levels;
    StatedBelow below;
    std::string name;
  };
  const auto found = std::make_shared<Found>();
  const RegisterEnd end = with_register(call, say(Says::status_title), choice.where, DatabaseUse::existing,
                                        [found, programme = chosen.programme, round = chosen.key()](Register& book, Aside&) {
                                          found->receipts = book.receipts(programme->key, round);
                                          found->levels = levels_of(book.level_entries(programme->key, round));
                                          found->below = stated_below(book, found->receipts, *programme);
                                          found->name = book.name();
                                        });
  if (end.cancelled) return CommandOutcome::given_up();
  if (end.problem) return *end.problem;
  remember_register(call, choice);
  const Standing standing = standing_of(found->receipts, *chosen.programme, chosen.round, now(), {&found->levels, &found->below});
  SheetCount sheets;
  for (const TierStanding& tier : standing.tiers) {
    for (const UnitStanding& unit : tier.units) {
      if (part.has(unit, standing)) sheets.add(unit);
    }
  }
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.message = say(Says::status_done, std::vector<Text>{submitted_text(sheets)});
  return show_tables(call, standing_tables(standing, found->name, call.language, part), std::move(outcome));
}

}  // namespace thuocdo
