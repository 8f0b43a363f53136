// The folder of originals beside a SQLite register. A disk takes its time to say that a file is safe, and answers several who ask
// at once nearly as fast as one; so files are written on several threads while the caller goes on, and waited for together.
//
//   OriginalsFolder originals("so.db.originals");
//   originals.keep(digest, bytes);                    // for each file of a batch: "so.db.originals/ab/abcd…"
//   if (WriteProblem problem = originals.settle()) …  // all of them are on the disk, or this one is not
//
// A file has its name only when its bytes are safe; what is there already with the same bytes is not written again. One object
// belongs to one thread. For register.cpp.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "programme/atomic_files.h"

namespace thuocdo {

class OriginalsFolder {
 public:
  explicit OriginalsFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~OriginalsFolder();
  OriginalsFolder(const OriginalsFolder&) = delete;
  OriginalsFolder& operator=(const OriginalsFolder&) = delete;

  std::filesystem::path path_of(std::string_view digest) const { return folder_ / std::string(digest.substr(0, 2)) / std::string(digest); }

  void keep(const std::string& digest, std::string bytes);
  // Waits. The first thing that went wrong since the last call.
  WriteProblem settle();

 private:
  // A file to write, or without a name a folder whose names are to be flushed.
  struct Task {
    NamedFile file;
    std::filesystem::path folder;
  };

  void add(Task task);
  void work();
  WriteProblem done(const Task& task) const;
  void wait(std::unique_lock<std::mutex>& lock);

  const std::filesystem::path folder_;
  std::mutex mutex_;
  std::condition_variable to_do_;    // helpers wait for it; each task wakes one
  std::condition_variable settled_;  // and the caller for this
  std::deque<Task> tasks_;
  std::size_t waiting_bytes_ = 0;
  std::size_t open_ = 0;  // tasks that are not done, those in hand among them
  bool ended_ = false;
  WriteProblem problem_;
  std::set<std::filesystem::path> folders_;  // whose names are not flushed yet
  std::vector<std::thread> helpers_;
};

}  // namespace thuocdo
