// SHA-256, as 64 lower-case hex digits.
#pragma once

#include <string>
#include <string_view>

namespace thuocdo {

std::string sha256_hex(std::string_view bytes);
// Of the engine's library that is loaded now, so that the one beside the program can be compared with the one inside an
// extension; empty when its file cannot be read.
std::string library_digest();

}  // namespace thuocdo
