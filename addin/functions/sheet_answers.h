// The answers that stand in a sheet beside its ids, for what needs the whole sheet and not one criterion.
#pragma once

#include <com/sun/star/table/XCellRange.hpp>
#include <optional>

#include "functions/known_sets.h"
#include "scoring/answer.h"

namespace thuocdo {

// `ids` is the column of the sheet's row ids, `answers` the columns of the first and the second answer in the same rows
// (sheet/contract.h says which field stands where). Nothing when the ranges do not fit. The second row of an id counts as
// nothing.
std::optional<Answers> sheet_answers(const KnownSet& known,
                                     const com::sun::star::uno::Reference<com::sun::star::table::XCellRange>& ids,
                                     const com::sun::star::uno::Reference<com::sun::star::table::XCellRange>& answers);

}  // namespace thuocdo
