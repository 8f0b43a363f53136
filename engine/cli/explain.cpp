#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "report/sheet_report.h"

namespace thuocdo {

int run_explain(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.criterion.empty()) {
    return wrong_call(options, {"Hãy nêu tiêu chí bằng --criterion.", "Name the criterion with --criterion."}, err);
  }
  if (options.files.size() > 1) {
    return wrong_call(options, {"Mỗi lần chỉ giải thích được một phiếu.", "One sheet is explained at a time."}, err);
  }
  ProgrammeStore store(options.templates, options.own_programmes);
  const TakenIn taken = take_in(options, store, err);
  if (taken.code != exit_done) return taken.code;
  const AssessedSheet& sheet = taken.sheets[0];
  int index = -1;
  if (sheet.usable()) {
    index = sheet.tier->set.index(options.criterion);
    if (index < 0) {
      return wrong_call(options, finding(Code::criterion_unknown, {options.criterion, sheet.tier->key}).message, err);
    }
  }
  out << (options.json ? explain_json(sheet, index) : explain_text(sheet, index, options.page));
  return code_of(taken.sheets);
}

}  // namespace thuocdo
