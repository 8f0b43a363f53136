// What the ways of delivery have in common: the files in memory, and what one attempt came to.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "commands/aside.h"
#include "commands/delivery.h"

namespace thuocdo {

struct LoadedFile {
  SubmittedFile what;
  std::string bytes;
};
using LoadedFiles = std::vector<LoadedFile>;

// Larger than any submission.
inline constexpr std::size_t most_delivered_bytes = 512u << 20;

inline DeliveryOutcome not_delivered(DeliveryState state, Text message) {
  DeliveryOutcome outcome;
  outcome.state = state;
  outcome.message = std::move(message);
  return outcome;
}

// The name that a file has at its place until it is whole.
inline std::string unfinished_name(const std::string& name) { return name + ".part"; }

DeliveryOutcome deliver_to_folder(const Call& call, const Delivery& to, std::shared_ptr<const LoadedFiles> files,
                                  std::chrono::milliseconds patience);
DeliveryOutcome deliver_to_webdav(const Call& call, const Delivery& to, std::shared_ptr<const LoadedFiles> files,
                                  std::chrono::milliseconds patience);
DeliveryOutcome deliver_by_mail(const Call& call, const Delivery& to, const std::vector<std::filesystem::path>& files);

// Every file was read back.
DeliveryOutcome delivered(const LoadedFiles& files, const std::string& place, Says told);

}  // namespace thuocdo
