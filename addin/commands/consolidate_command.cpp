// Consolidate a folder of sheets: the engine writes the files of the result, as `thuocdo consolidate` does, and Calc opens
// its workbook. A folder that holds a result is opened as it is.
#include <algorithm>
#include <com/sun/star/util/PathSettings.hpp>
#include <com/sun/star/util/XPathSettings.hpp>
#include <future>
#include <thread>

#include "commands/aside.h"
#include "commands/consolidate_dialog.h"
#include "commands/dialogs.h"
#include "commands/register_choice.h"
#include "functions/known_sets.h"
#include "ranking/register_sheets.h"
#include "report/ranking_report.h"
#include "report/series_report.h"
#include "settings/settings.h"
#include "sheet/figures_file.h"
#include "sheet/workbook_files.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto patience = 10min;  // for one sheet, or for the files of the result
constexpr auto last_wait = 20s;   // for work that was cancelled

// What the thread has and gives back; it may outlive the call.
struct Work {
  ConsolidateRequest request;
  std::shared_ptr<const Programme> programme;
  std::optional<RoundResult> previous;
  std::optional<FigureTable> table;  // of other bodies' figures
  bool english = false;
  Actor actor;  // of a register
  std::optional<DatabaseError> trouble;
  bool empty = false;  // the register has no accepted sheet of the programme
  std::string held;    // what that register has receipts of
  bool finished = false;
  std::promise<void> ended;
  WriteProblem problem;
  Findings findings;
  std::size_t files = 0, ranked = 0, unranked = 0;
  std::vector<fs::path> written;
};

// Thrown in the midst of writing.
struct GivenUp {};

void work_on(Work& work, Aside& aside) {
  ConsolidateOptions how;
  how.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  how.claims = work.request.robustness;
  how.stopped = [&aside] { return aside.given_up(); };
  how.progress = [&aside](std::size_t done, std::size_t all) {
    aside.next_step();
    aside.tell(say(Says::consolidate_progress, {std::to_string(done), std::to_string(all)}));
  };
  Findings of_figures;
  const Figures figures = work.table ? figures_of(*work.table, *work.programme, of_figures) : Figures();
  how.figures = work.table ? &figures : nullptr;
  std::optional<Register> book;
  RegisterSheets registered;
  if (is_register(work.request.folder)) {
    book = Register::open(work.request.folder.string(), DatabaseUse::existing, work.actor);
    registered = register_sheets(*book, *work.programme, nullptr);
    how.source = &registered.source;
    work.empty = registered.files.empty();
    if (work.empty) {
      for (const std::string& name : book->programmes_and_rounds()) work.held += (work.held.empty() ? "" : ", ") + name;
      return;
    }
  }
  Consolidation result = consolidate(book ? fs::path() : work.request.folder, book ? registered.files : workbook_files(work.request.folder), work.programme, office_programmes(), how);
  if (aside.given_up()) return;
  result.findings.insert(result.findings.begin(), of_figures.begin(), of_figures.end());
  aside.next_step();
  aside.tell(say(Says::consolidate_writing));
  ResultOptions wanted{work.previous ? &*work.previous : nullptr, {}, work.english};
  if (work.request.robustness) wanted.robustness = RobustnessOptions();
  std::vector<MadeFile> files = ranking_files(result, wanted);
  // Nothing gets its name before everything is written, so what stops in between leaves the former result as it was.
  for (MadeFile& file : files) {
    file.write = [&aside, write = std::move(file.write)](const ByteSink& sink) {
      write([&](std::string_view piece) {
        if (aside.given_up()) throw GivenUp();
        sink(piece);
      });
    };
  }
  if (aside.given_up()) return;
  work.problem = write_result(work.request.out, files, how.threads);
  for (const MadeFile& file : files) work.written.push_back(work.request.out / file.name);
  work.files = result.files;
  for (const TierRanking& tier : result.tiers) {
    work.ranked += tier.ranked.size();
    work.unranked += tier.unranked.size();
  }
  work.findings = std::move(result.findings);
  work.finished = true;
}

