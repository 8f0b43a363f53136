#include "commands/stepwise.h"

#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <cppuhelper/implbase1.hxx>
#include <exception>
#include <memory>
#include <utility>

#include "commands/dialog_builder.h"

namespace thuocdo {
namespace {

// Called by the office's main loop, which comes round between two steps.
class NextStep : public cppu::WeakImplHelper1<css::awt::XCallback> {
 public:
  explicit NextStep(std::shared_ptr<std::function<void()>> work) : work_(std::move(work)) {}
  void SAL_CALL notify(const Any&) override {
    if (*work_) (*work_)();
  }

 private:
  std::shared_ptr<std::function<void()>> work_;  // empty once the window is gone
};

}  // namespace

StepsEnd run_stepwise(const Call& call, const Text& title, std::size_t steps, const std::function<Text(std::size_t)>& doing, const std::function<bool(std::size_t)>& step) {
  StepsEnd end;
  if (!call.interactive) {
    while (end.done < steps && step(end.done)) ++end.done;
    return end;
  }
  DialogBuilder dialog(call, title, 220, 66);
  const auto message = dialog.message(8, 8, 204, 30, doing(0));
  const auto cancel = dialog.button(148, 45, 64, say(Says::cancel_button));
  dialog.on_press(cancel, [&] { dialog.end(); });
  dialog.open();
  std::exception_ptr failure;
  bool ended = steps == 0;
  const auto callback = css::awt::AsyncCallback::create(call.context);
  const auto work = std::make_shared<std::function<void()>>();
  const Reference<css::awt::XCallback> next(new NextStep(work));
  *work = [&] {
    try {
      if (!ended && step(end.done)) ++end.done;
      else ended = true;
    } catch (...) {
      failure = std::current_exception();
      ended = true;
    }
    if (!*work) return;  // cancelled while the step went on
    if (end.done == steps) ended = true;
    if (ended) {
      dialog.end();
      return;
    }
    message->setText(to_uno(doing(end.done).in(call.language)));
    callback->addCallback(next, Any());
  };
  callback->addCallback(next, Any());
  dialog.run();
  *work = nullptr;
  if (failure) std::rethrow_exception(failure);
  end.cancelled = !ended;
  return end;
}

}  // namespace thuocdo
