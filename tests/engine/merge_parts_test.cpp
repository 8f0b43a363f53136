// Dividing a sheet among sections and putting the parts together again.
#include "sheet/merge_parts.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "programme/store.h"
#include "sheet/division.h"

namespace thuocdo {
namespace {

class Parts : public testing::Test {
 protected:
  Parts() : store(std::filesystem::path(THUOCDO_SOURCE_DIR) / "templates"), programme(store.find("gialai-dti-2023")) {}

  const CriteriaSet& set() const { return programme->tier("xa")->set; }
  int index(std::string_view id) const { return set().index(id); }
  // The first field of a criterion.
  void answer(Answers& answers, std::string_view id, int value, std::string reason = {}) const {
    const Criterion& criterion = set().criteria[static_cast<std::size_t>(index(id))];
    answers[index(id)] = {};
    answers[index(id)].set(criterion.asked_fields().front().name, Decimal(value));
    answers[index(id)].reason = std::move(reason);
  }
  SheetPart part(std::string section, std::vector<std::string> criteria, const Answers& whole) const {
    return {std::move(section), std::move(criteria), answer_marks(set(), whole), whole};
  }

  ProgrammeStore store;
  std::shared_ptr<const Programme> programme;
};

TEST_F(Parts, AreMadeByGroups) {
  const Division division = division_by_groups(set());
  ASSERT_GT(division.size(), 2u);
  std::size_t divided = 0, answered = 0;
  for (const Section& section : division) divided += section.criteria.size();
  for (const Criterion& criterion : set().criteria) answered += !criterion.is_group() && !criterion.sole_supplier;
  EXPECT_EQ(divided, answered);
  EXPECT_EQ(division_of_text(set(), division_text(division)), division);
}

TEST_F(Parts, AreReadFromText) {
  const Division division = division_of_text(set(), "Văn phòng | 1.1, 1.2; Phòng B|1.2,9.9;;Phòng C|1 ; Văn phòng|2.1");
  ASSERT_EQ(division.size(), 2u);
  EXPECT_EQ(division[0], (Section{"Văn phòng", {"1.1", "1.2", "2.1"}}));
  EXPECT_EQ(division[1].name, "Phòng C");
  EXPECT_EQ(section_of(division, "1.3"), 1);
  EXPECT_EQ(section_of(division, "6.1.1"), -1);
}

TEST_F(Parts, GiveTheirAnswers) {
  Answers whole(set());
  answer(whole, "1.3", 1);
  std::vector<SheetPart> parts = {part("A", {"1.3"}, whole), part("B", {"1.4"}, whole)};
  answer(parts[0].answers, "1.3", 3, "lý do");
  answer(parts[1].answers, "1.4", 5);
  const Merge merge = merge_parts(set(), whole, parts);
  EXPECT_TRUE(merge.conflicts.empty());
  EXPECT_EQ(merge.taken, (std::vector<TakenAnswer>{{index("1.3"), 0}, {index("1.4"), 1}}));
}

TEST_F(Parts, TakeNothingThatOnlyTheWholeChanged) {
  Answers whole(set());
  const std::vector<SheetPart> parts = {part("A", {"1.3"}, whole)};
  answer(whole, "1.3", 3);
  const Merge merge = merge_parts(set(), whole, parts);
  EXPECT_TRUE(merge.taken.empty());
  EXPECT_TRUE(merge.conflicts.empty());
}

TEST_F(Parts, AskWhereBothChanged) {
  Answers whole(set());
  std::vector<SheetPart> parts = {part("A", {"1.3"}, whole)};
  answer(whole, "1.3", 3);
  answer(parts[0].answers, "1.3", 4);
  const Merge merge = merge_parts(set(), whole, parts);
  EXPECT_TRUE(merge.taken.empty());
  ASSERT_EQ(merge.conflicts.size(), 1u);
  EXPECT_EQ(merge.conflicts[0].why, MergeConflict::Why::both_changed);
  // The same answer from both sides is none.
  answer(parts[0].answers, "1.3", 3);
  EXPECT_TRUE(merge_parts(set(), whole, parts).conflicts.empty());
}

TEST_F(Parts, AskWhereTwoPartsDiffer) {
  Answers whole(set());
  std::vector<SheetPart> parts = {part("A", {"1.3"}, whole), part("B", {"1.3"}, whole)};
  answer(parts[0].answers, "1.3", 3);
  answer(parts[1].answers, "1.3", 4);
  const Merge merge = merge_parts(set(), whole, parts);
  ASSERT_EQ(merge.conflicts.size(), 1u);
  EXPECT_EQ(merge.conflicts[0].why, MergeConflict::Why::two_parts);
  EXPECT_EQ(merge.conflicts[0].parts, (std::vector<int>{0, 1}));
  // Only one of them changed it: that is an answer.
  parts[1].answers = whole;
  EXPECT_EQ(merge_parts(set(), whole, parts).taken, (std::vector<TakenAnswer>{{index("1.3"), 0}}));
}

TEST_F(Parts, AskWhereAPartChangedWhatIsNotItsOwn) {
  Answers whole(set());
  std::vector<SheetPart> parts = {part("A", {"1.3"}, whole)};
  answer(parts[0].answers, "1.4", 4);
  const Merge merge = merge_parts(set(), whole, parts);
  ASSERT_EQ(merge.conflicts.size(), 1u);
  EXPECT_EQ(merge.conflicts[0].why, MergeConflict::Why::outside);
}

TEST_F(Parts, AskWhereTheMarksAreGone) {
  Answers whole(set());
  std::vector<SheetPart> parts = {part("A", {"1.3"}, whole)};
  parts[0].base.clear();
  answer(parts[0].answers, "1.3", 4);
  EXPECT_EQ(merge_parts(set(), whole, parts).conflicts.size(), 1u);
}

TEST_F(Parts, CompareReasonsAndEvidenceToo) {
  Answers whole(set());
  answer(whole, "1.3", 3);
  std::vector<SheetPart> parts = {part("A", {"1.3"}, whole)};
  parts[0].answers[index("1.3")].page = "12";
  EXPECT_EQ(merge_parts(set(), whole, parts).taken.size(), 1u);
  EXPECT_EQ(answer_words(set().criteria[static_cast<std::size_t>(index("1.3"))], parts[0].answers[index("1.3")]).vi, "3; trang: 12");
}

TEST_F(Parts, ALinkAloneIsAChange) {
  Answers whole(set());
  answer(whole, "1.3", 3);
  std::vector<SheetPart> parts = {part("A", {"1.3"}, whole), part("B", {"1.4"}, whole)};
  Answer& there = parts[0].answers[index("1.3")];
  there.link = "https://xa.example.vn/qd-12.pdf";
  EXPECT_EQ(merge_parts(set(), whole, parts).taken, (std::vector<TakenAnswer>{{index("1.3"), 0}}));
  const Criterion& criterion = set().criteria[static_cast<std::size_t>(index("1.3"))];
  EXPECT_EQ(answer_words(criterion, there).vi, "3; liên kết hoặc tệp: https://xa.example.vn/qd-12.pdf");
  // Two links differ as two answers do, and one taken away is a change as well.
  whole[index("1.3")].link = "https://xa.example.vn/khac.pdf";
  const Merge merge = merge_parts(set(), whole, parts);
  ASSERT_EQ(merge.conflicts.size(), 1u);
  EXPECT_EQ(merge.conflicts[0].why, MergeConflict::Why::both_changed);
  parts[0].base = answer_marks(set(), whole);
  there.link.clear();
  EXPECT_EQ(merge_parts(set(), whole, parts).taken, (std::vector<TakenAnswer>{{index("1.3"), 0}}));
}

TEST_F(Parts, MarksSurviveTheirText) {
  Answers whole(set());
  answer(whole, "1.3", 3);
  const AnswerMarks marks = answer_marks(set(), whole);
  EXPECT_EQ(marks_of_text(marks_text(marks)), marks);
}

}  // namespace
}  // namespace thuocdo
