// The parts of the linter, one noun each. Private to the room; the manual for callers is lint in programme.h.
#pragma once

#include <string>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

// Numbers and ranges in the words of classes, levels and choices: gaps, overlaps, thresholds that nobody reaches.
void lint_ranges(const Programme& programme, Findings& findings);
// Denominators: what is open about them, and the same figure asked for twice.
void lint_denominators(const Tier& tier, Findings& findings);
// What has to be proved and explained, and numbers in the words of methods that disagree with the rules.
void lint_wording(const Tier& tier, Findings& findings);

// "1.2, 1.3, …": the first few.
std::string few(const std::vector<std::string>& ids);

}  // namespace thuocdo
