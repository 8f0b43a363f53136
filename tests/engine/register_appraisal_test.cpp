// Appraisals in a register: what stands, who may write, conflicts, closing and opening again; in both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "ranking/register_sheets.h"
#include "register/appraisal_book.h"
#include "register/audit.h"
#include "register/decision.h"
#include "register/schema.h"
#include "register/standing.h"
#include "report/register_report.h"
#include "support/register_books.h"

namespace thuocdo {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RegisterAppraisalTest : public test::RegisterTest {
 protected:
  void SetUp() override {
    sheets_.write("x-1.ods", sheet("x-1", answers()));
    book_.emplace(open());
    ASSERT_EQ(receive_folder(*book_).files.size(), 1u);
  }

  int at(std::string_view id) const { return small_.set().index(id); }
  static CriterionAppraisal decision(AppraisalVerdict verdict, std::vector<std::pair<std::string, Value>> fields = {}, std::string comment = "Đối chiếu hồ sơ") {
    CriterionAppraisal one;
    one.verdict = verdict;
    one.fields = std::move(fields);
    one.basis = AppraisalBasis::desk;
    one.comment = std::move(comment);
    return one;
  }
  // One table with one decision.
  TakenAppraisals take(std::string_view id, CriterionAppraisal one, const std::string& who, const std::string& entry = {}, AppraisalStage stage = AppraisalStage::first) {
    UnitAppraisal table{"bang.ods", small_.programme().unit("x-1"), &small_.tier(), {{stage, at(id), std::move(one), entry, 2}}, {}};
    return take_appraisals(*book_, small_.programme(), small_.store(), {table}, {who, "2031-02-01T08:00:00+07:00"});
  }
  TakenAppraisals explain(std::string_view id, const std::string& text) {
    UnitAppraisal table{"giai-trinh.ods", small_.programme().unit("x-1"), &small_.tier(), {}, {{at(id), {text, ""}, "", 2}}};
    return take_appraisals(*book_, small_.programme(), small_.store(), {table}, {"Xã Một", "2031-02-02T08:00:00+07:00"});
  }
  AppraisedUnit unit() { return *appraised_unit(*book_, small_.programme(), *small_.programme().unit("x-1"), small_.store()); }
  std::vector<std::string> close(AppraisalStage stage) { return codes(close_stage(*book_, unit(), stage, {"Trưởng đoàn", "2031-02-03T08:00:00+07:00"})); }
  void accept_all(const std::vector<std::string>& but = {}) {
    for (const Criterion& criterion : small_.set().criteria) {
      if (!is_appraised(criterion) || std::find(but.begin(), but.end(), criterion.id) != but.end()) continue;
      ASSERT_THAT(codes(take(criterion.id, decision(AppraisalVerdict::accepted), "Tổ 1").findings), IsEmpty()) << criterion.id;
    }
  }
  std::string total(AppraisalStage stage) {
    const AppraisedUnit now = unit();
    return appraised_score(small_.programme(), small_.tier(), *now.sheet.answers, now.state.appraisal, stage).total.text();
  }
  static std::vector<std::string> codes(const Findings& findings) {
    std::vector<std::string> all;
    for (const Finding& found : findings) all.emplace_back(found.code_text());
    return all;
  }

  std::optional<Register> book_;
};
THUOCDO_BOTH_DATABASES(RegisterAppraisalTest);

TEST_P(RegisterAppraisalTest, ADecisionStandsAndIsEnteredOnce) {
  const CriterionAppraisal cut = decision(AppraisalVerdict::changed, {{"a", Decimal(3)}});
  EXPECT_EQ(take("2.2", cut, "Tổ 1").entered, 1u);
  EXPECT_EQ(take("2.2", cut, "Tổ 1").known, 1u);
  EXPECT_EQ(take("2.2", cut, "Tổ 2").known, 1u);  // word by word the same
  EXPECT_EQ(unit().state.standing.size(), 1u);
  EXPECT_EQ(total(AppraisalStage::first), "42");
  // The same person thinks again: the later entry stands, both are kept.
  EXPECT_EQ(take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(6)}}), "Tổ 1").entered, 1u);
  EXPECT_EQ(total(AppraisalStage::first), "44.5");
  EXPECT_EQ(book_->appraisal_rows().size(), 2u);
  EXPECT_TRUE(audit_of(*book_).sound());
}

