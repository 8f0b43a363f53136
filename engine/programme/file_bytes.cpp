#include "programme/file_bytes.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "finding/system_error.h"

namespace thuocdo {

std::optional<std::string> file_bytes(const std::filesystem::path& file, std::size_t most, Text& why, FileKind kind) {
  std::error_code error;
  const std::filesystem::file_type type = std::filesystem::status(file, error).type();
  if (type == std::filesystem::file_type::directory) {
    why = system_error_text(EISDIR);
    return std::nullopt;
  }
  // Asked before opening, because opening a pipe would wait.
  const bool there = !error && type != std::filesystem::file_type::not_found;
  if (there && kind == FileKind::regular && type != std::filesystem::file_type::regular) {
    why = no_ordinary_file_text();
    return std::nullopt;
  }
  std::FILE* handle = std::fopen(file.c_str(), "rb");
  if (handle == nullptr) {
    why = system_error_text(errno);
    return std::nullopt;
  }
  std::string bytes;
  char block[16384];
  std::size_t size = 0;
  while (bytes.size() <= most && (size = std::fread(block, 1, sizeof block, handle)) > 0) bytes.append(block, size);
  const bool failed = std::ferror(handle) != 0;
  if (failed) why = system_error_text(errno);
  std::fclose(handle);
  if (failed) return std::nullopt;
  bytes.resize(std::min(bytes.size(), most + 1));
  return bytes;
}

}  // namespace thuocdo
