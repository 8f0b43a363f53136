// Groups of bonuses and deductions: what they are worth, how they are told, and that files and tables keep them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "programme/criteria_reader.h"
#include "programme/definition_diff.h"
#include "programme/definition_writer.h"
#include "programme/store.h"
#include "report/sheet_report.h"
#include "scoring/scorecard.h"
#include "sheet/criteria_export.h"
#include "support/temp_folder.h"

namespace thuocdo {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path templates = std::filesystem::path(THUOCDO_SOURCE_DIR) / "tests/addin/templates";

std::string criteria_text() {
  std::ifstream file(templates / "nhom-2024/xa.xml");
  return {std::istreambuf_iterator<char>(file), {}};
}

class Roles : public ::testing::Test {
 protected:
  Roles() : store(templates), programme(store.find("nhom-2024")) {}

  void SetUp() override { ASSERT_TRUE(programme); }
  const Tier& tier() const { return programme->tiers[0]; }
  const Criterion& criterion(std::string_view id) const { return *tier().set.find(id); }

  // Everything answered: a plan, `online` of 100 applications, initiatives, a model, late reports, a leak.
  Answers answers(int online, int initiatives, bool model, int late, bool leak) const {
    Answers given(tier().set);
    const auto set = [&](std::string_view id, std::string_view field, Value value) {
      Answer& answer = given[tier().set.index(id)];
      answer.set(field, std::move(value));
      answer.evidence = "Số 1/BC";
    };
    set("1.1", "value", online > 0 ? "Có" : "Không");
    set("1.2", "a", Decimal(online));
    set("1.2", "b", Decimal(100));
    set("2.1", "value", Decimal(initiatives));
    set("2.2", "value", model ? "Có" : "Không");
    set("3.1", "value", Decimal(late));
    set("3.2", "value", leak ? "Có" : "Không");
    return given;
  }
  Scorecard card(const Answers& given) const { return score(*programme, tier(), given); }
  std::string points(const Scorecard& card, std::string_view id) const {
    return card.results[static_cast<std::size_t>(tier().set.index(id))].points.text();
  }

