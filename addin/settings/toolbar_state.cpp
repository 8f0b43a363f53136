#include "settings/toolbar_state.h"

#include <com/sun/star/awt/Point.hpp>
#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/frame/XLayoutManager.hpp>
#include <com/sun/star/ui/DockingArea.hpp>
#include <com/sun/star/util/XChangesBatch.hpp>

#include "functions/uno_text.h"
#include "version.h"

namespace thuocdo {
namespace {

namespace css = com::sun::star;
using css::uno::Any;
using css::uno::Reference;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;
using rtl::OUString;

constexpr char toolbar[] = "private:resource/toolbar/addon_vn.thuocdo.toolbar";
constexpr const char* kept[] = {"Visible", "Docked", "DockingArea", "DockPos", "Pos"};

template <class Interface>
Reference<Interface> open(const Reference<css::uno::XComponentContext>& context, const char* path, bool write) {
  css::beans::PropertyValue node;
  node.Name = "nodepath";
  node.Value <<= OUString::createFromAscii(path);
  return {css::configuration::theDefaultProvider::get(context)->createInstanceWithArguments(
              write ? OUString("com.sun.star.configuration.ConfigurationUpdateAccess")
                    : OUString("com.sun.star.configuration.ConfigurationAccess"),
              uno_sequence<Any>({Any(node)})),
          UNO_QUERY_THROW};
}

std::string text_of(const Any& value) {
  bool flag = false;
  sal_Int32 number = 0;
  OUString text;
  if (value >>= flag) return flag ? "true" : "false";
  if (value >>= number) return std::to_string(number);
  value >>= text;
  return from_uno(text);
}

Any like(const Any& old, const std::string& text) {
  switch (old.getValueTypeClass()) {
    case css::uno::TypeClass_BOOLEAN:
      return Any(text == "true");
    case css::uno::TypeClass_SHORT:
      return Any(static_cast<sal_Int16>(std::atoi(text.c_str())));
    case css::uno::TypeClass_LONG:
      return Any(static_cast<sal_Int32>(std::atoi(text.c_str())));
    default:
      return Any(to_uno(text));
  }
}

// "Visible=true|Docked=true|DockingArea=0|DockPos=0,3|Pos="
std::string state_of(const Reference<css::beans::XPropertySet>& window) {
  std::string state;
  for (const char* name : kept) {
    state += (state.empty() ? "" : "|") + std::string(name) + "=" +
             text_of(window->getPropertyValue(OUString::createFromAscii(name)));
  }
  return state;
}

void put_back(const Reference<css::beans::XPropertySet>& window, std::string_view state) {
  while (!state.empty()) {
    const std::string_view pair = state.substr(0, state.find('|'));
    state.remove_prefix(std::min(state.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals + 1 == pair.size()) continue;
    const auto name = to_uno(pair.substr(0, equals));
    window->setPropertyValue(name, like(window->getPropertyValue(name), std::string(pair.substr(equals + 1))));
  }
}

// The toolbar of this window is made already.
void show_as_put_back(const Reference<css::frame::XFrame>& frame, const Reference<css::beans::XPropertySet>& window) {
  const Reference<css::beans::XPropertySet> properties(frame, UNO_QUERY);
  if (!properties.is()) return;
  const Reference<css::frame::XLayoutManager> layout(properties->getPropertyValue("LayoutManager"), UNO_QUERY);
  if (!layout.is()) return;
  const auto name = OUString::createFromAscii(toolbar);
  const std::string at = text_of(window->getPropertyValue("DockPos"));
  const bool hidden = text_of(window->getPropertyValue("Visible")) == "false";
  if (const std::size_t comma = at.find(','); text_of(window->getPropertyValue("Docked")) == "true" && comma != std::string::npos) {
    const auto area = static_cast<css::ui::DockingArea>(std::atoi(text_of(window->getPropertyValue("DockingArea")).c_str()));
    layout->dockWindow(name, area,
                       css::awt::Point(std::atoi(at.c_str()), std::atoi(at.substr(comma + 1).c_str())));
  }
  if (hidden) layout->hideElement(name);  // last: it writes down where the toolbar is
}

// Changes with every installation.
OUString installation(const Reference<css::uno::XComponentContext>& context) {
  return to_uno(version) + " " +
         css::deployment::PackageInformationProvider::get(context)->getPackageLocation("vn.thuocdo.extension");
}

}  // namespace

void remember_toolbar(const Reference<css::uno::XComponentContext>& context,
                      const Reference<css::frame::XFrame>& frame) {
  const auto states = open<css::container::XNameAccess>(
      context, "/org.openoffice.Office.UI.CalcWindowState/UIElements/States", false);
  const auto name = OUString::createFromAscii(toolbar);
  if (!states->hasByName(name)) return;
  const std::string now = state_of(Reference<css::beans::XPropertySet>(states->getByName(name), UNO_QUERY_THROW));
  const auto known = open<css::beans::XPropertySet>(context, "/vn.thuocdo.Settings/Toolbar", false);
  const std::string before = text_of(known->getPropertyValue("State"));
  const OUString here = installation(context);
  const bool updated = known->getPropertyValue("Installation") != Any(here);
  if (!updated && now == before) return;

  const auto settings = open<css::beans::XPropertySet>(context, "/vn.thuocdo.Settings/Toolbar", true);
  settings->setPropertyValue("Installation", Any(here));
  if (updated && !before.empty() && before != now) {
    const auto changed = open<css::container::XNameAccess>(
        context, "/org.openoffice.Office.UI.CalcWindowState/UIElements/States", true);
    const Reference<css::beans::XPropertySet> window(changed->getByName(name), UNO_QUERY_THROW);
    put_back(window, before);
    Reference<css::util::XChangesBatch>(changed, UNO_QUERY_THROW)->commitChanges();
    if (frame.is()) show_as_put_back(frame, window);
  } else {
    settings->setPropertyValue("State", Any(to_uno(now)));
  }
  Reference<css::util::XChangesBatch>(settings, UNO_QUERY_THROW)->commitChanges();
}

}  // namespace thuocdo
