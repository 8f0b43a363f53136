// Reads results of several years back, and shows the series of their units.
//
//   ReadResult read = read_result("ketqua-2024/result.json");       // or the folder
//   out << series_text(series, page);
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "ranking/series.h"
#include "report/page.h"

namespace thuocdo {

struct ReadResult {
  std::optional<RoundResult> result;  // nothing: the finding says why
  Findings findings;
};

// A result.json that consolidate wrote, or the folder that holds one.
ReadResult read_result(const std::filesystem::path& file);

// One row for each unit of this year and each earlier unit, a column for each round.
std::string series_text(const Series& series, const Page& page);
// unit,name,tier,round,earlier-unit,earlier-name,rank,published,maximum,percent,band,reason
std::string series_csv(const Series& series);
// {"rounds":[…],"units":[{"unit","name","tier","years":[{"round","results":[…]}]}],"findings":[…]}
std::string series_json(const Series& series);

}  // namespace thuocdo
