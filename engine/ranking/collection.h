// A round without assessment: many sheets → the figures of every unit. Nothing is scored or ranked.
//
//   const Stage* round = programme->round_without_assessment("3-thang");
//   Collection result = collect(folder, workbook_files(folder), programme, *round, store);
//   result.tiers[0].received[0].answers
//
// A sheet of another round, and of the assessment itself, is refused. Which of several sheets of a unit counts, and that
// neither the order of the files nor the number of threads matters, is as for the assessment (consolidation.h).
#pragma once

#include "ranking/consolidation.h"

namespace thuocdo {

struct CollectedUnit {
  const Unit* unit = nullptr;
  std::string file;
  std::string check_code;
  std::size_t answered = 0;
  std::size_t asked = 0;
  Answers answers;
};

struct CollectedTier {
  const Tier* tier = nullptr;
  std::vector<CollectedUnit> received;  // in the order of the units
  std::vector<UnrankedUnit> missing;    // units without a usable sheet, and why
};

struct Collection {
  std::shared_ptr<const Programme> programme;
  const Stage* round = nullptr;  // one of the programme's
  std::vector<CollectedTier> tiers;
  std::vector<std::string> refused_files;  // that are not named with a unit
  Findings findings;                       // by file, then as found in it; then those about units
  std::size_t files = 0;
};

Collection collect(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files,
                   std::shared_ptr<const Programme> programme, const Stage& round, ProgrammeStore& store,
                   const ConsolidateOptions& options = {});

}  // namespace thuocdo
