// Freeze values: what the extension's functions show stays when the extension goes.
#include "commands/command.h"
#include "commands/dialogs.h"
#include "commands/refusal.h"
#include "workbook/freeze_values.h"

namespace thuocdo {

CommandOutcome run_freeze_values(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  const int count = count_our_formulas(document);
  if (count == 0) return CommandOutcome::failed(say(Says::nothing_to_freeze));
  if (const auto refused = refused_writing(document)) return *refused;
  if (call.interactive &&
      !ask(call, say(Says::freeze_values_title), say(Says::freeze_values_question, {std::to_string(count)}))) {
    return CommandOutcome::given_up();
  }
  const FrozenValues frozen = replace_our_formulas(document, say(Says::freeze_values_title).in(call.language));
  if (!frozen.locked_sheet.empty()) return CommandOutcome::failed(say(Says::freeze_password, {frozen.locked_sheet}));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.message = say(Says::values_frozen, {std::to_string(frozen.count)});
  return outcome;
}

}  // namespace thuocdo
