#include "report/terminal_text.h"

#include <utf8proc.h>

#include <algorithm>

namespace thuocdo {
namespace {

// The next code point, or -1 for a broken byte; `at` moves on by at least one.
utf8proc_int32_t next_code_point(std::string_view text, std::size_t& at) {
  utf8proc_int32_t code = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  const utf8proc_ssize_t size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (size <= 0) {
    ++at;
    return -1;
  }
  at += static_cast<std::size_t>(size);
  return code;
}

bool disturbs(utf8proc_int32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200e && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::size_t text_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const utf8proc_int32_t code = next_code_point(utf8, at);
    width += code < 0 ? 1 : static_cast<std::size_t>(utf8proc_charwidth(code));
  }
  return width;
}

std::string printable(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t start = at;
    const utf8proc_int32_t code = next_code_point(utf8, at);
    if (code == '\n' || code == '\r' || code == '\t') {
      result += ' ';
    } else if (disturbs(code)) {
      result += "�";
    } else {
      result += utf8.substr(start, at - start);
    }
  }
  return result;
}

std::vector<std::string> wrapped(std::string_view utf8, std::size_t width) {
  if (width == 0) width = 1;
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (utf8[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(utf8.find(' ', at), utf8.size());
    std::string_view word = utf8.substr(at, end - at);
    at = end;
    std::size_t word_width = text_width(word);
    if (used > 0 && used + 1 + word_width > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    while (word_width > width) {
      std::size_t cut = 0;
      for (std::size_t next = 0; next < word.size(); cut = next) {
        next_code_point(word, next);
        if (text_width(word.substr(0, next)) > width && cut > 0) break;
      }
      lines.back() += word.substr(0, cut);
      word.remove_prefix(cut);
      word_width = text_width(word);
      if (!word.empty()) lines.emplace_back();
    }
    lines.back() += word;
    used += word_width;
  }
  return lines;
}

std::string painted(std::string_view text, Style style, bool color) {
  if (!color || style == Style::plain || text.empty()) return std::string(text);
  const char* start = "";
  switch (style) {
    case Style::plain: break;
    case Style::strong: start = "\x1b[1m"; break;
    case Style::faint: start = "\x1b[2m"; break;
    case Style::good: start = "\x1b[32m"; break;
    case Style::caution: start = "\x1b[33m"; break;
    case Style::bad: start = "\x1b[1;31m"; break;
  }
  return start + std::string(text) + "\x1b[0m";
}

}  // namespace thuocdo
