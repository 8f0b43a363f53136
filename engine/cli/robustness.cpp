#include <cerrno>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "cli/terminal.h"
#include "finding/system_error.h"
#include "ranking/register_sheets.h"
#include "report/robustness_report.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

// A whole number from 0 or 1 upwards; nothing for anything else. Empty text gives `otherwise`.
std::optional<std::int64_t> whole_number(const std::string& text, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  if (text.empty()) return otherwise;
  const auto value = Decimal::parse_plain(text);
  if (!value || !value->is_whole() || value->units() < least || value->units() > most) return std::nullopt;
  return value->units();
}

}  // namespace

int run_robustness(const Options& options, std::ostream& out, std::ostream& err) {
  const bool from_register = !options.book.empty();
  if (options.files.size() != (from_register ? 0 : 1)) {
    return wrong_call(options, {"Hãy nêu một thư mục chứa phiếu hoặc --register.", "Name one folder of sheets, or --register."}, err);
  }
  if (options.programme.empty()) return wrong_call(options, {"Cần có --programme.", "--programme is needed."}, err);
  const auto draws = whole_number(options.draws, 1, 1'000'000, 10'000);
  const auto seed = whole_number(options.seed, 0, 1'000'000'000, 1);
  const auto failing = whole_number(options.failing, 0, 100, 10);
  const auto weights = whole_number(options.weights, 0, 90, 25);
  if (!draws) return wrong_call(options, {"--draws nhận số từ 1 đến 1.000.000.", "--draws takes a number from 1 to 1,000,000."}, err);
  if (!seed) return wrong_call(options, {"--seed nhận số nguyên từ 0 đến 1.000.000.000.", "--seed takes a whole number from 0 to 1,000,000,000."}, err);
  if (!failing) return wrong_call(options, {"--failing nhận số nguyên từ 0 đến 100.", "--failing takes a whole number from 0 to 100."}, err);
  if (!weights) return wrong_call(options, {"--weights nhận số nguyên từ 0 đến 90.", "--weights takes a whole number from 0 to 90."}, err);
  ProgrammeStore store(options.templates, options.own_programmes);
  int code = exit_done;
  const auto programme = chosen_programme(options, store, err, code);
  if (!programme) return code;
  const std::filesystem::path folder = from_register ? std::string() : options.files[0];
  std::error_code error;
  if (!from_register && !std::filesystem::is_directory(folder, error)) {
    const Text why = system_error_text(error ? error.value() : std::filesystem::exists(folder) ? ENOTDIR : ENOENT);
    err << "thuocdo: " << printable(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(options.files[0]).line(options.language)) << "\n";
    return exit_input;
  }
  const std::optional<FigureTable> table = figures_table(options, err, code);
  if (code != exit_done) return code;
  Findings of_table;
  const Figures figures = table ? figures_of(*table, *programme, of_table) : Figures();
  std::optional<Register> book;
  RegisterSheets registered;
  if (from_register) {
    book = Register::open(options.book, DatabaseUse::existing, {acting_person(options), moment_text(now())});
    registered = register_sheets(*book, *programme, nullptr);
  }
  Consolidation result;
  {
    Progress progress(options.show_progress, options.say({"Đang đọc phiếu", "Reading sheets"}));
    ConsolidateOptions how;
    how.threads = options.threads;
    how.figures = table ? &figures : nullptr;
    how.source = from_register ? &registered.source : nullptr;
    how.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
    result = consolidate(folder, from_register ? registered.files : workbook_files(folder), programme, store, how);
  }
  RobustnessOptions asked;
  asked.draws = static_cast<int>(*draws);
  asked.seed = static_cast<std::uint64_t>(*seed);
  asked.failing_percent = static_cast<int>(*failing);
  asked.weights_percent = static_cast<int>(*weights);
  const Robustness found = robustness(result, asked);
  const VerificationPlan plan = verification_plan(result, asked);
  const Findings findings = [&] {
    Findings all = of_table;
    all.insert(all.end(), result.findings.begin(), result.findings.end());
    return all;
  }();
  if (!options.out.empty()) {
    if (const WriteProblem problem = write_files(options.out, robustness_files(result, found, plan))) {
      return write_failed(options, problem, err);
    }
  }
  if (options.json) {
    out << robustness_json(result, found, plan);
  } else {
    out << robustness_text(result, found, plan, options.page);
    if (has_blocking(findings)) {
      out << "\n"
          << paragraph(options.say({"Có phiếu bị từ chối hoặc có lỗi: xem lệnh consolidate.",
                                    "Some sheets were refused or have errors: see the command consolidate."}),
                       options.page)
          << "\n";
    }
    if (!options.out.empty()) {
      out << options.say({"Đã ghi robustness.csv, verification.csv, robustness.json vào ",
                          "Written robustness.csv, verification.csv, robustness.json to "})
          << printable(options.out) << "\n";
    }
  }
  return has_blocking(findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
