// The files of a divided sheet.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "commands/command.h"
#include "sheet/division.h"

namespace thuocdo {

// Which files to merge into the open document: those of the argument Parts (paths, one per line, or a folder with them); otherwise
// the user is asked, from the folder of the document on, or from `usual_folder` in it where there is one.
// In order of their names; none when it was given up.
std::vector<std::filesystem::path> part_files(const Call& call, const Document& document, const Text& title, const char* usual_folder);

// Where the parts of a division go: folder/STEM-phong-tai-chinh.ods, each name once. Asks before any of them is replaced; nothing where
// that was given up or, without a window, may not be asked: `problem` says why.
std::optional<std::vector<std::filesystem::path>> part_targets(const Call& call, const Text& title, const std::filesystem::path& folder, const std::string& stem,
                                                               const Division& division, bool& overwrite, CommandOutcome& problem);

// "Phòng Tài chính – Kế hoạch" → "phong-tai-chinh-ke-hoach"
std::string section_file_name(const std::string& section);

}  // namespace thuocdo
