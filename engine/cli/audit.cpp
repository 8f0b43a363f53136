#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "cli/terminal.h"
#include "report/register_report.h"

namespace thuocdo {

int run_audit(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.book.empty()) return wrong_call(options, {"Cần có --register.", "--register is needed."}, err);
  const bool is_digest = options.expect.size() == 64 && options.expect.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!options.expect.empty() && !is_digest) {  // a slip of the pen is no altered register
    return wrong_call(options, {"--expect cần đủ 64 ký tự của mã mà lệnh audit đã in ra.", "--expect takes all 64 signs of the digest that audit has printed."}, err);
  }
  Register book = Register::open(options.book, DatabaseUse::existing, {acting_person(options), moment_text(now())});
  ProgrammeStore store(options.templates, options.own_programmes);
  std::optional<Progress> progress;
  progress.emplace(options.show_progress, options.say({"Đang kiểm tra tệp gốc", "Checking originals"}));
  const Audit audit = audit_of(book, options.expect, [&progress](std::size_t done, std::size_t all) { progress->show(done, all); }, &store);
  progress.reset();
  out << (options.json ? audit_json(audit) : audit_text(audit, options.page));
  return audit.sound() ? exit_done : exit_input;
}

}  // namespace thuocdo
