// What becomes of an imported set: the programme that it goes into, what is proposed for it, and whether that is possible.
#pragma once

#include <optional>
#include <string>

#include "commands/command.h"
#include "programme/draft_programme.h"
#include "sheet/criteria_import.h"

namespace thuocdo {

// As typed or given.
struct ImportTarget {
  std::string key;
  std::string title;
  std::string province;
  std::string year;
  std::string tier;
  std::string tier_name;
};

enum class TargetKind { invalid, makes_programme, adds_tier, replaces_tier };
struct TargetState {
  TargetKind kind = TargetKind::invalid;
  Text words;  // what will happen, or why it cannot
};
TargetState state_of(const ImportTarget& target);
ProgrammeHead head_of(const ImportTarget& target);

// "xa – Xã, phường" → key and name.
void set_tier(ImportTarget& target, std::string_view text);
std::string tier_text(const ImportTarget& target);
const std::vector<std::string>& usual_tiers();

// Sensible defaults: title, year and tier from the table's own words, the province of the user's other programmes, and a
// key made of province and year.
ImportTarget proposed_target(const ImportedCriteria& imported, const Workbook& workbook, std::string_view file);

enum class ImportAnswer { make, preview_only, cancelled };
ImportAnswer ask_for_import(const Call& call, const ImportedCriteria& imported, ImportTarget& target);

}  // namespace thuocdo
