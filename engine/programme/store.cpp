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
std::filesystem::path variable(const char* name) {
  const char* given = std::getenv(name);
  return given ? given : "";
}
}  // namespace

std::filesystem::path user_data_folder() {
  if (const auto data = variable("XDG_DATA_HOME"); data.is_absolute()) return data / "thuocdo";
  const auto home = variable("HOME");
  return home.is_absolute() ? home / ".local" / "share" / "thuocdo" : std::filesystem::path();
}

std::filesystem::path own_programmes_folder() {
  if (auto given = variable("THUOCDO_PROGRAMMES"); !given.empty()) return given;
  const auto data = user_data_folder();
  return data.empty() ? data : data / "programmes";
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

ProgrammeStore::ProgrammeStore(std::filesystem::path folder, std::filesystem::path own)
    : folder_(std::move(folder)), own_(std::move(own)) {
  std::error_code error;
  if (std::filesystem::equivalent(folder_, own_, error)) own_.clear();
}

std::vector<std::string> ProgrammeStore::keys() const {
  std::vector<std::string> keys;
  for (const std::filesystem::path& folder : {folder_, own_}) {
    if (folder.empty()) continue;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      std::string name = entry->path().filename().string();
      if (!name.starts_with('.') && holds_programme(entry->path())) keys.push_back(std::move(name));
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::filesystem::path ProgrammeStore::folder_of(std::string_view key) const {
  const bool plain = !key.empty() && key.find_first_of("/\\") == std::string_view::npos && key.front() != '.';
  if (!plain) return {};
  for (const std::filesystem::path& folder : {folder_, own_}) {
    if (!folder.empty() && holds_programme(folder / key)) return folder / key;
  }
  return {};
}

bool ProgrammeStore::is_own(std::string_view key) const {
  return !own_.empty() && folder_of(key) == own_ / key;
}

ProgrammeStore::FolderState ProgrammeStore::state_of(const std::filesystem::path& folder) {
  FolderState state;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (!entry->is_regular_file(ignored)) continue;
    state.emplace_back(entry->path().filename().string(), entry->last_write_time(ignored), entry->file_size(ignored));
  }
  std::sort(state.begin(), state.end());
  return state;
}

ProgrammeStore::Entry ProgrammeStore::load(std::string_view key) const {
  Entry entry;
  entry.key = key;
  entry.folder = folder_of(key);
  if (entry.folder.empty()) {
    entry.findings.push_back(finding(Code::programme_unknown, {entry.key}));
    return entry;
  }
  entry.state = state_of(entry.folder);
  LoadedProgramme loaded = load_programme(entry.folder);
  check_key(entry.folder, loaded);
  if (loaded.programme) entry.programme = std::make_shared<const Programme>(std::move(*loaded.programme));
  entry.findings = std::move(loaded.findings);
  if (!own_.empty() && entry.folder == folder_ / key && holds_programme(own_ / key)) {
    entry.findings.push_back(finding(Code::programme_key_taken, {entry.key, entry.folder.string(), (own_ / key).string()}));
  }
  return entry;
}

std::shared_ptr<const Programme> ProgrammeStore::find(std::string_view key, Findings* findings) {
  const std::lock_guard lock(mutex_);
  auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  if (found == entries_.end()) {
    Entry entry = load(key);
    if (entry.folder.empty()) {
      if (findings) *findings = std::move(entry.findings);
      return nullptr;  // not remembered: foreign files could name programmes without end
    }
    entries_.push_back(std::move(entry));
    found = entries_.end() - 1;
  }
  if (findings) *findings = found->findings;
  return found->programme;
}

bool ProgrammeStore::refresh() {
  const std::lock_guard lock(mutex_);
  return std::erase_if(entries_, [&](const Entry& entry) {
           return folder_of(entry.key) != entry.folder || state_of(entry.folder) != entry.state;
         }) > 0;
}

}  // namespace thuocdo
