#include "sheet/method_wording.h"

#include <gtest/gtest.h>

#include "programme/definition_writer.h"

namespace thuocdo {
namespace {

Decimal number(const char* text) { return *Decimal::parse_plain(text); }

// The rule as XML; "-" where the words are not recognised.
std::string read(const char* words, const char* maximum, std::optional<int> year = {}) {
  const ReadWording found = read_wording(words, number(maximum), year);
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

TEST(MethodWording, StepsWithRanges) {
  const std::string steps = "<steps><unit><vi>cuộc</vi></unit><step at=\"4\" points=\"20\"/><step at=\"2\" points=\"10\"/><step at=\"1\" points=\"5\"/></steps>";
  EXPECT_EQ(read("Từ 4 cuộc trở lên: 20; từ 2 đến 3 cuộc: 10; 1 cuộc: 5; không họp: 0", "20"), steps);
  EXPECT_EQ(read("- Trên 3 cuộc: 20 điểm\n- 2 - 3 cuộc: 10 điểm\n- 1 cuộc: 5 điểm\n- Không: 0 điểm", "20"), steps);
  EXPECT_EQ(read("Ít nhất 4 cuộc: 20; từ 2 đến dưới 4 cuộc: 10; dưới 2 cuộc: 0", "20"),
            "<steps><unit><vi>cuộc</vi></unit><step at=\"4\" points=\"20\"/><step at=\"2\" points=\"10\"/></steps>");
  // A gap between the ranges is no list of steps, but levels to choose from.
  EXPECT_EQ(read("Từ 5 cuộc trở lên: 20; từ 2 đến 3 cuộc: 10; không họp: 0", "20").substr(0, 8), "<choice>");
  EXPECT_EQ(read("Từ 4 cuộc trở lên: 20; từ 2 đến 4 cuộc: 10; không họp: 0", "20").substr(0, 8), "<choice>");
  EXPECT_EQ(read("Từ 4 cuộc trở lên: 20; dưới 3 cuộc: 0", "20").substr(0, 8), "<choice>");
}

TEST(MethodWording, PointsInOtherWords) {
  const std::string levels =
      "<choice><level id=\"muc-1\" points=\"10\"><vi>đã ban hành</vi></level><level id=\"muc-2\" points=\"5\"><vi>đang xây dựng</vi></level>"
      "<level id=\"muc-3\" points=\"0\"><vi>chưa xây dựng</vi></level></choice>";
  EXPECT_EQ(read("10 điểm: đã ban hành; 5 điểm: đang xây dựng; 0 điểm: chưa xây dựng", "10"), levels);
  EXPECT_EQ(read("đã ban hành: điểm tối đa; đang xây dựng: một nửa điểm tối đa; chưa xây dựng: không tính điểm", "10"), levels);
  EXPECT_EQ(read("đã ban hành: điểm tối đa; đang xây dựng: 0,5 x điểm tối đa; chưa xây dựng: không có điểm", "10"), levels);
  EXPECT_EQ(read("đã ban hành được 10 điểm; đang xây dựng được 50% số điểm; chưa xây dựng được 0 điểm", "10"), levels);
  EXPECT_EQ(read("đã ban hành: 10; đang xây dựng: 1/2 nhân điểm tối đa; chưa xây dựng: 0. Căn cứ theo chữ ký số", "10"), levels);
}

TEST(MethodWording, CountsWithTheirPointsBefore) {
  const std::string count = "<count each=\"1\"><unit><vi>ứng dụng</vi></unit></count>";
  EXPECT_EQ(read("1 điểm/ứng dụng, tối đa 5 điểm", "5"), count);
  EXPECT_EQ(read("1 điểm cho mỗi ứng dụng, không quá 5 điểm", "5"), count);
  EXPECT_EQ(read("Cứ mỗi ứng dụng được 1 điểm, nhưng không vượt quá số điểm tối đa", "5"), count);
  EXPECT_EQ(read("Cứ 1 ứng dụng được 1 điểm, tối đa 5", "5"), count);
  EXPECT_EQ(read("1 ứng dụng: 1 điểm", "5"), "-");
}

TEST(MethodWording, RatiosInOtherWords) {
  const std::string ratio = "<ratio><a><vi>Số hồ sơ đúng hạn</vi></a><b><vi>Tổng số hồ sơ</vi></b></ratio>";
  for (const char* words : {
           "Điểm = (a/b) nhân điểm tối đa. a: Số hồ sơ đúng hạn; b: Tổng số hồ sơ", "Tử số: Số hồ sơ đúng hạn; mẫu số: Tổng số hồ sơ; Điểm = Tỷ lệ nhân với điểm tối đa",
           "Điểm = x/y × Điểm tối đa\nTrong đó:\nx: Số hồ sơ đúng hạn\ny: Tổng số hồ sơ", "Số hồ sơ đúng hạn/Tổng số hồ sơ × 100%; Điểm đạt được = Tỷ lệ (%) × điểm tối đa",
           "Cách tính: Tỷ lệ = Số hồ sơ đúng hạn/Tổng số hồ sơ\nSố điểm = (Tỷ lệ % x Điểm tối đa)/100%",
           "Tỷ lệ phần trăm Số hồ sơ đúng hạn trên Tổng số hồ sơ; tính điểm theo tỷ lệ %", "a = Số hồ sơ đúng hạn; b = Tổng số hồ sơ; Điểm của tiêu chí = a/b x 10 điểm"}) {
    EXPECT_EQ(read(words, "10"), ratio) << words;
    EXPECT_FALSE(read_wording(words, Decimal(10)).assumed_points) << words;
  }
  EXPECT_EQ(read("a = Số trễ hạn; b = Tổng số hồ sơ; Điểm = (1 - a/b) × Điểm tối đa", "5"),
            "<ratio complement=\"yes\"><a><vi>Số trễ hạn</vi></a><b><vi>Tổng số hồ sơ</vi></b></ratio>");
  EXPECT_EQ(read("a = Số đạt; b = Tổng số; Điểm = (Tỷ lệ/80%) × Điểm tối đa", "5"), "<ratio target=\"0.8\"><a><vi>Số đạt</vi></a><b><vi>Tổng số</vi></b></ratio>");
  EXPECT_EQ(read("a = Số đạt; b = Tổng số; Từ 80% trở lên: điểm tối đa; dưới 80%: Điểm = (a/b)/80% × Điểm tối đa", "5"),
            "<ratio target=\"0.8\"><a><vi>Số đạt</vi></a><b><vi>Tổng số</vi></b></ratio>");
  EXPECT_EQ(read("a = Số đạt; b = Tổng số; Từ 90% trở lên: điểm tối đa; dưới 90%: Điểm = (a/b)/80% × Điểm tối đa", "5"), "-");
  // Letters that are not those of the formula, or twice the same, say nothing.
  for (const char* words : {"m = Số đạt; n = Tổng số; Điểm = a/b × Điểm tối đa", "a = Số đạt; b = Tổng số; Tỷ lệ = b/a; Điểm = a/b × Điểm tối đa", "Tỷ lệ = a/a; Điểm = Tỷ lệ × Điểm tối đa"}) {
    EXPECT_EQ(read(words, "5"), "-") << words;
  }
}

TEST(MethodWording, AShareWithoutItsPointsIsSaidToBeAssumed) {
  const auto shown = [](const char* words) {
    const ReadWording found = read_wording(words, Decimal(20));
    return found.rule ? std::string(found.assumed_points ? "assumed " : "") + rule_xml(*found.rule, Decimal(20)) : "-";
  };
  EXPECT_EQ(shown("= Tổng số PAKN xử lý đúng hoặc trước hạn / Tổng số PAKN thuộc thẩm quyền tiếp nhận, xử lý * 100%"),
            "assumed <ratio><a><vi>Tổng số PAKN xử lý đúng hoặc trước hạn</vi></a><b><vi>Tổng số PAKN thuộc thẩm quyền tiếp nhận, xử lý</vi></b></ratio>");
  EXPECT_EQ(shown("= (Tổng số PAKN - Số bị phản hồi không hài lòng hoặc phản ánh quá hạn)/ Tổng số PAKN * 100%"),
            "assumed <ratio complement=\"yes\"><a><vi>Số bị phản hồi không hài lòng hoặc phản ánh quá hạn</vi></a><b><vi>Tổng số PAKN</vi></b></ratio>");
  EXPECT_EQ(shown("Tỷ lệ phần trăm của số hộ gia đình được phủ mạng Internet băng rộng cáp quang trên tổng số hộ gia đình tại địa phương cấp xã."),
            "assumed <ratio><a><vi>số hộ gia đình được phủ mạng Internet băng rộng cáp quang</vi></a><b><vi>tổng số hộ gia đình tại địa phương cấp xã</vi></b></ratio>");
  EXPECT_EQ(shown("Tỷ lệ phần trăm của số hộ được phủ mạng trên tổng số hộ: 20 điểm"), "-");
  EXPECT_EQ(shown("a = Số đạt; b = Tổng số"), "-");
}

TEST(MethodWording, Deadlines) {
  const std::string january = "<deadline><event><vi>Kế hoạch ban hành</vi></event><step by=\"2026-01-31\" points=\"0.2\"/></deadline>";
  EXPECT_EQ(read("Kế hoạch ban hành trong tháng 1 hàng năm: 0,2; Ban hành từ tháng 2 trở đi hoặc không ban hành: 0 (Thời gian căn cứ theo chữ ký số)", "0.2", 2026), january);
  EXPECT_EQ(read("Kế hoạch ban hành trong tháng 01: 0,2; ban hành sau tháng 1: 0; không ban hành: 0", "0.2", 2026), january);
  EXPECT_EQ(read("Kế hoạch ban hành trước ngày 01/02: 0,2; còn lại: 0", "0.2", 2026), january);
  EXPECT_EQ(read("Kế hoạch ban hành trước ngày 01/02/2026: 0,2; còn lại: 0", "0.2"), january);
  EXPECT_EQ(read("Gửi báo cáo trước ngày 15/11: 1; từ ngày 15/11 đến ngày 30/11: 0,5; sau ngày 30/11 hoặc không gửi: 0", "1", 2026),
            "<deadline><event><vi>Gửi báo cáo</vi></event><step by=\"2026-11-14\" points=\"1\"/><step by=\"2026-11-30\" points=\"0.5\"/></deadline>");
  EXPECT_EQ(read("Chậm nhất ngày 31/12 năm trước: 2; sau ngày 31/12: 1; không ban hành: 0", "2", 2026),
            "<deadline late=\"1\"><step by=\"2025-12-31\" points=\"2\"/></deadline>");
  EXPECT_EQ(read("Ban hành trong quý I: 1; trong quý II: 0,5; còn lại: 0", "1", 2026).substr(0, 9), "<deadline");
  // Without the year, and where the days do not follow one another, they are levels.
  EXPECT_EQ(read("Ban hành trong tháng 1: 0,2; từ tháng 2 trở đi: 0", "0.2").substr(0, 8), "<choice>");
  EXPECT_EQ(read("Ban hành trong tháng 1: 0,2; từ tháng 4 trở đi: 0", "0.2", 2026).substr(0, 8), "<choice>");
  EXPECT_EQ(read("Ban hành trước ngày 31/02: 0,2; còn lại: 0", "0.2", 2026).substr(0, 8), "<choice>");
  // What one earns who never does it is nowhere said.
  EXPECT_EQ(read("Ban hành trong tháng 1: 1; từ tháng 2 trở đi: 0,5", "1", 2026).substr(0, 8), "<choice>");
}

TEST(MethodWording, JudgedInWords) {
  for (const char* words : {"Hội đồng chấm từ 0 đến 5 điểm", "Chấm điểm từ 0 đến điểm tối đa tùy mức độ thực hiện", "Tổ thẩm định đánh giá, cho điểm từ 0 đến 5 điểm"}) {
    EXPECT_EQ(read(words, "5"), "<judged/>") << words;
  }
  EXPECT_EQ(read("Hội đồng chấm từ 0 đến 10 điểm", "5"), "-");
  EXPECT_EQ(read("Hội đồng chấm từ 0 đến 5 điểm; trừ 2 điểm nếu chậm", "5"), "-");
}

// What is said beside the rule: "unnamed", "assumed".
std::string compared(const char* words, const char* maximum) {
  const ReadWording found = read_wording(words, number(maximum));
  if (!found.rule) return "-";
  return std::string(found.unnamed_figure ? "unnamed " : "") + (found.assumed_points ? "assumed " : "") + rule_xml(*found.rule, number(maximum));
}

TEST(MethodWording, ComparedWithTheBestUnit) {
  EXPECT_EQ(compared("Điểm = Tỷ lệ chuẩn hóa * Điểm tối đa; Tỷ lệ chuẩn hóa = (băng thông quy đổi/CBCCVC của Bộ)/(băng thông quy đổi/CBCCVC của Bộ có giá trị lớn nhất)", "40"),
            "<normalised against=\"best\" whole=\"no\"><a><vi>băng thông quy đổi</vi></a><b><vi>CBCCVC</vi></b></normalised>");
  const std::string letters = "<normalised against=\"best\" whole=\"no\"><a><vi>Số dịch vụ</vi></a><b><vi>Dân số</vi></b></normalised>";
  for (const char* words : {
           "a = Số dịch vụ; b = Dân số; Tỷ lệ chuẩn hóa = (a/b của đơn vị)/(a/b của đơn vị cao nhất); Điểm = Tỷ lệ chuẩn hóa * Điểm tối đa",
           "a = Số dịch vụ; b = Dân số; Tỷ lệ = a/b; Tỷ lệ chuẩn hóa = Tỷ lệ của đơn vị/Tỷ lệ cao nhất trong các đơn vị; Điểm = Điểm tối đa × Tỷ lệ chuẩn hóa",
           "- a: Số dịch vụ\n- b: Dân số\nĐiểm = (a/b so với đơn vị cao nhất) × Điểm tối đa", "a = Số dịch vụ; b = Dân số; Điểm = (a/b)/(a/b lớn nhất) × Điểm tối đa",
           "Tỷ lệ = Số dịch vụ/Dân số; đơn vị cao nhất: điểm tối đa; các đơn vị khác tính theo tỷ lệ so với đơn vị cao nhất"}) {
    EXPECT_EQ(compared(words, "10"), letters) << words;
  }
  EXPECT_EQ(compared("Tỷ lệ chuẩn hóa = Số dịch vụ của huyện/Số dịch vụ của huyện có số dịch vụ lớn nhất; Điểm = Tỷ lệ chuẩn hóa × 4 điểm", "5"),
            "<normalised against=\"best\" part=\"4\" whole=\"no\"><a><vi>Số dịch vụ</vi></a></normalised>");
  EXPECT_EQ(compared("Tính điểm theo tỷ lệ so với đơn vị cao nhất", "5").substr(0, 28), "unnamed assumed <normalised ");
  EXPECT_EQ(compared("Điểm = Tỷ lệ so với đơn vị cao nhất × Điểm tối đa", "5").substr(0, 20), "unnamed <normalised ");
}

TEST(MethodWording, ComparedWithTheBestAndTheLeast) {
  const std::string range = "<normalised against=\"range\" whole=\"no\"><a><vi>Số dịch vụ</vi></a></normalised>";
  for (const char* words : {
           "Tỷ lệ chuẩn hóa = (Số dịch vụ của đơn vị - Số dịch vụ thấp nhất)/(Số dịch vụ cao nhất - Số dịch vụ thấp nhất); Điểm = Tỷ lệ chuẩn hóa × Điểm tối đa",
           "a = Số dịch vụ; Điểm = (a − a thấp nhất)/(a cao nhất − a thấp nhất) × Điểm tối đa",
           "a = Số dịch vụ; tính điểm theo tương quan giữa từng đơn vị với đơn vị cao nhất và thấp nhất (cao nhất 10 điểm, thấp nhất 0 điểm)",
           "a = Số dịch vụ; Đơn vị cao nhất: 10 điểm; đơn vị thấp nhất: 0 điểm; các đơn vị khác tính theo tương quan so với đơn vị cao nhất và thấp nhất"}) {
    EXPECT_EQ(compared(words, "10"), range) << words;
  }
}

// Another comparison, other points, or a figure that is not explained.
TEST(MethodWording, OtherComparisonsAreNotRecognised) {
  for (const char* words : {
           "Tỷ lệ chuẩn hóa = (a/b của đơn vị)/(a/b của đơn vị cao nhất); Điểm = Tỷ lệ chuẩn hóa * Điểm tối đa", "Điểm = Tỷ lệ chuẩn hóa * Điểm tối đa",
           "a = Số dịch vụ; Điểm = a/(a trung bình của các đơn vị cao nhất) × Điểm tối đa", "a = Số dịch vụ; Điểm = (a/a của 5 đơn vị cao nhất) × Điểm tối đa",
           "a = Số dịch vụ; b = Dân số; Điểm = (a so với đơn vị cao nhất) × Điểm tối đa", "a = Số dịch vụ; Điểm = (a so với đơn vị cao nhất cả nước) × Điểm tối đa",
           "a = Số dịch vụ; Điểm = (a)/(a của năm cao nhất) × Điểm tối đa", "a = Số dịch vụ; Điểm = (a)/(a thấp nhất) × Điểm tối đa",
           "a = Số dịch vụ; Điểm = (a so với đơn vị thấp nhất) × Điểm tối đa", "Tỷ lệ chuẩn hóa = (Số hồ sơ của đơn vị)/(Số dân của đơn vị lớn nhất); Điểm = Tỷ lệ chuẩn hóa * Điểm tối đa",
           "a = Số dịch vụ; Điểm = (a − a thấp nhất)/(a cao nhất − b thấp nhất) × Điểm tối đa",
           "a = Số dịch vụ; tính điểm theo tương quan với đơn vị cao nhất và thấp nhất (cao nhất 1 điểm, thấp nhất 0 điểm)",
           "a = Số dịch vụ; tính điểm so với đơn vị cao nhất; đơn vị thấp nhất: 0 điểm", "a = Số dịch vụ; tính điểm so với đơn vị cao nhất; trừ 2 điểm nếu chậm",
           "Tỷ lệ chuẩn hóa = (Số A/Số B)/(Số A/Số B lớn nhất); Điểm = Tỷ lệ chuẩn hóa * 45 điểm"}) {
    EXPECT_EQ(compared(words, "10"), "-") << words;
  }
}

TEST(MethodWording, Surveys) {
  for (const char* words : {"Căn cứ kết quả điều tra xã hội học", "Căn cứ vào kết quả khảo sát xã hội học.", "Theo kết quả điều tra, khảo sát xã hội học hằng năm",
                            "Tính điểm theo kết quả điều tra (khảo sát) xã hội học", "Điểm lấy từ kết quả điều tra XHH"}) {
    EXPECT_EQ(read(words, "35"), "<survey scale=\"35\"><vi></vi></survey>") << words;
  }
  EXPECT_EQ(read("Căn cứ kết quả điều tra xã hội học về mức độ hài lòng của người dân", "35"), "<survey scale=\"35\"><vi>mức độ hài lòng của người dân</vi></survey>");
  for (const char* words : {"Căn cứ kết quả điều tra xã hội học (thang điểm 100)", "Căn cứ kết quả điều tra xã hội học, quy đổi theo thang điểm 5",
                            "Căn cứ kết quả điều tra xã hội học và kết quả thẩm định", "Điểm = Tỷ lệ hài lòng theo kết quả điều tra xã hội học × Điểm tối đa",
                            "Căn cứ kết quả điều tra xã hội học về mức độ hài lòng, quy đổi ra tỷ lệ phần trăm", "Có tổ chức điều tra xã hội học"}) {
    EXPECT_EQ(read(words, "35"), "-") << words;
  }
}

// No number of a proposed rule may come from elsewhere than the words, the maximum, or a number of the words taken of the
// maximum, whatever stands in the words.
TEST(MethodWording, ProposedPointsStandInTheWords) {
  for (const char* words : {"Có: 2; Không: 0,5", "4 lần: 2; 3 lần: 1,5; còn lại: 0", "mỗi tin 0,2 điểm", "A: 1; B: 1; không: 0", "Trước ngày 15/11: 2; còn lại: 0,5"}) {
    const ReadWording found = read_wording(words, Decimal(2), 2026);
    ASSERT_TRUE(found.rule) << words;
    const std::string xml = rule_xml(*found.rule, Decimal(2));
    for (std::size_t at = 0; (at = xml.find("points=\"", at)) != std::string::npos;) {
      at += 8;
      std::string points = xml.substr(at, xml.find('"', at) - at);
      if (const std::size_t mark = points.find('.'); mark != std::string::npos) points[mark] = ',';
      EXPECT_NE(std::string(words).find(points), std::string::npos) << words << " " << points;
    }
  }
}

TEST(MethodWording, WhatIsNotWhollyUnderstoodIsNotRecognised) {
  for (const char* words :
       {"", "Theo đánh giá của Hội đồng", "Điểm = Tỷ lệ chuẩn hóa * Điểm tối đa", "a = Số A; Điểm = Tỷ lệ * Điểm tối đa",
        "Từ 50% trở lên: Điểm = Tỷ lệ * Điểm tối đa; dưới 50%: 0", "Điểm = ĐiểmA + ĐiểmB; ĐiểmA = Tỷ lệ * 45 điểm",
        "Có: 10; Không: 0; trừ 2 điểm nếu chậm", "Đủ: 10; thiếu: 5; trừ: 2", "a = b", "10 điểm", "; ; ;", "(", "Có: -2; Không: 0",
        "Tỷ lệ = a/b; Điểm = Tỷ lệ * Điểm tối đa; Điểm = Tỷ lệ * Điểm tối đa"}) {
    EXPECT_EQ(read(words, "10"), "-") << words;
  }
  EXPECT_EQ(read(std::string(100'000, 'm').c_str(), "10"), "-");
  EXPECT_EQ(read(("mỗi " + std::string(350, ' ') + "a điểm tối đa").c_str(), "10"), "-");
  EXPECT_EQ(read("Có: 0; Không: 0", "0"), "-");
}

}  // namespace
}  // namespace thuocdo
