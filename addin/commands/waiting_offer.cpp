#include "commands/waiting_offer.h"

#include <algorithm>
#include <map>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "commands/outbox_words.h"
#include "commands/sending.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

// By id, with how many attempts, in this session of the office. The state is looked at as well: an attempt may have been
// made by another window, and none at all where the office was killed before.
std::map<std::string, int>& told() {
  static std::map<std::string, int> items;
  return items;
}

bool was_told(const OutboxItem& item) {
  const auto known = told().find(item.id);
  return known != told().end() && known->second == item.attempts;
}

std::string described(const OutboxItem& item, Language language) {
  std::string text = "• " + (item.unit_name.empty() ? item.unit : item.unit_name) + ", " + item.code + ", " +
                     moment_shown(item.submitted, language) + "\n   " + state_words(item).in(language);
  const std::string& place = item.target.empty() ? item.place : item.target;
  if (!place.empty()) text += ": " + place;
  text += "\n";
  if (!item.reason.empty()) text += "   " + item.reason.in(language) + "\n";
  return text;
}

bool wants_to_send(const Call& call, const std::vector<OutboxItem>& items) {
  DialogBuilder dialog(call, say(Says::waiting_title), 300, 150);
  dialog.guide_page("gui-phieu");
  dialog.message(6, 6, 288, 28, say(Says::waiting_question, std::vector<Text>{waiting_words(items)}));
  const auto list = dialog.reading(6, 38, 288, 84);
  const auto send = dialog.buttons(say(Says::waiting_send_button), say(Says::skip_button));
  dialog.open();
  std::string text;
  for (const OutboxItem& item : items) text += described(item, call.language);
  list->setText(to_uno(text));
  dialog.focus(send);
  return dialog.run();
}

}  // namespace

Text waiting_words(const std::vector<OutboxItem>& items) {
  return items.empty() ? Text{} : say(Says::waiting_count, {std::to_string(items.size())});
}

void mark_as_told(const std::vector<OutboxItem>& items) {
  for (const OutboxItem& item : items) told()[item.id] = item.attempts;
}

void offer_waiting(const Call& call) {
  if (!call.interactive) return;
  const std::vector<OutboxItem> items = waiting_items();
  if (std::all_of(items.begin(), items.end(), was_told)) return;
  mark_as_told(items);
  if (!wants_to_send(call, items)) return;
  const CommandOutcome outcome = send_each(call, items);
  show_outcome(call, say(Says::outbox_title), outcome);
  mark_as_told(waiting_items());  // why each still waits was just said
}

}  // namespace thuocdo
