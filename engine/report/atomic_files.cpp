#include "report/atomic_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "finding/system_error.h"

namespace thuocdo {
namespace {

// A signal handler may not allocate or lock, so the names stand in fixed memory.
constexpr std::size_t most_files = 16;
struct Unfinished {
  std::atomic<bool> used = false;
  char path[4096] = {};
};
Unfinished unfinished[most_files];

Unfinished* remember(const std::string& path) {
  if (path.size() >= sizeof(Unfinished::path)) return nullptr;
  for (Unfinished& slot : unfinished) {
    if (slot.used.load()) continue;
    std::memcpy(slot.path, path.c_str(), path.size() + 1);
    slot.used.store(true);
    return &slot;
  }
  return nullptr;
}

// Signals wait while the names change hands, so that a set of results is old or new as a whole.
class HoldSignals {
 public:
  HoldSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~HoldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HoldSignals(const HoldSignals&) = delete;
  HoldSignals& operator=(const HoldSignals&) = delete;

 private:
  sigset_t before_{};
};

bool write_all(int file, const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t written = ::write(file, bytes.data() + done, bytes.size() - done);
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    done += static_cast<std::size_t>(written);
  }
  return ::fsync(file) == 0;
}

struct Pending {
  std::string name;
  std::string temporary;
  std::string path;
  Unfinished* slot = nullptr;
};

void forget(std::vector<Pending>& pending) {
  for (Pending& file : pending) {
    ::unlink(file.temporary.c_str());
    file.slot->used.store(false);
  }
}

WriteProblem problem_of(const std::string& name, int error) { return {name, system_error_text(error)}; }

}  // namespace

WriteProblem write_files(const std::filesystem::path& folder, const std::vector<NamedFile>& files) {
  const std::string base = folder.empty() ? std::string(".") : folder.string();
  std::error_code made;
  std::filesystem::create_directories(base, made);  // tells a folder that is there from a file, too
  if (made) return problem_of(base, made.value());

  std::vector<Pending> pending;
  for (const NamedFile& file : files) {
    Pending next;
    next.name = file.name;
    next.path = base + "/" + file.name;
    next.temporary = base + "/." + file.name + "." + std::to_string(::getpid()) + ".tmp";
    next.slot = remember(next.temporary);
    if (next.slot == nullptr) {
      forget(pending);
      return problem_of(file.name, ENAMETOOLONG);
    }
    // A left-over of the same name can only come from a process that is gone.
    ::unlink(next.temporary.c_str());
    const int handle = ::open(next.temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    int error = handle < 0 ? errno : 0;
    pending.push_back(std::move(next));
    if (handle >= 0) {
      if (!write_all(handle, file.bytes)) error = errno;
      if (::close(handle) != 0 && error == 0) error = errno;
    }
    if (error != 0) {
      forget(pending);
      return problem_of(file.name, error);
    }
  }

  HoldSignals hold;
  // Renaming onto a folder fails; found out before the first name changes.
  for (const Pending& file : pending) {
    struct stat there{};
    if (::lstat(file.path.c_str(), &there) == 0 && S_ISDIR(there.st_mode)) {
      forget(pending);
      return problem_of(file.name, EISDIR);
    }
  }
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (::rename(pending[i].temporary.c_str(), pending[i].path.c_str()) != 0) {
      const int error = errno;
      forget(pending);
      return problem_of(pending[i].name, error);
    }
  }
  for (Pending& file : pending) file.slot->used.store(false);
  const int handle = ::open(base.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle >= 0) {
    ::fsync(handle);  // some file systems cannot; the files themselves are safe already
    ::close(handle);
  }
  return {};
}

void remove_unfinished_files() noexcept {
  for (Unfinished& slot : unfinished) {
    if (slot.used.load()) ::unlink(slot.path);
  }
}

}  // namespace thuocdo