CommandOutcome with_findings(CommandOutcome outcome, Findings findings) {
  outcome.findings = std::move(findings);
  return outcome;
}

// In the language of the office, where the result has such a workbook.
fs::path workbook_of(const Call& call, const fs::path& folder) {
  std::error_code error;
  const fs::path own = folder / result_workbook_name(call.language);
  return fs::exists(own, error) ? own : folder / result_workbook_name(Language::vietnamese);
}

void open_workbook(const Call& call, const fs::path& file, CommandOutcome& outcome) {
  if (!call.interactive || call.arguments.flag("Hidden")) return;
  call.open(file_url(file), false);
  outcome.shown = true;  // the workbook itself
}

CommandOutcome open_result(const Call& call, const fs::path& folder) {
  const ReadResult read = read_result(folder);
  if (!read.result) return with_findings(CommandOutcome::failed(say(Says::consolidate_not_read, {folder.string(), read.findings.front().message.in(call.language)})), read.findings);
  const fs::path file = workbook_of(call, folder);
  std::error_code error;
  if (!fs::exists(file, error)) return CommandOutcome::failed(say(Says::consolidate_no_workbook, {folder.string()}));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = {file};
  outcome.digest = read.result->digest;
  outcome.message = say(Says::consolidate_opened, {folder.string()});
  open_workbook(call, file, outcome);
  return outcome;
}

fs::path first_folder(const Call& call) {
  if (const std::string set = read_settings(call.context).sheet_folder; !set.empty()) return set;
  return file_path(from_uno(css::util::PathSettings::create(call.context)->getWork()));
}

// Completes what scripts leave out where the sheets leave no doubt.
std::optional<CommandOutcome> complete(const Call& call, ConsolidateRequest& request) {
  std::error_code error;
  if (is_register(request.folder)) {
    if (request.programme.empty()) return CommandOutcome::failed(say(Says::argument_missing, {"Programme"}));
    if (request.out.empty()) request.out = usual_result_folder(call, request.folder);
    return std::nullopt;
  }
  if (!fs::is_directory(request.folder, error)) return CommandOutcome::failed(say(Says::consolidate_no_folder, {request.folder.string()}));
  const NamedBySheets named = named_by_sheets(request.folder);
  if (named.files == 0) return CommandOutcome::failed(say(Says::consolidate_no_files));
  if (request.programme.empty()) {
    if (named.programmes.size() > 1) {
      std::string all;
      for (const std::string& key : named.programmes) all += (all.empty() ? "" : ", ") + key;
      return CommandOutcome::failed(say(Says::consolidate_several_programmes, {all}));
    }
    if (named.programmes.empty()) return CommandOutcome::failed(say(Says::argument_missing, {"Programme"}));
    request.programme = named.programmes.front();
  }
  const auto programme = office_programmes().find(request.programme);
  if (programme && programme->round_without_assessment(named.round) != nullptr) return CommandOutcome::failed(say(Says::consolidate_unassessed, {named.round}));
  if (request.out.empty()) request.out = usual_result_folder(call, request.folder);
  return std::nullopt;
}

}  // namespace

