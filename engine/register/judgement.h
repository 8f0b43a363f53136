// What becomes of a file that came in: the rules of receipt, in one place and without a database.
//
//   Judgement judged = judge(seen, {.programme = &programme}, others);
//   judged.state, judged.reasons, judged.replaced
//
// In this order, the first that holds gives the state; the reasons name all of them:
//   refused    no sheet of this programme, round, tier and unit; another version of the criteria; altered after submission
//              or after signing; a PDF that carries other answers than its check code says
//   late       came after the last day of grace. Where nobody gave a time of receipt and the file claims a day on which it
//              would have been in time: undecided, so that a folder taken in days afterwards makes nobody late
//   undecided  not submitted with the command Submit; answers that block a submission; an accepted receipt of the unit with
//              other answers that this one does not say it replaces; a certificate that was revoked, was not in force when it
//              signed, is not meant for signing, or whose issuer is not in the trust store; no valid signature where one is
//              required (by the programme's decision or by the call), neither on the sheet nor on a PDF of the same submission
//   replaced   an accepted receipt of the unit says that it replaces this one
//   accepted   everything else. Unsigned is a state and no error; so is an issuer that nobody could check, for want of a
//              trust store
// An accepted receipt takes the place of the one that it says it replaces.
//
// A PDF without the workbook (ReceivedKind::copy) is judged by its check code: against the sheet of that code, whose unit it
// then has, it is late or accepted, or undecided for its signature; without one it waits, undecided, and is refused where
// the workbook of the same name that came with it has another code. It never counts as a sheet.
#pragma once

#include <vector>

#include "register/examination.h"

namespace thuocdo {

struct JudgeRules {
  const Programme* programme = nullptr;
  const Stage* round = nullptr;  // null: the assessment
  bool signature_required = false;
};

struct Judgement {
  ReceiptState state = ReceiptState::refused;
  Findings reasons;
  std::vector<std::int64_t> replaced;  // receipts whose place it takes
  std::vector<std::int64_t> accepted;  // a later version that had come before it, and only waited for it
  const Receipt* copy_of = nullptr;    // of a PDF: the sheet with its code, one of `others`
};

// `others`: what the register has of the unit, and of the same submission. `beside`: of a PDF, the workbook of the same
// name that came with it, or null.
Judgement judge(const Examination& seen, const JudgeRules& rules, const std::vector<Receipt>& others, const Receipt* beside = nullptr);
// Whether nothing stands against a receipt but that a signature is required.
bool waits_for_signature(const Receipt& receipt);

// Of a time of receipt, for the assessment or a round without one.
Timeliness timeliness_of(const Programme& programme, const Tier& tier, const Stage* round, Instant received);
// Working days from the last day in time to the day of receipt; 0 also for a day off right after it.
int working_days_late(const Programme& programme, const Tier& tier, const Stage* round, Instant received);

}  // namespace thuocdo
