#include "commands/command_status.h"

#include <algorithm>
#include <com/sun/star/frame/FeatureStateEvent.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <cppuhelper/weakref.hxx>
#include <mutex>

#include "workbook/own_document.h"

namespace thuocdo {
namespace {

struct Listening {
  Reference<css::frame::XStatusListener> listener;
  css::util::URL url;
  css::uno::WeakReference<css::uno::XInterface> source;
  bool told = true;
};

void tell(const Listening& one, bool enabled) {
  css::frame::FeatureStateEvent event;
  event.Source = one.source;
  event.FeatureURL = one.url;
  event.IsEnabled = enabled;
  one.listener->statusChanged(event);
}

}  // namespace

struct StatusListeners::State {
  const DeskCommand& command;
  const Reference<css::frame::XFrame> frame;
  std::mutex mutex;
  std::vector<Listening> listeners;
};

namespace {

std::mutex windows_mutex;

// Those with listeners. Never destroyed: at the end of the office there is nothing left to call.
template <class State>
std::vector<std::weak_ptr<State>>& windows() {
  static auto* const all = new std::vector<std::weak_ptr<State>>;
  return *all;
}

}  // namespace

bool is_enabled(const DeskCommand& command, const Reference<css::frame::XFrame>& frame) {
  if (!command.needs_sheet) return true;
  try {
    const auto controller = frame.is() ? frame->getController() : Reference<css::frame::XController>();
    return controller.is() && is_own_document(Document(controller->getModel(), UNO_QUERY));
  } catch (const css::uno::Exception&) {
    return true;  // a document that is just being closed: the command itself says what is wrong
  }
}

StatusListeners::StatusListeners(const DeskCommand& command, Reference<css::frame::XFrame> frame)
    : state_(new State{command, std::move(frame), {}, {}}) {}

StatusListeners::~StatusListeners() = default;

void StatusListeners::add(const Reference<css::frame::XStatusListener>& listener, const css::util::URL& url,
                          const Reference<css::uno::XInterface>& source) {
  if (!listener.is()) return;
  Listening one{listener, url, source, is_enabled(state_->command, state_->frame)};
  tell(one, one.told);
  if (!state_->command.needs_sheet) return;  // nothing will change
  bool first = false;
  {
    const std::scoped_lock lock(state_->mutex);
    first = state_->listeners.empty();
    state_->listeners.push_back(std::move(one));
  }
  if (!first) return;
  const std::scoped_lock lock(windows_mutex);
  auto& all = windows<State>();
  std::erase_if(all, [](const auto& window) { return window.expired(); });
  all.push_back(state_);
}

void StatusListeners::remove(const Reference<css::frame::XStatusListener>& listener, const css::util::URL& url) {
  std::vector<Listening> gone;  // released after the lock
  {
    const std::scoped_lock lock(state_->mutex);
    auto& all = state_->listeners;
    const auto kept = std::partition(all.begin(), all.end(), [&](const Listening& one) {
      return one.listener != listener || one.url.Complete != url.Complete;
    });
    gone.assign(std::make_move_iterator(kept), std::make_move_iterator(all.end()));
    all.erase(kept, all.end());
  }
}

void refresh_status() {
  using State = StatusListeners::State;
  std::vector<std::shared_ptr<State>> states;
  {
    const std::scoped_lock lock(windows_mutex);
    for (const auto& window : windows<State>()) {
      if (auto state = window.lock()) states.push_back(std::move(state));
    }
  }
  for (const auto& state : states) {
    const bool enabled = is_enabled(state->command, state->frame);
    std::vector<Listening> changed;
    {
      const std::scoped_lock lock(state->mutex);
      for (Listening& one : state->listeners) {
        if (one.told == enabled) continue;
        one.told = enabled;
        changed.push_back(one);
      }
    }
    for (const Listening& one : changed) {
      try {
        tell(one, enabled);
      } catch (const css::uno::Exception&) {
        // A toolbar that is just going.
      }
    }
  }
}

}  // namespace thuocdo
