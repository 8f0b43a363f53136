// tidy() and fold() have a fast way for the signs that nearly every text is made of. It must say what the library says.
#include <gtest/gtest.h>

#include <string>

#include "scoring/answer.h"

namespace thuocdo {
namespace {

std::string utf8(unsigned code) {
  const auto byte = [](unsigned value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
  return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
}

// A combining mark sends the whole text through the library, which strips it again.
const std::string mark = "\xCC\xA3";  // dot below

TEST(Folding, EverySignAsTheLibraryFoldsIt) {
  for (unsigned code = 0x21; code < 0x2200; ++code) {
    if (code == 0x7F || (code >= 0x300 && code < 0x370)) continue;
    const std::string sign = utf8(code);
    EXPECT_EQ(fold("a" + sign + "b"), fold("a" + sign + "b" + mark)) << std::hex << code;
  }
}

TEST(Folding, Vietnamese) {
  EXPECT_EQ(fold("Đã  ban hành KẾ HOẠCH số 12/KH-UBND – “Ứng dụng”"), "da ban hanh ke hoach so 12/kh-ubnd – “ung dung”");
  EXPECT_EQ(fold("Không áp dụng"), fold("Kho\xCC\x82ng a\xCC\x81p du\xCC\xA3ng"));
}

TEST(Folding, WhatIsNoUtf8StaysAsItIs) {
  EXPECT_EQ(fold("a\xC3"), "a\xC3");
  EXPECT_EQ(fold("a\xC3\xC3z"), "a\xC3\xC3z");
  EXPECT_EQ(fold("\xE1\xBA"), "\xE1\xBA");
}

}  // namespace
}  // namespace thuocdo
