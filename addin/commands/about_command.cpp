// About: versions, digests and the log's last lines, to be read and to be copied. Copy=true copies without asking.
#include "commands/clipboard.h"
#include "commands/command.h"
#include "commands/diagnostics.h"
#include "commands/dialog_builder.h"
#include "log/log.h"
#include "version.h"

namespace thuocdo {

CommandOutcome run_about(const Call& call) {
  open_log(call.context);
  const std::string text = diagnostics(call.context, call.language);
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.message = {text, text};
  if (call.arguments.flag("Copy")) copy_text(call.context, text);
  if (!call.interactive) return outcome;
  outcome.shown = true;

  DialogBuilder dialog(call, say(Says::about_title), 300, 210);
  dialog.message(6, 6, 288, 12, say(Says::about_headline, {version}));
  dialog.message(6, 19, 288, 20, say(Says::about_words));
  dialog.label(6, 42, 288, 10, say(Says::about_details_label));
  const auto details = dialog.reading(6, 53, 288, 130);
  const auto copy = dialog.button(6, 189, 130, say(Says::copy_diagnostics_button));
  dialog.close_button();
  dialog.open();
  details->setText(to_uno(text));
  dialog.on_press(copy, [&] {
    copy_text(call.context, text);
    set(Reference<css::awt::XControl>(copy, UNO_QUERY_THROW)->getModel(), "Label",
        to_uno(say(Says::copied_button).in(call.language)));
  });
  dialog.focus(copy);
  dialog.run();
  return outcome;
}

}  // namespace thuocdo
