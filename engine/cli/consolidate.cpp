#include <cerrno>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/terminal.h"
#include "finding/system_error.h"
#include "ranking/consolidation.h"
#include "report/ranking_report.h"

namespace thuocdo {

int run_consolidate(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) {
    return wrong_call(options, {"Hãy nêu một thư mục chứa phiếu.", "Name one folder of sheets."}, err);
  }
  if (options.programme.empty() || options.out.empty()) {
    return wrong_call(options, {"Cần có --programme và --out.", "--programme and --out are needed."}, err);
  }
  ProgrammeStore store(options.templates, options.own_programmes);
  int code = exit_done;
  const auto programme = chosen_programme(options, store, err, code);
  if (!programme) return code;

  const std::filesystem::path folder = options.files[0];
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    const Text why = system_error_text(error ? error.value() : std::filesystem::exists(folder) ? ENOTDIR : ENOENT);
    err << "thuocdo: " << printable(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(options.files[0]).line(options.language)) << "\n";
    return exit_input;
  }
  ConsolidateOptions how;
  how.threads = options.threads;
  Consolidation result;
  {
    Progress progress(options.show_progress, options.say({"Đang đọc phiếu", "Reading sheets"}));
    how.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
    result = consolidate(folder, workbook_files(folder), programme, store, how);
  }
  const std::vector<NamedFile> files = ranking_files(result);
  const WriteProblem problem = write_files(options.out, files);
  if (problem) return write_failed(options, problem, err);
  if (options.json) {
    out << files.back().bytes;  // the same text; a second one would need as much memory again
  } else {
    out << ranking_text(result, options.page) << "\n"
        << options.say({"Đã ghi ", "Written: "}) << "ranking.csv, matrix.csv, findings.csv, result.json "
        << options.say({"vào ", "to "}) << printable(options.out) << "\n";
  }
  return has_blocking(result.findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
