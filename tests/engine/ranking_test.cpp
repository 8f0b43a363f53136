#include "ranking/consolidation.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>

#include "report/ranking_report.h"
#include "submission/verify.h"
#include "support/fods_writer.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

Decimal number(std::string_view text) { return *Decimal::parse_plain(text); }

// Keys of one value each.
std::vector<RankKey> keys(std::initializer_list<const char*> totals) {
  std::vector<RankKey> result;
  for (const char* total : totals) result.push_back({Ratio(number(total))});
  return result;
}
RankKey key(const char* total, const char* tie_break) { return {Ratio(number(total)), Ratio(number(tie_break))}; }

TEST(CompetitionRanks, TiesShareARankAndTheNextIsPassedOver) {
  EXPECT_EQ(competition_ranks(keys({"9", "7", "7", "5"})), (std::vector<int>{1, 2, 2, 4}));
  EXPECT_EQ(competition_ranks(keys({"5", "7", "9", "7"})), (std::vector<int>{4, 2, 1, 2}));
  EXPECT_EQ(competition_ranks(keys({"3", "3", "3"})), (std::vector<int>{1, 1, 1}));
  EXPECT_EQ(competition_ranks(keys({"1", "2", "2", "2", "0"})), (std::vector<int>{4, 1, 1, 1, 5}));
  EXPECT_TRUE(competition_ranks({}).empty());
}

TEST(CompetitionRanks, CompareExactlyWhereDoublesWouldNot) {
  EXPECT_EQ(competition_ranks(keys({"100000000000000.01", "100000000000000.02"})), (std::vector<int>{2, 1}));
}

TEST(CompetitionRanks, TieBreaksPartEqualTotalsOnly) {
  EXPECT_EQ(competition_ranks({key("7", "2"), key("7", "3"), key("9", "0"), key("7", "3"), key("1", "9")}),
            (std::vector<int>{4, 2, 1, 2, 5}));
}

// A programme with one tier and six units, and a folder of their sheets.
class ConsolidationTest : public ::testing::Test {
 protected:
  // `further` stands in the programme behind its policy on what does not apply.
  explicit ConsolidationTest(const std::string& further = "", const std::string& criteria = test::small_criteria_xml())
      : store_(templates_.path()) {
    std::string programme = test::small_programme_xml();
    const std::string before = "<not-applicable policy=\"remove\"/>";
    programme.insert(programme.find(before) + before.size(), further);
    templates_.write("nho/programme.xml", programme);
    templates_.write("nho/xa.xml", criteria);
    templates_.write("nho/units.csv",
                     "code,name,tier,parent,placeholder\nx-1,Xã Một,xa,,\nx-2,Xã Hai,xa,,\nx-3,Xã Ba,xa,,\nx-4,Xã Bốn,xa,,\n"
                     "x-5,Xã Năm,xa,,\nx-6,=Xã Sáu,xa,,\n");
    programme_ = store_.find("nho");
    if (!programme_) throw std::runtime_error("no programme");
  }

  const Tier& tier() const { return programme_->tiers[0]; }

  // Good answers with `meetings` for criterion 1.3: 5 points for each meeting up to 4.
  Workbook sheet_of(const std::string& unit, int meetings, bool submitted = true) {
    Answers answers = test::good_answers(tier().set);
    answers[tier().set.index("1.3")].set("value", Decimal(meetings));
    return sheet_of(unit, answers, submitted);
  }
  // Good answers with other values for some criteria.
  Workbook sheet_with(const std::string& unit, std::initializer_list<std::pair<const char*, Value>> values) {
    Answers answers = test::good_answers(tier().set);
    for (const auto& [id, value] : values) answers[tier().set.index(id)].set("value", value);
    return sheet_of(unit, answers, true);
  }
  Workbook sheet_of(const std::string& unit, const Answers& answers, bool submitted) {
    std::vector<Decimal> points;
    for (const CriterionResult& result : score(*programme_, tier(), answers).results) points.push_back(result.points);
    Workbook workbook = test::workbook_of(*programme_, tier(), unit, answers, points, !submitted);
    if (submitted) {
      const SubmissionKey key{programme_->key, programme_->digest, tier().key, unit, programme_->round};
      const std::string digest = submission_digest(canonical_form(key, tier().set, answers));
      workbook.properties[std::string(property::submitted)] = "2023-12-20T08:00:00Z";
      workbook.properties[std::string(property::submission_digest)] = digest;
      workbook.properties[std::string(property::check_code)] = check_code(digest);
    }
    return workbook;
  }
  void put(const std::string& name, const Workbook& workbook) { folder_.write(name, test::fods_of(workbook)); }

