// The guide, and F1: it opens a page of the guide in the browser.
//
//   HelpKey key(context, Language::vietnamese, "gui-phieu");      // a dialog of ours, for as long as it runs
//   help_while_focused(context, page_window, "tuy-chon");         // a window of ours inside a window of the office
//
// The office's own help is not used, although an extension can bring pages for it (.xhp, compiled when it is installed).
// With LibreOffice 7.4.7 of Debian 12, tried with and without its help packages: without libreoffice-help-common, which
// few computers have, reading any page of its help ends the office as soon as one extension brings such pages
// (libxslt is handed a style sheet that is not there); with the package the page is empty, because the style sheet that
// comes with it is made for the browser. The guide in the browser is the same everywhere, without a network.
//
// So F1 is caught before the office sees it. That works in our dialogs everywhere; on the options page and in the panel only
// where the office draws its windows itself (SAL_USE_VCLPLUGIN=gen). Under GTK the office's window has the key for itself
// and asks for its help without a command that could be caught: no key arrives here, and no dispatch either. The options
// page has a button Guide therefore. An open menu and a message box tell nobody of their keys: the menu
// has the entry Guide.
#pragma once

#include <com/sun/star/awt/XExtendedToolkit.hpp>
#include <com/sun/star/awt/XKeyHandler.hpp>
#include <com/sun/star/awt/XWindow.hpp>
#include <filesystem>
#include <rtl/ref.hxx>
#include <string>

#include "workbook/calc.h"

namespace thuocdo {

// Of help/guide.xml: "dien-phieu"; the first one when empty. Empty when there is no such page.
std::filesystem::path guide_file(const Reference<css::uno::XComponentContext>& context, Language language,
                                 const std::string& page);
// A page in the browser, a folder in the file manager. False when none could be started.
bool open_with_desktop(const Reference<css::uno::XComponentContext>& context, const std::filesystem::path& file);

// While it lives, F1 opens the page. Of several, the one made last answers.
class HelpKey {
 public:
  HelpKey(const Reference<css::uno::XComponentContext>& context, Language language, std::string page);
  ~HelpKey();
  HelpKey(const HelpKey&) = delete;
  HelpKey& operator=(const HelpKey&) = delete;

  void set_page(std::string page);

 private:
  class Handler;
  Reference<css::awt::XExtendedToolkit> toolkit_;
  rtl::Reference<Handler> handler_;
};

// Where the office lets F1 through, it opens the page while the keyboard is in one of the controls that the window has now,
// until the window goes. A window that has it already is left as it is.
void help_while_focused(const Reference<css::uno::XComponentContext>& context,
                        const Reference<css::awt::XWindow>& window, const std::string& page);

}  // namespace thuocdo
