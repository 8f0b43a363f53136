// Next and Previous: on to what is not finished. Evidence: puts a file into the link cell of the criterion at the cursor.

#include "commands/command.h"
#include "commands/criterion_dialog.h"
#include "commands/dialogs.h"
#include "commands/evidence_file.h"
#include "commands/refusal.h"
#include "functions/known_sets.h"
#include "sheet/unfinished.h"
#include "workbook/answer_cell.h"
#include "workbook/cursor.h"
#include "workbook/open_document.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

std::string table_sheet(const AssessedSheet& sheet) {
  for (const auto& cells : sheet.cells) {
    if (!cells.empty()) return cells.front().sheet;
  }
  return std::string(table_sheet_name);
}

CommandOutcome go_on(const Call& call, bool forward) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  const AssessedSheet sheet = assess_document(document, office_programmes());
  if (const auto refused = refused_reading(document, sheet)) return *refused;
  const std::vector<UnfinishedPlace> places = unfinished_places(sheet);
  CommandOutcome outcome;
  outcome.ok = true;
  if (places.empty()) {
    outcome.message = say(Says::all_finished);
    return outcome;
  }
  const auto controller = call.frame->getController();
  const auto here = cursor_in(controller, table_sheet(sheet));
  const UnfinishedPlace* place = nullptr;
  if (here) place = forward ? following(places, *here) : preceding(places, *here);
  const bool wrapped = here && place == nullptr;
  if (place == nullptr) place = forward ? &places.front() : &places.back();
  const std::string count = std::to_string(places.size());
  go_to_cell(controller, place->sheet, place->finding.place.cell);
  if (wrapped) {
    outcome.message = say(forward ? Says::wrapped_to_first : Says::wrapped_to_last, {count});
    if (call.interactive) show_outcome(call, say(forward ? Says::next_title : Says::previous_title), outcome);
  } else {
    const std::string cell = place->finding.place.cell;
    outcome.message = say(Says::unfinished_at, std::vector<Text>{place->finding.message, {cell, cell}, {count, count}});
  }
  outcome.shown = true;
  outcome.findings = {place->finding};
  return outcome;
}

}  // namespace

CommandOutcome run_next(const Call& call) { return go_on(call, true); }
CommandOutcome run_previous(const Call& call) { return go_on(call, false); }

CommandOutcome run_evidence(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  const AssessedSheet sheet = assess_document(document, office_programmes());
  if (const auto refused = refused_reading(document, sheet)) return *refused;
  if (const auto refused = refused_writing(document)) return *refused;
  int index = -1;
  if (const std::string id = call.arguments.text("Criterion"); !id.empty()) {
    index = sheet.tier->set.index(id);
  } else if (const auto here = cursor_in(call.frame->getController(), table_sheet(sheet))) {
    index = criterion_at(sheet, here->row);
  }
  if (index < 0 || sheet.tier->set.criteria[static_cast<std::size_t>(index)].is_group()) {
    return CommandOutcome::failed(say(Says::no_criterion_here));
  }
  const std::string& id = sheet.tier->set.criteria[static_cast<std::size_t>(index)].id;
  const AnswerCell* place = sheet.cell(index, "link");
  if (place == nullptr) return CommandOutcome::failed(say(Says::no_link_column));
  if (!is_open(document, *place)) return CommandOutcome::failed(why_locked(document, sheet, index));

  std::filesystem::path file = call.arguments.path("File").value_or(std::filesystem::path());
  if (file.empty()) {
    if (!call.interactive) return CommandOutcome::failed(say(Says::argument_missing, {"File"}));
    file = pick_evidence(call, document);
    if (file.empty()) return CommandOutcome::given_up();
  }
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return CommandOutcome::failed(say(Says::evidence_file_missing, {file.string()}));
  }
  const std::string link = joined_links((*sheet.answers)[index].link, evidence_link(document, file));
  {
    const UndoStep step(document, say(Says::evidence_title).in(call.language));
    write_links(document, *place, link);
  }
  go_to_cell(call.frame->getController(), place->sheet, cell_name(place->row, place->column));
  CommandOutcome outcome;
  outcome.ok = outcome.shown = true;
  outcome.message = say(Says::evidence_set, {id, link});
  return outcome;
}

CommandOutcome run_criterion(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  AssessedSheet sheet = assess_document(document, office_programmes());
  if (const auto refused = refused_reading(document, sheet)) return *refused;
  if (const auto refused = refused_writing(document)) return *refused;
  if (!call.interactive) return CommandOutcome::failed(say(Says::needs_window));
  const auto controller = call.frame->getController();
  const auto programme = sheet.programme;  // holds the set
  const std::vector<Criterion>& all = sheet.tier->set.criteria;
  const auto neighbour = [&](int from, int direction) {
    for (int i = from + direction; i >= 0 && i < static_cast<int>(all.size()); i += direction) {
      if (!all[static_cast<std::size_t>(i)].is_group()) return i;
    }
    return from;
  };
  int index = -1;
  if (const auto here = cursor_in(controller, table_sheet(sheet))) index = criterion_at(sheet, here->row);
  if (index < 0) {
    const auto places = unfinished_places(sheet);
    if (!places.empty()) index = sheet.tier->set.index(places.front().finding.criterion);
  }
  if (index < 0 || all[static_cast<std::size_t>(index)].is_group()) index = neighbour(index, 1);
  if (index < 0) return CommandOutcome::failed(say(Says::no_criterion_here));
  while (true) {
    // The sheet behind the dialog follows.
    for (const AnswerCell& cell : sheet.cells[static_cast<std::size_t>(index)]) {
      if (cell.field == "points" || cell.field == "maximum" || !is_open(document, cell)) continue;
      go_to_cell(controller, cell.sheet, cell_name(cell.row, cell.column));
      break;
    }
    const DialogStep step = CriterionDialog(call, document, sheet, index).run();
    if (step == DialogStep::close) break;
    index = neighbour(index, step == DialogStep::next ? 1 : -1);
    sheet = assess_document(document, office_programmes());
    if (const auto refused = refused_reading(document, sheet)) return *refused;
  }
  CommandOutcome outcome;
  outcome.ok = outcome.shown = true;
  return outcome;
}

}  // namespace thuocdo
