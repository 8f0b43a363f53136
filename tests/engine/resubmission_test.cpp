// Which of several submissions of one unit counts.
#include <gtest/gtest.h>

#include "ranking/unit_sheets.h"

namespace thuocdo {
namespace {

UnitSheet submission(std::string file, std::string digest, std::string submitted, std::string replaces = {}) {
  UnitSheet sheet;
  sheet.file = std::move(file);
  sheet.refused = false;
  sheet.digest = std::move(digest);
  sheet.check_code = submitted.empty() ? "" : "CODE";
  sheet.submitted = std::move(submitted);
  sheet.replaces = std::move(replaces);
  return sheet;
}

std::string used(std::vector<UnitSheet>& sheets) {
  std::vector<UnitSheet*> pointers;
  for (UnitSheet& sheet : sheets) pointers.push_back(&sheet);
  const Unit unit{};
  const ChosenSheet choice = choose(unit, pointers);
  return choice.used == nullptr ? std::string(unranked_text(choice.reason)) : choice.used->file;
}

bool told(const UnitSheet& sheet, Code code) {
  for (const Finding& finding : sheet.findings) {
    if (finding.code == code) return true;
  }
  return false;
}

TEST(Resubmission, TheOneThatNamesTheOtherAsReplacedCountsWhateverItsName) {
  std::vector<UnitSheet> sheets = {submission("a-later", "2", "2023-12-02", "1"), submission("b-first", "1", "2023-12-01")};
  EXPECT_EQ(used(sheets), "a-later");
  EXPECT_TRUE(told(sheets[1], Code::sheet_replaced));
  EXPECT_TRUE(sheets[0].findings.empty());
}

TEST(Resubmission, AlongAChainTheLastOneCounts) {
  std::vector<UnitSheet> sheets = {submission("1", "1", "2023-12-01"), submission("2", "2", "2023-12-02", "1"),
                                   submission("3", "3", "2023-12-03", "2")};
  EXPECT_EQ(used(sheets), "3");
  EXPECT_TRUE(told(sheets[0], Code::sheet_replaced));
  EXPECT_TRUE(told(sheets[1], Code::sheet_replaced));
}

TEST(Resubmission, AUnitMayComeBackToWhatItHadFirst) {
  std::vector<UnitSheet> sheets = {submission("1", "1", "2023-12-01"), submission("2", "2", "2023-12-02", "1"),
                                   submission("3", "1", "2023-12-03", "2")};
  EXPECT_EQ(used(sheets), "3");
}

TEST(Resubmission, TheSameAgainIsNoConflict) {
  std::vector<UnitSheet> sheets = {submission("1", "1", "2023-12-01"), submission("2", "1", "2023-12-02", "1")};
  EXPECT_EQ(used(sheets), "2");
}

TEST(Resubmission, WhatNobodyReplacesStillConflicts) {
  std::vector<UnitSheet> gap = {submission("1", "1", "2023-12-01"), submission("3", "3", "2023-12-03", "2")};
  EXPECT_EQ(used(gap), "conflicting");
  std::vector<UnitSheet> two = {submission("1", "1", "2023-12-01"), submission("2", "2", "2023-12-02", "1"),
                                submission("other", "3", "2023-12-02", "1")};
  EXPECT_EQ(used(two), "conflicting");
}

TEST(Resubmission, ADraftAndARefusedSheetReplaceNothing) {
  std::vector<UnitSheet> draft = {submission("1", "1", "2023-12-01"), submission("draft", "2", "", "1")};
  EXPECT_EQ(used(draft), "conflicting");
  std::vector<UnitSheet> refused = {submission("1", "1", "2023-12-01"), submission("2", "2", "2023-12-02", "1")};
  refused[1].refused = true;
  EXPECT_EQ(used(refused), "1");
}

TEST(Resubmission, TwoInOneSecondAreTold) {
  std::vector<UnitSheet> sheets = {submission("1", "1", "2023-12-01"), submission("2", "2", "2023-12-01", "1")};
  EXPECT_EQ(used(sheets), "2");
  std::vector<UnitSheet> circle = {submission("1", "1", "2023-12-01", "2"), submission("2", "2", "2023-12-01", "1")};
  EXPECT_EQ(used(circle), "conflicting");
}

TEST(Resubmission, AnEarlierOneReplacesNoLaterOne) {
  std::vector<UnitSheet> sheets = {submission("1", "1", "2023-12-03"), submission("2", "2", "2023-12-02", "1")};
  EXPECT_EQ(used(sheets), "conflicting");
}

}  // namespace
}  // namespace thuocdo
