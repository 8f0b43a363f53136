// The programmes as they are delivered: units, dates, criteria, and sample answers whose totals were worked out apart from
// the engine, on exact fractions. One row per programme; a value that the documents give is repeated here from them.
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "programme/programme.h"
#include "scoring/scorecard.h"
#include "support/sample_answers.h"

namespace thuocdo {
namespace {

struct DeliveredTier {
  std::string key;
  std::string consolidated_by;
  std::string before, survey_from, survey_to;
  std::size_t units;
  std::string maximum;
  std::size_t scored;  // at least
};

struct DeliveredSample {
  std::string tier, name, total, maximum;
};

struct Delivered {
  std::string key;
  int year;
  LatePolicy late;
  int grace;
  std::vector<std::string> groups;  // numbers and Vietnamese names of the groups that every tier has, in this order
  std::vector<DeliveredTier> tiers;
  std::vector<DeliveredSample> samples;
};

void PrintTo(const Delivered& delivered, std::ostream* out) { *out << delivered.key; }

const std::vector<std::string> e_government_2019 = {"I Hạ tầng công nghệ thông tin",
                                                    "II Nguồn nhân lực ứng dụng công nghệ thông tin",
                                                    "III Môi trường chính sách",
                                                    "IV Mức độ hiện diện",
                                                    "V Mức độ tương tác",
                                                    "VI Mức độ giao dịch",
                                                    "VII Mức độ chuyển đổi"};

const std::vector<Delivered>& delivered_programmes() {
  static const std::vector<Delivered> all = {
      {"gialai-cqdt-2019",
       2019,
       LatePolicy::ranked_last,
       0,
       e_government_2019,
       {{"so", "", "2019-10-18", "2018-11-01", "2019-10-31", 20, "125", 40},
        {"huyen", "", "2019-10-25", "2018-11-01", "2019-10-31", 17, "165", 40},
        {"xa", "huyen", "2019-10-25", "2018-11-01", "2019-10-31", 220, "115", 40}},
       {{"so", "so-1.csv", "119.262", "125"}, {"so", "so-2.csv", "58.715", "105"}}},
      {"gialai-cqdt-2020",
       2020,
       LatePolicy::ranked_last,
       0,
       {"I Điều kiện sẵn sàng Chính quyền điện tử", "1.1 Hạ tầng công nghệ thông tin",
        "1.2 Nguồn nhân lực ứng dụng công nghệ thông tin", "1.3 Môi trường chính sách",
        "1.4 Đầu tư cho công nghệ thông tin", "II Kết quả Chính quyền điện tử", "2.1 Mức độ hiện diện",
        "2.2 Mức độ tương tác", "2.3 Mức độ giao dịch", "2.4 Mức độ chuyển đổi"},
       {{"so", "", "2020-12-01", "2019-11-01", "2020-10-31", 20, "134", 40},
        {"huyen", "", "2020-12-01", "2019-11-01", "2020-10-31", 17, "175", 40},
        {"xa", "huyen", "2020-12-01", "2019-11-01", "2020-10-31", 220, "122", 40}},
       {{"xa", "xa-1.csv", "107.539", "121"}, {"xa", "xa-2.csv", "53.106", "120"}}},
      {"hatinh-cqs-2021",
       2021,
       LatePolicy::ranked_last,
       0,
       {"I Môi trường chính sách", "II Nhân lực chuyển đổi số", "III Cơ sở hạ tầng số", "IV Cơ sở dữ liệu số",
        "V An toàn thông tin", "VI Kết quả phát triển Chính quyền số", "6.1 Văn bản điện tử và điều hành",
        "6.2 Dịch vụ công trực tuyến", "6.3 Cung cấp thông tin trên môi trường mạng"},
       {{"so", "", "2021-11-16", "2020-11-15", "2021-11-15", 19, "100", 40},
        {"trunguong", "", "2021-11-16", "2020-11-15", "2021-11-15", 9, "60", 40},
        {"huyen", "", "2021-11-16", "2020-11-15", "2021-11-15", 13, "100", 40},
        {"xa", "huyen", "2021-11-15", "2020-11-10", "2021-11-10", 216, "100", 40}},
       {{"trunguong", "trunguong-1.csv", "55.71", "60"}, {"trunguong", "trunguong-2.csv", "28.2", "49"}}},
  };
  return all;
}

class DeliveredProgramme : public testing::TestWithParam<Delivered> {
 protected:
  void SetUp() override {
    loaded = load_programme(THUOCDO_SOURCE_DIR "/templates/" + GetParam().key);
    for (const Finding& finding : loaded.findings)
      EXPECT_EQ(finding.severity, Severity::note) << finding.line(Language::english);
    ASSERT_TRUE(loaded.programme);
  }
  const Programme& programme() const { return *loaded.programme; }

