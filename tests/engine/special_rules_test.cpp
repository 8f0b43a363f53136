// What is special to one programme's decision and dispatches, each as its users depend on it. What all programmes have in
// common stands in delivered_programmes_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "programme/deadline.h"
#include "programme/programme.h"
#include "report/programme_report.h"
#include "scoring/scorecard.h"
#include "sheet/figures_file.h"
#include "support/sample_answers.h"
#include "support/temp_folder.h"

namespace thuocdo {
namespace {

const Programme& delivered(const std::string& key) {
  static std::map<std::string, LoadedProgramme> all;
  const auto [place, fresh] = all.try_emplace(key);
  if (fresh) place->second = load_programme(THUOCDO_SOURCE_DIR "/templates/" + key);
  EXPECT_TRUE(place->second.programme) << key;
  return *place->second.programme;
}

Timeliness received(const Programme& programme, const char* tier, const char* iso) {
  return timeliness(programme, *programme.tier(tier), *parse_instant(iso));
}

std::vector<ListedProgramme> listed(const Programme& programme) {
  ListedProgramme one;
  one.key = programme.key;
  one.programme = std::make_shared<Programme>(programme);
  return {one};
}

std::string shown(const Programme& programme) { return programmes_text(listed(programme), Page{}); }

// Takes one of the texts out of each sample's answers: the sheet is stopped at every criterion that had it. Nothing is to
// be proved where nothing is claimed, at 0 points.
void expect_blocking_without(const Programme& programme, std::string Answer::*text, Code code) {
  for (const test::ExpectedSample& sample : test::expected_samples(programme.key)) {
    const Tier& tier = *programme.tier(sample.tier);
    Answers answers = test::read_sample(programme.key, tier, sample.name + ".csv");
    const Scorecard whole = score(programme, tier, answers);
    std::set<std::string> given, missed;
    for (std::size_t i = 0; i < tier.set.criteria.size(); ++i) {
      Answer& answer = answers.by_criterion[i];
      if ((answer.*text).empty() || whole.results[i].state != State::scored) continue;
      (answer.*text).clear();
      if (code == Code::evidence_missing && whole.results[i].points.is_zero()) continue;
      given.insert(tier.set.criteria[i].id);
    }
    for (const Finding& found : score(programme, tier, answers).findings) {
      if (found.code != code) continue;
      EXPECT_EQ(programme.severity_of(found), Severity::blocking) << sample.name << " " << found.criterion;
      missed.insert(found.criterion);
    }
    EXPECT_FALSE(given.empty()) << sample.name;
    EXPECT_EQ(missed, given) << sample.name;
  }
}

// --- Gia Lai 2019: decision 169, dispatch 1252 -----------------------------------------------------------------------

TEST(GiaLai2019, AReasonIsDueWhereverTheMaximumIsNotReached) {
  expect_blocking_without(delivered("gialai-cqdt-2019"), &Answer::reason, Code::reason_missing);
}

TEST(GiaLai2019, WhatComesAfterTheTiersDateIsTreatedAsRankedLast) {
  const Programme& programme = delivered("gialai-cqdt-2019");
  EXPECT_EQ(received(programme, "so", "2019-10-17T23:59:59+07:00"), Timeliness::in_time);
  EXPECT_EQ(received(programme, "so", "2019-10-18T00:00+07:00"), Timeliness::late);
  for (const char* tier : {"huyen", "xa"}) {
    EXPECT_EQ(received(programme, tier, "2019-10-18T00:00+07:00"), Timeliness::in_time) << tier;
    EXPECT_EQ(received(programme, tier, "2019-10-25T00:00+07:00"), Timeliness::late) << tier;
  }
  EXPECT_EQ(consequence(programme, Timeliness::late), Consequence::ranked_last);
}

TEST(GiaLai2019, IsVerifiedOnSiteInNovemberAndAReportGoesWithTheSheet) {
  const Programme& programme = delivered("gialai-cqdt-2019");
  ASSERT_FALSE(programme.stages.empty());
  EXPECT_EQ(iso_text(programme.stages.back().before), "2019-12-01");
  EXPECT_THAT(shown(programme), testing::HasSubstr("2.4. Mức độ chuyển đổi\n"));
}

// --- Bình Thuận 2019: decision 1867, dispatch 697 --------------------------------------------------------------------

TEST(BinhThuan2019, FiveWorkingDaysAfterTheSundayAreStillAssessed) {
  Programme programme = delivered("binhthuan-cntt-2019");
  for (const Tier& tier : programme.tiers) {
    EXPECT_EQ(received(programme, tier.key.c_str(), "2019-09-14T23:59+07:00"), Timeliness::in_time);
    EXPECT_EQ(received(programme, tier.key.c_str(), "2019-09-20T23:59+07:00"), Timeliness::within_grace);
    EXPECT_EQ(received(programme, tier.key.c_str(), "2019-09-21T00:00+07:00"), Timeliness::late);
  }
  EXPECT_EQ(consequence(programme, Timeliness::within_grace), Consequence::assessed);
  EXPECT_EQ(consequence(programme, Timeliness::late), Consequence::not_assessed);
  EXPECT_THAT(shown(programme), testing::HasSubstr("so: nhận đến hết ngày 20/09/2019; sau đó không đánh giá, không xếp hạng"));
  // A holiday in the list moves the end on; from Friday to Monday here.
  programme.holidays.push_back(*parse_date("2019-09-17"));
  EXPECT_EQ(received(programme, "so", "2019-09-23T23:59+07:00"), Timeliness::within_grace);
  EXPECT_EQ(received(programme, "so", "2019-09-24T00:00+07:00"), Timeliness::late);
  EXPECT_THAT(shown(programme), testing::HasSubstr("so: nhận đến hết ngày 23/09/2019"));
}

TEST(BinhThuan2019, NoRatioStandsWithoutNumeratorAndDenominator) {
  const Programme& programme = delivered("binhthuan-cntt-2019");
  int ratios = 0;
  for (const Tier& tier : programme.tiers) {
    for (const Criterion& criterion : tier.set.criteria) {
      if (!criterion.rule() || !std::holds_alternative<RatioRule>(*criterion.rule())) continue;
      ++ratios;
      for (const char* given : {"a", "b"}) {
        Answers answers(tier.set);
        answers[tier.set.index(criterion.id)].set(given, Decimal(1));
        const std::string missing = std::string(given) == "a" ? "b" : "a";
        const Findings findings = score(programme, tier, answers).findings;
        EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [&](const Finding& found) {
          return found.code == Code::answer_missing && found.severity == Severity::blocking &&
                 found.criterion == criterion.id && found.field == missing;
        })) << tier.key << " " << criterion.id << " " << missing;
      }
    }
  }
  EXPECT_GT(ratios, 50);
}

