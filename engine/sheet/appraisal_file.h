// The appraisal of units as a table, so that reviewers can work with any spreadsheet program, each on some of the criteria,
// and so that a unit can explain.
//
//   auto rows = appraisal_table(programme, unit, answers, appraisal, {.stage = AppraisalStage::first});
//   … table_file_bytes("tham-dinh.ods", rows, "Thẩm định", appraisal_number_headings()) …
//
//   AppraisalTable table = read_appraisal_file("tham-dinh.ods");      // .ods, .fods, .xlsx, .csv, .tsv
//   Findings findings;
//   std::vector<UnitAppraisal> read = appraisals_of(table, programme, {}, findings);
//   AppraisalMerge merge = merge_appraisals(programme, tier, answers, read);
//
// One row for each field of each criterion. Columns are found by their headings in any order; those that can be filled in are
// unit, criterion, field, round, verdict, value, points, basis, comment, question, internal, appraiser, explanation,
// explanation evidence, entry – or Mã đơn vị, Mã tiêu chí, Mục, Lần thẩm định, Kết luận, Số liệu thẩm định, Điểm chấm, Căn cứ
// thẩm định, Ý kiến thẩm định, Yêu cầu giải trình, Ghi chú nội bộ, Người thẩm định, Giải trình của đơn vị, Tài liệu giải trình,
// Mã ghi. All others are for the reader only. A row in which nothing is filled in says nothing. A field left blank stays as
// the unit answered it; "–" empties it; "Không áp dụng" says that the criterion does not apply.
//
// What cannot be used is a finding with the row; the criterion is then left undecided, and the others go on.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "programme/programme.h"
#include "scoring/appraisal.h"
#include "sheet/limits.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct AppraisalRow {
  std::string unit, criterion, field, stage, verdict;
  Value value;
  Value points;
  std::string basis, comment, question, internal, appraiser, explanation, explanation_evidence;
  std::string entry;  // what a register called the decision that this one replaces
  int line = 0;       // row in the sheet, from 1
};

struct AppraisalTable {
  std::string file;
  std::vector<AppraisalRow> rows;  // in which something is filled in
  Findings findings;               // of reading
  bool readable = true;            // false: nothing could be read at all
  // Of a workbook that reviewers work in:
  std::string kind;                // review_copy, explanation_copy, or empty: a table
  std::string unit;                // whose sheet it is
  std::string submission;          // digest of the submission that it was made of
  AppraisalStage stage = AppraisalStage::first;  // the last that has begun
  std::string sheet;               // in which the rows stand
  std::map<std::string, int> columns;            // by their keys
};
// The same out of a workbook: also a working copy that reviewers made of a submission in Calc (review_columns.h), whose
// rows are those of the unit's own sheet. Of a copy that came back from the unit only the explanations are read.
AppraisalTable appraisal_table_in(const Workbook& workbook, std::string file);
AppraisalTable read_appraisal_file(const std::filesystem::path& file, const Limits& limits = {});

struct ReadDecision {
  AppraisalStage stage = AppraisalStage::first;
  int criterion = 0;
  CriterionAppraisal appraisal;
  std::string entry;
  int line = 0;
};
struct ReadExplanation {
  int criterion = 0;
  UnitExplanation explanation;
  std::string entry;
  int line = 0;
};
// What one table says about one unit.
struct UnitAppraisal {
  std::string file;
  const Unit* unit = nullptr;
  const Tier* tier = nullptr;
  std::vector<ReadDecision> decisions;        // in the order of the table
  std::vector<ReadExplanation> explanations;
};

struct AppraisalDefaults {
  const Unit* unit = nullptr;  // where a row names none; rows about another are refused then
  AppraisalStage stage = AppraisalStage::first;
  std::string appraiser;
};
// Rows that the programme can use, by unit in the order of the table; what is wrong with the others is added to `findings`.
std::vector<UnitAppraisal> appraisals_of(const AppraisalTable& table, const Programme& programme, const AppraisalDefaults& defaults, Findings& findings);

// Two reviewers who decide the same criterion differently in the same stage.
struct AppraisalConflict {
  AppraisalStage stage = AppraisalStage::first;
  int criterion = 0;
  std::vector<ReadDecision> decisions;  // each differs from the others
  std::vector<std::string> files;       // of each
};
struct AppraisalMerge {
  Appraisal appraisal;  // where there is a conflict nothing is decided
  std::vector<AppraisalConflict> conflicts;
  Findings findings;    // of every decision that cannot count, and of every conflict; with file and row
};
// Puts tables about one unit together, stage by stage: explanations count after the first, and are what the second rests on.
AppraisalMerge merge_appraisals(const Programme& programme, const Tier& tier, const Answers& answers, const std::vector<UnitAppraisal>& parts);
Finding conflict_finding(const Criterion& criterion, AppraisalStage stage, const std::string& one, const std::string& other);

struct AppraisalTableOptions {
  AppraisalStage stage = AppraisalStage::first;
  // For the unit: the criteria that it may explain, what was decided about them to read, the explanation to fill in, and
  // nothing that is internal.
  bool for_unit = false;
  std::vector<int> criteria = {};  // only these; empty: all (in the second stage all that were explained)
  std::map<int, std::string> entries = {};  // what a register calls the decisions that stand, by criterion
};
// The headings, then the rows; numbers as plain decimals.
std::vector<std::vector<std::string>> appraisal_table(const Programme& programme, const Unit& unit, const Answers& answers,
                                                      const Appraisal& appraisal, const AppraisalTableOptions& options);
// Of columns that hold numbers.
const std::vector<std::string_view>& appraisal_number_headings();

}  // namespace thuocdo
