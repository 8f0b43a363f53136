// How a round stands at a moment: who has submitted, who is late and by how much, who is missing, how many days are left.
//
//   Standing standing = standing_of(book.receipts("gialai-dti-2023", "2023"), *programme, nullptr, now());
//   standing.tiers[0].units[0].state          // UnitState::in_time
//   standing.tiers[0].working_days_left
//
// With what the levels have (level_book.h, below.h) it also says which are closed, and how each stands that consolidates others:
//
//   Standing standing = standing_of(receipts, *programme, nullptr, now(), {&levels, &below});
//   standing.levels[1].submitted, standing.levels[1].bundle
//
// A unit's state is that of its best sheet: accepted before late before undecided before refused. PDFs without the workbook
// give no state; one with a valid signature on the same answers is named beside it.
#pragma once

#include <vector>

#include "programme/programme.h"
#include "register/judgement.h"
#include "register/level_book.h"
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
  LevelState level = LevelState::open;  // closed, or marked absent
  std::string absent;                   // why it is marked absent here, or is called so by an accepted bundle; or empty
  const BelowUnit* below = nullptr;     // what an accepted bundle says of it
  // Whether its sheet is still waited for.
  bool is_awaited() const { return level == LevelState::open && (state == UnitState::missing || state == UnitState::refused); }
};

// A unit that consolidates others, or the whole programme: how those directly below it stand.
struct LevelStanding {
  const Unit* unit = nullptr;  // null: the whole programme
  LevelState state = LevelState::open;
  std::string at, who, basis;   // of the last closing or marking
  std::int64_t bundle = 0;      // number of its accepted bundle, or 0
  int days_left = 0;            // to the last day of those below it; the first of several tiers' days
  int working_days_left = 0;
  // Of the sheets of all units below, whatever the level: those that are marked absent are counted there alone.
  std::size_t units = 0, submitted = 0, late = 0, undecided = 0, missing = 0, absent = 0;
  std::size_t closed = 0;       // of the units and levels directly below it, closed or absent
  std::size_t directly = 0;     // units directly below it
  std::vector<const UnitStanding*> awaited;  // directly below it
};

// How many units have sent a sheet, and how many of those sheets are not simply accepted in time.
//
//   SheetCount count = tier.sheets();
//   page.say(submitted_text(count))            // report/register_parts.h: "2/20 đơn vị đã nộp (2 trễ hạn)"
struct SheetCount {
  std::size_t units = 0;
  std::size_t sent = 0;       // something came, whatever became of it; the others are among them
  std::size_t grace = 0;      // within the days of grace
  std::size_t late = 0;       // not accepted so far
  std::size_t accepted_late = 0;
  std::size_t undecided = 0;
  std::size_t refused = 0;    // must come again
  void add(const UnitStanding& unit);
  void add(const SheetCount& others);
};

struct TierStanding {
  const Tier* tier = nullptr;
  LastDays last;               // the same day twice in a round without assessment
  int days_left = 0;           // calendar days to the end of the last day in time; below 0 after it
  int working_days_left = 0;   // among them working days, today's included; 0 after it
  std::vector<UnitStanding> units;  // in the order of the programme
  SheetCount sheets() const;
};

struct Standing {
  Standing() = default;
  Standing(Standing&&) = default;  // its parts point to each other
  Standing& operator=(Standing&&) = default;

  const Programme* programme = nullptr;
  const Stage* round = nullptr;
  Instant at;
  std::vector<TierStanding> tiers;
  std::vector<LevelStanding> levels;  // the whole programme first, then in the order of the units
  std::vector<Receipt> bundles;       // that came in, in the order of receipt
  std::vector<Receipt> of_nobody;  // receipts whose unit nobody can say, and of units that take no part
};

struct StandingLevels {
  const Levels* levels = nullptr;
  const StatedBelow* below = nullptr;
};
// The programme and what the levels have must outlive the result.
Standing standing_of(const std::vector<Receipt>& receipts, const Programme& programme, const Stage* round, Instant at, const StandingLevels& known = {});

}  // namespace thuocdo
