// units.csv: who is assessed, who is left out and why, and who carries on with whom.
#include <gtest/gtest.h>

#include <chrono>

#include "programme/programme.h"
#include "ranking/consolidation.h"
#include "support/fods_writer.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using test::TempFolder;

constexpr const char* header = "code,name,tier,parent,placeholder,valid-from,valid-to,merged-into,excluded\n";

// The small programme's sheets are in time until the end of 14/1/2024.
LoadedProgramme load(const std::string& units, const std::string& programme = test::small_programme_xml()) {
  TempFolder folder;
  folder.write("programme.xml", programme);
  folder.write("xa.xml", test::small_criteria_xml());
  folder.write("units.csv", units);
  return load_programme(folder.path());
}

std::vector<Code> codes(const LoadedProgramme& loaded) {
  std::vector<Code> found;
  for (const Finding& finding : loaded.findings) {
    if (finding.place.file == "units.csv") found.push_back(finding.code);
  }
  return found;
}

TEST(Units, LeavesOutWhoIsExcludedOrDoesNotExist) {
  const auto loaded = load(std::string(header) +
                           "x-1,Xã Một,xa,,,,,,\n"
                           "x-2,Xã Hai,xa,,,,2024-01-14,,\n"          // exists on the last day
                           "x-3,Xã Ba,xa,,,,2024-01-13,x-1,\n"        // merged the day before
                           "x-4,Xã Bốn,xa,,,2024-01-14,,,\n"          // founded in time
                           "x-5,Xã Năm,xa,,,2024-01-15,,,\n"          // too late
                           "x-6,Đơn vị Sáu,xa,,,,,,lực lượng vũ trang\n"
                           "x-7,Xã Bảy,xa,,,,2023-06-30,,\n");        // gone without an heir
  ASSERT_TRUE(loaded.programme) << loaded.findings[0].line(Language::english);
  const Programme& programme = *loaded.programme;
  std::string taking_part;
  for (const Unit* unit : programme.units_of("xa")) taking_part += unit->code + " ";
  EXPECT_EQ(taking_part, "x-1 x-2 x-4 ");
  const auto code = [&](const char* unit) { return programme.refusal(*programme.unit(unit))->code; };
  EXPECT_FALSE(programme.refusal(*programme.unit("x-1")));
  EXPECT_EQ(code("x-3"), Code::unit_merged);
  EXPECT_EQ(code("x-5"), Code::unit_not_yet);
  EXPECT_EQ(code("x-6"), Code::unit_excluded);
  EXPECT_EQ(code("x-7"), Code::unit_no_longer);
  EXPECT_NE(programme.refusal(*programme.unit("x-3"))->message.vi.find("Xã Một"), std::string::npos);
  EXPECT_NE(programme.refusal(*programme.unit("x-6"))->message.vi.find("lực lượng vũ trang"), std::string::npos);
}

TEST(Units, TheFurtherColumnsMayBeSomeOfThemInAnyOrder) {
  const auto loaded = load("code,name,tier,parent,placeholder,excluded,valid-from\nx-1,A,xa,,,,2020-01-01\nx-2,B,xa,,,vì thế,\n");
  ASSERT_TRUE(loaded.programme);
  EXPECT_EQ(iso_text(*loaded.programme->unit("x-1")->valid_from), "2020-01-01");
  EXPECT_EQ(loaded.programme->unit("x-2")->excluded, "vì thế");
  EXPECT_TRUE(load("code,name,tier,parent,placeholder\nx-1,A,xa,,\n").programme);
  for (const char* wrong : {"code,name,tier,parent\nx-1,A,xa,\n", "code,name,tier,parent,placeholder,parent\nx-1,A,xa,,,\n",
                            "code,name,tier,parent,placeholder,colour\nx-1,A,xa,,,\n",
                            "name,code,tier,parent,placeholder\nA,x-1,xa,,\n",
                            "code,name,tier,parent,placeholder,excluded,excluded\nx-1,A,xa,,,,\n"}) {
    EXPECT_EQ(codes(load(wrong)), std::vector{Code::value_invalid}) << wrong;
  }
}