TEST_P(RegisterAppraisalTest, WhatComesOutIsWhatWentIn) {
  CriterionAppraisal full = decision(AppraisalVerdict::changed, {{"item:so-lop", Decimal(2)}, {"item:day-du", std::string("khong")}}, "Chỉ 2 lớp\n\"có danh sách\"");
  full.question = "Lớp thứ ba?";
  full.internal = "Gọi lại";
  take("2.3", full, "Tổ 1");
  const auto stands = unit().state.appraisal[at("2.3")].at(AppraisalStage::first);
  ASSERT_TRUE(stands);
  EXPECT_TRUE(same_appraisal(small_.criterion("2.3"), *stands, full));
  EXPECT_EQ(stands->appraiser, "Tổ 1");
}

TEST_P(RegisterAppraisalTest, TwoReviewersWhoDoNotSeeEachOtherAreAConflictUntilOneFollowsOnBoth) {
  take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(3)}}), "Tổ 1");
  const TakenAppraisals other = take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(5)}}), "Tổ 2");
  EXPECT_EQ(other.entered, 1u);
  EXPECT_THAT(codes(other.findings), ElementsAre("appraisal-conflict"));
  AppraisedUnit now = unit();
  ASSERT_EQ(now.state.conflicts.size(), 1u);
  EXPECT_EQ(now.state.conflicts[0].decisions.size(), 2u);
  EXPECT_EQ(total(AppraisalStage::first), "45.33");  // neither counts
  // Sent once more, the second changes nothing.
  EXPECT_EQ(take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(5)}}), "Tổ 2").known, 1u);
  const std::string both = now.state.entry_names(AppraisalStage::first).at(at("2.2"));
  EXPECT_EQ(both, "1 2");
  EXPECT_THAT(codes(take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(4)}}), "Trưởng đoàn", both).findings), IsEmpty());
  EXPECT_THAT(unit().state.conflicts, IsEmpty());
  EXPECT_EQ(total(AppraisalStage::first), "42.83");
  EXPECT_EQ(book_->appraisal_rows().size(), 3u);  // nothing was lost
  EXPECT_TRUE(audit_of(*book_).sound());
}

// At the same moment, over two connections: both entries are kept, and exactly one of the two is told of the other.
TEST_P(RegisterAppraisalTest, TwoReviewersAtOnceLoseNothingAndOneIsTold) {
  Register connections[] = {open(DatabaseUse::existing), open(DatabaseUse::existing)};
  std::size_t decided = 0;
  for (const Criterion& criterion : small_.set().criteria) {
    if (!is_appraised(criterion)) continue;
    ++decided;
    TakenAppraisals taken[2];
    std::barrier both_ready(2);
    std::vector<std::thread> reviewers;
    for (int who = 0; who < 2; ++who) {
      reviewers.emplace_back([&, who] {
        UnitAppraisal table{"bang.ods", small_.programme().unit("x-1"), &small_.tier(), {{AppraisalStage::first, at(criterion.id), decision(AppraisalVerdict::accepted, {}, "Tổ " + std::to_string(who + 1)), "", 2}}, {}};
        both_ready.arrive_and_wait();
        try {
          taken[who] = take_appraisals(connections[who], small_.programme(), small_.store(), {table}, {"Tổ " + std::to_string(who + 1), "2031-02-01T08:00:00+07:00"});
        } catch (const DatabaseError& error) {
          ADD_FAILURE() << error.what();
        }
      });
    }
    for (std::thread& reviewer : reviewers) reviewer.join();
    EXPECT_EQ(taken[0].entered + taken[1].entered, 2u) << criterion.id;
    std::vector<std::string> told = codes(taken[0].findings);
    for (const std::string& code : codes(taken[1].findings)) told.push_back(code);
    EXPECT_THAT(told, ElementsAre("appraisal-conflict")) << criterion.id;
    EXPECT_EQ(book_->appraisal_rows().size(), 2 * decided);
  }
  EXPECT_EQ(unit().state.conflicts.size(), decided);
  EXPECT_TRUE(audit_of(*book_).sound());
}

TEST_P(RegisterAppraisalTest, WhoHadAnOldTableInViewIsTold) {
  take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(3)}}), "Tổ 1");                            // entry 1
  take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(4)}}), "Tổ 2", "1");                       // follows on it
  EXPECT_THAT(unit().state.conflicts, IsEmpty());
  EXPECT_THAT(codes(take("2.2", decision(AppraisalVerdict::accepted), "Tổ 3", "1").findings), ElementsAre("appraisal-conflict"));
}

