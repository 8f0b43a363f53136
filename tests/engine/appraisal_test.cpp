// Appraisal of one sheet: what counts after each stage, what is refused, and the table that reviewers fill in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/live_review.h"
#include "report/table_output.h"
#include "scoring/appraisal.h"
#include "sheet/appraisal_file.h"
#include "sheet/review_columns.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AppraisalTest : public ::testing::Test {
 protected:
  AppraisalTest() : answers_(test::good_answers(small_.set())), appraisal_(small_.set()) {}

  const Programme& programme() const { return small_.programme(); }
  const Tier& tier() const { return small_.tier(); }
  int at(std::string_view id) const { return small_.set().index(id); }
  CriterionStages& stages(std::string_view id) { return appraisal_[at(id)]; }

  static CriterionAppraisal decision(AppraisalVerdict verdict, std::vector<std::pair<std::string, Value>> fields = {}) {
    CriterionAppraisal one;
    one.verdict = verdict;
    one.fields = std::move(fields);
    one.basis = AppraisalBasis::desk;
    one.comment = "Đối chiếu hồ sơ";
    return one;
  }
  static CriterionAppraisal changed(std::vector<std::pair<std::string, Value>> fields) { return decision(AppraisalVerdict::changed, std::move(fields)); }

  std::string total(AppraisalStage stage) const { return appraised_scores(programme(), tier(), answers_, appraisal_).of(stage).total.text(); }

  std::vector<std::string> codes(const Findings& findings) const {
    std::vector<std::string> all;
    for (const Finding& found : findings) all.emplace_back(found.code_text());
    return all;
  }
  std::vector<std::string> check(std::string_view id, const CriterionAppraisal& one, AppraisalStage stage = AppraisalStage::first) {
    return codes(check_appraisal(programme(), small_.criterion(id), answers_[at(id)], stages(id), stage, one));
  }

  // Reads a table and merges it, for the unit x-1.
  AppraisalMerge merged(const std::vector<std::string>& tables) {
    std::vector<UnitAppraisal> parts;
    Findings findings;
    int number = 0;
    for (const std::string& text : tables) {
      const std::string name = "bang-" + std::to_string(++number) + ".csv";
      folder_.write(name, text);
      for (UnitAppraisal& part : appraisals_of(read_appraisal_file(folder_.path() / name), programme(), {programme().unit("x-1"), {}, {}}, findings)) {
        parts.push_back(std::move(part));
      }
    }
    AppraisalMerge merge = merge_appraisals(programme(), tier(), answers_, parts);
    merge.findings.insert(merge.findings.begin(), findings.begin(), findings.end());
    return merge;
  }

  test::SmallProgramme small_;
  Answers answers_;
  Appraisal appraisal_;
  test::TempFolder folder_;
};

TEST_F(AppraisalTest, WithoutADecisionEveryStageIsTheUnitsOwn) {
  const AppraisedScores scores = appraised_scores(programme(), tier(), answers_, appraisal_);
  EXPECT_EQ(scores.self.total.text(), "45.33");
  EXPECT_EQ(scores.last().total.text(), "45.33");
}

TEST_F(AppraisalTest, AChangedFieldIsScoredByTheRuleAndTheOthersStay) {
  stages("2.2").at(AppraisalStage::first) = changed({{"a", Decimal(3)}});  // 3/12 instead of 7/12
  const AppraisedScores scores = appraised_scores(programme(), tier(), answers_, appraisal_);
  EXPECT_EQ(scores.self.results[static_cast<std::size_t>(at("2.2"))].points.text(), "5.83");
  EXPECT_EQ(scores.of(AppraisalStage::first).results[static_cast<std::size_t>(at("2.2"))].points.text(), "2.5");
  EXPECT_EQ(scores.last().total.text(), "42");
}

TEST_F(AppraisalTest, TheSecondStageSpeaksOfTheUnitsAnswerNotOfTheFirstStage) {
  stages("2.2").at(AppraisalStage::first) = changed({{"a", Decimal(3)}});
  stages("2.2").explanation = UnitExplanation{"Còn 4 máy ở trạm y tế", ""};
  stages("2.2").at(AppraisalStage::second) = changed({{"b", Decimal(14)}});  // 7/14
  EXPECT_EQ(total(AppraisalStage::first), "42");
  EXPECT_EQ(total(AppraisalStage::second), "44.5");
  stages("2.2").at(AppraisalStage::second) = decision(AppraisalVerdict::accepted);
  EXPECT_EQ(total(AppraisalStage::second), "45.33");
  stages("2.2").at(AppraisalStage::second) = decision(AppraisalVerdict::kept);
  EXPECT_EQ(total(AppraisalStage::second), "42");
  EXPECT_EQ(total(AppraisalStage::final), "42");
  stages("2.2").at(AppraisalStage::final) = changed({{"a", Decimal(12)}});
  EXPECT_EQ(total(AppraisalStage::final), "49.5");
  EXPECT_EQ(total(AppraisalStage::second), "42");
}

