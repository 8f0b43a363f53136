#include <algorithm>
#include <fstream>
#include <memory>
#include <utility>

#include "report/differences.h"
#include "report/ranking_report.h"
#include "report/result_workbook.h"
#include "report/robustness_report.h"
#include "sheet/workbook_files.h"

namespace thuocdo {
namespace {

// The names that the result in the folder may have, after what its result.json begins with. Files of such names beside
// anything else are somebody's own.
std::vector<std::string> names_there(const std::filesystem::path& folder) {
  std::string head(2048, '\0');
  std::ifstream file(folder / "result.json", std::ios::binary);
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  if (!head.starts_with("{\n  \"engine\": \"")) return {};
  std::vector<std::string> names = names_of_results();
  if (head.find("\n  \"assessed\": false") == std::string::npos) std::erase(names, "data.csv");
  return names;
}

}  // namespace

std::vector<MadeFile> ranking_files(const Consolidation& result, const ResultOptions& options) {
  // What several of the files are made from.
  struct Shared {
    ResultOptions options;
    std::vector<Flag> flags;
    std::vector<Difference> against;
    Robustness robustness;
    VerificationPlan plan;
    WorkbookContent content;
  };
  const auto shared = std::make_shared<Shared>();
  shared->options = options;
  shared->flags = flags(result, options.previous);
  WorkbookContent& content = shared->content;
  content.result = &result;
  content.flags = &shared->flags;

  std::vector<MadeFile> files;
  const auto table = [&](std::string name, auto make) {
    files.push_back({std::move(name), [shared, make](const ByteSink& sink) { sink(make()); }});
  };
  table("ranking.csv", [&result] { return ranking_csv(result); });
  table("matrix.csv", [&result] { return matrix_csv(result); });
  table("statistics.csv", [&result] { return statistics_csv(result); });
  if (is_appraised(result)) table("appraised.csv", [&result] { return appraised_csv(result); });
  table("flags.csv", [all = &shared->flags] { return flags_csv(*all); });
  table("findings.csv", [&result] { return findings_csv(result.findings); });
  if (options.previous != nullptr) {
    shared->against = differences(result, *options.previous);
    content.differences = &shared->against;
    content.previous_round = options.previous->round;
    table("differences.csv", [all = &shared->against] { return differences_csv(*all); });
  }
  if (options.robustness) {
    shared->robustness = robustness(result, *options.robustness);
    shared->plan = verification_plan(result, *options.robustness);
    content.robustness = &shared->robustness;
    content.plan = &shared->plan;
    for (NamedFile& file : robustness_files(result, shared->robustness, shared->plan)) {
      table(file.name, [bytes = std::move(file.bytes)]() -> const std::string& { return bytes; });
    }
  }
  const auto workbook = [&](Language language) {
    files.push_back({std::string(result_workbook_name(language)), [shared, language](const ByteSink& sink) { write_result_workbook(shared->content, language, sink); }});
  };
  workbook(Language::vietnamese);
  if (options.english) workbook(Language::english);
  files.push_back({"result.json", [shared, &result](const ByteSink& sink) { write_result_json(result, shared->options, sink); }});
  return files;
}

std::vector<std::string> names_of_results() {
  return {"ranking.csv", "matrix.csv", "statistics.csv", "appraised.csv", "flags.csv", "findings.csv", "differences.csv", "robustness.csv", "verification.csv", "robustness.json",
          std::string(result_workbook_name(Language::vietnamese)), std::string(result_workbook_name(Language::english)), "data.csv", "result.json"};
}

WriteProblem write_result(const std::filesystem::path& folder, const std::vector<MadeFile>& files, int threads) {
  std::vector<std::string> gone = names_there(folder);
  std::erase_if(gone, [&](const std::string& name) {
    std::error_code error;
    return std::any_of(files.begin(), files.end(), [&](const MadeFile& file) { return file.name == name; }) ||
           std::filesystem::is_directory(std::filesystem::symlink_status(folder / name, error));
  });
  return write_files(folder, files, gone, Names::flushed, threads);
}

}  // namespace thuocdo
