// The criteria sets that cell functions and commands know: every programme that is delivered, and the user's own.
//
//   const KnownSet* set = known_set("gialai-dti-2023/so");     // null when there is none
//
// Loaded once, and again when a command finds that files have changed. What was given out stays good for the life of
// the office. Thread-safe. After the first call a look-up neither locks nor reads files.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programme/store.h"
#include "scoring/answer.h"

namespace thuocdo {

struct KnownSet {
  std::shared_ptr<const Programme> programme;
  const Tier* tier = nullptr;
  const Stage* without_assessment = nullptr;  // of a sheet that only collects figures: its cells show no points

  // The answer that the values make; nothing when more is answered than the criterion asks for.
  std::optional<Answer> answer(int criterion, std::vector<Value> values) const;
};

// The store behind it, for whoever needs the programmes themselves.
ProgrammeStore& office_programmes();
// Reads again what has changed in the folders of programmes; true when something had: formulas must be computed again.
bool refresh_known_sets();
// "programme/tier", and "programme/tier/round" for a round without assessment.
std::string known_set_name(const Programme& programme, const Tier& tier, const Stage* without_assessment);
const KnownSet* known_set(std::string_view name);
// By "programme" or "programme/tier".
const Programme* known_programme(std::string_view name);

}  // namespace thuocdo