TEST_F(AppraisalTest, JudgedPointsTakeThePlaceOfWhatTheUnitClaims) {
  stages("2.4").at(AppraisalStage::first) = decision(AppraisalVerdict::judged, {{"value", Decimal(2)}});
  EXPECT_EQ(total(AppraisalStage::first), "42.83");
}

TEST_F(AppraisalTest, ACriterionCanBeFoundNotToApplyAndToApply) {
  CriterionAppraisal none = changed({});
  none.not_applicable = true;
  stages("1.1").at(AppraisalStage::first) = none;
  const Scorecard card = appraised_scores(programme(), tier(), answers_, appraisal_).last();
  EXPECT_EQ(card.total.text(), "43.33");
  EXPECT_EQ(card.maximum.text(), "53");
  answers_[at("1.1")].fields.clear();
  answers_[at("1.1")].not_applicable = true;
  stages("1.1").at(AppraisalStage::first) = changed({{"value", std::string("khong")}});
  EXPECT_EQ(appraised_scores(programme(), tier(), answers_, appraisal_).last().maximum.text(), "55");
}

TEST_F(AppraisalTest, ADashEmptiesAField) {
  stages("2.3").at(AppraisalStage::first) = changed({{"item:so-lop", std::string("–")}});
  const Scorecard card = appraised_scores(programme(), tier(), answers_, appraisal_).last();
  EXPECT_EQ(card.results[static_cast<std::size_t>(at("2.3"))].state, State::missing);
}

TEST_F(AppraisalTest, DecisionsThatCannotCountAreRefused) {
  EXPECT_THAT(check("2.2", changed({{"a", Decimal(3)}})), IsEmpty());
  EXPECT_THAT(check("1.2", decision(AppraisalVerdict::accepted)), IsEmpty());
  CriterionAppraisal bare = changed({{"a", Decimal(3)}});
  bare.basis.reset();
  bare.comment = " ";
  EXPECT_THAT(check("2.2", bare), ElementsAre("appraisal-basis-missing", "appraisal-comment-missing"));
  EXPECT_THAT(check("2.2", changed({})), ElementsAre("appraisal-answer-missing"));
  EXPECT_THAT(check("2.2", changed({{"c", Decimal(3)}})), ElementsAre("answer-field-unknown"));
  EXPECT_THAT(check("2.2", changed({{"a", Decimal(13)}})), ElementsAre("ratio-above-one"));
  EXPECT_THAT(check("2.2", changed({{"a", Decimal(7)}})), ElementsAre("appraisal-without-effect"));
  EXPECT_THAT(check("2.2", decision(AppraisalVerdict::accepted, {{"a", Decimal(3)}})), ElementsAre("appraisal-answer-unexpected"));
  EXPECT_THAT(check("2.2", decision(AppraisalVerdict::judged, {{"value", Decimal(3)}})), ElementsAre("appraisal-points-computed"));
  EXPECT_THAT(check("2.4", changed({{"value", Decimal(3)}})), ElementsAre("appraisal-points-needed"));
  EXPECT_THAT(check("2.4", decision(AppraisalVerdict::judged)), ElementsAre("appraisal-points-missing"));
  EXPECT_THAT(check("2.4", decision(AppraisalVerdict::judged, {{"value", Decimal(6)}})), ElementsAre("answer-above-upper"));
  EXPECT_THAT(check("2.4", decision(AppraisalVerdict::judged, {{"value", *Decimal::parse_plain("1.25")}})), ElementsAre("answer-not-step"));
  EXPECT_THAT(check("2.4", decision(AppraisalVerdict::judged, {{"value", *Decimal::parse_plain("-1")}})), ElementsAre("answer-negative"));
  EXPECT_THAT(check("1.2", decision(AppraisalVerdict::kept)), ElementsAre("appraisal-nothing-kept"));
  CriterionAppraisal none = changed({});
  none.not_applicable = true;
  EXPECT_THAT(check("1.2", none), ElementsAre("not-applicable-refused"));
}

