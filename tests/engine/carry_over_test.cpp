// What last year's sheet gives to this year's: the small programme's sheet of 2023 for its criteria of 2024.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "scoring/evidence.h"
#include "sheet/carry_over.h"
#include "sheet/contract.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class CarryOverTest : public testing::Test {
 protected:
  CarryOverTest() {
    // This year's set: the same criteria, the figures of the next year.
    now_ = last_.programme();
    now_.key = "nho-2024";
    now_.year = 2024;
    now_.tiers[0].survey = {std::chrono::year(2024) / 1 / 1, std::chrono::year(2024) / 12 / 31};

    table_.name = std::string(table_sheet_name);
    int column = 0;
    for (int which = 0; which < column_count; ++which) {
      if (static_cast<Column>(which) == Column::carried) continue;  // sheets lack it
      columns_[which] = column;
      put_at(0, column++, std::string(column_key(static_cast<Column>(which))));
    }
    for (const TableRow& row : table_rows(last_.set())) {
      rows_[row.id] = static_cast<int>(rows_.size()) + 2;
      put_at(rows_[row.id], 0, row.id);
      if (row.kind != RowKind::item) put(row.id, Column::name, last_.set().criteria[static_cast<std::size_t>(row.criterion)].name.vi);
    }
    properties_ = {{"thuocdo.programme", "nho"}, {"thuocdo.digest", last_.programme().digest}, {"thuocdo.tier", "xa"}, {"thuocdo.unit", "x-1"}};
  }

  void put_at(int row, int column, Value value) {
    Cell cell;
    cell.value = std::move(value);
    table_.put(row, column, std::move(cell));
  }
  void put(const std::string& id, Column column, Value value) { put_at(rows_.at(id), columns_[static_cast<int>(column)], std::move(value)); }

  CarryOver carried(bool old_programme_known = true) {
    Workbook workbook;
    workbook.sheets.push_back(table_);
    for (const auto& [name, value] : properties_) workbook.properties[name] = value;
    return carry_over(workbook, now_, now_.tiers[0], *now_.unit("x-1"), old_programme_known ? &last_.programme() : nullptr);
  }
  Criterion& criterion(std::string_view id) {
    auto& all = now_.tiers[0].set.criteria;
    return *std::find_if(all.begin(), all.end(), [&](const Criterion& one) { return one.id == id; });
  }
  const Answer* answer_to(const CarryOver& carried, std::string_view id) const {
    for (const CarriedAnswer& one : carried.answers) {
      if (now_.tiers[0].set.criteria[static_cast<std::size_t>(one.criterion)].id == id) return &one.answer;
    }
    return nullptr;
  }
  static bool says(const CarryOver& carried, Code code, std::string_view id) {
    return std::any_of(carried.findings.begin(), carried.findings.end(), [&](const Finding& found) { return found.code == code && found.criterion == id; });
  }

  test::SmallProgramme last_;
  Programme now_;
  SheetCells table_;
  std::map<int, int> columns_;
  std::map<std::string, int> rows_;
  std::map<std::string, std::string> properties_;
};

TEST_F(CarryOverTest, AnswersDenominatorsAndEvidenceThatIsStillValid) {
  put("1.1", Column::value, std::string("có "));
  put("1.1", Column::evidence, std::string("QĐ 12/QĐ-UBND ngày 02/3/2024"));
  put("1.1", Column::page, std::string("Điều 2"));
  put("1.1", Column::link, std::string("minh-chung/qd-12.pdf"));
  put("1.1", Column::reason, std::string("Chưa đủ kinh phí"));
  put("1.2", Column::value, std::string("Phó Bí thư là Trưởng ban"));
  put("1.2", Column::evidence, std::string("Thông báo kết luận"));
  for (const bool known : {true, false}) {
    const CarryOver result = carried(known);
    ASSERT_TRUE(result.usable);
    const Answer* yes = answer_to(result, "1.1");
    ASSERT_NE(yes, nullptr);
    EXPECT_EQ(std::get<std::string>(*yes->find("value")), "Có") << "as the new list writes it";
    EXPECT_EQ(yes->evidence, "QĐ 12/QĐ-UBND ngày 02/3/2024");
    EXPECT_EQ(yes->page, "Điều 2");
    EXPECT_EQ(yes->link, "minh-chung/qd-12.pdf");
    EXPECT_THAT(yes->reason, IsEmpty()) << "it was about last year's points";
    const Answer* level = answer_to(result, "1.2");
    ASSERT_NE(level, nullptr);
    EXPECT_EQ(std::get<std::string>(*level->find("value")), "Phó Bí thư là Trưởng ban");
    EXPECT_EQ(level->evidence, "Thông báo kết luận") << "no date in it: carried, to be confirmed";
    EXPECT_EQ(result.answers.size(), 2u);
  }
}

