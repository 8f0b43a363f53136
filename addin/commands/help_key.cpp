#include "commands/help_key.h"

#include <algorithm>
#include <com/sun/star/awt/Key.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/system/SystemShellExecute.hpp>
#include <com/sun/star/system/SystemShellExecuteFlags.hpp>
#include <cppuhelper/implbase1.hxx>

namespace thuocdo {
namespace {

constexpr char first_page[] = "bat-dau";

}  // namespace

std::filesystem::path guide_file(const Reference<css::uno::XComponentContext>& context, Language language,
                                 const std::string& page) {
  const std::filesystem::path extension = file_path(from_uno(
      css::deployment::PackageInformationProvider::get(context)->getPackageLocation("vn.thuocdo.extension")));
  const auto file = extension / "guide" / (language == Language::vietnamese ? "vi" : "en") /
                    ((page.empty() ? first_page : page) + ".html");
  std::error_code ignored;
  const bool there = page.find('/') == std::string::npos && std::filesystem::is_regular_file(file, ignored);
  return there ? file : std::filesystem::path();
}

bool open_guide(const Reference<css::uno::XComponentContext>& context, const std::filesystem::path& file) {
  try {
    css::system::SystemShellExecute::create(context)->execute(to_uno(file_url(file)), {},
                                                              css::system::SystemShellExecuteFlags::URIS_ONLY);
    return true;
  } catch (const css::uno::Exception&) {
    return false;
  }
}

class HelpKey::Handler : public cppu::WeakImplHelper1<css::awt::XKeyHandler> {
 public:
  Handler(Reference<css::uno::XComponentContext> context, Language language)
      : context_(std::move(context)), language_(language) {}

  sal_Bool SAL_CALL keyPressed(const css::awt::KeyEvent& event) override {
    if (event.KeyCode != css::awt::Key::F1 || event.Modifiers != 0) return false;
    try {
      if (!stack().empty() && stack().back() == this) {
        const auto file = guide_file(context_, language_, page_);
        if (!file.empty()) open_guide(context_, file);
      }
    } catch (...) {
    }
    return true;  // the office's own help knows nothing of the dialog
  }
  sal_Bool SAL_CALL keyReleased(const css::awt::KeyEvent&) override { return false; }
  void SAL_CALL disposing(const css::lang::EventObject&) override {}

  // Dialogs over one another; all on the office's main thread.
  static std::vector<Handler*>& stack() {
    static auto* const all = new std::vector<Handler*>;
    return *all;
  }

  std::string page_;

 private:
  const Reference<css::uno::XComponentContext> context_;
  const Language language_;
};

HelpKey::HelpKey(const Call& call)
    : toolkit_(css::awt::Toolkit::create(call.context), UNO_QUERY), handler_(new Handler(call.context, call.language)) {
  Handler::stack().push_back(handler_.get());
  if (toolkit_.is()) toolkit_->addKeyHandler(handler_.get());
}

HelpKey::~HelpKey() {
  std::erase(Handler::stack(), handler_.get());
  try {
    if (toolkit_.is()) toolkit_->removeKeyHandler(handler_.get());
  } catch (const css::uno::Exception&) {
  }
}

void HelpKey::set_page(std::string page) { handler_->page_ = std::move(page); }

}  // namespace thuocdo
