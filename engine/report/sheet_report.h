// One unit's sheet, for people and for machines.
//
//   out << score_text(sheet, page);
//   out << score_json({sheet});
//
// The JSON of a score, all numbers as strings of exact decimals with "." and no grouping:
//   {"programme","digest","tier","unit","total","maximum","published",
//    "criteria":[{"id","points","maximum","state","unrounded","why":{"vi","en"}}],
//    "findings":[{"severity","code","criterion","sheet","cell","message":{"vi","en"}}]}
// "criteria" holds groups, too, in printed order. "unrounded" is "10/3" where no decimal is exact. A refused sheet has
// total, maximum and published null and no criteria; so has a sheet of a round without assessment, which says "round" and
// "assessed": false. Findings about a line of a CSV file also have "line".
#pragma once

#include <string>
#include <vector>

#include "report/page.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

std::string score_text(const AssessedSheet& sheet, const Page& page);
std::string check_text(const AssessedSheet& sheet, const Page& page);
std::string explain_text(const AssessedSheet& sheet, int criterion, const Page& page);

// One sheet: its object. As a list: {"sheets":[…]}, each with "file".
std::string score_json(const AssessedSheet& sheet);
std::string score_json(const std::vector<AssessedSheet>& sheets);
// {"programme","digest","tier","unit","refused","answered","asked","findings"}
std::string check_json(const AssessedSheet& sheet);
std::string check_json(const std::vector<AssessedSheet>& sheets);
// {"programme","digest","tier","unit","criterion":{…},"findings"}; criterion null for a refused sheet.
std::string explain_json(const AssessedSheet& sheet, int criterion);

}  // namespace thuocdo