TEST_F(AppraisalTest, OnlyWhatTheUnitExplainedIsDecidedASecondTime) {
  EXPECT_THAT(check("2.2", decision(AppraisalVerdict::accepted), AppraisalStage::second), ElementsAre("appraisal-not-contested"));
  stages("2.2").explanation = UnitExplanation{"Có", ""};
  EXPECT_THAT(check("2.2", decision(AppraisalVerdict::accepted), AppraisalStage::second), IsEmpty());
  EXPECT_THAT(check("2.2", decision(AppraisalVerdict::kept), AppraisalStage::second), IsEmpty());
}

TEST_F(AppraisalTest, OpenToExplanationIsWhatLostPointsOrIsAsked) {
  stages("2.2").at(AppraisalStage::first) = changed({{"a", Decimal(3)}});
  stages("1.2").at(AppraisalStage::first) = decision(AppraisalVerdict::accepted);
  stages("1.3").at(AppraisalStage::first) = decision(AppraisalVerdict::accepted);
  stages("1.3").at(AppraisalStage::first)->question = "Biên bản cuộc họp thứ ba ở đâu?";
  stages("1.1").at(AppraisalStage::first) = decision(AppraisalVerdict::changed, {{"value", std::string("Có")}});  // the same
  EXPECT_THAT(open_to_explanation(programme(), tier(), answers_, appraisal_), ElementsAre(at("1.3"), at("2.2")));
  stages("2.2").explanation = UnitExplanation{"Còn 4 máy", ""};
  using enum OpenQuestion::Why;
  EXPECT_THAT(open_questions(programme(), tier(), answers_, appraisal_),
              ElementsAre(OpenQuestion{at("1.3"), not_explained, "Biên bản cuộc họp thứ ba ở đâu?"}, OpenQuestion{at("2.1"), not_appraised, ""},
                          OpenQuestion{at("2.2"), not_decided_again, ""}, OpenQuestion{at("2.3"), not_appraised, ""},
                          OpenQuestion{at("2.4"), not_appraised, ""}, OpenQuestion{at("2.5"), not_appraised, ""}));
}

TEST_F(AppraisalTest, ATableIsReadByItsHeadingsInEitherLanguage) {
  const AppraisalMerge merge = merged({"Kết luận;Mã tiêu chí;Mục;Số liệu thẩm định;Điểm chấm;Căn cứ thẩm định;Ý kiến thẩm định;Người thẩm định\n"
                                       "Sửa số liệu;2.2;a;3;;Thực tế;Chỉ 3 đạt;Tổ 1\n"
                                       "Chấm điểm;2.4;;;2,5;Hồ sơ;Thiếu minh chứng;Tổ 1\n"
                                       ";1.2;;;;;;\n"
                                       "đồng ý;1.1;;;;ho so;Đúng;Tổ 1\n",
                                       "criterion,field,verdict,value,basis,comment\n2.3,item:so-lop,changed,2,third-party,Sở báo 2 lớp\n2.3,item:day-du,,khong,,\n"});
  EXPECT_THAT(codes(merge.findings), IsEmpty());
  const auto& cut = merge.appraisal[at("2.2")].at(AppraisalStage::first);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->basis, AppraisalBasis::on_site);
  EXPECT_EQ(cut->appraiser, "Tổ 1");
  EXPECT_FALSE(merge.appraisal[at("1.2")].at(AppraisalStage::first));
  EXPECT_TRUE(merge.appraisal[at("1.1")].at(AppraisalStage::first));
  // 45.33 − 3.33 − 2 − (1 + 2 of 3 becomes 1)
  EXPECT_EQ(appraised_scores(programme(), tier(), answers_, merge.appraisal).last().total.text(), "38");
}

