#include "settings/settings.h"

#include <com/sun/star/beans/PropertyAttribute.hpp>
#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/beans/XProperty.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/beans/XPropertySetInfo.hpp>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/util/XChangesBatch.hpp>

#include "functions/uno_text.h"

namespace thuocdo {
namespace {

namespace css = com::sun::star;
using css::uno::Any;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

constexpr char path[] = "/vn.thuocdo.Settings/Desk";

struct TextSetting {
  const char* name;
  std::string Settings::*member;
};
struct FlagSetting {
  const char* name;
  bool Settings::*member;
};
constexpr TextSetting texts[] = {{"Language", &Settings::language},
                                 {"SheetFolder", &Settings::sheet_folder},
                                 {"Author", &Settings::author},
                                 {"Phone", &Settings::phone},
                                 {"Certificate", &Settings::certificate},
                                 {"TimestampServer", &Settings::timestamp_server},
                                 {"Delivery", &Settings::delivery},
                                 {"DeliveryFolder", &Settings::delivery_folder},
                                 {"WebDavAddress", &Settings::webdav_address},
                                 {"WebDavUser", &Settings::webdav_user},
                                 {"MailTo", &Settings::mail_to},
                                 {"Register", &Settings::register_at},
                                 {"RegisterRound", &Settings::register_round},
                                 {"RegisterUnit", &Settings::register_unit},
                                 {"TrustFolder", &Settings::trust_folder},
                                 {"LastSheet", &Settings::last_sheet},
                                 {"ResultFolder", &Settings::result_folder}};
constexpr FlagSetting flags[] = {{"Sign", &Settings::sign}, {"SingleFile", &Settings::single_file}};

Reference<css::beans::XPropertySet> open(const Reference<css::uno::XComponentContext>& context, const char* service) {
  css::beans::PropertyValue node;
  node.Name = "nodepath";
  node.Value <<= rtl::OUString::createFromAscii(path);
  return {css::configuration::theDefaultProvider::get(context)->createInstanceWithArguments(
              rtl::OUString::createFromAscii(service), uno_sequence<Any>({Any(node)})),
          UNO_QUERY_THROW};
}

// A locked value refuses; the others are set all the same.
void put(const Reference<css::beans::XPropertySet>& node, const char* name, const Any& value) {
  const auto key = rtl::OUString::createFromAscii(name);
  if (node->getPropertyValue(key) == value) return;
  try {
    node->setPropertyValue(key, value);
  } catch (const css::uno::Exception&) {
  }
}

}  // namespace

Settings default_settings() {
  Settings settings;
  settings.delivery = "folder";
  return settings;
}

Settings read_settings(const Reference<css::uno::XComponentContext>& context) {
  Settings settings = default_settings();
  try {
    const auto node = open(context, "com.sun.star.configuration.ConfigurationAccess");
    for (const TextSetting& setting : texts) {
      rtl::OUString value;
      node->getPropertyValue(rtl::OUString::createFromAscii(setting.name)) >>= value;
      settings.*setting.member = from_uno(value.trim());
    }
    for (const FlagSetting& setting : flags) {
      node->getPropertyValue(rtl::OUString::createFromAscii(setting.name)) >>= settings.*setting.member;
    }
  } catch (const css::uno::Exception&) {
    // The extension is being installed or removed; the defaults work.
  }
  return settings;
}

bool write_settings(const Reference<css::uno::XComponentContext>& context, const Settings& settings) {
  try {
    const auto node = open(context, "com.sun.star.configuration.ConfigurationUpdateAccess");
    for (const TextSetting& setting : texts) put(node, setting.name, Any(to_uno(settings.*setting.member)));
    for (const FlagSetting& setting : flags) put(node, setting.name, Any(settings.*setting.member));
    Reference<css::util::XChangesBatch>(node, UNO_QUERY_THROW)->commitChanges();
    return true;
  } catch (const css::uno::Exception&) {
    return false;
  }
}

std::vector<std::string> locked_settings(const Reference<css::uno::XComponentContext>& context) {
  std::vector<std::string> locked;
  try {
    const auto node = open(context, "com.sun.star.configuration.ConfigurationUpdateAccess");
    for (const auto& property : node->getPropertySetInfo()->getProperties()) {
      if ((property.Attributes & css::beans::PropertyAttribute::READONLY) != 0) locked.push_back(from_uno(property.Name));
    }
  } catch (const css::uno::Exception&) {
  }
  return locked;
}

Language desk_language(const Reference<css::uno::XComponentContext>& context) {
  const std::string set = read_settings(context).language;
  if (set == "vi") return Language::vietnamese;
  if (set == "en") return Language::english;
  return office_language(context);
}

}  // namespace thuocdo