// The dispatch names two centres that supply figures. Until theirs are there, what the unit filled in is provisional.
TEST(BinhThuan2019, FiguresOfTheCentresWinOverTheUnitsAndBothAreKept) {
  const Programme& programme = delivered("binhthuan-cntt-2019");
  std::map<std::string, std::set<std::string>> suppliers;  // the same criteria in every tier
  for (const Tier& tier : programme.tiers) {
    for (const Criterion& criterion : tier.set.criteria) {
      if (criterion.supplied_by.empty()) continue;
      suppliers[criterion.supplied_by.vi].insert(tier.key + " " + criterion.id);
      EXPECT_FALSE(criterion.sole_supplier) << tier.key << " " << criterion.id;
    }
  }
  EXPECT_EQ(suppliers, (std::map<std::string, std::set<std::string>>{
                           {"Trung tâm Thông tin", {"so 2.4", "so 3.2", "donvi 2.4", "donvi 3.2", "huyen 2.4", "huyen 3.2"}},
                           {"Trung tâm Công nghệ thông tin và Truyền thông",
                            {"so 2.5", "so 2.6", "so 5.3", "donvi 2.5", "donvi 2.6", "donvi 5.3", "huyen 2.5", "huyen 2.6", "huyen 5.3"}}}));

  AssessedSheet sheet;
  sheet.programme = std::make_shared<Programme>(programme);
  sheet.tier = sheet.programme->tier("huyen");
  sheet.unit = sheet.programme->units_of("huyen").front();
  sheet.answers.emplace(sheet.tier->set);
  const auto index = static_cast<std::size_t>(sheet.tier->set.index("2.5"));
  Answer& answer = sheet.answers->by_criterion[index];
  answer.set("a", Decimal(40));
  answer.set("b", Decimal(40));
  answer.evidence = "Báo cáo số 12";
  sheet.card = score(programme, *sheet.tier, *sheet.answers);
  EXPECT_EQ(sheet.card.results[index].state, State::provisional);
  EXPECT_EQ(sheet.card.results[index].points.text(), "2");

  test::TempFolder folder;
  folder.write("trung-tam.csv", "Mã đơn vị,Mã tiêu chí,Mục,Số liệu,Nguồn\n" + sheet.unit->code + ",2.5,a,30,Hệ thống thư\n");
  Findings of_table;
  supply(sheet, figures_of(read_figures_file(folder.path() / "trung-tam.csv"), programme, of_table));
  EXPECT_TRUE(of_table.empty());
  EXPECT_EQ(sheet.card.results[index].state, State::scored);
  EXPECT_EQ(sheet.card.results[index].points.text(), "1.5");
  EXPECT_EQ(std::get<Decimal>(*answer.find("a")).text(), "40");
  EXPECT_EQ(std::get<Decimal>(*answer.counted("a")).text(), "30");
  EXPECT_THAT(sheet.findings.back().message.vi,
              testing::EndsWith("dùng 30 do Trung tâm Công nghệ thông tin và Truyền thông cung cấp thay cho 40 của đơn vị."));
}

