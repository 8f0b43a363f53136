// Files that are on the disk when the call returns.
//
//   if (const int error = replace_file("state", text)) …      // an errno: system_error_text(error)
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "programme/byte_sink.h"

namespace thuocdo {

// Writes and flushes a file that must not be there yet. The system's error, or 0; after an error nothing is left of it.
int write_new_file(const std::filesystem::path& file, std::string_view bytes);
// The same with bytes that are made while they are written.
int write_new_file(const std::filesystem::path& file, const std::function<void(const ByteSink&)>& write);
// The same under a temporary name beside it, which then takes the name: the old contents or the new, never anything
// else.
int replace_file(const std::filesystem::path& file, std::string_view bytes);
// Renames without replacing: EEXIST where there is one of that name. Where the file system cannot promise that, a look
// beforehand has to do. The system's error, or 0.
int rename_new(const std::filesystem::path& from, const std::filesystem::path& to);
// The names in a folder. Some file systems cannot; the files themselves are safe already.
void flush_folder(const std::filesystem::path& folder);

}  // namespace thuocdo
