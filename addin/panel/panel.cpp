#include "panel/panel.h"

#include <chrono>
#include <com/sun/star/awt/XFocusListener.hpp>
#include <com/sun/star/awt/XWindowListener.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/ui/UIElementType.hpp>
#include <com/sun/star/ui/XSidebarPanel.hpp>
#include <com/sun/star/ui/XToolPanel.hpp>
#include <com/sun/star/util/URLTransformer.hpp>
#include <com/sun/star/accessibility/XAccessible.hpp>
#include <cppuhelper/basemutex.hxx>
#include <cppuhelper/compbase5.hxx>
#include <exception>
#include <memory>

#include "functions/known_sets.h"
#include "panel/panel_window.h"
#include "panel/sheet_watcher.h"
#include "programme/deadline.h"
#include "report/live_score.h"
#include "workbook/cursor.h"
#include "workbook/open_document.h"

namespace thuocdo {
namespace {

Date today_in_vietnam() {
  return date_in_vietnam(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

using Element = cppu::WeakComponentImplHelper5<css::ui::XUIElement, css::ui::XToolPanel, css::ui::XSidebarPanel,
                                               css::awt::XWindowListener, css::awt::XFocusListener>;

class Panel : private cppu::BaseMutex, public Element {
 public:
  Panel(Reference<css::uno::XComponentContext> context, rtl::OUString url, Reference<css::frame::XFrame> frame,
        Reference<css::awt::XWindow> parent)
      : Element(m_aMutex),
        context_(std::move(context)),
        url_(std::move(url)),
        frame_(std::move(frame)),
        parent_(std::move(parent)),
        language_(office_language(context_)) {}

  void open() {
    window_ = std::make_unique<PanelWindow>(context_, parent_, language_,
                                            PanelWindow::Deeds{.go = [this](const Place& place) { go(place); },
                                                               .explain = [this](int criterion) { explain(criterion); },
                                                               .leave = [this] { leave(); },
                                                               .make_sheet = [this] { dispatch("vn.thuocdo:new"); }});
    window_->window()->addFocusListener(this);
    window_->window()->setVisible(true);
    parent_->addWindowListener(this);
    watcher_ = new SheetWatcher(context_, frame_,
                                {.changed = [this](const Document& document) { changed(document); },
                                 .moved = [this] { moved(); }});
    watcher_->start();
  }

  // --- XUIElement
  Reference<css::frame::XFrame> SAL_CALL getFrame() override { return frame_; }
  rtl::OUString SAL_CALL getResourceURL() override { return url_; }
  sal_Int16 SAL_CALL getType() override { return css::ui::UIElementType::TOOLPANEL; }
  Reference<css::uno::XInterface> SAL_CALL getRealInterface() override { return static_cast<css::ui::XUIElement*>(this); }

  // --- XToolPanel
  Reference<css::accessibility::XAccessible> SAL_CALL
  createAccessible(const Reference<css::accessibility::XAccessible>&) override {
    return {getWindow(), UNO_QUERY};
  }
  Reference<css::awt::XWindow> SAL_CALL getWindow() override {
    return window_ ? window_->window() : Reference<css::awt::XWindow>();
  }

  // --- XSidebarPanel
  css::ui::LayoutSize SAL_CALL getHeightForWidth(sal_Int32 width) override {
    try {
      if (window_) return window_->height_for(width);
    } catch (const css::uno::Exception&) {
      // Any height will do then.
    }
    return {200, -1, 200};
  }
  sal_Int32 SAL_CALL getMinimalWidth() override { return 180; }

  // --- XWindowListener of the parent
  void SAL_CALL windowResized(const css::awt::WindowEvent&) override { lay_out(); }
  void SAL_CALL windowMoved(const css::awt::WindowEvent&) override {}
  void SAL_CALL windowShown(const css::lang::EventObject&) override {
    if (watcher_.is()) watcher_->pause(false);
    lay_out();
  }
  void SAL_CALL windowHidden(const css::lang::EventObject&) override {
    if (watcher_.is()) watcher_->pause(true);
  }

  // --- XFocusListener of the board itself: nothing is done there
  void SAL_CALL focusGained(const css::awt::FocusEvent&) override {
    try {
      if (window_) window_->focus();
    } catch (const css::uno::Exception&) {
    }
  }
  void SAL_CALL focusLost(const css::awt::FocusEvent&) override {}

  void SAL_CALL disposing(const css::lang::EventObject& source) override {
    if (source.Source == parent_) dispose();
  }
  void SAL_CALL disposing() override {  // by WeakComponentImplHelper, once
    if (watcher_.is()) watcher_->stop();
    watcher_.clear();
    const auto parent = std::exchange(parent_, {});
    const auto window = std::exchange(window_, {});
    try {
      if (window && window->window().is()) window->window()->removeFocusListener(this);
    } catch (const css::uno::Exception&) {
    }
    try {
      if (parent.is()) parent->removeWindowListener(this);
    } catch (const css::uno::Exception&) {
    }
    sheet_.reset();
    frame_.clear();
  }

 private:
  void lay_out() {
    try {
      if (window_) window_->lay_out();
    } catch (const css::uno::Exception&) {
    }
  }

  void changed(const Document& document) {
    if (!window_) return;
    sheet_.reset();
    if (!document.is()) return window_->show_no_sheet();
    try {
      sheet_ = std::make_unique<AssessedSheet>(assess_document(document, office_programmes()));
      window_->show(live_score(*sheet_, today_in_vietnam(), language_));
    } catch (const css::uno::Exception& error) {
      window_->show_failure(from_uno(error.Message));
    } catch (const std::exception& error) {
      window_->show_failure(error.what());
    }
  }

  void moved() {
    if (!window_ || !sheet_) return;
    const auto cursor = watcher_->cursor();
    const int criterion = cursor ? criterion_at(*sheet_, cursor->sheet, cursor->row) : -1;
    if (criterion >= 0) criterion_ = criterion;
    explain(criterion_);
  }

  void explain(int criterion) {
    if (window_ && sheet_) window_->show_explanation(explained(*sheet_, criterion, language_));
  }

  void go(const Place& place) {
    go_to_cell(frame_->getController(), place.sheet, place.cell);
    leave();
  }
  void leave() {
    if (frame_.is() && frame_->getComponentWindow().is()) frame_->getComponentWindow()->setFocus();
  }

  void dispatch(const char* command) {
    css::util::URL url;
    url.Complete = rtl::OUString::createFromAscii(command);
    css::util::URLTransformer::create(context_)->parseStrict(url);
    const Reference<css::frame::XDispatchProvider> provider(frame_, UNO_QUERY);
    const auto found = provider.is() ? provider->queryDispatch(url, "_self", 0) : nullptr;
    if (found.is()) found->dispatch(url, {});
  }

  const Reference<css::uno::XComponentContext> context_;
  const rtl::OUString url_;
  Reference<css::frame::XFrame> frame_;
  Reference<css::awt::XWindow> parent_;
  const Language language_;
  std::unique_ptr<PanelWindow> window_;
  rtl::Reference<SheetWatcher> watcher_;
  std::unique_ptr<AssessedSheet> sheet_;
  int criterion_ = -1;  // that the cursor was on last
};

}  // namespace

Reference<css::ui::XUIElement> make_panel(const Reference<css::uno::XComponentContext>& context,
                                          const rtl::OUString& url, const Reference<css::frame::XFrame>& frame,
                                          const Reference<css::awt::XWindow>& parent) {
  const rtl::Reference<Panel> panel(new Panel(context, url, frame, parent));
  try {
    panel->open();
  } catch (...) {
    panel->dispose();
    throw;
  }
  return panel.get();
}

}  // namespace thuocdo
