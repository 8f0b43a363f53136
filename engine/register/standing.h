// How a round stands at a moment: who has submitted, who is late and by how much, who is missing, how many days are left.
//
//   Standing standing = standing_of(book.receipts("gialai-dti-2023", "2023"), *programme, nullptr, now());
//   standing.tiers[0].units[0].state          // UnitState::in_time
//   standing.tiers[0].working_days_left
//
// A unit's state is that of its best sheet: accepted before late before undecided before refused. PDFs without the workbook
// give no state; one with a valid signature on the same answers is named beside it.
#pragma once

#include <vector>

#include "programme/programme.h"
#include "register/judgement.h"
#include "register/receipt.h"

namespace thuocdo {

enum class UnitState {
  in_time,
  within_grace,
  accepted_late,  // late, and accepted by a decision
  late,
  undecided,
  refused,  // sent nothing else
  missing   // sent nothing
};
std::string_view state_text(UnitState state);
Text state_label(UnitState state);

struct UnitStanding {
  const Unit* unit = nullptr;
  UnitState state = UnitState::missing;
  std::optional<Receipt> receipt;       // what the state rests on
  std::optional<Receipt> signed_copy;   // a PDF of the same submission, accepted, with a valid signature
  std::vector<std::int64_t> receipts;   // all of the unit's, in the order of receipt
  int working_days_late = 0;
};

struct TierStanding {
  const Tier* tier = nullptr;
  LastDays last;               // the same day twice in a round without assessment
  int days_left = 0;           // calendar days to the end of the last day in time; below 0 after it
  int working_days_left = 0;   // among them working days, today's included; 0 after it
  std::vector<UnitStanding> units;  // in the order of the programme
  std::size_t count(UnitState state) const;
  std::size_t submitted() const;  // accepted, one way or the other
};

struct Standing {
  const Programme* programme = nullptr;
  const Stage* round = nullptr;
  Instant at;
  std::vector<TierStanding> tiers;
  std::vector<Receipt> of_nobody;  // receipts whose unit nobody can say, and of units that take no part
};

// The programme must outlive the result.
Standing standing_of(const std::vector<Receipt>& receipts, const Programme& programme, const Stage* round, Instant at);

}  // namespace thuocdo
