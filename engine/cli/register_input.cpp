#include "cli/register_input.h"

#include <ostream>

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

}  // namespace thuocdo
