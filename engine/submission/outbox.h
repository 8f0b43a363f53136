// The outbox: every submission with its files and what became of it, in a folder of the user. It is the queue of what
// waits to be sent, and the list of receipts.
//
//   Outbox outbox(outbox_folder());
//   OutboxItem item{.unit = "so-tc", .unit_name = "Sở Tài chính", .code = "7K3M-9QXZ-21A0", …};
//   auto kept = outbox.add(item, {"so-tc.ods", "so-tc.pdf"});        // copies the files; kept.id, or kept.problem
//   outbox.record(kept.id, {DeliveryState::delivered, place, when, …});
//   for (const OutboxItem& one : outbox.items()) …                    // oldest first, also those that are damaged
//
// One folder per item: the files, and `state`, a text file of lines key=value that ends with the SHA-256 of what stands
// above. An item appears whole or not at all; its state is replaced as a whole; both are flushed to the disk before the
// call returns. So it survives the end of the program at any moment. What cannot be read is kept and listed as damaged;
// the other items do not suffer. Several programs may use one outbox at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finding/text.h"

namespace thuocdo {

enum class DeliveryKind { folder, webdav, mail };
enum class DeliveryState { waiting, delivered, handed_to_mail, refused };

struct SubmittedFile {
  std::string name;  // without folder
  std::uintmax_t size = 0;
  std::string sha256;
  friend bool operator==(const SubmittedFile&, const SubmittedFile&) = default;
};

struct OutboxItem {
  // Given by whoever adds it.
  std::string programme, tier, unit, unit_name, round;
  std::string total, maximum;  // "61.5"; empty in a round without assessment
  std::string code;            // check code
  std::string digest;          // of the submission
  std::string submitted;       // "2024-12-20T09:30:00+07:00"
  std::string replaces;        // check code of the earlier submission that this one replaces
  std::string signer;          // name in the certificate; empty: not signed
  DeliveryKind kind = DeliveryKind::folder;
  std::string target;          // folder, address or recipients: where it is to go
  std::string user;            // of a WebDAV server; a password is never kept
  std::string subject, body;   // of a mail

  // Kept by the outbox.
  std::string id;                    // name of its folder
  std::vector<SubmittedFile> files;  // as they were added
  DeliveryState state = DeliveryState::waiting;
  std::string place;                 // where it was delivered, or tried last
  std::string when;                  // of the last attempt
  Text reason;                       // why it is not delivered
  int attempts = 0;
  Text damage;                       // not empty: the state cannot be read; only id, and files that are there
};

struct DeliveryRecord {
  DeliveryState state = DeliveryState::waiting;
  std::string place;
  std::string when;
  Text reason;
};

// "outbox" in the folder of the user's own things; empty where there is no home. It need not exist.
std::filesystem::path outbox_folder();

class Outbox {
 public:
  explicit Outbox(std::filesystem::path folder);

  struct Kept {
    std::string id;
    Text problem;  // why it could not be kept; then nothing is left behind
  };
  Kept add(const OutboxItem& item, const std::vector<std::filesystem::path>& files);

  std::vector<OutboxItem> items() const;
  std::optional<OutboxItem> find(std::string_view id) const;
  std::filesystem::path folder_of(std::string_view id) const;
  const std::filesystem::path& folder() const { return folder_; }
  // Nothing when every file is as it was added; otherwise which is not.
  Text changed_file(const OutboxItem& item) const;

  // Each gives why it failed; empty when it is done and on the disk.
  Text record(std::string_view id, const DeliveryRecord& what);
  Text retarget(std::string_view id, const OutboxItem& to);  // kind, target, user, subject, body
  Text remove(std::string_view id);

  // Held while an item is being sent; null when somebody else is sending it. Ends with the object, and with the process.
  class Sending;
  std::unique_ptr<Sending> begin_sending(std::string_view id);

 private:
  std::filesystem::path folder_;
};

class Outbox::Sending {
 public:
  explicit Sending(int handle) : handle_(handle) {}
  ~Sending();
  Sending(const Sending&) = delete;
  Sending& operator=(const Sending&) = delete;

 private:
  int handle_;
};

}  // namespace thuocdo