TEST_F(CarryOverTest, EvidenceFromBeforeTheNewSurveyWindowIsNot) {
  put("1.1", Column::value, std::string("Có"));
  put("1.1", Column::evidence, std::string("KH 5/KH-UBND ngày 31 tháng 12 năm 2023"));
  put("1.1", Column::page, std::string("tr. 3"));
  CarryOver result = carried();
  ASSERT_NE(answer_to(result, "1.1"), nullptr);
  EXPECT_THAT(answer_to(result, "1.1")->evidence, IsEmpty());
  EXPECT_THAT(answer_to(result, "1.1")->page, IsEmpty());
  ASSERT_TRUE(says(result, Code::carry_evidence_old, "1.1"));
  put("1.1", Column::evidence, std::string("KH 5 ngày 31/12/2023; QĐ 7 ngày 01/01/2024"));
  result = carried();
  EXPECT_EQ(answer_to(result, "1.1")->evidence, "KH 5 ngày 31/12/2023; QĐ 7 ngày 01/01/2024");
  EXPECT_FALSE(says(result, Code::carry_evidence_old, "1.1"));
}

TEST_F(CarryOverTest, WhatAsksForSomethingElseIsNot) {
  put("1.1", Column::value, std::string("Có"));
  put("1.2", Column::value, std::string("Chưa có"));
  criterion("1.1").set_rule(Steps{{"cuộc họp", {}}, {{*Decimal::parse_plain("2"), *Decimal::parse_plain("2")}}, Decimal()});
  Choice levels = std::get<Choice>(*criterion("1.2").rule());
  levels.levels.pop_back();
  criterion("1.2").set_rule(levels);
  CarryOver result = carried();
  EXPECT_THAT(result.answers, IsEmpty());
  EXPECT_TRUE(says(result, Code::carry_fields_changed, "1.1"));
  EXPECT_TRUE(says(result, Code::carry_answer_unusable, "1.2"));
  // Without the old programme the answer itself tells.
  result = carried(false);
  EXPECT_THAT(result.answers, IsEmpty());
  EXPECT_TRUE(says(result, Code::carry_answer_unusable, "1.1"));
}

TEST_F(CarryOverTest, EveryCriterionThatIsNotCarriedSaysWhy) {
  const CarryOver nothing = carried();
  EXPECT_THAT(nothing.answers, IsEmpty());
  for (const Criterion& one : now_.tiers[0].set.criteria) {
    if (one.is_group() || one.fields().empty()) continue;
    EXPECT_TRUE(says(nothing, Code::carry_answer_missing, one.id)) << one.id;
  }
  // 1.9 is new.
  criterion("1.1").id = "1.9";
  EXPECT_TRUE(says(carried(), Code::carry_criterion_new, "1.9"));
}

TEST_F(CarryOverTest, AnIdThatMeansAnotherCriterionIsNot) {
  put("1.1", Column::value, std::string("Có"));
  std::swap(criterion("1.1").name, criterion("1.2").name);
  EXPECT_TRUE(says(carried(), Code::carry_id_reused, "1.1"));
  EXPECT_THAT(carried().answers, IsEmpty());
}

