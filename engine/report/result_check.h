// Whether a published result can be derived again from the sheets: every file of the result against the one that the same
// sheets give now, byte by byte, and where they differ, what would change for whom. Nothing is written.
//
//   ResultCheck check = check_result("ketqua", consolidation);
//   check.same()                                    // true: anybody gets the same bytes
//   out << result_check_text(check, page);
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ranking/consolidation.h"
#include "report/page.h"
#include "report/ranking_report.h"
#include "report/series_report.h"

namespace thuocdo {

struct FileCheck {
  std::string name;
  enum class State { same, different, missing } state = State::same;
};

// What a unit has in the result and what the sheets give now.
struct UnitChange {
  std::string unit;
  std::string name;
  PastResult published;  // empty where the result does not have the unit
  PastResult derived;    // empty where the sheets give no such unit
};

struct ResultCheck {
  std::string published_engine;
  std::string engine;  // the one that derived it now
  std::string published_digest;
  std::string digest;
  std::vector<FileCheck> files;
  std::vector<UnitChange> changes;  // in the order of the derived result
  bool other_previous = false;      // the result was compared with another earlier result than the one given now

  bool same() const;
};

// `published` is what stands in the folder's result.json, as read_result gives it. A simulation that it names is made again;
// `previous` is the earlier result that it was compared with, where it was. The English workbook is looked at where the
// folder has one.
ResultCheck check_result(const std::filesystem::path& folder, const RoundResult& published, const Consolidation& derived,
                         const RoundResult* previous = nullptr);

std::string result_check_text(const ResultCheck& check, const Page& page);
// {"same","engine","published_engine","digest","published_digest","other_previous","files":[{"name","state"}],"changes":[…]}
std::string result_check_json(const ResultCheck& check);

}  // namespace thuocdo
