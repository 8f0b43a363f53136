// SHA-256, as 64 lower-case hex digits.
#pragma once

#include <string>
#include <string_view>

namespace thuocdo {

std::string sha256_hex(std::string_view bytes);

}  // namespace thuocdo
