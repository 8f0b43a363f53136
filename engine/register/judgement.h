// What becomes of a file that came in: the rules of receipt, in one place and without a database.
//
//   Judgement judged = judge(seen, received, programme, nullptr, others_of_the_unit);
//   judged.state, judged.reasons, judged.replaced
//
// In this order, the first that holds gives the state; the reasons name all of them:
//   refused    no sheet of this programme, round, tier and unit; another version of the criteria; altered after submission
//   late       came after the last day of grace. Where nobody gave a time of receipt and the file claims a day on which it
//              would have been in time: undecided, so that a folder taken in days afterwards makes nobody late
//   undecided  not submitted with the command Submit; answers that block a submission; an accepted receipt of the unit with
//              other answers that this one does not say it replaces
//   replaced   an accepted receipt of the unit says that it replaces this one
//   accepted   everything else; unsigned is a state and no error, and signatures are not looked at here
// An accepted receipt takes the place of the one that it says it replaces.
#pragma once

#include <vector>

#include "register/examination.h"

namespace thuocdo {

struct Received {
  ReceiptTime time;
  TimeSource source = TimeSource::clock;
};

struct Judgement {
  ReceiptState state = ReceiptState::refused;
  Findings reasons;
  std::vector<std::int64_t> replaced;  // receipts whose place it takes
  std::vector<std::int64_t> accepted;  // a later version that had come before it, and only waited for it
};

// `round` is null for the assessment. `others`: what the register has of the unit, and of the same submission.
Judgement judge(const Examination& seen, const Received& received, const Programme& programme, const Stage* round,
                const std::vector<Receipt>& others);

// Of a time of receipt, for the assessment or a round without one.
Timeliness timeliness_of(const Programme& programme, const Tier& tier, const Stage* round, Instant received);
// Working days from the last day in time to the day of receipt; 0 also for a day off right after it.
int working_days_late(const Programme& programme, const Tier& tier, const Stage* round, Instant received);

}  // namespace thuocdo
