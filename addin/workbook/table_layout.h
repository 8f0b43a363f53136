// Where the rows and columns of one tier's criteria table stand when the table is built. Readers never use this: they
// find everything by the table's keys (sheet/contract.h). All numbers are Calc's own, from 0.
//
//   TableLayout layout(tier.set, nullptr);
//   layout.row_of(0)                     // sheet row of the first table row
//   at(Column::points)                   // sheet column
//   layout.answers(layout.rows[5], 5)    // the answer cells of one criterion, as "F9:G9"
#pragma once

#include <string>
#include <vector>

#include "sheet/contract.h"

namespace thuocdo {

constexpr int at(Column column) { return static_cast<int>(column); }

struct TableLayout {
  static constexpr int title_row = 0;
  static constexpr int subject_row = 1;
  static constexpr int key_row = 2;  // hidden
  static constexpr int header_row = 3;
  static constexpr int first_row = 4;

  std::vector<TableRow> rows;
  int last_row;
  int total_row;
  int signature_row;  // first of the signature block

  // The round of a sheet that only collects figures: it has no points, and no cells for what a person judges.
  const Stage* without_assessment;

  TableLayout(const CriteriaSet& set, const Stage* round_without_assessment);

  bool assessed() const { return without_assessment == nullptr; }

  int row_of(std::size_t index) const { return first_row + static_cast<int>(index); }
  // Last sheet row that belongs to the group or criterion of rows[index], its own row at least.
  int last_row_of(const CriteriaSet& set, std::size_t index) const;
  // Answer cells of the criterion of rows[index]: "F9", "F9:G9", or "F10:F12" for the rows of its items.
  std::string answers(const CriteriaSet& set, std::size_t index) const;
};

// The field of the criterion; null when it has none of this name.
const Field* field_named(const Criterion& criterion, std::string_view name);

// "F9", "F9:G9"
std::string cells(int first_row, Column first_column, int last_row, Column last_column);
inline std::string cells(int row, Column column) { return cells(row, column, row, column); }
// The same with dollar signs: "$F$9:$G$9".
std::string fixed_cells(int first_row, int first_column, int last_row, int last_column);

}  // namespace thuocdo
