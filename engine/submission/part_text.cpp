#include "submission/part_text.h"

namespace thuocdo {
namespace {

// How many bytes of valid UTF-8 that XML allows start here; 0 for none.
std::size_t sign_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned first = byte(0);
  if (first < 0x80) return first >= 0x20 && first != 0x7f ? 1 : 0;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return 0;
  unsigned code = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0u) != 0x80u) return 0;
    code = code << 6 | (byte(i) & 0x3fu);
  }
  static constexpr unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool allowed = code >= least[length] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && (code & 0xfffe) != 0xfffe;
  return allowed ? length : 0;
}

std::optional<int> hex_digit(char sign) {
  if (sign >= '0' && sign <= '9') return sign - '0';
  if (sign >= 'a' && sign <= 'f') return sign - 'a' + 10;
  return std::nullopt;
}

}  // namespace

std::string part_text(std::string_view text) {
  std::string xml;
  while (!text.empty()) {
    const std::size_t length = sign_length(text);
    if (length == 0) {
      static constexpr char digits[] = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(text[0]);
      xml += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
      text.remove_prefix(1);
      continue;
    }
    switch (text[0]) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '"': xml += "&quot;"; break;
      case '\\': xml += "\\\\"; break;
      default: xml += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return xml;
}

std::optional<std::string> text_of_part(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '\\') {
      bytes += text[++i];
    } else if (i + 3 < text.size() && text[i + 1] == 'x' && hex_digit(text[i + 2]) && hex_digit(text[i + 3])) {
      bytes += static_cast<char>(*hex_digit(text[i + 2]) * 16 + *hex_digit(text[i + 3]));
      i += 3;
    } else {
      return std::nullopt;
    }
  }
  return bytes;
}

}  // namespace thuocdo
