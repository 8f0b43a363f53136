// What to consolidate, asked for in one window.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "commands/command.h"
#include "programme/programme.h"

namespace thuocdo {

struct ConsolidateRequest {
  std::filesystem::path folder;    // of sheets, or of a result; or a register: its file, or its address
  std::string programme;           // key
  std::filesystem::path previous;  // earlier result; may be empty
  std::filesystem::path figures;   // table of other bodies' figures; may be empty
  std::filesystem::path out;
  bool robustness = false;
};

// A file, or the address of a server.
bool is_register(const std::filesystem::path& source);
bool is_result_folder(const std::filesystem::path& folder);
// Of the workbook in front, where it lies in a result: whoever has just consolidated goes on from there.
std::filesystem::path open_result_folder(const Call& call);
// Where the result of a folder of sheets, or of a register that is a file, usually goes: beside it; where nobody may write there,
// or the register is on a server, among the user's documents.
std::filesystem::path usual_result_folder(const Call& call, const std::filesystem::path& source);
// Programmes that sheets of the folder name, each once; only the first files are looked into.
struct NamedBySheets {
  std::vector<std::string> programmes;
  std::string round;  // of the first that names one
  std::size_t files = 0;
};
NamedBySheets named_by_sheets(const std::filesystem::path& folder);

// Nothing when it was given up.
std::optional<ConsolidateRequest> ask_for_consolidation(const Call& call, ConsolidateRequest request);

}  // namespace thuocdo
