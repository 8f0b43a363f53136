// Who has submitted, who is late and who is missing, out of the register, in a new spreadsheet.
#include "commands/register_choice.h"
#include "commands/report_document.h"
#include "workbook/reception_sheet.h"

namespace thuocdo {

CommandOutcome run_status(const Call& call) {
  RegisterChoice choice = proposed_register(call);
  if (call.interactive && call.arguments.text("Register").empty()) {
    const auto answered = ask_for_register(call, say(Says::status_title), say(Says::status_button), choice);
    if (!answered) return CommandOutcome::given_up();
    choice = *answered;
  }
  ChosenRound chosen;
  if (auto problem = find_round(choice, chosen)) return *problem;
  struct Found {
    std::vector<Receipt> receipts;
    std::string name;
  };
  const auto found = std::make_shared<Found>();
  const RegisterEnd end = with_register(call, say(Says::status_title), choice.where, DatabaseUse::existing,
                                        [found, key = chosen.programme->key, round = chosen.key()](Register& book, Aside&) {
                                          found->receipts = book.receipts(key, round);
                                          found->name = book.name();
                                        });
  if (end.cancelled) return CommandOutcome::given_up();
  if (end.problem) return *end.problem;
  remember_register(call, choice);
  const Standing standing = standing_of(found->receipts, *chosen.programme, chosen.round, now());
  std::size_t submitted = 0, all = 0;
  for (const TierStanding& tier : standing.tiers) {
    submitted += tier.submitted();
    all += tier.units.size();
  }
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.message = say(Says::status_done, {std::to_string(submitted), std::to_string(all)});
  return show_table(call, standing_table(standing, found->name, call.language), std::move(outcome));
}

}  // namespace thuocdo
