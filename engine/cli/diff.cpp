#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "report/diff_report.h"

namespace thuocdo {

int run_diff(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 2) {
    return wrong_call(options, {"Hãy nêu hai chương trình: cũ rồi mới (thư mục hoặc khóa).", "Name two programmes, the old and the new (folder or key)."}, err);
  }
  int code = exit_done;
  const auto before = programme_at(options, options.files[0], err, code);
  if (!before) return code;
  const auto after = programme_at(options, options.files[1], err, code);
  if (!after) return code;
  if (!options.tier.empty() && !before->tier(options.tier) && !after->tier(options.tier)) {
    return wrong_call(options, tier_unknown(*after, options.tier), err);
  }
  const CriteriaDiff diff = diff_criteria(*before, *after, options.tier);
  out << (options.json ? diff_json(*before, *after, diff) : diff_text(*before, *after, diff, options.page));
  return has_blocking(diff.findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
