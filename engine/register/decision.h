// What a person decides about receipts, with the reason: accept, refuse, or another time of receipt.
//
//   decide(book, {.numbers = {17}, .verdict = Verdict::accept, .basis = "Công văn gia hạn số 12/UBND"}, store, "Nguyễn Thị A");
//
// An accepted receipt takes the place of whatever of its unit was accepted with other answers. What the engine cannot
// use (no sheet, another criteria set, altered) cannot be accepted: its points could not be computed. In a closed level
// (level_book.h) nothing is decided. A corrected time is
// judged by the programme's dates again; what was found of the signatures on receipt stays. A bundle's corrected time is that of
// the sheets in it, too, as far as they have the bundle's time still: all of them are corrected in the same transaction. Every decision goes into the trail with who, when, basis, from what to what; one
// that changes nothing leaves no entry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "programme/store.h"
#include "register/receipt_time.h"
#include "register/register.h"

namespace thuocdo {

enum class Verdict { accept, refuse, correct_time };

struct DecisionRequest {
  std::vector<std::int64_t> numbers;
  Verdict verdict = Verdict::accept;
  std::string basis;    // the document or fact that it rests on; must not be empty
  std::string comment;  // or empty
  std::optional<ReceiptTime> received;  // to correct the time
};

struct Decided {
  std::int64_t number = 0;
  std::optional<Receipt> before, after;  // nothing where there is no such receipt
  bool changed = false;
  std::vector<std::int64_t> replaced;
  Findings findings;  // why it was not done
};

std::vector<Decided> decide(Register& book, const DecisionRequest& request, ProgrammeStore& store, const std::string& who);

}  // namespace thuocdo
