// Writes what approves a result: the decision with report and annexes, the annexes as tables, a notice for each unit. What
// `thuocdo documents` and Calc write.
//
//   ApprovalFiles done = write_approval_files({.result = &consolidation, .folder = sheets, .store = &store, .how = &how, .out = "vanban"});
//   if (done.problem) …          // done.problem.file, done.problem.why
//   if (done.gone) …             // a sheet that changed while it was read
//   done.documents               // every .odt, the decision last
//
// The decision is written last of all, so that where it is everything is. Notices of an earlier run about units that are no longer
// in the result are taken away, with their PDFs; a notice that somebody has saved since, or any other file, stays. What somebody has
// changed since an earlier run is not written over either: "quyet-dinh.odt" becomes "quyet-dinh.da-sua-1.odt", with its PDF.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "ranking/general_report.h"
#include "programme/atomic_files.h"

namespace thuocdo {

struct ApprovalRequest {
  const Consolidation* result = nullptr;
  std::filesystem::path folder = {};  // and `how`: those of the consolidation
  ProgrammeStore* store = nullptr;
  const ConsolidateOptions* how = nullptr;
  std::filesystem::path out = {};
  std::function<void(std::size_t done, std::size_t all)> progress = {};
  std::function<bool()> stopped = {};
};

struct ApprovalFiles {
  std::optional<GeneralReport> report;
  std::vector<NamedFile> files;                  // the annexes, then the decision
  std::size_t notices = 0;
  std::vector<std::filesystem::path> documents;  // as they were written
  std::vector<std::filesystem::path> set_aside;  // what somebody had changed, where it is now
  WriteProblem problem;
  std::optional<Finding> gone;
  bool finished = false;

  Text set_aside_text() const;  // empty where nothing was
};

ApprovalFiles write_approval_files(const ApprovalRequest& request);

}  // namespace thuocdo
