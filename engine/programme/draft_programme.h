// The files that a programme's folder gets when a criteria set is put into it: the set itself and, where the folder has
// no programme yet, drafts of programme.xml and units.csv whose texts a person has yet to fill in ("cần sửa").
//
//   for (const DefinitionFile& file : files_with_set("templates/lang-son-2026", set, "xa", today)) write(file.name, file.bytes);
//
//   files_with_set(folder, set, "xa", today, {.title = {"Chuyển đổi số 2026"}, .province = {"Tỉnh Lạng Sơn"}, .year = 2026})
//   if (load_with(folder, files).programme) …      // what the folder would be with them
//
// A tier that a programme in the folder does not have yet is added to its programme.xml, whose other lines stay as they
// are, with the dates of its last tier and a sample unit. The folder's name is the programme's key. What makes the folder a programme, programme.xml, comes last: a folder in
// which writing was cut off is none.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

struct DefinitionFile {
  std::string name;  // without folder
  std::string bytes;
};

// Lower-case letters without marks, digits and hyphens; at most 40. Keys of programmes and tiers.
bool is_key(std::string_view text);
// The key that a folder's name gives.
std::string key_of_folder(const std::filesystem::path& folder);

// What is known of a new programme; what is empty becomes a text to be filled in.
struct ProgrammeHead {
  Text title = {};
  Text province = {};
  int year = 0;  // 0: that of today
  Text tier_name = {};
};

// `today` gives the draft its year and dates. Where the folder holds a programme, `head` names the new tier only.
std::vector<DefinitionFile> files_with_set(const std::filesystem::path& folder, const CriteriaSet& set, const std::string& tier,
                                           Date today, const ProgrammeHead& head = {});
// The programme that the folder would hold with these files; nothing is written into it.
LoadedProgramme load_with(const std::filesystem::path& folder, const std::vector<DefinitionFile>& files);

}  // namespace thuocdo
