// The outbox: what was submitted and what became of it. Nothing is sent unless somebody asks for it here or submits.
#include <com/sun/star/ui/dialogs/ExecutableDialogResults.hpp>
#include <com/sun/star/ui/dialogs/FilePicker.hpp>
#include <com/sun/star/ui/dialogs/TemplateDescription.hpp>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "commands/outbox_dialog.h"
#include "commands/outbox_words.h"
#include "commands/sending.h"
#include "finding/system_error.h"
#include "programme/durable_file.h"

namespace thuocdo {
namespace {

CommandOutcome save_receipt(const Call& call, const OutboxItem& item, const std::filesystem::path& file) {
  if (!item.damage.empty()) return CommandOutcome::failed(item.damage);
  if (const int error = replace_file(file, receipt_to_keep(item, call.language))) {
    const std::string name = file.string();
    return CommandOutcome::failed(say(Says::write_failed, std::vector<Text>{{name, name}, system_error_text(error)}));
  }
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.files = {file};
  outcome.code = item.code;
  outcome.message = say(Says::outbox_saved, {file.string()});
  return outcome;
}

std::filesystem::path pick_receipt_file(const Call& call, const OutboxItem& item) {
  const auto picker = css::ui::dialogs::FilePicker::createWithMode(
      call.context, css::ui::dialogs::TemplateDescription::FILESAVE_AUTOEXTENSION);
  picker->appendFilter(to_uno(say(Says::receipt_files).in(call.language)), "*.txt");
  picker->setDefaultName(to_uno("bien-nhan-" + item.unit + "-" + item.code + ".txt"));
  if (picker->execute() != css::ui::dialogs::ExecutableDialogResults::OK) return {};
  const auto files = picker->getSelectedFiles();
  return files.hasElements() ? file_path(from_uno(files[0])) : std::filesystem::path();
}

// What came of it; empty when the user thought better of it.
Text fulfil(const Call& call, const OutboxWish& wish) {
  const auto item = office_outbox().find(wish.id);
  if (!item) return say(Says::outbox_item_gone);
  switch (wish.what) {
    case OutboxWish::What::send_all: return send_each(call, waiting_items()).message;
    case OutboxWish::What::send:
      if (item->state == DeliveryState::delivered &&
          !ask(call, say(Says::outbox_title), say(Says::outbox_send_delivered_question))) {
        return {};
      }
      return send_again(call, wish.id).outcome.message;
    case OutboxWish::What::send_elsewhere: {
      Delivery to = delivery_of(*item);
      to.folder = pick_folder(call, item->kind == DeliveryKind::folder ? item->target : std::string());
      if (to.folder.empty()) return {};
      to.kind = DeliveryKind::folder;
      return send_again(call, wish.id, to).outcome.message;
    }
    case OutboxWish::What::save_receipt: {
      const auto file = pick_receipt_file(call, *item);
      return file.empty() ? Text{} : save_receipt(call, *item, file).message;
    }
    case OutboxWish::What::remove: {
      const bool done = item->damage.empty() && is_done(item->state);
      const std::string name = item->code.empty() ? item->id : item->code;
      if (!ask(call, say(Says::outbox_title),
               say(done ? Says::outbox_remove_question : Says::outbox_remove_waiting_question, {name}))) {
        return {};
      }
      Text problem = office_outbox().remove(wish.id);
      return problem.empty() ? say(Says::outbox_removed) : problem;
    }
  }
  return {};
}

CommandOutcome show(const Call& call) {
  std::string chosen = call.arguments.text("Item");
  Text said;
  while (const auto wish = show_outbox(call, office_outbox().items(), chosen, said)) {
    said = fulfil(call, *wish);
    chosen = wish->id;
  }
  CommandOutcome outcome;
  outcome.ok = outcome.shown = true;
  return outcome;
}

Delivery wanted_delivery(const Call& call, const OutboxItem& item) {
  Delivery to = delivery_of(item);
  if (const auto folder = call.arguments.path("Folder")) {
    to.kind = DeliveryKind::folder;
    to.folder = *folder;
  }
  if (const std::string user = call.arguments.text("User"); !user.empty()) to.user = user;
  to.password = call.arguments.text("Password");
  return to;
}

CommandOutcome list_all() {
  CommandOutcome outcome;
  outcome.ok = true;
  const auto items = office_outbox().items();
  outcome.message = say(Says::outbox_counted, {std::to_string(items.size()), std::to_string(waiting_items().size())});
  for (const OutboxItem& item : items) {
    outcome.message.vi += "\n" + outbox_line(item, Language::vietnamese);
    outcome.message.en += "\n" + outbox_line(item, Language::english);
    outcome.files.push_back(office_outbox().folder_of(item.id));
  }
  return outcome;
}

}  // namespace

CommandOutcome run_outbox(const Call& call) {
  const std::string send = call.arguments.text("Send"), remove = call.arguments.text("Remove");
  const auto to = [&](const OutboxItem& item) { return wanted_delivery(call, item); };
  if (send == "waiting") return send_each(call, waiting_items(), to);
  if (send.empty() && remove.empty() && call.interactive) return show(call);
  const std::string id = !send.empty() ? send : !remove.empty() ? remove : call.arguments.text("Item");
  if (id.empty()) return list_all();
  const auto item = office_outbox().find(id);
  if (!item) return CommandOutcome::failed(say(Says::outbox_item_gone));
  if (!send.empty()) return send_each(call, {*item}, to);
  if (!remove.empty()) {
    Text problem = office_outbox().remove(remove);
    if (!problem.empty()) return CommandOutcome::failed(problem);
    CommandOutcome outcome;
    outcome.ok = true;
    outcome.message = say(Says::outbox_removed);
    return outcome;
  }
  const auto file = call.arguments.path("File");
  return file ? save_receipt(call, *item, *file) : CommandOutcome::failed(say(Says::argument_missing, {"File"}));
}

}  // namespace thuocdo