TEST(BinhThuan2019, TheFourStagesHaveTheirDates) {
  const Programme& programme = delivered("binhthuan-cntt-2019");
  std::string dates;
  for (const Stage& stage : programme.stages) dates += iso_text(stage.before) + " ";
  EXPECT_EQ(dates, "2019-09-15 2019-09-30 2019-11-10 2019-11-25 ");
  EXPECT_THAT(shown(programme), testing::HasSubstr("trước 10/11/2019: Hội đồng thẩm định đi thẩm định"));
  const std::string json = programmes_json(listed(programme));
  EXPECT_THAT(json, testing::HasSubstr("\"assessed_until\": \"2019-09-20\""));
  EXPECT_THAT(json, testing::HasSubstr("\"key\": \"trinh-phe-duyet\""));
}

// --- Gia Lai 2020: decision 416 --------------------------------------------------------------------------------------

// It rests on the criteria of 169 as amended by 575: an id means the same in both years, and what is new says so.
TEST(GiaLai2020, KeepsTheIdsOf2019AndMarksWhatWasAmended) {
  const Programme& before = delivered("gialai-cqdt-2019");
  for (const Tier& tier : delivered("gialai-cqdt-2020").tiers) {
    const CriteriaSet& old = before.tier(tier.key)->set;
    int amended = 0;
    for (const Criterion& criterion : tier.set.criteria) {
      if (!criterion.rule()) continue;
      const std::string place = tier.key + " " + criterion.id;
      if (const Criterion* same = old.find(criterion.id)) {
        EXPECT_EQ(kind(*criterion.rule()), kind(*same->rule())) << place;
        EXPECT_EQ(criterion.maximum.text(), same->maximum.text()) << place;
        EXPECT_EQ(criterion.source, same->source) << place;
      } else {
        ++amended;
        EXPECT_EQ(criterion.provenance, Provenance::drafted) << place;
        EXPECT_NE(criterion.source.find("575/QĐ-UBND"), std::string::npos) << place;
      }
    }
    EXPECT_GE(amended, 4) << tier.key;
  }
}

