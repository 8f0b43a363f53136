#include "report/live_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "report/explanation.h"
#include "report/sheet_report.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Date day(std::string_view iso) { return *parse_date(iso); }

class LiveScoreTest : public testing::Test {
 protected:
  LiveScoreTest() : answers_(test::good_answers(small_.set())) {}

  AssessedSheet assess() {
    const Scorecard card = score(small_.programme(), small_.tier(), answers_);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    Workbook workbook = test::workbook_of(small_.programme(), small_.tier(), "x-1", answers_, points);
    for (const auto& [name, value] : properties_) workbook.properties[name] = value;
    return assess_workbook(workbook, "phieu.ods", small_.store());
  }
  LiveScore live(Language language = Language::vietnamese) { return live_score(assess(), day("2024-01-02"), language); }
  Answer& answer(std::string_view id) { return answers_[small_.set().index(id)]; }

  test::SmallProgramme small_;
  Answers answers_;
  std::map<std::string, std::string> properties_;
};

TEST_F(LiveScoreTest, AFilledSheetShowsPointsGroupsAndWhatIsLost) {
  const LiveScore shown = live();
  EXPECT_EQ(shown.state, LiveScore::State::assessed);
  EXPECT_EQ(shown.unit, "Xã Một");
  EXPECT_EQ(shown.total, "45,33/55 điểm (82,42%)");
  EXPECT_EQ(shown.permille, 824);
  EXPECT_THAT(shown.lines, ElementsAre("Đã trả lời 8/8 tiêu chí (100%)", "Hạn nộp: hết ngày 14/01/2024 (còn 12 ngày)",
                                       "Bộ tiêu chí chưa phải phụ lục chính thức"));
  ASSERT_EQ(shown.groups.size(), 2u);
  EXPECT_EQ(shown.groups[0].name, "I. Nhóm một");
  EXPECT_EQ(shown.groups[0].points, "27/32");
  EXPECT_EQ(shown.groups[0].permille, 844);
  ASSERT_EQ(shown.gains.size(), 3u);
  EXPECT_EQ(shown.gains[0].text, "+5 · 3 · đã có lý do · Số cuộc họp");
  EXPECT_EQ(shown.gains[1].text, "+4,17 · 5 · đã có lý do · Tỷ lệ");
  EXPECT_EQ(shown.gains[2].text, "+0,5 · 7 · đã có lý do · Chấm");
  EXPECT_EQ(shown.gains_title, "Còn được thêm nhiều nhất: 9,67 điểm ở 3 tiêu chí");
  EXPECT_EQ(shown.findings_title, "Không có lỗi");
  EXPECT_THAT(shown.findings, IsEmpty());
}

TEST_F(LiveScoreTest, EnglishHasItsOwnNumbersAndWords) {
  const LiveScore shown = live(Language::english);
  EXPECT_EQ(shown.total, "45.33/55 points (82.42%)");
  EXPECT_THAT(shown.lines, ElementsAre("Answered 8/8 criteria (100%)", "Due by the end of 14 Jan 2024 (12 days left)",
                                       "The criteria are not the official annex"));
  EXPECT_EQ(shown.gains[1].text, "+4.17 · 5 · reason given · Share");
}

TEST_F(LiveScoreTest, WhatIsMissingIsSaidAndLeadsToItsCell) {
  answer("1.2") = Answer();          // ten points, not answered
  answer("1.3").reason = " ";        // five points, no reason
  answer("2.2").fields.clear();      // ten points, one of two figures
  answer("2.2").set("a", Decimal(7));
  answer("2.4").set("value", Decimal(-1));
  const LiveScore shown = live();
  ASSERT_EQ(shown.gains.size(), 4u);
  EXPECT_EQ(shown.gains[0].text, "+10 · 2 · chưa trả lời · Mức");
  EXPECT_EQ(shown.gains[0].place.cell, "F7");
  EXPECT_EQ(shown.gains[1].text, "+10 · 5 · chưa trả lời đủ · Tỷ lệ");
  EXPECT_EQ(shown.gains[1].place.cell, "G11");  // the denominator
  EXPECT_EQ(shown.gains[2].text, "+5 · 3 · thiếu lý do · Số cuộc họp");
  EXPECT_EQ(shown.gains[2].place.cell, "J8");
  EXPECT_EQ(shown.gains[2].place.sheet, table_sheet_name);
  EXPECT_EQ(shown.gains[3].text, "+5 · 7 · số liệu chưa dùng được · Chấm");
  EXPECT_THAT(shown.lines[0], HasSubstr("5/8 tiêu chí (62%)"));
}

TEST_F(LiveScoreTest, FindingsComeByGravityWithTheWordForIt) {
  answer("1.1").evidence.clear();  // warning
  answer("2.1") = Answer();        // blocking, later in the sheet
  const LiveScore shown = live();
  ASSERT_EQ(shown.findings.size(), 2u);
  EXPECT_TRUE(shown.findings[0].text.starts_with("Chưa điền · F10 · Tiêu chí 2.1 ")) << shown.findings[0].text;
  EXPECT_TRUE(shown.findings[1].text.starts_with("Cảnh báo · K6 · Tiêu chí 1.1 ")) << shown.findings[1].text;
  EXPECT_EQ(shown.findings[0].criterion, small_.set().index("2.1"));
  EXPECT_EQ(shown.findings[0].place.cell, "F10");
  EXPECT_EQ(shown.findings_title, "Kiểm tra: 1 cảnh báo, 1 chỗ chưa điền");
}

