// Turns a table of criteria, as the annex of a decision prints it, into a criteria set.
//
//   ReadWorkbook read = read_table_file("phu-luc.ods");
//   ImportedCriteria imported = import_criteria(*read.workbook, "phu-luc.ods", {.tier = "xa"});
//   if (imported.set) write("xa.xml", criteria_xml(*imported.set, "xa"));
//
// The numbering gives the tree: 1, 1.1, 1.1.1; I, II; A, B; a, b. Ids come from it: "1.2"; below "II", "3" is "II.3". A
// rule is proposed where the words of the method are a common phrase (see method_wording.h), with a note that shows both;
// any other criterion is judged by a person, with a warning. Rows without a number are parts of the method above, totals,
// which are compared, or notes, which are left out with a note. Repeated headings, merged cells, numbers as text and a
// second table on the sheet are told. Findings carry the cell. Nothing is given when a finding is blocking.
//
// A table written by criteria_table gives back the same set: its ids, levels and rules are read as they stand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "programme/programme.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct ImportRequest {
  std::string tier;   // key, for the title where the table has none
  std::string sheet = {};  // name; empty: the first with a table of criteria
  Provenance provenance = Provenance::drafted;
  std::string source = {};  // needed with Provenance::published
};

struct ImportedCriteria {
  std::optional<CriteriaSet> set;
  Findings findings;
};

ImportedCriteria import_criteria(const Workbook& workbook, std::string_view file, const ImportRequest& request);

}  // namespace thuocdo
