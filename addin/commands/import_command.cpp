// Import criteria from a table: shows what every row of the table would become, asks for the programme that the set goes
// into, and writes it where the user's own programmes stand.
#include <com/sun/star/container/XEnumerationAccess.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <map>

#include "commands/command.h"
#include "commands/dialogs.h"
#include "commands/import_request.h"
#include "commands/saving.h"
#include "commands/table_choice.h"
#include "functions/known_sets.h"
#include "report/atomic_files.h"
#include "workbook/build_workbook.h"
#include "workbook/import_preview.h"
#include "workbook/open_document.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

Date today() {
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

// What was answered for a document, so that correcting its table and importing it again asks for nothing twice.
std::map<std::string, ImportTarget>& answered_before() {
  static std::map<std::string, ImportTarget> all;
  return all;
}

std::string identity_of(const Document& document) { return from_uno(get<rtl::OUString>(document, "RuntimeUID")); }

std::string preview_of(const Reference<css::uno::XInterface>& document) {
  const Reference<css::document::XDocumentPropertiesSupplier> supplier(document, UNO_QUERY);
  if (!supplier.is()) return {};
  const Reference<css::beans::XPropertySet> values(supplier->getDocumentProperties()->getUserDefinedProperties(),
                                                   UNO_QUERY_THROW);
  const auto name = to_uno(preview_property);
  rtl::OUString source;
  if (values->getPropertySetInfo()->hasPropertyByName(name)) values->getPropertyValue(name) >>= source;
  return from_uno(source);
}

// An earlier preview of the same table makes room for the new one.
void close_previews(const Call& call, const std::string& source_id) {
  std::vector<Document> earlier;
  const auto documents = css::frame::Desktop::create(call.context)->getComponents()->createEnumeration();
  while (documents->hasMoreElements()) {
    const Reference<css::uno::XInterface> document(documents->nextElement(), UNO_QUERY);
    if (preview_of(document) == source_id) earlier.emplace_back(document, UNO_QUERY);
  }
  for (const Document& document : earlier) close(document);
}

// In a window of its own where somebody can see it.
Document make_preview(const Call& call, const ReportTable& table, const std::string& source_id) {
  close_previews(call, source_id);
  const Document preview = call.open("private:factory/scalc", !call.interactive);
  write_report(preview, table);
  set_document_property(preview, preview_property, source_id);
  show_report(preview, table);
  set_unmodified(preview);
  return preview;
}

std::vector<NamedFile> named_files(const std::vector<DefinitionFile>& files) {
  std::vector<NamedFile> all;
  for (const DefinitionFile& file : files) all.push_back({file.name, file.bytes});
  return all;
}

CommandOutcome write_programme(const Call& call, const ImportedCriteria& imported, const ImportTarget& target) {
  const fs::path folder = office_programmes().own_folder() / target.key;
  const auto files = files_with_set(folder, *imported.set, target.tier, today(), head_of(target));
  LoadedProgramme loaded = load_with(folder, files);
  if (!loaded.programme) {
    CommandOutcome outcome = CommandOutcome::failed(say(Says::import_unusable));
    outcome.findings = std::move(loaded.findings);
    return outcome;
  }
  if (const WriteProblem problem = write_files(folder, named_files(files))) {
    return CommandOutcome::failed(say(Says::write_failed, std::vector<Text>{{problem.file, problem.file}, problem.why}));
  }
  take_in_changed_programmes(call.context);
  CommandOutcome outcome;
  outcome.ok = true;
  for (const DefinitionFile& file : files) outcome.files.push_back(folder / file.name);
  outcome.digest = loaded.programme->digest;
  outcome.maximum = imported.set->maximum.text();
  outcome.message = say(Says::import_done, {std::to_string(imported.set->scored_count()), folder.string()});
  return outcome;
}

CommandOutcome new_sheet(const Call& call, const ImportTarget& target) {
  Arguments arguments;
  arguments.values["Programme"] <<= to_uno(target.key);
  arguments.values["Tier"] <<= to_uno(target.tier);
  return run_new(Call(call.context, call.frame, std::move(arguments)));
}

Call on(const Call& call, const Document& document) {
  const auto controller = Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentController();
  Call there(call.context, controller.is() ? controller->getFrame() : call.frame, call.arguments);
  there.guide_page = call.guide_page;
  return there;
}

ImportTarget target_given(const Arguments& given, ImportTarget target) {
  const auto take = [&](std::string_view name, std::string& value) {
    if (const std::string text = given.text(name); !text.empty()) value = text;
  };
  take("Key", target.key);
  take("Title", target.title);
  take("Province", target.province);
  take("Year", target.year);
  if (const std::string tier = given.text("Tier"); !tier.empty()) set_tier(target, tier);
  take("TierName", target.tier_name);
  return target;
}

}  // namespace

