#include <ostream>

#include "cli/commands.h"
#include "cli/derived_result.h"
#include "cli/terminal.h"
#include "ranking/final_sheets.h"
#include "report/approval_document.h"
#include "report/unit_notice.h"

namespace thuocdo {
namespace {

constexpr std::size_t notices_at_once = 20;  // write_files keeps watch over 32 files and folders at a time

}  // namespace

int run_documents(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  DerivedResult again;
  if (const int code = derive_again(options, again, err); code != exit_done) return code;
  // What is approved is the result as it stands: documents are made of it only where the sheets still give it.
  if (!again.check.same()) {
    err << result_check_text(again.check, options.page);
    return exit_input;
  }
  const Consolidation& derived = again.result;
  GeneralReport report(*again.programme, derived);
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
      const auto sheet = final_sheet(again.folder, unit, *again.programme, *again.store, again.how);
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
