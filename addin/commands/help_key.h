// The guide, and F1 in the dialogs of the commands: it opens a page of the guide in the browser.
//
// The office's own help is not used: its pages need Writer and a package of the office that many machines lack, and
// without that package an extension's page ends the office (7.4).
#pragma once

#include <com/sun/star/awt/XExtendedToolkit.hpp>
#include <com/sun/star/awt/XKeyHandler.hpp>
#include <filesystem>
#include <rtl/ref.hxx>
#include <string>

#include "commands/command.h"

namespace thuocdo {

// Of help/guide.xml: "dien-phieu". Empty when there is no such page.
std::filesystem::path guide_file(const Reference<css::uno::XComponentContext>& context, Language language,
                                 const std::string& page);
// False when no browser could be started.
bool open_guide(const Reference<css::uno::XComponentContext>& context, const std::filesystem::path& file);

// While it lives, F1 opens the page. Of several, the one made last answers.
class HelpKey {
 public:
  explicit HelpKey(const Call& call);
  ~HelpKey();
  HelpKey(const HelpKey&) = delete;
  HelpKey& operator=(const HelpKey&) = delete;

  void set_page(std::string page);

 private:
  class Handler;
  Reference<css::awt::XExtendedToolkit> toolkit_;
  rtl::Reference<Handler> handler_;
};

}  // namespace thuocdo
