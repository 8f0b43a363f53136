#include "register/examiner.h"

#include <system_error>
#include <utility>

namespace thuocdo {

namespace {
constexpr std::size_t most_waiting = 32;  // while the caller waits for its disk
}

Examiner::Examiner(const std::vector<IncomingFile>& files, ExamineRequest request, int threads)
    : files_(files), request_(std::move(request)), ahead_(static_cast<std::size_t>(threads) * 2 + most_waiting), seen_(ahead_) {
  for (int i = 0; i < threads && static_cast<std::size_t>(i) < files.size(); ++i) {
    try {
      helpers_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      break;  // the machine gives no more threads; those there are do the work
    }
  }
}

Examiner::~Examiner() {
  {
    const std::scoped_lock lock(mutex_);
    next_ = files_.size();
  }
  room_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

Examination Examiner::take(std::size_t index) {
  std::unique_lock lock(mutex_);
  while (!seen_[index % ahead_]) {
    if (next_ > index || !helpers_.empty()) {
      seen_one_.wait(lock);  // somebody has it in hand, or will have
    } else {
      examine_next(lock);
    }
  }
  Examination taken = std::move(*seen_[index % ahead_]);
  seen_[index % ahead_].reset();
  taken_ = index + 1;
  room_.notify_one();
  return taken;
}

void Examiner::work() {
  std::unique_lock lock(mutex_);
  while (next_ < files_.size()) {
    if (next_ < taken_ + ahead_) {
      examine_next(lock);
    } else {
      room_.wait(lock);
    }
  }
}

void Examiner::examine_next(std::unique_lock<std::mutex>& lock) {
  const std::size_t index = next_++;
  lock.unlock();
  Examination seen = examine(files_[index].path, files_[index].name, request_);
  lock.lock();
  seen_[index % ahead_] = std::move(seen);
  seen_one_.notify_one();
}

}  // namespace thuocdo
