// What the system says when a file cannot be read or written, in both languages.
//
//   system_error_text(ENOSPC)      // "ổ đĩa đã đầy" / "No space left on device"
#pragma once

#include "finding/text.h"

namespace thuocdo {

// `number` is an errno. What people do not meet in practice has the system's English words in both languages.
Text system_error_text(int number);
// Of a pipe or a device where a file was expected.
Text no_ordinary_file_text();

}  // namespace thuocdo
