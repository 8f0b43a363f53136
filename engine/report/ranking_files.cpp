#include "report/differences.h"
#include "report/ranking_report.h"
#include "report/result_workbook.h"
#include "report/robustness_report.h"
#include "sheet/workbook_files.h"

namespace thuocdo {

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

}  // namespace thuocdo
