// What ranks are worth and what to verify, for people and for machines.
//
//   out << robustness_text(consolidation, found, plan, page);
//   write_files(folder, robustness_files(consolidation, found, plan));
//
// Files, the same bytes on every machine for the same sheets, programme and seed:
//   robustness.csv     tier,rank,unit,name,published,low,middle,high,bracket,same_rank_percent,first_three_percent
//   verification.csv   the work order: tier,unit,name,parent,criterion,number,criterion_name,points,lower,at_stake,reasons
//   robustness.json    {"programme","digest","round","draws","seed","failing_percent","weights_percent","tiers":[{"key",
//                      "claims","verified","units":[…],"checks":[…]}]}
#pragma once

#include <string>
#include <vector>

#include "programme/atomic_files.h"
#include "ranking/verification_plan.h"
#include "report/page.h"

namespace thuocdo {

std::string robustness_text(const Consolidation& consolidation, const Robustness& found, const VerificationPlan& plan,
                            const Page& page);
std::string robustness_json(const Consolidation& consolidation, const Robustness& found, const VerificationPlan& plan);
// In the order of the list above.
std::vector<NamedFile> robustness_files(const Consolidation& consolidation, const Robustness& found,
                                        const VerificationPlan& plan);

}  // namespace thuocdo
