#include "programme/atomic_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <random>
#include <string_view>
#include <utility>

#include "finding/system_error.h"
#include "programme/digest.h"
#include "programme/durable_file.h"
#include "programme/parallel.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

// A signal handler may not allocate or lock, so the names stand in fixed memory.
constexpr std::size_t most_files = 32;
struct Unfinished {
  std::atomic<bool> taken = false;  // by a thread
  std::atomic<bool> used = false;   // the path stands
  std::atomic<bool> folder = false;
  char path[4096] = {};
};
Unfinished unfinished[most_files];

Unfinished* remember(const std::string& path, bool folder = false) {
  if (path.size() >= sizeof(Unfinished::path)) return nullptr;
  for (Unfinished& slot : unfinished) {
    if (slot.taken.exchange(true)) continue;
    std::memcpy(slot.path, path.c_str(), path.size() + 1);
    slot.folder.store(folder);
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

// Tells this machine from others that share a folder.
std::string machine_mark() {
  char name[256] = {};
  if (::gethostname(name, sizeof name - 1) != 0) return "0";
  return sha256_hex(name).substr(0, 8);
}

// No other writer takes this name: not another thread, nor a process of the same number on another machine that shares
// the folder. ".ranking.csv.<machine>-<process>-<random>-<count>.tmp"
std::string temporary_name(const std::string& name) {
  static const std::string process =
      machine_mark() + "-" + std::to_string(::getpid()) + "-" + std::to_string(std::random_device{}());
  static std::atomic<unsigned> count = 0;
  return "." + name + "." + process + "-" + std::to_string(++count) + ".tmp";
}

// Whether a name is one of temporary_name(), made for `name` on this machine by a process that has ended.
bool is_left_over(std::string_view temporary, std::string_view name) {
  static const std::string mark = machine_mark() + "-";
  if (!temporary.starts_with('.') || !temporary.ends_with(".tmp")) return false;
  temporary.remove_prefix(1);
  if (!temporary.starts_with(name) || !temporary.substr(name.size()).starts_with("." + mark)) return false;
  temporary.remove_prefix(name.size() + 1 + mark.size());
  pid_t process = 0;
  const auto [end, problem] = std::from_chars(temporary.data(), temporary.data() + temporary.size(), process);
  if (problem != std::errc() || end == temporary.data() + temporary.size() || *end != '-' || process <= 0) return false;
  return ::kill(process, 0) != 0 && errno == ESRCH;
}

// What a process left that was killed while it wrote the same files: a folder of results may be published as it is.
void remove_left_overs(const fs::path& folder, const std::vector<std::string_view>& names) {
  std::error_code error;
  std::vector<fs::path> left;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string found = entry->path().filename().string();
    for (const std::string_view name : names) {
      if (!is_left_over(found, name)) continue;
      left.push_back(entry->path());
      break;
    }
  }
  for (const fs::path& one : left) fs::remove_all(one, error);
}

WriteProblem problem_of(const std::string& name, int error) { return {name, system_error_text(error)}; }

// Names that are taken away again unless they are kept, the last first.
class Temporaries {
 public:
  Temporaries() = default;
  ~Temporaries() {
    for (std::size_t i = slots_.size(); i-- > 0;) {
      if (!kept_) slots_[i]->folder.load() ? ::rmdir(slots_[i]->path) : ::unlink(slots_[i]->path);
      slots_[i]->used.store(false);
      slots_[i]->taken.store(false);
    }
  }
  Temporaries(const Temporaries&) = delete;
  Temporaries& operator=(const Temporaries&) = delete;
  bool add(const std::string& path, bool folder = false) {
    Unfinished* slot = remember(path, folder);
    if (slot != nullptr) slots_.push_back(slot);
    return slot != nullptr;
  }
  void keep() { kept_ = true; }

 private:
  std::vector<Unfinished*> slots_;
  bool kept_ = false;
};

// The last first: they are the longest of a result.
WriteProblem write_all(const std::vector<MadeFile>& files, const std::vector<std::string>& paths, int threads) {
  std::vector<int> failed(files.size(), 0);
  std::atomic<bool> stopped = false;
  in_parallel(files.size(), threads, [&](std::size_t part) {
    const std::size_t i = files.size() - 1 - part;
    if (stopped) return;
    failed[i] = write_new_file(paths[i], files[i].write);
    if (failed[i] != 0) stopped = true;
  });
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (failed[i] != 0) return problem_of(files[i].name, failed[i]);
  }
  return {};
}

