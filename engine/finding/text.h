// A text in Vietnamese and, where there is one, English.
//
//   Text title{"Chuyển đổi số", "Digital transformation"};
//   title.in(Language::english)
#pragma once

#include <string>

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

}  // namespace thuocdo
