#include "scoring/evidence.h"

#include <algorithm>
#include <array>

namespace thuocdo {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// The last word of what a document is called, and its usual abbreviation, folded.
constexpr std::array<std::string_view, 29> words_before_numbers = {
    "so",  "no",  "qd",  "kh",  "bc",  "cv",   "tb",    "nq",  "tt",    "ct",  "hd",   "ttr",  "bb",  "gm",   "gcn",
    "dinh", "hoach", "cao", "van", "bao", "quyet", "trinh", "dan", "thi", "dong", "ban", "moi", "luat", "de"};

// The word that ends before the digits at `at`; empty when something else does.
std::string_view word_before(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == ':' || text[at - 1] == '.')) --at;
  std::size_t from = at;
  while (from > 0 && is_letter(text[from - 1])) --from;
  return text.substr(from, at - from);
}

bool names_number(std::string_view text) {
  const auto is_mark = [](char c) { return c == '/' || c == '-' || c == '.'; };
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    // "15", "12/2023", "3/2/2023": digits, and the marks between them.
    std::size_t end = at;
    bool plain = true;
    while (end < text.size()) {
      const bool mark = is_mark(text[end]) && end + 1 < text.size() && is_digit(text[end + 1]);
      if (!is_digit(text[end]) && !mark) break;
      plain = plain && !mark;
      ++end;
    }
    const bool sign_follows = end + 1 < text.size() && (text[end] == '/' || text[end] == '-') && is_letter(text[end + 1]);
    if (sign_follows) return true;  // "/kh-ubnd", "-nq/tu"
    const std::string_view word = word_before(text, at);
    if (plain && std::find(words_before_numbers.begin(), words_before_numbers.end(), word) != words_before_numbers.end()) {
      return true;
    }
    at = end;
  }
  return false;
}

}  // namespace

EvidenceReading read_evidence(std::string_view text) {
  const std::string folded = fold(text);
  EvidenceReading reading;
  reading.number = names_number(folded);
  reading.date = !dates_in(text).empty();
  reading.address = folded.find("://") != std::string::npos || folded.find("www.") != std::string::npos;
  return reading;
}

bool has_no_evidence(const Answer& answer) { return is_blank_text(answer.evidence) && is_blank_text(answer.link); }

Text evidence_lacks(const Answer& answer) {
  const EvidenceReading reading = read_evidence(answer.evidence);
  if (reading.number && reading.date) return {};
  if (!reading.number && !reading.date) {
    if (reading.address || !is_blank_text(answer.link)) return {};
    return {"số và ngày", "number and date"};
  }
  return reading.number ? Text{"ngày", "date"} : Text{"số", "number"};
}

}  // namespace thuocdo
