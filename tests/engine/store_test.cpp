// Programmes of two places: the delivered ones and the user's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "programme/store.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using testing::ElementsAre;

class Places : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(delivered());
    std::filesystem::create_directories(own());
  }
  std::filesystem::path delivered() const { return folder_.path() / "delivered"; }
  std::filesystem::path own() const { return folder_.path() / "own"; }

  void write(const std::string& place, const std::string& key, const std::string& title) {
    std::string programme = test::small_programme_xml();
    programme.replace(programme.find("key=\"nho\""), 9, "key=\"" + key + "\"");
    programme.replace(programme.find("Chương trình nhỏ"), std::string("Chương trình nhỏ").size(), title);
    folder_.write(place + "/" + key + "/programme.xml", programme);
    folder_.write(place + "/" + key + "/xa.xml", test::small_criteria_xml());
    folder_.write(place + "/" + key + "/units.csv", "code,name,tier,parent,placeholder\nx-1,A,xa,,\n");
  }

  test::TempFolder folder_;
};

TEST_F(Places, BothAreFound) {
  write("delivered", "mau", "Mẫu");
  write("own", "cua-toi", "Của tôi");
  write("own", ".cua-toi.part-1", "Đang ghi dở");
  ProgrammeStore store(delivered(), own());
  EXPECT_THAT(store.keys(), ElementsAre("cua-toi", "mau"));
  ASSERT_NE(store.find("cua-toi"), nullptr);
  EXPECT_EQ(store.find("cua-toi")->title.vi, "Của tôi");
  EXPECT_TRUE(store.is_own("cua-toi"));
  EXPECT_FALSE(store.is_own("mau"));
  EXPECT_EQ(store.folder_of("cua-toi"), own() / "cua-toi");
  EXPECT_TRUE(store.folder_of("khong-co").empty());
}

TEST_F(Places, AKeyInBothIsTheDeliveredProgrammeWithAFinding) {
  write("delivered", "mau", "Bản kèm theo");
  write("own", "mau", "Bản tự sửa");
  ProgrammeStore store(delivered(), own());
  EXPECT_THAT(store.keys(), ElementsAre("mau"));
  Findings findings;
  const auto programme = store.find("mau", &findings);
  ASSERT_NE(programme, nullptr);
  EXPECT_EQ(programme->title.vi, "Bản kèm theo");
  EXPECT_FALSE(store.is_own("mau"));
  const auto taken = std::find_if(findings.begin(), findings.end(), [](const Finding& found) { return found.code == Code::programme_key_taken; });
  ASSERT_NE(taken, findings.end());
  EXPECT_EQ(taken->severity, Severity::warning);
  EXPECT_NE(taken->message.vi.find((own() / "mau").string()), std::string::npos) << taken->message.vi;
  // One folder named twice clashes with nothing.
  EXPECT_TRUE([&] {
    Findings none;
    ProgrammeStore(own(), own()).find("mau", &none);
    return std::none_of(none.begin(), none.end(), [](const Finding& found) { return found.code == Code::programme_key_taken; });
  }());
}

TEST_F(Places, WhatHasChangedIsReadAgain) {
  write("own", "a", "Cũ");
  write("own", "b", "Giữ nguyên");
  ProgrammeStore store(delivered(), own());
  const auto before = store.find("a");
  const auto kept = store.find("b");
  EXPECT_FALSE(store.refresh());
  EXPECT_EQ(store.find("a"), before);

  write("own", "a", "Mới hơn");
  EXPECT_EQ(store.find("a"), before) << "only when it is asked to";
  EXPECT_TRUE(store.refresh());
  EXPECT_EQ(store.find("a")->title.vi, "Mới hơn");
  EXPECT_EQ(before->title.vi, "Cũ") << "what was given out stays";
  EXPECT_EQ(store.find("b"), kept);

  std::filesystem::remove_all(own() / "a");
  EXPECT_TRUE(store.refresh());
  EXPECT_EQ(store.find("a"), nullptr);
  write("own", "a", "Lại có");
  EXPECT_NE(store.find("a"), nullptr) << "what was missing is not remembered as missing";
}

TEST_F(Places, AnotherProgrammeInFrontIsSeen) {
  write("own", "a", "Tự lập");
  ProgrammeStore store(delivered(), own());
  EXPECT_EQ(store.find("a")->title.vi, "Tự lập");
  write("delivered", "a", "Kèm theo");
  EXPECT_TRUE(store.refresh());
  EXPECT_EQ(store.find("a")->title.vi, "Kèm theo");
}

TEST(OwnProgrammes, StandWhereTheUserSaysOrInTheDataFolder) {
  const auto with = [](const char* given, const char* data, const char* home) {
    for (const auto& [name, value] : {std::pair{"THUOCDO_PROGRAMMES", given}, std::pair{"XDG_DATA_HOME", data}, std::pair{"HOME", home}}) {
      value ? setenv(name, value, 1) : unsetenv(name);
    }
    return own_programmes_folder();
  };
  EXPECT_EQ(with("/srv/mau", "/d", "/home/a"), "/srv/mau");
  EXPECT_EQ(with(nullptr, "/d", "/home/a"), "/d/thuocdo/programmes");
  EXPECT_EQ(with("", nullptr, "/home/a"), "/home/a/.local/share/thuocdo/programmes");
  EXPECT_EQ(with(nullptr, "not/absolute", "/home/a"), "/home/a/.local/share/thuocdo/programmes");
  EXPECT_EQ(with(nullptr, nullptr, nullptr), "");
}

}  // namespace
}  // namespace thuocdo
