// The programmes as they are delivered: units, dates, criteria, and sample answers whose totals were worked out apart from
// the engine, on exact fractions (tests/samples/<programme>/expected.csv). One row per programme; a value that the documents
// give is repeated here from them. What is special to one programme stands in special_rules_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
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
  std::size_t placeholders;  // of them
  std::string maximum;
};

struct Delivered {
  std::string key;
  int year;
  LatePolicy late;
  int grace;
  std::vector<std::string> groups;  // numbers and Vietnamese names of those that every tier has, in this order
  std::vector<DeliveredTier> tiers;
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
       {{"so", "", "2019-10-18", "2018-11-01", "2019-10-31", 20, 0, "125"},
        {"huyen", "", "2019-10-25", "2018-11-01", "2019-10-31", 17, 0, "165"},
        {"xa", "huyen", "2019-10-25", "2018-11-01", "2019-10-31", 220, 220, "115"}}},
      {"binhthuan-cntt-2019",
       2019,
       LatePolicy::not_assessed,
       5,
       {"I Hạ tầng kỹ thuật công nghệ thông tin", "II Ứng dụng công nghệ thông tin trong hoạt động nội bộ",
        "III Ứng dụng công nghệ thông tin phục vụ người dân và doanh nghiệp", "IV Bảo đảm an toàn thông tin",
        "V Nguồn nhân lực công nghệ thông tin", "VI Cơ chế, chính sách và chỉ đạo điều hành"},
       {{"so", "", "2019-09-15", "2018-09-01", "2019-08-31", 20, 18, "105"},
        {"donvi", "", "2019-09-15", "2018-09-01", "2019-08-31", 6, 6, "95"},
        {"huyen", "", "2019-09-15", "2018-09-01", "2019-08-31", 10, 10, "115"}}},
      {"gialai-cqdt-2020",
       2020,
       LatePolicy::ranked_last,
       0,
       {"I Điều kiện sẵn sàng Chính quyền điện tử", "1.1 Hạ tầng công nghệ thông tin",
        "1.2 Nguồn nhân lực ứng dụng công nghệ thông tin", "1.3 Môi trường chính sách",
        "1.4 Đầu tư cho công nghệ thông tin", "II Kết quả Chính quyền điện tử", "2.1 Mức độ hiện diện",
        "2.2 Mức độ tương tác", "2.3 Mức độ giao dịch", "2.4 Mức độ chuyển đổi"},
       {{"so", "", "2020-12-01", "2019-11-01", "2020-10-31", 20, 0, "134"},
        {"huyen", "", "2020-12-01", "2019-11-01", "2020-10-31", 17, 0, "175"},
        {"xa", "huyen", "2020-12-01", "2019-11-01", "2020-10-31", 220, 220, "122"}}},
      {"hatinh-cqs-2021",
       2021,
       LatePolicy::ranked_last,
       0,
       {"I Môi trường chính sách", "II Nhân lực chuyển đổi số", "III Cơ sở hạ tầng số", "IV Cơ sở dữ liệu số",
        "V An toàn thông tin", "VI Kết quả phát triển Chính quyền số", "6.1 Văn bản điện tử và điều hành",
        "6.2 Dịch vụ công trực tuyến", "6.3 Cung cấp thông tin trên môi trường mạng"},
       {{"so", "", "2021-11-16", "2020-11-15", "2021-11-15", 19, 0, "100"},
        {"trunguong", "", "2021-11-16", "2020-11-15", "2021-11-15", 9, 0, "60"},
        {"huyen", "", "2021-11-16", "2020-11-15", "2021-11-15", 13, 0, "100"},
        {"xa", "huyen", "2021-11-15", "2020-11-10", "2021-11-10", 216, 216, "100"}}},
      {"gialai-dti-2023",
       2023,
       LatePolicy::ranked_last,
       0,
       {"I Nhận thức số", "II Thể chế số", "III Hạ tầng số", "IV Nhân lực số", "V An toàn thông tin mạng",
        "VI Hoạt động chính quyền số", "6.1 Văn bản điện tử và chữ ký số", "6.2 Dịch vụ công trực tuyến"},
       {{"so", "", "2023-12-25", "2023-01-01", "2023-12-31", 20, 0, "200"},
        {"huyen", "", "2023-12-25", "2023-01-01", "2023-12-31", 17, 0, "250"},
        {"xa", "huyen", "2024-01-15", "2023-01-01", "2023-12-31", 220, 220, "200"}}},
      {"mau-2-cap",
       2026,
       LatePolicy::ranked_last,
       3,
       {"I Chỉ đạo, điều hành và thể chế", "III Nhân lực số", "IV An toàn thông tin mạng"},
       {{"so", "", "2026-12-15", "2025-12-01", "2026-11-30", 8, 8, "119"},
        {"xa", "", "2026-12-15", "2025-12-01", "2026-11-30", 12, 12, "160"}}},
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
    const std::vector<const Unit*> units = programme().units_of(expected.key);
    EXPECT_EQ(units.size(), expected.units) << expected.key;
    std::size_t placeholders = 0;
    std::set<std::string> parents;
    for (const Unit* unit : units) {
      placeholders += unit->placeholder ? 1 : 0;
      EXPECT_EQ(unit->parent.empty(), expected.consolidated_by.empty()) << unit->code;
      if (!unit->parent.empty()) parents.insert(unit->parent);
    }
    EXPECT_EQ(placeholders, expected.placeholders) << expected.key;
    // No district is left without communes.
    if (!expected.consolidated_by.empty()) {
      EXPECT_EQ(parents.size(), programme().units_of(expected.consolidated_by).size());
    }
  }
}

