#include "cli/register_input.h"

#include <ostream>

#include "cli/input.h"
#include "report/terminal_text.h"

namespace thuocdo {

std::string acting_person(const Options& options) {
  return options.who.empty() ? login_name() : options.who;
}

int register_failed(const Options& options, const DatabaseError& error, std::ostream& err) {
  err << "thuocdo: " << printable(error.finding().line(options.language)) << "\n";
  const bool wrong_place = error.trouble() == DatabaseTrouble::foreign || error.trouble() == DatabaseTrouble::newer;
  return wrong_place ? exit_input : exit_machine;
}

int find_register_round(const Options& options, RegisterRound& found, std::ostream& err) {
  if (const auto lacking = lacks_options(options, {{"--programme", options.programme}, {"--register", options.book}}, err)) return *lacking;
  int code = exit_done;
  ProgrammeStore& store = found.store.emplace(options.templates, options.own_programmes);
  found.programme = chosen_programme(options, store, err, code);
  if (!found.programme) return code;
  const std::optional<const Stage*> round = chosen_round(options, *found.programme, err);
  if (!round) return exit_call;
  found.round = *round;
  return exit_done;
}

}  // namespace thuocdo
