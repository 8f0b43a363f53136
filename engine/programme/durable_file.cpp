#include "programme/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

namespace thuocdo {
namespace {

// A file that is not there yet; unless it is finished without an error, it goes again.
class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& file) : name_(file) {
    handle_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (handle_ < 0) error_ = errno;
  }
  ~NewFile() {
    if (handle_ < 0) return;
    ::close(handle_);
    ::unlink(name_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // After an error the rest is passed over.
  void write(std::string_view bytes) {
    while (!bytes.empty() && error_ == 0) {
      const ssize_t written = ::write(handle_, bytes.data(), bytes.size());
      if (written >= 0) bytes.remove_prefix(static_cast<std::size_t>(written));
      else if (errno != EINTR) error_ = errno;
    }
  }
  int finish() {
    if (handle_ < 0) return error_;
    if (error_ == 0 && ::fsync(handle_) != 0) error_ = errno;
    if (::close(handle_) != 0 && error_ == 0) error_ = errno;
    handle_ = -1;
    if (error_ != 0) ::unlink(name_.c_str());
    return error_;
  }
  int error() const { return error_; }

 private:
  std::filesystem::path name_;
  int handle_ = -1;
  int error_ = 0;
};

constexpr std::size_t block = std::size_t{128} << 10;

}  // namespace

int write_new_file(const std::filesystem::path& file, std::string_view bytes) {
  NewFile made(file);
  made.write(bytes);
  return made.finish();
}

int write_new_file(const std::filesystem::path& file, const std::function<void(const ByteSink&)>& write) {
  NewFile made(file);
  if (made.error() != 0) return made.error();
  std::string waiting;
  write([&](std::string_view piece) {
    if (waiting.size() + piece.size() > block) {
      made.write(waiting);
      waiting.clear();
    }
    if (piece.size() > block) made.write(piece);
    else waiting += piece;
  });
  made.write(waiting);
  return made.finish();
}

int replace_file(const std::filesystem::path& file, std::string_view bytes) {
  const std::filesystem::path temporary =
      file.parent_path() / ("." + file.filename().string() + "." + std::to_string(::getpid()) + ".tmp");
  ::unlink(temporary.c_str());  // a left-over of the same name can only come from a process that is gone
  if (const int error = write_new_file(temporary, bytes)) return error;
  if (::rename(temporary.c_str(), file.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return error;
  }
  flush_folder(file.parent_path().empty() ? std::filesystem::path(".") : file.parent_path());
  return 0;
}

int rename_new(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::symlink_status(to, ignored))) return EEXIST;
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

void flush_folder(const std::filesystem::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

}  // namespace thuocdo