CommandOutcome run_import_criteria(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return CommandOutcome::failed(say(Says::no_table));
  const Workbook workbook = read_open_document(document);
  if (!workbook.property(preview_property).empty()) return CommandOutcome::failed(say(Says::is_preview));
  const TableChoice choice = chosen_table(call, document, workbook);
  if (choice.problem) return CommandOutcome::failed(*choice.problem);
  const std::string file = document_file_name(document);
  const std::string id = identity_of(document);

  const auto before = answered_before().find(id);
  ImportRequest request;
  request.tier = before == answered_before().end() ? "xa" : before->second.tier;
  if (const std::string tier = call.arguments.text("Tier"); !tier.empty()) request.tier = tier;
  const ImportedCriteria imported = import_chosen(workbook, file, choice, request);
  ImportTarget target = target_given(
      call.arguments, before == answered_before().end() ? proposed_target(imported, workbook, file) : before->second);

  const ReportTable table = preview_table(imported, file, call.language);
  const auto preview_file = call.arguments.path("File");
  Document preview;
  if (call.interactive || preview_file) {
    preview = make_preview(call, table, id);
    if (preview_file) store_copy(preview, *preview_file, "calc8");
  }
  CommandOutcome outcome;
  outcome.findings = imported.findings;
  if (!call.interactive && preview.is()) close(preview);
  if (!imported.set) {
    const auto blocking = summary_of(imported).blocking;
    outcome.message = say(Says::import_refused, {std::to_string(blocking)});
    return outcome;
  }
  const ImportSummary summary = summary_of(imported);
  bool wanted = !call.arguments.flag("PreviewOnly");
  if (call.interactive && wanted) {
    const Call in_preview = on(call, preview);
    const ImportAnswer answer = ask_for_import(in_preview, imported, target);
    if (answer == ImportAnswer::cancelled) return CommandOutcome::given_up();
    wanted = answer == ImportAnswer::make;
  } else if (wanted) {
    if (const TargetState state = state_of(target); state.kind == TargetKind::invalid) {
      return CommandOutcome::failed(state.words);
    } else if (state.kind == TargetKind::replaces_tier && !call.arguments.flag("Overwrite")) {
      return CommandOutcome::failed(state.words);
    }
  }
  if (!wanted) {
    outcome.ok = true;
    outcome.shown = true;  // the preview itself
    outcome.maximum = imported.set->maximum.text();
    outcome.message = say(Says::previewed, std::vector<Text>{summary.contents, summary.rules});
    return outcome;
  }
  outcome = write_programme(call, imported, target);
  if (!outcome.ok) return outcome;
  outcome.findings = imported.findings;
  answered_before()[id] = target;
  if (!call.interactive) return outcome;
  const Call in_preview = on(call, preview);
  if (ask(in_preview, say(Says::import_criteria_title), say(Says::make_sheet_question, std::vector<Text>{outcome.message}))) {
    CommandOutcome made = new_sheet(in_preview, target);
    if (!made.ok && !made.cancelled) return made;
  }
  outcome.shown = true;
  return outcome;
}

}  // namespace thuocdo