TEST_P(RegisterAppraisalTest, OnlyWhoACriterionIsAssignedToDecidesIt) {
  EXPECT_THAT(codes(assign_criteria(*book_, unit(), {"2"}, {"Tổ 1"}, {"Trưởng đoàn", "2031-02-01T08:00:00+07:00"})), IsEmpty());
  EXPECT_THAT(codes(assign_criteria(*book_, unit(), {"7"}, {"Tổ 1"}, {"Trưởng đoàn", "2031-02-01T08:00:00+07:00"})), ElementsAre("criterion-unknown"));
  EXPECT_THAT(unit().state.assigned.at(at("2.2")), ElementsAre("Tổ 1"));
  const TakenAppraisals refused = take("2.2", decision(AppraisalVerdict::accepted), "Tổ 2");
  EXPECT_THAT(codes(refused.findings), ElementsAre("appraisal-not-assigned"));
  EXPECT_EQ(refused.entered, 0u);
  EXPECT_EQ(take("2.2", decision(AppraisalVerdict::accepted), "Tổ 1").entered, 1u);
  EXPECT_EQ(take("1.2", decision(AppraisalVerdict::accepted), "Tổ 2").entered, 1u);  // nobody's
}

TEST_P(RegisterAppraisalTest, TwoRoundsAreClosedInTurnAndOpenedWithAReason) {
  EXPECT_THAT(close(AppraisalStage::first), ElementsAre("appraisal-round-incomplete"));
  EXPECT_THAT(codes(take("2.2", decision(AppraisalVerdict::accepted), "Tổ 1", {}, AppraisalStage::second).findings), ElementsAre("appraisal-round-waits"));
  take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(3)}}), "Tổ 1");
  accept_all({"2.2"});
  EXPECT_THAT(codes(explain("2.2", "Còn 4 máy").findings), ElementsAre("appraisal-round-waits"));
  EXPECT_THAT(close(AppraisalStage::final), ElementsAre("appraisal-round-waits"));
  EXPECT_THAT(close(AppraisalStage::first), IsEmpty());
  EXPECT_THAT(codes(take("2.2", decision(AppraisalVerdict::accepted), "Tổ 1").findings), ElementsAre("appraisal-round-closed"));

  EXPECT_THAT(codes(explain("1.2", "Xin thêm").findings), ElementsAre("appraisal-explanation-unasked"));
  EXPECT_EQ(explain("2.2", "Còn 4 máy").entered, 1u);
  EXPECT_THAT(close(AppraisalStage::second), ElementsAre("appraisal-round-incomplete"));
  EXPECT_THAT(codes(take("1.2", decision(AppraisalVerdict::accepted), "Tổ 1", {}, AppraisalStage::second).findings), ElementsAre("appraisal-not-contested"));
  EXPECT_EQ(take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(6)}}), "Tổ 1", {}, AppraisalStage::second).entered, 1u);
  EXPECT_THAT(close(AppraisalStage::second), IsEmpty());
  EXPECT_THAT(close(AppraisalStage::final), IsEmpty());
  EXPECT_THAT(close(AppraisalStage::final), IsEmpty());  // twice changes nothing
  EXPECT_EQ(total(AppraisalStage::final), "44.5");

  const Actor chief{"Trưởng đoàn", "2031-02-05T08:00:00+07:00"};
  EXPECT_THAT(codes(reopen_stage(*book_, unit(), AppraisalStage::second, " ", chief)), ElementsAre("appraisal-reason-needed"));
  EXPECT_THAT(codes(reopen_stage(*book_, unit(), AppraisalStage::second, "Có thêm hồ sơ", chief)), IsEmpty());
  EXPECT_EQ(unit().state.closed, (std::array<bool, 3>{true, false, false}));
  std::string basis;
  book_->read_trail([&](const TrailEntry& entry) { basis = entry.basis; });
  EXPECT_EQ(basis, "Có thêm hồ sơ");
  EXPECT_TRUE(audit_of(*book_).sound());
}

TEST_P(RegisterAppraisalTest, ARoundWithAConflictCannotBeClosed) {
  accept_all({"2.2"});
  take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(3)}}), "Tổ 1");
  take("2.2", decision(AppraisalVerdict::accepted), "Tổ 2");
  EXPECT_THAT(close(AppraisalStage::first), ElementsAre("appraisal-conflict"));
}

