// Receive sheets into the register, as `thuocdo receive` does, and show what became of each file.
#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "commands/dialogs.h"
#include "commands/register_choice.h"
#include "commands/report_document.h"
#include "functions/known_sets.h"
#include "settings/settings.h"
#include "workbook/reception_sheet.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

struct ReceiveOrder {
  RegisterChoice choice;
  std::vector<fs::path> sources;  // files and folders
  std::string received;           // a time, or the name of a table; may be empty
  fs::path trust;                 // may be empty
  bool signature_required = false;
};

// What the thread uses; it may outlive the call.
struct ReceiveWork {
  ChosenRound chosen;
  std::vector<IncomingFile> files;
  std::optional<ReceiptTime> time;
  std::optional<ReceiptTimes> times;
  TrustStore trust;
  bool signature_required = false;
  std::string who;
  Reception done;
  std::string book;
};

// Paths or file URLs, one on each line.
std::vector<fs::path> paths_of(const std::string& lines) {
  std::vector<fs::path> paths;
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', from), lines.size());
    const std::string one = tidy(lines.substr(from, end - from));
    if (!one.empty()) paths.push_back(one.starts_with("file:") ? file_path(one) : fs::path(one));
    from = end + 1;
  }
  return paths;
}

std::optional<ReceiveOrder> ask_for_reception(const Call& call, const ReceiveOrder& proposed) {
  DialogBuilder dialog(call, say(Says::receive_title), 340, 228);
  RegisterFields fields(dialog, call, 6, proposed.choice, 328);
  std::vector<fs::path> chosen = proposed.sources;  // what the field stands for
  const auto shown = [&] {
    if (chosen.empty()) return std::string();
    return chosen.size() == 1 ? chosen.front().string() : say(Says::receive_chosen, {std::to_string(chosen.size())}).in(call.language);
  };
  const auto of_register = dialog.message(6, 63, 328, 10, {" ", " "});
  dialog.label(6, 78, 328, 10, say(Says::receive_sheets_label));
  const auto sources = dialog.edit(6, 89, 170, shown());
  const auto choose_files = dialog.button(180, 88, 76, say(Says::receive_choose_files));
  const auto choose_folder = dialog.button(260, 88, 74, say(Says::receive_choose_folder));
  const auto remark = dialog.message(6, 106, 328, 10, {" ", " "});
  dialog.label(6, 120, 328, 10, say(Says::receive_times_label));
  const auto times = dialog.edit(6, 131, 250, proposed.received);
  const auto choose_times = dialog.button(260, 130, 74, say(Says::receive_choose_times));
  dialog.label(6, 151, 328, 10, say(Says::receive_trust_label));
  const auto trust = dialog.edit(6, 162, 250, proposed.trust.string());
  const auto choose_trust = dialog.button(260, 161, 74, say(Says::receive_choose_trust));
  const auto required = dialog.check(6, 184, 328, say(Says::receive_signature), proposed.signature_required);
  dialog.buttons(say(Says::receive_button));

  const auto text = [](const Reference<css::awt::XTextComponent>& edit) { return tidy(from_uno(edit->getText())); };
  const auto read_sources = [&] {
    if (const std::string typed = text(sources); typed != shown()) chosen = typed.empty() ? std::vector<fs::path>() : std::vector<fs::path>{typed};
  };
  const auto look = [&] {
    read_sources();
    std::error_code error;
    Text words{" ", " "};
    const std::string where = settled(call, fields.choice()).where;
    const bool fresh = !where.empty() && !is_postgresql(where) && !fs::exists(where, error);
    of_register->setText(to_uno(fresh ? say(Says::receive_new_register).in(call.language) : " "));
    if (chosen.size() == 1 && !fs::exists(chosen.front(), error)) {
      words = say(Says::receive_gone, {chosen.front().string()});
    } else if (!chosen.empty()) {
      const std::size_t count = incoming_files(chosen).size();
      words = count == 0 ? say(Says::receive_nothing, {shown()}) : say(Says::receive_found, {std::to_string(count)});
    }
    remark->setText(to_uno(words.in(call.language)));
  };
  const auto here = [&] { return chosen.empty() ? fs::path() : fs::is_directory(chosen.front()) ? chosen.front() : chosen.front().parent_path(); };
  dialog.on_press(choose_files, [&] {
    auto files = pick_files(call, say(Says::receive_pick_title), say(Says::receive_files), "*.ods;*.fods;*.xlsx;*.pdf", here());
    if (files.empty()) return;
    chosen = std::move(files);
    sources->setText(to_uno(shown()));
    look();
  });
  dialog.on_press(choose_folder, [&] {
    const fs::path folder = pick_folder(call, here());
    if (folder.empty()) return;
    chosen = {folder};
    sources->setText(to_uno(shown()));
    look();
  });
  dialog.on_press(choose_times, [&] {
    const fs::path table = pick_file(call, say(Says::receive_times_title), say(Says::receive_times_files), "*.csv;*.ods;*.xlsx", here());
    if (!table.empty()) times->setText(to_uno(table.string()));
  });
  dialog.on_press(choose_trust, [&] {
    const fs::path folder = pick_folder(call, text(trust));
    if (!folder.empty()) trust->setText(to_uno(folder.string()));
  });
  dialog.on_leave(sources, look);
  dialog.on_leave(fields.place(), look);
  dialog.open();
  fields.fill();
  look();
  dialog.focus(fields.place());
  if (!dialog.run()) return std::nullopt;
  read_sources();  // Enter in the field comes without leaving it
  return ReceiveOrder{settled(call, fields.choice()), chosen, text(times), text(trust), required->getState() == 1};
}

