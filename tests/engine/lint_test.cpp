// What the linter says before anybody signs: each flaw planted in a programme that is otherwise right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_programme.h"
#include "support/temp_folder.h"

namespace thuocdo {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not found: " + from);
  return text.replace(at, from.size(), to);
}

Findings linted(const std::string& programme, const std::string& criteria) {
  test::TempFolder folder;
  folder.write("nho/programme.xml", programme);
  folder.write("nho/xa.xml", criteria);
  folder.write("nho/units.csv", "code,name,tier,parent,placeholder\nx-1,A,xa,,\n");
  return load_programme(folder.path() / "nho").findings;
}
Findings with_criteria(const std::string& from, const std::string& to) {
  return linted(test::small_programme_xml(), replaced(test::small_criteria_xml(), from, to));
}
Findings with_programme(const std::string& from, const std::string& to) {
  return linted(replaced(test::small_programme_xml(), from, to), test::small_criteria_xml());
}

std::vector<Finding> of(const Findings& findings, Code code) {
  std::vector<Finding> found;
  for (const Finding& one : findings) {
    if (one.code == code) found.push_back(one);
  }
  return found;
}

const std::string yes_no = "<yes-no yes=\"2\"/>";
const std::string with_method(const std::string& words) { return "<method><vi>" + words + "</vi></method>" + yes_no; }

TEST(Lint, ClassesWithAGapBetweenTheirNumbersAreTold) {
  const std::string bands =
      "<bands><band id=\"tot\" from=\"85\"><vi>Tốt (85–100)</vi></band><band id=\"kha\" from=\"70\"><vi>Khá (70–84)</vi></band>"
      "<band id=\"tb\" from=\"50\"><vi>Trung bình (50 đến dưới 70)</vi></band></bands><tiers>";
  const auto gaps = of(with_programme("<tiers>", bands), Code::range_gap);
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_NE(gaps[0].message.vi.find("84,5"), std::string::npos) << gaps[0].message.vi;
  EXPECT_NE(gaps[0].message.en.find("84.5"), std::string::npos) << gaps[0].message.en;
  const auto overlaps = of(with_programme("<tiers>", replaced(bands, "50 đến dưới 70", "50–70")), Code::range_overlap);
  ASSERT_EQ(overlaps.size(), 1u);
  EXPECT_NE(overlaps[0].message.vi.find("70"), std::string::npos);
  // The small programme reaches 55 points: two of these classes are out of reach.
  EXPECT_EQ(of(with_programme("<tiers>", bands), Code::band_unreachable).size(), 2u);
  EXPECT_EQ(of(with_programme("<tiers>", replaced(bands, " from=\"85\"", "")), Code::band_threshold_missing).size(), 1u);
}

TEST(Lint, SharesInTheWordsOfLevelsMayNotOverlap) {
  const std::string before = "<vi>Bí thư là Trưởng ban</vi>";
  const std::string criteria = replaced(replaced(test::small_criteria_xml(), before, "<vi>Từ 80% trở lên</vi>"),
                                        "<vi>Phó Bí thư là Trưởng ban</vi>", "<vi>Từ 50% đến 85%</vi>");
  const auto found = of(linted(test::small_programme_xml(), criteria), Code::range_overlap);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].criterion, "1.2");
  EXPECT_GT(found[0].place.line, 0);
  const std::string apart = replaced(criteria, "Từ 50% đến 85%", "Từ 50% đến dưới 80%");
  EXPECT_TRUE(of(linted(test::small_programme_xml(), apart), Code::range_overlap).empty());
}

TEST(Lint, WordsThatDisagreeWithTheRuleAreTold) {
  EXPECT_EQ(of(with_criteria(yes_no, with_method("Có: 3; Không: 0")), Code::method_lacks).size(), 1u);
  EXPECT_EQ(of(with_criteria(yes_no, with_method("Có: tối đa 3 điểm")), Code::method_disagrees).size(), 1u);
  for (const char* words : {"Có: 2; Không: 0", "Có: điểm tối đa; Không: 0", "Có: 100% điểm", "Theo đánh giá của Tổ công tác"}) {
    const Findings findings = with_criteria(yes_no, with_method(words));
    EXPECT_TRUE(of(findings, Code::method_lacks).empty()) << words;
    EXPECT_TRUE(of(findings, Code::method_disagrees).empty()) << words;
  }
  const std::string choice = "<choice>";
  EXPECT_TRUE(of(with_criteria(choice, "<method><vi>Bí thư: điểm tối đa; Phó Bí thư: 1/2 điểm tối đa; chưa có: 0</vi></method><choice>"), Code::method_lacks).empty());
  EXPECT_EQ(of(with_criteria(choice, "<method><vi>Bí thư: điểm tối đa; Phó Bí thư: 1/4 điểm tối đa; chưa có: 0</vi></method><choice>"), Code::method_lacks).size(), 1u);
}

