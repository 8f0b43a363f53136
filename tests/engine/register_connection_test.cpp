// Connections to a shared register that are lost in the middle of a campaign: files, a bundle, a decision, appraisals and levels
// are entered once, never twice and never less, whatever the moment was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "register/appraisal_book.h"
#include "register/audit.h"
#include "register/decision.h"
#include "register/level_book.h"
#include "report/bundle_maker.h"
#include "support/postgresql_proxy.h"
#include "support/register_books.h"

namespace thuocdo {
namespace {

using ::testing::IsEmpty;
using test::Break;

constexpr int sheets = 48;  // three transactions

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> all;
  for (const Finding& found : findings) all.emplace_back(found.code_text());
  return all;
}

class RegisterConnection : public test::RegisterTest {
 protected:
  RegisterConnection() : test::RegisterTest(true) {}

  void SetUp() override {
    for (int i = 0; i < sheets; ++i) sheets_.write("x-3 " + std::to_string(100 + i) + ".ods", sheet("x-3", answers_with(i)));
    make_district_bundle();
  }

  const Unit* unit(std::string_view code) const { return small_.programme().unit(code); }
  static CriterionAppraisal accepted() {
    CriterionAppraisal one;
    one.verdict = AppraisalVerdict::accepted;
    one.basis = AppraisalBasis::desk;
    one.comment = "Đúng hồ sơ";
    return one;
  }
  LevelsChanged level(Register& book, LevelAct act, std::vector<const Unit*> units, bool with_below = false) {
    LevelRequest made;
    made.programme = &small_.programme();
    made.units = std::move(units);
    made.act = act;
    made.with_below = with_below;
    made.basis = "Biên bản";
    return change_levels(book, made, {"Trưởng phòng", "2024-01-11T08:00:00+07:00"});
  }
  // Of h-1 with x-1; x-2 is absent.
  void make_district_bundle() {
    const test::TempFolder incoming;
    incoming.write("h-1.ods", sheet("h-1", answers()));
    incoming.write("x-1.ods", sheet("x-1", answers()));
    Register book = Register::open((folder_.path() / "huyen.db").string(), DatabaseUse::make, {"Huyện", "2024-01-01T08:00:00+07:00"});
    receive(book, incoming_files({incoming.path()}), request("2024-01-05T08:00:00+07:00"));
    level(book, LevelAct::absent, {unit("x-2")});
    level(book, LevelAct::close, {unit("h-1")}, true);
    const MadeBundle made = make_bundle(book, small_.store().find("nho"), *unit("h-1"), small_.store());
    ASSERT_TRUE(made.bytes) << ::testing::PrintToString(codes(made.findings));
    bundle_.write("H1.ods", *made.bytes);
  }

  ReceiveRequest at_fixed_time() {
    ReceiveRequest made = request("2024-01-12T08:00:00+07:00");
    made.clock = [] { return *parse_instant("2024-01-12T08:00+07:00"); };
    return made;
  }

  // What a province does in a campaign; all of it must be told as done, once.
  void campaign(Register& book, const ReceiveRequest& request) {
    const Reception done = receive(book, incoming_files({sheets_.path()}), request);
    ASSERT_FALSE(done.stopped) << done.stopped->what();
    ASSERT_EQ(done.files.size(), static_cast<std::size_t>(sheets));
    for (const ReceivedFile& file : done.files) EXPECT_TRUE(file.is_new) << file.name;
    const Reception bundle = receive(book, incoming_files({bundle_.path()}), request);
    ASSERT_FALSE(bundle.stopped) << bundle.stopped->what();
    ASSERT_EQ(bundle.files.size(), 3u);
    for (const ReceivedFile& file : bundle.files) EXPECT_TRUE(file.is_new) << file.name;

    DecisionRequest decision;
    decision.numbers = {7, 9};
    decision.basis = "Công văn số 5";
    for (const Decided& one : decide(book, decision, small_.store(), "Trưởng phòng")) {
      EXPECT_TRUE(one.changed) << one.number;
      EXPECT_EQ(one.replaced.size(), 1u);
    }
    for (const Criterion& criterion : small_.set().criteria) {
      if (!is_appraised(criterion)) continue;
      const std::string& id = criterion.id;
      UnitAppraisal table{"bang.ods", unit("x-3"), &small_.tier(), {{AppraisalStage::first, small_.set().index(id), accepted(), "", 2}}, {}};
      const TakenAppraisals taken = take_appraisals(book, small_.programme(), small_.store(), {table}, {"Tổ 1", "2024-01-13T08:00:00+07:00"});
      EXPECT_EQ(taken.entered, 1u) << id;
      EXPECT_THAT(codes(taken.findings), IsEmpty()) << id;
    }
    const auto appraised = appraised_unit(book, small_.programme(), *unit("x-3"), small_.store());
    ASSERT_TRUE(appraised);
    EXPECT_THAT(codes(close_stage(book, *appraised, AppraisalStage::first, {"Trưởng đoàn", "2024-01-13T08:00:00+07:00"})), IsEmpty());
    EXPECT_THAT(codes(reopen_stage(book, *appraised, AppraisalStage::first, "Xem lại", {"Trưởng đoàn", "2024-01-13T08:00:00+07:00"})), IsEmpty());
    const LevelsChanged absent = level(book, LevelAct::absent, {unit("h-2"), unit("x-2")});
    EXPECT_EQ(absent.changes.size(), 2u);
    const LevelsChanged opened = level(book, LevelAct::reopen, {unit("x-2")});
    EXPECT_EQ(opened.changes.size(), 1u);
  }

