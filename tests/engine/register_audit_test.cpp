// What an audit finds, what the databases refuse, and what happens when they fail, in both of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "register/audit.h"
#include "register/decision.h"
#include "register/schema.h"
#include "support/register_books.h"

namespace thuocdo {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

class RegisterAuditTest : public test::RegisterTest {
 protected:
  // Two receipts, one of them refused by a decision: four entries with the first.
  void fill() {
    sheets_.write("x-1.ods", sheet("x-1", answers()));
    sheets_.write("x-2.ods", sheet("x-2", answers()));
    Register book = open();
    ASSERT_EQ(receive_folder(book).files.size(), 2u);
    DecisionRequest request;
    request.numbers = {2};
    request.verdict = Verdict::refuse;
    request.basis = "Biên bản\nsố 3";
    decide(book, request, small_.store(), "Trưởng phòng");
  }
  std::vector<std::string> found(const std::string& expected_head = {}) {
    Register book = open(DatabaseUse::existing);
    std::vector<std::string> codes;
    for (const Finding& finding : audit_of(book, expected_head, {}, &small_.store()).findings) codes.emplace_back(finding.code_text());
    return codes;
  }
  DatabaseTrouble trouble_of(const std::function<void()>& work) {
    try {
      work();
    } catch (const DatabaseError& error) {
      said_ = error.finding().message.in(Language::english);
      return error.trouble();
    }
    ADD_FAILURE() << "nothing went wrong";
    return DatabaseTrouble::failed;
  }
  std::string said_;
};
THUOCDO_BOTH_DATABASES(RegisterAuditTest);

// What can befall only one of them: a file's disk fills up, a server's connection is lost.
class RegisterInAFile : public RegisterAuditTest {};
INSTANTIATE_TEST_SUITE_P(One, RegisterInAFile, ::testing::Values(test::Kind::sqlite), test::kind_name);
class RegisterOnAServer : public RegisterAuditTest {};
INSTANTIATE_TEST_SUITE_P(One, RegisterOnAServer, ::testing::Values(test::Kind::postgresql), test::kind_name);

TEST_P(RegisterAuditTest, ASoundRegisterHasNothingToTell) {
  fill();
  Register book = open();
  const Audit audit = audit_of(book);
  EXPECT_TRUE(audit.findings.empty()) << audit.findings[0].line(Language::english);
  EXPECT_EQ(audit.entries, 4);
  EXPECT_EQ(audit.receipts, 2);
  EXPECT_EQ(audit.originals, 2);
  EXPECT_EQ(audit.head.size(), 64u);
  EXPECT_TRUE(audit_of(book, audit.head).sound());
  EXPECT_THAT(found(std::string(64, 'a')), ElementsAre("trail-head-gone"));
}

TEST_P(RegisterAuditTest, EveryChangedCellIsFound) {
  fill();
  const std::string columns[] = {"programme", "round", "file_digest", "file_name", "kind", "tier", "unit", "received", "received_from", "submitted",
                                 "programme_digest", "submission_digest", "check_code", "replaces", "signature", "signer", "total", "maximum",
                                 "engine", "state", "reasons"};
  for (const std::string& column : columns) {
    alter("UPDATE receipts SET " + column + " = " + column + " || 'x' WHERE number = 1");
    EXPECT_THAT(found(), Contains("receipt-altered")) << column;
    alter("UPDATE receipts SET " + column + " = substr(" + column + ", 1, length(" + column + ") - 1) WHERE number = 1");
    ASSERT_THAT(found(), ElementsAre()) << column;
  }
  alter("UPDATE receipts SET file_size = file_size + 1 WHERE number = 2");
  EXPECT_THAT(found(), ElementsAre("receipt-altered"));
  alter("UPDATE receipts SET file_size = file_size - 1 WHERE number = 2");
  for (const std::string column : {"at", "who", "action", "subject", "before", "after", "basis", "digest", "previous"}) {
    alter("UPDATE trail SET " + column + " = " + column + " || 'x' WHERE number = 3");
    EXPECT_THAT(found(), ::testing::AnyOf(Contains("trail-altered"), Contains("trail-unlinked"))) << column;
    alter("UPDATE trail SET " + column + " = substr(" + column + ", 1, length(" + column + ") - 1) WHERE number = 3");
    ASSERT_THAT(found(), ElementsAre()) << column;
  }
}

TEST_P(RegisterAuditTest, RemovedAndAddedRowsAreFound) {
  fill();
  alter("INSERT INTO receipts SELECT 9, programme, round, 'f', file_name, file_size, kind, tier, unit, received, received_from, submitted, programme_digest, "
        "submission_digest, check_code, replaces, signature, signer, total, maximum, engine, state, reasons FROM receipts WHERE number = 1");
  EXPECT_THAT(found(), ElementsAre("receipt-untracked"));
  alter("DELETE FROM receipts WHERE number = 9");
  alter("DELETE FROM receipts WHERE number = 1");
  EXPECT_THAT(found(), ElementsAre("receipt-removed", "original-alone"));
}

TEST_P(RegisterAuditTest, EntriesTakenOutOrCutOffAreFound) {
  fill();
  const std::string head = [&] {
    Register book = open();
    return audit_of(book).head;
  }();
  alter("DELETE FROM trail WHERE number = 4");
  EXPECT_THAT(found(head), ElementsAre("trail-cut", "trail-head-gone", "receipt-altered"));
  alter("DELETE FROM trail WHERE number = 2");
  EXPECT_THAT(found(), ::testing::IsSupersetOf({"trail-gap", "trail-unlinked", "receipt-untracked"}));
}

TEST_P(RegisterAuditTest, OriginalsAreComparedWithTheirDigests) {
  fill();
  const std::string digest = open().receipt(1)->file_digest;
  if (GetParam() == test::Kind::sqlite) {
    const auto path = where() + ".originals/" + digest.substr(0, 2) + "/" + digest;
    std::ofstream(path, std::ios::app) << "more";
    EXPECT_THAT(found(), ElementsAre("original-altered"));
    std::filesystem::remove(path);
    EXPECT_THAT(found(), ElementsAre("original-missing"));
    // The same file again puts it back.
    Register book = open();
    book.keep_original_beside(digest, sheet("x-1", answers()));
    book.originals_kept();
  } else {
    alter("UPDATE originals SET bytes = bytes || 'more'::bytea WHERE digest = '" + digest + "'");
    EXPECT_THAT(found(), ElementsAre("original-altered"));
    alter("UPDATE originals SET bytes = substring(bytes FROM 1 FOR length(bytes) - 4) WHERE digest = '" + digest + "'");
  }
  EXPECT_THAT(found(), ElementsAre());
}

// Rankings take what was read out of the register; the originals say what it must be.
TEST_P(RegisterAuditTest, WhatWasReadIsComparedWithTheOriginals) {
  fill();
  ASSERT_THAT(found(), ElementsAre());
  const std::string kept = open().reading(1).value();
  // Any byte but those of the head, which says who made it and makes others leave it alone.
  const std::size_t head = kept.find(small_.programme().units_digest) + 64;
  ASSERT_LT(head, kept.size());
  const auto put = [&](std::int64_t number, const std::string& bytes) {
    alter("DELETE FROM readings WHERE number = " + std::to_string(number));
    open_database(where(), DatabaseUse::existing)->query("INSERT INTO readings (number, bytes) VALUES ($1, $2)", {number, Blob{bytes}});
  };
  for (std::size_t at = head; at < kept.size(); at += 41) {
    std::string changed = kept;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    put(1, changed);
    EXPECT_THAT(found(), ElementsAre("reading-altered")) << at;
  }
  put(1, kept.substr(0, kept.size() - 1));
  EXPECT_THAT(found(), ElementsAre("reading-altered"));
  put(1, open().reading(2).value());  // of the other unit
  EXPECT_THAT(found(), ElementsAre("reading-altered"));
  put(1, kept);
  EXPECT_THAT(found(), ElementsAre());
  put(9, kept);
  EXPECT_THAT(found(), ElementsAre("reading-altered"));
  alter("DELETE FROM readings");  // then the originals are read
  EXPECT_THAT(found(), ElementsAre());
}

TEST_P(RegisterAuditTest, TheDatabaseItselfRefusesToChangeTheTrail) {
  fill();
  const auto database = open_database(where(), DatabaseUse::existing);
  const std::string before = open().noted_head();
  for (const std::string statement : {"UPDATE trail SET who = 'x'", "DELETE FROM trail", "DELETE FROM receipts"}) {
    EXPECT_EQ(trouble_of([&] { database->query(statement); }), DatabaseTrouble::refused) << statement << ": " << said_;
    EXPECT_THAT(said_, HasSubstr("rows are only added"));
  }
  if (GetParam() == test::Kind::sqlite) {
    EXPECT_EQ(trouble_of([&] { database->query("INSERT OR REPLACE INTO trail SELECT * FROM trail WHERE number = 2"); }), DatabaseTrouble::refused);
  } else {
    EXPECT_EQ(trouble_of([&] { database->query("TRUNCATE trail"); }), DatabaseTrouble::refused);
    EXPECT_EQ(trouble_of([&] { database->query("DELETE FROM originals"); }), DatabaseTrouble::refused);
  }
  EXPECT_THAT(found(), ElementsAre());
}

TEST_P(RegisterAuditTest, AClockThatGoesBackIsNoted) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  ReceiveRequest made = request();
  made.clock = [] { return *parse_instant("2023-12-31T08:00+07:00"); };  // the register was made on 1/1/2024
  receive(book, incoming_files({sheets_.path()}), made);
  const Audit audit = audit_of(book);
  EXPECT_TRUE(audit.sound());
  ASSERT_EQ(audit.findings.size(), 1u);
  EXPECT_EQ(audit.findings[0].code, Code::trail_clock);
}

