// Hands the files to the mail program. The office reports success even where there is none, so that is looked at first.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/system/SimpleCommandMail.hpp>
#include <com/sun/star/system/SimpleMailClientFlags.hpp>
#include <com/sun/star/system/SimpleSystemMail.hpp>
#include <com/sun/star/system/XSimpleMailClient.hpp>
#include <com/sun/star/system/XSimpleMailClientSupplier.hpp>
#include <com/sun/star/system/XSimpleMailMessage2.hpp>
#include <cstdlib>

#include "commands/delivery_files.h"

namespace thuocdo {
namespace {

bool is_program(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

bool in_path(const std::string& name) {
  if (name.empty()) return false;
  if (name.find('/') != std::string::npos) return is_program(name);
  const char* given = std::getenv("PATH");
  std::string_view path = given ? given : "";
  while (!path.empty()) {
    const std::string_view folder = path.substr(0, path.find(':'));
    if (!folder.empty() && is_program(std::filesystem::path(folder) / name)) return true;
    path.remove_prefix(std::min(path.size(), folder.size() + 1));
  }
  return false;
}

std::string configured_program(const Call& call) {
  css::beans::PropertyValue node = named("nodepath", rtl::OUString("/org.openoffice.Office.Common/ExternalMailer"));
  const Reference<css::container::XNameAccess> access(
      css::configuration::theDefaultProvider::get(call.context)
          ->createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", uno_sequence<Any>({Any(node)})),
      UNO_QUERY_THROW);
  rtl::OUString program;
  access->getByName("Program") >>= program;
  return from_uno(program.trim());
}

// The office's script `senddoc` starts these by themselves; for anything else it asks the desktop.
bool known_to_the_office(const std::string& program) {
  static constexpr std::array<std::string_view, 17> names = {
      "iceape",    "mozilla", "netscape", "seamonkey", "icedove", "thunderbird", "betterbird", "kmail", "mutt",
      "evolution", "gnome",   "xdg",      "groupwise", "dtmail",  "sylpheed",    "claws",      "Mail"};
  const std::string base = std::filesystem::path(program).filename().string();
  return std::find(names.begin(), names.end(), std::string_view(base).substr(0, base.find('-'))) != names.end();
}

bool some_mail_program(const Call& call) {
  const std::string program = configured_program(call);
  if (known_to_the_office(program)) return in_path(program);
  for (const char* one : {"xdg-email", "xdg-open", "evolution", "icedove", "thunderbird"}) {
    if (in_path(one)) return true;
  }
  return false;
}

// The system's own (Windows, macOS), then the one behind a command (Linux).
Reference<css::system::XSimpleMailClient> mail_client(const Call& call) {
  for (const char* service : {"com.sun.star.system.SimpleSystemMail", "com.sun.star.system.SimpleCommandMail"}) {
    const bool command = std::string_view(service).ends_with("CommandMail");
    if (command && !some_mail_program(call)) continue;
    const Reference<css::system::XSimpleMailClientSupplier> supplier(
        call.context->getServiceManager()->createInstanceWithContext(rtl::OUString::createFromAscii(service), call.context),
        UNO_QUERY);
    if (!supplier.is()) continue;
    if (auto client = supplier->querySimpleMailClient(); client.is()) return client;
  }
  return {};
}

std::vector<std::string> recipients(const std::string& text) {
  std::vector<std::string> all(1);
  for (const char sign : text) {
    if (sign == ',' || sign == ';') all.emplace_back();
    else if (sign != ' ' && sign != '\t' && sign != '\n') all.back() += sign;
  }
  std::erase(all, "");
  return all;
}

}  // namespace

DeliveryOutcome deliver_by_mail(const Call& call, const Delivery& to, const std::vector<std::filesystem::path>& files) {
  const std::string count = std::to_string(files.size());
  const Text receiver = to.mail_to.empty() ? say(Says::mail_to_receiver) : Text{to.mail_to, to.mail_to};
  const auto client = mail_client(call);
  if (!client.is()) {
    return not_delivered(DeliveryState::waiting, say(Says::mail_no_program, std::vector<Text>{{count, count}, receiver}));
  }
  try {
    const auto message = client->createSimpleMailMessage();
    const std::vector<std::string> all = recipients(to.mail_to);
    if (!all.empty()) message->setRecipient(to_uno(all.front()));
    Sequence<rtl::OUString> others(static_cast<sal_Int32>(all.empty() ? 0 : all.size() - 1));
    for (sal_Int32 i = 0; i < others.getLength(); ++i) others[i] = to_uno(all[static_cast<std::size_t>(i) + 1]);
    if (others.hasElements()) message->setCcRecipient(others);
    message->setSubject(to_uno(to.mail_subject));
    const Reference<css::system::XSimpleMailMessage2> with_body(message, UNO_QUERY);
    if (with_body.is()) with_body->setBody(to_uno(to.mail_body));
    Sequence<rtl::OUString> attached(static_cast<sal_Int32>(files.size()));
    for (std::size_t i = 0; i < files.size(); ++i) attached[static_cast<sal_Int32>(i)] = to_uno(file_url(files[i]));
    message->setAttachement(attached);
    client->sendSimpleMailMessage(message, css::system::SimpleMailClientFlags::DEFAULTS);
  } catch (const css::uno::Exception& error) {
    const std::string why = from_uno(error.Message);
    return not_delivered(DeliveryState::waiting,
                         say(Says::mail_failed, std::vector<Text>{{why, why}, {count, count}, receiver}));
  }
  return not_delivered(DeliveryState::handed_to_mail, say(Says::mail_composed, {count}));
}

}  // namespace thuocdo
