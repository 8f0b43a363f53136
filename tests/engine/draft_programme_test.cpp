// Putting a criteria set into a programme's folder: a new one, one that has the tier, one that does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "programme/draft_programme.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using testing::HasSubstr;

const Date today = std::chrono::year(2026) / 3 / 1;

std::string bytes_of(const std::vector<DefinitionFile>& files, std::string_view name) {
  for (const DefinitionFile& file : files) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

class Draft : public testing::Test {
 protected:
  std::filesystem::path folder() const { return folder_.path() / "lang-son-2026"; }
  void write_programme(std::string_view xml = test::small_programme_xml()) {
    folder_.write("lang-son-2026/programme.xml", xml);
    folder_.write("lang-son-2026/xa.xml", test::small_criteria_xml());
    folder_.write("lang-son-2026/units.csv", "code,name,tier,parent,placeholder\nx-1,Xã Một,xa,,\n");
  }
  test::SmallProgramme small_;
  test::TempFolder folder_;
};

TEST_F(Draft, ANewProgrammeSaysWhatIsKnown) {
  const auto files = files_with_set(folder(), small_.set(), "xa", today,
                                    {.title = {"Chuyển đổi số & dữ liệu", {}}, .province = {"Tỉnh Lạng Sơn", {}}, .year = 2025, .tier_name = {"Xã, phường", {}}});
  EXPECT_EQ(files.back().name, "programme.xml");
  const LoadedProgramme loaded = load_with(folder(), files);
  ASSERT_TRUE(loaded.programme);
  EXPECT_EQ(loaded.programme->key, "lang-son-2026");
  EXPECT_EQ(loaded.programme->title.vi, "Chuyển đổi số & dữ liệu");
  EXPECT_EQ(loaded.programme->province.vi, "Tỉnh Lạng Sơn");
  EXPECT_EQ(loaded.programme->year, 2025);
  EXPECT_EQ(loaded.programme->tiers[0].name.vi, "Xã, phường");
  EXPECT_EQ(loaded.programme->tiers[0].survey.from, std::chrono::year(2025) / 1 / 1);
  EXPECT_EQ(loaded.programme->units_of("xa").size(), 1u);
  EXPECT_FALSE(std::filesystem::exists(folder())) << "nothing is written";
}

TEST_F(Draft, WhatIsNotKnownIsToBeFilledIn) {
  const LoadedProgramme loaded = load_with(folder(), files_with_set(folder(), small_.set(), "xa", today));
  ASSERT_TRUE(loaded.programme);
  EXPECT_EQ(loaded.programme->year, 2026);
  EXPECT_THAT(loaded.programme->title.vi, HasSubstr("cần sửa"));
}

TEST_F(Draft, AnotherTierIsAddedAndEveryOtherLineStays) {
  std::string xml = test::small_programme_xml();
  xml.insert(xml.find("  <tiers>"), "  <!-- chờ quyết định -->\n  <holidays><holiday date=\"2023-09-02\"><vi>Quốc khánh</vi></holiday></holidays>\n");
  write_programme(xml);
  const auto files = files_with_set(folder(), small_.set(), "so", today, {.tier_name = {"Sở, ban, ngành", {}}});
  const std::string changed = bytes_of(files, "programme.xml");
  const std::size_t at = changed.find("    <tier key=\"so\"");
  ASSERT_NE(at, std::string::npos) << changed;
  std::string without = changed;
  without.erase(at, changed.find("</tier>\n", at) + 8 - at);
  EXPECT_EQ(without, xml);
  const LoadedProgramme loaded = load_with(folder(), files);
  // The small programme's key is not its folder's name; that is not looked at here.
  ASSERT_TRUE(loaded.programme);
  ASSERT_EQ(loaded.programme->tiers.size(), 2u);
  EXPECT_EQ(loaded.programme->tiers[1].name.vi, "Sở, ban, ngành");
  EXPECT_EQ(loaded.programme->tiers[1].before, loaded.programme->tiers[0].before);
  EXPECT_EQ(loaded.programme->units_of("so").size(), 1u);
  EXPECT_EQ(loaded.programme->units_of("xa").size(), 1u);
}

TEST_F(Draft, ATierThatIsThereKeepsItsFileAndTheRest) {
  std::string xml = test::small_programme_xml();
  xml.replace(xml.find("criteria=\"xa.xml\""), 17, "criteria=\"bo.xml\" ");
  write_programme(xml);
  std::filesystem::rename(folder() / "xa.xml", folder() / "bo.xml");
  const auto files = files_with_set(folder(), small_.set(), "xa", today, {.title = {"Tên khác", {}}});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].name, "bo.xml");
}

TEST_F(Draft, WhatWouldNotBeAProgrammeIsTold) {
  write_programme();
  const LoadedProgramme loaded = load_with(folder(), {{"xa.xml", "<criteria>"}});
  EXPECT_FALSE(loaded.programme);
  EXPECT_TRUE(has_blocking(loaded.findings));
  EXPECT_TRUE(load_programme(folder()).programme) << "the folder itself is as it was";
}

}  // namespace
}  // namespace thuocdo
