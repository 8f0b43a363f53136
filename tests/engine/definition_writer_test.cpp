#include "programme/definition_writer.h"

#include <gtest/gtest.h>

#include <random>

#include "programme/criteria_reader.h"
#include "programme/digest.h"
#include "support/random_criteria.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using test::TempFolder;

// The programme read again from what the writer makes of it.
LoadedProgramme written_and_read(const Programme& programme) {
  TempFolder folder;
  folder.write("programme.xml", programme_xml(programme));
  for (const Tier& tier : programme.tiers) folder.write(tier.criteria_file, criteria_xml(tier.set, tier.key));
  folder.write("units.csv", units_csv(programme.units));
  return load_programme(folder.path());
}

void expect_same(const Programme& programme) {
  const LoadedProgramme again = written_and_read(programme);
  ASSERT_TRUE(again.programme) << again.findings.at(0).line(Language::english);
  EXPECT_EQ(canonical_text(*again.programme), canonical_text(programme));
  EXPECT_EQ(again.programme->digest, programme.digest);
  ASSERT_EQ(again.programme->units.size(), programme.units.size());
  for (std::size_t i = 0; i < programme.units.size(); ++i) {
    EXPECT_EQ(again.programme->units[i].code, programme.units[i].code);
    EXPECT_EQ(again.programme->units[i].name, programme.units[i].name);
    EXPECT_EQ(again.programme->units[i].parent, programme.units[i].parent);
    EXPECT_EQ(again.programme->units[i].placeholder, programme.units[i].placeholder);
    EXPECT_EQ(again.programme->units[i].valid_from, programme.units[i].valid_from);
    EXPECT_EQ(again.programme->units[i].valid_to, programme.units[i].valid_to);
    EXPECT_EQ(again.programme->units[i].merged_into, programme.units[i].merged_into);
    EXPECT_EQ(again.programme->units[i].excluded, programme.units[i].excluded);
  }
}

TEST(DefinitionWriter, ShippedProgrammesReadBackTheSame) {
  ProgrammeStore store(std::filesystem::path(THUOCDO_SOURCE_DIR) / "templates");
  ASSERT_FALSE(store.keys().empty());
  for (const std::string& key : store.keys()) {
    const auto programme = store.find(key);
    ASSERT_TRUE(programme) << key;
    expect_same(*programme);
  }
}

TEST(DefinitionWriter, EveryRuleKindReadsBackTheSame) { expect_same(test::SmallProgramme().programme()); }

TEST(DefinitionWriter, StagesRoundsOutlinesRankingAndUnitsOfATimeReadBackTheSame) {
  Programme programme = test::SmallProgramme().programme();
  programme.stages = {{"nhan", {"Nhận", "Receipt"}, *parse_date("2024-01-15")}, {"xong", {"Xong", ""}, *parse_date("2024-02-01")}};
  programme.rounds_without_assessment = {{"3-thang", {"Ba tháng", ""}, *parse_date("2023-03-15")}};
  programme.report_outline = {{"I", 1, {"Kết quả", "Results"}}, {"1", 2, {"Hạ tầng", ""}}};
  programme.approval = Approval{"QĐ-UBND", programme.basis[0].number, {"Ủy ban nhân dân", ""}, {"Nơi", ""}};
  programme.general_report = {{{"I", 1, {"Kết quả", "Results"}}, {}},
                              {{"1", 2, {"Hạ tầng", ""}},
                               {{ReportFigure::Kind::ratio, {"Tỷ lệ", "Share"}, {}, {{"xa", "2.2", "a", "b", ""}}},
                                {ReportFigure::Kind::units, {"Có", ""}, {"đơn vị", ""}, {{"xa", "1.1", "value", "", "co"}}},
                                {ReportFigure::Kind::full, {"Tối đa", ""}, {}, {{"xa", "1.1", "", "", ""}}}}}};
  programme.ranking = {RankBy::share, Decimal(100), MissingPart::rescale, {"2", "1.3"}, true};
  programme.units[0].valid_from = *parse_date("2023-01-01");
  programme.units[1].valid_to = *parse_date("2023-06-30");
  programme.units[1].merged_into = programme.units[0].code;
  programme.units.push_back({"x-3", "Đơn vị Ba", "xa", "", false});
  programme.units.back().excluded = "theo quyết định, \"không thuộc diện\"";
  programme.digest = sha256_hex(canonical_text(programme));
  expect_same(programme);
}

TEST(DefinitionWriter, RandomSetsReadBackTheSame) {
  std::mt19937 random(20231225);
  for (int round = 0; round < 300; ++round) {
    const CriteriaSet set = test::random_criteria(random);
    Findings findings;
    const CriteriaSet again = read_criteria(criteria_xml(set, "xa"), "xa.xml", "xa", findings);
    ASSERT_FALSE(has_blocking(findings)) << findings[0].line(Language::english);
    ASSERT_EQ(test::canonical_of(again), test::canonical_of(set)) << criteria_xml(set, "xa");
  }
}

TEST(DefinitionWriter, OneRuleReadsBack) {
  const test::SmallProgramme small;
  for (const Criterion& criterion : small.set().criteria) {
    if (!criterion.rule()) continue;
    const std::string xml = rule_xml(*criterion.rule(), criterion.maximum);
    EXPECT_EQ(xml.find('\n'), std::string::npos);
    Findings findings;
    const auto rule = read_rule(xml, criterion.maximum, findings);
    ASSERT_TRUE(rule) << xml;
    EXPECT_TRUE(findings.empty());
    EXPECT_EQ(rule_xml(*rule, criterion.maximum), xml);
  }
  for (const char* broken : {"", "<ratio/>", "<yes-no yes=\"2\"/><judged/>", "<yes-no yes=\"2\">", "có", "<a:b/>"}) {
    Findings findings;
    EXPECT_FALSE(read_rule(broken, Decimal(2), findings)) << broken;
    EXPECT_FALSE(findings.empty()) << broken;
  }
}

TEST(DefinitionWriter, SignsThatXmlCannotHoldBecomeBlanks) {
  CriteriaSet set;
  set.title = {"Bộ", ""};
  Criterion criterion;
  criterion.id = "1";
  criterion.number = "1";
  criterion.name = {"Một\x01hai", ""};
  criterion.maximum = Decimal(1);
  criterion.set_rule(Judged{});
  set.criteria.push_back(criterion);
  Findings findings;
  EXPECT_EQ(read_criteria(criteria_xml(set, "xa"), "xa.xml", "xa", findings).criteria.at(0).name.vi, "Một hai");
  EXPECT_TRUE(findings.empty());
}

}  // namespace
}  // namespace thuocdo
