// Split: a file for each section of an agency, in which only its criteria are open.
#include <chrono>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/util/XModifiable.hpp>

#include "commands/command.h"
#include "commands/refusal.h"
#include "commands/saving.h"
#include "commands/part_files.h"
#include "commands/split_dialog.h"
#include "commands/split_review.h"
#include "functions/known_sets.h"
#include "programme/digest.h"
#include "sheet/review_columns.h"
#include "workbook/build_workbook.h"
#include "workbook/open_document.h"
#include "workbook/part_sheet.h"
#include "workbook/review_sheet.h"
#include "workbook/undo_step.h"
#include "workbook/undoable_properties.h"
#include "workbook/views.h"

namespace thuocdo {
namespace {

constexpr const char* parts_folder = "cac-phan";

std::filesystem::path folder_beside(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  const auto path = url.starts_with("file:") ? file_path(url) : std::filesystem::path();
  return path.empty() ? path : path.parent_path() / parts_folder;
}

std::string new_token(const AssessedSheet& sheet) {
  const auto now = std::chrono::system_clock::now().time_since_epoch().count();
  return sha256_hex(sheet.identity.unit + sheet.identity.digest + std::to_string(now)).substr(0, 16);
}

// Why the structure is not sound enough to be copied; empty when it is.
Text damage(const AssessedSheet& sheet) {
  for (const Finding& found : sheet.findings) {
    for (const Code code : {Code::column_missing, Code::row_missing, Code::row_duplicate, Code::row_unknown, Code::answer_covered}) {
      if (found.code == code) return found.message;
    }
  }
  return {};
}

}  // namespace

CommandOutcome run_split(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  if (review_kind(document) == review_copy) return split_review(call, document);
  const Workbook workbook = read_open_document(document);
  const AssessedSheet sheet = assess_workbook(workbook, document_file_name(document), office_programmes());
  if (!sheet.identity.submitted.empty()) return CommandOutcome::failed(say(Says::already_submitted, {sheet.identity.check_code}));
  if (!sheet.identity.part.empty()) return CommandOutcome::failed(say(Says::split_is_part, {sheet.identity.part}));
  if (const auto refused = refused_reading(document, sheet)) return *refused;
  if (const auto refused = refused_writing(document)) return *refused;
  if (const Text damaged = damage(sheet); !damaged.empty()) {
    return CommandOutcome::failed(say(Says::parts_not_whole, std::vector<Text>{damaged}));
  }
  const CriteriaSet& set = sheet.tier->set;
  const std::string given = call.arguments.text("Division");
  const std::string remembered = workbook.property(property::division);
  SplitRequest request;
  request.division = !given.empty()        ? division_of_text(set, given)
                     : !remembered.empty() ? division_of_text(set, remembered)
                                           : division_by_groups(set);
  request.folder = call.arguments.path("Folder").value_or(folder_beside(document));
  if (call.interactive && given.empty()) {
    const auto answered = ask_for_division(call, set, request);
    if (!answered) return CommandOutcome::given_up();
    request = *answered;
  }
  if (request.division.empty()) return CommandOutcome::failed(say(Says::split_nobody));
  if (request.folder.empty()) return CommandOutcome::failed(say(Says::document_not_saved));

  bool overwrite = call.arguments.flag("Overwrite");
  CommandOutcome problem;
  const auto chosen = part_targets(call, say(Says::split_title), request.folder, sheet.identity.unit, request.division, overwrite, problem);
  if (!chosen) return problem;
  const std::vector<std::filesystem::path>& targets = *chosen;
  std::string token = workbook.property(property::whole);
  if (token.empty()) token = new_token(sheet);
  FileSet files(overwrite);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto temporary = files.add(targets[i]);
    store_copy(document, temporary, "calc8");
    {
      const Document copy = call.open(file_url(temporary), true);
      const Closing closing(copy);
      make_part(copy, sheet, request.division[i], token);
      store_copy(copy, temporary, "calc8");
    }
    write_view_settings(call.context, file_url(temporary));
  }
  if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
  {
    const UndoStep step(document, say(Says::split_title).in(call.language));
    set_properties_undoably(document, {{std::string(property::whole), token},
                                       {std::string(property::division), division_text(request.division)}});
  }
  Reference<css::util::XModifiable>(document, UNO_QUERY_THROW)->setModified(true);
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = targets;
  outcome.message = say(Says::split_done, {std::to_string(targets.size()), request.folder.string()});
  return outcome;
}

}  // namespace thuocdo
