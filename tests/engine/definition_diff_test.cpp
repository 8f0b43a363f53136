#include "programme/definition_diff.h"

#include <gtest/gtest.h>

#include "support/small_programme.h"

namespace thuocdo {
namespace {

using test::TempFolder;

Programme with(std::initializer_list<std::pair<std::string, std::string>> replacements) {
  std::string criteria = test::small_criteria_xml();
  for (const auto& [from, to] : replacements) {
    const std::size_t at = criteria.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) criteria.replace(at, from.size(), to);
  }
  TempFolder folder;
  folder.write("programme.xml", test::small_programme_xml());
  folder.write("xa.xml", criteria);
  folder.write("units.csv", "code,name,tier,parent,placeholder\nx-1,Xã Một,xa,,\n");
  LoadedProgramme loaded = load_programme(folder.path());
  if (!loaded.programme) throw std::runtime_error(loaded.findings.at(0).line(Language::english));
  return *loaded.programme;
}

std::vector<std::string> changes(const CriteriaDiff& diff) {
  std::vector<std::string> list;
  for (const Change& change : diff.changes) {
    list.push_back(change.id + " " + std::string(change_text(change.kind)) + " " + change.what.en + ": " + change.before.in(Language::english) + " > " +
                   change.after.in(Language::english));
  }
  return list;
}

using Strings = std::vector<std::string>;

TEST(DefinitionDiff, NothingChanged) {
  const CriteriaDiff diff = diff_criteria(with({}), with({}));
  EXPECT_TRUE(diff.changes.empty());
  EXPECT_TRUE(diff.findings.empty());
}

TEST(DefinitionDiff, MaximumRuleWordingAndSettings) {
  const Programme changed = with({{"maximum=\"2\" provenance=\"drafted\" not-applicable=\"allowed\"", "maximum=\"3\" provenance=\"drafted\""},
                                  {"<yes-no yes=\"2\"/>", "<yes-no yes=\"3\"/>"},
                                  {"<en>Share</en>", "<en>Ratio</en>"},
                                  {"number=\"8\"", "number=\"9\""}});
  EXPECT_EQ(changes(diff_criteria(with({}), changed)),
            (Strings{"1.1 maximum Maximum: 2 > 3", "1.1 rule Rule: Yes: 2; No: 0 > Yes: 3; No: 0",
                     "1.1 settings Settings: Drafted by Thước Đo, not official; may not apply > Drafted by Thước Đo, not official",
                     "2.2 wording Name: Share > Ratio", "2.5 place Number: 8 > 9"}));
}

TEST(DefinitionDiff, AddedRemovedAndUnstableIds) {
  const CriteriaDiff diff = diff_criteria(with({}), with({{"id=\"2.4\"", "id=\"2.9\""}}));
  EXPECT_EQ(changes(diff), (Strings{"2.9 added Criterion:  > Judged", "2.4 removed Criterion: Judged > "}));
  ASSERT_EQ(diff.findings.size(), 1u);
  EXPECT_EQ(diff.findings[0].code, Code::id_unstable);
  EXPECT_EQ(diff.findings[0].criterion, "2.9");
  EXPECT_GT(diff.findings[0].place.line, 0);
}

TEST(DefinitionDiff, AnIdThatNowMeansAnotherCriterion) {
  const CriteriaDiff diff = diff_criteria(with({}), with({{"<vi>Tỷ lệ</vi>", "<vi>X</vi>"}, {"<vi>Chấm</vi>", "<vi>Tỷ lệ</vi>"}, {"<vi>X</vi>", "<vi>Chấm</vi>"}}));
  ASSERT_EQ(diff.findings.size(), 2u);
  EXPECT_EQ(diff.findings[0].code, Code::id_reused);
  EXPECT_EQ(diff.findings[0].criterion, "2.2");
}

TEST(DefinitionDiff, TiersComeAndGo) {
  Programme one = with({});
  Programme other = one;
  other.tiers[0].key = "phuong";
  const CriteriaDiff diff = diff_criteria(one, other);
  ASSERT_EQ(diff.changes.size(), 2u);
  EXPECT_EQ(diff.changes[0].tier, "phuong");
  EXPECT_EQ(diff.changes[0].kind, ChangeKind::added);
  EXPECT_EQ(diff.changes[1].kind, ChangeKind::removed);
  EXPECT_EQ(diff_criteria(one, other, "xa").changes.size(), 1u);
}

}  // namespace
}  // namespace thuocdo
