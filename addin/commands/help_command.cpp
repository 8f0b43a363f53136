// Help: the guide that lies in the extension, in the browser. Page=dien-phieu chooses the page; without a window nothing is
// opened and the file is told only.
#include "commands/command.h"
#include "help/help_key.h"

namespace thuocdo {

CommandOutcome run_help(const Call& call) {
  const std::string page = call.arguments.text("Page");
  const auto file = guide_file(call.context, call.language, page);
  if (file.empty()) return CommandOutcome::failed(say(Says::no_such_page, {page}));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = {file};
  outcome.message = say(Says::guide_lies, {file.string()});
  outcome.shown = call.interactive && open_with_desktop(call.context, file);
  return outcome;
}

}  // namespace thuocdo