  Consolidation run(int threads = 1) {
    return consolidate(folder_.path(), workbook_files(folder_.path()), programme_, store_, {.threads = threads});
  }

  static bool has(const Consolidation& result, Code code, const std::string& file) {
    return std::any_of(result.findings.begin(), result.findings.end(),
                       [&](const Finding& finding) { return finding.code == code && finding.place.file == file; });
  }
  static const UnrankedUnit* unranked(const Consolidation& result, std::string_view unit) {
    for (const UnrankedUnit& one : result.tiers[0].unranked) {
      if (one.unit->code == unit) return &one;
    }
    return nullptr;
  }

  test::TempFolder templates_;
  test::TempFolder folder_;
  ProgrammeStore store_;
  std::shared_ptr<const Programme> programme_;
};

TEST_F(ConsolidationTest, RanksByTotalWithTiesAndNamesWhoIsAbsent) {
  put("b.fods", sheet_of("x-1", 2));
  put("a.fods", sheet_of("x-2", 4));
  put("sub/c.fods", sheet_of("x-3", 2));
  put("d.fods", sheet_of("x-4", 1));
  const Consolidation result = run();
  ASSERT_EQ(result.tiers.size(), 1u);
  const std::vector<RankedUnit>& ranked = result.tiers[0].ranked;
  ASSERT_EQ(ranked.size(), 4u);
  const std::vector<std::tuple<std::string, int, bool, std::string>> expected = {
      {"x-2", 1, false, "a.fods"}, {"x-1", 2, true, "b.fods"}, {"x-3", 2, true, "sub/c.fods"}, {"x-4", 4, false, "d.fods"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(std::make_tuple(ranked[i].unit->code, ranked[i].rank, ranked[i].tied, ranked[i].file), expected[i]);
    EXPECT_EQ(ranked[i].check_code.size(), 14u);
  }
  EXPECT_EQ(ranked[0].results[static_cast<std::size_t>(tier().set.index("1.3"))].points, Decimal(20));
  ASSERT_NE(unranked(result, "x-5"), nullptr);
  EXPECT_EQ(unranked(result, "x-5")->reason, UnrankedReason::absent);
  EXPECT_TRUE(has(result, Code::unit_absent, ""));
}

std::string with_conditions() {
  std::string criteria = test::small_criteria_xml();
  const std::string entry = R"(<criterion id="2.6" number="9" maximum="0" provenance="drafted"><name><vi>Không vi phạm</vi></name><condition unmet="not-ranked"/></criterion>
    <criterion id="2.7" number="10" maximum="0" provenance="drafted"><name><vi>Có quy chế</vi></name><condition unmet="report"/></criterion>
  )";
  return criteria.insert(criteria.rfind("</group>"), entry);
}

class ConditionTest : public ConsolidationTest {
 protected:
  ConditionTest() : ConsolidationTest("", with_conditions()) {}
};

TEST_F(ConditionTest, AUnitThatDoesNotMeetWhatRanksNeedIsNotRanked) {
  put("a.fods", sheet_with("x-1", {{"2.6", "Có"}, {"2.7", "Không"}}));
  put("b.fods", sheet_with("x-2", {{"2.6", "Không"}, {"2.7", "Có"}}));
  put("c.fods", sheet_with("x-3", {{"2.6", ""}, {"2.7", "Có"}}));
  put("d.fods", sheet_with("x-4", {{"2.6", "Có"}, {"2.7", "Có"}, {"1.1", "Không"}}));
  const Consolidation result = run();
  const std::vector<RankedUnit>& ranked = result.tiers[0].ranked;
  ASSERT_EQ(ranked.size(), 2u);
  EXPECT_EQ(std::make_pair(ranked[0].unit->code, ranked[0].rank), std::make_pair(std::string("x-1"), 1));
  EXPECT_EQ(std::make_pair(ranked[1].unit->code, ranked[1].rank), std::make_pair(std::string("x-4"), 2));
  for (const char* code : {"x-2", "x-3"}) {
    ASSERT_NE(unranked(result, code), nullptr) << code;
    EXPECT_EQ(unranked(result, code)->reason, UnrankedReason::condition_unmet) << code;
  }
  EXPECT_TRUE(has(result, Code::condition_unmet, "a.fods"));
  EXPECT_TRUE(has(result, Code::condition_unmet, "b.fods"));
  EXPECT_TRUE(has(result, Code::answer_missing, "c.fods"));
  EXPECT_TRUE(result.refused_files.empty());
  EXPECT_NE(ranking_text(result, {}).find("Không đáp ứng điều kiện bắt buộc"), std::string::npos) << ranking_text(result, {});
  EXPECT_NE(ranking_csv(result).find("condition-unmet"), std::string::npos) << ranking_csv(result);
}

