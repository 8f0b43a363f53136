#include "sheet/pdf_values.h"

#include <algorithm>

namespace thuocdo {
namespace {

constexpr int deepest = 16;
constexpr std::size_t most_values = 5000;
constexpr std::size_t longest_string = 64u << 10;

bool is_blank_sign(char sign) { return sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n' || sign == '\f' || sign == '\0'; }
bool ends_word(char sign) { return is_blank_sign(sign) || std::string_view("()<>[]{}/%").find(sign) != std::string_view::npos; }

int hex_digit(char sign) {
  if (sign >= '0' && sign <= '9') return sign - '0';
  if (sign >= 'a' && sign <= 'f') return sign - 'a' + 10;
  return sign >= 'A' && sign <= 'F' ? sign - 'A' + 10 : -1;
}

}  // namespace

const PdfValue* PdfValue::find(std::string_view key) const {
  const PdfValue* found = nullptr;
  for (const auto& [name, value] : entries) {
    if (name != key) continue;
    if (found) return nullptr;
    found = &value;
  }
  return found;
}

void PdfScanner::skip_blanks() {
  while (at_ < bytes_.size()) {
    if (is_blank_sign(bytes_[at_])) {
      ++at_;
    } else if (bytes_[at_] == '%') {
      at_ = std::min(bytes_.find_first_of("\r\n", at_), bytes_.size());
    } else {
      return;
    }
  }
}

bool PdfScanner::take(std::string_view word) {
  const std::size_t before = at_;
  skip_blanks();
  if (bytes_.substr(at_, word.size()) == word) {
    const std::size_t after = at_ + word.size();
    if (ends_word(word.back()) || after == bytes_.size() || ends_word(bytes_[after])) {
      at_ = after;
      return true;
    }
  }
  at_ = before;
  return false;
}

std::optional<std::int64_t> PdfScanner::take_whole() {
  const std::size_t before = at_;
  skip_blanks();
  std::int64_t number = 0;
  std::size_t digits = 0;
  while (at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '9' && digits < 16) {
    number = number * 10 + (bytes_[at_++] - '0');
    ++digits;
  }
  if (digits > 0 && (at_ == bytes_.size() || ends_word(bytes_[at_]))) return number;
  at_ = before;
  return std::nullopt;
}

std::optional<PdfValue> PdfScanner::value(int depth) {
  if (depth > deepest || ++values_ > most_values) return std::nullopt;
  skip_blanks();
  if (at_ >= bytes_.size()) return std::nullopt;
  PdfValue made;
  const char first = bytes_[at_];
  if (first == '/') {
    auto text = name();
    if (!text) return std::nullopt;
    made.kind = PdfValue::Kind::name;
    made.text = std::move(*text);
    return made;
  }
  if (first == '(' || (first == '<' && bytes_.substr(at_, 2) != "<<")) {
    auto text = first == '(' ? literal() : hexadecimal();
    if (!text) return std::nullopt;
    made.kind = PdfValue::Kind::string;
    made.text = std::move(*text);
    return made;
  }
  if (first == '[') {
    ++at_;
    made.kind = PdfValue::Kind::array;
    while (!take("]")) {
      auto item = value(depth + 1);
      if (!item) return std::nullopt;
      made.items.push_back(std::move(*item));
    }
    return made;
  }
  if (first == '<') {
    at_ += 2;
    made.kind = PdfValue::Kind::dictionary;
    while (!take(">>")) {
      skip_blanks();
      auto key = at_ < bytes_.size() && bytes_[at_] == '/' ? name() : std::nullopt;
      if (!key) return std::nullopt;
      auto entry = value(depth + 1);
      if (!entry) return std::nullopt;
      made.entries.emplace_back(std::move(*key), std::move(*entry));
    }
    return made;
  }
  for (std::string_view word : {"true", "false", "null"}) {
    if (!take(word)) continue;
    made.kind = word == "null" ? PdfValue::Kind::null : PdfValue::Kind::boolean;
    made.text = word;
    return made;
  }
  if (const auto number = take_whole()) {
    made.kind = PdfValue::Kind::number;
    made.number = *number;
    made.whole = true;
    const std::size_t after = at_;
    const auto generation = take_whole();
    if (generation && take("R")) {
      made.kind = PdfValue::Kind::reference;
      made.generation = *generation;
    } else {
      at_ = after;
    }
    return made;
  }
  // "-1", "0.5", ".5"
  const std::size_t end = std::min(bytes_.find_first_not_of("+-.0123456789", at_), bytes_.size());
  if (end == at_) return std::nullopt;
  made.kind = PdfValue::Kind::number;
  made.text = bytes_.substr(at_, std::min<std::size_t>(end - at_, 40));
  at_ = end;
  return made;
}

std::optional<std::string> PdfScanner::name() {
  std::string text;
  for (++at_; at_ < bytes_.size() && !ends_word(bytes_[at_]); ++at_) {
    if (text.size() > 200) return std::nullopt;
    if (bytes_[at_] == '#' && at_ + 2 < bytes_.size() && hex_digit(bytes_[at_ + 1]) >= 0 && hex_digit(bytes_[at_ + 2]) >= 0) {
      text += static_cast<char>(hex_digit(bytes_[at_ + 1]) * 16 + hex_digit(bytes_[at_ + 2]));
      at_ += 2;
    } else {
      text += bytes_[at_];
    }
  }
  return text;
}

std::optional<std::string> PdfScanner::literal() {
  std::string text;
  int open = 1;
  for (++at_; at_ < bytes_.size() && text.size() < longest_string; ++at_) {
    char sign = bytes_[at_];
    if (sign == '\\' && at_ + 1 < bytes_.size()) {
      sign = bytes_[++at_];
      if (sign >= '0' && sign <= '7') {
        int code = 0;
        std::size_t digits = 0;
        while (digits < 3 && at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '7') {
          code = code * 8 + (bytes_[at_++] - '0');
          ++digits;
        }
        --at_;
        text += static_cast<char>(code & 0xff);
        continue;
      }
      if (sign == '\r' || sign == '\n') {
        if (sign == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') ++at_;
        continue;
      }
      static constexpr std::string_view letters = "nrtbf", meant = "\n\r\t\b\f";
      const std::size_t which = letters.find(sign);
      text += which == std::string_view::npos ? sign : meant[which];
      continue;
    }
    if (sign == '(') ++open;
    if (sign == ')' && --open == 0) {
      ++at_;
      return text;
    }
    text += sign;
  }
  return std::nullopt;
}

std::optional<std::string> PdfScanner::hexadecimal() {
  std::string text;
  int half = -1;
  for (++at_; at_ < bytes_.size() && text.size() < longest_string; ++at_) {
    const char sign = bytes_[at_];
    if (sign == '>') {
      ++at_;
      if (half >= 0) text += static_cast<char>(half * 16);
      return text;
    }
    if (is_blank_sign(sign)) continue;
    const int digit = hex_digit(sign);
    if (digit < 0) return std::nullopt;
    if (half < 0) {
      half = digit;
    } else {
      text += static_cast<char>(half * 16 + digit);
      half = -1;
    }
  }
  return std::nullopt;
}

}  // namespace thuocdo
