// Outbox and delivery together: a submission is first put into the outbox, then delivered from there, and what came of
// it is written down before anybody is told. Whatever happens in between, it is in the outbox and can be sent again.
//
//   OutboxItem item;                       // unit, code, time …: see submission/outbox.h
//   Sent sent = send_submission(call, item, {workbook, pdf, receipt}, to);
//   sent.outcome.message                   // "Đã gửi tới … và đọc lại khớp."
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "commands/delivery.h"
#include "submission/outbox.h"

namespace thuocdo {

struct Sent {
  DeliveryOutcome outcome;
  std::string id;  // of the item in the outbox; empty when it could not be kept there: then nothing was sent
};

// `item` needs what OutboxItem says is given by the caller; `files` are copied.
Sent send_submission(const Call& call, OutboxItem item, const std::vector<std::filesystem::path>& files,
                     const Delivery& to);
// Once more, to where it was to go, or elsewhere.
Sent send_again(const Call& call, const std::string& id);
Sent send_again(const Call& call, const std::string& id, const Delivery& to);

// Where it is to go, without the password.
Delivery delivery_of(const OutboxItem& item);

// Each of them, also after one could not be sent; ok when all are done. The message has a line for each.
CommandOutcome send_each(const Call& call, const std::vector<OutboxItem>& items,
                         const std::function<Delivery(const OutboxItem&)>& to = delivery_of);

// It was read back, or the mail program has it.
inline bool is_done(DeliveryState state) { return state == DeliveryState::delivered || state == DeliveryState::handed_to_mail; }

// What was neither delivered nor handed to the mail program, oldest first: for the offer to send it now.
std::vector<OutboxItem> waiting_items();

// Where the office's outbox is; see outbox_folder().
Outbox& office_outbox();

}  // namespace thuocdo
