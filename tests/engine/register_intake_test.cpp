// A province's post: thousands of sheets with hostile files among them. Every sheet is taken in, every hostile file is its
// own trouble alone; in both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "ranking/register_sheets.h"
#include "register/audit.h"
#include "register/standing.h"
#include "support/register_books.h"
#include "support/rounds.h"

namespace thuocdo {
namespace {

constexpr int all_units = test::rounds(9'900);

std::string unit_rows() {
  std::string rows;
  for (int i = 3; i <= all_units; ++i) rows += "x-" + std::to_string(i) + ",Xã thứ " + std::to_string(i) + ",xa,,\n";
  return rows;
}

class RegisterIntakeTest : public test::RegisterTest {
 protected:
  RegisterIntakeTest() : RegisterTest(false, unit_rows()) {}

  // Twenty kinds, five of each; no two have the same bytes.
  void write_hostile_files() {
    std::mt19937 random(7);
    const std::string good = sheet("x-1", answers_with(1));
    const auto parts = sheet_parts("x-1", answers_with(1));
    for (int turn = 0; turn < 5; ++turn) {
      const std::string mark = std::to_string(turn);
      const auto with_content = [&](const std::string& content) {
        std::vector<testing::ZipFile> changed = parts;
        for (testing::ZipFile& part : changed) {
          if (part.name == "content.xml") part.content = content;
        }
        return testing::write_zip(changed);
      };
      const auto with_part = [&](const std::function<void(testing::ZipFile&)>& lie) {
        std::vector<testing::ZipFile> changed = parts;
        changed.back().content += "<!-- " + mark + " -->";
        for (testing::ZipFile& part : changed) {
          if (part.name == "content.xml") lie(part);
        }
        return testing::write_zip(changed);
      };
      std::string noise;
      for (int i = 0; i < 3000; ++i) noise += static_cast<char>(random() & 0xff);
      std::string deep;
      for (int i = 0; i < 50'000 + turn; ++i) deep += "<a>";
      const std::pair<const char*, std::string> kinds[] = {
          {"noise.ods", noise},
          {"noise.xlsx", "PK\x03\x04" + noise},
          {"noise.pdf", "%PDF-1.7\n" + noise},
          {"cut.ods", good.substr(0, good.size() / 2 + static_cast<std::size_t>(turn))},
          {"cut early.ods", good.substr(0, 100 + static_cast<std::size_t>(turn))},
          {"turned.ods", std::string(good.rbegin(), good.rend() - turn)},
          {"old office.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + noise},
          {"entities.fods", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"" + mark + "\">]><a>&b;</a>"},
          {"outside.fods", "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>" + mark + "</a>"},
          {"deep.fods", "<?xml version=\"1.0\"?>" + deep},
          {"deep.ods", with_content(deep)},
          {"bomb.ods", with_content(std::string(20'000'000, 'a') + mark)},
          {"broken.ods", with_content("<office:document-content " + mark)},
          {"not text.ods", with_content("\xff\xfe\x80 " + mark)},
          {"lying size.ods", with_part([](testing::ZipFile& part) { part.said_size = 12; })},
          {"lying sum.ods", with_part([](testing::ZipFile& part) { part.said_crc = 1; })},
          {"lying start.ods", with_part([](testing::ZipFile& part) { part.said_start = 0x7fffffff; })},
          {"two names.ods", with_part([](testing::ZipFile& part) { part.local_name = "../../etc/passwd"; })},
          {"=cmd|' /C calc'!A0.ods", "=1+1 " + mark},
          {"\xff\xfe\x01.ods", "nothing " + mark},
      };
      for (const auto& [name, bytes] : kinds) sheets_.write("hostile " + mark + "/" + name, bytes);
    }
  }
};
THUOCDO_BOTH_DATABASES(RegisterIntakeTest);

TEST_P(RegisterIntakeTest, ThousandsOfSheetsWithAHundredHostileFilesAmongThem) {
  for (int i = 1; i <= all_units; ++i) {
    sheets_.write(std::to_string(i % 97) + "/x-" + std::to_string(i) + ".ods", sheet("x-" + std::to_string(i), answers_with(i % 4)));
  }
  write_hostile_files();
  Register book = open();
  const Reception done = receive_folder(book, "2024-01-10T10:00:00+07:00", 2);
  ASSERT_FALSE(done.stopped) << done.stopped->what();
  ASSERT_EQ(done.files.size(), std::size_t{all_units} + 100);
  int hostile = 0;
  for (const ReceivedFile& file : done.files) {
    if (!file.name.starts_with("hostile")) {
      EXPECT_EQ(file.receipt.state, ReceiptState::accepted) << file.name;
      continue;
    }
    ++hostile;
    EXPECT_EQ(file.receipt.state, ReceiptState::refused) << file.name;
    EXPECT_FALSE(file.receipt.reasons.empty()) << file.name;
    for (const Finding& found : file.findings) EXPECT_NE(found.code, Code::internal_error) << file.name;
  }
  EXPECT_EQ(hostile, 100);
  const Standing standing = standing_of(book.receipts("nho", "2023"), small_.programme(), nullptr, now());
  EXPECT_EQ(standing.tiers[0].sheets().sent, std::size_t{all_units});
  EXPECT_EQ(standing.of_nobody.size(), 100u);
  EXPECT_TRUE(audit_of(book).sound());

  const std::string head = book.noted_head();
  const Reception again = receive_folder(book, "2024-01-10T10:00:00+07:00", 2);
  EXPECT_TRUE(std::none_of(again.files.begin(), again.files.end(), [](const ReceivedFile& file) { return file.is_new; }));
  EXPECT_EQ(book.noted_head(), head);

  const RegisterSheets sheets = register_sheets(book, small_.programme(), nullptr);
  ConsolidateOptions how;
  how.threads = 2;
  how.source = &sheets.source;
  const Consolidation result = consolidate({}, sheets.files, small_.store().find("nho"), small_.store(), how);
  EXPECT_EQ(result.tiers[0].ranked.size(), std::size_t{all_units});
}

}  // namespace
}  // namespace thuocdo
