#include <algorithm>
#include <cerrno>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "finding/system_error.h"
#include "report/programme_report.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

ListedProgramme linted(const fs::path& folder) {
  LoadedProgramme loaded = load_programme(folder);
  check_key(folder, loaded);
  ListedProgramme listed;
  listed.findings = std::move(loaded.findings);
  if (loaded.programme) listed.programme = std::make_shared<const Programme>(std::move(*loaded.programme));
  std::error_code error;
  listed.key = listed.programme ? listed.programme->key : fs::absolute(folder / "", error).lexically_normal().parent_path().filename().string();
  return listed;
}

bool is_programme(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "programme.xml", error);
}

// The folder itself, or the programmes below it.
std::vector<fs::path> programme_folders(const fs::path& folder) {
  if (is_programme(folder)) return {folder};
  std::vector<fs::path> folders;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_programme(entry->path())) folders.push_back(entry->path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

// Only what is about the named file; what is about no file concerns them all.
void keep_file(ListedProgramme& listed, const std::string& name) {
  std::erase_if(listed.findings, [&](const Finding& finding) { return !finding.place.file.empty() && finding.place.file != name; });
}

bool belongs(const ListedProgramme& listed, const std::string& name) {
  if (!listed.programme || name == "programme.xml" || name == "units.csv") return true;
  return std::any_of(listed.programme->tiers.begin(), listed.programme->tiers.end(),
                     [&](const Tier& tier) { return tier.criteria_file == name; });
}

}  // namespace

int run_lint(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) {
    return wrong_call(options, {"Hãy nêu một tệp hoặc một thư mục.", "Name one file or folder."}, err);
  }
  const fs::path path = options.files[0];
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  std::vector<ListedProgramme> list;
  if (folder) {
    for (const fs::path& one : programme_folders(path)) list.push_back(linted(one));
  } else if (fs::exists(path, error) && is_programme(path.parent_path().empty() ? "." : path.parent_path())) {
    list.push_back(linted(path.parent_path().empty() ? "." : path.parent_path()));
    const std::string name = path.filename().string();
    if (!belongs(list[0], name)) {
      return wrong_call(options, {"Tệp “" + name + "” không thuộc chương trình " + list[0].key + ".",
                                  "The file \"" + name + "\" is not part of the programme " + list[0].key + "."}, err);
    }
    keep_file(list[0], name);
  }
  if (list.empty()) {
    ListedProgramme missing;
    missing.key = options.files[0];
    const bool there = fs::exists(path, error);
    const Text why = there && !error ? Text{"không thấy programme.xml", "there is no programme.xml"}
                                     : system_error_text(error ? error.value() : ENOENT);
    missing.findings.push_back(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(options.files[0]));
    list.push_back(std::move(missing));
  }
  out << (options.json ? lint_json(list) : lint_text(list, options.page));
  for (const ListedProgramme& listed : list) {
    if (has_blocking(listed.findings)) return exit_input;
  }
  return exit_done;
}

}  // namespace thuocdo