TEST(Units, DatesAndMergersAreCheckedByLine) {
  const auto found = [](const std::string& lines) { return codes(load(header + lines)); };
  using Codes = std::vector<Code>;
  EXPECT_EQ(found("x-1,A,xa,,,2024-02-01,2024-01-31,,\n"), Codes{Code::value_invalid});
  EXPECT_EQ(found("x-1,A,xa,,,2024-02-30,,,\n"), Codes{Code::value_invalid});
  EXPECT_EQ(found("x-1,A,xa,,,01/02/2024,,,\n"), Codes{Code::value_invalid});
  EXPECT_EQ(found("x-1,A,xa,,,,2023-06-30,x-9,\n"), Codes{Code::unit_merger_unknown});
  EXPECT_EQ(found("x-1,A,xa,,,,,x-2,\nx-2,B,xa,,,,,,\n"), Codes{Code::attribute_missing});  // since when?
  EXPECT_EQ(found("x-1,A,xa,,,,2023-06-30,x-1,\n"), Codes{Code::unit_merger_circular});
  EXPECT_EQ(found("x-0,O,xa,,,,2023-06-30,x-1,\n"
                  "x-1,A,xa,,,,2023-06-30,x-2,\nx-2,B,xa,,,,2023-06-30,x-3,\nx-3,C,xa,,,,2023-06-30,x-1,\n"),
            Codes{Code::unit_merger_circular});
  const auto twice = load(std::string(header) + "x-0,O,xa,,,,2023-06-30,x-2,\nx-1,A,xa,,,,2023-06-30,x-2,\nx-2,B,xa,,,,,,\n");
  EXPECT_TRUE(twice.programme);  // two into one is no circle
  EXPECT_EQ(load(std::string(header) + "\nx-1,A,xa,,,,2023-06-30,x-9,\n").findings[0].place.line, 3);
}

TEST(Units, TiersMayNotConsolidateEachOther) {
  std::string programme = test::small_programme_xml();
  const std::string tier = "<tier key=\"xa\" criteria=\"xa.xml\"";
  programme.replace(programme.find(tier), tier.size(), tier + " consolidated-by=\"huyen\"");
  programme.insert(programme.find("</tiers>"),
                   "<tier key=\"huyen\" criteria=\"xa.xml\" consolidated-by=\"xa\" before=\"2024-01-15\" "
                   "survey-from=\"2023-01-01\" survey-to=\"2023-12-31\"><vi>Huyện</vi></tier>");
  const auto loaded = load("code,name,tier,parent,placeholder\n", programme);
  EXPECT_FALSE(loaded.programme);
  EXPECT_TRUE(std::any_of(loaded.findings.begin(), loaded.findings.end(),
                          [](const Finding& found) { return found.code == Code::tier_circular; }));
}

TEST(Units, AnExcludedUnitsSheetIsRefusedAndStandsInNoRanking) {
  TempFolder templates;
  templates.write("nho/programme.xml", test::small_programme_xml());
  templates.write("nho/xa.xml", test::small_criteria_xml());
  templates.write("nho/units.csv", std::string(header) + "x-1,Xã Một,xa,,,,,,\nx-2,Ban Chỉ huy,xa,,,,,,không thuộc diện\n");
  ProgrammeStore store(templates.path());
  const auto programme = store.find("nho");
  ASSERT_TRUE(programme);
  const Tier& tier = programme->tiers[0];
  const Answers answers = test::good_answers(tier.set);
  std::vector<Decimal> points;
  for (const CriterionResult& result : score(*programme, tier, answers).results) points.push_back(result.points);
  TempFolder sheets;
  std::vector<std::filesystem::path> files;
  for (const char* unit : {"x-1", "x-2"}) {
    files.push_back(sheets.write(std::string(unit) + ".fods",
                                 test::fods_of(test::workbook_of(*programme, tier, unit, answers, points))));
  }
  EXPECT_TRUE(assess_file(files[0], store).usable());
  const AssessedSheet refused = assess_file(files[1], store);
  EXPECT_FALSE(refused.usable());
  ASSERT_EQ(refused.findings.size(), 1u);
  EXPECT_EQ(refused.findings[0].code, Code::unit_excluded);
  const Consolidation result = consolidate(sheets.path(), files, programme, store);
  ASSERT_EQ(result.tiers[0].ranked.size(), 1u);
  EXPECT_EQ(result.tiers[0].ranked[0].unit->code, "x-1");
  EXPECT_TRUE(result.tiers[0].unranked.empty());  // nor is it missing
  EXPECT_EQ(result.refused_files, std::vector<std::string>{"x-2.fods"});
}

TEST(Units, ACountrysCommunesLoadWellBelowASecond) {
  std::string lines = header;
  for (int i = 0; i < 3321; ++i) {
    const std::string number = std::to_string(i);
    lines += "x-" + number + ",Xã số " + number + ",xa,,yes,,,,\n";
  }
  const auto start = std::chrono::steady_clock::now();
  const auto loaded = load(lines);
  ASSERT_TRUE(loaded.programme);
  std::size_t found = 0;
  for (const Unit& unit : loaded.programme->units) found += loaded.programme->unit(unit.code) == &unit;
  EXPECT_EQ(found, 3321u);
  EXPECT_EQ(loaded.programme->units_of("xa").size(), 3321u);
  const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  RecordProperty("milliseconds", static_cast<int>(taken.count()));
  EXPECT_LT(taken.count(), 500);
}

}  // namespace
}  // namespace thuocdo
