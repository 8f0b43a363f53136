// Why one criterion has the points that it has, line by line: what `thuocdo explain` prints and the panel in Calc shows.
//
//   explanation_title(sheet, index, language)                    // "Tiêu chí 1.3. Số cuộc họp"
//   for (const ExplainedLine& line : explanation(sheet, index, language)) …   // {"Cách tính", "Mỗi cuộc họp …"}
//
// The group above, the points, the rule in words, every figure with its cell, reason and evidence, how the points came
// about before and after rounding, and where the wording comes from. In a round without assessment, without the points.
#pragma once

#include <string>
#include <vector>

#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct ExplainedLine {
  std::string label;
  std::string content;
};

// The sheet must be usable; `criterion` is an index in its tier's set, of a criterion or a group.
std::string explanation_title(const AssessedSheet& sheet, int criterion, Language language);
std::vector<ExplainedLine> explanation(const AssessedSheet& sheet, int criterion, Language language);
// What was found about it, as in sheet.findings.
Findings findings_about(const AssessedSheet& sheet, int criterion);

// "10", "+5" and "-5": what is added and taken off stands beside the maximum, not in it.
std::string shown_maximum(const Criterion& criterion, const CriterionResult& result, int places, Language language);

}  // namespace thuocdo
