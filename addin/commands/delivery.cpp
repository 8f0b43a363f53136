#include "commands/delivery.h"

#include <cstdlib>

#include "commands/delivery_files.h"
#include "programme/digest.h"
#include "programme/file_bytes.h"

namespace thuocdo {
namespace {

std::chrono::milliseconds patience_of(const Call& call) {
  const std::string given = call.arguments.text("Patience");
  const int seconds = given.empty() ? 0 : std::atoi(given.c_str());
  return std::chrono::seconds(seconds > 0 ? seconds : 30);
}

DeliveryOutcome attempt(const Call& call, const Delivery& to, const std::vector<std::filesystem::path>& files) {
  if (to.kind == Delivery::Kind::mail) return deliver_by_mail(call, to, files);
  const auto loaded = std::make_shared<LoadedFiles>();
  for (const auto& file : files) {
    Text why;
    auto bytes = file_bytes(file, most_delivered_bytes, why);
    if (!bytes) {
      const Text name{file.string(), file.string()};
      return not_delivered(DeliveryState::refused, say(Says::delivery_file_unreadable, std::vector<Text>{name, why}));
    }
    loaded->push_back({{file.filename().string(), bytes->size(), sha256_hex(*bytes)}, std::move(*bytes)});
  }
  return to.kind == Delivery::Kind::folder ? deliver_to_folder(call, to, loaded, patience_of(call))
                                           : deliver_to_webdav(call, to, loaded, patience_of(call));
}

}  // namespace

DeliveryOutcome delivered(const LoadedFiles& files, const std::string& place, Says told) {
  DeliveryOutcome outcome;
  outcome.state = DeliveryState::delivered;
  outcome.message = say(told, {std::to_string(files.size()), place});
  for (const LoadedFile& file : files) outcome.files.push_back(file.what);
  return outcome;
}

DeliveryOutcome deliver(const Call& call, const Delivery& to, const std::vector<std::filesystem::path>& files) {
  DeliveryOutcome outcome;
  try {
    outcome = attempt(call, to, files);
  } catch (const css::uno::Exception& error) {
    outcome = not_delivered(DeliveryState::waiting, say(Says::delivery_failed, {from_uno(error.Message)}));
  } catch (const std::exception& error) {
    outcome = not_delivered(DeliveryState::waiting, say(Says::delivery_failed, {error.what()}));
  }
  outcome.place = place_of(to);
  return outcome;
}

}  // namespace thuocdo
