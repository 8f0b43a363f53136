#include "commands/sending.h"

#include "submission/moment.h"

namespace thuocdo {
namespace {

void aim(OutboxItem& item, const Delivery& to) {
  item.kind = to.kind;
  item.target = to.kind == DeliveryKind::folder ? to.folder.string() : to.kind == DeliveryKind::mail ? to.mail_to : to.address;
  item.user = to.user;
  if (to.kind == DeliveryKind::webdav) {
    // A password in the address is not kept.
    if (const auto scheme = item.target.find("://"); scheme != std::string::npos) {
      const auto end = item.target.find('/', scheme + 3);
      const auto at = item.target.rfind('@', end);
      if (at != std::string::npos && at > scheme) {
        const auto colon = item.target.find(':', scheme + 3);
        if (colon < at) item.target.erase(colon, at - colon);
      }
    }
  }
  item.subject = to.mail_subject;
  item.body = to.mail_body;
}

Sent send(const Call& call, const OutboxItem& item, const Delivery& to) {
  Sent sent;
  sent.id = item.id;
  sent.outcome.place = place_of(to);
  Outbox& outbox = office_outbox();
  const auto sending = outbox.begin_sending(item.id);
  if (!sending) {
    sent.outcome.message = say(Says::outbox_being_sent);
    return sent;
  }
  const Text changed = outbox.changed_file(item);
  if (changed.empty()) {
    std::vector<std::filesystem::path> files;
    for (const SubmittedFile& file : item.files) files.push_back(outbox.folder_of(item.id) / file.name);
    sent.outcome = deliver(call, to, files);
  } else {
    sent.outcome.state = DeliveryState::refused;
    sent.outcome.message = changed;
  }
  const Text problem = outbox.record(item.id, {sent.outcome.state, sent.outcome.place, moment_text(now()),
                                               is_done(sent.outcome.state) ? Text{} : sent.outcome.message});
  if (!problem.empty()) {
    sent.outcome.message = say(Says::outbox_not_recorded, std::vector<Text>{sent.outcome.message, problem});
  }
  return sent;
}

}  // namespace

Outbox& office_outbox() {
  static Outbox outbox(outbox_folder());
  return outbox;
}

Delivery delivery_of(const OutboxItem& item) {
  Delivery to;
  to.kind = item.kind;
  if (item.kind == DeliveryKind::folder) to.folder = item.target;
  if (item.kind == DeliveryKind::webdav) to.address = item.target;
  if (item.kind == DeliveryKind::mail) to.mail_to = item.target;
  to.user = item.user;
  to.mail_subject = item.subject;
  to.mail_body = item.body;
  return to;
}

Sent send_submission(const Call& call, OutboxItem item, const std::vector<std::filesystem::path>& files,
                     const Delivery& to) {
  aim(item, to);
  const Outbox::Kept kept = office_outbox().add(item, files);
  const auto stored = kept.id.empty() ? std::nullopt : office_outbox().find(kept.id);
  if (!stored) {
    Sent sent;
    sent.outcome.message = say(Says::outbox_not_kept, std::vector<Text>{kept.problem});
    return sent;
  }
  return send(call, *stored, to);
}

Sent send_again(const Call& call, const std::string& id) {
  const auto item = office_outbox().find(id);
  return send_again(call, id, item ? delivery_of(*item) : Delivery{});
}

Sent send_again(const Call& call, const std::string& id, const Delivery& to) {
  Sent sent;
  sent.id = id;
  auto item = office_outbox().find(id);
  if (!item || !item->damage.empty()) {
    sent.outcome.state = DeliveryState::refused;
    sent.outcome.message = item ? item->damage : say(Says::outbox_item_gone);
    return sent;
  }
  OutboxItem aimed = *item;
  aim(aimed, to);
  if (aimed.kind != item->kind || aimed.target != item->target || aimed.user != item->user) {
    sent.outcome.message = office_outbox().retarget(id, aimed);
    if (!sent.outcome.message.empty()) return sent;
  }
  return send(call, aimed, to);
}

CommandOutcome send_each(const Call& call, const std::vector<OutboxItem>& items,
                         const std::function<Delivery(const OutboxItem&)>& to) {
  CommandOutcome outcome;
  outcome.ok = true;
  for (const OutboxItem& item : items) {
    const Sent sent = send_again(call, item.id, to(item));
    outcome.ok = outcome.ok && is_done(sent.outcome.state);
    const std::string named = items.size() > 1 ? item.code + ": " : std::string();
    for (const auto text : {&Text::vi, &Text::en}) {
      std::string& all = outcome.message.*text;
      all += (all.empty() ? "" : "\n") + named + sent.outcome.message.*text;
    }
    outcome.code = item.code;
  }
  return outcome;
}

std::vector<OutboxItem> waiting_items() {
  std::vector<OutboxItem> all = office_outbox().items();
  std::erase_if(all, [](const OutboxItem& item) {
    return !item.damage.empty() || is_done(item.state);
  });
  return all;
}

}  // namespace thuocdo
