#include "commands/saving.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/io/IOException.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <com/sun/star/util/XModifiable.hpp>
#include <cstdio>

#include "commands/command.h"
#include "finding/system_error.h"
#include "programme/durable_file.h"

namespace thuocdo {
namespace {

bool flush(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return done;
}

}  // namespace

FileSet::~FileSet() {
  for (const Entry& entry : entries_) {
    std::error_code ignored;
    if (!entry.done) std::filesystem::remove(entry.temporary, ignored);
  }
}

std::filesystem::path FileSet::temporary_of(const std::filesystem::path& target) {
  // The ending stays: the office takes the format from it in places.
  return target.parent_path() / ("." + target.stem().string() + ".part-" + std::to_string(::getpid()) + target.extension().string());
}

std::filesystem::path FileSet::add(const std::filesystem::path& target) {
  entries_.push_back({target, temporary_of(target), false});
  return entries_.back().temporary;
}

std::optional<FileSet::Failure> FileSet::commit() {
  const auto failure = [](const Entry& entry) {
    return Failure{entry.target, system_error_text(errno), errno == EEXIST};
  };
  for (const Entry& entry : entries_) {
    if (!overwrite_ && std::filesystem::exists(entry.target)) {
      errno = EEXIST;
      return failure(entry);
    }
    if (!flush(entry.temporary)) return failure(entry);
  }
  for (Entry& entry : entries_) {
    if (overwrite_) {
      if (::rename(entry.temporary.c_str(), entry.target.c_str()) != 0) return failure(entry);
    } else if (const int error = rename_new(entry.temporary, entry.target)) {
      errno = error;
      return failure(entry);
    }
    entry.done = true;
  }
  for (const Entry& entry : entries_) flush(entry.target.parent_path());
  return std::nullopt;
}

Text failure_text(const FileSet::Failure& failure) {
  const std::string file = failure.file.string();
  return failure.exists ? say(Says::file_exists, {file})
                        : say(Says::write_failed, std::vector<Text>{{file, file}, failure.reason});
}

Text why_not_written(const std::filesystem::path& file) {
  std::FILE* probe = std::fopen(file.c_str(), "wb");
  int failed = probe == nullptr ? errno : 0;
  if (probe != nullptr) {
    const std::vector<char> much(1 << 20);
    if (std::fwrite(much.data(), 1, much.size(), probe) != much.size()) failed = errno;
    if (std::fclose(probe) != 0 && failed == 0) failed = errno;
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
  return failed == 0 ? Text() : system_error_text(failed);
}

void make_folders(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw WriteFailed(failure_text({folder, system_error_text(failed.value())}));
}

void store_copy(const Document& document, const std::filesystem::path& file, const char* filter) {
  const auto descriptor = uno_sequence<css::beans::PropertyValue>(
      {named("FilterName", rtl::OUString::createFromAscii(filter)), named("Overwrite", true)});
  try {
    Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)->storeToURL(to_uno(file_url(file)), descriptor);
  } catch (const css::io::IOException& error) {
    const Text reason = why_not_written(file);
    const std::string said = from_uno(error.Message);
    throw WriteFailed(failure_text({file.parent_path(), reason.empty() ? Text{said, said} : reason}));
  }
}

void set_unmodified(const Document& document) {
  Reference<css::util::XModifiable>(document, UNO_QUERY_THROW)->setModified(false);
}

void close(const Document& document) {
  try {
    const Reference<css::util::XCloseable> closeable(document, UNO_QUERY);
    if (closeable.is()) closeable->close(true);
  } catch (const css::uno::Exception&) {
    // Somebody else still uses it and closes it.
  }
}

}  // namespace thuocdo
