#include <cerrno>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "cli/terminal.h"
#include "finding/system_error.h"
#include "ranking/final_sheets.h"
#include "ranking/register_sheets.h"
#include "report/approval_document.h"
#include "report/result_check.h"
#include "report/unit_notice.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

constexpr std::size_t notices_at_once = 20;  // write_files keeps watch over 32 files and folders at a time

}  // namespace

int run_documents(const Options& options, std::ostream& out, std::ostream& err) {
  const bool from_register = !options.book.empty();
  if (options.files.size() != (from_register ? 1 : 2)) {
    return wrong_call(options, {"Hãy nêu thư mục kết quả rồi thư mục phiếu hoặc --register.", "Name the folder of the result, then that of the sheets or --register."}, err);
  }
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  const ReadResult read = read_result(options.files[0]);
  if (!read.result) {
    for (const Finding& one : read.findings) err << "thuocdo: " << printable(one.line(options.language)) << "\n";
    return exit_input;
  }
  const std::filesystem::path folder = from_register ? std::string() : options.files[1];
  std::error_code error;
  if (!from_register && !std::filesystem::is_directory(folder, error)) {
    const Text why = system_error_text(error ? error.value() : std::filesystem::exists(folder) ? ENOTDIR : ENOENT);
    err << "thuocdo: " << printable(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(options.files[1]).line(options.language)) << "\n";
    return exit_input;
  }
  int code = exit_done;
  const auto programme = programme_at(options, options.programme.empty() ? read.result->programme : options.programme, err, code);
  if (!programme) return code;
  ConsolidateOptions how;
  how.threads = options.threads;
  if (!read.result->consolidated_by.empty()) {
    how.above = programme->unit(read.result->consolidated_by);
    if (how.above == nullptr) {
      return wrong_call(options, {"Chương trình không có đơn vị “" + read.result->consolidated_by + "” đã tổng hợp kết quả này.",
                                  "The programme has no unit \"" + read.result->consolidated_by + "\", which made this result."}, err);
    }
  }
  const std::optional<FigureTable> table = figures_table(options, err, code);
  if (code != exit_done) return code;
  Findings of_table;
  const Figures figures = table ? figures_of(*table, *programme, of_table) : Figures();
  how.figures = table ? &figures : nullptr;
  std::optional<Register> book;
  RegisterSheets registered;
  if (from_register) {
    book = Register::open(options.book, DatabaseUse::existing, {acting_person(options), moment_text(now())});
    registered = register_sheets(*book, *programme, nullptr);
    how.source = &registered.source;
  }
  ProgrammeStore store(options.templates, options.own_programmes);
  Consolidation derived;
  {
    Progress progress(options.show_progress, options.say({"Đang đọc phiếu", "Reading sheets"}));
    how.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
    derived = consolidate(folder, from_register ? registered.files : workbook_files(folder), programme, store, how);
  }
  derived.findings.insert(derived.findings.begin(), of_table.begin(), of_table.end());
  // What is approved is the result as it stands: documents are made of it only where the sheets still give it.
  const std::filesystem::path result = options.files[0];
  const ResultCheck check = check_result(std::filesystem::is_directory(result, error) ? result : result.parent_path(), *read.result, derived);
  if (!check.same()) {
    err << result_check_text(check, options.page);
    return exit_input;
  }

  GeneralReport report(*programme, derived);
  const std::filesystem::path target = options.out;
  std::vector<NamedFile> notices;
  std::size_t written = 0;
  std::size_t done = 0;
  std::size_t all = 0;
  for (const TierRanking& tier : derived.tiers) all += tier.ranked.size();
  Progress progress(options.show_progress, options.say({"Đang lập thông báo", "Writing notices"}));
  const auto put = [&](NamedFile notice, bool last) -> WriteProblem {
    if (!notice.name.empty()) notices.push_back(std::move(notice));
    if (notices.empty() || (!last && notices.size() < notices_at_once)) return {};
    written += notices.size();
    WriteProblem problem = write_files(target / "thong-bao", notices);
    notices.clear();
    return problem;
  };
  for (const TierRanking& tier : derived.tiers) {
    for (const RankedUnit& unit : tier.ranked) {
      const auto sheet = final_sheet(folder, unit, *programme, store, how);
      if (!sheet) {
        const Text gone{"tệp đã thay đổi trong khi đang đọc", "it changed while it was being read"};
        err << "thuocdo: " << printable(finding(Code::file_unreadable, std::vector<Text>{gone}).in_file(unit.file).line(options.language)) << "\n";
        return exit_input;
      }
      report.add(*sheet, unit);
      if (const WriteProblem problem = put(unit_notice(derived, tier, unit, *sheet), false)) return write_failed(options, problem, err);
      progress.show(++done, all);
    }
    for (const UnrankedUnit& unit : tier.unranked) {
      if (const WriteProblem problem = put(unit_notice(derived, tier, unit), false)) return write_failed(options, problem, err);
    }
  }
  if (const WriteProblem problem = put({}, true)) return write_failed(options, problem, err);
  // Last of all, so that where the decision is there everything is.
  std::vector<NamedFile> files = annex_tables(derived);
  files.push_back(approval_document(derived, report));
  if (const WriteProblem problem = write_files(target, files)) return write_failed(options, problem, err);
  if (options.json) {
    out << report_figures_json(derived, report, files, written);
    return exit_done;
  }
  std::string names;
  for (const NamedFile& file : files) names += (names.empty() ? "" : ", ") + file.name;
  out << options.say({"Đã ghi ", "Written: "}) << names << options.say({" và ", " and "}) << written << options.say({" thông báo vào ", " notices to "}) << printable(options.out) << "\n"
      << options.say({"Bản PDF: ", "As PDF: "}) << "soffice --headless --convert-to pdf " << printable((target / files.back().name).string()) << "\n";
  return exit_done;
}

}  // namespace thuocdo
