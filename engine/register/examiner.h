// Examines files on several threads, in their order and never far ahead of the one that is asked for, so that memory stays flat.
//
//   Examiner examiner(files, request, 2);
//   for (std::size_t i = 0; i < files.size(); ++i) use(examiner.take(i));
//
// The caller's own thread has other things to do, and mostly waits for a disk. Where the machine gives fewer threads, those there
// are do the work, and without any the caller's. For receive.cpp.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "register/examination.h"
#include "register/receive.h"

namespace thuocdo {

class Examiner {
 public:
  Examiner(const std::vector<IncomingFile>& files, ExamineRequest request, int threads);
  ~Examiner();
  Examiner(const Examiner&) = delete;
  Examiner& operator=(const Examiner&) = delete;

  // Of the files in turn: 0, 1, 2 …
  Examination take(std::size_t index);

 private:
  void work();
  void examine_next(std::unique_lock<std::mutex>& lock);

  const std::vector<IncomingFile>& files_;
  const ExamineRequest request_;
  const std::size_t ahead_;
  std::vector<std::optional<Examination>> seen_;
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  std::mutex mutex_;
  std::condition_variable seen_one_;  // the caller waits for it
  std::condition_variable room_;      // and the helpers for this; each file that was taken wakes one
  std::vector<std::thread> helpers_;
};

}  // namespace thuocdo
