#include "panel/sheet_watcher.h"

#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/frame/FrameAction.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellRange.hpp>
#include <com/sun/star/sheet/XSheetCellRangeContainer.hpp>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "workbook/open_document.h"

namespace thuocdo {

// Goes off when the time is over for which it was last set, in a thread of its own. Nobody waits for the thread to end: it
// may be waiting for the office, which whoever stops it holds.
class SheetWatcher::Quiet {
 public:
  explicit Quiet(const rtl::Reference<SheetWatcher>& watcher) : state_(std::make_shared<State>()) {
    std::thread(run, state_, watcher).detach();
  }
  ~Quiet() {
    const std::lock_guard guard(state_->mutex);
    state_->stopped = true;
    state_->changed.notify_all();
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

  void set(std::chrono::milliseconds time) {
    const std::lock_guard guard(state_->mutex);
    const auto due = Clock::now() + time;
    if (!state_->due || due < *state_->due) state_->changed.notify_all();  // otherwise it wakes up early, and waits on
    state_->due = due;
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Clock::time_point> due;
    bool stopped = false;
  };

  static void run(const std::shared_ptr<State> state, const rtl::Reference<SheetWatcher> watcher) {
    std::unique_lock lock(state->mutex);
    while (!state->stopped) {
      if (!state->due) {
        state->changed.wait(lock);
      } else if (const auto due = *state->due; Clock::now() < due) {
        state->changed.wait_until(lock, due);
      } else {
        state->due.reset();
        lock.unlock();
        watcher->settled_ = true;
        watcher->request();
        lock.lock();
      }
    }
  }

  const std::shared_ptr<State> state_;
};

SheetWatcher::SheetWatcher(const Reference<css::uno::XComponentContext>& context, Reference<css::frame::XFrame> frame,
                           News news)
    : later_(css::awt::AsyncCallback::create(context)), frame_(std::move(frame)), news_(std::move(news)) {}

SheetWatcher::~SheetWatcher() = default;

void SheetWatcher::start() {
  if (frame_.is()) frame_->addFrameActionListener(this);
  attach();
}

void SheetWatcher::stop() {
  const rtl::Reference<SheetWatcher> alive(this);  // the listeners' references may be the last
  quiet_.reset();
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
  const bool changed = changed_.exchange(false), settled = settled_.exchange(false), moved = moved_.exchange(false);
  if (changed || settled) {
    Document document(document_, UNO_QUERY);
    if (document.is() && !is_our_sheet(document)) document.clear();
    if (!changed) {
      if (news.settled) news.settled(document);
    } else if (news.changed) {
      const auto quiet = news.changed(document, moved);
      if (document.is() && frame_.is()) {  // frame_: it may just have stopped us
        if (!quiet_) quiet_ = std::make_unique<Quiet>(this);
        quiet_->set(quiet);
      }
    }
  }
  if (moved && !changed && news.moved) news.moved();
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
