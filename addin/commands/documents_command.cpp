// The draft decision with report, annexes and notices out of a result, as `thuocdo documents` writes them; the PDFs are made
// by this office itself.
#include <algorithm>
#include <com/sun/star/awt/XTopWindow.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <thread>

#include "commands/consolidate_dialog.h"
#include "commands/dialogs.h"
#include "commands/register_choice.h"
#include "commands/saving.h"
#include "commands/stepwise.h"
#include "functions/known_sets.h"
#include "ranking/register_sheets.h"
#include "report/approval_files.h"
#include "report/result_check.h"
#include "sheet/figures_file.h"
#include "sheet/workbook_files.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto patience = 10min;  // for one sheet

struct DocumentsOrder {
  fs::path result;
  std::string source;  // folder of sheets, file of a register, or address
  fs::path previous;   // may be empty
  fs::path figures;    // table of other bodies' figures; may be empty
  fs::path out;
  bool pdf = true;

  bool from_register() const {
    std::error_code error;
    return is_postgresql(source) || fs::is_regular_file(source, error);
  }
};

// What the thread has and gives back; it may outlive the call.
struct DocumentsWork {
  DocumentsOrder order;
  RoundResult published;
  std::optional<RoundResult> previous;
  std::shared_ptr<const Programme> programme;
  const Unit* above = nullptr;
  Figures figures;
  Findings of_figures;
  Actor actor;
  std::optional<DatabaseError> trouble;
  std::optional<ResultCheck> check;
  std::size_t annexes = 0;
  std::optional<ApprovalFiles> files;
};

void derive(DocumentsWork& work, Aside& aside) {
  ConsolidateOptions how;
  how.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  how.above = work.above;
  how.figures = work.order.figures.empty() ? nullptr : &work.figures;
  how.stopped = [&aside] { return aside.given_up(); };
  const auto tells = [&aside](Says words) {
    return [&aside, words](std::size_t done, std::size_t all) {
      aside.next_step();
      aside.tell(say(words, {std::to_string(done), std::to_string(all)}));
    };
  };
  how.progress = tells(Says::documents_progress);
  std::optional<Register> book;
  RegisterSheets registered;
  const fs::path folder = work.order.from_register() ? std::string() : work.order.source;
  if (work.order.from_register()) {
    book = Register::open(work.order.source, DatabaseUse::existing, work.actor);
    registered = register_sheets(*book, *work.programme, nullptr);
    how.source = &registered.source;
  }
  Consolidation result = consolidate(folder, how.source != nullptr ? registered.files : workbook_files(folder), work.programme, office_programmes(), how);
  if (aside.given_up()) return;
  result.findings.insert(result.findings.begin(), work.of_figures.begin(), work.of_figures.end());
  aside.next_step();
  work.check = check_result(work.order.result, work.published, result, work.previous ? &*work.previous : nullptr);
  // What is approved is the result as it stands: documents are made of it only where the sheets still give it.
  if (!work.check->same() || aside.given_up()) return;
  how.progress = nullptr;
  ApprovalRequest request{.result = &result, .folder = folder, .store = &office_programmes(), .how = &how, .out = work.order.out};
  request.progress = tells(Says::documents_notices);
  request.stopped = how.stopped;
  work.files.emplace(write_approval_files(request));
  work.files->report.reset();  // it speaks of the result, which ends here
}

