#include "commands/diagnostics.h"

#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/container/XHierarchicalNameAccess.hpp>
#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/util/theMacroExpander.hpp>

#include "functions/known_sets.h"
#include "log/log.h"
#include "programme/digest.h"
#include "report/programme_report.h"
#include "settings/settings.h"
#include "texts/texts.h"
#include "version.h"
#include "workbook/calc.h"

namespace thuocdo {
namespace {

constexpr std::size_t log_lines = 30;

std::string configured(const Reference<css::uno::XComponentContext>& context, const char* component, const char* name) {
  try {
    const Reference<css::container::XHierarchicalNameAccess> node(
        css::configuration::theDefaultProvider::get(context)->createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            uno_sequence<Any>({Any(named("nodepath", rtl::OUString::createFromAscii(component)))})),
        UNO_QUERY_THROW);
    rtl::OUString value;
    node->getByHierarchicalName(rtl::OUString::createFromAscii(name)) >>= value;
    return from_uno(value);
  } catch (const css::uno::Exception&) {
    return {};
  }
}

std::string office_version(const Reference<css::uno::XComponentContext>& context) {
  return configured(context, "/org.openoffice.Setup", "Product/ooName") + " " +
         configured(context, "/org.openoffice.Setup", "Product/ooSetupVersionAboutBox") + ", " +
         configured(context, "/org.openoffice.Setup", "L10N/ooLocale") + ", " +
         from_uno(css::util::theMacroExpander::get(context)->expandMacros("$_OS $_ARCH"));
}

// For one user, for all, or as part of the office.
Text installed_as(const Reference<css::uno::XComponentContext>& context) {
  const auto where = from_uno(
      css::deployment::PackageInformationProvider::get(context)->getPackageLocation("vn.thuocdo.extension"));
  if (where.find("/user/uno_packages/") != std::string::npos) return say(Says::installed_for_user);
  if (where.find("uno_packages") != std::string::npos) return say(Says::installed_for_all);
  return say(Says::installed_bundled);
}

// Whether something is set, not what.
std::string settings_in_force(const Settings& settings) {
  std::string line = "language=" + (settings.language.empty() ? "office" : settings.language) +
                     " delivery=" + settings.delivery + " sign=" + (settings.sign ? "1" : "0") +
                     " single-file=" + (settings.single_file ? "1" : "0");
  const auto add = [&](const char* name, const std::string& value) {
    line += std::string(" ") + name + (value.empty() ? "=0" : "=1");
  };
  add("sheet-folder", settings.sheet_folder);
  add("timestamp-server", settings.timestamp_server);
  add("webdav", settings.webdav_address);
  return line;
}

}  // namespace

std::string diagnostics(const Reference<css::uno::XComponentContext>& context, Language language) {
  Page page;
  page.language = language;
  const auto programmes = list_programmes(office_programmes());
  std::string text = versions_text({version, version, library_digest()}, programmes, page);
  text += office_version(context) + "\n";
  text += say(Says::installed, std::vector<Text>{installed_as(context)}).in(language) + "\n";
  text += say(Says::settings_line, {settings_in_force(read_settings(context))}).in(language) + "\n";
  const auto lines = last_log_lines(log_lines);
  if (!lines.empty()) text += "\n" + say(Says::log_heading).in(language) + "\n";
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace thuocdo
