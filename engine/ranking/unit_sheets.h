// What the kinds of consolidation have in common: reading many files at once, and which of a unit's sheets counts. For
// this room's .cpp files.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "ranking/consolidation.h"

namespace thuocdo {

// What stays of every sheet when its texts are gone.
struct UnitSheet {
  std::string file;
  const Unit* unit = nullptr;  // null where nobody can say
  bool refused = true;
  std::string digest;  // of the canonical form of its answers
  std::string check_code;
  std::string submitted;  // ISO time; empty for a draft
  std::string replaces;   // digest of the earlier submission that it replaces
  Findings findings;
};

using NamedPaths = std::vector<std::pair<std::string, std::filesystem::path>>;  // by name
// Named relative to the folder, sorted.
NamedPaths named_files(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files);

// Reads, verifies and describes one sheet of the programme's round.
AssessedSheet read_sheet(const std::filesystem::path& file, const std::string& name, const Programme& programme,
                         const std::string& round, ProgrammeStore& store, const ConsolidateOptions& options, UnitSheet& described);

// The same out of what the source kept of it, where there is that; then without the places of its cells.
AssessedSheet counted_sheet(const std::filesystem::path& file, const std::string& name, const Programme& programme,
                            const std::string& round, ProgrammeStore& store, const ConsolidateOptions& options, UnitSheet& described);

// What a register knows of the unit, or null.
const SheetSource::Left* left_of(const SheetSource* source, const Unit& unit);

// Calls `work` for 0 … count - 1 on several threads; progress is told after each.
void each_file(std::size_t count, const ConsolidateOptions& options, const std::function<void(std::size_t)>& work);
// What takes the place of a sheet whose reading failed by a fault of ours or for want of memory.
UnitSheet unread_sheet(const std::string& name, const std::exception& problem);

// Which of a unit's sheets counts. A submission that names an earlier one as replaced takes its place, and so on along
// the chain. All usable ones that are left must hold the same answers; a submitted one carries the check code and goes
// first. The findings about the others are added to the sheets.
struct ChosenSheet {
  UnitSheet* used = nullptr;  // null: the unit is left out for `reason`
  UnrankedReason reason = UnrankedReason::absent;
  std::vector<std::string> files;
};
ChosenSheet choose(const Unit& unit, const std::vector<UnitSheet*>& sheets);

// What is told of all sheets together, in the order of the files: their findings, then those about units.
struct ToldOfSheets {
  std::vector<std::string> refused_files;  // that are not in `named_with_units`
  Findings findings;
};
// Takes the findings out of the sheets; a folder without a file is told.
ToldOfSheets told_of(const std::filesystem::path& folder, const std::vector<UnitSheet*>& sheets,
                     std::vector<std::string> named_with_units, Findings of_units);

}  // namespace thuocdo