std::optional<DocumentsOrder> ask_for_documents(const Call& call, DocumentsOrder order) {
  DialogBuilder dialog(call, say(Says::documents_title), 340, 222);
  const auto place = [&](int y, Says label, Says button, const std::string& value, int width = 250) {
    dialog.label(6, y, 328, 10, say(label));
    const auto edit = dialog.edit(6, y + 11, width, value);
    return std::pair(edit, dialog.button(width + 10, y + 10, 74, say(button)));
  };
  const auto [result, result_button] = place(6, Says::documents_result_label, Says::documents_choose_result, order.result.string());
  const auto [source, source_button] = place(38, Says::documents_source_label, Says::documents_choose_folder, order.source, 172);
  const auto register_button = dialog.button(260, 48, 74, say(Says::documents_choose_register));
  const auto [previous, previous_button] = place(70, Says::documents_previous_label, Says::documents_choose_previous, order.previous.string());
  const auto [figures, figures_button] = place(102, Says::documents_figures_label, Says::documents_choose_figures, order.figures.string());
  const auto [out, out_button] = place(134, Says::documents_out_label, Says::documents_choose_out, order.out.string());
  const auto pdf = dialog.check(6, 170, 328, say(Says::documents_pdf), order.pdf);
  dialog.buttons(say(Says::documents_button));
  const auto text = [](const Reference<css::awt::XTextComponent>& edit) { return tidy(from_uno(edit->getText())); };
  fs::path proposed = order.out;
  // The place follows the result until somebody types another.
  const auto follow = [&, result = result, out = out] {
    const fs::path chosen = text(result);
    if (chosen.empty() || (!text(out).empty() && text(out) != proposed.string())) return;
    proposed = chosen / "van-ban";
    out->setText(to_uno(proposed.string()));
  };
  for (const auto& [button, edit] : {std::pair(result_button, result), std::pair(source_button, source), std::pair(previous_button, previous), std::pair(out_button, out)}) {
    dialog.on_press(button, [&, edit = edit] {
      const fs::path chosen = pick_folder(call, text(edit));
      if (!chosen.empty()) edit->setText(to_uno(chosen.string()));
      follow();
    });
  }
  dialog.on_press(figures_button, [&, figures = figures] {
    const fs::path chosen = pick_file(call, say(Says::documents_pick_figures), say(Says::receive_times_files), "*.csv;*.ods;*.xlsx", fs::path(text(figures)).parent_path());
    if (!chosen.empty()) figures->setText(to_uno(chosen.string()));
  });
  dialog.on_press(register_button, [&, source = source] {
    const fs::path chosen = pick_file(call, say(Says::register_pick_title), say(Says::register_files), "*.db", fs::path(text(source)).parent_path());
    if (!chosen.empty()) source->setText(to_uno(chosen.string()));
  });
  dialog.on_leave(result, follow);
  dialog.open();
  dialog.focus(result);
  if (!dialog.run()) return std::nullopt;
  follow();  // Enter in the field comes without leaving it
  order.result = text(result);
  order.source = text(source);
  order.previous = text(previous);
  order.figures = text(figures);
  order.out = text(out);
  order.pdf = pdf->getState() == 1;
  return order;
}

CommandOutcome with_findings(CommandOutcome outcome, Findings findings) {
  outcome.findings = std::move(findings);
  return outcome;
}

// Whether what was named is there and belongs together.
std::optional<CommandOutcome> prepare(const Call& call, const DocumentsOrder& order, DocumentsWork& work) {
  const auto unreadable = [&](const fs::path& folder, const ReadResult& read) {
    return with_findings(CommandOutcome::failed(say(Says::consolidate_not_read, {folder.string(), read.findings.front().message.in(call.language)})), read.findings);
  };
  if (order.result.empty() && call.interactive) return CommandOutcome::failed(say(Says::documents_result_missing));
  if (!is_result_folder(order.result)) return CommandOutcome::failed(say(Says::documents_no_result, {order.result.string()}));
  ReadResult read = read_result(order.result);
  if (!read.result) return unreadable(order.result, read);
  work.published = std::move(*read.result);
  std::error_code error;
  if (work.published.from_register && !order.from_register()) return CommandOutcome::failed(say(Says::documents_from_register));
  if (!work.published.from_register && order.from_register()) return CommandOutcome::failed(say(Says::documents_from_folder));
  if (!order.from_register() && !fs::is_directory(order.source, error)) return CommandOutcome::failed(say(Says::consolidate_no_folder, {order.source}));
  Findings unusable;
  work.programme = office_programmes().find(work.published.programme, &unusable);
  if (!work.programme) return programme_problem(work.published.programme, std::move(unusable));
  if (!work.published.consolidated_by.empty()) {
    work.above = work.programme->unit(work.published.consolidated_by);
    if (work.above == nullptr) return CommandOutcome::failed(say(Says::documents_no_unit, {work.published.consolidated_by}));
  }
  if (!order.previous.empty()) {
    ReadResult before = read_result(order.previous);
    if (!before.result) return unreadable(order.previous, before);
    work.previous = std::move(before.result);
  }
  if (!order.figures.empty()) {
    const FigureTable table = read_figures_file(order.figures);
    if (!table.readable) return with_findings(CommandOutcome::failed(say(Says::documents_figures_unusable, {order.figures.string()})), table.findings);
    work.figures = figures_of(table, *work.programme, work.of_figures);
  }
  if (order.out.empty()) return CommandOutcome::failed(call.interactive ? say(Says::documents_out_missing) : say(Says::argument_missing, {"Out"}));
  work.order = order;
  work.actor = acting(call);
  return std::nullopt;
}

