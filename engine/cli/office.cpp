#include "cli/office.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

extern char** environ;

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t at_once = 25;  // documents for one start of the office, so that there is progress to show

bool can_run(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0;
}

// A path as a URL, for the profile.
std::string url_of(const fs::path& path) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string url = "file://";
  for (const unsigned char sign : path.string()) {
    const bool plain = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') || std::string_view("/-_.~").find(static_cast<char>(sign)) != std::string_view::npos;
    if (plain) url += static_cast<char>(sign);
    else (url += '%') += {digits[sign >> 4], digits[sign & 15]};
  }
  return url;
}

void run(const std::vector<std::string>& command) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t streams;
  posix_spawn_file_actions_init(&streams);
  posix_spawn_file_actions_addopen(&streams, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&streams, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&streams, 2, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int failed = ::posix_spawn(&process, words[0], &streams, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&streams);
  int status = 0;
  while (failed == 0 && ::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
}

// A folder that goes with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "thuocdo-office-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

fs::path installed_office() {
  // NOLINTBEGIN(concurrency-mt-unsafe): before any thread begins
  if (const char* named = std::getenv("THUOCDO_OFFICE"); named != nullptr && *named != '\0') return can_run(named) ? fs::path(named) : fs::path();
  const char* path = std::getenv("PATH");
  // NOLINTEND(concurrency-mt-unsafe)
  for (std::string_view rest = path != nullptr ? path : ""; !rest.empty();) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    for (const char* name : {"soffice", "libreoffice"}) {
      if (const fs::path file = fs::path(folder) / name; file.is_absolute() && can_run(file)) return file;
    }
  }
  std::vector<fs::path> places = {"/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice"};
  std::error_code error;
  std::vector<fs::path> own;
  for (const fs::directory_entry& entry : fs::directory_iterator("/opt", error)) own.push_back(entry.path() / "program" / "soffice");
  std::sort(own.rbegin(), own.rend());  // the newest "libreoffice7.6" first
  places.insert(places.end(), own.begin(), own.end());
  for (const fs::path& place : places) {
    if (can_run(place)) return place;
  }
  return {};
}

std::vector<fs::path> make_pdfs(const fs::path& office, const std::vector<fs::path>& documents, const std::function<void(std::size_t, std::size_t)>& progress) {
  const auto pdf_of = [](fs::path file) { return file.replace_extension(".pdf"); };
  std::error_code error;
  for (const fs::path& file : documents) fs::remove(pdf_of(file), error);
  const TemporaryFolder profile;
  std::map<fs::path, std::vector<fs::path>> by_folder;
  for (const fs::path& file : documents) by_folder[fs::absolute(file, error).parent_path()].push_back(fs::absolute(file, error));
  std::size_t done = 0;
  for (const auto& [folder, files] : by_folder) {
    for (std::size_t from = 0; from < files.size() && !profile.path().empty(); from += at_once) {
      const std::size_t end = std::min(from + at_once, files.size());
      std::vector<std::string> command = {office.string(), "-env:UserInstallation=" + url_of(profile.path()), "--headless", "--norestore", "--convert-to",
                                          "pdf:writer_pdf_Export", "--outdir", folder.string()};
      for (std::size_t i = from; i < end; ++i) command.push_back(files[i].string());
      run(command);
      done += end - from;
      if (progress) progress(done, documents.size());
    }
  }
  std::vector<fs::path> missing;
  for (const fs::path& file : documents) {
    if (!fs::is_regular_file(pdf_of(file), error)) missing.push_back(file);
  }
  return missing;
}

}  // namespace thuocdo
