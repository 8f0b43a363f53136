// From one unfinished place of a sheet to the next, and numbers that can be read in two ways.
#include "sheet/unfinished.h"

#include <gtest/gtest.h>

#include "support/small_programme.h"

namespace thuocdo {
namespace {

class UnfinishedTest : public ::testing::Test {
 protected:
  UnfinishedTest() : answers_(test::good_answers(small_.set())) {}
  Answer& at(std::string_view id) { return answers_[small_.set().index(id)]; }
  AssessedSheet assess() {
    const Scorecard card = score(small_.programme(), small_.tier(), answers_);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    return assess_workbook(test::workbook_of(small_.programme(), small_.tier(), "x-1", answers_, points), "phieu.ods", small_.store());
  }
  static std::string shown(const std::vector<UnfinishedPlace>& places) {
    std::string all;
    for (const UnfinishedPlace& place : places) {
      all += place.finding.criterion + " " + std::string(column_key(static_cast<Column>(place.cell.column))).substr(8) + "; ";
    }
    return all;
  }
  test::SmallProgramme small_;
  Answers answers_;
};

TEST_F(UnfinishedTest, NothingInAFinishedSheet) {
  at("1.1").evidence = "Ảnh chụp";  // a remark is no reason to stop
  EXPECT_EQ(shown(unfinished_places(assess())), "");
}

TEST_F(UnfinishedTest, AnswersReasonsAndEvidenceInTheOrderOfTheSheet) {
  at("2.2").reason = " ";
  at("2.2").evidence.clear();
  at("1.2").fields.clear();
  at("2.3").set("item:so-lop", Value());
  at("1.3").set("value", "1,234");
  const AssessedSheet sheet = assess();
  const std::vector<UnfinishedPlace> places = unfinished_places(sheet);
  EXPECT_EQ(shown(places), "1.2 value; 1.3 value; 2.2 reason; 2.2 evidence; 2.3 value; ");

  const CellAddress before{0, 0};
  EXPECT_EQ(following(places, before), &places.front());
  EXPECT_EQ(preceding(places, before), nullptr);
  EXPECT_EQ(following(places, places[2].cell), &places[3]) << "in the same row to the right";
  EXPECT_EQ(preceding(places, places[3].cell), &places[2]);
  EXPECT_EQ(following(places, places.back().cell), nullptr);
  EXPECT_EQ(criterion_at(sheet, places[2].cell.row), small_.set().index("2.2"));
  EXPECT_EQ(criterion_at(sheet, places[4].cell.row), small_.set().index("2.3")) << "the row of a field";
  EXPECT_EQ(criterion_at(sheet, 1), -1);
}

TEST(TwoReadings, OneMarkBeforeThreeDigitsAfterOneToThree) {
  for (const char* text : {"1.234", "1,234", " 1.234", "+1,234"}) {
    const auto readings = two_readings(text);
    ASSERT_TRUE(readings) << text;
    EXPECT_EQ(readings->thousands.text(), "1234") << text;
    EXPECT_EQ(readings->decimals.text(), "1.234") << text;
  }
  EXPECT_EQ(two_readings("-120,500")->thousands.text(), "-120500");
  EXPECT_EQ(two_readings("-120,500")->decimals.text(), "-120.5");
  for (const char* text : {"0,333", "0.333", "0,33", "1234", "1.23", "1,2345", "1.234,5", "1.234.567", "1234,567", "12 345", "", ".", "1.", "a.bcd"}) {
    EXPECT_FALSE(two_readings(text)) << text;
  }
}

TEST(TwoReadings, AnAnswerIsAskedAboutAndNotGuessed) {
  Field field;
  field.name = "value";
  field.type = FieldType::number;
  for (const char* text : {"1.234", "1,234"}) {
    const FieldReading reading = read_field(field, std::string(text));
    EXPECT_EQ(reading.problem, Code::answer_ambiguous) << text;
    EXPECT_FALSE(reading.number);
  }
  EXPECT_EQ(read_field(field, std::string("0,33")).number, Decimal::parse_plain("0.33"));
  EXPECT_EQ(read_field(field, *Decimal::parse_plain("1.234")).number, Decimal::parse_plain("1.234")) << "a number is a number";
}

}  // namespace
}  // namespace thuocdo