TEST_P(RegisterAppraisalTest, TheSameAnswersSentAgainGoOnWithTheirAppraisal) {
  take("1.1", decision(AppraisalVerdict::accepted), "Tổ 1");
  sheets_.write("x-1 lần nữa.ods", sheet("x-1", answers(), {}, "2024-01-10T09:30:00+07:00"));
  const Reception again = receive_folder(*book_);
  ASSERT_EQ(again.files[1].receipt.state, ReceiptState::accepted);
  EXPECT_THAT(codes(again.files[1].findings), ::testing::Not(Contains("appraisal-begins-anew")));
  EXPECT_EQ(unit().receipt.number, 1);
  EXPECT_TRUE(unit().state.appraisal[at("1.1")].at(AppraisalStage::first));
  EXPECT_THAT(codes(unit().findings), IsEmpty());
  const RegisterSheets sheets = register_sheets(*book_, small_.programme(), nullptr);
  EXPECT_EQ(sheets.files.size(), 2u);
  EXPECT_EQ(sheets.source.appraised.size(), 2u);  // whichever of the two is used
}

TEST_P(RegisterAppraisalTest, ThatOfAWholeRoundIsWhatEachReceiptHas) {
  take("1.1", decision(AppraisalVerdict::accepted), "Tổ 1");
  sheets_.write("x-2.ods", sheet("x-2", answers()));
  receive_folder(*book_);
  ASSERT_EQ(book_->appraisal_entries("nho", "2023").size(), 1u);  // nobody has looked at the sheet of x-2
  const UnitAppraisal table{"bang.ods", small_.programme().unit("x-2"), &small_.tier(), {{AppraisalStage::first, at("1.3"), decision(AppraisalVerdict::accepted), {}, 2}}, {}};
  ASSERT_EQ(take_appraisals(*book_, small_.programme(), small_.store(), {table}, {"Tổ 2", "2031-02-01T08:00:00+07:00"}).entered, 1u);
  take("1.3", decision(AppraisalVerdict::accepted), "Tổ 1");
  const auto numbers = [](const std::vector<AppraisalEntry>& entries) {
    std::vector<std::pair<std::int64_t, std::string>> all;
    for (const AppraisalEntry& entry : entries) all.emplace_back(entry.number, entry.criterion);
    return all;
  };
  const auto all = book_->appraisal_entries("nho", "2023");
  ASSERT_EQ(all.size(), 2u);
  for (const auto& [receipt, entries] : all) {
    EXPECT_FALSE(entries.empty());
    EXPECT_EQ(numbers(entries), numbers(book_->appraisal_entries(receipt)));
  }
  EXPECT_TRUE(book_->appraisal_entries("nho", "2022").empty());
}

TEST_P(RegisterAppraisalTest, ALaterSheetBeginsTheAppraisalAnewAndEverybodyIsTold) {
  take("1.1", decision(AppraisalVerdict::accepted), "Tổ 1");
  take("1.3", decision(AppraisalVerdict::accepted), "Tổ 1");
  sheets_.write("x-1b.ods", sheet("x-1", answers_with(2), digest_of_sheet("x-1", answers())));
  const Reception later = receive_folder(*book_);
  ASSERT_EQ(later.files[1].receipt.state, ReceiptState::accepted);
  EXPECT_THAT(codes(later.files[1].findings), Contains("appraisal-begins-anew"));
  EXPECT_THAT(reception_text(later, small_.programme(), {}), ::testing::HasSubstr("Phiếu này thay cho phiếu số 1 của đơn vị, phiếu đã có 2 kết luận"));
  const Standing standing = standing_of(book_->receipts("nho", "2023"), small_.programme(), nullptr, now());
  EXPECT_THAT(standing_text(standing, {}), ::testing::HasSubstr("số 2: Phiếu này thay cho phiếu số 1 của đơn vị"));
  EXPECT_THAT(standing_text(standing, {.language = Language::english}), ::testing::HasSubstr("number 2: This sheet takes the place of the unit's number 1"));
  EXPECT_EQ(unit().receipt.number, 2);
  EXPECT_FALSE(unit().state.begun);
  ASSERT_THAT(codes(unit().findings), ElementsAre("appraisal-begins-anew"));
  EXPECT_EQ(unit().findings[0].message.en.substr(0, 60), "This sheet takes the place of the unit's number 1, about whi");
  EXPECT_THAT(codes(take("1.1", decision(AppraisalVerdict::accepted), "Tổ 1").findings), ElementsAre("appraisal-begins-anew"));
  EXPECT_THAT(codes(take("1.3", decision(AppraisalVerdict::accepted), "Tổ 1").findings), IsEmpty());  // told once it goes on
  // The next version is told the same of the sheets before it.
  sheets_.write("x-1c.ods", sheet("x-1", answers_with(1), digest_of_sheet("x-1", answers_with(2))));
  EXPECT_THAT(codes(receive_folder(*book_).files[2].findings), Contains("appraisal-begins-anew"));
  EXPECT_TRUE(audit_of(*book_).sound());
}

