// The outbox keeps what it was given, whatever happens to the program, the disk or one of its files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <set>
#include <thread>

#include "programme/digest.h"
#include "submission/outbox.h"
#include "submission/outbox_state.h"
#include "support/temp_folder.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

OutboxItem sample(const std::string& unit = "so-tc") {
  OutboxItem item;
  item.programme = "gialai-dti-2023";
  item.tier = "so";
  item.unit = unit;
  item.unit_name = "Sở Tài chính\nvà \\Kế hoạch\r\n";
  item.code = "7K3M-9QXZ-21A0";
  item.digest = sha256_hex("x");
  item.submitted = "2024-12-20T09:30:00+07:00";
  item.kind = DeliveryKind::webdav;
  item.target = "https://chia-se.example.vn/nộp=1/";
  item.user = "so-tc";
  return item;
}

class OutboxTest : public testing::Test {
 protected:
  test::TempFolder temporary;
  fs::path folder = temporary.path() / "hộp gửi" / "outbox";
  fs::path workbook = temporary.write("so tc.ods", std::string(70000, 'o'));
  fs::path pdf = temporary.write("so tc.pdf", std::string(3000, 'p'));
  Outbox outbox{folder};

  std::string add(const std::string& unit = "so-tc") {
    const auto kept = outbox.add(sample(unit), {workbook, pdf});
    EXPECT_EQ(kept.problem.vi, "");
    return kept.id;
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }
};

TEST_F(OutboxTest, KeepsWhatItWasGiven) {
  EXPECT_THAT(outbox.items(), IsEmpty());
  const std::string id = add();
  const auto item = outbox.find(id);
  ASSERT_TRUE(item);
  EXPECT_EQ(item->unit_name, sample().unit_name);
  EXPECT_EQ(item->target, sample().target);
  EXPECT_EQ(item->kind, DeliveryKind::webdav);
  EXPECT_EQ(item->state, DeliveryState::waiting);
  EXPECT_EQ(item->attempts, 0);
  const std::vector<SubmittedFile> files = {{"so tc.ods", 70000, sha256_hex(std::string(70000, 'o'))},
                                            {"so tc.pdf", 3000, sha256_hex(std::string(3000, 'p'))}};
  EXPECT_EQ(item->files, files);
  EXPECT_EQ(outbox.changed_file(*item).vi, "");
  fs::remove(workbook);  // the outbox has its own copies
  EXPECT_EQ(outbox.changed_file(*item).vi, "");
}

TEST_F(OutboxTest, RecordsWhatCameOfIt) {
  const std::string id = add();
  EXPECT_EQ(outbox.record(id, {DeliveryState::waiting, "https://a/", "2024-12-20T09:31:00+07:00", {"mất mạng", "no network"}}).vi, "");
  EXPECT_EQ(outbox.find(id)->reason.en, "no network");
  EXPECT_EQ(outbox.record(id, {DeliveryState::delivered, "https://a/", "2024-12-20T09:32:00+07:00", {}}).vi, "");
  const auto item = Outbox(folder).find(id);
  EXPECT_EQ(item->state, DeliveryState::delivered);
  EXPECT_EQ(item->when, "2024-12-20T09:32:00+07:00");
  EXPECT_EQ(item->attempts, 2);
  EXPECT_TRUE(item->reason.empty());
  OutboxItem elsewhere;
  elsewhere.target = "/mnt/nop";
  EXPECT_EQ(outbox.retarget(id, elsewhere).vi, "");
  EXPECT_EQ(outbox.find(id)->kind, DeliveryKind::folder);
  EXPECT_EQ(outbox.find(id)->unit, "so-tc");
}

TEST_F(OutboxTest, TheSameSubmissionTwiceMakesTwoItemsAndTheListIsInOrder) {
  const std::string first = add(), second = add();
  EXPECT_NE(first, second);
  OutboxItem later = sample("a");
  later.submitted = "2025-01-02T00:00:00+07:00";
  const std::string third = outbox.add(later, {pdf}).id;
  const auto items = outbox.items();
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].id, first);
  EXPECT_EQ(items[2].id, third);
}

