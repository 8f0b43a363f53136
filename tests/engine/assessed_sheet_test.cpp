#include "sheet/assessed_sheet.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "submission/verify.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

// A filled-in sheet in memory that tests damage in one way each.
class AssessedSheetTest : public testing::Test {
 protected:
  AssessedSheetTest() : answers_(test::good_answers(small_.set())) { rebuild(); }

  void rebuild() {
    const Scorecard card = score(small_.programme(), small_.tier(), answers_);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    workbook_ = test::workbook_of(small_.programme(), small_.tier(), "x-1", answers_, points);
  }
  AssessedSheet assess(const Expected& expected = {}) { return assess_workbook(workbook_, "phieu.ods", small_.store(), expected); }
  SheetCells& table() { return workbook_.sheets[1]; }
  int row_of(std::string_view id) {
    for (std::size_t row = 0; row < table().rows.size(); ++row) {
      const Cell* cell = table().at(static_cast<int>(row), 0);
      if (cell && cell->value == Value(std::string(id))) return static_cast<int>(row);
    }
    ADD_FAILURE() << "no row " << id;
    return 0;
  }
  void put(std::string_view id, Column column, Value value, bool formula = false) {
    table().put(row_of(id), static_cast<int>(column), Cell{std::move(value), {}, formula, false});
  }
  static const Finding* find(const AssessedSheet& sheet, Code code) {
    const auto found = std::find_if(sheet.findings.begin(), sheet.findings.end(), [&](const Finding& f) { return f.code == code; });
    return found == sheet.findings.end() ? nullptr : &*found;
  }
  void freeze() {
    AssessedSheet sheet = assess();
    const std::string digest = digest_of(sheet);
    workbook_.properties[std::string(property::submitted)] = "2023-12-20T08:00:00Z";
    workbook_.properties[std::string(property::submission_digest)] = digest;
    workbook_.properties[std::string(property::check_code)] = check_code(digest);
    for (auto& row : table().rows) {
      for (Cell& cell : row) cell.formula = false;
    }
  }

  test::SmallProgramme small_;
  Answers answers_;
  Workbook workbook_;
};

TEST_F(AssessedSheetTest, AGoodSheetHasNoFindings) {
  const AssessedSheet sheet = assess({"nho", "xa", {}});
  EXPECT_TRUE(sheet.usable());
  EXPECT_TRUE(sheet.findings.empty()) << sheet.findings[0].line(Language::english);
  EXPECT_EQ(sheet.card.total.text(), "45.33");
  EXPECT_EQ(sheet.unit->name, "Xã Một");
}

TEST_F(AssessedSheetTest, AnotherCampaignIsRefusedAndSaysWhy) {
  const auto refused = [&](std::string_view name, std::string value, Code code, const Expected& expected = {}) {
    const std::string old = workbook_.properties[std::string(name)];
    workbook_.properties[std::string(name)] = std::move(value);
    const AssessedSheet sheet = assess(expected);
    EXPECT_TRUE(sheet.refused);
    EXPECT_FALSE(sheet.usable());
    EXPECT_NE(find(sheet, code), nullptr) << name;
    EXPECT_EQ(sheet.findings.at(0).place.file, "phieu.ods");
    workbook_.properties[std::string(name)] = old;
  };
  refused(property::programme, "khac", Code::programme_unknown);
  refused(property::programme, "khac", Code::sheet_other_programme, {"nho", "", {}});
  refused(property::programme, "", Code::sheet_not_ours);
  refused(property::programme, "../nho", Code::programme_unknown);
  refused(property::digest, std::string(64, '0'), Code::sheet_other_digest);
  refused(property::tier, "so", Code::sheet_other_tier);
  refused(property::round, "2022", Code::sheet_other_round);
  refused(property::unit, "x-9", Code::sheet_unit_unknown);
  refused(property::template_version, "99", Code::sheet_other_template);
  workbook_.sheets.pop_back();
  EXPECT_NE(find(assess(), Code::sheet_not_ours), nullptr);
}

TEST_F(AssessedSheetTest, MissingAnswerIsReportedAtItsCell) {
  put("2.2", Column::base, std::monostate());
  const AssessedSheet sheet = assess();
  const Finding* found = find(sheet, Code::answer_missing);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->place.sheet, std::string(table_sheet_name));
  EXPECT_EQ(found->place.cell, cell_name(row_of("2.2"), static_cast<int>(Column::base)));
  EXPECT_FALSE(sheet.refused);
}

TEST_F(AssessedSheetTest, OverwrittenFormulaAndMaximumAreReportedAndNotUsed) {
  put("1.3", Column::points, Decimal(20));
  put("1.2", Column::maximum, Decimal(100));
  const AssessedSheet sheet = assess();
  const Finding* formula = find(sheet, Code::formula_overwritten);
  ASSERT_NE(formula, nullptr);
  EXPECT_EQ(formula->criterion, "1.3");
  EXPECT_EQ(formula->place.cell, cell_name(row_of("1.3"), static_cast<int>(Column::points)));
  const Finding* points = find(sheet, Code::points_differ);
  ASSERT_NE(points, nullptr);
  EXPECT_EQ(points->criterion, "1.3");
  ASSERT_NE(find(sheet, Code::maximum_changed), nullptr);
  EXPECT_EQ(find(sheet, Code::maximum_changed)->criterion, "1.2");
  EXPECT_EQ(sheet.card.total.text(), "45.33");
}

