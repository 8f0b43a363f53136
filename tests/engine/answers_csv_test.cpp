#include "sheet/answers_csv.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/small_programme.h"

namespace thuocdo {
namespace {

class AnswersCsvTest : public testing::Test {
 protected:
  ReadAnswers read(const std::string& text, const Limits& limits = {}) {
    return read_answers_csv(text, "traloi.csv", small_.tier(), limits);
  }
  const Answer& answer(const ReadAnswers& read, std::string_view id) { return read.answers[small_.set().index(id)]; }
  static std::vector<std::pair<Code, int>> codes(const ReadAnswers& read) {
    std::vector<std::pair<Code, int>> list;
    for (const Finding& finding : read.findings) list.emplace_back(finding.code, finding.place.line);
    return list;
  }
  using Codes = std::vector<std::pair<Code, int>>;

  test::SmallProgramme small_;
};

TEST_F(AnswersCsvTest, ReadsEveryField) {
  const ReadAnswers got = read(
      "criterion,field,value\n"
      "1.1,value,co\n1.2,value,tot\n1.3,value,3\n2.2,a,7\n2.2,b,12\n2.3,item:day-du,co\n2.3,item:so-lop,5\n"
      "2.4,value,\"4,5\"\n2.5,value,3021\n2.2,reason,\"Thiếu kinh phí, thiếu người\"\n2.2,evidence,Số 1\n2.2,page,Trang 2\n2.2,link,minh-chung/so-1.pdf\n");
  EXPECT_TRUE(got.readable);
  EXPECT_TRUE(got.findings.empty());
  EXPECT_EQ(*answer(got, "1.1").find("value"), Value(std::string("co")));
  EXPECT_EQ(*answer(got, "1.3").find("value"), Value(Decimal(3)));
  EXPECT_EQ(*answer(got, "2.2").find("b"), Value(Decimal(12)));
  EXPECT_EQ(*answer(got, "2.3").find("item:so-lop"), Value(Decimal(5)));
  EXPECT_EQ(*answer(got, "2.4").find("value"), Value(*Decimal::parse_plain("4.5")));
  EXPECT_EQ(answer(got, "2.2").reason, "Thiếu kinh phí, thiếu người");
  EXPECT_EQ(answer(got, "2.2").evidence, "Số 1");
  EXPECT_EQ(answer(got, "2.2").page, "Trang 2");
  EXPECT_EQ(answer(got, "2.2").link, "minh-chung/so-1.pdf");
}

TEST_F(AnswersCsvTest, ByteOrderMarkCrlfSemicolonsBlankLinesAndQuotedHeader) {
  for (const char* text : {"\xEF\xBB\xBF" "criterion,field,value\r\n1.3,value,3\r\n\r\n2.2,a,7\r\n",
                           "criterion;field;value\n1.3;value;3\n\n2.2;a;7",
                           "\"criterion\",\"field\",\"value\"\n \"1.3\",value,3\n1.3,value,3\n2.2,a,7\n",
                           "Criterion, Field ,VALUE\n 1.3 , value , 3 \n2.2,a,7\n"}) {
    const ReadAnswers got = read(text);
    if (std::string_view(text).find(" \"1.3\"") != std::string_view::npos) {
      EXPECT_FALSE(got.findings.empty()) << "a quote inside a cell is not CSV";
      continue;
    }
    EXPECT_TRUE(got.findings.empty()) << text;
    EXPECT_EQ(*answer(got, "1.3").find("value"), Value(Decimal(3))) << text;
    EXPECT_EQ(*answer(got, "2.2").find("a"), Value(Decimal(7))) << text;
  }
}

TEST_F(AnswersCsvTest, NotApplicableWithItsReason) {
  const ReadAnswers got = read("criterion,field,value\n1.1,na,Không có trang\n1.2,value,Không áp dụng\n1.3,na,\n1.3,reason,Vì thế\n");
  EXPECT_TRUE(answer(got, "1.1").not_applicable);
  EXPECT_EQ(answer(got, "1.1").reason, "Không có trang");
  EXPECT_TRUE(claims_not_applicable(small_.criterion("1.2"), answer(got, "1.2")));
  EXPECT_TRUE(answer(got, "1.3").not_applicable);
  EXPECT_EQ(answer(got, "1.3").reason, "Vì thế");
}

// One share or one item that does not apply is not the whole criterion, here as in a sheet.
TEST_F(AnswersCsvTest, NotApplicableInOneFieldOfSeveralIsNoAnswerToAll) {
  const ReadAnswers got = read("criterion,field,value\n2.2,a,Không áp dụng\n2.2,b,12\n2.3,item:day-du,Không áp dụng\n2.3,item:so-lop,4\n");
  for (const char* id : {"2.2", "2.3"}) {
    EXPECT_FALSE(claims_not_applicable(small_.criterion(id), answer(got, id))) << id;
    Findings findings;
    EXPECT_EQ(score_criterion(small_.programme(), small_.criterion(id), answer(got, id), &findings).state, State::missing);
    EXPECT_TRUE(has_blocking(findings)) << id;
  }
}

TEST_F(AnswersCsvTest, AnAnswerBesideNotApplicableIsAskedAbout) {
  EXPECT_EQ(codes(read("criterion,field,value\n1.1,na,Không phát sinh\n1.1,value,co\n")), (Codes{{Code::answer_and_not_applicable, 2}}));
  EXPECT_EQ(codes(read("criterion,field,value\n2.2,a,3\n1.1,na,Không phát sinh\n2.2,na,x\n")), (Codes{{Code::answer_and_not_applicable, 4}}));
  EXPECT_EQ(codes(read("criterion,field,value\n1.1,na,x\n1.1,value,\n1.1,evidence,Số 1\n")), Codes{});
  EXPECT_EQ(codes(read("criterion,field,value\n1.1,na,x\n1.1,value,Không áp dụng\n")), Codes{});
}

// Spreadsheet programs write an empty row as separators.
TEST_F(AnswersCsvTest, LinesOfEmptyCellsAreBlank) {
  EXPECT_EQ(codes(read("criterion,field,value\n,,\n , ,\n1.3,value,3\n,,,,\n")), Codes{});
}

TEST_F(AnswersCsvTest, WhatCannotBeReadIsSaidByLineAndTheRestGoesOn) {
  const ReadAnswers got = read(
      "criterion,field,value\n"
      "9.9,value,co\n"       // 2
      "1.3,b,4\n"            // 3
      "1.3,value,3\n"        // 4
      "1.3,value,4\n"        // 5
      "1.2,tot\n"            // 6
      "1,value,3\n"          // 7: a group
      "2.3,item:khong-co,co\n"  // 8
      "2.2,a,7\n");          // 9
  EXPECT_EQ(codes(got), (Codes{{Code::criterion_unknown, 2}, {Code::answer_field_unknown, 3}, {Code::answer_repeated, 5},
                               {Code::line_malformed, 6}, {Code::answer_field_unknown, 7}, {Code::answer_field_unknown, 8}}));
  EXPECT_EQ(*answer(got, "1.3").find("value"), Value(Decimal(3))) << "the first answer stays";
  EXPECT_EQ(*answer(got, "2.2").find("a"), Value(Decimal(7)));
  EXPECT_EQ(got.findings[0].place.file, "traloi.csv");
  EXPECT_NE(got.findings[1].message.vi.find("value, na, reason, evidence, page, link"), std::string::npos);
}

TEST_F(AnswersCsvTest, WholeFilesThatAreNoAnswers) {
  EXPECT_EQ(codes(read("")), (Codes{{Code::file_empty, 0}}));
  EXPECT_EQ(codes(read(" \r\n\n")), (Codes{{Code::file_empty, 0}}));
  EXPECT_EQ(codes(read("a,b,c\n")), (Codes{{Code::line_malformed, 1}}));
  EXPECT_EQ(codes(read(std::string("criterion,field,value\n1.3,value,3\0\n", 36))), (Codes{{Code::answers_not_text, 0}}));
  EXPECT_EQ(codes(read("criterion,field,value\n1.3,reason,\xE1\n")), (Codes{{Code::answers_not_text, 0}}));
  EXPECT_EQ(codes(read(std::string("c\0r\0i\0", 6))), (Codes{{Code::answers_not_text, 0}})) << "UTF-16";
  EXPECT_FALSE(read("a,b,c\n").readable);
}

TEST_F(AnswersCsvTest, AnUnclosedQuoteEndsTheReadingWithItsLine) {
  const ReadAnswers got = read("criterion,field,value\n1.3,value,3\n1.2,reason,\"mở\n2.2,a,7\n");
  ASSERT_EQ(got.findings.size(), 1u);
  EXPECT_EQ(got.findings[0].code, Code::line_malformed);
  EXPECT_EQ(got.findings[0].place.line, 3);
  EXPECT_EQ(*answer(got, "1.3").find("value"), Value(Decimal(3)));
}

TEST_F(AnswersCsvTest, Limits) {
  Limits limits;
  limits.part_bytes = 30;
  EXPECT_EQ(codes(read("criterion,field,value\n1.3,value,3\n", limits)), (Codes{{Code::file_too_large, 0}}));
  limits = {};
  limits.rows = 2;
  EXPECT_FALSE(read("criterion,field,value\n1.3,value,3\n2.2,a,1\n2.2,b,2\n", limits).readable);
  limits = {};
  limits.text_bytes = 5;
  EXPECT_EQ(codes(read("criterion,field,value\n1.3,reason,quá dài đây\n1.3,value,3\n", limits)),
            (Codes{{Code::file_over_limit, 2}}));
}

TEST_F(AnswersCsvTest, AnAmbiguousNumberIsReportedWithItsLineAndNotGuessed) {
  test::TempFolder folder;
  const auto file = folder.write("a.csv", "criterion,field,value\n2.2,a,1.234\n2.2,b,5000\n");
  const auto programme = small_.store().find("nho");
  const AssessedSheet sheet = assess_answers_file(file, programme, programme->tiers[0], nullptr);
  ASSERT_TRUE(sheet.usable());
  const auto found = std::find_if(sheet.findings.begin(), sheet.findings.end(),
                                  [](const Finding& finding) { return finding.code == Code::answer_ambiguous; });
  ASSERT_NE(found, sheet.findings.end());
  EXPECT_EQ(found->place.line, 2);
  EXPECT_EQ(found->criterion, "2.2");
}

TEST_F(AnswersCsvTest, ScoresLikeTheSheetWithoutRemarksOnTextNumbers) {
  test::TempFolder folder;
  const auto file = folder.write(
      "a.csv",
      "criterion,field,value\n1.1,value,co\n1.2,value,tot\n1.3,value,3\n2.1,value,7\n2.2,a,7\n2.2,b,12\n2.3,item:day-du,Có\n"
      "2.3,item:so-lop,5\n2.4,value,\"4,5\"\n2.5,value,3021\n");
  const auto programme = small_.store().find("nho");
  const AssessedSheet sheet = assess_answers_file(file, programme, programme->tiers[0], programme->unit("x-1"));
  const Scorecard expected = score(*programme, programme->tiers[0], test::good_answers(small_.set()));
  EXPECT_EQ(sheet.card.total, expected.total);
  for (const Finding& finding : sheet.findings) EXPECT_NE(finding.code, Code::answer_text_number);
  EXPECT_EQ(sheet.cell(0, "value"), nullptr);
}

TEST_F(AnswersCsvTest, AFileThatCannotBeRead) {
  test::TempFolder folder;
  const auto programme = small_.store().find("nho");
  for (const std::filesystem::path& file : {folder.path() / "none.csv", folder.path()}) {
    const AssessedSheet sheet = assess_answers_file(file, programme, programme->tiers[0], nullptr);
    EXPECT_TRUE(sheet.refused);
    ASSERT_EQ(sheet.findings.size(), 1u);
    EXPECT_EQ(sheet.findings[0].code, Code::file_unreadable);
  }
}

}  // namespace
}  // namespace thuocdo
