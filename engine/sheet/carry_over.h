// Last year's answers for this year's sheet.
//
//   ReadWorkbook old = read_workbook("2023/so-tc.ods");
//   CarryOver carried = carry_over(*old.workbook, *programme, *tier, *unit, store.find(key_of_old).get());
//   if (carried.usable) for (const CarriedAnswer& one : carried.answers) …
//   for (const Finding& why : carried.findings) …             // why the others were not, by criterion
//
// An answer is carried where the new set has a criterion of the same id that asks for the same fields, and where the new
// set can use the answer: choices are told by their texts, a date must lie in the time that counts now. What a unit had
// marked as not applicable is carried with its reason where the new set allows that. Evidence is carried with its
// answer, unless every date that can be read in it lies before the new survey window; where no date can be read, it is
// carried. Reasons for missing points are not: they are about last year's points. Whoever puts the answers into a sheet
// marks them as to be confirmed (Column::carried).
//
// The old sheet's programme need not be known any more. Where it is, in the very version of the sheet, the fields are
// compared with its own; otherwise with what the sheet shows. The sheet may be this programme's own, of an earlier
// version of its criteria. Free of side effects.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "programme/programme.h"
#include "scoring/answer.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct CarriedAnswer {
  int criterion = 0;  // index in the new set
  // Choices as their new texts, dates as "2023-12-25"; with evidence, page and link where these are carried.
  Answer answer;
};

struct CarryOver {
  bool usable = false;  // false: no sheet of this unit and tier; a blocking finding says so
  std::vector<CarriedAnswer> answers;  // in the order of the new set
  Findings findings;
};

// `before` is the old sheet's programme, or null.
CarryOver carry_over(const Workbook& old_sheet, const Programme& programme, const Tier& tier, const Unit& unit,
                     const Programme* before = nullptr);

}  // namespace thuocdo