TEST_F(LiveScoreTest, WhatIsWrongComesBeforeWhatIsStillToBeFilledIn) {
  answer("1.1") = Answer();
  answer("2.4").set("value", Decimal(-1));
  const LiveScore shown = live();
  ASSERT_GE(shown.findings.size(), 2u);
  EXPECT_EQ(shown.findings[0].criterion, small_.set().index("2.4"));
  EXPECT_TRUE(shown.findings[0].text.starts_with("Phải sửa · ")) << shown.findings[0].text;
  EXPECT_EQ(shown.findings[1].criterion, small_.set().index("1.1"));
  EXPECT_EQ(shown.findings_title, "Kiểm tra: 1 lỗi phải sửa, 1 chỗ chưa điền");
}

TEST_F(LiveScoreTest, DaysLeftAreCountedToTheLastDay) {
  const AssessedSheet sheet = assess();
  const auto line = [&](std::string_view today) { return deadline_line(sheet, day(today), Language::vietnamese); };
  EXPECT_EQ(line("2024-01-13"), "Hạn nộp: hết ngày 14/01/2024 (còn 1 ngày)");
  EXPECT_EQ(line("2024-01-14"), "Hôm nay, 14/01/2024, là ngày cuối để nộp");
  EXPECT_EQ(line("2024-01-15"), "Đã quá hạn nộp 14/01/2024 (1 ngày trước): không xếp hạng, coi như xếp cuối");
  EXPECT_EQ(deadline_line(sheet, day("2024-01-13"), Language::english), "Due by the end of 14 Jan 2024 (1 day left)");
}

TEST_F(LiveScoreTest, DaysOfGraceAreSaid) {
  AssessedSheet sheet = assess();
  Programme late = *sheet.programme;
  late.grace_working_days = 5;  // after Monday 15/1: until Monday 22/1
  late.late = LatePolicy::not_assessed;
  sheet.programme = std::make_shared<const Programme>(std::move(late));
  EXPECT_EQ(deadline_line(sheet, day("2024-01-16"), Language::vietnamese),
            "Đã quá hạn nộp 14/01/2024; còn được nhận đến hết ngày 22/01/2024 (còn 6 ngày)");
  EXPECT_EQ(deadline_line(sheet, day("2024-01-22"), Language::vietnamese),
            "Đã quá hạn nộp 14/01/2024; còn được nhận đến hết ngày 22/01/2024 (hôm nay)");
  EXPECT_THAT(deadline_line(sheet, day("2024-01-23"), Language::vietnamese), HasSubstr("không đánh giá"));
}

TEST_F(LiveScoreTest, ASheetThatCannotBeScoredSaysWhy) {
  properties_[std::string(property::digest)] = std::string(64, '0');
  const LiveScore shown = live();
  EXPECT_EQ(shown.state, LiveScore::State::refused);
  EXPECT_EQ(shown.total, "");
  EXPECT_THAT(shown.groups, IsEmpty());
  EXPECT_THAT(shown.gains, IsEmpty());
  ASSERT_EQ(shown.findings.size(), 1u);
  EXPECT_THAT(shown.findings[0].text, HasSubstr("Phải sửa"));
  EXPECT_EQ(explained(assess(), 1, Language::vietnamese), "");
}

TEST_F(LiveScoreTest, ASubmittedCopyNamesItsCode) {
  AssessedSheet sheet = assess();
  sheet.identity.submitted = "2023-12-20T08:00:00Z";
  sheet.identity.check_code = "ABCD-1234";
  EXPECT_EQ(deadline_line(sheet, day("2024-01-02"), Language::vietnamese), "Bản đã nộp, mã kiểm tra ABCD-1234");
}

TEST_F(LiveScoreTest, TheCursorsRowNamesItsCriterion) {
  const AssessedSheet sheet = assess();
  EXPECT_EQ(criterion_at(sheet, table_sheet_name, 7), small_.set().index("1.3"));
  EXPECT_EQ(criterion_at(sheet, table_sheet_name, 4), small_.set().index("1"));
  const int items = small_.set().index("2.3");  // its own row and one for each item
  for (int row = 11; row <= 13; ++row) EXPECT_EQ(criterion_at(sheet, table_sheet_name, row), items) << row;
  EXPECT_EQ(criterion_at(sheet, table_sheet_name, 2), -1);
  EXPECT_EQ(criterion_at(sheet, cover_sheet_name, 7), -1);
}

TEST_F(LiveScoreTest, ExplainedIsWhatTheProgramExplains) {
  answer("1.3").reason.clear();
  const AssessedSheet sheet = assess();
  const int index = small_.set().index("1.3");
  const std::string text = explained(sheet, index, Language::vietnamese);
  EXPECT_TRUE(text.starts_with("Tiêu chí 3. Số cuộc họp\nNhóm: I. Nhóm một\nĐiểm: 15,00 / 20,00 (Đã có điểm)\nCách tính: ")) << text;
  EXPECT_THAT(text, HasSubstr("Điểm chưa làm tròn: 15; làm tròn đến 2 chữ số thập phân: 15/20 điểm; mất 5 điểm"));
  EXPECT_THAT(text, HasSubstr("(Phiếu đánh giá!F8)"));
  EXPECT_THAT(text, HasSubstr("DTI huyện"));
  EXPECT_THAT(text, HasSubstr("\nPhải sửa: Tiêu chí 1.3 đạt 15/20 điểm nhưng chưa ghi lý do"));
  Page page;
  page.width = 10000;
  const std::string program = explain_text(sheet, index, page);
  for (const ExplainedLine& line : explanation(sheet, index, Language::vietnamese)) {
    EXPECT_THAT(program, HasSubstr(line.content));
  }
  EXPECT_EQ(explained(sheet, -1, Language::vietnamese), "");
}

}  // namespace
}  // namespace thuocdo
