#include "register/trail.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "programme/digest.h"

namespace thuocdo {
namespace {

constexpr std::string_view receipt_word = "receipt ";
constexpr std::string_view appraisal_word = "appraisal ";
constexpr std::string_view level_word = "level ";

void put(std::string& text, std::string_view name, std::string_view value) {
  text.append(name).append("=");
  for (const char sign : value) {
    if (sign == '\n') {
      text += "\\n";
    } else if (sign == '\\') {
      text += "\\\\";
    } else {
      text += sign;
    }
  }
  text += '\n';
}

std::int64_t number_after(std::string_view word, std::string_view subject) {
  if (!subject.starts_with(word)) return 0;
  return std::strtoll(std::string(subject.substr(word.size())).c_str(), nullptr, 10);
}

}  // namespace

std::string login_name() {
  const passwd* user = ::getpwuid(::geteuid());
  return user != nullptr ? user->pw_name : std::to_string(::geteuid());
}

std::string_view trail_start() {
  static const std::string zeros(64, '0');
  return zeros;
}

std::string canonical_text(const TrailEntry& entry) {
  std::string text;
  put(text, "thuocdo-trail", "1");
  put(text, "number", std::to_string(entry.number));
  put(text, "at", entry.at);
  put(text, "who", entry.who);
  put(text, "action", entry.action);
  put(text, "subject", entry.subject);
  put(text, "before", entry.before);
  put(text, "after", entry.after);
  put(text, "basis", entry.basis);
  return text;
}

std::string chained_digest(const TrailEntry& entry) { return sha256_hex(entry.previous + "\n" + canonical_text(entry)); }

std::string receipt_subject(std::int64_t number) { return std::string(receipt_word) + std::to_string(number); }
std::int64_t receipt_number(std::string_view subject) { return number_after(receipt_word, subject); }
std::string appraisal_subject(std::int64_t number) { return std::string(appraisal_word) + std::to_string(number); }
std::int64_t appraisal_number(std::string_view subject) { return number_after(appraisal_word, subject); }
std::string level_subject(std::int64_t number) { return std::string(level_word) + std::to_string(number); }
std::int64_t level_number(std::string_view subject) { return number_after(level_word, subject); }

}  // namespace thuocdo
