// All programmes of a templates folder, each loaded once, on first use.
//
//   ProgrammeStore store(templates_folder());
//   auto programme = store.find("gialai-dti-2023");     // shared_ptr<const Programme>, or null
//
// Thread-safe. The program and the extension find their templates beside the shared library: ../templates.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

// $THUOCDO_TEMPLATES where it is set, otherwise ../templates beside the folder of the engine's shared library.
std::filesystem::path templates_folder();

// The folder's name is how a programme is found, and its key is what sheets carry: where the two differ, the programme
// is taken out of `loaded` with a finding.
void check_key(const std::filesystem::path& folder, LoadedProgramme& loaded);

class ProgrammeStore {
 public:
  explicit ProgrammeStore(std::filesystem::path folder);

  // Keys of the folders that hold a programme.xml, sorted.
  std::vector<std::string> keys() const;
  // Null when there is no such programme or it has blocking findings; `findings` then says why.
  std::shared_ptr<const Programme> find(std::string_view key, Findings* findings = nullptr);
  const std::filesystem::path& folder() const { return folder_; }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Programme> programme;
    Findings findings;
  };
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace thuocdo