  ProgrammeStore store;
  std::shared_ptr<const Programme> programme;
};

bool has(const Findings& findings, Code code, std::string_view criterion) {
  for (const Finding& found : findings) {
    if (found.code == code && found.criterion == criterion) return true;
  }
  return false;
}

TEST_F(Roles, TheyAreNoPartOfTheMaximum) {
  EXPECT_EQ(tier().set.maximum.text(), "15");
  EXPECT_EQ(card(answers(100, 0, false, 0, false)).maximum.text(), "15");
  EXPECT_EQ(criterion("2").shown_maximum().text(), "5");
  EXPECT_EQ(criterion("3").shown_maximum().text(), "-5");
  EXPECT_EQ(criterion("3.1").shown_maximum().text(), "-4");
  EXPECT_EQ(criterion("3.2").role, Role::deduction);
}

TEST_F(Roles, BonusesAreAddedAndDeductionsTakenOff) {
  const Scorecard all = card(answers(50, 1, true, 3, false));
  EXPECT_EQ(points(all, "1"), "10");
  EXPECT_EQ(points(all, "2.1"), "2");
  EXPECT_EQ(points(all, "2"), "4");
  EXPECT_EQ(points(all, "3.1"), "-1.5");
  EXPECT_EQ(points(all, "3.2"), "0");
  EXPECT_EQ(points(all, "3"), "-1.5");
  EXPECT_EQ(all.total.text(), "12.5");
}

TEST_F(Roles, AGroupAddsOrTakesOffAtMostItsMaximum) {
  const Scorecard all = card(answers(100, 2, true, 8, true));
  EXPECT_EQ(points(all, "2"), "5");
  EXPECT_EQ(points(all, "3"), "-5");
  EXPECT_EQ(card(answers(100, 2, true, 0, false)).total.text(), "20");  // above the maximum
}

TEST_F(Roles, TheTotalNeverFallsBelowZero) {
  const Scorecard all = card(answers(0, 0, false, 8, true));
  EXPECT_EQ(points(all, "3"), "-5");
  EXPECT_EQ(all.total.text(), "0");
}

TEST_F(Roles, NoReasonIsAskedForAndEvidenceForBonusesOnly) {
  Answers given = answers(50, 1, false, 3, true);
  for (Answer& answer : given.by_criterion) answer.evidence.clear();
  const Findings findings = card(given).findings;
  for (const char* id : {"2.1", "2.2", "3.1", "3.2"}) EXPECT_FALSE(has(findings, Code::reason_missing, id)) << id;
  EXPECT_TRUE(has(findings, Code::reason_missing, "1.2"));
  EXPECT_TRUE(has(findings, Code::evidence_missing, "2.1"));
  EXPECT_FALSE(has(findings, Code::evidence_missing, "3.1"));
  EXPECT_FALSE(has(findings, Code::evidence_missing, "3.2"));
}

// The programme gives all points for what does not apply; a bonus is none of them.
TEST_F(Roles, WhatDoesNotApplyIsNoBonus) {
  Answers given = answers(100, 1, false, 0, false);
  Answer& model = given[tier().set.index("2.2")];
  model = {};
  model.not_applicable = true;
  const Scorecard all = card(given);
  EXPECT_EQ(points(all, "2.2"), "0");
  EXPECT_EQ(all.total.text(), "17");
  const Text reasons = why(*programme, criterion("2.2"), model, all.results[5]);
  EXPECT_THAT(reasons.vi, HasSubstr("không cộng, không trừ điểm"));
}

TEST_F(Roles, WhySaysWhatIsAddedAndTakenOff) {
  const Answers given = answers(50, 1, true, 3, false);
  const Scorecard all = card(given);
  const auto told = [&](std::string_view id) {
    const int index = tier().set.index(id);
    return why(*programme, criterion(id), given[index], all.results[static_cast<std::size_t>(index)]);
  };
  EXPECT_THAT(told("2.1").vi, HasSubstr("Điểm thưởng. "));
  EXPECT_THAT(told("2.1").vi, HasSubstr("+2 điểm thưởng (nhiều nhất 4)."));
  EXPECT_THAT(told("3.1").vi, HasSubstr("trừ 1,5 điểm (nhiều nhất 4)."));
  EXPECT_THAT(told("3.1").vi, Not(HasSubstr("mất")));
  EXPECT_THAT(told("3.1").en, HasSubstr("1.5 points off (at most 4)."));
  EXPECT_THAT(told("3").vi, HasSubstr("trừ 1,5 điểm (nhiều nhất 5)"));
}

TEST_F(Roles, PrintedNamesSayIt) {
  const CriteriaSet& set = tier().set;
  EXPECT_EQ(set.printed_name(criterion("2")).vi, "Sáng kiến (điểm thưởng, không tính vào điểm tối đa)");
  EXPECT_EQ(set.printed_name(criterion("3")).vi, "Vi phạm (điểm trừ, không tính vào điểm tối đa)");
  EXPECT_EQ(set.printed_name(criterion("2.1")).vi, "Sáng kiến được công nhận");
  EXPECT_EQ(set.printed_name(criterion("1")).vi, "Chuyển đổi số");
}

TEST_F(Roles, FilesKeepThem) {
  Findings findings;
  const CriteriaSet again = read_criteria(criteria_xml(tier().set, "xa"), "xa.xml", "xa", findings);
  EXPECT_TRUE(findings.empty());
  EXPECT_EQ(criteria_xml(again, "xa"), criteria_xml(tier().set, "xa"));
  EXPECT_EQ(again.find("3.2")->role, Role::deduction);
  EXPECT_THAT(canonical_text(*programme), HasSubstr("role=bonus\n"));
}

TEST_F(Roles, DiffTellsWhenAGroupBecomesABonus) {
  std::string changed = criteria_text();
  const std::string role = " role=\"bonus\"";
  changed.erase(changed.find(role), role.size());
  Findings findings;
  Programme other = *programme;
  other.tiers[0].set = read_criteria(changed, "xa.xml", "xa", findings);
  const CriteriaDiff diff = diff_criteria(other, *programme);
  bool told = false;
  for (const Change& change : diff.changes) told |= change.id == "2" && change.kind == ChangeKind::settings && change.after.vi == "nhóm điểm thưởng";
  EXPECT_TRUE(told);
}

Findings reading(const std::string& from, const std::string& to) {
  std::string text = criteria_text();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  Findings findings;
  read_criteria(text, "xa.xml", "xa", findings);
  return findings;
}

TEST_F(Roles, ABonusGroupMayOfferMoreThanItCountsButNotLess) {
  EXPECT_TRUE(reading("number=\"II\" maximum=\"5\"", "number=\"II\" maximum=\"6\"").empty());
  EXPECT_TRUE(has(reading("number=\"II\" maximum=\"5\"", "number=\"II\" maximum=\"7\""), Code::parent_maximum_differs, "2"));
}

TEST_F(Roles, ARoleInsideARoleIsRefused) {
  const std::string inner = "<group id=\"3.9\" number=\"9\" role=\"bonus\"><name><vi>Trong</vi></name>"
                            "<criterion id=\"3.9.1\" number=\"1\" maximum=\"1\" provenance=\"drafted\"><name><vi>Một</vi></name><yes-no yes=\"1\"/></criterion></group>";
  EXPECT_TRUE(has(reading("<criterion id=\"3.1\"", inner + "<criterion id=\"3.1\""), Code::role_nested, "3.9"));
  EXPECT_TRUE(has(reading("role=\"bonus\"", "role=\"thuong\""), Code::value_invalid, "2"));
}

}  // namespace
}  // namespace thuocdo