CommandOutcome with_findings(CommandOutcome outcome, Findings findings) {
  outcome.findings = std::move(findings);
  return outcome;
}

// Whether all that was named is there and can be used.
std::optional<CommandOutcome> prepare(const Call& call, const ReceiveOrder& order, ReceiveWork& work) {
  if (auto problem = find_round(order.choice, work.chosen)) return problem;
  if (order.sources.empty()) return CommandOutcome::failed(call.interactive ? say(Says::receive_no_sheets) : say(Says::argument_missing, {"Files"}));
  std::error_code error;
  for (const fs::path& source : order.sources) {
    if (!fs::exists(source, error)) return CommandOutcome::failed(say(Says::receive_gone, {source.string()}));
  }
  work.files = incoming_files(order.sources);
  if (work.files.empty()) return CommandOutcome::failed(say(Says::receive_nothing, {order.sources.front().string()}));
  if (!order.received.empty()) {
    work.time = parse_receipt_time(order.received);
    if (!work.time) {
      if (!fs::exists(order.received, error)) return CommandOutcome::failed(say(Says::receive_wrong_time, {order.received}));
      work.times = read_receipt_times(order.received);
      // Nobody is made late, or in time, by a row that could not be read.
      if (has_blocking(work.times->findings)) return with_findings(CommandOutcome::failed(say(Says::receive_times_unusable, {order.received})), work.times->findings);
    }
  }
  if (!order.trust.empty()) {
    if (!fs::is_directory(order.trust, error)) return CommandOutcome::failed(say(Says::receive_no_trust, {order.trust.string()}));
    work.trust = TrustStore(order.trust);
  }
  work.signature_required = order.signature_required;
  return std::nullopt;
}

void receive_in(Register& book, Aside& aside, ReceiveWork& work) {
  ReceiveRequest request;
  request.programme = work.chosen.programme;
  request.round = work.chosen.round;
  request.store = &office_programmes();
  request.received = work.time;
  request.times = work.times ? &*work.times : nullptr;
  request.trust = &work.trust;
  request.require_signature = work.signature_required;
  request.who = work.who;
  request.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  request.cancelled = [&aside] { return aside.given_up(); };
  request.progress = [&aside](std::size_t done, std::size_t all) {
    aside.next_step();
    aside.tell(say(Says::receive_progress, {std::to_string(done), std::to_string(all)}));
  };
  work.done = receive(book, work.files, request);
  work.book = book.name();
}

