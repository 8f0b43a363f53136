// What the register's commands have in common.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "cli/options.h"
#include "programme/store.h"
#include "register/register.h"

namespace thuocdo {

// --who, or the login name.
std::string acting_person(const Options& options);
// Says why the register ended the call; exit_machine, or exit_input where what was named is no register of ours.
int register_failed(const Options& options, const DatabaseError& error, std::ostream& err);

// What a command about a round of a register begins with: --programme and --register are there, and the programme has the round.
struct RegisterRound {
  std::optional<ProgrammeStore> store;  // there once it was found
  std::shared_ptr<const Programme> programme;
  const Stage* round = nullptr;  // null: the assessment
  std::string key() const { return round != nullptr ? round->key : programme->round; }
};
// Other codes than exit_done are told already.
int find_register_round(const Options& options, RegisterRound& found, std::ostream& err);

}  // namespace thuocdo
