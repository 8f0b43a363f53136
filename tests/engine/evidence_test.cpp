// What a note of evidence says, what is found to be missing in it, and the link beside it through check code, sheet and
// findings.
#include "scoring/evidence.h"

#include <gtest/gtest.h>

#include "sheet/assessed_sheet.h"
#include "submission/submission.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

std::string said(std::string_view text) {
  const EvidenceReading reading = read_evidence(text);
  return std::string(reading.number ? "number " : "") + (reading.date ? "date " : "") + (reading.address ? "address " : "");
}

TEST(Evidence, NumbersAndDatesAsOfficersWriteThem) {
  EXPECT_EQ(said("Số 15/KH-UBND ngày 3/2/2023"), "number date ");
  EXPECT_EQ(said("Quyết định số 209/QĐ-UBND ngày 05 tháng 5 năm 2023 của UBND tỉnh"), "number date ");
  EXPECT_EQ(said("Nghị quyết 05-NQ/TU"), "number ");
  EXPECT_EQ(said("13/2023/NĐ-CP"), "number ");
  EXPECT_EQ(said("Kế hoạch 15, 3.2.2023"), "number date ");
  EXPECT_EQ(said("KH 15"), "number ");
  EXPECT_EQ(said("Số: 1234"), "number ");
  EXPECT_EQ(said("Quy\xC3\xAA\xCC\x81t định 7"), "number ") << "decomposed";
  EXPECT_EQ(said("Ảnh chụp màn hình ngày 3/2/2023"), "date ");
  EXPECT_EQ(said("Báo cáo ngày 03/02/2023"), "date ") << "a date is no number";
  EXPECT_EQ(said("Ảnh chụp 12 màn hình"), "");
  EXPECT_EQ(said("https://dichvucong.gov.vn/a"), "address ");
  EXPECT_EQ(said("www.gialai.gov.vn, chuyên mục 3"), "address ");
  EXPECT_EQ(said(""), "");
  EXPECT_EQ(said("số"), "");
  EXPECT_EQ(said("15/"), "");
}

TEST(Evidence, SaysWhatIsMissing) {
  Answer answer;
  EXPECT_TRUE(has_no_evidence(answer));
  answer.evidence = "Số 15/KH-UBND";
  EXPECT_EQ(evidence_lacks(answer).vi, "ngày");
  answer.evidence = "Báo cáo ngày 3/2/2023";
  EXPECT_EQ(evidence_lacks(answer).vi, "số");
  answer.evidence = "Ảnh chụp màn hình";
  EXPECT_EQ(evidence_lacks(answer).en, "number and date");
  answer.link = "anh/man-hinh.png";
  EXPECT_TRUE(evidence_lacks(answer).empty()) << "it says where it is";
  answer.evidence = "Số 15/KH-UBND";
  EXPECT_EQ(evidence_lacks(answer).vi, "ngày") << "a document has both, whatever the link";
  answer.evidence = " ";
  EXPECT_FALSE(has_no_evidence(answer));
  EXPECT_TRUE(evidence_lacks(answer).empty());
}

class EvidenceInSheet : public ::testing::Test {
 protected:
  AssessedSheet assess(const Answers& answers) {
    const Scorecard card = score(small_.programme(), small_.tier(), answers);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    return assess_workbook(test::workbook_of(small_.programme(), small_.tier(), "x-1", answers, points), "phieu.ods", small_.store());
  }
  test::SmallProgramme small_;
};

TEST_F(EvidenceInSheet, IsReportedAtItsCell) {
  Answers answers = test::good_answers(small_.set());
  answers[small_.set().index("1.1")].evidence = "Kế hoạch số 15";
  const AssessedSheet sheet = assess(answers);
  ASSERT_TRUE(sheet.usable());
  ASSERT_EQ(sheet.findings.size(), 1u);
  EXPECT_EQ(sheet.findings[0].code, Code::evidence_incomplete);
  EXPECT_EQ(sheet.findings[0].severity, Severity::note);
  EXPECT_EQ(sheet.findings[0].criterion, "1.1");
  EXPECT_EQ(sheet.findings[0].place.cell, cell_name(5, static_cast<int>(Column::evidence)));
}

TEST_F(EvidenceInSheet, LinkIsReadAndBelongsToWhatIsSubmitted) {
  Answers answers = test::good_answers(small_.set());
  const SubmissionKey key{"nho", "d", "xa", "x-1", "2023"};
  const std::string before = canonical_form(key, small_.set(), answers);
  EXPECT_EQ(before.find("link="), std::string::npos) << "sheets without links keep their check codes";
  answers[small_.set().index("1.1")].link = "minh-chung/kh 15.pdf";
  EXPECT_NE(canonical_form(key, small_.set(), answers), before);
  const AssessedSheet sheet = assess(answers);
  EXPECT_EQ((*sheet.answers)[small_.set().index("1.1")].link, "minh-chung/kh 15.pdf");
  ASSERT_NE(sheet.cell(small_.set().index("1.1"), "link"), nullptr);
  EXPECT_TRUE(sheet.findings.empty());
}

TEST_F(EvidenceInSheet, AnEarlierSheetWithoutTheColumnIsReadAsEver) {
  const Answers answers = test::good_answers(small_.set());
  const Scorecard card = score(small_.programme(), small_.tier(), answers);
  std::vector<Decimal> points;
  for (const CriterionResult& result : card.results) points.push_back(result.points);
  Workbook workbook = test::workbook_of(small_.programme(), small_.tier(), "x-1", answers, points);
  for (auto& row : workbook.sheets[1].rows) {
    if (row.size() > static_cast<std::size_t>(Column::link)) row.erase(row.begin() + static_cast<std::ptrdiff_t>(Column::link));
  }
  const AssessedSheet sheet = assess_workbook(workbook, "phieu.ods", small_.store());
  ASSERT_TRUE(sheet.usable());
  EXPECT_TRUE(sheet.findings.empty());
  EXPECT_EQ(canonical_form({"nho", "d", "xa", "x-1", "2023"}, small_.set(), *sheet.answers),
            canonical_form({"nho", "d", "xa", "x-1", "2023"}, small_.set(), answers));
}

}  // namespace
}  // namespace thuocdo
