// Dates that the office read with the month first although whoever typed them meant the day: "3/2/2024" in an office with
// English settings. Such a cell shows a date like any other, so in such an office every date answer that has a second
// reading is doubtful until somebody has said which one it is. What was said is kept with the document.
//
//   for (const DoubtfulDate& one : doubtful_dates(call.context, document, sheet)) …   // ask_for_date, settle_dates
//
// In an office that reads the day first there is none.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "commands/command.h"
#include "programme/date.h"
#include "sheet/assessed_sheet.h"

namespace thuocdo {

struct DoubtfulDate {
  int criterion;
  std::string field;
  AnswerCell place;
  Date date;   // as it stands there
  Date other;  // day and month exchanged
};

std::vector<DoubtfulDate> doubtful_dates(const Reference<css::uno::XComponentContext>& context, const Document& document,
                                         const AssessedSheet& sheet);

// Which of the two; nothing when it is put off.
std::optional<Date> ask_for_date(const Call& call, const std::string& criterion, const DoubtfulDate& about);

// Writes the dates that were said, and that they were said; within the caller's step.
void settle_dates(const Document& document, const AssessedSheet& sheet,
                  const std::vector<std::pair<DoubtfulDate, Date>>& said);

}  // namespace thuocdo
