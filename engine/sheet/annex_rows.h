// Reads the rows of an annex's table: numbered entries in their tree, totals, parts of a method, notes, repeated
// headings, the beginning of another table. Where the table has a column of ids, they are the ids; where it has one of the
// groups above, that gives the tree, whatever the order of the rows. For import_criteria only.
#pragma once

#include <utility>
#include <vector>

#include "sheet/import_table.h"

namespace thuocdo {

// A group or a criterion as the table words it.
struct AnnexEntry {
  int row = 0;
  int parent = -1;  // index
  int depth = 0;
  bool has_children = false;
  std::string id;
  std::string number;
  std::string name;
  std::optional<Decimal> maximum;
  std::string method;  // with line ends
  std::string evidence;
  std::string data_source;
  std::string verifier;
  std::string note;
  std::string source;  // which document words it
};

struct AnnexRows {
  std::vector<AnnexEntry> entries;  // parents before their children
  std::vector<std::pair<int, Decimal>> totals;  // row and what it says
};

AnnexRows read_annex_rows(ImportTable& table);

// The criteria of the entries, with proposed rules; sums are compared.
void build_set(ImportTable& table, AnnexRows& rows, CriteriaSet& set);

}  // namespace thuocdo
