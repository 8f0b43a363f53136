// tidy() and fold() have a fast way for the signs that nearly every text is made of. It must say what the library says.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

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

// What comes out is what the library and folding the blanks give: a sign that the quick way does not know takes the text there.
TEST(Tidying, TextThatNeedsNothingIsTheSameAsByTheLibrary) {
  const std::vector<std::string> signs = {" ", " ", "\t", "a", "b", "Z", "9", ",", "\x7F", "\xC2\xA0", "\xC2\xB2", "đ", "ê", "ế", "Ữ", "–", "”", "\xE2\x80\x87", "\xE2\x80\x8B",
                                          "\xEF\xBB\xBF", "e\xCC\x82", "\xE1\xBA", "\xC3"};
  const std::string unknown = "\xE2\x82\xAB";  // ₫
  std::mt19937 random(7);
  std::size_t left_alone = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    for (std::size_t left = random() % 8; left > 0; --left) text += signs[random() % signs.size()];
    const std::string tidied = tidy(text);
    left_alone += tidied == text;
    // Around it, so that blanks at both ends stay.
    ASSERT_EQ(tidy(unknown + text + unknown), unknown + tidy("x" + text + "x").substr(1, tidy("x" + text + "x").size() - 2) + unknown) << text;
    ASSERT_EQ(tidy(tidied), tidied) << text;
    ASSERT_EQ(tidy(" " + text + "\t"), tidied) << text;
  }
  EXPECT_GT(left_alone, 20'000u);
}

TEST(Folding, WhatIsNoUtf8StaysAsItIs) {
  EXPECT_EQ(fold("a\xC3"), "a\xC3");
  EXPECT_EQ(fold("a\xC3\xC3z"), "a\xC3\xC3z");
  EXPECT_EQ(fold("\xE1\xBA"), "\xE1\xBA");
}

}  // namespace
}  // namespace thuocdo