class ShareTest : public ConsolidationTest {
 protected:
  ShareTest() : ConsolidationTest("<ranking by=\"share\" scale=\"100\"/>") {}
};

// Equal totals of 43.33, of which one had 2 points less to win.
TEST_F(ShareTest, RanksByTheShareOfWhatApplies) {
  put("a.fods", sheet_with("x-1", {{"1.1", "Không"}}));
  put("b.fods", sheet_with("x-2", {{"1.1", "Không áp dụng"}}));
  put("c.fods", sheet_with("x-3", {}));
  const Consolidation result = run();
  const std::vector<RankedUnit>& ranked = result.tiers[0].ranked;
  ASSERT_EQ(ranked.size(), 3u);
  const std::vector<std::tuple<std::string, int, std::string, std::string, std::string>> expected = {
      {"x-3", 1, "45.33", "55", "82.42"}, {"x-2", 2, "43.33", "53", "81.75"}, {"x-1", 3, "43.33", "55", "78.78"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(std::make_tuple(ranked[i].unit->code, ranked[i].rank, ranked[i].total.text(), ranked[i].maximum.text(),
                              ranked[i].published.text()),
              expected[i]);
    EXPECT_FALSE(ranked[i].tied);
  }
  const std::string csv = ranking_csv(result);
  EXPECT_NE(csv.find("xa,2,0,x-2,Xã Hai,43.33,53,81.75,81.75,2.97,,"), std::string::npos) << csv;
  EXPECT_NE(ranking_text(result, {}).find("Điểm xếp hạng = Tổng điểm / Điểm tối đa áp dụng × 100"), std::string::npos);
}

class TieBreakTest : public ConsolidationTest {
 protected:
  TieBreakTest() : ConsolidationTest("<ranking by=\"total\"><tie-break criterion=\"2\"/><tie-break criterion=\"1.3\"/></ranking>") {}
};

TEST_F(TieBreakTest, PartsEqualTotalsInTheOrderOfTheProgramme) {
  put("a.fods", sheet_with("x-1", {{"1.2", "tot"}, {"1.3", Decimal(3)}}));
  put("b.fods", sheet_with("x-2", {{"1.2", "nua"}, {"1.3", Decimal(4)}}));
  put("c.fods", sheet_with("x-3", {{"1.2", "tot"}, {"1.3", Decimal(3)}}));
  put("d.fods", sheet_with("x-4", {{"1.2", "tot"}, {"1.3", Decimal(2)}}));
  const Consolidation result = run();
  const std::vector<RankedUnit>& ranked = result.tiers[0].ranked;
  ASSERT_EQ(ranked.size(), 4u);
  const std::vector<std::tuple<std::string, int, bool, std::string>> expected = {
      {"x-2", 1, false, ""}, {"x-1", 2, true, "1.3"}, {"x-3", 2, true, ""}, {"x-4", 4, false, ""}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(std::make_tuple(ranked[i].unit->code, ranked[i].rank, ranked[i].tied, ranked[i].decided_by), expected[i]);
  }
  EXPECT_EQ(ranked[0].published, ranked[2].published);
  EXPECT_NE(ranking_text(result, {}).find("Bằng điểm, phân hạng theo mục 3: Xã Hai (20), Xã Một (15)"), std::string::npos)
      << ranking_text(result, {});
}

TEST_F(ConsolidationTest, ABrokenFileIsRefusedAndTheOthersGoOn) {
  put("good.fods", sheet_of("x-1", 4));
  folder_.write("broken.ods", "PK\x03\x04 nothing");
  folder_.write("empty.xlsx", "");
  const Consolidation result = run(2);
  EXPECT_EQ(result.tiers[0].ranked.size(), 1u);
  EXPECT_EQ(result.refused_files, (std::vector<std::string>{"broken.ods", "empty.xlsx"}));
  EXPECT_TRUE(has(result, Code::file_empty, "empty.xlsx"));
}

TEST_F(ConsolidationTest, ARefusedSheetOfAUnitIsNamedWithTheUnit) {
  Workbook other = sheet_of("x-1", 4);
  other.properties[std::string(property::digest)] = std::string(64, 'a');
  put("old.fods", other);
  const Consolidation result = run();
  EXPECT_TRUE(result.tiers[0].ranked.empty());
  ASSERT_NE(unranked(result, "x-1"), nullptr);
  EXPECT_EQ(unranked(result, "x-1")->reason, UnrankedReason::refused);
  EXPECT_EQ(unranked(result, "x-1")->files, std::vector<std::string>{"old.fods"});
  EXPECT_TRUE(result.refused_files.empty());
  EXPECT_TRUE(has(result, Code::sheet_other_digest, "old.fods"));

  // With a good sheet beside it the unit is ranked, and the refused file is still named.
  put("new.fods", sheet_of("x-1", 4));
  const Consolidation again = run();
  EXPECT_EQ(again.tiers[0].ranked.size(), 1u);
  EXPECT_EQ(again.refused_files, std::vector<std::string>{"old.fods"});
}

TEST_F(ConsolidationTest, AnAlteredSubmissionIsRefused) {
  Workbook altered = sheet_of("x-1", 2);
  for (auto& row : altered.sheets[1].rows) {
    if (!row.empty() && row[0].value == Value(std::string("1.3"))) row[static_cast<int>(Column::value)].value = Decimal(4);
  }
  put("altered.fods", altered);
  const Consolidation result = run();
  EXPECT_TRUE(result.tiers[0].ranked.empty());
  EXPECT_TRUE(has(result, Code::submission_altered, "altered.fods"));
}

TEST_F(ConsolidationTest, ASheetOfAnotherProgrammeCountsForNobody) {
  Workbook other = sheet_of("x-1", 4);
  other.properties[std::string(property::programme)] = "khac";
  put("other.fods", other);
  const Consolidation result = run();
  EXPECT_EQ(result.refused_files, std::vector<std::string>{"other.fods"});
  ASSERT_NE(unranked(result, "x-1"), nullptr);
  EXPECT_EQ(unranked(result, "x-1")->reason, UnrankedReason::absent);
}

TEST_F(ConsolidationTest, TheSameSheetTwiceCountsOnceAndTheSubmittedOneIsUsed) {
  put("a-draft.fods", sheet_of("x-1", 4, false));
  put("b-sent.fods", sheet_of("x-1", 4, true));
  const Consolidation result = run();
  ASSERT_EQ(result.tiers[0].ranked.size(), 1u);
  EXPECT_EQ(result.tiers[0].ranked[0].file, "b-sent.fods");
  EXPECT_TRUE(has(result, Code::sheet_same_again, "a-draft.fods"));
}

TEST_F(ConsolidationTest, DifferentSheetsOfOneUnitAreNeverChosenBetween) {
  put("a.fods", sheet_of("x-1", 4));
  put("b.fods", sheet_of("x-1", 1));
  const Consolidation result = run();
  EXPECT_TRUE(result.tiers[0].ranked.empty());
  ASSERT_NE(unranked(result, "x-1"), nullptr);
  EXPECT_EQ(unranked(result, "x-1")->reason, UnrankedReason::conflicting);
  EXPECT_EQ(unranked(result, "x-1")->files, (std::vector<std::string>{"a.fods", "b.fods"}));
  EXPECT_TRUE(has(result, Code::sheet_conflicting, "a.fods"));
}

TEST_F(ConsolidationTest, NeitherTheOrderOfFilesNorTheThreadsChangeAByte) {
  for (int i = 1; i <= 6; ++i) put("f" + std::to_string(7 - i) + ".fods", sheet_of("x-" + std::to_string(i), i % 4));
  put("again.fods", sheet_of("x-2", 2));
  folder_.write("broken.ods", "?");
  std::vector<std::filesystem::path> files = workbook_files(folder_.path());
  std::mt19937 random(7);
  std::map<std::string, std::string> first;
  for (int round = 0; round < 12; ++round) {
    std::shuffle(files.begin(), files.end(), random);
    const int threads = round % 3 == 0 ? 1 : round % 3 == 1 ? 2 : 8;
    const Consolidation result = consolidate(folder_.path(), files, programme_, store_, {.threads = threads});
    for (const MadeFile& file : ranking_files(result)) {
      const std::string bytes = file.bytes();
      const auto [known, fresh] = first.emplace(file.name, bytes);
      EXPECT_EQ(known->second, bytes) << file.name << " in round " << round;
      EXPECT_EQ(bytes.find(folder_.path().string()), std::string::npos) << "an absolute path in " << file.name;
    }
  }
  EXPECT_EQ(first.size(), 7u);
  // Names that begin like a formula come from foreign files and lists.
  EXPECT_NE(first["ranking.csv"].find(",'=Xã Sáu,"), std::string::npos);
  EXPECT_NE(first["tong-hop.ods"].find("office:value-type=\"string\"><text:p>=Xã Sáu</text:p>"), std::string::npos);
  EXPECT_EQ(first["tong-hop.ods"].find("table:formula"), std::string::npos);
}

TEST_F(ConsolidationTest, ProgressCountsEveryFileOnce) {
  for (int i = 1; i <= 5; ++i) put(std::to_string(i) + ".fods", sheet_of("x-" + std::to_string(i), 1));
  std::vector<std::size_t> seen;
  consolidate(folder_.path(), workbook_files(folder_.path()), programme_, store_,
              {4, {}, [&](std::size_t done, std::size_t all) {
                 seen.push_back(done);
                 EXPECT_EQ(all, 5u);
               }});
  EXPECT_EQ(seen, (std::vector<std::size_t>{1, 2, 3, 4, 5}));
}

TEST_F(ConsolidationTest, AnEmptyFolderIsSaid) {
  const Consolidation result = run();
  EXPECT_TRUE(has(result, Code::folder_empty, ""));
  EXPECT_EQ(result.tiers[0].unranked.size(), 6u);
}

TEST_F(ConsolidationTest, TheWorkbookOfAResultIsNoSheet) {
  put("a.fods", sheet_of("x-1", 1));
  const Consolidation result = run();
  write_files(folder_.path() / "ket-qua", ranking_files(result));
  EXPECT_EQ(workbook_files(folder_.path()).size(), 1u);
  std::filesystem::remove(folder_.path() / "ket-qua" / "result.json");
  EXPECT_EQ(workbook_files(folder_.path()).size(), 2u);  // a file of that name elsewhere may be a sheet
}

TEST_F(ConsolidationTest, AWorkbookInEnglishStandsBesideTheOther) {
  put("a.fods", sheet_of("x-1", 1));
  const auto names = [](const std::vector<MadeFile>& files) {
    std::vector<std::string> all;
    for (const MadeFile& file : files) all.push_back(file.name);
    return all;
  };
  ResultOptions options;
  options.english = true;
  options.robustness = RobustnessOptions{.draws = 100};
  const Consolidation result = run();
  EXPECT_EQ(names(ranking_files(result, options)),
            (std::vector<std::string>{"ranking.csv", "matrix.csv", "statistics.csv", "flags.csv", "findings.csv", "robustness.csv", "verification.csv", "robustness.json",
                                      "tong-hop.ods", "consolidation.ods", "result.json"}));
}

// What a reviewer should look at. Two criteria ask for the same denominator.
class FlagsTest : public ConsolidationTest {
 protected:
  FlagsTest() : ConsolidationTest("", criteria()) {}
  static std::string criteria() {
    std::string xml = test::small_criteria_xml();
    xml.insert(xml.rfind("  </group>"),
               "    <criterion id=\"2.6\" number=\"9\" maximum=\"4\" provenance=\"drafted\"><name><vi>Tỷ lệ hai</vi></name><ratio><a><vi>Số khác</vi></a><b><vi>Tổng số</vi></b></ratio></criterion>\n");
    return xml;
  }
  Answers answers(int meetings, int second_denominator) {
    Answers all = test::good_answers(tier().set);
    all[tier().set.index("1.3")].set("value", Decimal(meetings));
    all[tier().set.index("2.6")].set("a", Decimal(1));
    all[tier().set.index("2.6")].set("b", Decimal(second_denominator));
    return all;
  }
  void put_answers(const std::string& unit, const Answers& answers) { put(unit + ".fods", sheet_of(unit, answers, true)); }
  static std::vector<std::string> shown(const std::vector<Flag>& all) {
    std::vector<std::string> lines;
    for (const Flag& flag : all) lines.push_back(flag.unit->code + " " + std::string(flag_text(flag.kind)));
    return lines;
  }
};

TEST_F(FlagsTest, DenominatorsThatDifferWithinASheet) {
  put_answers("x-1", answers(1, 12));
  put_answers("x-2", answers(2, 15));
  const Consolidation result = run();
  const std::vector<Flag> found = flags(result, nullptr);
  ASSERT_EQ(shown(found), (std::vector<std::string>{"x-2 denominators-differ"}));
  EXPECT_EQ(found[0].criteria, (std::vector<std::string>{"2.2", "2.6"}));
  EXPECT_EQ(found[0].message.vi, "Mẫu số “Tổng số” không thống nhất giữa các tiêu chí: 5 = 12; 9 = 15.");
}

TEST_F(FlagsTest, DenominatorsFarFromLastYears) {
  put_answers("x-1", answers(1, 12));
  put_answers("x-2", answers(2, 12));
  const Consolidation result = run();
  RoundResult before;
  before.round = "2022";
  for (const auto& [unit, value] : {std::pair("x-1", "15"), std::pair("x-2", "17")}) {
    PastResult past;
    past.unit = unit;
    past.tier = "xa";
    past.denominators = {{"2.2", value}, {"2.6", "12"}};
    before.units.push_back(past);
  }
  // 15 → 12 is a fifth less, 17 → 12 more than a quarter.
  EXPECT_EQ(shown(flags(result, &before)), (std::vector<std::string>{"x-2 denominator-changed"}));
}

TEST_F(FlagsTest, UnitsThatLostMostByLastYearsAppraisal) {
  for (const char* unit : {"x-1", "x-2", "x-3"}) put_answers(unit, answers(unit[2] - '0', 12));
  const Consolidation result = run();
  RoundResult before;
  before.round = "2022";
  const auto add = [&](const std::string& unit, const std::string& claimed, const std::string& total, const std::string& tier = "xa") {
    PastResult past;
    past.unit = unit;
    past.tier = tier;
    past.claimed = claimed;
    past.total = total;
    if (claimed != total) past.cuts = {{"2", "9", "7"}, {"2.2", "2", "1.5"}, {"2.6", "3", "1.5"}, {"gone", "1", "0"}};
    before.units.push_back(past);
  };
  add("x-1", "20", "19");    // a twentieth
  add("x-2", "20", "18");    // a tenth: the one that lost most
  add("x-3", "20", "20");
  add("x-4", "20", "19.5");
  add("h-1", "20", "2", "huyen");  // another tier has its own quarter
  std::vector<Flag> found = flags(result, &before);
  ASSERT_EQ(shown(found), (std::vector<std::string>{"x-2 claims-cut"}));
  EXPECT_EQ(found[0].criteria, (std::vector<std::string>{"2.2", "2.6"}));  // neither the group nor what is not asked any more
  EXPECT_EQ(found[0].message.vi,
            "Kỳ 2022 đơn vị tự chấm 20, thẩm định còn 18 (giảm 10 %), thuộc phần tư bị giảm nhiều nhất của cấp. "
            "Tiêu chí bị giảm nhiều nhất: 9 (3 → 1,5); 5 (2 → 1,5).");
  EXPECT_EQ(found[0].message.en, "In 2022 the unit claimed 20 and got 18 (10% less), among the quarter of its tier that lost most. Cut most: 9 (3 → 1.5); 5 (2 → 1.5).");
  EXPECT_NE(flags_csv(found).find("claims-cut"), std::string::npos);
  before.units[0].total = "18";  // as much as the last of the quarter: told, too
  EXPECT_EQ(shown(flags(result, &before)).size(), 2u);
  before.units[0].total = "20";
  before.units[1].total = "19.2";  // the most of all, and less than a twentieth
  EXPECT_TRUE(flags(result, &before).empty());
}

TEST_F(FlagsTest, IdenticalSheetsAreToldOnceAndTextsAreLookedAt) {
  put_answers("x-1", answers(2, 12));
  Answers other = answers(2, 12);
  put_answers("x-3", other);
  Consolidation result = run();
  std::vector<Flag> found = flags(result, nullptr);
  ASSERT_EQ(shown(found), (std::vector<std::string>{"x-1 identical-sheets"}));
  ASSERT_EQ(found[0].others.size(), 1u);
  EXPECT_EQ(found[0].others[0]->code, "x-3");
  EXPECT_NE(found[0].message.vi.find("kể cả lý do và tài liệu"), std::string::npos);
  other[0 + tier().set.index("1.3")].reason = "Một lý do khác";
  put_answers("x-3", other);
  result = run();
  found = flags(result, nullptr);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message.vi.find("kể cả lý do"), std::string::npos);
  other[tier().set.index("2.5")].set("value", Decimal(3022));
  put_answers("x-3", other);
  result = run();
  EXPECT_TRUE(flags(result, nullptr).empty());
}