TEST_P(RegisterAuditTest, ARegisterOfANewerVersionIsLeftAlone) {
  fill();
  alter("UPDATE book SET value = '" + std::to_string(schema_version + 1) + "' WHERE name = 'version'");
  EXPECT_EQ(trouble_of([&] { open(); }), DatabaseTrouble::newer);
  EXPECT_THAT(said_, HasSubstr("made by a newer Thước Đo"));
}

TEST_P(RegisterAuditTest, WhatIsNoRegisterIsLeftAlone) {
  if (GetParam() == test::Kind::sqlite) {
    EXPECT_EQ(trouble_of([&] { open(DatabaseUse::existing); }), DatabaseTrouble::unreachable);
    EXPECT_FALSE(std::filesystem::exists(where()));
    folder_.write("so.db", "this is a letter and no database, long enough to be looked at as one, surely so");
    EXPECT_EQ(trouble_of([&] { open(); }), DatabaseTrouble::foreign);
    std::filesystem::remove(where());
    open_database(where(), DatabaseUse::make)->run("CREATE TABLE book (title TEXT)");
    EXPECT_EQ(trouble_of([&] { open(); }), DatabaseTrouble::foreign);
    EXPECT_EQ(trouble_of([] { Register::open("/nowhere/so.db", DatabaseUse::make, {}); }), DatabaseTrouble::unreachable);
    EXPECT_EQ(trouble_of([] { Register::open("/tmp", DatabaseUse::make, {}); }), DatabaseTrouble::unreachable);
  } else {
    EXPECT_EQ(trouble_of([&] { open(DatabaseUse::existing); }), DatabaseTrouble::foreign);
    EXPECT_EQ(trouble_of([&] { Register::open("postgresql://so:geheim@/nowhere?host=/nowhere", DatabaseUse::make, {}); }), DatabaseTrouble::unreachable);
    EXPECT_THAT(said_, ::testing::Not(HasSubstr("geheim")));
  }
}

