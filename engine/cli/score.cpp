#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "report/sheet_report.h"

namespace thuocdo {

int run_score(const Options& options, std::ostream& out, std::ostream& err) {
  ProgrammeStore store(options.templates, options.own_programmes);
  const TakenIn taken = take_in(options, store, err);
  if (taken.code != exit_done) return taken.code;
  if (options.json) {
    out << (taken.sheets.size() == 1 ? score_json(taken.sheets[0]) : score_json(taken.sheets));
  } else {
    for (std::size_t i = 0; i < taken.sheets.size(); ++i) {
      out << (i > 0 ? "\n" : "") << score_text(taken.sheets[i], options.page);
    }
  }
  return code_of(taken.sheets);
}

}  // namespace thuocdo
