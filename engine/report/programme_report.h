// Programmes: what there is, and what the linter says, for people and for machines.
//
//   out << programmes_text(list_programmes(store), page);
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "programme/store.h"
#include "report/page.h"

namespace thuocdo {

struct ListedProgramme {
  std::string key;                             // name of its folder
  std::filesystem::path folder;
  bool own = false;                            // in the user's own folder
  std::shared_ptr<const Programme> programme;  // null when it cannot be used
  Findings findings;
};
std::vector<ListedProgramme> list_programmes(ProgrammeStore& store);

std::string programmes_text(const std::vector<ListedProgramme>& list, const Page& page);
// {"programmes":[{"key","own","title","year","round","version","digest","units_digest","provenance","late",
//   "grace_working_days","stages","rounds_without_assessment","report_outline","general_report","tiers":[…],"findings"}]}
std::string programmes_json(const std::vector<ListedProgramme>& list);

std::string lint_text(const std::vector<ListedProgramme>& list, const Page& page);
// {"programmes":[{"key","digest","findings"}]}
std::string lint_json(const std::vector<ListedProgramme>& list);

struct Versions {
  std::string program;
  std::string library;         // of the engine's shared library
  std::string library_digest;  // SHA-256 of its file; empty when the file cannot be read
};
std::string versions_text(const Versions& versions, const std::vector<ListedProgramme>& list, const Page& page);
// {"program","library","library_digest","programmes":[{"key","version","digest","units_digest"}]}
std::string versions_json(const Versions& versions, const std::vector<ListedProgramme>& list);

}  // namespace thuocdo
