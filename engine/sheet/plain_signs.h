// A text beside its plain form, sign by sign: "Tỷ lệ × 2" beside "ty le * 2". What is found in the plain form can be cut
// out of the original.
//
//   PlainSigns signs("Mỗi Ứng dụng");
//   signs.plain()               // "moi ung dung"
//   signs.original(4, 12)       // "Ứng dụng"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

class PlainSigns {
 public:
  explicit PlainSigns(std::string_view utf8);  // the text is tidied first
  // Lower case without marks, one byte for each sign; × as "*", dashes as "-"; what has no plain form as "?".
  const std::string& plain() const { return plain_; }
  std::string original(std::size_t from, std::size_t to) const;  // trimmed

 private:
  std::string text_;
  std::vector<std::size_t> starts_;  // of each sign in text_, and its end
  std::string plain_;
};

}  // namespace thuocdo
