#include <cerrno>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "cli/terminal.h"
#include "finding/system_error.h"
#include "ranking/collection.h"
#include "ranking/register_sheets.h"
#include "submission/moment.h"
#include "report/collection_report.h"
#include "report/ranking_report.h"

namespace thuocdo {
namespace {

// Writes the files and prints what the round came to.
int publish(const Options& options, const std::vector<MadeFile>& files, const std::string& text, const Findings& findings,
            std::ostream& out, std::ostream& err) {
  if (const WriteProblem problem = write_result(options.out, files, options.threads)) return write_failed(options, problem, err);
  if (options.json) {
    files.back().write([&](std::string_view piece) { out << piece; });
  } else {
    std::string names;
    for (const MadeFile& file : files) names += (names.empty() ? "" : ", ") + file.name;
    out << text << "\n"
        << options.say({"Đã ghi ", "Written: "}) << names << options.say({" vào ", " to "}) << printable(options.out)
        << "\n";
  }
  return has_blocking(findings) ? exit_input : exit_done;
}

// Null when there is no such unit, or it consolidates no other.
const Unit* consolidating_unit(const Programme& programme, const std::string& code) {
  const Unit* unit = programme.unit(code);
  for (const Tier& tier : programme.tiers) {
    if (unit != nullptr && tier.consolidated_by == unit->tier) return unit;
  }
  return nullptr;
}

}  // namespace

int run_consolidate(const Options& options, std::ostream& out, std::ostream& err) {
  const bool from_register = !options.book.empty();
  if (options.files.size() != (from_register ? 0 : 1)) {
    return wrong_call(options, {"Hãy nêu một thư mục chứa phiếu hoặc --register.", "Name one folder of sheets, or --register."}, err);
  }
  if (const auto lacking = lacks_options(options, {{"--programme", options.programme}, {"--out", options.out}}, err)) return *lacking;
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
  if (!from_register && std::filesystem::equivalent(folder, options.out, error)) {
    return wrong_call(options, {"--out phải khác thư mục phiếu.", "--out must not be the folder of the sheets."}, err);
  }
  const std::optional<const Stage*> round = chosen_round(options, *programme, err);
  if (!round) return exit_call;
  if (*round != nullptr && !options.figures.empty()) {
    return wrong_call(options, {"Kỳ không đánh giá không dùng --figures.", "A round without assessment takes no --figures."}, err);
  }
  if (*round != nullptr && (!options.previous.empty() || options.robustness)) {
    return wrong_call(options, {"Kỳ không đánh giá không dùng --previous, --robustness.", "A round without assessment takes no --previous and no --robustness."}, err);
  }
  const std::optional<RoundResult> previous = previous_result(options, err, code);
  if (code != exit_done) return code;
  const std::optional<FigureTable> table = figures_table(options, err, code);
  if (code != exit_done) return code;
  Findings of_table;
  const Figures figures = table ? figures_of(*table, *programme, of_table) : Figures();
  ConsolidateOptions how;
  how.threads = options.threads;
  how.figures = table ? &figures : nullptr;
  how.claims = options.robustness;
  if (!options.parent.empty()) {
    how.above = consolidating_unit(*programme, options.parent);
    if (how.above == nullptr || *round != nullptr) {
      return wrong_call(options,
                        how.above == nullptr
                            ? Text{"“" + options.parent + "” không phải đơn vị tổng hợp phiếu của đơn vị khác.",
                                   "\"" + options.parent + "\" is no unit that consolidates others."}
                            : Text{"--parent chỉ dùng với kỳ đánh giá.", "--parent goes with the assessment only."},
                        err);
    }
  }
  std::optional<Register> book;
  RegisterSheets registered;
  if (from_register) {
    book = Register::open(options.book, DatabaseUse::existing, {acting_person(options), moment_text(now())});
    registered = register_sheets(*book, *programme, *round);
    how.source = &registered.source;
    if (registered.files.empty() && book->receipts(programme->key, *round != nullptr ? (*round)->key : programme->round).empty()) {
      std::string held;
      for (const std::string& name : book->programmes_and_rounds()) held += (held.empty() ? "" : ", ") + name;
      err << "thuocdo: " << options.say({"Sổ không có phiếu nào của chương trình “" + programme->key + "” trong kỳ này nên không có gì để tổng hợp. Hãy chọn đúng --programme, --round và --register.",
                                         "The register has no sheet of the programme \"" + programme->key + "\" in this round, so there is nothing to consolidate. Give the right --programme, --round and --register."})
          << (held.empty() ? std::string() : options.say({" Sổ có: ", " It holds: "}) + printable(held) + ".")
          << "\n";
      return exit_input;
    }
  }
  const auto sheets = from_register ? registered.files : workbook_files(folder);
  std::optional<Progress> progress;
  progress.emplace(options.show_progress, options.say({"Đang đọc phiếu", "Reading sheets"}));
  how.progress = [&progress](std::size_t done, std::size_t all) { progress->show(done, all); };
  if (*round != nullptr) {
    const Collection result = collect(folder, sheets, programme, **round, store, how);
    progress.reset();
    return publish(options, collection_files(result), collection_text(result, options.page), result.findings, out, err);
  }
  Consolidation result = consolidate(folder, sheets, programme, store, how);
  result.findings.insert(result.findings.begin(), of_table.begin(), of_table.end());
  progress.reset();
  ResultOptions wanted;
  wanted.previous = previous ? &*previous : nullptr;
  if (options.robustness) wanted.robustness = RobustnessOptions();
  wanted.english = options.language == Language::english;
  return publish(options, ranking_files(result, wanted), ranking_text(result, options.page), result.findings, out, err);
}

}  // namespace thuocdo
