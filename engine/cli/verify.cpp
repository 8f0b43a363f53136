#include <algorithm>
#include <filesystem>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/terminal.h"
#include "report/package_report.h"
#include "submission/package.h"

namespace thuocdo {
namespace {

// A PDF and a workbook of one name in one folder belong together.
void compare_pairs(std::vector<PackageVerdict>& verdicts) {
  const auto key = [](const PackageVerdict& verdict) { return std::filesystem::path(verdict.file).replace_extension(); };
  for (PackageVerdict& pdf : verdicts) {
    if (!pdf.is_pdf) continue;
    for (const PackageVerdict& workbook : verdicts) {
      if (workbook.is_pdf || !workbook.holds_workbook() || key(workbook) != key(pdf)) continue;
      for (Finding& found : compare_copies(workbook, pdf)) pdf.findings.push_back(std::move(found));
    }
  }
}

}  // namespace

int run_verify(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.empty()) return wrong_call(options, {"Chưa có tệp nào để kiểm tra.", "There is no file to verify."}, err);
  const auto at = options.at.empty() ? std::optional<Moment>(now()) : parse_moment(options.at);
  if (!at) {
    return wrong_call(options, {"--at nhận ngày hoặc thời điểm, ví dụ 2023-12-20 hoặc 2023-12-20T08:00.",
                                "--at takes a day or a time, such as 2023-12-20 or 2023-12-20T08:00."}, err);
  }
  int code = exit_done;
  const std::optional<TrustStore> trust = trust_store(options, err, code);
  if (!trust) return code;
  ProgrammeStore store(options.templates, options.own_programmes);
  std::vector<PackageVerdict> verdicts;
  {
    Progress progress(options.show_progress, options.say({"Đang kiểm tra tệp", "Verifying files"}));
    for (const std::string& file : options.files) {
      progress.show(verdicts.size(), options.files.size());
      verdicts.push_back(verify_package(file, store, *trust, *at, {options.programme, {}, {}}));
      verdicts.back().sheet.cells.clear();
    }
  }
  compare_pairs(verdicts);
  out << (options.json ? packages_json(verdicts) : packages_text(verdicts, options.page));
  const bool all = std::all_of(verdicts.begin(), verdicts.end(), [](const PackageVerdict& verdict) { return verdict.believable(); });
  return all ? exit_done : exit_input;
}

}  // namespace thuocdo
