// What ranks are worth and what to verify, for people and for machines.
//
//   out << robustness_text(consolidation, found, plan, page);
//   write_files(folder, robustness_files(consolidation, found, plan));
//
// Files, the same bytes on every machine for the same sheets, programme and seed:
//   robustness.csv     tier,rank,unit,name,published,low,middle,high,bracket,same_rank_percent,first_three_percent
//   verification.csv   what to verify: tier,unit,name,parent,criterion,number,criterion_name,points,lower,at_stake,reasons,list,
//                      priority,answer,evidence,page,link,to_see,outcome,date,signature. `list` holds "likely" where the claim is on
//                      the work order for site visits and "certain" where it is on the full list (verification_plan.h),
//                      `priority` what to look at first; the last three columns are left for whoever goes there
//   robustness.json    {"programme","digest","round","draws","seed","failing_percent","weights_percent","tiers":[{"key",
//                      "claims","verified","units":[…],"plan_draws","settled":[{"reason","before","after"}],"shortest","checks":[…]}]};
//                      `shortest`: no work order has fewer claims and settles as much
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

// What the simulation leaves out, with the criteria that it concerns; empty where the programme has none of them.
Text not_followed(const Consolidation& consolidation);
// For the work order, in the report and the workbook: what the plan is good for, and what it takes to be certain.
Text plan_words(const TierPlan& plan, std::size_t claims);
// Number and date of the document, its page, where it is.
std::string evidence_of(const ClaimedAnswer& claim);
// What proves the answer, as the programme says.
Text to_see(const Criterion& criterion);

}  // namespace thuocdo