TEST_F(AssessedSheetTest, InsertedMovedAndSortedRowsLoseNoAnswer) {
  auto& rows = table().rows;
  rows.insert(rows.begin() + 6, std::vector<Cell>(10));
  rows[6][static_cast<std::size_t>(Column::value)].value = "ghi chú";
  std::reverse(rows.begin() + 7, rows.end());
  const AssessedSheet sheet = assess();
  EXPECT_EQ(sheet.card.total.text(), "45.33");
  EXPECT_NE(find(sheet, Code::row_inserted), nullptr);
  EXPECT_NE(find(sheet, Code::rows_reordered), nullptr);
  EXPECT_FALSE(has_blocking(sheet.findings));
}

TEST_F(AssessedSheetTest, InsertedColumnLosesNoAnswer) {
  for (auto& row : table().rows) {
    if (row.size() > 3) row.insert(row.begin() + 3, Cell{});
  }
  workbook_.names["thuocdo_value"] = {std::string(table_sheet_name), 4, static_cast<int>(Column::value), 20, static_cast<int>(Column::value)};
  const AssessedSheet sheet = assess();
  EXPECT_EQ(sheet.card.total.text(), "45.33");
  EXPECT_NE(find(sheet, Code::name_moved), nullptr);
}

TEST_F(AssessedSheetTest, DeletedAndDoubledRowsBlock) {
  table().rows.erase(table().rows.begin() + row_of("2.3|item:so-lop"));
  const AssessedSheet deleted = assess();
  ASSERT_NE(find(deleted, Code::row_missing), nullptr);
  EXPECT_EQ(find(deleted, Code::row_missing)->criterion, "2.3");
  rebuild();
  table().rows.push_back(table().rows[static_cast<std::size_t>(row_of("1.1"))]);
  const AssessedSheet doubled = assess();
  ASSERT_NE(find(doubled, Code::row_duplicate), nullptr);
  EXPECT_EQ(find(doubled, Code::row_duplicate)->severity, Severity::blocking);
}

TEST_F(AssessedSheetTest, PastedTextIsReadWhereItIsCertain) {
  put("2.2", Column::value, "\xC2\xA0" "7 ");
  put("2.4", Column::value, "4,5");
  put("1.1", Column::value, "Co\xCC\x81");
  const AssessedSheet sheet = assess();
  EXPECT_EQ(sheet.card.total.text(), "45.33");
  EXPECT_FALSE(has_blocking(sheet.findings));
  put("2.1", Column::value, "1.234");
  const AssessedSheet ambiguous = assess();
  ASSERT_NE(find(ambiguous, Code::answer_ambiguous), nullptr);
  EXPECT_NE(find(ambiguous, Code::answer_ambiguous)->message.vi.find("1234"), std::string::npos);
}

TEST_F(AssessedSheetTest, ErrorAndFormulaCellsAreNamed) {
  put("2.1", Column::value, CellError{"#DIV/0!"}, true);
  const AssessedSheet sheet = assess();
  ASSERT_NE(find(sheet, Code::answer_error_cell), nullptr);
  EXPECT_NE(find(sheet, Code::answer_error_cell)->message.vi.find("#DIV/0!"), std::string::npos);
  EXPECT_NE(find(sheet, Code::answer_is_formula), nullptr);
}

TEST_F(AssessedSheetTest, CoveredAnswerIsNotRead) {
  Cell covered{Decimal(7), {}, false, true};
  table().put(row_of("2.1"), static_cast<int>(Column::value), covered);
  const AssessedSheet sheet = assess();
  EXPECT_NE(find(sheet, Code::answer_covered), nullptr);
  EXPECT_NE(find(sheet, Code::answer_missing), nullptr);
}

TEST_F(AssessedSheetTest, SavedWithoutTheExtensionCostsNothing) {
  for (auto& row : table().rows) {
    if (row.empty()) continue;
    row.resize(column_count);
    Cell& cell = row[static_cast<std::size_t>(Column::points)];
    if (cell.formula) cell.value = CellError{"#NAME?"};
  }
  const AssessedSheet sheet = assess();
  EXPECT_EQ(sheet.card.total.text(), "45.33");
  ASSERT_NE(find(sheet, Code::scores_not_computed), nullptr);
  EXPECT_FALSE(has_blocking(sheet.findings));
}

TEST_F(AssessedSheetTest, AlteredSubmissionIsRefused) {
  AssessedSheet draft = assess();
  verify_submission(draft);
  EXPECT_NE(find(draft, Code::sheet_not_submitted), nullptr);
  EXPECT_FALSE(draft.refused);

  freeze();
  AssessedSheet frozen = assess();
  verify_submission(frozen);
  EXPECT_TRUE(frozen.findings.empty()) << frozen.findings[0].line(Language::english);

  put("1.3", Column::reason, "Lý do khác");
  AssessedSheet altered = assess();
  verify_submission(altered);
  EXPECT_TRUE(altered.refused);
  EXPECT_NE(find(altered, Code::submission_altered), nullptr);
}

TEST_F(AssessedSheetTest, CanonicalFormIsTheSameForEqualAnswers) {
  const std::string before = digest_of(assess());
  put("1.1", Column::value, "co");
  put("2.2", Column::value, "7");
  put("1.3", Column::reason, "  Lý\xC2\xA0" "do ");
  EXPECT_EQ(digest_of(assess()), before);
  put("2.2", Column::value, Decimal(8));
  EXPECT_NE(digest_of(assess()), before);
  EXPECT_EQ(check_code(before).size(), 14u);
}

}  // namespace
}  // namespace thuocdo
