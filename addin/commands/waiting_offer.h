// Submissions that have not reached their place are spoken of when the officer next makes, checks or submits a sheet, or
// opens the outbox: what waits, since when and why, with "send now". Nothing waits unnoticed until the deadline has passed.
//
//   offer_waiting(call);        // first thing in the command; says nothing where nothing waits or nobody sees a window
//
// An item is spoken of once for each failed attempt, and again when the office was started anew.
#pragma once

#include <string>
#include <vector>

#include "commands/command.h"
#include "submission/outbox.h"

namespace thuocdo {

void offer_waiting(const Call& call);

// The officer has seen that these wait.
void mark_as_told(const std::vector<OutboxItem>& items);

// "1 bản nộp chưa tới nơi nhận"; empty where none waits.
Text waiting_words(const std::vector<OutboxItem>& items);

}  // namespace thuocdo
