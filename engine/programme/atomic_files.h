// Writes files for keeps: each first under a temporary name in the same folder, flushed to the disk, then renamed.
//
//   WriteProblem problem = write_files("ketqua", {{"ranking.csv", csv}, {"result.json", json}});
//   if (problem) …                     // problem.file, problem.why ("ổ đĩa đã đầy")
//
// All files are written before the first is renamed, so a full disk leaves the old set of results as it was. A folder
// that is not there yet is made under a temporary name and appears with all its files or not at all, even where the
// machine stops in between. Nothing unfinished stays behind, whether writing fails or a signal ends the program (see
// remove_unfinished_files); what a killed process had to leave goes when the same files are written again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "finding/text.h"

namespace thuocdo {

struct NamedFile {
  std::string name;  // without folder
  std::string bytes;
};

struct WriteProblem {
  std::string file;  // empty: nothing went wrong
  Text why;
  explicit operator bool() const { return !file.empty(); }
};

// The folder is made when it is missing, with those above it. In a folder that is there the files get their names one
// after another, in the order given.
WriteProblem write_files(const std::filesystem::path& folder, const std::vector<NamedFile>& files);

// Removes the temporary files of a write that is under way. Safe in a signal handler, and meant for it.
void remove_unfinished_files() noexcept;

}  // namespace thuocdo
