#include "programme/draft_programme.h"

#include "programme/definition_writer.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

Programme draft(const fs::path& folder, const std::string& tier, Date today) {
  Programme programme;
  programme.key = key_of_folder(folder);
  programme.year = static_cast<int>(today.year());
  programme.round = std::to_string(programme.year);
  programme.version = "1";
  programme.title = {"Tên chương trình (cần sửa)", "Name of the programme (to be filled in)"};
  programme.province = {"Tên tỉnh (cần sửa)", "Name of the province (to be filled in)"};
  programme.authority = {"Cơ quan tiếp nhận (cần sửa)", "Receiving authority (to be filled in)"};
  const std::chrono::year year = today.year();
  programme.basis.push_back({"…/QĐ-UBND", year / 1 / 1, {"Quyết định ban hành bộ tiêu chí (cần sửa)", "Decision issuing the criteria (to be filled in)"}});
  Tier one;
  one.key = tier;
  one.name = {"Cấp " + tier, "Tier " + tier};
  one.criteria_file = tier + ".xml";
  one.before = (year + std::chrono::years(1)) / 1 / 15;
  one.survey = {year / 1 / 1, year / 12 / 31};
  programme.tiers.push_back(std::move(one));
  return programme;
}

}  // namespace

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= 40 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::string key_of_folder(const fs::path& folder) {
  std::error_code error;
  return fs::absolute(folder / "", error).lexically_normal().parent_path().filename().string();
}

std::vector<DefinitionFile> files_with_set(const fs::path& folder, const CriteriaSet& set, const std::string& tier, Date today) {
  std::vector<DefinitionFile> files;
  std::error_code error;
  const bool programme_there = fs::exists(folder / "programme.xml", error);
  if (!programme_there && !fs::exists(folder / "units.csv", error)) {
    files.push_back({"units.csv", units_csv({{tier + "-1", "Đơn vị mẫu (cần sửa)", tier, "", true}})});
  }
  files.push_back({tier + ".xml", criteria_xml(set, tier)});
  if (!programme_there) files.push_back({"programme.xml", programme_xml(draft(folder, tier, today))});
  return files;
}

}  // namespace thuocdo
