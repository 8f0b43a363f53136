// All programmes of the delivered folder and of the user's own, each loaded once, on first use.
//
//   ProgrammeStore store(templates_folder(), own_programmes_folder());
//   auto programme = store.find("gialai-dti-2023");     // shared_ptr<const Programme>, or null
//
// Thread-safe. The program and the extension find the delivered programmes beside the shared library: ../templates. The
// user's own stand in a folder of the user, which an update leaves alone. Where both have a programme of one key, the
// delivered one is used, so that a sheet scores the same on every machine, and a finding names the two.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

// $THUOCDO_TEMPLATES where it is set, otherwise ../templates beside the folder of the engine's shared library.
std::filesystem::path templates_folder();
// Where the user's own things are kept: thuocdo in $XDG_DATA_HOME or ~/.local/share; empty where there is no home.
std::filesystem::path user_data_folder();
// $THUOCDO_PROGRAMMES where it is set, otherwise programmes in the user's folder. It need not exist.
std::filesystem::path own_programmes_folder();

// The folder's name is how a programme is found, and its key is what sheets carry: where the two differ, the programme
// is taken out of `loaded` with a finding.
void check_key(const std::filesystem::path& folder, LoadedProgramme& loaded);

class ProgrammeStore {
 public:
  // An empty path is no folder.
  explicit ProgrammeStore(std::filesystem::path folder, std::filesystem::path own = {});

  // Keys of the folders that hold a programme.xml, sorted, each once.
  std::vector<std::string> keys() const;
  // Null when there is no such programme or it has blocking findings; `findings` then says why.
  std::shared_ptr<const Programme> find(std::string_view key, Findings* findings = nullptr);
  // The folder that `find` reads; empty when there is no such programme.
  std::filesystem::path folder_of(std::string_view key) const;
  // Whether the programme stands in the user's own folder, and not in the other.
  bool is_own(std::string_view key) const;
  const std::filesystem::path& own_folder() const { return own_; }
  // Forgets the programmes whose files are no longer as they were when they were read; what others hold stays good.
  // True when there were any.
  bool refresh();

 private:
  // Name, time of the last change, and size of each file.
  using FolderState = std::vector<std::tuple<std::string, std::filesystem::file_time_type, std::uintmax_t>>;
  struct Entry {
    std::string key;
    std::filesystem::path folder;
    FolderState state;
    std::shared_ptr<const Programme> programme;
    Findings findings;
  };
  static FolderState state_of(const std::filesystem::path& folder);
  Entry load(std::string_view key) const;

  std::filesystem::path folder_;
  std::filesystem::path own_;
  std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace thuocdo