TEST_P(RegisterInAFile, AFullDiskStopsAndLosesNothing) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  receive_folder(book);
  for (int i = 0; i < 200; ++i) sheets_.write("x-2-" + std::to_string(i) + ".ods", sheet("x-2", answers_with(i)));
  // A limit on the size of files is met like a full disk.
  {
    Register small = open();
    FileSizeLimit limit(150'000);
    const Reception done = receive_folder(small);
    ASSERT_TRUE(done.stopped);
    // SQLite knows of a full disk (see full_disk_test.py), and of this limit only that a write failed.
    EXPECT_THAT(done.stopped->trouble(), ::testing::AnyOf(DatabaseTrouble::full, DatabaseTrouble::failed)) << done.stopped->what();
    EXPECT_LT(done.files.size(), 201u);
    EXPECT_EQ(done.asked, 201u);
  }
  Register again = open();
  EXPECT_TRUE(audit_of(again).sound());
  const Reception done = receive_folder(again);
  EXPECT_FALSE(done.stopped);
  EXPECT_EQ(again.receipts("nho", "2023").size(), 201u);
  EXPECT_TRUE(audit_of(again).findings.empty());
}

TEST_P(RegisterOnAServer, AConnectionLostInTheMiddleIsTakenUpAgain) {
  for (int i = 0; i < 6; ++i) sheets_.write(std::to_string(i) + ".ods", sheet(i % 2 == 0 ? "x-1" : "x-2", answers_with(i)));
  Register book = open();
  ReceiveRequest made = request();
  made.progress = [&](std::size_t done, std::size_t) {
    if (done == 2) test::server().execute("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'thuocdo'");
    if (done == 4) {
      test::server().stop();
      test::server().start();
    }
  };
  Reception done = receive(book, incoming_files({sheets_.path()}), made);
  ASSERT_FALSE(done.stopped) << done.stopped->what();
  EXPECT_EQ(book.receipts("nho", "2023").size(), 6u);
  EXPECT_TRUE(audit_of(book).findings.empty());

  // A server that stays away ends the call, and what was written stays.
  sheets_.write("7.ods", sheet("x-1", answers_with(7)));
  test::server().stop();
  made.progress = {};
  done = receive(book, incoming_files({sheets_.path()}), made);
  test::server().start();
  ASSERT_TRUE(done.stopped);
  EXPECT_EQ(done.stopped->trouble(), DatabaseTrouble::lost);
  EXPECT_TRUE(audit_of(book).findings.empty());
  done = receive(book, incoming_files({sheets_.path()}), made);
  EXPECT_EQ(book.receipts("nho", "2023").size(), 7u);
}

TEST_P(RegisterAuditTest, AnErrorInsideATransactionUndoesAllOfIt) {
  fill();
  Register book = open();
  const std::string before = book.noted_head();
  EXPECT_THROW(book.write([&](RegisterChange& change) {
    Receipt receipt = *change.receipt(1);
    receipt.file_digest = "other";
    change.add(receipt, {"A", "2024-01-01T00:00:00Z"});
    throw std::runtime_error("stop");
  }), std::runtime_error);
  EXPECT_EQ(trouble_of([&] {
              book.write([&](RegisterChange& change) {
                Receipt twice = *change.receipt(1);
                change.add(twice, {"A", "2024-01-01T00:00:00Z"});
              });
            }),
            DatabaseTrouble::refused);
  EXPECT_EQ(book.noted_head(), before);
  EXPECT_EQ(book.receipts("nho", "2023").size(), 2u);
}

}  // namespace
}  // namespace thuocdo
