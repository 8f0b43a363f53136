// What changed between two years of criteria, for people and for machines.
//
//   out << diff_text(before, after, diff_criteria(before, after), page);
#pragma once

#include <string>

#include "programme/definition_diff.h"
#include "report/page.h"

namespace thuocdo {

std::string diff_text(const Programme& before, const Programme& after, const CriteriaDiff& diff, const Page& page);
// {"old":{"key","digest"},"new":{"key","digest"},"changes":[{"tier","id","change","what","before","after"}],"findings"}
std::string diff_json(const Programme& before, const Programme& after, const CriteriaDiff& diff);

}  // namespace thuocdo