TEST_P(RegisterAppraisalTest, ADecisionThatTakesTheAppraisedSheetsPlaceTellsIt) {
  take("1.1", decision(AppraisalVerdict::accepted), "Tổ 1");
  sheets_.write("x-1b.ods", sheet("x-1", answers_with(2)));  // does not say that it replaces the first
  ASSERT_EQ(receive_folder(*book_).files[1].receipt.state, ReceiptState::undecided);
  DecisionRequest request;
  request.numbers = {2};
  request.basis = "Công văn số 5";
  const std::vector<Decided> decided = decide(*book_, request, small_.store(), "Trưởng đoàn");
  ASSERT_EQ(decided[0].after->state, ReceiptState::accepted);
  EXPECT_THAT(codes(decided[0].findings), ElementsAre("appraisal-begins-anew"));
  EXPECT_THAT(codes(decided[0].after->reasons), Contains("appraisal-begins-anew"));
}

TEST_P(RegisterAppraisalTest, AUnitWithoutAnAcceptedSheetIsNotAppraised) {
  UnitAppraisal table{"bang.ods", small_.programme().unit("x-2"), &small_.tier(), {{AppraisalStage::first, at("2.2"), decision(AppraisalVerdict::accepted), "", 2}}, {}};
  const TakenAppraisals taken = take_appraisals(*book_, small_.programme(), small_.store(), {table}, {"Tổ 1", "2031-02-01T08:00:00+07:00"});
  EXPECT_THAT(codes(taken.findings), ElementsAre("appraisal-no-sheet"));
  EXPECT_EQ(taken.refused, 1u);
}

TEST_P(RegisterAppraisalTest, TheAuditFindsWhatWasChangedBehindTheProgram) {
  take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(3)}}), "Tổ 1");
  take("1.2", decision(AppraisalVerdict::accepted), "Tổ 1");
  book_.reset();
  alter("UPDATE appraisals SET content = '{\"verdict\":\"accepted\"}' WHERE number = 1");
  alter("DELETE FROM appraisals WHERE number = 2");
  book_.emplace(open(DatabaseUse::existing));
  const std::vector<std::string> found = codes(audit_of(*book_).findings);
  EXPECT_THAT(found, ElementsAre("appraisal-entry-altered", "appraisal-entry-removed"));
}

TEST_P(RegisterAppraisalTest, TheDatabaseRefusesToChangeAnEntry) {
  take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(3)}}), "Tổ 1");
  const auto database = open_database(where(), DatabaseUse::existing);
  for (const char* statement : {"UPDATE appraisals SET who = 'x'", "DELETE FROM appraisals"}) {
    try {
      database->query(statement);
      ADD_FAILURE() << statement;
    } catch (const DatabaseError& error) {
      EXPECT_EQ(error.trouble(), DatabaseTrouble::refused) << statement;
    }
  }
}

// A register of the version before has receipts and no appraisals; opening it brings it up to date.
TEST_P(RegisterAppraisalTest, ARegisterOfTheVersionBeforeIsBroughtUpToDate) {
  book_.reset();
  alter("DROP TABLE appraisals");
  alter("DROP TABLE levels");
  alter("DROP TABLE readings");
  alter("UPDATE book SET value = '1' WHERE name = 'version'");
  book_.emplace(open(DatabaseUse::existing));
  EXPECT_EQ(book_->receipts("nho", "2023").size(), 1u);
  EXPECT_EQ(take("2.2", decision(AppraisalVerdict::changed, {{"a", Decimal(3)}}), "Tổ 1").entered, 1u);
  std::vector<std::string> actions;
  book_->read_trail([&](const TrailEntry& entry) { actions.push_back(entry.action); });
  EXPECT_THAT(actions, ElementsAre("register-made", "received", "register-migrated", "appraised"));
  EXPECT_TRUE(audit_of(*book_).sound());
}

}  // namespace
}  // namespace thuocdo
