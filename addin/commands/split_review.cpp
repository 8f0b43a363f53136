#include "commands/split_review.h"

#include <com/sun/star/frame/XModel.hpp>

#include "commands/part_files.h"
#include "commands/review_files.h"
#include "commands/saving.h"
#include "commands/split_dialog.h"
#include "functions/known_sets.h"
#include "workbook/open_document.h"
#include "workbook/review_sheet.h"
#include "workbook/views.h"

namespace thuocdo {

CommandOutcome split_review(const Call& call, const Document& document) {
  AssessedSheet sheet = assess_document(document, office_programmes());
  if (const auto refused = refused_review(sheet)) return *refused;
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  const std::filesystem::path own = url.starts_with("file:") ? file_path(url) : std::filesystem::path();
  if (own.empty()) return CommandOutcome::failed(say(Says::appraise_not_saved));
  const CriteriaSet& set = sheet.tier->set;
  const std::string given = call.arguments.text("Division");
  SplitRequest request;
  request.reviewers = true;
  request.division = given.empty() ? Division() : division_of_text(set, given);
  request.folder = call.arguments.path("Folder").value_or(own.parent_path() / "chia-tham-dinh");
  if (call.interactive && given.empty()) {
    const auto answered = ask_for_division(call, set, request);
    if (!answered) return CommandOutcome::given_up();
    request = *answered;
  }
  if (request.division.empty()) return CommandOutcome::failed(say(Says::appraise_split_nobody));
  bool overwrite = call.arguments.flag("Overwrite");
  CommandOutcome problem;
  const auto chosen = part_targets(call, say(Says::appraise_split_title), request.folder, own.stem().string(), request.division, overwrite, problem);
  if (!chosen) return problem;
  const std::vector<std::filesystem::path>& targets = *chosen;
  FileSet files(overwrite);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto temporary = files.add(targets[i]);
    store_copy(document, temporary, "calc8");
    TableView view;
    {
      const Document copy = call.open(file_url(temporary), true);
      const Closing closing(copy);
      if (!keep_criteria(copy, sheet, request.division[i])) return CommandOutcome::failed(say(Says::appraise_locked));
      view = review_view(copy);
      store_copy(copy, temporary, "calc8");
    }
    write_view_settings(call.context, file_url(temporary), view);
  }
  if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = targets;
  outcome.message = say(Says::appraise_split_done, {std::to_string(targets.size()), request.folder.string()});
  return outcome;
}

}  // namespace thuocdo
