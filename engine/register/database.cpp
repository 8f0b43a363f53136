#include "register/database.h"

#include <algorithm>
#include <cstdlib>

#include "register/database_parts.h"

namespace thuocdo {
namespace {

// Length of the UTF-8 sign that begins here, 0 where none does (overlong forms and surrogates are none).
std::size_t sign_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first == 0) return 0;
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    return follows(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    return follows(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::int64_t Row::number(std::size_t column) const { return std::strtoll(cells[column].c_str(), nullptr, 10); }

DatabaseError::DatabaseError(DatabaseTrouble trouble, Finding finding)
    : trouble_(trouble), finding_(std::move(finding)), english_(finding_.message.in(Language::english)) {}

bool is_postgresql(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

std::string address_without_password(std::string_view where) {
  std::string address(where);
  if (!is_postgresql(address)) return address;
  const std::size_t start = address.find("//") + 2;
  // The last "@": an unescaped one may stand in the password.
  if (const std::size_t at = address.rfind('@', address.find('?')); at != std::string::npos && at >= start) {
    if (const std::size_t colon = address.find(':', start); colon < at) address.erase(colon, at - colon);
  }
  const std::size_t query = address.find('?');
  if (query == std::string::npos) return address;
  std::string kept;
  for (std::string_view rest = std::string_view(address).substr(query + 1); !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    const std::string_view name = one.substr(0, one.find('='));
    if (name != "password" && name != "sslpassword") kept += (kept.empty() ? "" : "&") + std::string(one);
  }
  address.resize(query);
  return kept.empty() ? address : address + "?" + kept;
}

std::unique_ptr<Database> open_database(const std::string& where, DatabaseUse use) {
  return is_postgresql(where) ? open_postgresql(where, use) : open_sqlite(where, use);
}

std::string database_text(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sign_length(text);
    result += length > 0 ? text.substr(0, length) : std::string_view("�");
    text.remove_prefix(length > 0 ? length : 1);
  }
  return result;
}

void throw_trouble(DatabaseTrouble trouble, const std::string& name, const Text& why) {
  const Text where{name, name};
  const auto code = [&] {
    switch (trouble) {
      case DatabaseTrouble::unreachable: return Code::register_unreachable;
      case DatabaseTrouble::foreign: return Code::register_foreign;
      case DatabaseTrouble::newer: return Code::register_newer;
      case DatabaseTrouble::lost: return Code::register_lost;
      case DatabaseTrouble::busy: return Code::register_busy;
      case DatabaseTrouble::full: return Code::register_full;
      case DatabaseTrouble::refused: return Code::register_refused;
      case DatabaseTrouble::failed: return Code::register_failed;
    }
    return Code::register_failed;
  };
  throw DatabaseError(trouble, finding(code(), std::vector<Text>{where, why}));
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char sign : database_text(text)) {
    const bool blank = sign == '\n' || sign == '\r' || sign == '\t' || sign == ' ';
    if (!blank) {
      line += sign;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '.')) line.pop_back();
  return line;
}

}  // namespace thuocdo