TEST(Lint, DenominatorsAskedTwiceAndLeftOpenAreTold) {
  const std::string second = "<ratio><a><vi>Số đạt</vi></a><b><vi>Tổng số</vi></b></ratio>";
  const auto twice = of(with_criteria("<judged step=\"0.5\"/>", second), Code::denominator_repeated);
  ASSERT_EQ(twice.size(), 1u);
  EXPECT_EQ(twice[0].criterion, "2.2");
  EXPECT_NE(twice[0].message.en.find("2 criteria (2.2, 2.4)"), std::string::npos) << twice[0].message.en;
  const std::string long_first = replaced(test::small_criteria_xml(), "<vi>Tổng số</vi>", "<vi>Tổng số cán bộ công chức của xã</vi>");
  const auto similar = of(linted(test::small_programme_xml(), replaced(long_first, "<judged step=\"0.5\"/>",
                                                                       replaced(second, "Tổng số", "Tổng số cán bộ công chức xã"))),
                          Code::denominator_similar);
  ASSERT_EQ(similar.size(), 1u);
  EXPECT_EQ(similar[0].severity, Severity::note);
  const auto open = of(linted(test::small_programme_xml(), test::small_criteria_xml()), Code::ratio_open);
  ASSERT_EQ(open.size(), 1u);
  EXPECT_NE(open[0].message.vi.find("(2.2)"), std::string::npos) << open[0].message.vi;
  EXPECT_TRUE(of(with_criteria("<ratio>", "<ratio zero-base=\"full\" excess=\"full\">"), Code::ratio_open).empty());
}

TEST(Lint, WhatNobodyHasToProveOrExplainIsTold) {
  const auto proof = of(with_criteria("id=\"1.1\" number=\"1\"", "id=\"1.1\" evidence=\"none\" reason=\"none\" number=\"1\""), Code::evidence_not_asked);
  ASSERT_EQ(proof.size(), 1u);
  EXPECT_NE(proof[0].message.en.find("(1.1)"), std::string::npos) << proof[0].message.en;
  EXPECT_EQ(of(with_criteria("id=\"1.1\" number=\"1\"", "id=\"1.1\" reason=\"none\" number=\"1\""), Code::reason_not_asked).size(), 1u);
  EXPECT_EQ(of(linted(test::small_programme_xml(), test::small_criteria_xml()), Code::evidence_unnamed).size(), 1u);
}

// A set that schools of Ho Chi Minh City fill in declares 10 points for a group whose four criteria have 3 each.
TEST(Lint, AGroupThatDeclaresLessThanItsCriteriaIsTold) {
  std::string criteria = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><criteria xmlns=\"urn:thuocdo:definition:1\" tier=\"xa\" scale=\"10\"><title><vi>A</vi></title>"
                         "<group id=\"4\" number=\"4\" maximum=\"10\"><name><vi>Nhóm</vi></name>";
  for (const char* id : {"4.1", "4.2", "4.3", "4.4"}) {
    criteria += std::string("<criterion id=\"") + id + "\" number=\"" + id + "\" maximum=\"3\" provenance=\"drafted\"><name><vi>Tiêu chí</vi></name><judged/></criterion>";
  }
  const auto found = of(linted(test::small_programme_xml(), criteria + "</group></criteria>"), Code::parent_maximum_differs);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].message.vi.find("12"), std::string::npos) << found[0].message.vi;
}

TEST(Lint, TheProgrammeDecidesHowMuchAFindingMatters) {
  const std::string checks = "<checks><check code=\"ratio-open\" severity=\"warning\"/></checks><tiers>";
  const auto raised = of(with_programme("<tiers>", checks), Code::ratio_open);
  ASSERT_EQ(raised.size(), 1u);
  EXPECT_EQ(raised[0].severity, Severity::warning);
}

TEST(Lint, ATierWithoutUnitsIsTold) {
  test::TempFolder folder;
  folder.write("nho/programme.xml", replaced(test::small_programme_xml(), "<tiers>",
                                             "<tiers><tier key=\"so\" criteria=\"so.xml\" before=\"2024-01-15\" survey-from=\"2023-01-01\" survey-to=\"2023-12-31\"><vi>Sở</vi></tier>"));
  folder.write("nho/xa.xml", test::small_criteria_xml());
  folder.write("nho/so.xml", replaced(test::small_criteria_xml(), "tier=\"xa\"", "tier=\"so\""));
  folder.write("nho/units.csv", "code,name,tier,parent,placeholder\nx-1,A,xa,,\n");
  EXPECT_EQ(of(load_programme(folder.path() / "nho").findings, Code::tier_without_units).size(), 1u);
}

}  // namespace
}  // namespace thuocdo
