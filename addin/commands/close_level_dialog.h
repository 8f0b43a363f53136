// The dialogs of closing a level: which one, what is left to do, and what a closed one is for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/register_choice.h"
#include "register/level_book.h"

namespace thuocdo {

struct LevelChoice {
  RegisterChoice book;
  std::string unit;  // code; empty: the whole programme
};
// The units that consolidate others in the round, in the order of the programme.
std::vector<const Unit*> consolidating_units(const Programme& programme, const Stage* round);
// Of its code; null for an empty one. What is wrong with it, or nothing.
std::optional<CommandOutcome> find_unit(const ChosenRound& round, const std::string& code, const Unit*& unit);
// Nothing when it was given up. `whole`: the whole programme is proposed, and not the level of the sheets made last.
struct LevelQuestion {
  Says title, button;
  bool whole = false;
};
std::optional<LevelChoice> ask_for_level(const Call& call, const LevelQuestion& question, const LevelChoice& proposed);

// How a level stands in the register.
struct LevelView {
  ChosenRound round;
  const Unit* unit = nullptr;  // null: the whole programme
  LevelState state = LevelState::open;
  std::string at, who;         // of the last change
  std::vector<LevelObstacle> obstacles;
  struct Absent {
    const Unit* unit = nullptr;
    std::string basis;
  };
  std::vector<Absent> absent;  // of the units in it
  std::size_t sheets = 0;
};

enum class LevelStep { absent, present, appraisal, decide, close, reopen, bundle };
struct LevelOrder {
  LevelStep step = LevelStep::close;
  std::vector<const Unit*> units = {};  // of absent, present, appraisal
  std::string basis = {};
  std::string file = {};                // of the bundle
};
// Of an open level, and of a closed one. Nothing when the dialog was closed.
std::optional<LevelOrder> ask_what_is_left(const Call& call, const LevelView& view, const std::string& basis);
std::optional<LevelOrder> ask_about_closed(const Call& call, const LevelView& view, const std::string& file);

}  // namespace thuocdo