TEST_F(AppraisalTest, WhatATableCannotSayIsFoundByItsRow) {
  const AppraisalMerge merge = merged({"unit,criterion,round,verdict,value,points,basis,comment\n"
                                       "x-1,9.9,,accepted,,,desk,x\n"     // 2: no such criterion
                                       "x-9,1.1,,accepted,,,desk,x\n"     // 3: no such unit
                                       "x-2,1.1,,accepted,,,desk,x\n"     // 4: another unit
                                       "x-1,1.1,,perhaps,,,desk,x\n"      // 5
                                       "x-1,1.2,,,nua,,desk,x\n"          // 6: no verdict
                                       "x-1,1.3,4,accepted,,,desk,x\n"    // 7: no such round
                                       "x-1,2.1,,changed,-1,,desk,x\n"    // 8
                                       "x-1,2.2,,judged,,3,desk,x\n"      // 9: computed
                                       "x-1,2.4,,judged,,7,desk,x\n"      // 10: above the maximum
                                       "x-1,2.5,,accepted,,,guess,x\n"    // 11
                                       "x-1,2.3,,accepted,,,desk,\n"      // 12: no comment
                                       "x-1,1.3,2,accepted,,,desk,x\n"});  // 13: not contested
  std::vector<std::string> all;
  for (const Finding& found : merge.findings) all.push_back(std::to_string(found.place.line) + " " + std::string(found.code_text()));
  EXPECT_THAT(all, ElementsAre("2 criterion-unknown", "3 figure-unit-unknown", "4 appraisal-unit-other", "7 appraisal-word-unknown", "8 answer-negative",
                               "9 appraisal-points-computed", "10 answer-above-upper", "11 appraisal-word-unknown", "5 appraisal-word-unknown",
                               "6 appraisal-verdict-missing", "12 appraisal-comment-missing", "13 appraisal-not-contested"));
  EXPECT_TRUE(merge.appraisal.empty());
}

TEST_F(AppraisalTest, RowsThatContradictEachOtherDecideNothing) {
  const AppraisalMerge merge = merged({"criterion,verdict,value,field,basis,comment\n2.2,changed,3,a,desk,x\n2.2,changed,4,a,desk,x\n1.1,accepted,,,desk,x\n"});
  EXPECT_THAT(codes(merge.findings), ElementsAre("appraisal-repeated"));
  EXPECT_FALSE(merge.appraisal[at("2.2")].at(AppraisalStage::first));
  EXPECT_TRUE(merge.appraisal[at("1.1")].at(AppraisalStage::first));
}

TEST_F(AppraisalTest, ReviewersWhoDecideDifferentlyAreAConflictAndNeitherCounts) {
  const std::string head = "criterion,verdict,value,field,basis,comment,appraiser\n";
  const AppraisalMerge merge = merged({head + "2.2,changed,3,a,desk,Thiếu 4,Tổ 1\n1.1,accepted,,,desk,Đúng,Tổ 1\n",
                                       head + "2.2,changed,5,a,on-site,Thiếu 2,Tổ 2\n1.1,accepted,,,desk,Đúng,Tổ 2\n"});
  EXPECT_THAT(codes(merge.findings), ElementsAre("appraisal-conflict"));
  ASSERT_EQ(merge.conflicts.size(), 1u);
  EXPECT_EQ(merge.conflicts[0].criterion, at("2.2"));
  EXPECT_EQ(merge.conflicts[0].decisions[1].appraisal.appraiser, "Tổ 2");
  EXPECT_FALSE(merge.appraisal[at("2.2")].at(AppraisalStage::first));
  EXPECT_TRUE(merge.appraisal[at("1.1")].at(AppraisalStage::first));  // word by word the same
}

// What is written out and read in again says the same, in both formats.
TEST_F(AppraisalTest, ATableComesBackAsItWentOut) {
  stages("2.2").at(AppraisalStage::first) = changed({{"a", Decimal(3)}});
  stages("2.2").at(AppraisalStage::first)->internal = "Hỏi lại phòng Văn hóa";
  stages("2.2").at(AppraisalStage::first)->question = "Danh sách\nở đâu?";
  stages("2.3").at(AppraisalStage::first) = changed({{"item:so-lop", Decimal(2)}, {"item:day-du", std::string("khong")}});
  stages("2.4").at(AppraisalStage::first) = decision(AppraisalVerdict::judged, {{"value", *Decimal::parse_plain("2.5")}});
  stages("1.2").at(AppraisalStage::first) = changed({{"value", std::string("nua")}});
  stages("1.1").at(AppraisalStage::first) = changed({});
  stages("1.1").at(AppraisalStage::first)->not_applicable = true;
  const auto rows = appraisal_table(programme(), *programme().unit("x-1"), answers_, appraisal_, {});
  for (const char* name : {"bang.ods", "bang.csv"}) {
    folder_.write(name, table_file_bytes(name, rows, "Thẩm định", appraisal_number_headings()));
    Findings findings;
    const auto read = appraisals_of(read_appraisal_file(folder_.path() / name), programme(), {}, findings);
    const AppraisalMerge merge = merge_appraisals(programme(), tier(), answers_, read);
    EXPECT_THAT(codes(findings), IsEmpty()) << name;
    EXPECT_THAT(codes(merge.findings), IsEmpty()) << name;
    for (std::size_t i = 0; i < appraisal_.by_criterion.size(); ++i) {
      const auto& before = appraisal_.by_criterion[i].at(AppraisalStage::first);
      const auto& after = merge.appraisal.by_criterion[i].at(AppraisalStage::first);
      ASSERT_EQ(before.has_value(), after.has_value()) << name << " " << tier().set.criteria[i].id;
      if (!before) continue;
      EXPECT_TRUE(same_appraisal(tier().set.criteria[i], *before, *after)) << name << " " << tier().set.criteria[i].id;
    }
  }
}

