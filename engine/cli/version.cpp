#include "version.h"

#include <ostream>

#include "cli/commands.h"
#include "programme/digest.h"
#include "report/programme_report.h"

namespace thuocdo {

int run_version(const Options& options, std::ostream& out, std::ostream&) {
  ProgrammeStore store(options.templates, options.own_programmes);
  const std::vector<ListedProgramme> list = list_programmes(store);
  const Versions versions{version, version, library_digest()};
  out << (options.json ? versions_json(versions, list) : versions_text(versions, list, options.page));
  return exit_done;
}

}  // namespace thuocdo
