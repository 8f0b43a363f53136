#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "register/level_book.h"
#include "report/register_report.h"

namespace thuocdo {

int run_level(const Options& options, std::ostream& out, std::ostream& err) {
  if (int(options.close) + int(options.reopen) + int(options.absent) != 1) {
    return wrong_call(options, {"Hãy chọn một trong --close, --reopen, --absent.", "Give one of --close, --reopen, --absent."}, err);
  }
  if (options.files.empty() == !options.whole || (options.whole && options.absent)) {
    return wrong_call(options, {"Hãy nêu mã đơn vị, hoặc --whole.", "Name units, or give --whole."}, err);
  }
  if (options.with_below && !options.close) return wrong_call(options, {"--with-below chỉ dùng với --close.", "--with-below goes with --close only."}, err);
  if (!options.close && options.basis.empty()) {
    return wrong_call(options, {"Cần có --basis: lý do hoặc căn cứ.", "--basis is needed: the reason."}, err);
  }
  RegisterRound of;
  if (const int code = find_register_round(options, of, err); code != exit_done) return code;
  const auto& programme = of.programme;
  LevelRequest request;
  request.programme = programme.get();
  request.round = of.round;
  request.act = options.close ? LevelAct::close : options.reopen ? LevelAct::reopen : LevelAct::absent;
  request.with_below = options.with_below;
  request.basis = options.basis;
  if (options.whole) request.units.push_back(nullptr);
  for (const std::string& text : options.files) {
    const Unit* unit = programme->unit(text);
    if (unit == nullptr || programme->refusal(*unit, of.round)) {
      return wrong_call(options, {"Chương trình không có đơn vị “" + text + "”, hoặc đơn vị này không tham gia.",
                                  "The programme has no unit \"" + text + "\", or it does not take part."}, err);
    }
    request.units.push_back(unit);
  }
  const Actor actor{acting_person(options), moment_text(now())};
  Register book = Register::open(options.book, DatabaseUse::existing, actor);
  const LevelsChanged done = change_levels(book, request, actor);
  out << (options.json ? levels_json(done) : levels_text(done, *programme, options.page));
  return has_blocking(done.findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