TEST_F(FlagsTest, AllAtTheMaximum) {
  Answers best = answers(4, 12);
  best[tier().set.index("2.2")].set("a", Decimal(12));
  best[tier().set.index("2.6")].set("a", Decimal(12));
  best[tier().set.index("2.4")].set("value", Decimal(5));
  put_answers("x-1", best);
  put_answers("x-2", answers(4, 12));
  const Consolidation result = run();
  const std::vector<Flag> found = flags(result, nullptr);
  for (const RankedUnit& unit : result.tiers[0].ranked) SCOPED_TRACE(unit.unit->code + " " + unit.total.text() + "/" + unit.maximum.text());
  // 2.1 and 2.3 of the good answers are at their maximum.
  EXPECT_EQ(shown(found), (std::vector<std::string>{"x-1 all-maximum"}));
  EXPECT_NE(flags_csv(found).find("all-maximum"), std::string::npos);
}

TEST(WorkbookFiles, LeavesOutLockFilesHiddenFilesAndOtherThings) {
  const test::TempFolder folder;
  for (const char* name : {"b.ods", "a.XLSX", "c.fods", ".~lock.b.ods#", ".hidden.ods", "~$a.xlsx", "note.txt", "b.pdf",
                           "sub/d.xls", ".git/e.ods"}) {
    folder.write(name, "x");
  }
  std::vector<std::string> names;
  for (const auto& file : workbook_files(folder.path())) names.push_back(file.lexically_relative(folder.path()).string());
  EXPECT_EQ(names, (std::vector<std::string>{"a.XLSX", "b.ods", "c.fods", "sub/d.xls"}));
}

