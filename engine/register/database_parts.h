// What the two databases share. For this room's .cpp files.
#pragma once

#include "register/database.h"

namespace thuocdo {

std::unique_ptr<Database> open_sqlite(const std::string& file, DatabaseUse use);
std::unique_ptr<Database> open_postgresql(const std::string& url, DatabaseUse use);

[[noreturn]] void throw_trouble(DatabaseTrouble trouble, const std::string& name, const Text& why);
// What a client library says, as a part of a sentence.
std::string one_line(std::string_view text);

inline constexpr int wait_seconds = 60;  // for another process that writes

}  // namespace thuocdo