TEST_F(AppraisalTest, TheUnitGetsWhatItMayExplainAndNothingInternal) {
  stages("2.2").at(AppraisalStage::first) = changed({{"a", Decimal(3)}});
  stages("2.2").at(AppraisalStage::first)->internal = "Nghi khai khống";
  stages("1.2").at(AppraisalStage::first) = decision(AppraisalVerdict::accepted);
  auto rows = appraisal_table(programme(), *programme().unit("x-1"), answers_, appraisal_, {.stage = AppraisalStage::first, .for_unit = true, .criteria = {}, .entries = {}});
  ASSERT_EQ(rows.size(), 3u);  // headings, a, b
  std::string all;
  for (const auto& row : rows) {
    for (const std::string& cell : row) all += cell + "\n";
  }
  EXPECT_THAT(all, ::testing::HasSubstr("Đối chiếu hồ sơ"));
  EXPECT_THAT(all, ::testing::Not(::testing::HasSubstr("khai khống")));
  EXPECT_THAT(all, ::testing::Not(::testing::HasSubstr("Ghi chú nội bộ")));

  // The unit writes its explanation, and one where it may not.
  const auto column = std::find(rows[0].begin(), rows[0].end(), "Giải trình của đơn vị") - rows[0].begin();
  rows[1][static_cast<std::size_t>(column)] = "Còn 4 máy ở trạm y tế";
  folder_.write("giai-trinh.ods", table_file_bytes("giai-trinh.ods", rows, "Giải trình", appraisal_number_headings()));
  Findings findings;
  std::vector<UnitAppraisal> parts = appraisals_of(read_appraisal_file(folder_.path() / "giai-trinh.ods"), programme(), {}, findings);
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_THAT(parts[0].decisions, IsEmpty());
  ASSERT_EQ(parts[0].explanations.size(), 1u);
  parts[0].explanations.push_back({at("1.2"), {"Xin thêm điểm", ""}, "", 9});
  UnitAppraisal first{"bang.ods", programme().unit("x-1"), &tier(), {}, {}};
  for (const char* id : {"2.2", "1.2"}) first.decisions.push_back({AppraisalStage::first, at(id), *stages(id).at(AppraisalStage::first), "", 2});
  parts.push_back(first);
  const AppraisalMerge merge = merge_appraisals(programme(), tier(), answers_, parts);
  EXPECT_THAT(codes(merge.findings), ElementsAre("appraisal-explanation-unasked"));
  ASSERT_TRUE(merge.appraisal[at("2.2")].explanation);
  EXPECT_EQ(merge.appraisal[at("2.2")].explanation->text, "Còn 4 máy ở trạm y tế");
  // The second table has the explained criteria only, with what was explained to read.
  const auto second = appraisal_table(programme(), *programme().unit("x-1"), answers_, merge.appraisal, {.stage = AppraisalStage::second, .for_unit = false, .criteria = {}, .entries = {}});
  EXPECT_EQ(second.size(), 3u);
}

// A reviewer's working copy: the unit's own sheet with columns behind it, found by their keys.
class WorkingCopyTest : public AppraisalTest {
 protected:
  void SetUp() override {
    const Scorecard card = score(programme(), tier(), answers_);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    workbook_ = test::workbook_of(programme(), tier(), "x-1", answers_, points);
    workbook_.properties[std::string(property::appraisal)] = review_copy;
    add_columns({review_key::verdict, review_key::value, review_key::base, review_key::basis, review_key::comment, review_key::explanation}, AppraisalStage::first);
  }

