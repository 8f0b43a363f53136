#include "commands/outbox_dialog.h"

#include "commands/clipboard.h"
#include "commands/dialog_builder.h"
#include "commands/outbox_words.h"
#include "commands/sending.h"
#include "commands/waiting_offer.h"

namespace thuocdo {
namespace {

// In the desktop's own file manager.
Text open_folder(const Call& call, const std::filesystem::path& folder) {
  return open_with_desktop(call.context, folder) ? Text() : say(Says::outbox_opening_failed, {folder.string()});
}

}  // namespace

std::optional<OutboxWish> show_outbox(const Call& call, const std::vector<OutboxItem>& items, const std::string& chosen,
                                      const Text& said) {
  using What = OutboxWish::What;
  DialogBuilder dialog(call, say(Says::outbox_title), 400, 258);
  dialog.label(6, 6, 388, 10, say(Says::outbox_label));
  const auto list = dialog.list(6, 18, 388, 90, false);
  const auto text = dialog.reading(6, 113, 388, 96);
  const auto send = dialog.button(6, 215, 60, say(Says::outbox_send_button));
  const auto elsewhere = dialog.button(70, 215, 106, say(Says::outbox_elsewhere_button));
  const auto open = dialog.button(180, 215, 66, say(Says::outbox_open_button));
  const auto save = dialog.button(250, 215, 78, say(Says::outbox_save_button));
  const auto copy = dialog.button(332, 215, 62, say(Says::outbox_copy_button));
  const auto remove = dialog.button(6, 237, 100, say(Says::outbox_remove_button));
  const auto all = dialog.button(110, 237, 120, say(Says::outbox_send_all_button));
  dialog.close_button();
  dialog.open();

  const std::vector<OutboxItem> waiting = waiting_items();
  mark_as_told(waiting);
  enable(all, !waiting.empty());
  std::vector<const OutboxItem*> shown;  // the latest first
  for (std::size_t i = items.size(); i-- > 0;) shown.push_back(&items[i]);
  std::vector<std::string> lines;
  std::size_t first = 0;
  for (const OutboxItem* item : shown) {
    if (item->id == chosen) first = lines.size();
    lines.push_back(outbox_line(*item, call.language));
  }
  fill(list, lines);

  Text remark = said;
  std::optional<OutboxWish> wish;
  const auto selected = [&]() -> const OutboxItem* {
    const auto position = list->getSelectedItemPos();
    return position < 0 || position >= static_cast<int>(shown.size()) ? nullptr : shown[static_cast<std::size_t>(position)];
  };
  const auto refresh = [&] {
    const OutboxItem* item = selected();
    const bool sound = item != nullptr && item->damage.empty();
    enable(send, sound);
    enable(elsewhere, sound);
    enable(save, sound);
    enable(copy, sound && !item->code.empty());
    enable(open, item != nullptr);
    enable(remove, item != nullptr);
    std::string shown_text = remark.empty() ? "" : say(Says::outbox_last, std::vector<Text>{remark}).in(call.language) + "\n\n";
    if (remark.empty() && !waiting.empty()) shown_text = waiting_words(waiting).in(call.language) + "\n\n";
    shown_text += item != nullptr ? outbox_details(*item, call.language) : say(Says::outbox_empty).in(call.language);
    text->setText(to_uno(shown_text));
  };
  const auto want = [&](What what) {
    return [&, what] {
      if (const OutboxItem* item = selected()) {
        wish = OutboxWish{what, item->id};
        dialog.end();
      }
    };
  };
  dialog.on_change(list, [&] {
    // The list also tells of the selection made here.
    if (const OutboxItem* item = selected(); item == nullptr || item->id != chosen) remark = {};
    refresh();
  });
  dialog.on_press(send, want(What::send));
  dialog.on_press(elsewhere, want(What::send_elsewhere));
  dialog.on_press(save, want(What::save_receipt));
  dialog.on_press(remove, want(What::remove));
  dialog.on_press(all, want(What::send_all));
  dialog.on_press(open, [&] {
    if (const OutboxItem* item = selected()) {
      remark = open_folder(call, office_outbox().folder_of(item->id));
      refresh();
    }
  });
  dialog.on_press(copy, [&] {
    if (const OutboxItem* item = selected()) {
      copy_text(call.context, item->code);
      remark = say(Says::outbox_copied, {item->code});
      refresh();
    }
  });
  if (!shown.empty()) list->selectItemPos(static_cast<sal_Int16>(first), true);
  refresh();
  dialog.focus(list);
  dialog.run();
  return wish;
}

}  // namespace thuocdo
