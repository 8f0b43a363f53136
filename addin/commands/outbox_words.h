// The items of the outbox in words: a line of the list, everything about one, and the receipt to keep.
#pragma once

#include <string>

#include "finding/text.h"
#include "submission/outbox.h"

namespace thuocdo {

Text state_words(const OutboxItem& item);
std::string outbox_line(const OutboxItem& item, Language language);
std::string outbox_details(const OutboxItem& item, Language language);
// A text file for people: what was submitted, which files with which digests, and what became of it.
std::string receipt_to_keep(const OutboxItem& item, Language language);

}  // namespace thuocdo
