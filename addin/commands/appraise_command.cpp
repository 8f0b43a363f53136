// Appraise: of a submission a working copy for reviewers; of a working copy the table of the appraisal, and the copy in which the
// unit explains.
#include <com/sun/star/frame/XModel.hpp>

#include "commands/command.h"
#include "commands/dialogs.h"
#include "commands/saving.h"
#include "functions/known_sets.h"
#include "report/live_review.h"
#include "report/numbers.h"
#include "report/table_output.h"
#include "workbook/open_document.h"
#include "workbook/review_sheet.h"
#include "workbook/views.h"

namespace thuocdo {
namespace {

std::filesystem::path file_of(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  return url.starts_with("file:") ? file_path(url) : std::filesystem::path();
}

// "so-tc.ods" → "so-tc-tham-dinh.ods"
std::filesystem::path beside(const std::filesystem::path& file, const std::string& ending) {
  return file.parent_path() / (file.stem().string() + ending);
}

// Asks before something there is replaced; false when it stays.
bool may_write(const Call& call, const std::filesystem::path& target, bool& overwrite, CommandOutcome& outcome) {
  std::error_code ignored;
  if (overwrite || !std::filesystem::exists(target, ignored)) return true;
  if (!call.interactive) {
    outcome = CommandOutcome::failed(say(Says::file_exists, {target.string()}));
    return false;
  }
  overwrite = ask(call, say(Says::appraise_title), say(Says::replace_sheet_question, {target.string()}));
  if (!overwrite) outcome = CommandOutcome::given_up();
  return overwrite;
}

CommandOutcome begin(const Call& call, const Document& document, const AssessedSheet& sheet) {
  const std::filesystem::path own = file_of(document);
  const std::filesystem::path target = call.arguments.path("File").value_or(own.empty() ? own : beside(own, "-tham-dinh.ods"));
  if (target.empty()) return CommandOutcome::failed(say(Says::appraise_not_saved));
  CommandOutcome outcome;
  bool overwrite = call.arguments.flag("Overwrite");
  if (!may_write(call, target, overwrite, outcome)) return outcome;
  FileSet files(overwrite);
  const auto temporary = files.add(target);
  store_copy(document, temporary, "calc8");
  {
    const Document copy = call.open(file_url(temporary), true);
    const Closing closing(copy);
    if (!make_review(copy, sheet)) return CommandOutcome::failed(say(Says::appraise_locked));
    store_copy(copy, temporary, "calc8");
  }
  write_view_settings(call.context, file_url(temporary));
  if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
  if (call.interactive) call.open(file_url(target), false);
  outcome.ok = true;
  outcome.files = {target};
  outcome.message = say(Says::appraise_made, {target.string()});
  return outcome;
}

CommandOutcome write_out(const Call& call, const Document& document, const AssessedSheet& sheet) {
  const LiveReview review = live_review(sheet, appraisal_table_in(read_open_document(document), document_file_name(document)), call.language);
  const std::vector<int> open = open_to_explanation(*sheet.programme, *sheet.tier, *sheet.answers, review.appraisal);
  std::size_t asked = 0, decided = 0;
  for (std::size_t i = 0; i < sheet.tier->set.criteria.size(); ++i) {
    if (!is_appraised(sheet.tier->set.criteria[i])) continue;
    ++asked;
    if (review.appraisal.by_criterion[i].at(AppraisalStage::first)) ++decided;
  }
  const int places = sheet.programme->total_places;
  const auto total = [&](const Scorecard& card) {
    return Text{fixed_text(card.total, places, Language::vietnamese), fixed_text(card.total, places, Language::english)};
  };
  const auto count = [](std::size_t number) { return Text{std::to_string(number), std::to_string(number)}; };
  const Text stands = say(Says::appraise_stands, std::vector<Text>{total(review.self), total(review.appraised), count(decided), count(asked), count(open.size())});
  CommandOutcome outcome;
  outcome.findings = review.findings;
  outcome.total = review.appraised.total.text();
  outcome.maximum = review.appraised.maximum.text();
  if (has_blocking(review.findings)) {
    outcome.message = say(Says::appraise_not_yet, std::vector<Text>{stands});
    return outcome;
  }
  const std::filesystem::path own = file_of(document);
  if (own.empty()) return CommandOutcome::failed(say(Says::appraise_not_saved));
  if (call.interactive && !ask(call, say(Says::appraise_title), say(Says::appraise_write_question, std::vector<Text>{stands}))) return CommandOutcome::given_up();
  const std::filesystem::path table = call.arguments.path("File").value_or(beside(own, "-bang.ods"));
  const std::filesystem::path for_unit = call.arguments.path("UnitFile").value_or(beside(own, "-giai-trinh.ods"));
  bool overwrite = call.arguments.flag("Overwrite");
  if (!may_write(call, table, overwrite, outcome)) return outcome;
  if (!open.empty() && !may_write(call, for_unit, overwrite, outcome)) return outcome;
  FileSet files(overwrite);
  const auto rows = appraisal_table(*sheet.programme, *sheet.unit, *sheet.answers, review.appraisal, {});
  const auto table_file = files.add(table);
  if (const WriteProblem problem = write_files(table_file.parent_path(), {{table_file.filename().string(), table_file_bytes(table, rows, "Thẩm định", appraisal_number_headings())}})) {
    return CommandOutcome::failed(failure_text({table, problem.why, false}));
  }
  outcome.files = {table};
  if (!open.empty()) {
    const auto temporary = files.add(for_unit);
    store_copy(document, temporary, "calc8");
    {
      const Document copy = call.open(file_url(temporary), true);
      const Closing closing(copy);
      if (!make_explanation_copy(copy, sheet, open)) return CommandOutcome::failed(say(Says::appraise_locked));
      store_copy(copy, temporary, "calc8");
    }
    write_view_settings(call.context, file_url(temporary));
    outcome.files.push_back(for_unit);
  }
  if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
  std::string names;
  for (const auto& file : outcome.files) names += (names.empty() ? "" : "\n") + file.string();
  outcome.ok = true;
  outcome.message = say(Says::appraise_written, std::vector<Text>{stands, {names, names}});
  return outcome;
}

}  // namespace

CommandOutcome run_appraise(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  const AssessedSheet sheet = assess_document(document, office_programmes());
  if (!sheet.usable() || sheet.unit == nullptr || sheet.without_assessment != nullptr) {
    CommandOutcome outcome = CommandOutcome::failed(say(Says::appraise_not_submission));
    outcome.findings = sheet.findings;
    return outcome;
  }
  const std::string kind = review_kind(document);
  if (kind == "explanation") return CommandOutcome::failed(say(Says::appraise_of_unit));
  return kind == "review" ? write_out(call, document, sheet) : begin(call, document, sheet);
}

}  // namespace thuocdo
