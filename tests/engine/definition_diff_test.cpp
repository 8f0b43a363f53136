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

TEST(DefinitionDiff, PartsOfARule) {
  const auto rule = [](const std::string& from, const std::string& to) {
    const Strings found = changes(diff_criteria(with({{"<yes-no yes=\"2\"/>", from}}), with({{"<yes-no yes=\"2\"/>", to}})));
    return found.size() == 1 ? found[0] : std::to_string(found.size()) + " changes";
  };
  const std::string ratio = "<ratio><a><vi>A</vi></a><b><vi>B</vi></b>";
  EXPECT_EQ(rule(ratio + "</ratio>", ratio + "<except id=\"c\"><vi>C</vi></except></ratio>"),
            "1.1 rule Rule: a = A; b = B. Share = a/b. Points = share × 2 > "
            "a = A; b = B; taken off b: C. Share = a/b (b is what is left). Points = share × 2");
  const std::string best = "<best><case id=\"a\"><vi>A</vi><judged/></case><case id=\"b\"><vi>B</vi>";
  EXPECT_EQ(rule(best + "<yes-no yes=\"1\"/></case></best>", best + "<yes-no yes=\"2\"/></case></best>"),
            "1.1 rule Rule: The case that earns most counts: (1) A – Judged from 0 to 2 points; (2) B – Yes: 1; No: 0 > "
            "The case that earns most counts: (1) A – Judged from 0 to 2 points; (2) B – Yes: 2; No: 0");
  const std::string formula = "<formula><variable name=\"x\"><vi>X</vi></variable>";
  EXPECT_EQ(rule(formula + "<branch id=\"a\" points=\"x\"/></formula>", formula + "<branch id=\"a\" points=\"max / x\"/></formula>"),
            "1.1 rule Rule: x = X. Points = x. Below 0 counts as 0, above 2 as 2 > "
            "x = X. Points = 2 / x. Below 0 counts as 0, above 2 as 2");
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
