// Check: what has to be corrected in the open sheet, by cell.
#include <algorithm>

#include "commands/command.h"
#include "commands/readings.h"
#include "commands/waiting_offer.h"
#include "functions/known_sets.h"
#include "sheet/assessed_sheet.h"
#include "workbook/open_document.h"

namespace thuocdo {

CommandOutcome run_check(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  offer_waiting(call);
  const AssessedSheet sheet = with_readings_asked(call, document, assess_document(document, office_programmes()));
  CommandOutcome outcome;
  outcome.ok = !has_blocking(sheet.findings);
  outcome.findings = sheet.findings;
  if (sheet.usable() && sheet.without_assessment == nullptr) {
    outcome.total = sheet.card.total.text();
    outcome.maximum = sheet.card.maximum.text();
  }
  if (sheet.findings.empty()) {
    const auto number = [](const Decimal& value) { return Text{value.text(Notation::vietnamese), value.text()}; };
    outcome.message =
        sheet.without_assessment != nullptr
            ? say(Says::figures_checked, {std::to_string(sheet.card.answered), std::to_string(sheet.card.asked)})
            : say(Says::nothing_found, std::vector<Text>{number(sheet.card.total), number(sheet.card.maximum)});
    return outcome;
  }
  const auto blocking = std::count_if(sheet.findings.begin(), sheet.findings.end(),
                                      [](const Finding& found) { return found.severity == Severity::blocking; });
  outcome.message = say(Says::findings_found, {std::to_string(blocking),
                                               std::to_string(static_cast<long>(sheet.findings.size()) - blocking)});
  return outcome;
}

}  // namespace thuocdo
