// Follows the document of one frame: tells when its answers have changed and when the cursor has moved.
//
//   rtl::Reference<SheetWatcher> watcher = new SheetWatcher(context, frame, {.changed = …, .settled = …, .moved = …});
//   watcher->start();
//   …
//   watcher->stop();
//
// Changes are collected: whatever happens before the office is idle again (a paste, a fill, a script's thousand cells)
// is told once, on the main thread; and some time later that nothing more has happened. Nothing is done while the change
// itself is made, and nothing is read of a document that is not one of ours. A document that closes is let go.
#pragma once

#include <rtl/ref.hxx>

#include <atomic>
#include <chrono>
#include <com/sun/star/awt/XCallback.hpp>
#include <com/sun/star/awt/XRequestCallback.hpp>
#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/frame/XFrameActionListener.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <com/sun/star/util/XModifyBroadcaster.hpp>
#include <com/sun/star/util/XModifyListener.hpp>
#include <com/sun/star/view/XSelectionChangeListener.hpp>
#include <com/sun/star/view/XSelectionSupplier.hpp>
#include <cppuhelper/implbase4.hxx>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "workbook/calc.h"

namespace thuocdo {

struct CursorPlace {
  std::string sheet;
  int row = 0;
};

class SheetWatcher final
    : public cppu::WeakImplHelper4<css::util::XModifyListener, css::view::XSelectionChangeListener,
                                   css::frame::XFrameActionListener, css::awt::XCallback> {
 public:
  struct News {
    // Null where the document is none of ours, or there is none. `moved`: the cursor, too, which is told once: whoever types and
    // goes on does both. Returns after how long a quiet `settled` is to come.
    std::function<std::chrono::milliseconds(const Document&, bool moved)> changed;
    std::function<void(const Document&)> settled;
    std::function<void()> moved;
  };
  SheetWatcher(const Reference<css::uno::XComponentContext>& context, Reference<css::frame::XFrame> frame, News news);
  ~SheetWatcher() override;

  void start();  // tells the first time as soon as the office is idle
  void stop();
  // While nobody sees what would be told, nothing is.
  void pause(bool paused);
  std::optional<CursorPlace> cursor() const;

  void SAL_CALL modified(const css::lang::EventObject&) override;
  void SAL_CALL selectionChanged(const css::lang::EventObject&) override;
  void SAL_CALL frameAction(const css::frame::FrameActionEvent& event) override;
  void SAL_CALL notify(const Any&) override;
  void SAL_CALL disposing(const css::lang::EventObject& source) override;

 private:
  void attach();
  void detach();
  void request();
  void tell();

  const Reference<css::awt::XRequestCallback> later_;
  Reference<css::frame::XFrame> frame_;
  Reference<css::util::XModifyBroadcaster> document_;
  Reference<css::view::XSelectionSupplier> view_;
  News news_;
  class Quiet;
  std::unique_ptr<Quiet> quiet_;
  // Changes may come from a script's thread.
  std::atomic<bool> requested_ = false;
  std::atomic<bool> changed_ = false;
  std::atomic<bool> moved_ = false;
  std::atomic<bool> settled_ = false;
  std::atomic<bool> paused_ = false;
};

}  // namespace thuocdo
