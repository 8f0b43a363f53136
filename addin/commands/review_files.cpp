#include "commands/review_files.h"

#include <algorithm>

#include "report/numbers.h"
#include "sheet/review_columns.h"
#include "submission/verify.h"

namespace thuocdo {
namespace {

Text same(const std::string& text) { return {text, text}; }

// Why the table is not taken; empty when it is.
Text refusal(const AppraisalTable& table, const AssessedSheet& sheet, const AppraisalTable& own, std::string_view wanted) {
  if (!table.unit.empty() && table.unit != sheet.unit->code) {
    const Unit* other = sheet.programme->unit(table.unit);
    return say(Says::appraise_why_unit, std::vector<Text>{same(other != nullptr ? other->name : table.unit), same(sheet.unit->name)});
  }
  if (!table.kind.empty() && table.kind != wanted) {
    return say(table.kind == review_copy ? Says::appraise_why_review : Says::appraise_why_explanation);
  }
  // The unit's own sheet has a column of criteria, but none of verdicts.
  if (!table.readable) {
    const bool ours = !table.unit.empty();
    return say(ours ? Says::appraise_why_plain : Says::appraise_why_unreadable);
  }
  if (!table.submission.empty() && table.submission != own.submission) return say(Says::appraise_why_submission);
  return {};
}

}  // namespace

std::optional<CommandOutcome> refused_review(AssessedSheet& sheet) {
  const bool read = sheet.usable() && sheet.unit != nullptr && sheet.without_assessment == nullptr;
  if (read) verify_submission(sheet);
  if (read && !sheet.refused) return std::nullopt;
  const Finding* worst = nullptr;
  for (const Finding& found : sheet.findings) {
    if (found.severity == Severity::blocking) worst = &found;
  }
  CommandOutcome outcome = CommandOutcome::failed(say(read ? Says::appraise_copy_altered : Says::appraise_unusable, std::vector<Text>{worst != nullptr ? worst->message : Text()}));
  outcome.findings = sheet.findings;
  return outcome;
}

Text review_stands(const AssessedSheet& sheet, const LiveReview& review) {
  const int places = sheet.programme->total_places;
  const auto total = [&](const Scorecard& card) {
    return fixed_text(card.total, places);
  };
  const auto count = [](std::size_t number) { return Text{std::to_string(number), std::to_string(number)}; };
  const std::size_t open = open_to_explanation(*sheet.programme, *sheet.tier, *sheet.answers, review.appraisal).size();
  Text text = say(Says::appraise_stands, std::vector<Text>{total(review.scores.self), total(review.scores.last()), count(review.decided), count(review.asked), count(open),
                                                          stage_label(review.stage)});
  const auto wrong = std::count_if(review.findings.begin(), review.findings.end(), [](const Finding& found) { return found.severity == Severity::blocking; });
  if (wrong > 0) {
    const Text more = say(Says::appraise_gaps, {std::to_string(wrong)});
    text = {text.vi + " " + more.vi, text.en + " " + more.en};
  }
  return text;
}

ReadReview read_review(const std::filesystem::path& file, const AssessedSheet& sheet, const AppraisalTable& own, std::string_view wanted) {
  ReadReview review;
  const AppraisalTable table = read_appraisal_file(file);
  review.file = table.file;
  review.refused = refusal(table, sheet, own, wanted);
  if (!review.refused.empty()) return review;
  review.parts = appraisals_of(table, *sheet.programme, {sheet.unit, own.stage, {}}, review.findings);
  return review;
}

}  // namespace thuocdo