// The whole folder is made under a temporary name, so that it appears with all its files or not at all.
WriteProblem write_new_folder(const fs::path& folder, const std::vector<MadeFile>& files, int threads) {
  fs::path first = folder;  // the uppermost that is not there yet
  std::error_code error;
  while (!first.parent_path().empty() && !fs::exists(first.parent_path(), error)) first = first.parent_path();
  const std::string first_name = first.filename().string();
  remove_left_overs(first.parent_path().empty() ? fs::path(".") : first.parent_path(), {first_name});
  const fs::path staged = first.parent_path() / temporary_name(first_name);
  Temporaries temporaries;
  fs::path inner = staged;
  const fs::path below = folder.lexically_relative(first);
  std::vector<fs::path> made = {staged};
  for (const fs::path& part : below) {
    if (part != ".") made.push_back(inner /= part);
  }
  for (const fs::path& one : made) {
    if (!temporaries.add(one.string(), true)) return problem_of(folder.string(), ENAMETOOLONG);
    if (::mkdir(one.c_str(), 0777) != 0) return problem_of(folder.string(), errno);
  }
  std::vector<std::string> paths;
  for (const MadeFile& file : files) {
    paths.push_back((inner / file.name).string());
    if (!temporaries.add(paths.back())) return problem_of(file.name, ENAMETOOLONG);
  }
  if (WriteProblem problem = write_all(files, paths, threads)) return problem;
  for (const fs::path& one : made) flush_folder(one);
  HoldSignals hold;
  if (::rename(staged.c_str(), first.c_str()) != 0) return problem_of(folder.string(), errno);
  temporaries.keep();
  flush_folder(first.parent_path().empty() ? fs::path(".") : first.parent_path());
  return {};
}

}  // namespace

std::string MadeFile::bytes() const {
  std::string all;
  write([&](std::string_view piece) { all += piece; });
  return all;
}

WriteProblem write_files(const fs::path& folder, const std::vector<NamedFile>& files, const std::vector<std::string>& gone, Names flushing) {
  std::vector<MadeFile> made;
  for (const NamedFile& file : files) made.push_back({file.name, [&file](const ByteSink& sink) { sink(file.bytes); }});
  return write_files(folder, made, gone, flushing);
}

WriteProblem write_files(const fs::path& folder, const std::vector<MadeFile>& files, const std::vector<std::string>& gone, Names flushing, int threads) {
  const std::string base = folder.empty() ? std::string(".") : folder.string();
  std::error_code failed;
  if (!fs::exists(fs::symlink_status(base, failed))) {
    // Without a slash at its end, and without "..", which a folder that is not there cannot go up from.
    fs::path named = fs::path(base).lexically_normal();
    if (named.filename().empty()) named = named.parent_path();
    return write_new_folder(named, files, threads);
  }
  if (!fs::is_directory(base, failed)) return problem_of(base, failed ? failed.value() : ENOTDIR);

  std::vector<std::string_view> wanted;
  for (const MadeFile& file : files) wanted.push_back(file.name);
  remove_left_overs(base, wanted);
  Temporaries temporaries;
  std::vector<std::string> written, names;  // temporary and final
  for (const MadeFile& file : files) {
    written.push_back(base + "/" + temporary_name(file.name));
    names.push_back(base + "/" + file.name);
    if (!temporaries.add(written.back())) return problem_of(file.name, ENAMETOOLONG);
  }
  if (WriteProblem problem = write_all(files, written, threads)) return problem;

  HoldSignals hold;
  // Renaming onto a folder fails; found out before the first name changes.
  for (std::size_t i = 0; i < files.size(); ++i) {
    struct stat there{};
    if (::lstat(names[i].c_str(), &there) == 0 && S_ISDIR(there.st_mode)) return problem_of(files[i].name, EISDIR);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (i + 1 == files.size() && !gone.empty()) {
      for (const std::string& name : gone) {
        if (::unlink((base + "/" + name).c_str()) != 0 && errno != ENOENT) return problem_of(name, errno);
      }
      flush_folder(base);  // a machine that stops here has not the last name already
    }
    if (::rename(written[i].c_str(), names[i].c_str()) != 0) return problem_of(files[i].name, errno);
  }
  temporaries.keep();
  if (flushing == Names::flushed) flush_folder(base);
  return {};
}

void remove_unfinished_files() noexcept {
  for (std::size_t i = most_files; i-- > 0;) {
    const Unfinished& slot = unfinished[i];
    if (slot.used.load()) slot.folder.load() ? ::rmdir(slot.path) : ::unlink(slot.path);
  }
}

}  // namespace thuocdo
