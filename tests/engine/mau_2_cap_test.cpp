// The two-tier sample as it is delivered. The totals of the samples were worked out apart from the engine, on exact
// fractions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/programme_report.h"
#include "scoring/scorecard.h"
#include "support/sample_answers.h"

namespace thuocdo {
namespace {

const LoadedProgramme& loaded() {
  static const LoadedProgramme programme = load_programme(THUOCDO_SOURCE_DIR "/templates/mau-2-cap");
  return programme;
}

TEST(Mau2Cap, HasTwoTiersAndSaysThatItIsASample) {
  ASSERT_TRUE(loaded().programme);
  const Programme& programme = *loaded().programme;
  for (const Finding& finding : loaded().findings)
    EXPECT_EQ(finding.severity, Severity::note) << finding.line(Language::english);
  ASSERT_EQ(programme.tiers.size(), 2u);
  EXPECT_THAT(programme.title.vi, testing::StartsWith("MẪU"));
  EXPECT_THAT(programme.title.en, testing::StartsWith("SAMPLE"));
  for (const Tier& tier : programme.tiers) {
    EXPECT_TRUE(tier.consolidated_by.empty()) << tier.key;  // no districts between
    EXPECT_GE(tier.set.scored_count(), 30u) << tier.key;
    for (const Criterion& criterion : tier.set.criteria) {
      EXPECT_FALSE(criterion.name.en.empty()) << tier.key << " " << criterion.id;
      EXPECT_THAT(criterion.name.vi, testing::Not(testing::HasSubstr("huyện"))) << tier.key << " " << criterion.id;
      if (criterion.is_group()) continue;
      EXPECT_EQ(criterion.provenance, Provenance::drafted) << tier.key << " " << criterion.id;
      EXPECT_FALSE(criterion.data_source.empty()) << tier.key << " " << criterion.id;
      if (criterion.evidence_required) {
        EXPECT_FALSE(criterion.evidence.empty()) << tier.key << " " << criterion.id;
      }
    }
  }
}

TEST(Mau2Cap, FormerCommunesAndExcludedUnitsTakeNoPart) {
  ASSERT_TRUE(loaded().programme);
  const Programme& programme = *loaded().programme;
  EXPECT_EQ(programme.units_of("so").size(), 8u);
  EXPECT_EQ(programme.units_of("xa").size(), 12u);
  for (const Unit& unit : programme.units) EXPECT_TRUE(unit.placeholder) << unit.code;
  const auto merged = programme.refusal(*programme.unit("cu-01"));
  ASSERT_TRUE(merged);
  EXPECT_EQ(merged->code, Code::unit_merged);
  EXPECT_THAT(merged->message.vi, testing::HasSubstr(programme.unit("x-01")->name));
  EXPECT_EQ(programme.refusal(*programme.unit("so-quansu"))->code, Code::unit_excluded);
}

TEST(Mau2Cap, SampleAnswersHaveTheirTotalsAndNoFaults) {
  ASSERT_TRUE(loaded().programme);
  const Programme& programme = *loaded().programme;
  struct Sample {
    const char *name, *total, *maximum;
  };
  for (const Sample& sample : {Sample{"xa-1.csv", "159.4", "160"}, Sample{"xa-2.csv", "81.13", "156"}}) {
    const Tier& tier = *programme.tier("xa");
    const Scorecard card = score(programme, tier, test::read_sample(programme.key, tier, sample.name));
    EXPECT_EQ(card.total.text(), sample.total) << sample.name;
    EXPECT_EQ(card.maximum.text(), sample.maximum) << sample.name;
    EXPECT_EQ(card.answered, card.asked) << sample.name;
    for (const Finding& finding : card.findings)
      EXPECT_EQ(finding.severity, Severity::note) << sample.name << ": " << finding.line(Language::english);
  }
}

TEST(Mau2Cap, IsShownWithTheOutlineOfItsReport) {
  ASSERT_TRUE(loaded().programme);
  const ListedProgramme listed{"mau-2-cap", std::make_shared<Programme>(*loaded().programme), {}};
  EXPECT_THAT(programmes_text({listed}, Page{}), testing::HasSubstr("  II. Khó khăn, vướng mắc và nguyên nhân\n"));
  EXPECT_THAT(programmes_text({listed}, Page{}), testing::HasSubstr("    1. Chỉ đạo, điều hành, kinh phí\n"));
  EXPECT_THAT(programmes_json({listed}), testing::HasSubstr("Difficulties and their causes"));
}

}  // namespace
}  // namespace thuocdo
