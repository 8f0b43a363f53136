// New sheet, and new sheets for all units of a tier.
#include <com/sun/star/document/XUndoManagerSupplier.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/task/XStatusIndicator.hpp>
#include <com/sun/star/task/XStatusIndicatorFactory.hpp>
#include <com/sun/star/util/PathSettings.hpp>
#include <com/sun/star/util/XPathSettings.hpp>
#include <set>

#include "commands/command.h"
#include "commands/dialogs.h"
#include "commands/saving.h"
#include "commands/waiting_offer.h"
#include "commands/usual_sheet.h"
#include "functions/known_sets.h"
#include "settings/settings.h"
#include "sheet/assessed_sheet.h"
#include "workbook/build_workbook.h"
#include "workbook/carried_answers.h"
#include "workbook/cover.h"
#include "workbook/views.h"

namespace thuocdo {
namespace {

// What was asked for, or why not.
struct Asked {
  SheetRequest request;
  std::optional<CommandOutcome> problem;
};

std::filesystem::path usual_folder(const Call& call) {
  if (const std::string set = read_settings(call.context).sheet_folder; !set.empty()) return set;
  if (const Document document = call.document(); document.is()) {
    const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
    if (url.starts_with("file:")) return file_path(url).parent_path();
  }
  return file_path(from_uno(css::util::PathSettings::create(call.context)->getWork()));
}

Asked problem(CommandOutcome outcome) { return {{}, std::move(outcome)}; }

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

CommandOutcome with_finding(Finding finding) {
  CommandOutcome outcome = CommandOutcome::failed(finding.message);
  outcome.findings.push_back(std::move(finding));
  return outcome;
}

// Why a programme cannot be used.
CommandOutcome unusable(const std::string& key) {
  Findings findings;
  office_programmes().find(key, &findings);
  return programme_problem(key, std::move(findings));
}

// What the dialog begins with where the call says nothing.
void propose_usual(const Call& call, SheetRequest& request) {
  const UsualSheet usual = usual_sheet(call);
  request.programme = usual.programme.empty() ? nullptr : office_programmes().find(usual.programme);
  if (!request.programme) return;
  request.tier = request.programme->tier(usual.tier);
  if (request.tier == nullptr) return;
  request.unit = request.programme->unit(usual.unit);
}

Asked what_is_asked(const Call& call, bool whole_tier) {
  const Arguments& given = call.arguments;
  SheetRequest request;
  const std::string key = given.text("Programme");
  if (!key.empty()) {
    request.programme = office_programmes().find(key);
    if (!request.programme) return problem(unusable(key));
  }
  const std::string tier = given.text("Tier");
  if (request.programme && !tier.empty()) {
    request.tier = request.programme->tier(tier);
    if (request.tier == nullptr) {
      std::vector<std::string> keys;
      for (const Tier& known : request.programme->tiers) keys.push_back(known.key);
      return problem(with_finding(finding(Code::tier_unknown, {tier, joined(keys)})));
    }
  }
  const std::string round = given.text("Round");
  if (request.programme && !round.empty() && round != request.programme->round) {
    request.without_assessment = request.programme->round_without_assessment(round);
    if (request.without_assessment == nullptr) {
      std::vector<std::string> keys = {request.programme->round};
      for (const Stage& known : request.programme->rounds_without_assessment) keys.push_back(known.key);
      return problem(with_finding(finding(Code::round_unknown, {round, joined(keys)})));
    }
  }
  const std::string unit = given.text("Unit");
  if (request.tier != nullptr && !unit.empty()) {
    request.unit = request.programme->unit(unit);
    if (request.unit == nullptr || request.unit->tier != request.tier->key) {
      return problem(with_finding(finding(Code::unit_unknown, {unit, request.tier->name.vi})));
    }
    if (auto refusal = request.programme->refusal(*request.unit, request.without_assessment))
      return problem(with_finding(std::move(*refusal)));
  }
  const bool needs_folder = !given.flag("Current");
  if (const auto folder = given.path("Folder")) {
    request.folder = *folder;
  } else if (!call.interactive) {
    request.folder = read_settings(call.context).sheet_folder;
  }
  if (const auto from = given.path("From")) request.from = *from;
  const bool complete =
      request.tier != nullptr && (whole_tier || request.unit != nullptr) && (!needs_folder || !request.folder.empty());
  if (complete) return {request, std::nullopt};
  if (!call.interactive) {
    const char* missing = !request.programme             ? "Programme"
                          : request.tier == nullptr      ? "Tier"
                          : !whole_tier && !request.unit ? "Unit"
                                                         : "Folder";
    return problem(CommandOutcome::failed(say(Says::argument_missing, {missing})));
  }
  if (request.folder.empty()) request.folder = usual_folder(call);
  if (!request.programme) propose_usual(call, request);
  const auto answered = ask_for_sheets(call, whole_tier, request);
  if (!answered) {
    return problem(office_programmes().keys().empty() ? CommandOutcome::failed(say(Says::no_programmes))
                                                      : CommandOutcome::given_up());
  }
  if (!answered->programme) return problem(unusable(answered->key));
  if (!whole_tier && answered->unit == nullptr) return problem(CommandOutcome::failed(say(Says::no_units)));
  if (answered->folder.empty()) return problem(CommandOutcome::failed(say(Says::folder_missing)));
  return {*answered, std::nullopt};
}

Document new_document(const Call& call) {
  const Document document = call.open("private:factory/scalc", true);
  // Nobody undoes what was done before the document was first seen.
  Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager()->lock();
  return document;
}

void store_sheet(const Call& call, const Document& document, const std::filesystem::path& file) {
  store_copy(document, file, "calc8");
  write_view_settings(call.context, file_url(file));
}

// What last year's sheet gives, or why it gives nothing.
struct CarriedOver {
  CarryOver carried;
  std::optional<CommandOutcome> problem;
};

CarriedOver carried_from(const SheetRequest& request) {
  CarriedOver result;
  ReadWorkbook read = read_workbook(request.from);
  if (read.workbook) {
    const auto before = office_programmes().find(identity_of(*read.workbook).programme);
    result.carried =
        carry_over(*read.workbook, *request.programme, *request.tier, *request.unit, before.get());
  } else {
    result.carried.findings = std::move(read.findings);
  }
  if (result.carried.usable) {
    place_findings(*request.tier, request.without_assessment, result.carried.findings);
  } else {
    result.problem = CommandOutcome::failed(say(Says::carry_failed, {request.from.string()}));
    result.problem->findings = std::move(result.carried.findings);
  }
  return result;
}

// What a sheet was made with, beside the message.
void add_carried(const CarriedOver& from, const std::string& sheet, CommandOutcome& outcome) {
  outcome.message = say(Says::carried_over, {sheet, std::to_string(from.carried.answers.size())});
  outcome.findings = from.carried.findings;
}

// Shows what was carried over in the window of the new sheet, from where one can go to the cells.
void show_carried(const Call& call, const Document& sheet, const CommandOutcome& outcome) {
  const auto controller = Reference<css::frame::XModel>(sheet, UNO_QUERY_THROW)->getCurrentController();
  if (!controller.is()) return;
  Call there(call.context, controller->getFrame(), call.arguments);
  there.guide_page = call.guide_page;
  show_outcome(there, say(Says::new_title), outcome);
}

// Who fills in the sheet stands on its cover from the start. (Sheets for a whole tier are filled in by others.)
void write_own_name(const Call& call, const Document& document) {
  const Settings settings = read_settings(call.context);
  write_cover_preparer(document, settings.author, settings.phone);
}

}  // namespace

CommandOutcome run_new(const Call& call) {
  offer_waiting(call);
  const Asked asked = what_is_asked(call, false);
  if (asked.problem) return *asked.problem;
  const SheetRequest& request = asked.request;
  CarriedOver from;
  if (!request.from.empty()) {
    from = carried_from(request);
    if (from.problem) return *from.problem;
  }
  if (call.arguments.flag("Current")) {
    const Document document = call.document();
    if (!document.is()) return CommandOutcome::failed(say(Says::no_document));
    build_workbook(call.context, document, *request.programme, *request.tier, *request.unit,
                   request.without_assessment);
    write_own_name(call, document);
    write_carried_answers(document, *request.tier, request.without_assessment, from.carried);
    CommandOutcome outcome;
    outcome.ok = true;
    outcome.message = say(Says::sheet_made, {request.unit->name});
    if (from.carried.usable) add_carried(from, request.unit->name, outcome);
    return outcome;
  }
  auto file = request.file_of(*request.unit);
  // Last year's sheet has the same name, and may stand in the same folder.
  std::error_code unknown;
  if (!request.from.empty() && std::filesystem::equivalent(request.from, file, unknown)) {
    file.replace_filename(request.unit->code + "-" + request.programme->round + ".ods");
  }
  bool overwrite = call.arguments.flag("Overwrite");
  if (!overwrite && std::filesystem::exists(file)) {
    const Text question = say(Says::replace_sheet_question, {file.string()});
    if (!call.interactive) return CommandOutcome::failed(say(Says::file_exists, {file.string()}));
    if (!ask(call, say(Says::new_title), question)) return CommandOutcome::given_up();
    overwrite = true;
  }
  make_folders(request.folder);
  FileSet files(overwrite);
  {
    const Document document = new_document(call);
    const Closing closing(document);
    build_workbook(call.context, document, *request.programme, *request.tier, *request.unit,
                   request.without_assessment);
    write_own_name(call, document);
    write_carried_answers(document, *request.tier, request.without_assessment, from.carried);
    store_sheet(call, document, files.add(file));
  }
  if (const auto failure = files.commit()) return CommandOutcome::failed(failure_text(*failure));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = {file};
  outcome.message = say(Says::sheet_made, {file.string()});
  if (from.carried.usable) add_carried(from, file.string(), outcome);
  if (call.interactive) remember_usual_sheet(call, {request.programme->key, request.tier->key, request.unit->code});
  if (call.interactive && !call.arguments.flag("Hidden")) {
    const Document sheet = call.open(file_url(file), false);
    if (from.carried.usable) show_carried(call, sheet, outcome);
    outcome.shown = true;  // the sheet itself
  }
  return outcome;
}

CommandOutcome run_new_all(const Call& call) {
  const Asked asked = what_is_asked(call, true);
  if (asked.problem) return *asked.problem;
  const SheetRequest& request = asked.request;
  std::vector<const Unit*> units = request.programme->units_of(request.tier->key, request.without_assessment);
  if (const std::string wanted = call.arguments.text("Units"); !wanted.empty()) {
    units.clear();
    std::size_t from = 0;
    while (from <= wanted.size()) {
      const std::size_t end = std::min(wanted.find(',', from), wanted.size());
      const std::string code = tidy(wanted.substr(from, end - from));
      const Unit* unit = request.programme->unit(code);
      if (unit == nullptr || unit->tier != request.tier->key) {
        return with_finding(finding(Code::unit_unknown, {code, request.tier->name.vi}));
      }
      if (auto refusal = request.programme->refusal(*unit, request.without_assessment))
        return with_finding(std::move(*refusal));
      units.push_back(unit);
      from = end + 1;
    }
  }
  if (units.empty()) return CommandOutcome::failed(say(Says::no_units));

  Reference<css::task::XStatusIndicator> progress;
  if (const Reference<css::task::XStatusIndicatorFactory> factory(call.frame, UNO_QUERY); factory.is()) {
    progress = factory->createStatusIndicator();
    progress->start(to_uno(say(Says::making_sheets).in(call.language)), static_cast<sal_Int32>(units.size()));
  }
  struct EndProgress {
    const Reference<css::task::XStatusIndicator>& shown;
    ~EndProgress() {
      if (shown.is()) shown->end();
    }
  } const end_progress{progress};

  make_folders(request.folder);
  const bool overwrite = call.arguments.flag("Overwrite");
  CommandOutcome outcome;
  std::size_t kept = 0;
  const Document document = new_document(call);
  const Closing closing(document);
  bool built = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = *units[i];
    const auto file = request.file_of(unit);
    if (!overwrite && std::filesystem::exists(file)) {
      ++kept;
      continue;
    }
    // The sheets of a tier differ in what names the unit only.
    if (built) {
      assign_unit(call.context, document, *request.programme, *request.tier, unit, request.without_assessment);
    } else {
      build_workbook(call.context, document, *request.programme, *request.tier, unit, request.without_assessment);
      built = true;
    }
    FileSet files(overwrite);
    store_sheet(call, document, files.add(file));
    if (const auto failure = files.commit()) {
      CommandOutcome failed = CommandOutcome::failed(failure_text(*failure));
      failed.files = std::move(outcome.files);
      return failed;
    }
    outcome.files.push_back(file);
    if (progress.is()) {
      progress->setText(to_uno(unit.name));
      progress->setValue(static_cast<sal_Int32>(i + 1));
    }
  }
  outcome.ok = true;
  const std::string count = std::to_string(outcome.files.size());
  outcome.message = kept == 0 ? say(Says::sheets_made, {count, request.folder.string()})
                              : say(Says::sheets_exist, {count, request.folder.string(), std::to_string(kept)});
  return outcome;
}

}  // namespace thuocdo
