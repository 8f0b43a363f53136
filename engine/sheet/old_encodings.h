// Vietnamese in the encodings before Unicode, as it arrives by way of the Western code page: "Céng hßa" (TCVN3, also
// called ABC), "Coäng hoøa" (VNI). Private to the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace thuocdo {

// The text in Unicode, where it certainly is in that encoding; nothing otherwise (see text_repair.h).
std::optional<std::string> decoded_tcvn3(std::string_view utf8);
std::optional<std::string> decoded_vni(std::string_view utf8);

std::u32string to_signs(std::string_view utf8);
std::string to_utf8(std::u32string_view signs);

}  // namespace thuocdo
