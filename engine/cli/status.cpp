#include <filesystem>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "report/register_report.h"

namespace thuocdo {

int run_status(const Options& options, std::ostream& out, std::ostream& err) {
  RegisterRound of;
  if (const int code = find_register_round(options, of, err); code != exit_done) return code;
  const auto& programme = of.programme;
  if (!options.tier.empty() && programme->tier(options.tier) == nullptr) return wrong_call(options, tier_unknown(*programme, options.tier), err);
  Instant at = now();
  if (!options.at.empty()) {
    const auto given = parse_receipt_time(options.at);
    if (!given) return wrong_call(options, {"--at cần một thời gian, ví dụ 24/12/2023 16:30.", "--at takes a time, such as 24/12/2023 16:30."}, err);
    at = given->at;
  }
  Register book = Register::open(options.book, DatabaseUse::existing, {acting_person(options), moment_text(now())});
  StandingPart part{options.tier, nullptr};
  if (!options.parent.empty()) {
    part.above = programme->unit(options.parent);
    if (part.above == nullptr) return wrong_call(options, {"Chương trình không có đơn vị “" + options.parent + "”.", "The programme has no unit \"" + options.parent + "\"."}, err);
  }
  const std::string key = of.key();
  const std::vector<Receipt> receipts = book.receipts(programme->key, key);
  const Levels levels = levels_of(book.level_entries(programme->key, key));
  const StatedBelow below = stated_below(book, receipts, *programme);
  const Standing standing = standing_of(receipts, *programme, of.round, at, {&levels, &below});
  if (!options.out.empty()) {
    if (const auto failed = write_out(options, standing_csv(standing, part), OutFile::derived, err)) return *failed;
  }
  if (options.reminders) {
    out << (options.json ? reminders_json(standing, part) : reminders_text(standing, options.page, part));
    return exit_done;
  }
  out << (options.json ? standing_json(standing, part) : standing_text(standing, options.page, part));
  if (!options.out.empty() && !options.json) out << "\n" << options.say({"Đã ghi ", "Written: "}) << printable(options.out) << "\n";
  return exit_done;
}

}  // namespace thuocdo
