#include <ostream>

#include "cli/commands.h"
#include "report/programme_report.h"

namespace thuocdo {

int run_programmes(const Options& options, std::ostream& out, std::ostream&) {
  ProgrammeStore store(options.templates, options.own_programmes);
  const std::vector<ListedProgramme> list = list_programmes(store);
  out << (options.json ? programmes_json(list) : programmes_text(list, options.page));
  for (const ListedProgramme& listed : list) {
    if (!listed.programme) return exit_input;
  }
  return exit_done;
}

}  // namespace thuocdo