TEST(WorkbookFiles, AFolderThatCannotBeListedStandsAmongThem) {
  const test::TempFolder folder;
  EXPECT_EQ(workbook_files(folder.path() / "missing").size(), 1u);
}

// A sheet may be meant by each of these, so none is passed over in silence; and none is waited for or followed.
TEST_F(ConsolidationTest, WhatIsNamedLikeASheetButIsNoneIsReported) {
  ASSERT_EQ(mkfifo((folder_.path() / "pipe.ods").c_str(), 0600), 0);
  std::filesystem::create_symlink("nowhere.ods", folder_.path() / "dangling.ods");
  std::filesystem::create_symlink("self.ods", folder_.path() / "self.ods");
  std::filesystem::create_symlink(".", folder_.path() / "loop");
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "d/";
  folder_.write(deep + "deep.ods", "x");
  const Consolidation result = run();
  std::string deepest;
  for (int i = 0; i < 33; ++i) deepest += (i > 0 ? "/" : "") + std::string("d");
  EXPECT_EQ(result.refused_files, (std::vector<std::string>{deepest, "dangling.ods", "loop", "pipe.ods", "self.ods"}));
  for (const std::string& file : result.refused_files) EXPECT_TRUE(has(result, Code::file_unreadable, file)) << file;
}

}  // namespace
}  // namespace thuocdo