Text summary_of(const Reception& done) {
  std::size_t fresh = 0, known = 0, accepted = 0, late = 0, undecided = 0, refused = 0;
  for (const ReceivedFile& file : done.files) {
    if (file.receipt.number == 0) {
      ++refused;
      continue;
    }
    ++(file.is_new ? fresh : known);
    switch (file.receipt.state) {
      case ReceiptState::accepted: ++accepted; break;
      case ReceiptState::late: ++late; break;
      case ReceiptState::undecided: ++undecided; break;
      case ReceiptState::refused: ++refused; break;
      case ReceiptState::replaced: break;
    }
  }
  const auto n = [](std::size_t number) { return std::to_string(number); };
  Text text = say(Says::receive_done, {n(fresh), n(known), n(accepted), n(late), n(undecided), n(refused)});
  if (done.files.size() < done.asked) {
    const Text left = say(Says::receive_left, {n(done.asked - done.files.size())});
    text = {text.vi + " " + left.vi, text.en + " " + left.en};
  }
  return text;
}

}  // namespace

CommandOutcome run_receive(const Call& call) {
  ReceiveOrder order;
  order.choice = proposed_register(call);
  order.sources = paths_of(call.arguments.text("Files"));
  order.received = call.arguments.text("Received");
  order.trust = call.arguments.path("Trust").value_or(fs::path());
  order.signature_required = call.arguments.flag("RequireSignature");
  auto work = std::make_shared<ReceiveWork>();
  if (call.interactive && (order.sources.empty() || order.choice.where.empty())) {
    Settings settings = read_settings(call.context);
    if (order.trust.empty()) order.trust = settings.trust_folder;
    if (order.choice.where.empty()) {  // the first time: nobody has a register yet, and a name for one need not be invented
      order.choice.where = say(Says::register_first_name).in(call.language);
      order.choice = settled(call, order.choice);
    }
    while (true) {
      const auto answered = ask_for_reception(call, order);
      if (!answered) return CommandOutcome::given_up();
      order = *answered;
      const auto problem = prepare(call, order, *work);
      if (!problem) break;
      show_outcome(call, say(Says::receive_title), *problem);
      work = std::make_shared<ReceiveWork>();
    }
    settings.trust_folder = order.trust.string();
    write_settings(call.context, settings);
  } else if (const auto problem = prepare(call, order, *work)) {
    return *problem;
  }
  work->who = acting(call).who;
  const RegisterEnd end = with_register(call, say(Says::receive_title), order.choice.where, DatabaseUse::make, [work](Register& book, Aside& aside) { receive_in(book, aside, *work); });
  if (end.problem) return *end.problem;
  if (!end.ended || work->book.empty()) return CommandOutcome::given_up();  // before a file was looked at, or one that takes too long
  remember_register(call, order.choice);
  std::map<std::string, std::string> links;
  for (const IncomingFile& file : work->files) {
    std::error_code error;
    links.try_emplace(file.name, file_url(fs::absolute(file.path, error)));
  }
  CommandOutcome outcome;
  outcome.ok = !work->done.stopped && !work->done.cancelled;
  outcome.cancelled = work->done.cancelled;
  outcome.digest = work->chosen.programme->digest;
  outcome.message = work->done.stopped ? work->done.stopped->finding().message : summary_of(work->done);
  for (const ReceivedFile& file : work->done.files) outcome.findings.insert(outcome.findings.end(), file.findings.begin(), file.findings.end());
  return show_table(call, reception_table(work->done, *work->chosen.programme, work->chosen.key(), work->book, links, call.language), std::move(outcome));
}

}  // namespace thuocdo
