// The columns of a table of appraisals. Private to the room.
#pragma once

#include <string>

#include "finding/text.h"
#include "sheet/heading_row.h"

namespace thuocdo {

// Those that are read.
enum AppraisalHeading {
  unit_heading, criterion_heading, field_heading, stage_heading, verdict_heading, value_heading, points_heading, basis_heading,
  comment_heading, question_heading, internal_heading, appraiser_heading, explanation_heading, explanation_evidence_heading, entry_heading, base_heading
};

// In place of a field's name: the second one, which a sheet has in a column of its own.
inline constexpr std::string_view second_field = "#2";

const HeadingWords& appraisal_heading_words();
std::string appraisal_heading(AppraisalHeading heading);  // as it is written
Text appraisal_heading_text(AppraisalHeading heading);

}  // namespace thuocdo