  SheetCells& table() { return workbook_.sheets[1]; }
  void add_columns(const std::vector<std::string_view>& keys, AppraisalStage stage) {
    for (const std::string_view key : keys) {
      const int column = column_count + static_cast<int>(keys_.size());
      keys_.push_back(review_key_of(key, stage));
      table().put(2, column, Cell{keys_.back(), {}, false, false});
      table().put(3, column, Cell{std::string("Kết luận"), {}, false, false});
    }
  }
  void put(std::string_view id, const std::string& key, Value value) {
    const int column = column_count + static_cast<int>(std::find(keys_.begin(), keys_.end(), key) - keys_.begin());
    for (int row = 4; row < static_cast<int>(table().rows.size()); ++row) {
      const Cell* there = table().at(row, 0);
      if (there != nullptr && there->value == Value(std::string(id))) return table().put(row, column, Cell{std::move(value), {}, false, false});
    }
    FAIL() << id;
  }
  void put(std::string_view id, std::string_view key, Value value) { put(id, std::string(key), std::move(value)); }
  void decide(std::string_view id, const char* verdict, AppraisalStage stage = AppraisalStage::first) {
    put(id, review_key_of(review_key::verdict, stage), std::string(verdict));
    put(id, review_key_of(review_key::basis, stage), std::string("Thực tế"));
    put(id, review_key_of(review_key::comment, stage), std::string("Đã xem"));
  }
  LiveReview live(const ChosenResult& chosen = {}, Language language = Language::vietnamese) {
    sheet_ = assess_workbook(workbook_, "phieu.ods", small_.store(), {{}, {}, {}, true});
    EXPECT_TRUE(sheet_.usable());
    return live_review(sheet_, appraisal_table_in(workbook_, "phieu.ods"), language, chosen);
  }

  Workbook workbook_;
  std::vector<std::string> keys_;
  AssessedSheet sheet_;
};

TEST_F(WorkingCopyTest, IsReadLikeATableAndToldLive) {
  decide("2.2", "Sửa số liệu");
  put("2.2", review_key::base, Decimal(14));  // 7/14
  decide("2.3", "Sửa số liệu");
  put("2.3|item:so-lop", review_key::value, Decimal(2));
  decide("2.4", "Chấm điểm");
  put("2.4", review_key::value, Decimal(2));
  decide("1.1", "Đồng ý");
  put("2.2", review_key::explanation, std::string("Tổng số là 12"));
  const LiveReview review = live();
  EXPECT_THAT(codes(review.findings), IsEmpty());
  EXPECT_EQ(review.scores.self.total.text(), "45.33");
  EXPECT_EQ(review.scores.last().total.text(), "41");  // less 0.83, 1 and 2.5
  EXPECT_EQ(review.score.total, "41,00/55 điểm thẩm định");
  EXPECT_EQ(review.score.gains.size(), 3u);
  EXPECT_EQ(review.decided, 4u);
  EXPECT_THAT(explained_review(sheet_, review, at("2.2"), Language::english), ::testing::HasSubstr("Self: 5.83; First appraisal: 5"));
  // What is open stands behind what is wrong: one explained, two that the unit may explain, the rest not looked at.
  EXPECT_EQ(review.open.size(), review.asked - 1);
  EXPECT_EQ(review.score.findings.size(), review.open.size());
  EXPECT_THAT(review.score.findings_title, ::testing::HasSubstr("2 tiêu chí đơn vị chưa giải trình; 1 tiêu chí đã giải trình, chưa thẩm định lần 2"));

  // Something is wrong: the finding leads to where the reviewer does something about it.
  put("2.2", review_key::base, Decimal(3));
  const LiveReview wrong = live();
  EXPECT_THAT(codes(wrong.findings), ElementsAre("ratio-above-one", "appraisal-explanation-unasked"));
  EXPECT_EQ(wrong.findings[1].place.cell.substr(0, 1), cell_name(0, column_count + 5).substr(0, 1));

  // As a sheet it is not taken.
  const AssessedSheet refused = assess_workbook(workbook_, "phieu.ods", small_.store());
  EXPECT_TRUE(refused.refused);
  EXPECT_THAT(codes(refused.findings), ElementsAre("sheet-is-review"));

  // What came back from the unit decides nothing.
  workbook_.properties[std::string(property::appraisal)] = explanation_copy;
  Findings findings;
  const auto parts = appraisals_of(appraisal_table_in(workbook_, "phieu.ods"), programme(), {}, findings);
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_THAT(parts[0].decisions, IsEmpty());
  ASSERT_EQ(parts[0].explanations.size(), 1u);
  EXPECT_EQ(parts[0].explanations[0].explanation.text, "Tổng số là 12");
}

