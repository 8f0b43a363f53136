// Agreeing, in an open working copy, with every criterion about which it says nothing yet: one basis and one published comment for
// all, one undo step. A criterion in whose row anything of the round stands is the reviewer's own business and stays as it is; so
// do those that are not open here, because another reviewer has them or the unit did not explain them. Arguments: Basis ("desk",
// "on-site", "third-party", or as the column has it), Comment.
#pragma once

#include "commands/command.h"
#include "report/live_review.h"
#include "sheet/appraisal_file.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

CommandOutcome accept_rest(const Call& call, const Document& document, const AssessedSheet& sheet, const AppraisalTable& table, const LiveReview& review);

}  // namespace thuocdo
