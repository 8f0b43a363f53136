#include "panel/sheet_watcher.h"

#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/frame/FrameAction.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellRange.hpp>
#include <com/sun/star/sheet/XSheetCellRangeContainer.hpp>
#include <exception>
#include <mutex>
#include <salhelper/timer.hxx>
#include <utility>

#include "workbook/open_document.h"

namespace thuocdo {

// Goes off half a second after it was last set, in a thread of the office's own.
class SheetWatcher::Quiet : public salhelper::Timer {
 public:
  explicit Quiet(SheetWatcher& watcher) : watcher_(&watcher) {}
  void set() {
    stop();
    setRemainingTime(salhelper::TTimeValue(0, 500'000'000));
    start();
  }
  void let_go() {
    stop();
    const std::lock_guard guard(mutex_);
    watcher_.clear();
  }
  void SAL_CALL onShot() override {
    rtl::Reference<SheetWatcher> watcher;
    {
      const std::lock_guard guard(mutex_);
      watcher = watcher_;
    }
    if (!watcher.is()) return;
    watcher->settled_ = true;
    watcher->request();
  }

 private:
  std::mutex mutex_;
  rtl::Reference<SheetWatcher> watcher_;
};

SheetWatcher::SheetWatcher(const Reference<css::uno::XComponentContext>& context, Reference<css::frame::XFrame> frame,
                           News news)
    : later_(css::awt::AsyncCallback::create(context)), frame_(std::move(frame)), news_(std::move(news)) {}

void SheetWatcher::start() {
  quiet_ = new Quiet(*this);
  if (frame_.is()) frame_->addFrameActionListener(this);
  attach();
}

void SheetWatcher::stop() {
  const rtl::Reference<SheetWatcher> alive(this);  // the listeners' references may be the last
  if (const auto quiet = std::exchange(quiet_, {}); quiet.is()) quiet->let_go();
  detach();
  news_ = {};
  const auto frame = std::exchange(frame_, {});
  try {
    if (frame.is()) frame->removeFrameActionListener(this);
  } catch (const css::uno::Exception&) {
    // It is gone already.
  }
}

void SheetWatcher::pause(bool paused) {
  paused_ = paused;
  if (!paused && (changed_ || settled_ || moved_)) request();
}

void SheetWatcher::attach() {
  detach();
  const auto controller = frame_.is() ? frame_->getController() : Reference<css::frame::XController>();
  if (!controller.is()) return;
  document_.set(Document(controller->getModel(), UNO_QUERY), UNO_QUERY);
  view_.set(controller, UNO_QUERY);
  if (document_.is()) document_->addModifyListener(this);
  if (view_.is()) view_->addSelectionChangeListener(this);
  changed_ = moved_ = true;
  request();
}

void SheetWatcher::detach() {
  const auto document = std::exchange(document_, {});
  const auto view = std::exchange(view_, {});
  try {
    if (document.is()) document->removeModifyListener(this);
  } catch (const css::uno::Exception&) {
    // It is gone already.
  }
  try {
    if (view.is()) view->removeSelectionChangeListener(this);
  } catch (const css::uno::Exception&) {
  }
}

void SheetWatcher::request() {
  if (paused_ || requested_.exchange(true)) return;
  try {
    later_->addCallback(this, Any());
  } catch (const css::uno::Exception&) {
    requested_ = false;
  }
}

void SheetWatcher::modified(const css::lang::EventObject&) {
  changed_ = true;
  request();
}

void SheetWatcher::selectionChanged(const css::lang::EventObject&) {
  moved_ = true;
  request();
}

void SheetWatcher::frameAction(const css::frame::FrameActionEvent& event) {
  try {
    switch (event.Action) {
      case css::frame::FrameAction_COMPONENT_ATTACHED:
      case css::frame::FrameAction_COMPONENT_REATTACHED: attach(); break;
      case css::frame::FrameAction_COMPONENT_DETACHING: detach(); break;
      default: break;
    }
  } catch (const css::uno::Exception&) {
    // What cannot be followed is not shown.
  }
}

void SheetWatcher::disposing(const css::lang::EventObject& source) {
  if (source.Source == document_) document_.clear();
  if (source.Source == view_) view_.clear();
  if (source.Source == frame_) frame_.clear();
}

void SheetWatcher::notify(const Any&) {
  requested_ = false;
  try {
    tell();
  } catch (const css::uno::Exception&) {
    // A document that is just being closed; whoever listens shows its own errors.
  } catch (const std::exception&) {
  }
}

void SheetWatcher::tell() {
  if (paused_) return;
  const News news = news_;  // they may stop us
  const bool changed = changed_.exchange(false), settled = settled_.exchange(false);
  if (changed || settled) {
    Document document(document_, UNO_QUERY);
    if (document.is() && !is_our_sheet(document)) document.clear();
    const auto& told = changed ? news.changed : news.settled;
    if (told) told(document);
    if (changed && document.is() && quiet_.is()) quiet_->set();
  }
  if (moved_.exchange(false) && news.moved) news.moved();
}

std::optional<CursorPlace> SheetWatcher::cursor() const {
  if (!view_.is()) return std::nullopt;
  Reference<css::uno::XInterface> selected;
  view_->getSelection() >>= selected;
  // Of several blocks, the first.
  if (const Reference<css::sheet::XSheetCellRangeContainer> many(selected, UNO_QUERY); many.is()) {
    if (many->getCount() == 0) return std::nullopt;
    many->getByIndex(0) >>= selected;
  }
  const Reference<css::sheet::XSheetCellRange> range(selected, UNO_QUERY);
  const Reference<css::sheet::XCellRangeAddressable> address(selected, UNO_QUERY);
  if (!range.is() || !address.is()) return std::nullopt;
  const Reference<css::container::XNamed> sheet(range->getSpreadsheet(), UNO_QUERY_THROW);
  return CursorPlace{from_uno(sheet->getName()), address->getRangeAddress().StartRow};
}

}  // namespace thuocdo
