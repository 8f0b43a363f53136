#include "commands/aside.h"

#include <algorithm>
#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <cppuhelper/implbase1.hxx>
#include <memory>
#include <thread>
#include <utility>

#include "commands/dialog_builder.h"

namespace thuocdo {
namespace {

using namespace std::chrono_literals;

// Closes the message on the main thread, where it still stands.
class CloseMessage : public cppu::WeakImplHelper1<css::awt::XCallback> {
 public:
  explicit CloseMessage(std::shared_ptr<DialogBuilder*> dialog) : dialog_(std::move(dialog)) {}
  void SAL_CALL notify(const Any&) override {
    if (*dialog_ != nullptr) (*dialog_)->end();
  }

 private:
  std::shared_ptr<DialogBuilder*> dialog_;  // used by the main thread only
};

// Puts words into the message, where it still stands.
class TellMessage : public cppu::WeakImplHelper1<css::awt::XCallback> {
 public:
  TellMessage(std::shared_ptr<DialogBuilder*> dialog, Reference<css::awt::XFixedText> message) : dialog_(std::move(dialog)), message_(std::move(message)) {}
  void SAL_CALL notify(const Any& words) override {
    rtl::OUString text;
    if (*dialog_ != nullptr && (words >>= text)) message_->setText(text);
  }

 private:
  std::shared_ptr<DialogBuilder*> dialog_;  // used by the main thread only
  Reference<css::awt::XFixedText> message_;
};

// Shows the message until the work ends, its patience ends, or the user gives it up; true when he did.
bool wait_in_window(const Call& call, const Text& title, const Text& doing, const std::shared_ptr<Aside>& aside) {
  DialogBuilder dialog(call, title, 220, 66);
  const auto message = dialog.message(8, 8, 204, 30, doing);
  const auto cancel = dialog.button(148, 45, 64, say(Says::cancel_button));
  bool cancelled = false;
  dialog.on_press(cancel, [&] {
    cancelled = true;
    dialog.end();
  });
  dialog.open();
  auto shown = std::make_shared<DialogBuilder*>(&dialog);
  const Reference<css::awt::XCallback> close(new CloseMessage(shown));
  const Reference<css::awt::XCallback> tell(new TellMessage(shown, message));
  const auto callback = css::awt::AsyncCallback::create(call.context);
  std::thread([aside, close, tell, callback, language = call.language] {
    try {
      while (!aside->wait(Aside::Clock::now() + 250ms) && !aside->given_up() && !aside->out_of_time()) {
        if (const auto words = aside->news()) callback->addCallback(tell, Any(to_uno(words->in(language))));
      }
      callback->addCallback(close, Any());
    } catch (const css::uno::Exception&) {
      // The office is ending, and the message with it.
    }
  }).detach();
  dialog.run();
  *shown = nullptr;
  return cancelled || (!aside->finished() && !aside->out_of_time());  // closed by Escape or the window's own button
}

}  // namespace

void Aside::next_step(std::chrono::milliseconds more) {
  const std::lock_guard lock(mutex_);
  until_ = Clock::now() + patience_ + more;
  changed_.notify_all();
}

bool Aside::given_up() const {
  const std::lock_guard lock(mutex_);
  return given_up_;
}

void Aside::tell(Text words) {
  const std::lock_guard lock(mutex_);
  news_ = std::move(words);
}

std::optional<Text> Aside::news() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, std::nullopt);
}

void Aside::finish() {
  const std::lock_guard lock(mutex_);
  finished_ = true;
  changed_.notify_all();
}

void Aside::give_up() {
  const std::lock_guard lock(mutex_);
  given_up_ = true;
  changed_.notify_all();
}

bool Aside::finished() const {
  const std::lock_guard lock(mutex_);
  return finished_;
}

bool Aside::out_of_time() const {
  const std::lock_guard lock(mutex_);
  return !finished_ && Clock::now() >= until_;
}

bool Aside::wait(Clock::time_point until) {
  std::unique_lock lock(mutex_);
  while (!finished_ && !given_up_) {
    const auto end = std::min(until, until_);
    if (Clock::now() >= end) break;
    changed_.wait_until(lock, end);
  }
  return finished_;
}

AsideEnd run_aside(const Call& call, const Text& title, const Text& doing, std::chrono::milliseconds patience,
                   std::function<void(Aside&)> work) {
  const auto aside = std::make_shared<Aside>(patience);
  std::thread worker([aside, work = std::move(work)] {
    try {
      work(*aside);
    } catch (...) {
      // Whoever waits finds that there is no result.
    }
    aside->finish();
  });
  bool cancelled = false;
  if (!aside->wait(Aside::Clock::now() + 400ms)) {
    if (call.interactive) cancelled = wait_in_window(call, title, doing, aside);
    else aside->wait(Aside::Clock::time_point::max());
  }
  if (aside->finished()) {
    worker.join();
    return AsideEnd::done;
  }
  aside->give_up();
  worker.detach();
  return cancelled ? AsideEnd::cancelled : AsideEnd::out_of_time;
}

}  // namespace thuocdo
