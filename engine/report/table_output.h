// A table as a file for spreadsheets: CSV, or .ods, as the name of the file says.
//
//   table_file_bytes("bang.ods", criteria_table(tier.set), "Tiêu chí", {"Điểm tối đa"})
//
// In .ods every cell keeps its text to the last blank, and the cells below the headings named in `numbers` are numbers.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "programme/atomic_files.h"

namespace thuocdo {

std::string table_file_bytes(const std::filesystem::path& file, const std::vector<std::vector<std::string>>& rows, std::string_view sheet,
                             const std::vector<std::string_view>& numbers);

}  // namespace thuocdo