CommandOutcome run_consolidate(const Call& call) {
  ConsolidateRequest request;
  request.folder = call.arguments.path("Folder").value_or(fs::path());
  if (request.folder.empty()) request.folder = call.arguments.path("Register").value_or(fs::path());
  request.programme = call.arguments.text("Programme");
  request.out = call.arguments.path("Out").value_or(fs::path());
  request.previous = call.arguments.path("Previous").value_or(fs::path());
  request.figures = call.arguments.path("Figures").value_or(fs::path());
  request.robustness = call.arguments.flag("Robustness");
  if (request.folder.empty()) {
    if (!call.interactive) return CommandOutcome::failed(say(Says::argument_missing, {"Folder"}));
    // The register used last, as for a draft decision; before there is one, the folder of sheets.
    std::error_code error;
    const RegisterChoice last = proposed_register(call);
    if (is_postgresql(last.where) || fs::is_regular_file(last.where, error)) {
      request.folder = last.where;
      if (request.programme.empty()) request.programme = last.programme;
    } else {
      request.folder = first_folder(call);
    }
    while (true) {
      const auto answered = ask_for_consolidation(call, request);
      if (!answered) return CommandOutcome::given_up();
      request = *answered;
      if (is_result_folder(request.folder)) break;
      const auto problem = complete(call, request);
      if (!problem) break;
      show_outcome(call, say(Says::consolidate_title), *problem);
    }
  }
  if (is_result_folder(request.folder)) return open_result(call, request.folder);
  if (const auto problem = complete(call, request)) return *problem;

  const auto work = std::make_shared<Work>();
  Findings unusable;
  work->programme = office_programmes().find(request.programme, &unusable);
  if (!work->programme) return programme_problem(request.programme, std::move(unusable));
  if (!request.previous.empty()) {
    ReadResult read = read_result(request.previous);
    if (!read.result) return with_findings(CommandOutcome::failed(say(Says::consolidate_not_read, {request.previous.string(), read.findings.front().message.in(call.language)})), read.findings);
    work->previous = std::move(read.result);
  }
  if (!request.figures.empty()) {
    work->table = read_figures_file(request.figures);
    if (!work->table->readable) return with_findings(CommandOutcome::failed(say(Says::documents_figures_unusable, {request.figures.string()})), work->table->findings);
  }
  if (is_result_folder(request.out) && !call.arguments.flag("Overwrite")) {
    if (!call.interactive) return CommandOutcome::failed(say(Says::consolidate_exists, {request.out.string()}));
    if (!ask(call, say(Says::consolidate_title), say(Says::consolidate_replace, {request.out.string()}))) return CommandOutcome::given_up();
  }
  work->request = request;
  work->english = call.language == Language::english;
  work->actor = acting(call);
  const Text doing = is_register(request.folder) ? say(Says::register_opening) : say(Says::consolidate_reading, {std::to_string(workbook_files(request.folder).size())});
  std::future<void> ended = work->ended.get_future();
  const AsideEnd end = run_aside(call, say(Says::consolidate_title), doing, patience, [work](Aside& aside) {
    try {
      work_on(*work, aside);
    } catch (const DatabaseError& error) {
      work->trouble = error;
    } catch (...) {
      // `finished` tells.
    }
    work->ended.set_value();
  });
  // Who cancels while the last file gets its name has a new result, and is told so; otherwise the old one stays.
  if (end == AsideEnd::cancelled && (ended.wait_for(last_wait) != std::future_status::ready || !work->finished)) return CommandOutcome::given_up();
  if (end != AsideEnd::out_of_time && work->trouble) return CommandOutcome::failed(work->trouble->finding().message);
  if (end != AsideEnd::out_of_time && work->empty) {
    const std::string where = address_without_password(request.folder.native());
    Text message = say(Says::consolidate_empty_register, std::vector<Text>{{where, where}, work->programme->title});
    if (!work->held.empty()) {
      const Text held = say(Says::consolidate_register_holds, {work->held});
      message = {message.vi + " " + held.vi, message.en + " " + held.en};
    }
    return CommandOutcome::failed(std::move(message));
  }
  if (end == AsideEnd::out_of_time || !work->finished) return CommandOutcome::failed(say(Says::consolidate_failed));
  if (work->problem) return CommandOutcome::failed(say(Says::write_failed, std::vector<Text>{{work->problem.file, work->problem.file}, work->problem.why}));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = work->written;
  outcome.digest = work->programme->digest;
  outcome.findings = work->findings;
  outcome.message = say(Says::consolidate_done, {std::to_string(work->files), std::to_string(work->ranked), std::to_string(work->unranked), request.out.string()});
  open_workbook(call, workbook_of(call, request.out), outcome);
  return outcome;
}

}  // namespace thuocdo