TEST_F(WorkingCopyTest, LaterStagesStandInColumnsOfTheirOwn) {
  decide("2.2", "Sửa số liệu");
  put("2.2", review_key::value, Decimal(3));
  put("2.2", review_key::explanation, std::string("Có 6"));
  EXPECT_EQ(live().stage, AppraisalStage::first);
  add_columns({review_key::verdict, review_key::value, review_key::base, review_key::basis, review_key::comment}, AppraisalStage::second);
  decide("2.2", "Sửa số liệu", AppraisalStage::second);
  put("2.2", review_key_of(review_key::value, AppraisalStage::second), Decimal(6));
  const LiveReview second = live();
  EXPECT_THAT(codes(second.findings), IsEmpty());
  EXPECT_EQ(second.stage, AppraisalStage::second);
  EXPECT_EQ(second.scores.of(AppraisalStage::first).total.text(), "42");
  EXPECT_EQ(second.scores.of(AppraisalStage::second).total.text(), "44.5");
  EXPECT_EQ(second.asked, 1u);
  EXPECT_THAT(second.score.lines, ::testing::Contains("Thẩm định lần 1: 42,00; Thẩm định lần 2: 44,50"));
  add_columns({review_key::verdict, review_key::value, review_key::basis, review_key::comment}, AppraisalStage::final);
  decide("2.2", "Đồng ý", AppraisalStage::final);
  EXPECT_EQ(live().scores.last().total.text(), "45.33");
  // What was not explained is not decided a second time.
  decide("1.1", "Đồng ý");
  decide("1.1", "Đồng ý", AppraisalStage::second);
  EXPECT_THAT(codes(live().findings), ElementsAre("appraisal-not-contested"));
}

TEST_F(WorkingCopyTest, TheRankIsToldFromAChosenResult) {
  decide("2.2", "Sửa số liệu");
  put("2.2", review_key::value, Decimal(3));  // 45.33 → 42
  const auto rank = [&](const ChosenResult& chosen, Language language = Language::vietnamese) {
    const LiveReview review = live(chosen, language);
    return rank_line(sheet_, review.scores, chosen).in(language);
  };
  EXPECT_THAT(rank({}), ::testing::HasSubstr("chưa chọn kết quả"));
  RoundResult result;
  result.programme = programme().key;
  result.round = programme().round;
  result.digest = programme().digest;
  const auto add = [&](const char* unit, const char* published, int place, const std::string& of_tier) {
    PastResult past;
    past.unit = unit;
    past.tier = of_tier;
    past.rank = place;
    past.published = published;
    result.units.push_back(past);
  };
  add("x-1", "50", 1, tier().key);  // what the unit itself had then does not count
  EXPECT_THAT(rank({&result}), ::testing::HasSubstr("không xếp hạng đơn vị nào khác"));
  const auto published = [&](AppraisalStage stage) { return appraised_scores(programme(), tier(), answers_, live().appraisal).of(stage).published.text(); };
  add("x-2", published(AppraisalStage::first).c_str(), 3, tier().key);  // as many as x-1 after the appraisal: no place lost
  add("x-3", "44", 2, tier().key);
  add("x-4", "43", 2, "khác");        // of another tier
  add("x-5", "99", 0, tier().key);    // not ranked
  EXPECT_EQ(rank({&result}), "Xếp hạng: tự đánh giá 1/3, thẩm định 2/3 (xuống 1 bậc)");
  EXPECT_EQ(rank({&result}, Language::english), "Rank: self 1/3, appraised 2/3 (down 1)");
  result.digest = "0";
  EXPECT_THAT(rank({&result}), ::testing::HasSubstr("phiên bản bộ tiêu chí khác"));
  result.round = "1999";
  EXPECT_THAT(rank({&result}), ::testing::HasSubstr("chương trình hoặc kỳ khác"));
  EXPECT_EQ(rank({nullptr, "không đọc được"}), "Xếp hạng: không đọc được");
}

}  // namespace
}  // namespace thuocdo