// Opened hidden and stored as PDF/A; null where this office cannot open such documents.
bool store_pdf(const Call& call, const fs::path& document, const fs::path& pdf) {
  const auto desktop = css::frame::Desktop::create(call.context);
  const Reference<css::lang::XComponent> open = desktop->loadComponentFromURL(to_uno(file_url(document)), "_blank", 0,
                                                                              uno_sequence<css::beans::PropertyValue>({named("Hidden", true), named("ReadOnly", true)}));
  const Reference<css::frame::XStorable> storable(open, UNO_QUERY);
  if (!storable.is()) return false;
  const auto shut = [&] {
    if (const Reference<css::util::XCloseable> closeable(open, UNO_QUERY); closeable.is()) closeable->close(true);
  };
  try {
    const Sequence<css::beans::PropertyValue> how = uno_sequence<css::beans::PropertyValue>({named("SelectPdfVersion", sal_Int32(2))});  // PDF/A-2b, which archives accept
    storable->storeToURL(to_uno(file_url(pdf)), uno_sequence<css::beans::PropertyValue>({named("FilterName", rtl::OUString("writer_pdf_Export")), named("FilterData", how), named("Overwrite", true)}));
  } catch (...) {
    shut();
    throw;
  }
  shut();
  return true;
}

// Nothing when every document has its PDF beside it.
std::optional<CommandOutcome> make_pdfs(const Call& call, const DocumentsWork& work, std::vector<fs::path>& made) {
  const std::string out = work.order.out.string();
  std::optional<CommandOutcome> problem;
  std::vector<fs::path> documents(work.files->documents.rbegin(), work.files->documents.rend());  // the decision first
  const std::size_t all = documents.size();
  const StepsEnd end = run_stepwise(
      call, say(Says::documents_title), all, [&](std::size_t step) { return say(Says::documents_pdf_progress, {std::to_string(step + 1), std::to_string(all)}); },
      [&](std::size_t step) {
        fs::path pdf = documents[step];
        pdf.replace_extension(".pdf");
        const auto failed = [&](const Text& why) {
          problem = CommandOutcome::failed(say(Says::documents_pdf_failed, std::vector<Text>{{out, out}, {pdf.filename().string(), pdf.filename().string()}, why}));
          return false;
        };
        FileSet files(true);
        try {
          if (!store_pdf(call, documents[step], files.add(pdf))) {
            problem = CommandOutcome::failed(say(Says::documents_no_writer, {out}));
            return false;
          }
        } catch (const css::uno::Exception& error) {
          const std::string said = from_uno(error.Message);
          return failed({said, said});
        }
        if (const auto failure = files.commit()) return failed(failure->reason);
        made.push_back(pdf);
        return true;
      });
  if (!problem && end.cancelled) {
    problem = CommandOutcome::failed(say(Says::documents_pdf_stopped, {out, std::to_string(end.done), std::to_string(all)}));
    problem->cancelled = true;
  }
  return problem;
}

}  // namespace