TEST_P(DeliveredProgramme, EveryTierHasEnoughCriteriaOfEveryKindAndGroup) {
  for (std::size_t i = 0; i < programme().tiers.size(); ++i) {
    const Tier& tier = programme().tiers[i];
    std::set<std::string_view> kinds;
    std::vector<std::string> groups;
    const std::vector<std::string>& wanted = GetParam().groups;
    for (const Criterion& criterion : tier.set.criteria) {
      const std::string group = criterion.number + " " + criterion.name.vi;
      if (criterion.is_group() && std::find(wanted.begin(), wanted.end(), group) != wanted.end()) groups.push_back(group);
      if (criterion.rule()) kinds.insert(kind(*criterion.rule()));
    }
    EXPECT_EQ(groups, wanted) << tier.key;
    EXPECT_GE(kinds.size(), 7u) << tier.key;
    EXPECT_GE(tier.set.scored_count(), 30u) << tier.key;
    EXPECT_EQ(tier.set.maximum.text(), GetParam().tiers[i].maximum) << tier.key;
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
  std::map<std::string, int> samples_of;
  for (const test::ExpectedSample& sample : test::expected_samples(programme().key)) {
    const Tier& tier = *programme().tier(sample.tier);
    ++samples_of[sample.tier];
    const Unit* unit = programme().unit(sample.unit);
    ASSERT_TRUE(unit) << sample.unit;
    EXPECT_EQ(unit->tier, sample.tier) << sample.unit;
    const Scorecard card = score(programme(), tier, test::read_sample(programme().key, tier, sample.name + ".csv"));
    EXPECT_EQ(card.total.text(), sample.total) << sample.name;
    EXPECT_EQ(card.maximum.text(), sample.maximum) << sample.name;
    EXPECT_EQ(card.answered, card.asked) << sample.name;
    for (const Finding& finding : card.findings)
      EXPECT_EQ(finding.severity, Severity::note) << sample.name << ": " << finding.line(Language::english);
  }
  for (const Tier& tier : programme().tiers) EXPECT_EQ(samples_of[tier.key], 2) << tier.key;
}

INSTANTIATE_TEST_SUITE_P(All, DeliveredProgramme, testing::ValuesIn(delivered_programmes()), [](const auto& tested) {
  std::string name = tested.param.key;
  for (char& letter : name)
    if (letter == '-') letter = '_';
  return name;
});

}  // namespace
}  // namespace thuocdo
