// A consolidation, for people and for machines.
//
//   out << ranking_text(result, page);
//   write_files(folder, ranking_files(result));
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
//   appraised.csv  only where a register holds appraisals: tier,unit,name,closed,criterion,number,criterion_name,self,appraised,
//                  difference,verdict,basis,comment; the line of a unit's total has no criterion. self: as on the unit's own
//                  sheet; closed: 1 where the appraisal counts, 0 where it is still open and the unit's own points do
//   findings.csv   file,sheet,cell,severity,code,criterion,field,message_vi,message_en
//   result.json    everything: {"engine","programme","digest","units_digest","round","provenance","tiers":[{"key","ranked":[…],
//                  "unranked":[…]}],"refused_files","findings"}; a unit for which others supplied figures, or whose
//                  units below decide, has "figures": [{"criterion","field","used","own","source"}]; criteria that are
//                  compared within the tier have "figure", "best" and "least"; where a register holds appraisals, units have
//                  "self": {"total","published"} and "appraised", criteria "self" and "appraisal": {"verdict","basis","comment"}
#pragma once

#include <string>
#include <vector>

#include "ranking/consolidation.h"
#include "report/atomic_files.h"
#include "report/page.h"

namespace thuocdo {

std::string ranking_text(const Consolidation& result, const Page& page);

std::string ranking_csv(const Consolidation& result);
std::string matrix_csv(const Consolidation& result);
std::string statistics_csv(const Consolidation& result);
std::string findings_csv(const Findings& findings);
std::string result_json(const Consolidation& result);
// In the order of the list above.
std::vector<NamedFile> ranking_files(const Consolidation& result);

}  // namespace thuocdo
