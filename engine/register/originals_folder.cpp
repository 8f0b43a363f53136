#include "register/originals_folder.h"

#include <cerrno>
#include <exception>
#include <system_error>
#include <utility>

#include "finding/system_error.h"
#include "programme/durable_file.h"
#include "programme/file_bytes.h"

namespace thuocdo {
namespace {

// They wait, and do not compute. More of them were no faster.
constexpr std::size_t most_helpers = 8;
constexpr std::size_t most_waiting_bytes = 8u << 20;

}  // namespace

OriginalsFolder::~OriginalsFolder() {
  {
    const std::scoped_lock lock(mutex_);
    tasks_.clear();
    ended_ = true;
  }
  to_do_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

void OriginalsFolder::keep(const std::string& digest, std::string bytes) {
  const std::filesystem::path place = path_of(digest).parent_path();
  std::error_code error;
  if (!std::filesystem::is_directory(place, error)) {
    const bool first = !std::filesystem::is_directory(folder_, error);
    std::filesystem::create_directories(place, error);
    if (error) {
      const std::scoped_lock lock(mutex_);
      if (!problem_) problem_ = {digest, system_error_text(error.value())};
      return;
    }
    folders_.insert(folder_);
    if (first) folders_.insert(folder_.has_parent_path() ? folder_.parent_path() : std::filesystem::path("."));
  }
  folders_.insert(place);
  add({{digest, std::move(bytes)}, place});
}

WriteProblem OriginalsFolder::settle() {
  {
    std::unique_lock lock(mutex_);
    wait(lock);
  }
  for (const std::filesystem::path& folder : std::exchange(folders_, {})) add({{}, folder});
  std::unique_lock lock(mutex_);
  wait(lock);
  return std::exchange(problem_, {});
}

void OriginalsFolder::add(Task task) {
  std::unique_lock lock(mutex_);
  settled_.wait(lock, [&] { return tasks_.empty() || waiting_bytes_ + task.file.bytes.size() <= most_waiting_bytes; });
  ++open_;
  waiting_bytes_ += task.file.bytes.size();
  tasks_.push_back(std::move(task));
  if (helpers_.size() < most_helpers && helpers_.size() < open_) {
    try {
      helpers_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      // The machine gives no more threads; those there are do the work, and without any the caller.
      if (helpers_.empty()) {
        const Task own = std::move(tasks_.back());
        tasks_.pop_back();
        WriteProblem problem = done(own);
        if (problem && !problem_) problem_ = std::move(problem);
        waiting_bytes_ -= own.file.bytes.size();
        --open_;
      }
    }
  }
  to_do_.notify_one();
}

void OriginalsFolder::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    to_do_.wait(lock, [&] { return ended_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    const Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    WriteProblem problem = done(task);
    lock.lock();
    if (problem && !problem_) problem_ = std::move(problem);
    waiting_bytes_ -= task.file.bytes.size();
    --open_;
    settled_.notify_all();
  }
}

WriteProblem OriginalsFolder::done(const Task& task) const {
  try {
    if (task.file.name.empty()) {
      flush_folder(task.folder);
      return {};
    }
    Text why;
    const std::filesystem::path path = task.folder / task.file.name;
    std::error_code error;
    if (std::filesystem::file_size(path, error) == task.file.bytes.size() && !error) {
      if (const auto there = file_bytes(path, task.file.bytes.size(), why); there && *there == task.file.bytes) return {};
    }
    return write_files(task.folder, {task.file}, {}, Names::flushed_by_caller);
  } catch (const std::exception& problem) {
    return {task.file.name, {problem.what(), problem.what()}};
  }
}

void OriginalsFolder::wait(std::unique_lock<std::mutex>& lock) {
  settled_.wait(lock, [&] { return open_ == 0; });
}

}  // namespace thuocdo
