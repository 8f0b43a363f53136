// Check: what has to be corrected in the open sheet, by cell.
#include <algorithm>

#include "commands/command.h"
#include "commands/readings.h"
#include "commands/refusal.h"
#include "commands/review_files.h"
#include "commands/waiting_offer.h"
#include "functions/known_sets.h"
#include "report/numbers.h"
#include "sheet/assessed_sheet.h"
#include "sheet/review_columns.h"
#include "workbook/cover.h"
#include "workbook/open_document.h"
#include "workbook/review_sheet.h"

namespace thuocdo {
namespace {

// Of a working copy the reviewers' own columns are checked: what the unit submitted cannot be corrected here.
CommandOutcome checked_review(const Call& call, const Document& document, const AssessedSheet& sheet) {
  const LiveReview review = live_review(sheet, appraisal_table_in(read_open_document(document), document_file_name(document)), call.language);
  CommandOutcome outcome;
  outcome.ok = !has_blocking(review.findings);
  outcome.findings = review.findings;
  outcome.total = review.scores.last().total.text();
  outcome.maximum = review.scores.last().maximum.text();
  outcome.message = review_stands(sheet, review);
  return outcome;
}

}  // namespace

CommandOutcome run_check(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  offer_waiting(call);
  const AssessedSheet sheet = with_readings_asked(call, document, assess_document(document, office_programmes()));
  if (const auto refused = refused_reading(document, sheet)) return *refused;
  if (review_kind(document) == review_copy && sheet.usable() && sheet.unit != nullptr && sheet.without_assessment == nullptr) return checked_review(call, document, sheet);
  CommandOutcome outcome;
  outcome.ok = !has_blocking(sheet.findings);
  outcome.findings = sheet.findings;
  if (sheet.without_assessment == nullptr) {
    outcome.total = sheet.card.total.text();
    outcome.maximum = sheet.card.maximum.text();
  }
  if (sheet.findings.empty()) {
    outcome.message =
        sheet.without_assessment != nullptr
            ? say(Says::figures_checked, {std::to_string(sheet.card.answered), std::to_string(sheet.card.asked)})
            : say(Says::nothing_found, std::vector<Text>{fixed_text(sheet.card.total, sheet.programme->total_places), fixed_text(sheet.card.maximum, 0)});
    if (const Text blanks = cover_blanks(document); !blanks.empty()) {
      outcome.message.vi += "\n" + blanks.vi;
      outcome.message.en += "\n" + blanks.en;
    }
    return outcome;
  }
  const auto blocking = std::count_if(sheet.findings.begin(), sheet.findings.end(),
                                      [](const Finding& found) { return found.severity == Severity::blocking; });
  outcome.message = say(Says::findings_found, {std::to_string(blocking),
                                               std::to_string(static_cast<long>(sheet.findings.size()) - blocking)});
  return outcome;
}

}  // namespace thuocdo
