// Files that are on the disk when the call returns.
//
//   if (const int error = replace_file("state", text)) …      // an errno: system_error_text(error)
#pragma once

#include <filesystem>
#include <string_view>

namespace thuocdo {

// Writes and flushes a file that must not be there yet. The system's error, or 0; after an error nothing is left of it.
int write_new_file(const std::filesystem::path& file, std::string_view bytes);
// The same under a temporary name beside it, which then takes the name: the old contents or the new, never anything
// else.
int replace_file(const std::filesystem::path& file, std::string_view bytes);
// The names in a folder. Some file systems cannot; the files themselves are safe already.
void flush_folder(const std::filesystem::path& folder);

}  // namespace thuocdo
