#include "sheet/workbook_files.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "sheet/pdf_workbook.h"

namespace thuocdo {
namespace {

bool looks_like_document(const std::filesystem::path& file, Documents which) {
  const std::string name = file.filename().string();
  // "." begins lock files (".~lock.phieu.ods#") and what other systems leave beside a copy; "~$" is a lock, too.
  if (name.starts_with(".") || name.starts_with("~$")) return false;
  std::string extension = file.extension().string();
  for (char& sign : extension) {
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
  }
  if (which == Documents::with_pdf && extension == ".pdf") return true;
  static constexpr std::array<std::string_view, 7> known = {".ods", ".fods", ".xlsx", ".xlsm", ".xls", ".ots", ".xltx"};
  if (extension == ".pdf") return may_carry_workbook(file);  // beside the others lie the printed copies
  return std::find(known.begin(), known.end(), extension) != known.end();
}

// A result may lie among the sheets that it was made of.
bool belongs_to_result(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (name != result_workbook_name(Language::vietnamese) && name != result_workbook_name(Language::english)) return false;
  std::error_code error;
  return std::filesystem::exists(file.parent_path() / "result.json", error);
}

void collect(const std::filesystem::path& folder, Documents which, std::vector<std::filesystem::path>& files, int depth) {
  constexpr int deepest = 32;  // folders; deeper ones are not a collection of sheets
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    std::error_code ignored;
    const auto& entry = *entries;
    if (entry.is_directory(ignored)) {
      if (entry.path().filename().string().starts_with(".")) continue;
      if (depth < deepest && !entry.is_symlink(ignored)) {
        collect(entry.path(), which, files, depth + 1);
      } else {
        files.push_back(entry.path());
      }
    } else if (looks_like_document(entry.path(), which) && !belongs_to_result(entry.path())) {
      files.push_back(entry.path());
    }
  }
  if (error) files.push_back(folder);
}

}  // namespace

std::string_view result_workbook_name(Language language) { return language == Language::vietnamese ? "tong-hop.ods" : "consolidation.ods"; }

std::vector<std::filesystem::path> workbook_files(const std::filesystem::path& folder, Documents which) {
  std::vector<std::filesystem::path> files;
  collect(folder, which, files, 0);
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.generic_string() < b.generic_string(); });
  return files;
}

}  // namespace thuocdo
