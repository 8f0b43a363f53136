// How alike two wordings are.
//
//   const std::vector<std::string> words = words_of("Tổng số hồ sơ");
//   likeness(words, words_of("Tổng số hồ sơ tiếp nhận"))   // 66: the share of their words in common, in hundredths
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

// Sorted, each once; without marks, and plain letters in lower case.
std::vector<std::string> words_of(std::string_view text);
// 100 for the same words in any order.
int likeness(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace thuocdo
