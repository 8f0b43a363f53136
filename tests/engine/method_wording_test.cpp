#include "sheet/method_wording.h"

#include <gtest/gtest.h>

#include "programme/definition_writer.h"

namespace thuocdo {
namespace {

Decimal number(const char* text) { return *Decimal::parse_plain(text); }

// The rule as XML; "-" where the words are not recognised.
std::string read(const char* words, const char* maximum) {
  const ReadWording found = read_wording(words, number(maximum));
  return found.rule ? rule_xml(*found.rule, number(maximum)) : "-";
}

TEST(MethodWording, YesOrNo) {
  const std::string two = "<yes-no yes=\"2\"/>";
  for (const char* words : {"Có: 2; Không: 0", "Có: 2 điểm; Không: 0 điểm.", "- Có: 2đ\n- Không: 0đ", "Có 2 điểm, Không 0 điểm",
                            "Có: 2 / Không: 0", "CÓ = 2; KHÔNG = 0", "Đạt: Điểm tối đa; không đạt: 0 điểm", "Có: 2,0; chưa có: 0"}) {
    EXPECT_EQ(read(words, "2"), two) << words;
  }
  EXPECT_EQ(read("Có: 2; Không: 0,5", "2"), "<yes-no yes=\"2\" no=\"0.5\"/>");
  EXPECT_EQ(read("Có: 3; Không: 0", "2"), "-");  // against the maximum
  EXPECT_EQ(read("Có: 1; Không: 0", "2"), "-");
  EXPECT_EQ(read("Có: 2; Không:", "2"), "-");
}

TEST(MethodWording, Steps) {
  const std::string steps =
      "<steps><unit><vi>lần/năm</vi></unit><step at=\"4\" points=\"20\"/><step at=\"3\" points=\"15\"/>"
      "<step at=\"2\" points=\"10\"/><step at=\"1\" points=\"5\"/></steps>";
  EXPECT_EQ(read("Ban chỉ đạo họp 4 lần/năm (trung bình mỗi quý 1 lần): 20 điểm; 3 lần: 15; 2 lần: 10; 1 lần: 5; Còn lại: 0 điểm", "20"), steps);
  EXPECT_EQ(read("4 lần/năm 20đ; 3 lần 15đ; 2 lần 10đ; 1 lần 5đ; còn lại 0", "20"), steps);
  EXPECT_EQ(read("1 lần/năm: 5; 2 lần: 10; 3 lần: 15; 4 lần: 20", "20"), steps);
  EXPECT_EQ(read("Từ 10 lớp trở lên: 5; 5 lớp: 2; dưới 5 lớp: 1", "5"),
            "<steps below=\"1\"><unit><vi>lớp</vi></unit><step at=\"10\" points=\"5\"/><step at=\"5\" points=\"2\"/></steps>");
  // A month is a date and no count, and percentages are levels to choose from.
  EXPECT_EQ(read("Ban hành trong tháng 1: 0,2; từ tháng 2 trở đi hoặc không ban hành: 0 (theo chữ ký số)", "0.2").substr(0, 8), "<choice>");
  EXPECT_EQ(read("Từ 80% trở lên: 5; từ 50% đến dưới 80%: 3; dưới 50%: 0", "5").substr(0, 8), "<choice>");
}

TEST(MethodWording, ChoiceWithPartsOfTheMaximum) {
  EXPECT_EQ(read("Trưởng ban là Bí thư/Chủ tịch: Điểm tối đa; là Phó Bí thư/Phó Chủ tịch: 1/2*Điểm tối đa; Chưa có Ban chỉ đạo: 0 điểm", "10"),
            "<choice><level id=\"muc-1\" points=\"10\"><vi>Trưởng ban là Bí thư/Chủ tịch</vi></level>"
            "<level id=\"muc-2\" points=\"5\"><vi>là Phó Bí thư/Phó Chủ tịch</vi></level>"
            "<level id=\"muc-3\" points=\"0\"><vi>Chưa có Ban chỉ đạo</vi></level></choice>");
  EXPECT_EQ(read("Chưa làm: 0; làm một phần: 50% điểm tối đa; làm đủ: 100% điểm tối đa", "3"),
            "<choice><level id=\"muc-1\" points=\"3\"><vi>làm đủ</vi></level>"
            "<level id=\"muc-2\" points=\"1.5\"><vi>làm một phần</vi></level>"
            "<level id=\"muc-3\" points=\"0\"><vi>Chưa làm</vi></level></choice>");
  EXPECT_EQ(read("Một: 1/3 × điểm tối đa; hai: điểm tối đa", "10"), "-");  // no exact decimal
  EXPECT_EQ(read("Tốt: 10; tốt: 5", "10"), "-");
}

TEST(MethodWording, SumOfItems) {
  EXPECT_EQ(read("Xác định đầy đủ: 0,1; Cụ thể hóa: 0,1; Xác định rõ kết quả: 0,1; Không đảm bảo: 0", "0.3"),
            "<items><item id=\"nd-1\" points=\"0.1\"><vi>Xác định đầy đủ</vi></item>"
            "<item id=\"nd-2\" points=\"0.1\"><vi>Cụ thể hóa</vi></item>"
            "<item id=\"nd-3\" points=\"0.1\"><vi>Xác định rõ kết quả</vi></item></items>");
  EXPECT_EQ(read("tham gia đầy đủ: 1/2*Điểm tối đa; chủ trì các cuộc họp: 1/2*Điểm tối đa; không tham gia: 0; không chủ trì: 0", "10"),
            "<items><item id=\"nd-1\" points=\"5\"><vi>tham gia đầy đủ</vi></item>"
            "<item id=\"nd-2\" points=\"5\"><vi>chủ trì các cuộc họp</vi></item></items>");
  EXPECT_EQ(read("A đủ: 0,1; B đủ: 0,1", "0.3"), "-");  // neither one nor all of them come to the maximum
}

TEST(MethodWording, CountWithCap) {
  EXPECT_EQ(read("Mỗi ứng dụng 1 điểm, tối đa 5", "5"), "<count each=\"1\"><unit><vi>ứng dụng</vi></unit></count>");
  EXPECT_EQ(read("Liệt kê mỗi Ứng dụng: 1 điểm, tổng điểm cho các ứng dụng không quá 5 điểm", "5"),
            "<count each=\"1\"><unit><vi>Ứng dụng</vi></unit></count>");
  EXPECT_EQ(read("mỗi sáng kiến được 0,5 điểm; không quá 2 điểm.", "3"), "<count each=\"0.5\" cap=\"2\"><unit><vi>sáng kiến</vi></unit></count>");
  EXPECT_EQ(read("Mỗi tin, bài được 0,2 điểm (tối đa 4 điểm)", "4"), "<count each=\"0.2\"><unit><vi>tin, bài</vi></unit></count>");
  EXPECT_EQ(read("Mỗi ứng dụng 1 điểm, tối đa 9", "5"), "-");
  EXPECT_EQ(read("Mỗi ứng dụng 1 điểm, tối đa 5; riêng mạng diện rộng 2 điểm", "5"), "-");
}

TEST(MethodWording, Ratio) {
  const std::string ratio = "<ratio><a><vi>Số cuộc họp có Chủ tịch chủ trì</vi></a><b><vi>Tổng số cuộc họp</vi></b></ratio>";
  EXPECT_EQ(read("a = Số cuộc họp có Chủ tịch chủ trì; b = Tổng số cuộc họp; Tỷ lệ = a/b; Điểm = Tỷ lệ*Điểm tối đa", "20"), ratio);
  EXPECT_EQ(read("- a: Số cuộc họp có Chủ tịch chủ trì\n- b: Tổng số cuộc họp\nTỉ lệ (%) = a / b × 100%\nĐiểm = a/b x điểm tối đa", "20"), ratio);
  EXPECT_EQ(read("Tỷ lệ = Số cuộc họp có Chủ tịch chủ trì / Tổng số cuộc họp * 100%. Điểm = Tỷ lệ × Điểm tối đa.", "20"), ratio);
  EXPECT_EQ(read("a = Số trễ hạn; b = Tổng số; Tỷ lệ = (b-a)/b; Điểm = Điểm tối đa × Tỷ lệ", "5"),
            "<ratio complement=\"yes\"><a><vi>Số trễ hạn</vi></a><b><vi>Tổng số</vi></b></ratio>");
  EXPECT_EQ(read("a = Số nối mạng; b = Tổng số; Điểm = Tỷ lệ * 45 điểm", "50"),
            "<ratio part=\"45\"><a><vi>Số nối mạng</vi></a><b><vi>Tổng số</vi></b></ratio>");
  const ReadWording bare = read_wording("Điểm = Tỷ lệ% x Điểm tối đa", Decimal(2));
  EXPECT_TRUE(bare.rule && bare.unnamed_ratio);
  EXPECT_FALSE(read_wording("a = Số A; b = Số B; Điểm = a/b*10", Decimal(10)).unnamed_ratio);
}

TEST(MethodWording, WhatIsNotWhollyUnderstoodIsNotRecognised) {
  for (const char* words :
       {"", "Theo đánh giá của Hội đồng", "Điểm = Tỷ lệ chuẩn hóa * Điểm tối đa", "a = Số A; Điểm = Tỷ lệ * Điểm tối đa",
        "Từ 50% trở lên: Điểm = Tỷ lệ * Điểm tối đa; dưới 50%: 0", "Điểm = ĐiểmA + ĐiểmB; ĐiểmA = Tỷ lệ * 45 điểm",
        "Căn cứ kết quả điều tra xã hội học", "Có: 10; Không: 0; trừ 2 điểm nếu chậm", "Đủ: 10; thiếu: 5; trừ: 2", "a = b", "10 điểm", "; ; ;", "(", "Có: -2; Không: 0",
        "Tỷ lệ = a/b; Điểm = Tỷ lệ * Điểm tối đa; Điểm = Tỷ lệ * Điểm tối đa"}) {
    EXPECT_EQ(read(words, "10"), "-") << words;
  }
  EXPECT_EQ(read(std::string(100'000, 'm').c_str(), "10"), "-");
  EXPECT_EQ(read(("mỗi " + std::string(350, ' ') + "a điểm tối đa").c_str(), "10"), "-");
  EXPECT_EQ(read("Có: 0; Không: 0", "0"), "-");
}

}  // namespace
}  // namespace thuocdo