  // Everything but when decisions were made, and what hangs on that.
  static std::vector<std::vector<std::string>> contents(Register& book) {
    std::vector<std::vector<std::string>> all;
    for (const std::vector<Row>& rows : {book.receipt_rows(), book.appraisal_rows(), book.level_rows()}) {
      for (const Row& row : rows) all.push_back(row.cells);
    }
    book.read_trail([&](const TrailEntry& entry) { all.push_back({std::to_string(entry.number), entry.who, entry.action, entry.subject, entry.before, entry.after, entry.basis}); });
    all.push_back(book.original_digests());
    return all;
  }
  std::vector<std::vector<std::string>> in_one_go() {
    Register book = Register::open(test::server().url("whole" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name()),
                                   DatabaseUse::make, {"Người lập", "2024-01-01T08:00:00+07:00"});
    campaign(book, at_fixed_time());
    return contents(book);
  }
  static void end_connections() {
    test::server().execute("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'thuocdo'");
  }

  test::TempFolder bundle_;
};
INSTANTIATE_TEST_SUITE_P(One, RegisterConnection, ::testing::Values(test::Kind::postgresql), test::kind_name);

// The moment of the worst doubt: the server was asked to commit, and nobody hears whether it did.
TEST_P(RegisterConnection, ACommitWhoseReplyIsLostIsNeitherDoneTwiceNorForgotten) {
  const auto whole = in_one_go();
  for (const Break when : {Break::after_commit, Break::before_commit}) {
    const std::string name = "p" + std::to_string(::getpid()) + (when == Break::after_commit ? "after" : "before");
    test::server().url(name);
    test::PostgresqlProxy proxy(test::server().socket());
    Register book = Register::open("postgresql://so@/" + name + "?host=" + proxy.folder(), DatabaseUse::make, {"Người lập", "2024-01-01T08:00:00+07:00"});
    // What did not happen is asked for once more, and has to pass then.
    proxy.meddle(when, when == Break::after_commit ? 1 : 2);
    campaign(book, at_fixed_time());
    EXPECT_GE(proxy.broken(), 12);
    proxy.meddle(Break::never);
    EXPECT_EQ(contents(book), whole);
    EXPECT_TRUE(audit_of(book).sound());
  }
}

TEST_P(RegisterConnection, LostInsideTransactionsAndBetweenThem) {
  const auto whole = in_one_go();
  Register book = open();
  ReceiveRequest made = at_fixed_time();
  int asked = 0;
  std::set<int> ended_at;
  made.clock = [&] {  // asked for each file while its transaction is open
    if (++asked % 13 == 0 && ended_at.size() < 4) {
      ended_at.insert(asked);
      end_connections();
    }
    return *parse_instant("2024-01-12T08:00+07:00");
  };
  made.progress = [&](std::size_t done, std::size_t) {
    if (done == 16 || done == 33) end_connections();
  };
  campaign(book, made);
  EXPECT_EQ(ended_at.size(), 4u);
  EXPECT_GT(asked, sheets);  // some files were entered anew
  EXPECT_EQ(contents(book), whole);
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterConnection, WhatATransactionDidBeforeItWasLostIsUndone) {
  Register book = open();
  receive(book, incoming_files({bundle_.path()}), at_fixed_time());
  const auto before = contents(book);
  int runs = 0;
  book.write([&](RegisterChange& change) {
    ++runs;
    LevelEntry entry;
    entry.programme = "nho";
    entry.round = "2023";
    entry.unit = "x-3";
    entry.kind = level_kind::absent;
    entry.basis = "Biên bản";
    change.add(entry, {"Trưởng phòng", "2024-01-13T08:00:00+07:00"});
    if (runs == 1) end_connections();
    change.add(entry, {"Trưởng phòng", "2024-01-13T08:00:00+07:00"});
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(book.level_rows().size(), 2u);
  EXPECT_EQ(contents(book).size(), before.size() + 4);
  EXPECT_TRUE(audit_of(book).sound());
}

}  // namespace
}  // namespace thuocdo
