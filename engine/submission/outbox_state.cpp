#include "submission/outbox_state.h"

#include <charconv>

#include "programme/digest.h"

namespace thuocdo {
namespace {

constexpr std::string_view first_line = "thuocdo-outbox=1\n";
constexpr std::string_view seal = "sha256=";

struct TextKey {
  std::string_view key;
  std::string OutboxItem::*member;
};
constexpr TextKey texts[] = {{"programme", &OutboxItem::programme},
                             {"tier", &OutboxItem::tier},
                             {"unit", &OutboxItem::unit},
                             {"unit_name", &OutboxItem::unit_name},
                             {"round", &OutboxItem::round},
                             {"total", &OutboxItem::total},
                             {"maximum", &OutboxItem::maximum},
                             {"code", &OutboxItem::code},
                             {"digest", &OutboxItem::digest},
                             {"submitted", &OutboxItem::submitted},
                             {"replaces", &OutboxItem::replaces},
                             {"signer", &OutboxItem::signer},
                             {"target", &OutboxItem::target},
                             {"user", &OutboxItem::user},
                             {"subject", &OutboxItem::subject},
                             {"body", &OutboxItem::body},
                             {"place", &OutboxItem::place},
                             {"when", &OutboxItem::when}};
constexpr std::string_view kinds[] = {"folder", "webdav", "mail"};
constexpr std::string_view states[] = {"waiting", "delivered", "handed-to-mail", "refused"};

std::string escaped(std::string_view value) {
  std::string text;
  for (const char sign : value) {
    if (sign == '\\') text += "\\\\";
    else if (sign == '\n') text += "\\n";
    else if (sign == '\r') text += "\\r";
    else text += sign;
  }
  return text;
}

std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      text += value[i];
      continue;
    }
    const char sign = value[++i];
    text += sign == 'n' ? '\n' : sign == 'r' ? '\r' : sign;
  }
  return text;
}

template <class Number>
bool parse(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

template <class Enumeration, std::size_t size>
bool parse(std::string_view text, const std::string_view (&names)[size], Enumeration& value) {
  for (std::size_t i = 0; i < size; ++i) {
    if (names[i] != text) continue;
    value = static_cast<Enumeration>(i);
    return true;
  }
  return false;
}

// "27311 0f3a… so-tc.ods"
bool parse(std::string_view text, SubmittedFile& file) {
  const std::size_t first = text.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos || !parse(text.substr(0, first), file.size)) return false;
  file.sha256 = text.substr(first + 1, second - first - 1);
  file.name = unescaped(text.substr(second + 1));
  return !file.name.empty() && file.name != "." && file.name != ".." && file.name.find('/') == std::string::npos;
}

bool take(OutboxItem& item, std::string_view key, std::string_view value) {
  for (const TextKey& text : texts) {
    if (text.key != key) continue;
    item.*text.member = unescaped(value);
    return true;
  }
  if (key == "reason_vi") item.reason.vi = unescaped(value);
  if (key == "reason_en") item.reason.en = unescaped(value);
  if (key == "kind") return parse(value, kinds, item.kind);
  if (key == "state") return parse(value, states, item.state);
  if (key == "attempts") return parse(value, item.attempts);
  if (key == "file") return parse(value, item.files.emplace_back());
  return true;
}

}  // namespace

std::string state_text(const OutboxItem& item) {
  std::string text(first_line);
  const auto line = [&](std::string_view key, std::string_view value) {
    text.append(key).append("=").append(escaped(value)).append("\n");
  };
  for (const TextKey& one : texts) line(one.key, item.*one.member);
  line("kind", kinds[static_cast<std::size_t>(item.kind)]);
  line("state", states[static_cast<std::size_t>(item.state)]);
  line("reason_vi", item.reason.vi);
  line("reason_en", item.reason.en);
  line("attempts", std::to_string(item.attempts));
  for (const SubmittedFile& file : item.files) {
    line("file", std::to_string(file.size) + " " + file.sha256 + " " + file.name);
  }
  return text + std::string(seal) + sha256_hex(text) + "\n";
}

std::optional<OutboxItem> read_state(std::string_view text) {
  const std::size_t end = text.rfind(seal);
  if (!text.starts_with(first_line) || end == std::string_view::npos || text[end - 1] != '\n' ||
      text.substr(end + seal.size()) != sha256_hex(text.substr(0, end)) + "\n") {
    return std::nullopt;
  }
  OutboxItem item;
  std::string_view rest = text.substr(first_line.size(), end - first_line.size());
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || !take(item, line.substr(0, equals), line.substr(equals + 1))) {
      return std::nullopt;
    }
  }
  return item;
}

}  // namespace thuocdo
