// Turns a table of criteria, as the annex of a decision prints it, into a criteria set.
//
//   ReadWorkbook read = read_table_file("phu-luc.ods");
//   ImportedCriteria imported = import_criteria(*read.workbook, "phu-luc.ods", {.tier = "xa"});
//   for (const ImportedRow& row : imported.rows) show(row.row, row.words(), imported.findings_of(row));
//   if (imported.set) write("xa.xml", criteria_xml(*imported.set, "xa"));
//
// The numbering gives the tree: 1, 1.1, 1.1.1; I, II; A, B; a, b. Ids come from it: "1.2"; below "II", "3" is "II.3". A
// rule is proposed where the words of the method are a common phrase (see method_wording.h), with a note that shows both;
// any other criterion is judged by a person, with a warning. Rows without a number are parts of the method above, totals,
// which are compared, or notes, which are left out with a note. Repeated headings, merged cells, numbers as text and a
// second table on the sheet are told. Findings carry the cell. No set is given when a finding is blocking; what became of
// the rows is told all the same.
//
// A table written by criteria_table gives back the same set: its ids, levels and rules are read as they stand.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct ImportRequest {
  std::string tier;   // key, for the title where the table has none
  std::string sheet = {};  // name; empty: the first with a table of criteria
  Provenance provenance = Provenance::drafted;
  std::string source = {};  // needed with Provenance::published
  // Of the assessment, for days that the words name without a year ("trong tháng 1"); without it such words stay levels.
  std::optional<int> year = {};
  // Only these cells are looked at, as those that are selected; its sheet goes before `sheet`. Rows and columns of
  // findings stay those of the sheet.
  std::optional<CellRange> range = {};
};

// What a row of the table became.
enum class RowPart {
  heading,      // the table's headings, their numbers, or their repetition on a new page
  group,        // has criteria below it
  criterion,    // is scored
  method_part,  // words that belong to the criterion above
  total,        // compared with the sum, and left out
  note,         // note or footnote, left out
  unread,       // could not be placed: a finding says why
  other_table,  // the first row of another table, which is not read
};
// "Nhóm", "Tiêu chí", "Phần của cách tính" …
Text row_part_label(RowPart part);

// Where the rule of a criterion comes from.
enum class RuleOrigin {
  none,        // no criterion
  proposed,    // recognised in the words of the method: a person compares them
  judged,      // not recognised: for now a person judges from 0 to the maximum
  as_written,  // stands in the table, which was exported
};

struct ImportedRow {
  int row = 0;  // from 0, in the sheet
  RowPart part = RowPart::unread;
  std::string id;      // of the group or criterion that the row is, or is a part of
  std::string number;  // as printed
  std::string name;    // of the group or criterion; what a row says that is left out
  std::optional<Decimal> maximum;
  RuleOrigin origin = RuleOrigin::none;
  Text rule;                          // in words
  std::vector<std::size_t> findings;  // indexes in ImportedCriteria::findings

  // "Tiêu chí 1.2, tối đa 20 điểm. Đề xuất: Điểm = a / b × 20", "Dòng tổng, để đối chiếu", …
  Text words() const;
};

struct ImportedCriteria {
  std::optional<CriteriaSet> set;
  Findings findings;              // in the order of the table; those about the whole table come first
  std::string sheet;              // where the table was found; empty for text files
  std::vector<ImportedRow> rows;  // every row that holds something, from the headings to the end of the table

  // The findings beside one row; each has its cell in `place.cell`.
  Findings findings_of(const ImportedRow& row) const;
};

ImportedCriteria import_criteria(const Workbook& workbook, std::string_view file, const ImportRequest& request);

}  // namespace thuocdo
