#include "programme/store.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>

namespace thuocdo {

std::filesystem::path templates_folder() {
  if (const char* given = std::getenv("THUOCDO_TEMPLATES"); given && *given) return given;
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(&templates_folder), &info) == 0 || !info.dli_fname) return "templates";
  std::error_code error;
  const auto library = std::filesystem::absolute(info.dli_fname, error);
  return error ? std::filesystem::path("templates") : library.parent_path().parent_path() / "templates";
}

namespace {
// False also where it cannot be told: a loop of links, a name that is too long.
bool holds_programme(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::exists(folder / "programme.xml", error);
}
}  // namespace

void check_key(const std::filesystem::path& folder, LoadedProgramme& loaded) {
  if (!loaded.programme) return;
  std::error_code error;
  const std::string name = std::filesystem::absolute(folder / "", error).lexically_normal().parent_path().filename().string();
  const std::string key = loaded.programme->key;
  if (key == name) return;
  loaded.findings.push_back(finding(Code::value_invalid, {"key", key, name}).in_file("programme.xml").at_line(0, "/programme"));
  loaded.programme.reset();
}

ProgrammeStore::ProgrammeStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::vector<std::string> ProgrammeStore::keys() const {
  std::vector<std::string> keys;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    if (holds_programme(entry->path())) keys.push_back(entry->path().filename().string());
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::shared_ptr<const Programme> ProgrammeStore::find(std::string_view key, Findings* findings) {
  const std::lock_guard lock(mutex_);
  auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  if (found == entries_.end()) {
    const bool plain = !key.empty() && key.find_first_of("/\\") == std::string_view::npos && key.front() != '.';
    Entry entry{std::string(key), nullptr, {}};
    if (plain && holds_programme(folder_ / key)) {
      LoadedProgramme loaded = load_programme(folder_ / key);
      check_key(folder_ / key, loaded);
      if (loaded.programme) entry.programme = std::make_shared<const Programme>(std::move(*loaded.programme));
      entry.findings = std::move(loaded.findings);
    } else {
      entry.findings.push_back(finding(Code::programme_unknown, {std::string(key)}));
      if (findings) *findings = entry.findings;
      return nullptr;  // not remembered: foreign files could name programmes without end
    }
    entries_.push_back(std::move(entry));
    found = entries_.end() - 1;
  }
  if (findings) *findings = found->findings;
  return found->programme;
}

}  // namespace thuocdo
