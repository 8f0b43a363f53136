// Check and repair structure: what the form had in the beginning is put back around the answers.
#include <com/sun/star/document/XUndoManagerSupplier.hpp>
#include <com/sun/star/frame/XModel.hpp>

#include "commands/command.h"
#include "commands/dialogs.h"
#include "commands/refusal.h"
#include "commands/saving.h"
#include "functions/known_sets.h"
#include "workbook/build_workbook.h"
#include "workbook/concluded_identity.h"
#include "workbook/open_document.h"
#include "workbook/repair.h"
#include "workbook/report_sheet.h"

namespace thuocdo {
namespace {

// A sheet whose digest is missing is taken for one of the present criteria where this much of the form is there.
constexpr double surely_the_same = 0.9;

ReportTable list_of(const Findings& repairs, const std::string& file, Language language) {
  const auto in = [&](Says what) { return say(what).in(language); };
  ReportTable table;
  table.language = language;
  table.name = in(Says::repair_list_name);
  table.title = in(Says::repair_list_title);
  if (!file.empty()) table.lines.push_back({file, Tone::quiet});
  table.columns = {{in(Says::repair_sheet_column), 3500},
                   {in(Says::repair_cell_column), 1500},
                   {in(Says::repair_criterion_column), 2500},
                   {in(Says::repair_message_column), 18000}};
  for (const Finding& repair : repairs) {
    const Tone tone = repair.severity == Severity::note ? Tone::plain : Tone::caution;
    table.rows.push_back({{repair.place.sheet, tone},
                          {repair.place.cell, tone},
                          {severity_label(repair.severity).in(language), tone},
                          {repair.message.in(language), tone}});
  }
  return table;
}

// Whether an answer is no longer there although nothing was said about it. Returns the criterion.
std::string lost_answer(const AssessedSheet& before, const AssessedSheet& after) {
  if (!before.answers || !before.tier) return {};
  if (!after.answers) return "?";
  const CriteriaSet& set = before.tier->set;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Answer& was = before.answers->by_criterion[i];
    const Answer& is = after.answers->by_criterion[i];
    for (const auto& [field, value] : was.fields) {
      const Value* now = is.find(field);
      if (!is_blank(value) && (now == nullptr || is_blank(*now))) return set.criteria[i].id;
    }
    const auto gone = [](const std::string& a, const std::string& b) { return !a.empty() && b.empty(); };
    if (gone(was.reason, is.reason) || gone(was.evidence, is.evidence) || gone(was.page, is.page) ||
        gone(was.link, is.link)) {
      return set.criteria[i].id;
    }
  }
  return {};
}

CommandOutcome store_list(const Call& call, const ReportTable& table, const std::filesystem::path& file, CommandOutcome outcome) {
  const Document document = call.open("private:factory/scalc", true);
  const Closing closing(document);
  write_report(document, table);
  FileSet files(call.arguments.flag("Overwrite"));
  store_copy(document, files.add(file), "calc8");
  if (const auto failure = files.commit()) {
    outcome.ok = false;
    outcome.message = failure_text(*failure);
  } else {
    outcome.files = {file};
  }
  return outcome;
}

}  // namespace

CommandOutcome run_repair(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
  const Workbook workbook = read_open_document(document);
  ConcludedIdentity whose = conclude_identity(workbook, office_programmes());
  if (!whose.identity.submitted.empty()) {
    return CommandOutcome::failed(say(Says::repair_submitted, {whose.identity.check_code}));
  }
  if (!whose.identity.part.empty()) return CommandOutcome::failed(say(Says::split_is_part, {whose.identity.part}));
  if (!whose.complete()) {
    CommandOutcome outcome = CommandOutcome::failed(say(Says::repair_not_ours));
    outcome.findings = assess_workbook(workbook, document_file_name(document), office_programmes()).findings;
    return outcome;
  }
  const auto other_version = [&](const std::string& digest) {
    return CommandOutcome::failed(
        say(Says::repair_other_version, {digest.empty() ? "?" : digest.substr(0, 8), whose.programme->digest.substr(0, 8)}));
  };
  if (whose.identity.digest != whose.programme->digest || whose.identity.template_version != template_version) {
    return other_version(whose.identity.digest);
  }
  if (const auto refused = refused_writing(document)) return *refused;

  const Document form = call.open("private:factory/scalc", true);
  const Closing closing(form);
  Reference<css::document::XUndoManagerSupplier>(form, UNO_QUERY_THROW)->getUndoManager()->lock();
  build_workbook(call.context, form, *whose.programme, *whose.tier, *whose.unit, whose.without_assessment);
  if (whose.concluded.contains(std::string(property::digest)) && table_likeness(document, form) < surely_the_same) {
    return other_version({});
  }
  RepairPlan plan = examine(document, form, *whose.tier, whose.without_assessment);
  for (const auto& [name, value] : whose.concluded) plan.repairs.push_back(finding(Code::repair_property, {name, value}));
  CommandOutcome outcome;
  if (plan.nothing()) {
    outcome.ok = true;
    outcome.message = say(Says::repair_nothing);
    return outcome;
  }

  const AssessedSheet before = assess_workbook(workbook, document_file_name(document), office_programmes());
  const Repaired done = apply_repair(call.context, document, plan, *whose.programme, *whose.tier, *whose.unit,
                                     whose.without_assessment, whose.concluded);
  if (done == Repaired::needs_password) return CommandOutcome::failed(say(Says::repair_password));
  if (const std::string lost = lost_answer(before, assess_document(document, office_programmes())); !lost.empty()) {
    const auto steps = Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager();
    if (steps->isUndoPossible()) steps->undo();
    return CommandOutcome::failed(say(Says::repair_lost, {lost}));
  }
  outcome.ok = true;
  outcome.findings = std::move(plan.repairs);
  for (Finding& repair : outcome.findings) repair.in_file(document_file_name(document));
  outcome.message = say(Says::repair_done, {std::to_string(outcome.findings.size())});
  if (call.interactive && !call.arguments.path("File")) {
    outcome.shown = true;
    if (show_outcome(call, say(Says::repair_title), outcome, say(Says::repair_list_button))) {
      const ReportTable table = list_of(outcome.findings, document_file_name(document), call.language);
      const Document list = call.open("private:factory/scalc", false);
      write_report(list, table);
      show_report(list, table);
      set_unmodified(list);
    }
    return outcome;
  }
  if (const auto file = call.arguments.path("File")) {
    const ReportTable table = list_of(outcome.findings, document_file_name(document), call.language);
    return store_list(call, table, *file, std::move(outcome));
  }
  return outcome;
}

}  // namespace thuocdo