TEST_F(OutboxTest, RemovesOnlyWhatNobodyIsSending) {
  const std::string id = add();
  {
    const auto sending = outbox.begin_sending(id);
    ASSERT_TRUE(sending);
    EXPECT_FALSE(Outbox(folder).begin_sending(id));
    EXPECT_NE(outbox.remove(id).vi, "");
    EXPECT_EQ(outbox.record(id, {DeliveryState::delivered, "a", "b", {}}).vi, "");
  }
  EXPECT_EQ(outbox.remove(id).vi, "");
  EXPECT_THAT(outbox.items(), IsEmpty());
  EXPECT_NE(outbox.remove(id).vi, "");
  EXPECT_NE(outbox.record(id, {}).vi, "");
  EXPECT_EQ(entries(), 1u);  // its lock
}

TEST_F(OutboxTest, NamesThatLeadOutAreNoItems) {
  add();
  for (const char* id : {"", ".", "..", "../x", "a/b", ".lock", "/etc"}) {
    EXPECT_FALSE(outbox.find(id)) << id;
    EXPECT_NE(outbox.remove(id).vi, "") << id;
    EXPECT_FALSE(outbox.begin_sending(id)) << id;
  }
  auto item = sample("../../etc/x");
  item.submitted = "../..";
  const auto kept = outbox.add(item, {pdf});
  EXPECT_TRUE(fs::is_directory(folder / kept.id));
}

TEST_F(OutboxTest, ADamagedStateIsKeptAndListedAndTheOthersGoOn) {
  const std::string good = add("a"), bad = add("b");
  const fs::path state = folder / bad / "state";
  std::string text;
  {
    std::ifstream stream(state, std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(stream), {});
  }
  // Cut anywhere, or with any sign changed, it is damaged, never another state.
  for (std::size_t cut = 0; cut < text.size(); cut += 7) EXPECT_FALSE(read_state(text.substr(0, cut))) << cut;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(read_state(changed)) << i;
  }
  ASSERT_TRUE(read_state(text));
  std::ofstream(state, std::ios::binary) << text.substr(0, text.size() / 2);
  const auto items = outbox.items();
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].id, good);
  EXPECT_TRUE(items[0].damage.empty());
  EXPECT_THAT(items[1].damage.vi, HasSubstr("nộp lại"));
  EXPECT_EQ(items[1].files.size(), 2u);
  EXPECT_NE(outbox.record(bad, {DeliveryState::delivered, "a", "b", {}}).vi, "");
  EXPECT_EQ(outbox.record(good, {DeliveryState::delivered, "a", "b", {}}).vi, "");
  EXPECT_TRUE(fs::exists(folder / bad / "so tc.ods"));
  fs::remove(state);
  EXPECT_FALSE(outbox.find(bad)->damage.empty());
  EXPECT_EQ(outbox.remove(bad).vi, "");
}

TEST_F(OutboxTest, AFileThatIsNoLongerAsItWasIsFoundOut) {
  const std::string id = add();
  std::ofstream(folder / id / "so tc.pdf", std::ios::binary) << std::string(3000, 'q');
  EXPECT_THAT(outbox.changed_file(*outbox.find(id)).vi, HasSubstr("so tc.pdf"));
  fs::remove(folder / id / "so tc.pdf");
  EXPECT_THAT(outbox.changed_file(*outbox.find(id)).en, HasSubstr("so tc.pdf"));
}

TEST_F(OutboxTest, WhatCannotBeReadIsNotKept) {
  const auto kept = outbox.add(sample(), {workbook, temporary.path() / "không có.ods"});
  EXPECT_EQ(kept.id, "");
  EXPECT_THAT(kept.problem.vi, HasSubstr("không có.ods"));
  EXPECT_THAT(outbox.items(), IsEmpty());
  EXPECT_EQ(entries(), 1u);
  EXPECT_NE(Outbox({}).add(sample(), {pdf}).problem.vi, "");
}

// Runs it in a process of its own and gives its exit code.
template <class Action>
int in_child(Action action) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(action());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 200;
}

