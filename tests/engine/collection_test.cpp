// Rounds without assessment: what is checked of the figures, and what a folder of sheets of such a round becomes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "report/collection_report.h"
#include "scoring/figures.h"
#include "submission/submission.h"
#include "support/fods_writer.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

std::string programme_with_rounds() {
  std::string xml = test::small_programme_xml();
  const std::string rounds =
      "<rounds-without-assessment><round key=\"3-thang\" by=\"2023-03-15\"><vi>Cập nhật số liệu kỳ 3 tháng</vi></round>"
      "<round key=\"6-thang\" by=\"2023-06-15\"><vi>Cập nhật số liệu kỳ 6 tháng</vi></round></rounds-without-assessment>";
  return xml.insert(xml.find("  <tiers>"), rounds);
}

class CollectionTest : public ::testing::Test {
 protected:
  CollectionTest() : store_(templates_.path()) {
    templates_.write("nho/programme.xml", programme_with_rounds());
    templates_.write("nho/xa.xml", test::small_criteria_xml());
    // x-4 was merged after the first round and before the assessment.
    templates_.write("nho/units.csv",
                     "code,name,tier,parent,placeholder,valid-from,valid-to,merged-into,excluded\nx-1,Xã Một,xa,,,,,,\n"
                     "x-2,Xã Hai,xa,,,,,,\nx-3,Xã Ba,xa,,,,,,\nx-4,Xã Bốn,xa,,,,2023-06-30,x-3,\n");
    programme_ = store_.find("nho");
    if (!programme_) throw std::runtime_error("no programme");
  }

  const Tier& tier() const { return programme_->tiers[0]; }
  const Stage& round() const { return *programme_->round_without_assessment("3-thang"); }
  Answers answers() const { return test::good_answers(tier().set); }

  void put(const std::string& name, const std::string& unit, const Answers& given, const std::string& round_key,
           bool submitted = true) {
    const std::vector<Decimal> no_points(tier().set.criteria.size());
    Workbook workbook = test::workbook_of(*programme_, tier(), unit, given, no_points, false);
    workbook.properties[std::string(property::round)] = round_key;
    if (submitted) {
      const SubmissionKey key{programme_->key, programme_->digest, tier().key, unit, round_key};
      const std::string digest = submission_digest(canonical_form(key, tier().set, given));
      workbook.properties[std::string(property::submitted)] = "2023-03-10T08:00:00+07:00";
      workbook.properties[std::string(property::submission_digest)] = digest;
      workbook.properties[std::string(property::check_code)] = check_code(digest);
    }
    folder_.write(name, test::fods_of(workbook));
  }

  Collection run(int threads = 1) {
    return collect(folder_.path(), workbook_files(folder_.path()), programme_, round(), store_, {.threads = threads});
  }
  std::vector<std::string> codes(const Findings& findings) const {
    std::vector<std::string> all;
    for (const Finding& found : findings) all.push_back(found.criterion + " " + std::string(found.code_text()));
    return all;
  }

  test::TempFolder templates_;
  test::TempFolder folder_;
  ProgrammeStore store_;
  std::shared_ptr<const Programme> programme_;
};

TEST_F(CollectionTest, FiguresAreCheckedAndNothingThatGoesWithPointsIsAskedFor) {
  Answers given = answers();
  for (Answer& answer : given.by_criterion) answer.reason = answer.evidence = answer.page = "";
  Scorecard card = check_figures(*programme_, tier(), given);
  EXPECT_THAT(codes(card.findings), ::testing::IsEmpty());
  EXPECT_EQ(card.asked, 7u);  // of eight criteria one is judged by a person
  EXPECT_EQ(card.answered, 7u);
  EXPECT_TRUE(card.results.empty());
  EXPECT_TRUE(card.total.is_zero());

  given[tier().set.index("2.4")] = {};
  given[tier().set.index("1.3")].set("value", "nhiều");
  given[tier().set.index("2.2")].set("a", Decimal(13));
  given[tier().set.index("2.3")] = {};
  given[tier().set.index("1.1")] = {};
  given[tier().set.index("1.1")].not_applicable = true;
  card = check_figures(*programme_, tier(), given);
  EXPECT_THAT(codes(card.findings),
              ::testing::ElementsAre("1.1 not-applicable-reason-missing", "1.3 answer-not-number", "2.2 ratio-above-one",
                                   "2.3 answer-missing", "2.3 answer-missing"));
  EXPECT_EQ(card.answered, 4u);
}

