// Work that may wait for others — a server, a shared folder — done in a thread of its own, so that neither it nor its
// window can stand still for ever. In a window a message with Cancel appears when it takes longer than a moment.
//
//   auto result = std::make_shared<Result>();              // what the thread uses belongs to it: it may outlive the call
//   const AsideEnd end = run_aside(call, title, doing, 20s,
//       [=](Aside& aside) { first(); aside.next_step(); if (!aside.given_up()) second(); … });
//   if (end == AsideEnd::done) use(*result);
//
// The patience is for one step. When it ends, or the user presses Cancel, the work is left alone: it must change nothing
// any more (given_up) and ends some time by itself.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

#include "commands/command.h"

namespace thuocdo {

class Aside {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Aside(std::chrono::milliseconds patience) : patience_(patience), until_(Clock::now() + patience) {}

  // The next step may take as long as the patience again, and `more`.
  void next_step(std::chrono::milliseconds more = {});
  bool given_up() const;
  // How far the work is, for the message in the window.
  void tell(Text words);

  // For run_aside.
  std::optional<Text> news();  // what was told since it was last asked
  void finish();
  void give_up();
  bool finished() const;
  bool out_of_time() const;
  // True when it is finished; false when the time is over, the patience has ended or it was given up.
  bool wait(Clock::time_point until);

 private:
  const std::chrono::milliseconds patience_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Clock::time_point until_;
  bool finished_ = false;
  bool given_up_ = false;
  std::optional<Text> news_;
};

enum class AsideEnd { done, cancelled, out_of_time };

AsideEnd run_aside(const Call& call, const Text& title, const Text& doing, std::chrono::milliseconds patience,
                   std::function<void(Aside&)> work);

}  // namespace thuocdo
