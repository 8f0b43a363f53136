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
#include "programme/byte_sink.h"

namespace thuocdo {

struct NamedFile {
  std::string name;  // without folder
  std::string bytes;
};

// A file whose bytes are made only while it is written, as often as it is asked for and always the same.
struct MadeFile {
  std::string name;
  std::function<void(const ByteSink&)> write;
  std::string bytes() const;
};

struct WriteProblem {
  std::string file;  // empty: nothing went wrong
  Text why;
  explicit operator bool() const { return !file.empty(); }
};

// Whether the names in a folder that is there are flushed at once, or by the caller (flush_folder) before he relies on them: of
// many single files in one folder they are flushed once.
enum class Names { flushed, flushed_by_caller };

// The folder is made when it is missing, with those above it. In a folder that is there the files get their names one
// after another, in the order given; before the last one gets its name, the files called `gone` are taken away, so that
// nobody finds the last one beside what does not belong to it.
// With several threads files are made side by side, the last one first.
WriteProblem write_files(const std::filesystem::path& folder, const std::vector<MadeFile>& files, const std::vector<std::string>& gone = {}, Names names = Names::flushed, int threads = 1);
WriteProblem write_files(const std::filesystem::path& folder, const std::vector<NamedFile>& files, const std::vector<std::string>& gone = {}, Names names = Names::flushed);

// Removes the temporary files of a write that is under way. Safe in a signal handler, and meant for it.
void remove_unfinished_files() noexcept;

}  // namespace thuocdo
