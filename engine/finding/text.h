// A text in Vietnamese and, where there is one, English.
//
//   Text title{"Chuyển đổi số", "Digital transformation"};
//   title.in(Language::english)
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

enum class Language { vietnamese, english };

struct Text {
  std::string vi;
  std::string en;

  // The English text falls back to the Vietnamese one, which is always there.
  const std::string& in(Language language) const { return language == Language::english && !en.empty() ? en : vi; }
  bool empty() const { return vi.empty(); }
  friend bool operator==(const Text&, const Text&) = default;
};

// A pattern with its arguments: {0} is the first, and {0:file was|files were} the words for one where the first is "1", else the
// others.
//
//   filled("{0} {0:file|files} in {1}", {"1", "phieu"})   // "1 file in phieu"
std::string filled(std::string_view pattern, const std::vector<std::string>& arguments);

// "1 point", "2 points": an English count with its word.
std::string counted(const std::string& number, std::string_view one, std::string_view others);

// Whether every brace begins one of the two.
constexpr bool is_pattern(std::string_view text) {
  for (std::size_t i = text.find('{'); i != std::string_view::npos; i = text.find('{', i + 1)) {
    const std::size_t end = text.find('}', i);
    if (end == std::string_view::npos || end < i + 2 || text[i + 1] < '0' || text[i + 1] > '9') return false;
    const std::string_view words = text.substr(i + 2, end - i - 2);
    if (!words.empty() && (words[0] != ':' || words.find('{') != std::string_view::npos || words.find('|') != words.rfind('|') || words.find('|') == std::string_view::npos)) return false;
  }
  return true;
}

}  // namespace thuocdo
