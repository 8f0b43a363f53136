// What was found about submitted files, for a reviewer and for machines.
//
//   out << packages_text(verdicts, page);
//   out << packages_json(verdicts);
//
// The JSON: {"files":[{"file","kind":"workbook"|"pdf"|"bundle","programme","tier","unit","unit_name","round","code","digest","believable",
//   "part":"agrees"|"differs"|"none","submitted":{"time","head","preparer","phone"},"replaces":{"code","digest"} or null,
//   "signature": state or "unsigned",
//   "signatures":[{"state","signer","organisation","serial","issuer","valid_from","valid_to","claimed_time","timestamp",
//                  "timestamp_trusted","issuer_checked","covers_all"}],
//   "findings":[…]}]}
#pragma once

#include <string>
#include <vector>

#include "report/page.h"
#include "submission/package.h"

namespace thuocdo {

std::string packages_text(const std::vector<PackageVerdict>& verdicts, const Page& page);
std::string packages_json(const std::vector<PackageVerdict>& verdicts);

}  // namespace thuocdo