TEST_F(CarryOverTest, OtherWordsAreCarriedWithARemarkAndAnotherYearWithout) {
  put("1.1", Column::value, std::string("Có"));
  put("1.1", Column::name, std::string("Có kế hoạch năm 2023"));
  criterion("1.1").name.vi = "Có kế hoạch năm 2024";
  EXPECT_NE(answer_to(carried(), "1.1"), nullptr);
  EXPECT_FALSE(says(carried(), Code::carry_wording_changed, "1.1"));
  criterion("1.1").name.vi = "Có kế hoạch được phê duyệt";
  EXPECT_NE(answer_to(carried(), "1.1"), nullptr);
  EXPECT_TRUE(says(carried(), Code::carry_wording_changed, "1.1"));
}

TEST_F(CarryOverTest, NotApplicableIsCarriedWithItsReasonWhereTheNewSetAllowsIt) {
  put("1.1", Column::value, std::string(not_applicable_label));
  put("1.1", Column::reason, std::string("Không có trang thông tin"));
  ASSERT_NE(answer_to(carried(), "1.1"), nullptr);
  EXPECT_EQ(answer_to(carried(), "1.1")->reason, "Không có trang thông tin");
  now_.not_applicable = NotApplicablePolicy::refuse;
  EXPECT_EQ(answer_to(carried(), "1.1"), nullptr);
  EXPECT_TRUE(says(carried(), Code::carry_answer_unusable, "1.1"));
}

TEST_F(CarryOverTest, ASheetOfAnotherUnitOrTierOrNoneIsRefused) {
  put("1.1", Column::value, std::string("Có"));
  for (const auto& [name, value, code] : {std::tuple{"thuocdo.unit", "x-2", Code::carry_other_unit}, std::tuple{"thuocdo.tier", "so", Code::carry_other_tier},
                                          std::tuple{"thuocdo.unit", "", Code::sheet_not_ours}, std::tuple{"thuocdo.programme", "", Code::sheet_not_ours}}) {
    const auto before = properties_;
    properties_[name] = value;
    const CarryOver result = carried();
    EXPECT_FALSE(result.usable) << name;
    EXPECT_THAT(result.answers, IsEmpty());
    ASSERT_EQ(result.findings.size(), 1u);
    EXPECT_EQ(result.findings[0].code, code);
    EXPECT_EQ(result.findings[0].severity, Severity::blocking);
    properties_ = before;
  }
}

TEST_F(CarryOverTest, ErrorsAndHalfAnswersAreNot) {
  put("1.1", Column::value, CellError{"#N/A"});
  CarryOver result = carried();
  EXPECT_THAT(result.answers, IsEmpty());
  EXPECT_TRUE(says(result, Code::carry_answer_unusable, "1.1"));
  for (const Criterion& one : now_.tiers[0].set.criteria) {
    if (!one.rule() || !std::holds_alternative<RatioRule>(*one.rule())) continue;
    put(one.id, Column::value, *Decimal::parse_plain("3"));
    result = carried();
    EXPECT_EQ(answer_to(result, one.id), nullptr);
    EXPECT_TRUE(says(result, Code::carry_answer_missing, one.id));
    put(one.id, Column::base, *Decimal::parse_plain("4"));
    result = carried();
    ASSERT_NE(answer_to(result, one.id), nullptr);
    EXPECT_EQ(std::get<Decimal>(*answer_to(result, one.id)->find("b")), *Decimal::parse_plain("4"));
    return;
  }
  FAIL() << "the small programme has a ratio";
}

TEST(DatesInText, AsOfficersWriteThem) {
  const auto texts = [](std::string_view text) {
    std::string all;
    for (const Date& date : dates_in(text)) all += iso_text(date) + " ";
    return all;
  };
  EXPECT_EQ(texts("QĐ 12/QĐ-UBND ngày 02/3/2023, tr. 5"), "2023-03-02 ");
  EXPECT_EQ(texts("Ngày 02 tháng 3 năm 2023"), "2023-03-02 ");
  EXPECT_EQ(texts("2-3-2023; 2023-03-04; 5.3.2023"), "2023-03-02 2023-03-04 2023-03-05 ");
  EXPECT_EQ(texts("Nghị định 13/2023/NĐ-CP, 31/02/2023, 1/2/23, 12/34/5678, số 2023"), "");
  EXPECT_EQ(texts("1/2-2023 1//2/2023 99999999999999999999"), "");
  EXPECT_EQ(texts(""), "");
}

}  // namespace
}  // namespace thuocdo
