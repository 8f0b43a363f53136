// Which entries of menu and toolbars can be used: a command that needs a sheet of ours is grey in other documents. The
// office asks again when a window gets another document; what a command changes in the open one is told by
// refresh_status.
#pragma once

#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/frame/XStatusListener.hpp>
#include <com/sun/star/util/URL.hpp>
#include <memory>

#include "commands/command_list.h"

namespace thuocdo {

bool is_enabled(const DeskCommand& command, const Reference<css::frame::XFrame>& frame);

// Who wants to know it of one command in one window. Thread-safe; no lock is held while they are told.
class StatusListeners {
 public:
  StatusListeners(const DeskCommand& command, Reference<css::frame::XFrame> frame);
  ~StatusListeners();

  // Tells the listener at once.
  void add(const Reference<css::frame::XStatusListener>& listener, const css::util::URL& url,
           const Reference<css::uno::XInterface>& source);
  void remove(const Reference<css::frame::XStatusListener>& listener, const css::util::URL& url);

 private:
  friend void refresh_status();
  struct State;
  std::shared_ptr<State> state_;
};

// Tells every listener of every window what has changed since it was told last.
void refresh_status();

}  // namespace thuocdo
