#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "cli/terminal.h"
#include "report/bundle_maker.h"
#include "report/register_report.h"

namespace thuocdo {
namespace {

// A time, or a table of times; false after saying that it is neither.
bool read_received(const Options& options, std::optional<ReceiptTime>& time, std::optional<ReceiptTimes>& times, std::ostream& err, int& code) {
  if (options.received.empty()) return true;
  time = parse_receipt_time(options.received);
  if (time) return true;
  std::error_code error;
  if (!std::filesystem::exists(options.received, error)) {
    code = wrong_call(options, {"“" + options.received + "” không phải thời gian (24/12/2023 16:30) và cũng không phải tệp.",
                                "\"" + options.received + "\" is neither a time (24/12/2023 16:30) nor a file."}, err);
    return false;
  }
  times = read_receipt_times(options.received);
  for (const Finding& found : times->findings) err << "thuocdo: " << printable(found.line(options.language)) << "\n";
  if (!has_blocking(times->findings)) return true;
  // Nobody is made late, or in time, by a row that could not be read.
  code = exit_input;
  return false;
}

// Whether bundles that came in state the points and ranks that the engine computes.
void check_bundles(Register& book, const ReceiveRequest& request, Reception& done) {
  for (ReceivedFile& file : done.files) {
    const bool fresh = file.is_new && file.receipt.kind == ReceivedKind::bundle && file.receipt.state != ReceiptState::refused;
    const auto bytes = fresh ? book.original(file.receipt.file_digest) : std::nullopt;
    const ReadBundle read = bytes ? read_bundle(*bytes) : ReadBundle();
    if (!read.bundle) continue;
    for (Finding& found : check_bundle_points(*read.bundle, request.programme, *request.store, request.threads)) file.findings.push_back(found.in_file(file.name));
  }
}

int code_of(const Reception& done) {
  for (const ReceivedFile& file : done.files) {
    const ReceiptState state = file.receipt.state;
    if (file.receipt.number == 0 || (state != ReceiptState::accepted && state != ReceiptState::replaced)) return exit_input;
  }
  return exit_done;
}

}  // namespace

int run_receive(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.empty()) {
    return wrong_call(options, {"Hãy nêu phiếu hoặc thư mục chứa phiếu.", "Name sheets or folders of sheets."}, err);
  }
  RegisterRound of;
  if (const int code = find_register_round(options, of, err); code != exit_done) return code;
  int code = exit_done;
  ReceiveRequest request;
  request.programme = of.programme;
  std::optional<ReceiptTimes> times;
  if (!read_received(options, request.received, times, err, code)) return code;
  const std::optional<TrustStore> trust = trust_store(options, err, code);
  if (!trust) return code;
  request.trust = &*trust;
  request.require_signature = options.require_signature;
  request.round = of.round;
  request.store = &*of.store;
  request.times = times ? &*times : nullptr;
  request.who = acting_person(options);
  request.threads = options.threads;

  std::error_code unknown;
  const bool is_new = !std::filesystem::exists(options.book, unknown);
  Register book = Register::open(options.book, DatabaseUse::make, {request.who, moment_text(now())});
  std::optional<Progress> progress;
  progress.emplace(options.show_progress, options.say({"Đang tiếp nhận", "Receiving"}));
  request.progress = [&progress](std::size_t done, std::size_t all) { progress->show(done, all); };
  Reception done = receive(book, incoming_files({options.files.begin(), options.files.end()}), request);
  progress.reset();
  if (!done.stopped) check_bundles(book, request, done);
  // Of a misspelt name, too.
  if (is_new && !book.is_shared() && !options.json) {
    out << options.say({"Đã lập sổ mới: ", "A new register was made: "}) << printable(options.book) << "\n\n";
  }
  out << (options.json ? reception_json(done, *request.programme, of.key(), book.name())
                       : reception_text(done, *request.programme, options.page));
  if (done.stopped) return register_failed(options, *done.stopped, err);
  return code_of(done);
}

}  // namespace thuocdo
