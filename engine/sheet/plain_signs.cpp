#include "sheet/plain_signs.h"

#include <algorithm>

#include "scoring/answer.h"

namespace thuocdo {
namespace {

char plain_sign(std::string_view sign) {
  if (sign.size() == 1) {
    const char c = sign[0];
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (std::string_view times : {"×", "∗", "·", "✕"}) {
    if (sign == times) return '*';
  }
  for (std::string_view dash : {"–", "—", "−", "‐", "‑"}) {
    if (sign == dash) return '-';
  }
  if (sign == "÷") return '/';
  if (sign == "≥") return '>';
  if (sign == "≤") return '<';
  const std::string folded = fold(sign);
  return folded.size() == 1 ? folded[0] : '?';
}

}  // namespace

PlainSigns::PlainSigns(std::string_view utf8) : text_(tidy(utf8)) {
  for (std::size_t at = 0; at < text_.size();) {
    std::size_t end = at + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    starts_.push_back(at);
    plain_ += plain_sign(std::string_view(text_).substr(at, end - at));
    at = end;
  }
  starts_.push_back(text_.size());
}

std::string PlainSigns::original(std::size_t from, std::size_t to) const {
  to = std::min(to, plain_.size());
  while (from < to && plain_[from] == ' ') ++from;
  while (to > from && plain_[to - 1] == ' ') --to;
  return from < to ? text_.substr(starts_[from], starts_[to] - starts_[from]) : std::string();
}

}  // namespace thuocdo