TEST_F(CollectionTest, AMandatoryConditionThatIsNotMetIsTakenDownAndNotJudged) {
  Criterion criterion;
  criterion.id = "3.1";
  criterion.set_rule(ConditionRule{});
  Answer answer;
  Findings findings;
  EXPECT_FALSE(check_figures(*programme_, criterion, answer, findings));
  EXPECT_THAT(codes(findings), ::testing::ElementsAre("3.1 answer-missing"));
  answer.set("value", "khong");
  findings.clear();
  EXPECT_TRUE(check_figures(*programme_, criterion, answer, findings));
  EXPECT_THAT(codes(findings), ::testing::IsEmpty());
}

TEST_F(CollectionTest, TheFiguresOfEveryUnitAreCollectedAndNobodyIsRanked) {
  Answers second = answers();
  second[tier().set.index("1.1")] = {};
  second[tier().set.index("1.1")].set("value", std::string(not_applicable_label));
  second[tier().set.index("1.1")].reason = "=không phát sinh";
  put("b.fods", "x-2", second, "3-thang");
  put("a.fods", "x-1", answers(), "3-thang");
  put("again.fods", "x-1", answers(), "3-thang", false);
  put("year.fods", "x-3", answers(), "2023");
  put("later.fods", "x-3", answers(), "6-thang");
  const Collection result = run();
  ASSERT_EQ(result.tiers[0].received.size(), 2u);
  EXPECT_EQ(result.tiers[0].received[0].file, "a.fods");
  EXPECT_EQ(result.tiers[0].received[1].answered, 7u);
  ASSERT_EQ(result.tiers[0].missing.size(), 2u);  // x-4 still exists in this round
  EXPECT_EQ(result.tiers[0].missing[0].reason, UnrankedReason::refused);
  EXPECT_EQ(result.tiers[0].missing[1].unit->code, "x-4");
  EXPECT_EQ(std::count_if(result.findings.begin(), result.findings.end(),
                          [](const Finding& found) { return found.code == Code::sheet_other_round; }),
            2);
  const std::string data = data_csv(result);
  EXPECT_THAT(data, ::testing::HasSubstr("xa,x-1,Xã Một,1.2,2,Mức,value,Trả lời,tot,Bí thư là Trưởng ban,Lý do,"));
  EXPECT_THAT(data, ::testing::HasSubstr("xa,x-1,Xã Một,2.2,5,Tỷ lệ,b,Mẫu số: Tổng số,12,12,"));
  EXPECT_THAT(data, ::testing::HasSubstr("xa,x-2,Xã Hai,1.1,1,Có hay không,value,Trả lời,na,Không áp dụng,'=không phát sinh,"));
  EXPECT_THAT(data, ::testing::Not(::testing::HasSubstr(",2.4,")));
  const std::string json = collection_json(result);
  EXPECT_THAT(json, ::testing::AllOf(::testing::HasSubstr("\"assessed\": false"), ::testing::HasSubstr("\"round\": \"3-thang\""),
                                   ::testing::Not(::testing::HasSubstr("rank\"")), ::testing::Not(::testing::HasSubstr("points"))));
  const std::string text = collection_text(result, Page{});
  EXPECT_THAT(text, ::testing::HasSubstr("Cập nhật số liệu kỳ 3 tháng, không đánh giá · nộp trước ngày 15/03/2023"));
  EXPECT_THAT(text, ::testing::HasSubstr("2/4 đơn vị đã gửi số liệu"));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("Hạng")));

  const Collection again = run(4);
  EXPECT_EQ(data_csv(again), data);
  EXPECT_EQ(collection_json(again), json);
}

TEST_F(CollectionTest, DifferentFiguresOfOneUnitAreNotChosenBetween) {
  Answers other = answers();
  other[tier().set.index("1.3")].set("value", Decimal(1));
  put("a.fods", "x-1", answers(), "3-thang");
  put("b.fods", "x-1", other, "3-thang");
  const Collection result = run();
  EXPECT_TRUE(result.tiers[0].received.empty());
  EXPECT_EQ(result.tiers[0].missing[0].reason, UnrankedReason::conflicting);
  EXPECT_TRUE(has_blocking(result.findings));
}

TEST_F(CollectionTest, TheAssessmentTakesNoSheetOfSuchARound) {
  put("a.fods", "x-1", answers(), "3-thang");
  const Consolidation result =
      consolidate(folder_.path(), workbook_files(folder_.path()), programme_, store_, {});
  EXPECT_TRUE(result.tiers[0].ranked.empty());
  EXPECT_EQ(result.tiers[0].unranked.size(), 3u);  // x-4 is gone by then
  EXPECT_TRUE(has_blocking(result.findings));
}

}  // namespace
}  // namespace thuocdo
