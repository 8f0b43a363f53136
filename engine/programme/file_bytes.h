// The bytes of a file that people name or edit: a definition, units.csv, a file of answers.
//
//   Text why;
//   const auto bytes = file_bytes("units.csv", 64u << 20, why);     // nothing, and why, when it cannot be read
//
// At most one byte more than `most` is of use to the caller: a longer file is told by its length.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "finding/text.h"

namespace thuocdo {

enum class FileKind { regular, any };  // a pipe is waited for only where somebody may have meant one

std::optional<std::string> file_bytes(const std::filesystem::path& file, std::size_t most, Text& why,
                                      FileKind kind = FileKind::regular);

}  // namespace thuocdo
