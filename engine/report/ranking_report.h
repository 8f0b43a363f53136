// A consolidation, for people and for machines.
//
//   out << ranking_text(result, page);
//   write_result(folder, ranking_files(result), threads);      // made while they are written
//
// The files depend on the sheets and the programme alone: no times, no absolute paths, no language, so that anybody
// who consolidates the same sheets gets the same bytes.
//   ranking.csv    tier,rank,tied,unit,name,total,maximum,percent,published,gap,band,check_code,status
//                  published: what the rank goes by, the total or its share of the maximum on the programme's scale;
//                  gap: how far ahead of the unit listed next it is; status: ranked, absent, refused, conflicting; from a register
//                  also late, undecided
//   matrix.csv     tier,unit,name,total and one column for each criterion id: points; "na" where it does not apply;
//                  empty where no points are known, and where the tier has no such criterion
//   statistics.csv tier,criterion,number,name,kind,maximum,units,mean,spread,at_maximum,at_maximum_percent,correlation: see
//                  ranking/statistics.h; groups are of kind "group"
//   appraised.csv  only where a register holds appraisals: tier,unit,name,closed,by,criterion,number,criterion_name,self,below,
//                  first,second,appraised,difference,verdict,basis,comment; the line of a unit's total has no criterion, and
//                  only it has first and second, the totals after these rounds of the programme's closed appraisal. self: what
//                  the unit claims, below: after the appraisal of the unit above (by, where it counts), both compared within
//                  the tier and rolled up as if these points held; closed: 1 where an appraisal counts, 0 where it is still
//                  open and the unit's own points do
//   flags.csv      tier,unit,name,flag,criteria,others,message_vi,message_en: what to look at, see ranking/flags.h
//   findings.csv   file,sheet,cell,severity,code,criterion,field,message_vi,message_en
//   result.json    everything: {"engine","programme","digest","units_digest","round","provenance","tiers":[{"key","ranked":[…],
//                  "unranked":[…]}],"refused_files","findings"}; a unit for which others supplied figures, or whose
//                  units below decide, has "figures": [{"criterion","field","used","own","source"}]; criteria that are
//                  compared within the tier have "figure", "best" and "least"; "denominators" {id: number} are what the
//                  unit's ratios are measured against; where a register holds appraisals, units have
//                  "self": {"total","published"} and "appraised", with the programme's closed appraisal "first" and "second"
//                  like "self"; criteria have "self" and "appraisal": {"verdict","basis","comment"}; where a bundle brought an
//                  appraisal, "below": {"by","total","published"}, criteria "below", and "appraised_by"
// before result.json, which is always the last,
//   differences.csv  against an earlier result, where one is given: see report/differences.h
//   robustness.csv, verification.csv, robustness.json   where a simulation is asked for: see report/robustness_report.h
//   tong-hop.ods     all of it as a workbook in Vietnamese; consolidation.ods in English, where that is asked for
// result.json names what the further files were made with: "previous" and "robustness".
//
// A folder that holds an earlier result is brought to the new one as a whole: write_result takes away the files that the
// earlier one had and the new one has not.
#pragma once

#include <string>
#include <vector>

#include "programme/atomic_files.h"
#include "ranking/consolidation.h"
#include "ranking/flags.h"
#include "ranking/series.h"
#include "report/page.h"

namespace thuocdo {

// What a result holds beside the consolidation itself.
struct ResultOptions {
  const RoundResult* previous = nullptr;       // that it is compared with
  std::optional<RobustnessOptions> robustness;  // the simulation that is added
  bool english = false;                        // a second workbook, in English
};

std::string ranking_text(const Consolidation& result, const Page& page);

std::string ranking_csv(const Consolidation& result);
std::string matrix_csv(const Consolidation& result);
std::string statistics_csv(const Consolidation& result);
// Whether reviewers have begun to appraise any of the units.
bool is_appraised(const Consolidation& result);
bool has_closed_appraisal(const Consolidation& result);
std::string appraised_csv(const Consolidation& result);
std::string findings_csv(const Findings& findings);
std::string flags_csv(const std::vector<Flag>& all);
std::string result_json(const Consolidation& result, const ResultOptions& options = {});
void write_result_json(const Consolidation& result, const ResultOptions& options, const ByteSink& sink);
// In the order of the list above, result.json last. The result, and the one that it is compared with, must outlive the files.
std::vector<MadeFile> ranking_files(const Consolidation& result, const ResultOptions& options = {});
std::vector<MadeFile> ranking_files(Consolidation&& result, const ResultOptions& options = {}) = delete;

// All names that files of a result may have, of a round without assessment, too.
std::vector<std::string> names_of_results();
// Writes the files of a result, result.json last. Where the folder holds an earlier result, which its result.json says,
// what that one had besides goes. With several threads the files are made side by side.
WriteProblem write_result(const std::filesystem::path& folder, const std::vector<MadeFile>& files, int threads);

}  // namespace thuocdo
