#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "report/series_report.h"

namespace thuocdo {

int run_series(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.empty()) {
    return wrong_call(options, {"Hãy nêu kết quả (result.json hoặc thư mục chứa nó), năm cũ trước.", "Name results (result.json or its folder), the oldest first."}, err);
  }
  Findings broken;
  std::vector<RoundResult> rounds;
  for (const std::string& file : options.files) {
    ReadResult read = read_result(file);
    if (read.result) rounds.push_back(std::move(*read.result));
    broken.insert(broken.end(), read.findings.begin(), read.findings.end());
  }
  if (!broken.empty()) {
    Page page = options.page;
    page.color = false;
    err << findings_text(broken, page);
    return exit_input;
  }
  int code = exit_done;
  const auto programme = programme_at(options, options.programme.empty() ? rounds.back().programme : options.programme, err, code);
  if (!programme) return code;
  if (!options.tier.empty() && programme->tier(options.tier) == nullptr) return wrong_call(options, tier_unknown(*programme, options.tier), err);

  const Series series = series_of(rounds, *programme, options.tier);
  if (!options.out.empty() && !has_blocking(series.findings)) {
    if (const auto failed = write_out(options, series_csv(series), OutFile::derived, err)) return *failed;
  }
  out << (options.json ? series_json(series) : series_text(series, options.page));
  if (!options.out.empty() && !options.json && !has_blocking(series.findings)) out << "\n" << options.say({"Đã ghi ", "Written: "}) << printable(options.out) << "\n";
  return has_blocking(series.findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
