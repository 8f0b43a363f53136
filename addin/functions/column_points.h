// The points that stand in a column of the sheet, for the sums of groups and of the whole sheet.
#pragma once

#include <com/sun/star/table/XCellRange.hpp>
#include <optional>
#include <vector>

#include "functions/known_sets.h"
#include "scoring/scorecard.h"

namespace thuocdo {

// Results of the whole set from the points in a column: each criterion's points stand beside its id; groups hold their
// sums, capped as the set says. Only the cells of criteria below `group` (-1: of all) are read, so that the sum itself
// may stand in the same column. Empty cells, texts and errors count as nothing, and so does the second row of an id.
// Nothing when the ranges are not two columns of the same length.
std::optional<std::vector<CriterionResult>> column_results(
    const KnownSet& known, int group, const com::sun::star::uno::Reference<com::sun::star::table::XCellRange>& ids,
    const com::sun::star::uno::Reference<com::sun::star::table::XCellRange>& points);

}  // namespace thuocdo
