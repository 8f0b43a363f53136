// The figures of a programme's general report, added up over the ranked units.
//
//   GeneralReport report(*programme, consolidation);
//   for (every ranked unit) report.add(*final_sheet(…), unit);
//   report.tallies(section, figure)[0].sum            // of the first part; section and figure as in programme.general_report
//
// Sums are exact. A unit to which the criterion does not apply, or which gave no usable answer, is not counted, and how many
// were counted is kept beside every figure.
#pragma once

#include <cstddef>
#include <vector>

#include "ranking/consolidation.h"

namespace thuocdo {

// One part of a figure: one tier's.
struct ReportTally {
  std::size_t units = 0;           // ranked units of the tier
  std::size_t counted = 0;         // of them: with a usable answer
  std::size_t not_applicable = 0;  // of them: to which the criterion does not apply
  std::size_t met = 0;             // units and full: of those counted
  Decimal sum;
  Decimal base;            // ratio
  bool too_large = false;  // the sum does not fit: there is no figure
};

class GeneralReport {
 public:
  // The programme must outlive the report.
  GeneralReport(const Programme& programme, const Consolidation& result);
  void add(const AssessedSheet& sheet, const RankedUnit& unit);
  // One for each part of the figure.
  const std::vector<ReportTally>& tallies(std::size_t section, std::size_t figure) const { return tallies_[section][figure]; }

 private:
  const Programme& programme_;
  std::vector<std::vector<std::vector<ReportTally>>> tallies_;  // section, figure, part
};

// All parts together; too_large where one is.
ReportTally whole_of(const std::vector<ReportTally>& parts);

}  // namespace thuocdo