// The report's outline is the tree of the criteria: two parts with their sections.
TEST(GiaLai2020, TheReportHasTheSectionsOfTheCriteria) {
  const Programme& programme = delivered("gialai-cqdt-2020");
  std::vector<std::string> headings, groups;
  for (const ReportSection& section : programme.general_report) headings.push_back(section.heading.text.vi);
  for (const Criterion& criterion : programme.tier("so")->set.criteria)
    if (criterion.is_group() && !criterion.maximum.is_zero()) groups.push_back(criterion.name.vi);
  EXPECT_EQ(headings, groups);
}

// The decision lists how many communes each district has; Chư Păh's 15 would make 221.
TEST(GiaLai2020, TheDistrictsHaveTheirCommunes) {
  std::map<std::string, int> communes;
  for (const Unit* unit : delivered("gialai-cqdt-2020").units_of("xa")) ++communes[unit->parent];
  EXPECT_EQ(communes, (std::map<std::string, int>{{"h-pleiku", 22}, {"h-ankhe", 11}, {"h-ayunpa", 8}, {"h-chupah", 14},
                                                  {"h-chuprong", 20}, {"h-chupuh", 9}, {"h-chuse", 15}, {"h-dakdoa", 17},
                                                  {"h-dakpo", 8}, {"h-ducco", 10}, {"h-iagrai", 13}, {"h-iapa", 9},
                                                  {"h-kbang", 14}, {"h-kongchro", 14}, {"h-krongpa", 14},
                                                  {"h-mangyang", 12}, {"h-phuthien", 10}}));
}

// --- Hà Tĩnh 2021: decision 2853 -------------------------------------------------------------------------------------

// Article 2(2).
TEST(HaTinh2021, TheMilitaryAndTheBorderGuardAreGivenNoSheet) {
  const Programme& programme = delivered("hatinh-cqs-2021");
  for (const char* code : {"so-chqs", "so-bdbp"}) {
    const Unit* unit = programme.unit(code);
    ASSERT_TRUE(unit) << code;
    const std::optional<Finding> refusal = programme.refusal(*unit);
    ASSERT_TRUE(refusal) << code;
    EXPECT_EQ(refusal->code, Code::unit_excluded) << code;
  }
  EXPECT_FALSE(programme.refusal(*programme.unit("tw-ca")));
}

// Articles 1 and 2: annexes 1 to 4, each of six groups and none like another.
TEST(HaTinh2021, EachKindOfUnitHasAnAnnexOfSixGroups) {
  std::set<std::vector<std::string>> annexes;
  for (const Tier& tier : delivered("hatinh-cqs-2021").tiers) {
    int groups = 0;
    std::vector<std::string> criteria;
    for (const Criterion& criterion : tier.set.criteria) {
      if (criterion.depth == 0 && !criterion.maximum.is_zero()) ++groups;
      criteria.push_back(criterion.name.vi + " " + criterion.maximum.text());
    }
    EXPECT_EQ(groups, 6) << tier.key;
    annexes.insert(criteria);
  }
  EXPECT_EQ(annexes.size(), 4u);
}

TEST(HaTinh2021, DistrictsReportTheirCommunesADayEarlierThanTheWindowOfTheOthersEnds) {
  const Programme& programme = delivered("hatinh-cqs-2021");
  EXPECT_EQ(programme.tier("xa")->consolidated_by, "huyen");
  EXPECT_EQ(received(programme, "xa", "2021-11-14T23:59+07:00"), Timeliness::in_time);
  EXPECT_EQ(received(programme, "xa", "2021-11-15T00:00+07:00"), Timeliness::late);
  EXPECT_EQ(received(programme, "huyen", "2021-11-15T23:59+07:00"), Timeliness::in_time);
}

