// Sums of unrounded points, levels by points, the announced scale, and the conventions that a programme settles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "number/exact_sum.h"
#include "programme/conventions.h"
#include "programme/criteria_reader.h"
#include "programme/definition_diff.h"
#include "programme/definition_writer.h"
#include "programme/store.h"
#include "scoring/scorecard.h"
#include "support/temp_folder.h"

namespace thuocdo {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path templates = std::filesystem::path(THUOCDO_SOURCE_DIR) / "tests/addin/templates";

std::string text_of(const std::string& file) {
  std::ifstream in(templates / "tron-2024" / file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

LoadedProgramme loaded(const std::string& programme, const std::string& criteria) {
  test::TempFolder folder;
  folder.write("programme.xml", programme);
  folder.write("xa.xml", criteria);
  folder.write("units.csv", text_of("units.csv"));
  return load_programme(folder.path());
}

bool has(const Findings& findings, Code code) {
  for (const Finding& found : findings) {
    if (found.code == code) return true;
  }
  return false;
}

class Sums_ : public ::testing::Test {
 protected:
  Sums_() : store(templates), programme(store.find("tron-2024")) {}
  void SetUp() override { ASSERT_TRUE(programme); }
  const CriteriaSet& set() const { return programme->tiers[0].set; }
  Answers thirds() const {
    Answers answers(set());
    for (const char* id : {"1.1", "1.2", "1.3"}) {
      answers[set().index(id)].set("a", Decimal(1));
      answers[set().index(id)].set("b", Decimal(3));
    }
    for (const char* item : {"item:x", "item:y", "item:z"}) answers[set().index("2.1")].set(item, "Có");
    return answers;
  }

  ProgrammeStore store;
  std::shared_ptr<const Programme> programme;
};

TEST(ExactSum, IsRoundedOnceAndHoldsWhatAFractionCannot) {
  ExactSum sum;
  Ratio ratio;
  int terms = 0;
  for (int denominator : {7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109}) {
    const Ratio one = Ratio(Decimal(1)) / Ratio(Decimal(denominator));
    sum.add(one);
    ratio = ratio + one;
    ++terms;
  }
  EXPECT_TRUE(ratio.overflowed());
  EXPECT_TRUE(sum.ratio().overflowed());
  EXPECT_EQ(sum.round(6)->text(), "0.807614");
  ExactSum tie;
  for (int i = 0; i < 3; ++i) tie.add(Ratio(Decimal(1)) / Ratio(Decimal(6)));
  EXPECT_EQ(tie.round(0)->text(), "1");
  EXPECT_EQ(tie.ratio().text(), "0.5");
  ExactSum below;
  below.add(Ratio(*Decimal::parse_plain("-0.125")));
  EXPECT_EQ(below.round(2)->text(), "-0.13");
  below.at_least(Decimal());
  EXPECT_EQ(below.round(2)->text(), "0");
}

TEST_F(Sums_, OrderTotalAddsWhatIsNotRounded) {
  const Scorecard card = score(*programme, programme->tiers[0], thirds());
  EXPECT_EQ(card.results[1].points.text(), "3.33");
  EXPECT_EQ(card.results[0].points.text(), "10");
  EXPECT_EQ(card.total.text(), "12");
  Programme other = *programme;
  other.rounding_order = RoundingOrder::criteria;
  const Scorecard rounded = score(other, other.tiers[0], thirds());
  EXPECT_EQ(rounded.results[0].points.text(), "9.99");
  EXPECT_EQ(rounded.total.text(), "11.99");
  EXPECT_THAT(why(*programme, set().criteria[1], thirds()[1], card.results[1]).vi, HasSubstr("tổng điểm cộng từ điểm chưa làm tròn"));
}

TEST_F(Sums_, ATotalMayBeCoarserThanItsCriteriaOnlyWhereNothingIsRoundedTwice) {
  const std::string coarse = replaced(text_of("programme.xml"), "total=\"2\"", "total=\"0\"");
  EXPECT_FALSE(has(loaded(coarse, text_of("xa.xml")).findings, Code::rounded_twice));
  EXPECT_TRUE(has(loaded(replaced(coarse, " order=\"total\"", ""), text_of("xa.xml")).findings, Code::rounded_twice));
}

TEST_F(Sums_, LevelsFollowThePoints) {
  const Criterion& group = *set().find("1");
  EXPECT_EQ(level_of(group, Decimal(10))->id, "muc-2");
  EXPECT_EQ(level_of(group, *Decimal::parse_plain("9.99"))->id, "muc-1");
  EXPECT_EQ(level_of(group, *Decimal::parse_plain("4.99")), nullptr);
  const Scorecard card = score(*programme, programme->tiers[0], thirds());
  EXPECT_THAT(why(*programme, group, {}, card.results[0]).vi, HasSubstr("Mức: Mức 2"));
  EXPECT_THAT(why(*programme, *set().find("2.1"), thirds()[set().index("2.1")], card.results.back()).en, HasSubstr("Level: Complete."));
}

TEST_F(Sums_, ImpossibleLevelsAreRefused) {
  const std::string criteria = text_of("xa.xml");
  for (const auto& [from, to] : {std::pair{"from=\"10\"", "from=\"31\""}, std::pair{"from=\"5\"", "from=\"10\""},
                                 std::pair{"from=\"5\"", "from=\"5.005\""}}) {
    EXPECT_TRUE(has(loaded(text_of("programme.xml"), replaced(criteria, from, to)).findings, Code::level_impossible)) << to;
  }
  EXPECT_TRUE(has(loaded(text_of("programme.xml"), replaced(criteria, "id=\"muc-1\"", "id=\"muc-2\"")).findings, Code::id_duplicate));
  EXPECT_TRUE(has(loaded(text_of("programme.xml"), replaced(criteria, "number=\"II\" maximum=\"2\"", "number=\"II\" maximum=\"2\" role=\"deduction\"")).findings,
                  Code::level_impossible));
}

TEST_F(Sums_, TheAnnouncedScaleIsHeldAgainstTheMaxima) {
  EXPECT_FALSE(has(loaded(text_of("programme.xml"), text_of("xa.xml")).findings, Code::scale_differs));
  const LoadedProgramme other = loaded(text_of("programme.xml"), replaced(text_of("xa.xml"), "scale=\"32\"", "scale=\"100\""));
  ASSERT_TRUE(other.programme);
  EXPECT_TRUE(has(other.findings, Code::scale_differs));
  const CriteriaDiff diff = diff_criteria(*programme, *other.programme);
  ASSERT_EQ(diff.changes.size(), 1u);
  EXPECT_EQ(diff.changes[0].what.vi, "Tổng điểm công bố");
}

TEST_F(Sums_, FilesKeepOrderLevelsAndScale) {
  const LoadedProgramme again = loaded(programme_xml(*programme), criteria_xml(set(), "xa"));
  ASSERT_TRUE(again.programme);
  EXPECT_EQ(again.programme->digest, programme->digest);
  EXPECT_NE(loaded(replaced(text_of("programme.xml"), " order=\"total\"", ""), text_of("xa.xml")).programme->digest, programme->digest);
  Findings findings;
  const auto levels = read_levels(levels_xml(set().find("1")->levels), findings);
  ASSERT_TRUE(levels);
  EXPECT_EQ(levels->size(), 2u);
  EXPECT_FALSE(read_levels("<levels/>", findings));
  EXPECT_FALSE(read_levels("<yes-no/>", findings));
}

std::vector<std::string> told(const Programme& programme) {
  std::vector<std::string> list;
  for (const Text& sentence : conventions(programme, programme.tiers[0])) {
    EXPECT_FALSE(sentence.en.empty());
    list.push_back(sentence.vi);
  }
  return list;
}

TEST_F(Sums_, ConventionsSayWhatTheProgrammeSettles) {
  EXPECT_THAT(told(*programme), ::testing::ElementsAre(
      HasSubstr("Cộng điểm chưa làm tròn"),
      "Mẫu số bằng 0: 0 điểm ở 1 (1.1); tiêu chí khác không nhận số liệu (mặc định, vì văn bản không nêu).",
      "Tử số lớn hơn mẫu số: tính như bằng mẫu số ở 3 (1.3); tiêu chí khác không nhận số liệu (mặc định, vì văn bản không nêu).",
      "Không tiêu chí nào được chọn “Không áp dụng”.",
      "Xếp hạng theo tổng điểm; bằng điểm thì đồng hạng, hạng tiếp theo bỏ cách (1, 2, 2, 4) (mặc định, vì văn bản không nêu).",
      HasSubstr("Phiếu nộp trước ngày 10/01/2025; sau đó: "),
      "Số liệu lấy từ ngày 01/01/2024 đến hết ngày 31/12/2024."));
}

TEST_F(Sums_, ConventionsSayWhereADefaultStandsIn) {
  Programme silent = *programme;
  silent.rounding_order.reset();
  EXPECT_THAT(told(silent).front(), HasSubstr("rồi mới cộng"));
  EXPECT_THAT(told(silent).front(), HasSubstr("mặc định, vì văn bản không nêu"));
  silent.rounding_order = RoundingOrder::criteria;
  EXPECT_THAT(told(silent).front(), Not(HasSubstr("mặc định")));
  silent.not_applicable_stated = false;
  EXPECT_THAT(told(silent), Contains("Không tiêu chí nào được chọn “Không áp dụng” (mặc định, vì văn bản không nêu)."));
}

TEST(Conventions, NameBonusesAndDeductions) {
  ProgrammeStore store(templates);
  const auto programme = store.find("nhom-2024");
  ASSERT_TRUE(programme);
  EXPECT_THAT(told(*programme), Contains("Điểm thưởng nhóm II (2): cộng nhiều nhất 5; Điểm trừ nhóm III (3): trừ nhiều nhất 5; "
                                         "không tính vào điểm tối đa, tổng điểm không xuống dưới 0."));
}

}  // namespace
}  // namespace thuocdo
