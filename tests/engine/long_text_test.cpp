#include "sheet/long_text.h"

#include <gtest/gtest.h>

#include <random>

namespace thuocdo {
namespace {

std::string all_of(const LongText& text) {
  std::string all;
  text.each([&](std::string_view piece) { all += piece; });
  return all;
}

TEST(LongText, GivesBackWhatWasPutInAsOftenAsAsked) {
  std::mt19937_64 random(3);
  LongText text;
  std::string whole;
  // Pieces of all lengths, some longer than what is packed at a time, some that cannot be packed.
  for (int i = 0; i < 300; ++i) {
    std::string piece(i % 100 == 7 ? 700'000 : random() % 20'000, 'a');
    if (i % 3 == 0) {
      for (char& sign : piece) sign = static_cast<char>(random());
    }
    text.append(piece);
    whole += piece;
  }
  text.put_first("<?xml?>");
  whole.insert(0, "<?xml?>");
  text += "the end";
  whole += "the end";
  EXPECT_EQ(text.size(), whole.size());
  EXPECT_TRUE(all_of(text) == whole);
  EXPECT_TRUE(all_of(text) == whole);
  EXPECT_EQ(all_of(LongText()), "");
}

}  // namespace
}  // namespace thuocdo
