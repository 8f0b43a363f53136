// The files of a divided sheet.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "commands/command.h"

namespace thuocdo {

// Which files to merge into the open document: those of the argument Parts (paths, one per line, or a folder with them); otherwise
// the user is asked, from the folder of the document on, or from `usual_folder` in it where there is one.
// In order of their names; none when it was given up.
std::vector<std::filesystem::path> part_files(const Call& call, const Document& document, const Text& title, const char* usual_folder);

// "Phòng Tài chính – Kế hoạch" → "phong-tai-chinh-ke-hoach"
std::string section_file_name(const std::string& section);

}  // namespace thuocdo
