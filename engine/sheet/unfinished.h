// What is still to be done in a sheet, place by place, in the order of the table: an answer that is missing or cannot be
// used, a reason, a piece of evidence, something carried over that nobody confirmed.
//
//   const std::vector<UnfinishedPlace> places = unfinished_places(sheet);
//   const UnfinishedPlace* next = following(places, here);       // null: nothing after the cursor
#pragma once

#include <vector>

#include "sheet/assessed_sheet.h"
#include "sheet/cell_text.h"

namespace thuocdo {

struct UnfinishedPlace {
  CellAddress cell;
  std::string sheet;
  Finding finding;  // what is to be done there; the gravest where there are several
};

// Findings that the unit mends by filling in a cell of the criterion; by row and column, one for each cell.
std::vector<UnfinishedPlace> unfinished_places(const AssessedSheet& sheet);

// The first place behind the cell, and the last one before it; null where there is none.
const UnfinishedPlace* following(const std::vector<UnfinishedPlace>& places, CellAddress here);
const UnfinishedPlace* preceding(const std::vector<UnfinishedPlace>& places, CellAddress here);

// Index of the criterion that the row belongs to (its own row, or one of its fields'); -1 for other rows.
int criterion_at(const AssessedSheet& sheet, int row);

}  // namespace thuocdo
