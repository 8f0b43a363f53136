// The programme as it is delivered. The totals of the samples were worked out apart from the engine, on exact fractions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme/deadline.h"
#include "report/programme_report.h"
#include "scoring/scorecard.h"
#include "support/sample_answers.h"

namespace thuocdo {
namespace {

const LoadedProgramme& loaded() {
  static const LoadedProgramme programme = load_programme(THUOCDO_SOURCE_DIR "/templates/binhthuan-cntt-2019");
  return programme;
}

TEST(BinhThuanCntt2019, LoadsWithNothingWorseThanANote) {
  ASSERT_TRUE(loaded().programme);
  for (const Finding& finding : loaded().findings)
    EXPECT_EQ(finding.severity, Severity::note) << finding.line(Language::english);
}

TEST(BinhThuanCntt2019, EveryTierHasItsCriteriaWithSourceAndEvidence) {
  ASSERT_TRUE(loaded().programme);
  std::string keys;
  for (const Tier& tier : loaded().programme->tiers) {
    keys += tier.key + " ";
    EXPECT_GE(tier.set.scored_count(), 30u) << tier.key;
    EXPECT_EQ(iso_text(tier.survey.from), "2018-09-01");
    EXPECT_EQ(iso_text(tier.survey.to), "2019-08-31");
    EXPECT_FALSE(loaded().programme->units_of(tier.key).empty()) << tier.key;
    for (const Criterion& criterion : tier.set.criteria) {
      EXPECT_FALSE(criterion.name.en.empty()) << tier.key << " " << criterion.id;
      if (criterion.is_group()) continue;
      EXPECT_NE(criterion.provenance, Provenance::official) << tier.key << " " << criterion.id;
      EXPECT_FALSE(criterion.data_source.empty()) << tier.key << " " << criterion.id;
      if (criterion.evidence_required) {
        EXPECT_FALSE(criterion.evidence.empty()) << tier.key << " " << criterion.id;
      }
    }
  }
  EXPECT_EQ(keys, "so donvi huyen ");
}

TEST(BinhThuanCntt2019, FiveWorkingDaysAfterTheSundayAreStillAssessed) {
  ASSERT_TRUE(loaded().programme);
  Programme programme = *loaded().programme;
  for (const Tier& tier : programme.tiers) {
    const auto received = [&](const char* iso) { return timeliness(programme, tier, *parse_instant(iso)); };
    EXPECT_EQ(received("2019-09-14T23:59+07:00"), Timeliness::in_time);
    EXPECT_EQ(received("2019-09-20T23:59+07:00"), Timeliness::within_grace);
    EXPECT_EQ(received("2019-09-21T00:00+07:00"), Timeliness::late);
  }
  EXPECT_EQ(consequence(programme, Timeliness::late), Consequence::not_assessed);
  programme.holidays.push_back(*parse_date("2019-09-17"));
  EXPECT_EQ(iso_text(last_days(programme, programme.tiers[0]).within_grace), "2019-09-23");
}

TEST(BinhThuanCntt2019, NoRatioStandsWithoutNumeratorAndDenominator) {
  ASSERT_TRUE(loaded().programme);
  const Programme& programme = *loaded().programme;
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

TEST(BinhThuanCntt2019, SampleAnswersHaveTheirTotalsAndNoFaults) {
  ASSERT_TRUE(loaded().programme);
  const Programme& programme = *loaded().programme;
  struct Sample {
    const char *name, *total, *maximum;
  };
  for (const Sample& sample : {Sample{"so-1.csv", "102.99", "105"}, Sample{"so-2.csv", "46.57", "97"}}) {
    const Tier& tier = *programme.tier("so");
    const Scorecard card = score(programme, tier, test::read_sample(programme.key, tier, sample.name));
    EXPECT_EQ(card.total.text(), sample.total) << sample.name;
    EXPECT_EQ(card.maximum.text(), sample.maximum) << sample.name;
    EXPECT_EQ(card.answered, card.asked) << sample.name;
    for (const Finding& finding : card.findings)
      EXPECT_EQ(finding.severity, Severity::note) << sample.name << ": " << finding.line(Language::english);
  }
}

TEST(BinhThuanCntt2019, IsShownWithItsLastDayAndStages) {
  ASSERT_TRUE(loaded().programme);
  const ListedProgramme listed{"binhthuan-cntt-2019", std::make_shared<Programme>(*loaded().programme), {}};
  const std::string text = programmes_text({listed}, Page{});
  EXPECT_THAT(text, testing::HasSubstr("so: nhận đến hết ngày 20/09/2019; sau đó không đánh giá, không xếp hạng"));
  EXPECT_THAT(text, testing::HasSubstr("trước 10/11/2019: Hội đồng thẩm định đi thẩm định"));
  const std::string json = programmes_json({listed});
  EXPECT_THAT(json, testing::HasSubstr("\"assessed_until\": \"2019-09-20\""));
  EXPECT_THAT(json, testing::HasSubstr("\"key\": \"trinh-phe-duyet\""));
}

}  // namespace
}  // namespace thuocdo