  LoadedProgramme loaded;
};

TEST_P(DeliveredProgramme, HasTheDatesAndTheLatePolicyOfItsDocuments) {
  EXPECT_EQ(programme().key, GetParam().key);
  EXPECT_EQ(programme().year, GetParam().year);
  EXPECT_EQ(programme().late, GetParam().late);
  EXPECT_EQ(programme().grace_working_days, GetParam().grace);
  ASSERT_EQ(programme().tiers.size(), GetParam().tiers.size());
  for (std::size_t i = 0; i < programme().tiers.size(); ++i) {
    const Tier& tier = programme().tiers[i];
    const DeliveredTier& expected = GetParam().tiers[i];
    EXPECT_EQ(tier.key, expected.key);
    EXPECT_EQ(tier.consolidated_by, expected.consolidated_by) << tier.key;
    EXPECT_EQ(iso_text(tier.before), expected.before) << tier.key;
    EXPECT_EQ(iso_text(tier.survey.from), expected.survey_from) << tier.key;
    EXPECT_EQ(iso_text(tier.survey.to), expected.survey_to) << tier.key;
  }
}

TEST_P(DeliveredProgramme, HasTheUnitsOfTheProvince) {
  for (const DeliveredTier& expected : GetParam().tiers) {
    EXPECT_EQ(programme().units_of(expected.key).size(), expected.units) << expected.key;
    for (const Unit* unit : programme().units_of(expected.key)) {
      EXPECT_EQ(unit->placeholder, expected.key == "xa") << unit->code;
      EXPECT_EQ(unit->parent.empty(), expected.consolidated_by.empty()) << unit->code;
    }
  }
  // No district is left without communes.
  std::set<std::string> parents;
  for (const Unit* unit : programme().units_of("xa")) parents.insert(unit->parent);
  EXPECT_EQ(parents.size(), programme().units_of("huyen").size());
}

TEST_P(DeliveredProgramme, EveryTierHasEnoughCriteriaOfEveryKindAndGroup) {
  for (std::size_t i = 0; i < programme().tiers.size(); ++i) {
    const Tier& tier = programme().tiers[i];
    const DeliveredTier& expected = GetParam().tiers[i];
    std::set<std::string_view> kinds;
    std::vector<std::string> groups;
    for (const Criterion& criterion : tier.set.criteria) {
      if (criterion.is_group() && !criterion.maximum.is_zero()) groups.push_back(criterion.number + " " + criterion.name.vi);
      if (criterion.rule()) kinds.insert(kind(*criterion.rule()));
    }
    EXPECT_EQ(groups, GetParam().groups) << tier.key;
    EXPECT_GE(kinds.size(), 8u) << tier.key;
    EXPECT_GE(tier.set.scored_count(), expected.scored) << tier.key;
    EXPECT_EQ(tier.set.maximum.text(), expected.maximum) << tier.key;
  }
}

TEST_P(DeliveredProgramme, EveryCriterionSaysWhereItComesFromInBothLanguages) {
  for (const Tier& tier : programme().tiers) {
    for (const Criterion& criterion : tier.set.criteria) {
      const std::string place = tier.key + " " + criterion.id;
      EXPECT_FALSE(criterion.name.en.empty()) << place;
      EXPECT_NE(criterion.name.en, criterion.name.vi) << place;
      if (criterion.is_group()) continue;
      EXPECT_NE(criterion.provenance, Provenance::official) << place;
      EXPECT_FALSE(criterion.provenance == Provenance::published && criterion.source.empty()) << place;
      EXPECT_FALSE(criterion.data_source.vi.empty()) << place;
      EXPECT_FALSE(criterion.data_source.en.empty()) << place;
      if (criterion.maximum.is_zero()) continue;
      EXPECT_FALSE(criterion.evidence.vi.empty()) << place;
      EXPECT_FALSE(criterion.evidence.en.empty()) << place;
    }
  }
}

TEST_P(DeliveredProgramme, SampleAnswersHaveTheirTotalsAndNoFaults) {
  EXPECT_GE(GetParam().samples.size(), 2u);
  for (const DeliveredSample& sample : GetParam().samples) {
    const Tier& tier = *programme().tier(sample.tier);
    const Scorecard card = score(programme(), tier, test::read_sample(programme().key, tier, sample.name));
    EXPECT_EQ(card.total.text(), sample.total) << sample.name;
    EXPECT_EQ(card.maximum.text(), sample.maximum) << sample.name;
    EXPECT_EQ(card.answered, card.asked) << sample.name;
    for (const Finding& finding : card.findings)
      EXPECT_EQ(finding.severity, Severity::note) << sample.name << ": " << finding.line(Language::english);
  }
}

INSTANTIATE_TEST_SUITE_P(All, DeliveredProgramme, testing::ValuesIn(delivered_programmes()), [](const auto& tested) {
  std::string name = tested.param.key;
  for (char& letter : name)
    if (letter == '-') letter = '_';
  return name;
});

// Decision 416 rests on the criteria of 169 as amended by 575: an id means the same in both years, and what is new says so.
TEST(GiaLai2020, KeepsTheIdsOf2019AndMarksWhatWasAmended) {
  const LoadedProgramme before = load_programme(THUOCDO_SOURCE_DIR "/templates/gialai-cqdt-2019");
  const LoadedProgramme after = load_programme(THUOCDO_SOURCE_DIR "/templates/gialai-cqdt-2020");
  ASSERT_TRUE(before.programme && after.programme);
  for (const Tier& tier : after.programme->tiers) {
    const CriteriaSet& old = before.programme->tier(tier.key)->set;
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
  const LoadedProgramme loaded = load_programme(THUOCDO_SOURCE_DIR "/templates/gialai-cqdt-2020");
  ASSERT_TRUE(loaded.programme);
  std::vector<std::string> headings, groups;
  for (const Heading& heading : loaded.programme->report_outline) headings.push_back(heading.text.vi);
  for (const Criterion& criterion : loaded.programme->tier("so")->set.criteria)
    if (criterion.is_group() && !criterion.maximum.is_zero()) groups.push_back(criterion.name.vi);
  EXPECT_EQ(headings, groups);
}

// Decision 2853, article 2(2).
TEST(HaTinh2021, TheMilitaryAndTheBorderGuardAreGivenNoSheet) {
  const LoadedProgramme loaded = load_programme(THUOCDO_SOURCE_DIR "/templates/hatinh-cqs-2021");
  ASSERT_TRUE(loaded.programme);
  for (const char* code : {"so-chqs", "so-bdbp"}) {
    const Unit* unit = loaded.programme->unit(code);
    ASSERT_TRUE(unit) << code;
    const std::optional<Finding> refusal = loaded.programme->refusal(*unit);
    ASSERT_TRUE(refusal) << code;
    EXPECT_EQ(refusal->code, Code::unit_excluded) << code;
  }
  EXPECT_FALSE(loaded.programme->refusal(*loaded.programme->unit("tw-ca")));
}

TEST(HaTinh2021, FiguresOf3And6And9MonthsAreRoundsWithoutAssessment) {
  const LoadedProgramme loaded = load_programme(THUOCDO_SOURCE_DIR "/templates/hatinh-cqs-2021");
  ASSERT_TRUE(loaded.programme);
  std::string rounds;
  for (const Stage& round : loaded.programme->rounds_without_assessment) {
    EXPECT_EQ(unsigned{round.before.day()}, 15u);
    rounds += round.key + " ";
  }
  EXPECT_EQ(rounds, "3-thang 6-thang 9-thang ");
}

}  // namespace
}  // namespace thuocdo
