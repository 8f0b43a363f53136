#include "programme/draft_programme.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "programme/definition_writer.h"
#include "programme/file_bytes.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

Text or_else(const Text& given, Text otherwise) { return given.empty() ? std::move(otherwise) : given; }

Tier draft_tier(const std::string& key, const ProgrammeHead& head) {
  Tier tier;
  tier.key = key;
  tier.name = or_else(head.tier_name, {"Cấp " + key, "Tier " + key});
  tier.criteria_file = key + ".xml";
  return tier;
}

Unit sample_unit(const std::string& tier) { return {tier + "-1", "Đơn vị mẫu (cần sửa)", tier, "", true}; }  // Vietnamese: names of units are

Programme draft(const fs::path& folder, const std::string& tier, Date today, const ProgrammeHead& head) {
  Programme programme;
  programme.key = key_of_folder(folder);
  const std::chrono::year year = head.year > 0 ? std::chrono::year(head.year) : today.year();
  programme.year = static_cast<int>(year);
  programme.round = std::to_string(programme.year);
  programme.version = "1";
  programme.title = or_else(head.title, {"Tên chương trình (cần sửa)", "Name of the programme (to be filled in)"});
  programme.province = or_else(head.province, {"Tên tỉnh (cần sửa)", "Name of the province (to be filled in)"});
  programme.authority = {"Cơ quan tiếp nhận (cần sửa)", "Receiving authority (to be filled in)"};
  programme.basis.push_back({"…/QĐ-UBND", year / 1 / 1, {"Quyết định ban hành bộ tiêu chí (cần sửa)", "Decision issuing the criteria (to be filled in)"}});  // Vietnamese: numbers of decisions are
  Tier one = draft_tier(tier, head);
  one.before = (year + std::chrono::years(1)) / 1 / 15;
  one.survey = {year / 1 / 1, year / 12 / 31};
  programme.tiers.push_back(std::move(one));
  return programme;
}

// programme.xml with one tier more; its other lines, comments among them, stay as they are.
std::string with_tier(std::string xml, const Programme& programme, const std::string& key, const ProgrammeHead& head) {
  Programme one;
  Tier tier = draft_tier(key, head);
  tier.before = programme.tiers.back().before;
  tier.survey = programme.tiers.back().survey;
  one.tiers.push_back(std::move(tier));
  const std::string written = programme_xml(one);
  const std::size_t from = written.find("<tier ");
  const std::size_t to = written.find("</tiers>");
  const std::size_t at = xml.rfind("</tiers>");
  if (from == std::string::npos || to == std::string::npos || at == std::string::npos) return xml;
  std::string element = written.substr(from, to - from);
  while (!element.empty() && (element.back() == ' ' || element.back() == '\n')) element.pop_back();
  // Before the blanks that the closing tag stands behind.
  const std::size_t line = xml.find_last_not_of(" \t", at - 1);
  const std::string indent = line != std::string::npos && xml[line] == '\n' ? xml.substr(line + 1, at - line - 1) : std::string();
  xml.insert(at, "  " + element + "\n" + indent);
  return xml;
}

// A folder that is there for a moment.
class BriefFolder {
 public:
  BriefFolder() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "thuocdo-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~BriefFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  BriefFolder(const BriefFolder&) = delete;
  BriefFolder& operator=(const BriefFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= 40 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::string key_of_folder(const fs::path& folder) {
  std::error_code error;
  return fs::absolute(folder / "", error).lexically_normal().parent_path().filename().string();
}

std::vector<DefinitionFile> files_with_set(const fs::path& folder, const CriteriaSet& set, const std::string& tier, Date today,
                                           const ProgrammeHead& head) {
  std::vector<DefinitionFile> files;
  std::error_code error;
  if (!fs::exists(folder / "programme.xml", error)) {
    if (!fs::exists(folder / "units.csv", error)) files.push_back({"units.csv", units_csv({sample_unit(tier)})});
    files.push_back({tier + ".xml", criteria_xml(set, tier)});
    files.push_back({"programme.xml", programme_xml(draft(folder, tier, today, head))});
    return files;
  }
  const LoadedProgramme there = load_programme(folder);
  const Tier* known = there.programme ? there.programme->tier(tier) : nullptr;
  files.push_back({known ? known->criteria_file : tier + ".xml", criteria_xml(set, tier)});
  if (!there.programme || known) return files;
  // The tier is known before its units are: a folder in which writing was cut off between them still loads.
  Text ignored;
  if (const auto xml = file_bytes(folder / "programme.xml", std::size_t{1} << 24, ignored)) {
    files.push_back({"programme.xml", with_tier(*xml, *there.programme, tier, head)});
  }
  const bool has_units = std::any_of(there.programme->units.begin(), there.programme->units.end(), [&](const Unit& unit) { return unit.tier == tier; });
  if (!has_units) {
    std::vector<Unit> units = there.programme->units;
    units.push_back(sample_unit(tier));
    files.push_back({"units.csv", units_csv(units)});
  }
  return files;
}

LoadedProgramme load_with(const fs::path& folder, const std::vector<DefinitionFile>& files) {
  const BriefFolder brief;
  if (brief.path().empty()) return {};
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored)) fs::copy_file(entry->path(), brief.path() / entry->path().filename(), ignored);
  }
  for (const DefinitionFile& file : files) {
    std::ofstream stream(brief.path() / file.name, std::ios::binary | std::ios::trunc);
    stream.write(file.bytes.data(), static_cast<std::streamsize>(file.bytes.size()));
  }
  return load_programme(brief.path());
}

}  // namespace thuocdo
