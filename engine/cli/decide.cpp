#include <charconv>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "report/register_report.h"

namespace thuocdo {

int run_decide(const Options& options, std::ostream& out, std::ostream& err) {
  DecisionRequest request;
  for (const std::string& text : options.files) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1) {
      return wrong_call(options, {"“" + text + "” không phải số trong sổ.", "\"" + text + "\" is no number of the register."}, err);
    }
    request.numbers.push_back(number);
  }
  if (request.numbers.empty()) {
    return wrong_call(options, {"Hãy nêu số trong sổ của tệp được quyết định; lệnh status liệt kê các số.", "Name the numbers of the files to decide about; the command status lists them."}, err);
  }
  if (const auto lacking = lacks_options(options, {{"--register", options.book}}, err)) return *lacking;
  if (int(options.accept) + int(options.refuse) + int(!options.received.empty()) != 1) {
    return wrong_call(options, {"Hãy chọn một trong --accept, --refuse, --received.", "Give one of --accept, --refuse, --received."}, err);
  }
  if (options.basis.empty()) {
    return wrong_call(options, {"Cần có --basis: căn cứ của quyết định.", "--basis is needed: what the decision rests on."}, err);
  }
  if (!options.received.empty()) {
    request.received = parse_receipt_time(options.received);
    if (!request.received) return wrong_call(options, {"--received cần một thời gian, ví dụ 24/12/2023 16:30.", "--received takes a time, such as 24/12/2023 16:30."}, err);
  }
  request.verdict = options.accept ? Verdict::accept : options.refuse ? Verdict::refuse : Verdict::correct_time;
  request.basis = options.basis;
  request.comment = options.comment;

  ProgrammeStore store(options.templates, options.own_programmes);
  const std::string who = acting_person(options);
  Register book = Register::open(options.book, DatabaseUse::existing, {who, moment_text(now())});
  const std::vector<Decided> decisions = decide(book, request, store, who);
  out << (options.json ? decisions_json(decisions) : decisions_text(decisions, options.page));
  for (const Decided& one : decisions) {
    if (has_blocking(one.findings)) return exit_input;
  }
  return exit_done;
}

}  // namespace thuocdo
