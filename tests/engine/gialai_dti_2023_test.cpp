// The programme as it is delivered, and its sample answers. The totals of the samples were worked out apart from the
// engine, on exact fractions.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "programme/programme.h"
#include "scoring/scorecard.h"
#include "support/sample_answers.h"

namespace thuocdo {
namespace {

const LoadedProgramme& loaded() {
  static const LoadedProgramme programme = load_programme(THUOCDO_SOURCE_DIR "/templates/gialai-dti-2023");
  return programme;
}

TEST(GiaLaiDti2023, LoadsWithNothingWorseThanANote) {
  ASSERT_TRUE(loaded().programme);
  for (const Finding& finding : loaded().findings)
    EXPECT_EQ(finding.severity, Severity::note) << finding.line(Language::english);
  EXPECT_EQ(loaded().programme->provenance(), Provenance::drafted);
}

TEST(GiaLaiDti2023, EveryTierHasEnoughCriteriaOfEveryKind) {
  ASSERT_TRUE(loaded().programme);
  const std::map<std::string, std::string> maximum = {{"so", "200"}, {"huyen", "250"}, {"xa", "200"}};
  for (const Tier& tier : loaded().programme->tiers) {
    std::set<std::string_view> kinds;
    int scored_groups = 0;
    for (const Criterion& criterion : tier.set.criteria) {
      if (criterion.rule()) kinds.insert(kind(*criterion.rule()));
      if (criterion.depth == 0 && !criterion.maximum.is_zero()) ++scored_groups;
      EXPECT_NE(criterion.provenance, Provenance::official) << tier.key << " " << criterion.id;
      EXPECT_FALSE(criterion.name.en.empty()) << tier.key << " " << criterion.id;
    }
    EXPECT_EQ(kinds.size(), 8u) << tier.key;
    EXPECT_GE(tier.set.scored_count(), 40u) << tier.key;
    EXPECT_GE(scored_groups, tier.key == "so" ? 6 : 8) << tier.key;
    EXPECT_EQ(tier.set.maximum.text(), maximum.at(tier.key));
  }
}

TEST(GiaLaiDti2023, HasTheUnitsOfTheProvince) {
  ASSERT_TRUE(loaded().programme);
  const Programme& programme = *loaded().programme;
  EXPECT_EQ(programme.units_of("so").size(), 20u);
  EXPECT_EQ(programme.units_of("huyen").size(), 17u);
  EXPECT_EQ(programme.units_of("xa").size(), 220u);
  std::map<std::string, int> communes;
  for (const Unit* unit : programme.units_of("xa")) {
    EXPECT_TRUE(unit->placeholder) << unit->code;
    ++communes[unit->parent];
  }
  EXPECT_EQ(communes["h-pleiku"], 22);
  EXPECT_EQ(communes["h-ayunpa"], 8);
}

TEST(GiaLaiDti2023, SampleAnswersHaveTheirTotalsAndNoFaults) {
  ASSERT_TRUE(loaded().programme);
  struct Sample {
    const char *tier, *name, *total, *maximum;
  };
  for (const Sample& sample :
       {Sample{"so", "so-1.csv", "192.837", "200"}, Sample{"so", "so-2.csv", "108.275", "169"},
        Sample{"huyen", "huyen-1.csv", "241.191", "250"}, Sample{"huyen", "huyen-2.csv", "146.96", "250"},
        Sample{"xa", "xa-1.csv", "190.79", "200"}, Sample{"xa", "xa-2.csv", "104.891", "191"}}) {
    const Tier& tier = *loaded().programme->tier(sample.tier);
    const Scorecard card = score(*loaded().programme, tier, test::read_sample("gialai-dti-2023", tier, sample.name));
    EXPECT_EQ(card.total.text(), sample.total) << sample.name;
    EXPECT_EQ(card.maximum.text(), sample.maximum) << sample.name;
    EXPECT_EQ(card.answered, card.asked) << sample.name;
    for (const Finding& finding : card.findings)
      EXPECT_EQ(finding.severity, Severity::note) << sample.name << ": " << finding.line(Language::english);
  }
}

}  // namespace
}  // namespace thuocdo
