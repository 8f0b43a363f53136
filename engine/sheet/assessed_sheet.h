// From a workbook to a scorecard: finds out whose sheet it is, takes the answers out of it, scores them, and compares
// what the file shows with what the engine computes. Scores, maxima and totals found in the file are never used.
//
//   AssessedSheet sheet = assess_file("phieu.ods", store);
//   if (sheet.usable()) … sheet.card.total …
//   for (const Finding& finding : sheet.findings) …     // by file, sheet and cell
//
// The same function serves files of every format and the open document in Calc, so that all give the same findings.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "programme/store.h"
#include "scoring/scorecard.h"
#include "sheet/contract.h"
#include "sheet/read_workbook.h"

namespace thuocdo {

struct SheetIdentity {
  std::string programme;
  std::string digest;
  std::string tier;
  std::string unit;
  std::string round;
  std::string template_version;
  std::string submitted;          // empty for a sheet that was not submitted
  std::string submission_digest;
  std::string check_code;
  std::string replaces_digest;  // of the earlier submission that this one replaces; empty for a first one
  std::string replaces_code;
  std::string part;               // section, where it is only a part of a divided sheet
};
SheetIdentity identity_of(const Workbook& workbook);

// Where the answer to one field of one criterion stands.
struct AnswerCell {
  std::string field;  // field name, or "reason", "evidence", "page", "link", "points", "maximum"
  std::string sheet;
  int row = 0;
  int column = 0;
};

struct AssessedSheet {
  std::string file;
  SheetIdentity identity;
  std::shared_ptr<const Programme> programme;  // null when unknown
  const Tier* tier = nullptr;                  // null when unknown
  const Unit* unit = nullptr;
  // The sheet's round where it is one without assessment: `card` then counts and checks the figures, without points.
  const Stage* without_assessment = nullptr;
  std::optional<Answers> answers;
  std::optional<std::string> submission_part;  // its bytes, where the file has one
  std::vector<std::vector<AnswerCell>> cells;  // by criterion index
  Scorecard card;
  Findings findings;     // of reading, identity, structure, answers and comparison, in this order
  bool refused = false;  // unreadable, not ours, another campaign or altered: takes no part in a ranking

  bool usable() const { return !refused && tier != nullptr && answers.has_value(); }
  const AnswerCell* cell(int criterion, std::string_view field) const;
};

// What the reader expects of the sheet; empty members are not checked.
struct Expected {
  std::string programme;
  std::string tier;
  std::string round;
  bool working_copy = false;  // a reviewer's working copy is taken, too (review_columns.h); as a sheet it is refused
};

AssessedSheet assess_workbook(const Workbook& workbook, std::string file, ProgrammeStore& store,
                              const Expected& expected = {});
AssessedSheet assess_file(const std::filesystem::path& file, ProgrammeStore& store, const Expected& expected = {},
                          const Limits& limits = {});

}  // namespace thuocdo
