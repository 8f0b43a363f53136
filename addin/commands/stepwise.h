// Work that must be done on the office's own thread, in steps: in a window a message with Cancel stands meanwhile, and the
// window stays alive between two steps.
//
//   const StepsEnd end = run_stepwise(call, title, files.size(), [&](std::size_t step) { return say(…); },
//                                     [&](std::size_t step) { convert(files[step]); return true; });
#pragma once

#include <cstddef>
#include <functional>

#include "commands/command.h"

namespace thuocdo {

struct StepsEnd {
  std::size_t done = 0;  // steps that ended well
  bool cancelled = false;
};
// `step` returns false to end it. What it throws ends it, too, and is thrown again.
StepsEnd run_stepwise(const Call& call, const Text& title, std::size_t steps, const std::function<Text(std::size_t)>& doing, const std::function<bool(std::size_t)>& step);

}  // namespace thuocdo
