// Brings the files of a submission to where they are wanted, and says truthfully what came of it.
//
//   Delivery to{.kind = Delivery::Kind::folder, .folder = "/mnt/sotttt/nop"};
//   DeliveryOutcome outcome = deliver(call, to, {"so-tc.ods", "so-tc.pdf"});
//   outcome.state == DeliveryState::delivered       // every file was read back and is the same to the last byte
//   outcome.message.in(call.language)               // what happened, and what to do where something went wrong
//
// Folder and WebDAV: each file is written under a temporary name beside its own (.part), renamed, read back, and its
// SHA-256 compared. A file of the same name with the same contents is there already; one with other contents is never
// replaced: the delivery is refused. A folder is not made where it is missing: a share that is not mounted would be
// taken for an empty folder.
// Mail: the mail program opens with the message written and the files attached; whether it is sent nobody can know, so
// that is never "delivered". The files must stay where they are until then.
//
// A delivery to a server takes as long as `webdav_limit` lets it; in a window a message with Cancel shows that it goes on.
// No exception leaves it. It does not touch the outbox: commands/sending.h does both.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "commands/command.h"
#include "submission/outbox.h"

namespace thuocdo {

struct Delivery {
  using Kind = DeliveryKind;  // folder, webdav, mail
  Kind kind = Kind::folder;
  std::filesystem::path folder;
  std::string address;   // of a WebDAV folder: "https://chia-se.example.vn/nop/"; vnd.sun.star.webdav(s):// as well
  std::string user;
  std::string password;  // empty: the one typed before in this session or kept by the office; otherwise a dialog asks
  std::string mail_to;   // may be empty, or several, separated by commas
  std::string mail_subject;
  std::string mail_body;
};

struct DeliveryOutcome {
  using State = DeliveryState;  // waiting, delivered, handed_to_mail, refused
  // waiting: nothing is wrong with files or place, it may well go the next time (no network, no answer, disk full,
  // password not given). refused: somebody has to change something first.
  State state = State::waiting;
  Text message;
  std::string place;                   // folder, address or recipient, as it is shown and written into the receipt
  std::vector<SubmittedFile> files;    // what was read back; empty unless delivered
};

DeliveryOutcome deliver(const Call& call, const Delivery& to, const std::vector<std::filesystem::path>& files);

// As a person reads it: "/mnt/nop", "https://chia-se.example.vn/nop/", "vanthu@example.vn".
std::string place_of(const Delivery& to);

}  // namespace thuocdo
