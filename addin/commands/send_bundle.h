// Signs a bundle that was made, checks it as its receiver does, and sends it the way sheets are submitted.
//
//   BundleSending sending{.file = "goi-h-pleiku.ods", .bundle = &made.bundle, .unit = unit, .signing = signing, .to = to};
//   const BundleSent sent = send_bundle(call, sending);
//   if (!sent.ok) … sent.message …
//
// A signature is put on a copy beside the file, which takes the file's place once it is verified: whatever fails before, the
// bundle stays as it was made. What is sent lies in the outbox first and can be sent again from there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "commands/sending_choice.h"
#include "submission/bundle.h"

namespace thuocdo {

struct BundleSending {
  std::filesystem::path file;
  const Bundle* bundle = nullptr;  // as it was made
  const Unit* unit = nullptr;
  SigningChoice signing;
  std::optional<Delivery> to;      // none: it is not sent
};

struct BundleSent {
  bool ok = false;
  bool is_signed = false;
  Text message;  // a sentence for each thing that was done, or what went wrong
};
BundleSent send_bundle(const Call& call, const BundleSending& order);

// What to do with it: sign, send, or both. Nothing when it is left as it is; `open` when it is to be looked at.
struct BundleWish {
  SigningChoice signing;
  std::optional<Delivery> to;
  bool open = false;
};
std::optional<BundleWish> ask_for_bundle_sending(const Call& call, const Text& made, const BundleWish& proposed);

}  // namespace thuocdo