TEST_F(OutboxTest, AFileThatDoesNotFitLeavesNothingBehind) {
  const std::string before = add("a");
  const int result = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{50000, 50000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto kept = outbox.add(sample("b"), {pdf, workbook});
    return kept.id.empty() && kept.problem.vi.find("so tc.ods") != std::string::npos ? 0 : 1;
  });
  EXPECT_EQ(result, 0);
  EXPECT_EQ(outbox.items().size(), 1u);
  EXPECT_EQ(entries(), 2u);
  EXPECT_EQ(outbox.changed_file(*outbox.find(before)).vi, "");
}

TEST_F(OutboxTest, AFullDiskSaysSoAndLosesNothing) {
  constexpr int no_disk = 77;
  const int result = in_child([&] {
    fs::create_directories(folder);
    if (::geteuid() != 0 && ::unshare(CLONE_NEWUSER) != 0) return no_disk;
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=256k") != 0) {
      return no_disk;
    }
    std::set<std::string> ids;
    Text problem;
    for (int i = 0; i < 20 && problem.empty(); ++i) {
      const auto kept = outbox.add(sample("u" + std::to_string(i)), {workbook, pdf});
      if (kept.id.empty()) problem = kept.problem;
      else ids.insert(kept.id);
    }
    if (problem.vi.find("đầy") == std::string::npos || ids.size() < 2) return 1;
    std::ofstream(folder / "filler", std::ios::binary) << std::string(300000, 'f');  // to the last byte
    const auto items = outbox.items();
    if (items.size() != ids.size()) return 2;
    // The record does not fit either: it says so, and the old one stands.
    if (outbox.record(*ids.begin(), {DeliveryState::delivered, "x", "y", {}}).empty()) return 3;
    for (const OutboxItem& item : outbox.items()) {
      if (!item.damage.empty() || item.state != DeliveryState::waiting || !outbox.changed_file(item).empty()) return 4;
    }
    fs::remove(folder / "filler");
    return outbox.record(*ids.begin(), {DeliveryState::delivered, "x", "y", {}}).empty() ? 0 : 5;
  });
  if (result == no_disk) GTEST_SKIP() << "a small disk cannot be mounted here";
  EXPECT_EQ(result, 0);
}

TEST_F(OutboxTest, EveryItemIsWholeWheneverTheProgramIsKilled) {
  std::mt19937 random(20241220);
  std::size_t seen = 0;
  for (int round = 0; round < 50; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      Outbox mine(folder);
      for (int i = 0;; ++i) {
        const auto kept = mine.add(sample("r" + std::to_string(round) + "-" + std::to_string(i)), {workbook, pdf});
        mine.record(kept.id, {DeliveryState::delivered, "x", "y", {}});
        if (i % 3 == 2) mine.remove(kept.id);
      }
    }
    std::this_thread::sleep_for(std::chrono::microseconds(500 + random() % 200000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (const OutboxItem& item : outbox.items()) {
      ASSERT_TRUE(item.damage.empty()) << item.id;
      ASSERT_EQ(item.files.size(), 2u);
    }
    seen = std::max(seen, outbox.items().size());
  }
  EXPECT_GT(seen, 10u);
  for (const OutboxItem& item : outbox.items()) EXPECT_EQ(outbox.changed_file(item).vi, "");
  // The next one finds its way, and takes away what was left unfinished.
  const std::string id = add("sau");
  EXPECT_TRUE(outbox.begin_sending(id));
  for (const auto& entry : fs::directory_iterator(folder)) {
    EXPECT_THAT(entry.path().filename().string(), Not(testing::EndsWith(".part")));
  }
}

TEST_F(OutboxTest, SeveralProgramsAtOnce) {
  std::vector<pid_t> children;
  for (int number = 0; number < 4; ++number) {
    const pid_t child = ::fork();
    if (child == 0) {
      Outbox mine(folder);
      for (int i = 0; i < 15; ++i) {
        const auto kept = mine.add(sample(), {pdf});
        if (kept.id.empty() || !mine.record(kept.id, {DeliveryState::delivered, "x", "y", {}}).empty()) ::_exit(1);
      }
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(outbox.items().size(), 60u);
  for (const OutboxItem& item : outbox.items()) EXPECT_EQ(item.state, DeliveryState::delivered);
}

}  // namespace
}  // namespace thuocdo
