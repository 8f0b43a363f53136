#include "help/help_key.h"

#include <algorithm>
#include <com/sun/star/awt/Key.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/awt/XFocusListener.hpp>
#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/system/SystemShellExecute.hpp>
#include <com/sun/star/system/SystemShellExecuteFlags.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/implbase2.hxx>
#include <osl/file.hxx>
#include <vector>

#include "settings/settings.h"

namespace thuocdo {
namespace {

using rtl::OUString;

constexpr char first_page[] = "bat-dau";

bool is_help_key(const css::awt::KeyEvent& event) { return event.KeyCode == css::awt::Key::F1 && event.Modifiers == 0; }

void open_page(const Reference<css::uno::XComponentContext>& context, Language language, const std::string& page) {
  try {
    const auto file = guide_file(context, language, page);
    if (!file.empty()) open_with_desktop(context, file);
  } catch (...) {
    // There is no guide then; the key must not end the office.
  }
}

// One for each window of ours that stands in a window of the office; all on the office's main thread.
class FocusedHelp : public cppu::WeakImplHelper2<css::awt::XKeyHandler, css::awt::XFocusListener> {
 public:
  FocusedHelp(Reference<css::uno::XComponentContext> context, Reference<css::awt::XWindow> window, std::string page)
      : context_(std::move(context)), window_(std::move(window)), page_(std::move(page)) {}

  void begin() {
    toolkit_.set(css::awt::Toolkit::create(context_), UNO_QUERY);
    const Reference<css::awt::XControlContainer> container(window_, UNO_QUERY);
    if (!toolkit_.is() || !container.is()) return;
    toolkit_->addKeyHandler(this);
    window_->addEventListener(static_cast<css::awt::XKeyHandler*>(this));
    const Sequence<Reference<css::awt::XControl>> controls = container->getControls();
    for (const auto& control : controls) {
      const Reference<css::awt::XWindow> part(control, UNO_QUERY);
      if (part.is()) part->addFocusListener(this);
    }
    all().push_back(this);
  }

  sal_Bool SAL_CALL keyPressed(const css::awt::KeyEvent& event) override {
    if (!focused_ || !is_help_key(event)) return false;
    open_page(context_, desk_language(context_), page_);
    return true;
  }
  sal_Bool SAL_CALL keyReleased(const css::awt::KeyEvent&) override { return false; }
  void SAL_CALL focusGained(const css::awt::FocusEvent&) override { focused_ = true; }
  void SAL_CALL focusLost(const css::awt::FocusEvent&) override { focused_ = false; }

  void SAL_CALL disposing(const css::lang::EventObject& event) override {
    if (event.Source != window_) return;  // one control only
    const rtl::Reference<FocusedHelp> alive(this);
    std::erase(all(), this);
    focused_ = false;
    window_.clear();
    try {
      if (toolkit_.is()) toolkit_->removeKeyHandler(this);
    } catch (const css::uno::Exception&) {
      // The office is ending.
    }
    toolkit_.clear();
  }

  static bool there(const Reference<css::awt::XWindow>& window) {
    return std::any_of(all().begin(), all().end(), [&](const FocusedHelp* one) { return one->window_ == window; });
  }

 private:
  static std::vector<FocusedHelp*>& all() {
    static auto* const windows = new std::vector<FocusedHelp*>;
    return *windows;
  }

  const Reference<css::uno::XComponentContext> context_;
  Reference<css::awt::XWindow> window_;
  Reference<css::awt::XExtendedToolkit> toolkit_;
  const std::string page_;
  bool focused_ = false;
};

}  // namespace

std::filesystem::path guide_file(const Reference<css::uno::XComponentContext>& context, Language language,
                                 const std::string& page) {
  OUString extension;
  osl::FileBase::getSystemPathFromFileURL(
      css::deployment::PackageInformationProvider::get(context)->getPackageLocation("vn.thuocdo.extension"), extension);
  const auto file = std::filesystem::path(from_uno(extension)) / "guide" /
                    (language == Language::vietnamese ? "vi" : "en") / ((page.empty() ? first_page : page) + ".html");
  std::error_code ignored;
  const bool there = page.find('/') == std::string::npos && std::filesystem::is_regular_file(file, ignored);
  return there ? file : std::filesystem::path();
}

bool open_with_desktop(const Reference<css::uno::XComponentContext>& context, const std::filesystem::path& file) {
  try {
    OUString url;
    osl::FileBase::getFileURLFromSystemPath(to_uno(file.string()), url);
    css::system::SystemShellExecute::create(context)->execute(url, {}, css::system::SystemShellExecuteFlags::URIS_ONLY);
    return true;
  } catch (const css::uno::Exception&) {
    return false;
  }
}

class HelpKey::Handler : public cppu::WeakImplHelper1<css::awt::XKeyHandler> {
 public:
  Handler(Reference<css::uno::XComponentContext> context, Language language, std::string page)
      : page_(std::move(page)), context_(std::move(context)), language_(language) {}

  sal_Bool SAL_CALL keyPressed(const css::awt::KeyEvent& event) override {
    if (!is_help_key(event)) return false;
    if (!stack().empty() && stack().back() == this) open_page(context_, language_, page_);
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

HelpKey::HelpKey(const Reference<css::uno::XComponentContext>& context, Language language, std::string page)
    : toolkit_(css::awt::Toolkit::create(context), UNO_QUERY), handler_(new Handler(context, language, std::move(page))) {
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

void help_while_focused(const Reference<css::uno::XComponentContext>& context,
                        const Reference<css::awt::XWindow>& window, const std::string& page) {
  if (FocusedHelp::there(window)) return;
  const rtl::Reference<FocusedHelp> help(new FocusedHelp(context, window, page));
  help->begin();
}

}  // namespace thuocdo