TEST(HaTinh2021, FiguresOf3And6And9MonthsAreRoundsWithoutAssessment) {
  std::string rounds;
  for (const Stage& round : delivered("hatinh-cqs-2021").rounds_without_assessment) {
    EXPECT_EQ(unsigned{round.before.day()}, 15u);
    rounds += round.key + " ";
  }
  EXPECT_EQ(rounds, "3-thang 6-thang 9-thang ");
}

// --- Gia Lai 2023: decision 209, dispatch 2138 -----------------------------------------------------------------------

TEST(GiaLai2023, FiguresForVerificationAndReasonsAreDue) {
  expect_blocking_without(delivered("gialai-dti-2023"), &Answer::evidence, Code::evidence_missing);
  expect_blocking_without(delivered("gialai-dti-2023"), &Answer::reason, Code::reason_missing);
}

TEST(GiaLai2023, CommunesHaveLongerAndWhoWasEarlyIsInTime) {
  const Programme& programme = delivered("gialai-dti-2023");
  EXPECT_EQ(received(programme, "so", "2023-11-02T08:00+07:00"), Timeliness::in_time);  // before the dispatch
  EXPECT_EQ(received(programme, "huyen", "2023-12-25T00:00+07:00"), Timeliness::late);
  EXPECT_EQ(received(programme, "xa", "2024-01-14T23:59+07:00"), Timeliness::in_time);
  EXPECT_EQ(received(programme, "xa", "2024-01-15T00:00+07:00"), Timeliness::late);
  EXPECT_EQ(consequence(programme, Timeliness::late), Consequence::ranked_last);
}

// --- The sample for two tiers ----------------------------------------------------------------------------------------

TEST(Mau2Cap, HasNoDistrictsAndSaysThatItIsASample) {
  const Programme& programme = delivered("mau-2-cap");
  EXPECT_THAT(programme.title.vi, testing::StartsWith("MẪU"));
  EXPECT_THAT(programme.title.en, testing::StartsWith("SAMPLE"));
  for (const Tier& tier : programme.tiers) {
    EXPECT_TRUE(tier.consolidated_by.empty()) << tier.key;
    for (const Criterion& criterion : tier.set.criteria) {
      EXPECT_THAT(criterion.name.vi, testing::Not(testing::HasSubstr("huyện"))) << tier.key << " " << criterion.id;
      if (!criterion.is_group()) {
        EXPECT_EQ(criterion.provenance, Provenance::drafted) << tier.key << " " << criterion.id;
      }
    }
  }
}

TEST(Mau2Cap, FormerCommunesAndExcludedUnitsTakeNoPart) {
  const Programme& programme = delivered("mau-2-cap");
  const auto merged = programme.refusal(*programme.unit("cu-01"));
  ASSERT_TRUE(merged);
  EXPECT_EQ(merged->code, Code::unit_merged);
  EXPECT_THAT(merged->message.vi, testing::HasSubstr(programme.unit("x-01")->name));
  EXPECT_EQ(programme.refusal(*programme.unit("so-quansu"))->code, Code::unit_excluded);
  // Three former communes each carry on as one.
  std::map<std::string, int> former;
  for (const Unit& unit : programme.units)
    if (!unit.merged_into.empty()) ++former[unit.merged_into];
  EXPECT_EQ(former, (std::map<std::string, int>{{"x-01", 3}, {"x-02", 3}}));
}

TEST(Mau2Cap, IsShownWithTheOutlineOfItsReport) {
  const Programme& programme = delivered("mau-2-cap");
  EXPECT_THAT(shown(programme), testing::HasSubstr("  II. Khó khăn, vướng mắc và nguyên nhân\n"));
  EXPECT_THAT(shown(programme), testing::HasSubstr("    1. Chỉ đạo, điều hành, kinh phí\n"));
  EXPECT_THAT(programmes_json(listed(programme)),
              testing::HasSubstr("Difficulties and their causes"));
}

}  // namespace
}  // namespace thuocdo
