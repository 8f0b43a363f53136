// Into a folder of this computer or a mounted share.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "commands/delivery_files.h"
#include "finding/system_error.h"
#include "programme/digest.h"
#include "programme/durable_file.h"
#include "programme/file_bytes.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

DeliveryOutcome of_error(const fs::path& folder, const fs::path& file, int error) {
  const auto told = [&](Says what, const fs::path& where) {
    return say(what, std::vector<Text>{{where.string(), where.string()}, system_error_text(error)});
  };
  switch (error) {
    case ENOENT:
    case ENODEV:
    case ESTALE:
    case ENOTCONN:
    case EHOSTDOWN:
    case EHOSTUNREACH: return not_delivered(DeliveryState::waiting, say(Says::folder_vanished, {folder.string()}));
    case ENOSPC:
    case EDQUOT: return not_delivered(DeliveryState::waiting, told(Says::folder_full, folder));
    case EACCES:
    case EPERM:
    case EROFS: return not_delivered(DeliveryState::refused, told(Says::folder_denied, folder));
    case ETIMEDOUT: return not_delivered(DeliveryState::waiting, say(Says::folder_silent, {folder.string()}));
    default: return not_delivered(DeliveryState::waiting, told(Says::folder_failed, file));
  }
}

// As it stands on the disk, not in the memory of the system, where that can be had.
std::optional<std::string> read_again(const fs::path& file, std::size_t size) {
  if (const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); handle >= 0) {
    ::posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED);
    ::close(handle);
  }
  Text why;
  return file_bytes(file, size, why);
}

bool is_same(const fs::path& file, const LoadedFile& wanted) {
  const auto bytes = read_again(file, wanted.bytes.size());
  return bytes && bytes->size() == wanted.what.size && sha256_hex(*bytes) == wanted.what.sha256;
}

// The names that hold unfinished files; removed unless they were renamed.
struct Unfinished {
  std::vector<fs::path> files;
  ~Unfinished() {
    for (const fs::path& file : files) ::unlink(file.c_str());
  }
};

DeliveryOutcome put(const fs::path& folder, const LoadedFiles& files, Aside& aside) {
  std::error_code error;
  const fs::file_type type = fs::status(folder, error).type();
  if (type == fs::file_type::not_found || type == fs::file_type::none) {
    return of_error(folder, folder, error && error.value() != ENOTDIR ? error.value() : ENOENT);
  }
  if (type != fs::file_type::directory) return not_delivered(DeliveryState::refused, say(Says::folder_is_file, {folder.string()}));

  std::vector<const LoadedFile*> missing;
  for (const LoadedFile& file : files) {
    const fs::path target = folder / file.what.name;
    if (!fs::exists(fs::symlink_status(target, error))) {
      missing.push_back(&file);
    } else if (!is_same(target, file)) {
      return not_delivered(DeliveryState::refused, say(Says::place_taken, {folder.string(), file.what.name}));
    }
    aside.next_step();
  }
  Unfinished unfinished;
  for (const LoadedFile* file : missing) {
    if (aside.given_up()) return {};
    const fs::path part = folder / unfinished_name(file->what.name);
    ::unlink(part.c_str());  // of an attempt that did not end
    unfinished.files.push_back(part);
    if (const int number = write_new_file(part, file->bytes)) return of_error(folder, part, number);
    aside.next_step();
  }
  for (const LoadedFile* file : missing) {
    if (aside.given_up()) return {};
    const fs::path target = folder / file->what.name;
    if (const int number = rename_new(folder / unfinished_name(file->what.name), target)) {
      if (number != EEXIST) return of_error(folder, target, number);
      return not_delivered(DeliveryState::refused, say(Says::place_taken, {folder.string(), file->what.name}));
    }
  }
  flush_folder(folder);
  for (const LoadedFile& file : files) {
    aside.next_step();
    if (is_same(folder / file.what.name, file)) continue;
    // What was put there just now is taken away, so that it is not believed, and sending again finds the place free.
    for (const LoadedFile* put_now : missing) ::unlink((folder / put_now->what.name).c_str());
    return not_delivered(DeliveryState::waiting, say(Says::read_back_differs, {folder.string(), file.what.name}));
  }
  return delivered(files, folder.string(), Says::put_into_folder);
}

}  // namespace

DeliveryOutcome deliver_to_folder(const Call& call, const Delivery& to, std::shared_ptr<const LoadedFiles> files,
                                  std::chrono::milliseconds patience) {
  if (to.folder.empty()) return not_delivered(DeliveryState::refused, say(Says::folder_not_chosen));
  const auto outcome = std::make_shared<DeliveryOutcome>();
  const AsideEnd end = run_aside(
      call, say(Says::delivering_title), say(Says::delivering, {to.folder.string()}), patience,
      [=, folder = to.folder](Aside& aside) {
        try {
          *outcome = put(folder, *files, aside);
        } catch (const std::exception& error) {
          *outcome = not_delivered(DeliveryState::waiting, say(Says::delivery_failed, {error.what()}));
        }
      });
  if (end == AsideEnd::done) return *outcome;
  return not_delivered(DeliveryState::waiting, end == AsideEnd::cancelled
                                                   ? say(Says::delivery_stopped)
                                                   : say(Says::folder_silent, {to.folder.string()}));
}

}  // namespace thuocdo
