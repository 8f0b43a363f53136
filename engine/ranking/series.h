// The results of several years side by side, by the units of this year: a merger keeps the series, so that what three
// communes had last year stands beside the one that carries on with them.
//
//   Series series = series_of(rounds, *this_year, "xa");
//   series.units[0].years[1].results      // of the round rounds[1]: one, or those of the units that were merged
//
// Nothing is added up or averaged: points of different units and years are not of one measure. Which unit goes on in which
// other stands in this year's list (merged-into), and holds over several mergers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "programme/programme.h"
#include "ranking/robustness.h"

namespace thuocdo {

// One unit in one year's result.
struct PastResult {
  std::string unit;  // code, as it was that year
  std::string name;
  std::string tier;
  int rank = 0;      // 0: not ranked
  bool tied = false;
  std::string published;  // plain decimal; what the rank went by
  std::string maximum;
  std::string percent;  // of the maximum, plain decimal; may be empty
  std::string band;
  std::string reason;   // why it was not ranked: "absent" …
  std::vector<std::pair<std::string, std::string>> points;        // plain decimals by the id of the criterion or group, where known
  std::vector<std::pair<std::string, std::string>> denominators;  // the same of what its ratios were measured against
};

struct RoundResult {
  std::string file;  // as named in the call
  std::string programme;
  std::string round;  // "2024"
  std::vector<PastResult> units;
  std::string engine;           // version that computed it
  std::string digest;           // of the programme
  std::string consolidated_by;  // unit whose consolidation it is, or empty
  bool from_register = false;   // what it was consolidated from; otherwise a folder
  std::string sha256;           // of the file
  std::string previous_sha256;  // of the result that it was compared with, or empty
  std::optional<RobustnessOptions> robustness;  // where it holds a simulation
};

struct SeriesYear {
  std::vector<PastResult> results;  // in the order of this year's list; empty: none that year
};

struct SeriesUnit {
  const Unit* unit = nullptr;  // of this year
  std::vector<SeriesYear> years;  // one for each round
};

struct Series {
  std::vector<std::string> rounds;
  std::vector<SeriesUnit> units;  // those that take part this year, tier by tier
  Findings findings;              // units whose way nobody told, rounds named twice
};

// `rounds` from the oldest to the newest. With `tier` only that tier. The programme must outlive the result.
Series series_of(const std::vector<RoundResult>& rounds, const Programme& this_year, std::string_view tier = {});

}  // namespace thuocdo
