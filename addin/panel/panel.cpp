#include "panel/panel.h"

#include <chrono>
#include <com/sun/star/awt/XWindowListener.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/ui/UIElementType.hpp>
#include <com/sun/star/ui/XSidebarPanel.hpp>
#include <com/sun/star/ui/XToolPanel.hpp>
#include <com/sun/star/util/URLTransformer.hpp>
#include <com/sun/star/accessibility/XAccessible.hpp>
#include <cppuhelper/basemutex.hxx>
#include <cppuhelper/compbase4.hxx>
#include <exception>
#include <iterator>
#include <memory>

#include "functions/known_sets.h"
#include "panel/panel_window.h"
#include "panel/sheet_watcher.h"
#include "programme/deadline.h"
#include "report/live_review.h"
#include "settings/chosen_result.h"
#include "settings/settings.h"
#include "sheet/review_columns.h"
#include "workbook/cursor.h"
#include "workbook/kept_reading.h"
#include "workbook/open_document.h"
#include "workbook/review_sheet.h"

namespace thuocdo {
namespace {

Date today_in_vietnam() {
  return date_in_vietnam(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

// Quiet times after an edit. What single rows say is compared with the whole sheet only when nobody types: that costs more
// than reading the rows of several edits. Where nothing can be followed, every edit costs that much, and so the time is
// short.
constexpr std::chrono::milliseconds time_to_read_again(3000);
constexpr std::chrono::milliseconds time_to_follow(500);

using Element = cppu::WeakComponentImplHelper4<css::ui::XUIElement, css::ui::XToolPanel, css::ui::XSidebarPanel,
                                               css::awt::XWindowListener>;

class Panel : private cppu::BaseMutex, public Element {
 public:
  Panel(Reference<css::uno::XComponentContext> context, rtl::OUString url, Reference<css::frame::XFrame> frame,
        Reference<css::awt::XWindow> parent, Reference<css::ui::XSidebar> sidebar)
      : Element(m_aMutex),
        context_(std::move(context)),
        url_(std::move(url)),
        frame_(std::move(frame)),
        parent_(std::move(parent)),
        sidebar_(std::move(sidebar)),
        language_(desk_language(context_)) {}

  void open() {
    window_ = std::make_unique<PanelWindow>(context_, parent_, language_,
                                            PanelWindow::Deeds{.go = [this](const Place& place) { go(place); },
                                                               .explain = [this](int criterion) { explain(criterion); },
                                                               .leave = [this] { leave(); },
                                                               .make_sheet = [this] { dispatch("vn.thuocdo:new"); },
                                                               .height_changed = [this] { ask_for_layout(); }});
    window_->window()->setVisible(true);
    parent_->addWindowListener(this);
    watcher_ = new SheetWatcher(context_, frame_,
                                {.changed =
                                     [this](const Document& document, bool moved) {
                                       changed(document, moved);
                                       return reading_.follows() ? time_to_read_again : time_to_follow;
                                     },
                                 .settled = [this](const Document& document) { settled(document); },
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
  sal_Int32 SAL_CALL getMinimalWidth() override { return 260; }

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

  void SAL_CALL disposing(const css::lang::EventObject& source) override {
    if (source.Source == parent_) dispose();
  }
  void SAL_CALL disposing() override {  // by WeakComponentImplHelper, once
    if (watcher_.is()) watcher_->stop();
    watcher_.clear();
    const auto parent = std::exchange(parent_, {});
    const auto window = std::exchange(window_, {});
    if (window) window->let_go();
    try {
      if (parent.is()) parent->removeWindowListener(this);
    } catch (const css::uno::Exception&) {
    }
    reading_.let_go();
    review_.reset();
    sheet_.reset();
    frame_.clear();
    sidebar_.clear();
  }

 private:
  void lay_out() {
    try {
      if (window_) window_->lay_out();
    } catch (const css::uno::Exception&) {
    }
  }

  void changed(const Document& document, bool moved) {
    if (!window_) return;
    sheet_.reset();
    if (!document.is()) {
      reading_.let_go();
      return window_->show_no_sheet();
    }
    try {
      sheet_ = std::make_unique<AssessedSheet>(assess_document(document, reading_.read(document), office_programmes()));
      review_.reset();
      const bool reviewed = review_kind(document) == review_copy && sheet_->usable() && sheet_->unit != nullptr && sheet_->without_assessment == nullptr;
      if (reviewed) {
        review_ = std::make_unique<LiveReview>(live_review(*sheet_, appraisal_table_in(read_open_document(document), document_file_name(document)), language_,
                                                          results_.read(read_settings(context_).result_folder, language_)));
      }
      window_->show(review_ ? review_->score : live_score(*sheet_, today_in_vietnam(), language_));
      if (const int criterion = moved ? under_cursor() : -1; criterion >= 0) explained_ = criterion;
      explain(sheet_->usable() && explained_ < std::ssize(sheet_->tier->set.criteria) ? explained_ : -1);
    } catch (const css::uno::Exception& error) {
      window_->show_failure(from_uno(error.Message));
    } catch (const std::exception& error) {
      window_->show_failure(error.what());
    }
  }

  // Some time after the last change. What is shown is of single rows; it must be what the whole document says.
  void settled(const Document& document) {
    if (window_ && document.is() && reading_.read_again(document)) changed(document, false);
  }

  void moved() {
    if (!window_ || !sheet_) return;
    if (const int criterion = under_cursor(); criterion >= 0) explain(criterion);  // beside the table, what was explained last stays
  }

  int under_cursor() const {
    const auto cursor = watcher_->cursor();
    return cursor ? criterion_at(*sheet_, cursor->sheet, cursor->row) : -1;
  }

  void ask_for_layout() {
    if (sidebar_.is()) sidebar_->requestLayout();
  }

  void explain(int criterion) {
    explained_ = criterion;
    if (!window_ || !sheet_) return;
    window_->show_explanation(review_ ? explained_review(*sheet_, *review_, criterion, language_) : explained(*sheet_, criterion, language_));
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
  Reference<css::ui::XSidebar> sidebar_;
  const Language language_;
  std::unique_ptr<PanelWindow> window_;
  rtl::Reference<SheetWatcher> watcher_;
  KeptReading reading_;
  std::unique_ptr<AssessedSheet> sheet_;
  ResultReader results_;
  std::unique_ptr<LiveReview> review_;  // where the document is a reviewer's working copy
  int explained_ = -1;  // the criterion that the explanation is about
};

}  // namespace

Reference<css::ui::XUIElement> make_panel(const Reference<css::uno::XComponentContext>& context,
                                          const rtl::OUString& url, const Reference<css::frame::XFrame>& frame,
                                          const Reference<css::awt::XWindow>& parent,
                                          const Reference<css::ui::XSidebar>& sidebar) {
  const rtl::Reference<Panel> panel(new Panel(context, url, frame, parent, sidebar));
  try {
    panel->open();
  } catch (...) {
    panel->dispose();
    throw;
  }
  return panel.get();
}

}  // namespace thuocdo
