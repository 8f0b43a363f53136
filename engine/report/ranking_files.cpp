#include <algorithm>
#include <fstream>

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

std::vector<NamedFile> ranking_files(const Consolidation& result, const ResultOptions& options) {
  std::vector<NamedFile> files;  // one by one: a list in braces would copy them, and they are large
  const std::vector<Flag> raised = flags(result, options.previous);
  files.push_back({"ranking.csv", ranking_csv(result)});
  files.push_back({"matrix.csv", matrix_csv(result)});
  files.push_back({"statistics.csv", statistics_csv(result)});
  if (is_appraised(result)) files.push_back({"appraised.csv", appraised_csv(result)});
  files.push_back({"flags.csv", flags_csv(raised)});
  files.push_back({"findings.csv", findings_csv(result.findings)});
  WorkbookContent content{.result = &result, .flags = &raised};
  std::vector<Difference> against;
  if (options.previous != nullptr) {
    against = differences(result, *options.previous);
    content.differences = &against;
    content.previous_round = options.previous->round;
    files.push_back({"differences.csv", differences_csv(against)});
  }
  Robustness found;
  VerificationPlan plan;
  if (options.robustness) {
    found = robustness(result, *options.robustness);
    plan = verification_plan(result, *options.robustness);
    content.robustness = &found;
    content.plan = &plan;
    for (NamedFile& file : robustness_files(result, found, plan)) files.push_back(std::move(file));
  }
  files.push_back({std::string(result_workbook_name(Language::vietnamese)), result_workbook(content, Language::vietnamese)});
  if (options.english) files.push_back({std::string(result_workbook_name(Language::english)), result_workbook(content, Language::english)});
  files.push_back({"result.json", result_json(result, options)});
  return files;
}

std::vector<std::string> names_of_results() {
  return {"ranking.csv", "matrix.csv", "statistics.csv", "appraised.csv", "flags.csv", "findings.csv", "differences.csv", "robustness.csv", "verification.csv", "robustness.json",
          std::string(result_workbook_name(Language::vietnamese)), std::string(result_workbook_name(Language::english)), "data.csv", "result.json"};
}

WriteProblem write_result(const std::filesystem::path& folder, const std::vector<NamedFile>& files) {
  std::vector<std::string> gone = names_there(folder);
  std::erase_if(gone, [&](const std::string& name) {
    std::error_code error;
    return std::any_of(files.begin(), files.end(), [&](const NamedFile& file) { return file.name == name; }) ||
           std::filesystem::is_directory(std::filesystem::symlink_status(folder / name, error));
  });
  return write_files(folder, files, gone);
}

}  // namespace thuocdo
