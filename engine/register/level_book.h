// The levels of a campaign in a register: a unit's own sheet, a district with its communes, the whole programme. A level is
// closed when nothing in it is to change any more; the one above can be closed when all below are closed or marked absent.
//
//   LevelRequest request{.programme = programme, .units = {programme.unit("h-pleiku")}, .act = LevelAct::close, .with_below = true};
//   LevelsChanged done = change_levels(book, request, {"Nguyễn Thị A", moment_text(now())});
//   done.findings                        // what stands against it; the rest was done
//
//   close    a unit needs an accepted sheet, nothing that waits for a decision, and an appraisal that is either not begun or
//            closed to its final stage; besides, everything below it closed or absent. `with_below` closes what can be closed
//            below first, and marks as absent whom an accepted bundle calls absent
//   absent   takes the place of closing for a unit without an accepted sheet; with a reason. Those below an absent unit are closed by
//            themselves, or with the level above it
//   reopen   with a reason; the levels above are opened, too, because what they rest on may change
//
// Into a closed level, or about an absent unit, nothing is received, decided or appraised: barred_by says so. Consolidating only
// reads, so it stays possible. Every change is an entry of its own with who and when (level_entry.h), and one of the trail.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "register/below.h"
#include "register/register.h"

namespace thuocdo {

enum class LevelState { open, closed, absent };
std::string_view state_text(LevelState state);  // "open", "closed", "absent"
Text state_label(LevelState state);

struct Levels {
  std::map<std::string, LevelEntry, std::less<>> last;  // by unit; "" is the whole programme
  LevelState state(std::string_view unit) const;
  const LevelEntry* entry(std::string_view unit) const;  // null: never closed
};
LevelState state_of(const LevelEntry& entry);
Levels levels_of(const std::vector<LevelEntry>& entries);

// Why nothing of the unit can change, as far as its own last entry says.
std::optional<Finding> barred_by(const Unit& unit, const std::optional<LevelEntry>& last);
// The same inside a transaction; nothing for an unknown unit.
std::optional<Finding> barred(RegisterChange& change, const Programme& programme, std::string_view round, std::string_view unit);

enum class LevelAct { close, reopen, absent };

struct LevelRequest {
  const Programme* programme = nullptr;
  const Stage* round = nullptr;  // null: the assessment
  std::vector<const Unit*> units;  // null among them: the whole programme
  LevelAct act = LevelAct::close;
  bool with_below = false;
  std::string basis;
};

// One thing that keeps a level from being closed, for whoever offers what to do about it.
struct LevelObstacle {
  const Unit* unit = nullptr;  // about whom: of level_below_open the one that is open
  Finding finding;             // level_no_sheet, level_undecided, level_appraisal_open, level_below_open
  std::int64_t receipt = 0;    // that waits for a decision, or came late where there is no accepted sheet; or 0
};

struct LevelsChanged {
  struct One {
    const Unit* unit = nullptr;  // null: the whole programme
    LevelState before = LevelState::open;
    LevelState after = LevelState::open;
  };
  std::vector<One> changes;  // what changed, in the order in which it was done
  Findings findings;         // what was not done, and why
  std::vector<LevelObstacle> obstacles;  // those of them that keep a level open
};
// All in one transaction. Asking for what is so already changes nothing.
LevelsChanged change_levels(Register& book, const LevelRequest& request, const Actor& actor);
// What stands against closing the level with all below it; nothing is changed.
std::vector<LevelObstacle> against_closing(Register& book, const LevelRequest& request);

Text level_name(const Programme& programme, const Unit* unit);  // the unit's, or the province's

}  // namespace thuocdo