CommandOutcome run_documents(const Call& call) {
  DocumentsOrder order;
  const auto given = call.arguments.path("Result");
  order.result = given.value_or(open_result_folder(call));
  order.source = call.arguments.path("Folder").value_or(fs::path()).string();
  if (order.source.empty()) order.source = proposed_register(call).where;
  order.previous = call.arguments.path("Previous").value_or(fs::path());
  order.figures = call.arguments.path("Figures").value_or(fs::path());
  order.out = call.arguments.path("Out").value_or(order.result.empty() ? fs::path() : order.result / "van-ban");
  order.pdf = call.arguments.values.find("Pdf") == call.arguments.values.end() || call.arguments.flag("Pdf");
  auto work = std::make_shared<DocumentsWork>();
  if (!given && call.interactive) {
    while (true) {
      const auto answered = ask_for_documents(call, order);
      if (!answered) return CommandOutcome::given_up();
      order = *answered;
      const auto problem = prepare(call, order, *work);
      if (!problem) break;
      show_outcome(call, say(Says::documents_title), *problem);
      work = std::make_shared<DocumentsWork>();
    }
  } else if (const auto problem = prepare(call, order, *work)) {
    return *problem;
  }
  std::error_code error;
  if (fs::exists(order.out / "quyet-dinh.odt", error) && !call.arguments.flag("Overwrite")) {
    if (!call.interactive) return CommandOutcome::failed(say(Says::documents_exists, {order.out.string()}));
    if (!ask(call, say(Says::documents_title), say(Says::documents_replace, {order.out.string()}))) return CommandOutcome::given_up();
  }
  const AsideEnd end = run_aside(call, say(Says::documents_title), say(Says::documents_reading), patience, [work](Aside& aside) {
    try {
      derive(*work, aside);
    } catch (const DatabaseError& trouble) {
      work->trouble = trouble;
    }
  });
  if (end == AsideEnd::cancelled) return CommandOutcome::given_up();
  if (end == AsideEnd::out_of_time) return CommandOutcome::failed(say(Says::documents_failed));
  if (work->trouble) return CommandOutcome::failed(work->trouble->finding().message);
  if (!work->check) return CommandOutcome::failed(say(Says::documents_failed));
  if (!work->check->same()) {
    if (work->check->other_previous) return CommandOutcome::failed(say(Says::documents_other_previous));
    return CommandOutcome::failed(say(Says::documents_changed, {std::to_string(work->check->changes.size())}));
  }
  if (!work->files) return CommandOutcome::failed(say(Says::documents_failed));
  const ApprovalFiles& files = *work->files;
  if (files.problem) return CommandOutcome::failed(say(Says::write_failed, std::vector<Text>{{files.problem.file, files.problem.file}, files.problem.why}));
  if (files.gone) return CommandOutcome::failed(files.gone->message);
  if (!files.finished) return CommandOutcome::failed(say(Says::documents_failed));
  CommandOutcome outcome;
  outcome.ok = true;
  for (const NamedFile& file : files.files) outcome.files.push_back(order.out / file.name);
  outcome.digest = work->programme->digest;
  outcome.message = say(Says::documents_done, {std::to_string(files.files.size() - 1), std::to_string(files.notices), order.out.string()});
  if (const Text kept = files.set_aside_text(); !kept.vi.empty()) outcome.message = {outcome.message.vi + " " + kept.vi, outcome.message.en + " " + kept.en};
  if (order.pdf) {
    if (auto problem = make_pdfs(call, *work, outcome.files)) {
      problem->files = outcome.files;
      return *problem;
    }
  }
  if (call.interactive) {
    const auto desktop = css::frame::Desktop::create(call.context);
    const Reference<css::frame::XModel> decision(desktop->loadComponentFromURL(to_uno(file_url(files.documents.back())), "_blank", 0,
                                                                               uno_sequence<css::beans::PropertyValue>({named("OnMainThread", true)})),
                                                 UNO_QUERY);
    if (!decision.is()) return outcome;
    if (const Reference<css::awt::XTopWindow> window(decision->getCurrentController()->getFrame()->getContainerWindow(), UNO_QUERY); window.is()) window->toFront();
    outcome.shown = true;  // the decision itself
  }
  return outcome;
}

}  // namespace thuocdo
