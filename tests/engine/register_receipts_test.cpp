// What files become when they are received, decided about and counted, in both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "ranking/register_sheets.h"
#include "register/audit.h"
#include "register/decision.h"
#include "register/standing.h"
#include "report/ranking_report.h"
#include "report/register_parts.h"
#include "report/register_report.h"
#include "support/register_books.h"

namespace thuocdo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RegisterReceiptsTest : public test::RegisterTest {
 protected:
  static std::vector<std::string> codes(const Findings& findings) {
    std::vector<std::string> texts;
    for (const Finding& finding : findings) texts.emplace_back(finding.code_text());
    return texts;
  }
  static std::string states(const Reception& done) {
    std::string text;
    for (const ReceivedFile& file : done.files) {
      text += (text.empty() ? "" : ", ") + file.name + " " + (file.receipt.number > 0 ? std::string(state_text(file.receipt.state)) : "–");
    }
    return text;
  }
  std::string states(Register& book) {
    std::string text;
    for (const Receipt& receipt : book.receipts("nho", "2023")) {
      text += (text.empty() ? "" : ", ") + receipt.file_name + " " + std::string(state_text(receipt.state));
    }
    return text;
  }
  DecisionRequest decision(std::int64_t number, Verdict verdict) {
    DecisionRequest made;
    made.numbers = {number};
    made.verdict = verdict;
    made.basis = "Biên bản số 3";
    return made;
  }
};
THUOCDO_BOTH_DATABASES(RegisterReceiptsTest);

TEST_P(RegisterReceiptsTest, ASubmittedSheetInTimeIsAccepted) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  const Reception done = receive_folder(book);
  ASSERT_FALSE(done.stopped) << done.stopped->what();
  ASSERT_EQ(states(done), "x-1.ods accepted");
  const Receipt receipt = book.receipts("nho", "2023").at(0);
  EXPECT_EQ(receipt.number, 1);
  EXPECT_EQ(receipt.unit, "x-1");
  EXPECT_EQ(receipt.tier, "xa");
  EXPECT_EQ(receipt.received, "2024-01-10T10:00:00+07:00");
  EXPECT_EQ(receipt.received_from, TimeSource::given);
  EXPECT_EQ(receipt.submitted, "2024-01-10T09:00:00+07:00");
  EXPECT_EQ(receipt.total, "45.33");
  EXPECT_EQ(receipt.maximum, "55");
  EXPECT_EQ(receipt.submission_digest, digest_of_sheet("x-1", answers()));
  EXPECT_EQ(receipt.check_code, check_code(receipt.submission_digest));
  EXPECT_EQ(receipt.signature, "unsigned");
  EXPECT_THAT(codes(receipt.reasons), ElementsAre("signature-none"));
  EXPECT_EQ(book.original(receipt.file_digest), sheet("x-1", answers()));
}

TEST_P(RegisterReceiptsTest, TheSameFolderAgainChangesNothing) {
  sheets_.write("a/x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", answers()));
  sheets_.write("rubbish.ods", "no workbook");
  Register book = open();
  receive_folder(book);
  const std::string head = book.noted_head();
  const std::string before = states(book);
  sheets_.write("copy of x-2.ods", sheet("x-2", answers()));
  const Reception again = receive_folder(book);
  EXPECT_EQ(book.noted_head(), head);
  EXPECT_EQ(states(book), before);
  EXPECT_EQ(states(again), "a/x-1.ods accepted, copy of x-2.ods accepted, rubbish.ods refused, x-2.ods accepted");
  for (const ReceivedFile& file : again.files) {
    EXPECT_FALSE(file.is_new);
    EXPECT_THAT(codes(file.findings), ::testing::Contains("receipt-already"));
  }
}

TEST_P(RegisterReceiptsTest, HostileFilesAreTheirOwnTroubleAlone) {
  sheets_.write("0.ods", "");
  sheets_.write("1.ods", "PK\x03\x04 broken");
  sheets_.write("2.pdf", "%PDF-1.7 nothing");
  sheets_.write("3.xlsx", "\xD0\xCF\x11\xE0");
  sheets_.write("=cmd|' /C calc'!A0.ods", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
  sheets_.write("Phiếu của 華 و Ü\xff\xfe.ods", sheet("x-1", answers()));
  std::filesystem::create_symlink("/nowhere", sheets_.path() / "4.ods");
  Register book = open();
  const Reception done = receive_folder(book, "2024-01-10T10:00:00+07:00", 3);
  ASSERT_FALSE(done.stopped) << done.stopped->what();
  EXPECT_EQ(done.files.size(), 7u);
  EXPECT_EQ(states(done), "0.ods refused, 1.ods refused, 2.pdf refused, 3.xlsx refused, 4.ods –, =cmd|' /C calc'!A0.ods refused, "
                          "Phiếu của 華 و Ü\xff\xfe.ods accepted");
  EXPECT_EQ(book.receipts("nho", "2023").at(4).file_name, "Phiếu của 華 و Ü��.ods");  // the PDF comes after it
  EXPECT_TRUE(audit_of(book).sound());
  const Standing standing = standing_of(book.receipts("nho", "2023"), small_.programme(), nullptr, now());
  EXPECT_EQ(standing.of_nobody.size(), 5u);
}

TEST_P(RegisterReceiptsTest, WhatIsNotOfThisRoundIsRefusedWithItsReason) {
  test::TempFolder other;
  sheets_.write("altered.ods", [&] {
    const std::string good = sheet("x-1", answers());
    Answers changed = answers_with(2);
    // Digest and code of other answers.
    const Scorecard card = score(small_.programme(), small_.tier(), changed);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    Workbook workbook = test::workbook_of(small_.programme(), small_.tier(), "x-1", changed, points, false);
    workbook.properties[std::string(property::submitted)] = "2024-01-10T09:00:00+07:00";
    workbook.properties[std::string(property::submission_digest)] = digest_of_sheet("x-1", answers());
    workbook.properties[std::string(property::check_code)] = check_code(digest_of_sheet("x-1", answers()));
    return test::fods_of(workbook);
  }());
  sheets_.write("unit.ods", sheet("x-9", answers(), {}, {}));
  Register book = open();
  const Reception done = receive_folder(book);
  EXPECT_EQ(states(done), "altered.ods refused, unit.ods refused");
  EXPECT_THAT(codes(done.files[0].receipt.reasons), ElementsAre("submission-altered"));
  EXPECT_EQ(done.files[0].receipt.unit, "x-1");
  EXPECT_THAT(codes(done.files[1].receipt.reasons), ElementsAre("sheet-unit-unknown"));
  const auto refused = decide(book, decision(1, Verdict::accept), small_.store(), "B");
  EXPECT_FALSE(refused[0].changed);
  EXPECT_THAT(codes(refused[0].findings), ElementsAre("receipt-unusable", "submission-altered"));
}

TEST_P(RegisterReceiptsTest, DraftsAndUnfinishedSheetsNeedADecision) {
  sheets_.write("draft.ods", sheet("x-1", answers(), {}, {}));
  Answers unfinished = answers();
  unfinished[small_.set().index("1.1")].set("value", Value{});
  sheets_.write("unfinished.ods", sheet("x-2", unfinished));
  Register book = open();
  const Reception done = receive_folder(book);
  EXPECT_EQ(states(done), "draft.ods undecided, unfinished.ods undecided");
  EXPECT_THAT(codes(done.files[0].receipt.reasons), ElementsAre("sheet-not-submitted", "signature-none"));
  EXPECT_THAT(codes(done.files[1].receipt.reasons), ::testing::Contains("answer-missing"));
  const auto decided = decide(book, decision(2, Verdict::accept), small_.store(), "Trưởng phòng");
  EXPECT_TRUE(decided[0].changed);
  EXPECT_EQ(states(book), "draft.ods undecided, unfinished.ods accepted");
  EXPECT_FALSE(decide(book, decision(2, Verdict::accept), small_.store(), "Trưởng phòng")[0].changed);
  EXPECT_THAT(codes(decide(book, decision(7, Verdict::refuse), small_.store(), "B")[0].findings), ElementsAre("receipt-unknown"));
  TrailEntry last;
  book.read_trail([&](const TrailEntry& entry) { last = entry; });
  EXPECT_EQ(last.who, "Trưởng phòng");
  EXPECT_EQ(last.action, "decided");
  EXPECT_EQ(last.subject, "receipt 2");
  EXPECT_EQ(last.before, R"({"state":"undecided"})");
  EXPECT_EQ(last.after, R"({"state":"accepted"})");
  EXPECT_EQ(last.basis, "Biên bản số 3");
}

// The last day in time is Sunday 14/1/2024.
TEST_P(RegisterReceiptsTest, TheGivenTimeDecidesWhatIsLate) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", answers()));
  Register book = open();
  ReceiveRequest made = request("2024-01-17T08:00+07:00");
  ReceiptTimes times;
  times.by_unit["x-2"] = *parse_receipt_time("2024-01-14T16:59:59Z");  // a second before midnight in Vietnam
  made.times = &times;
  const Reception done = receive(book, incoming_files({sheets_.path()}), made);
  EXPECT_EQ(states(done), "x-1.ods late, x-2.ods accepted");
  EXPECT_EQ(done.files[1].receipt.received, "2024-01-14T16:59:59Z");
  EXPECT_EQ(done.files[1].receipt.received_from, TimeSource::document_system);
  EXPECT_THAT(done.files[0].receipt.reasons.back().message.vi, HasSubstr("trễ 3 ngày làm việc"));

  const auto corrected = [&] {
    DecisionRequest change = decision(1, Verdict::correct_time);
    change.received = parse_receipt_time("14/01/2024 23:30");
    return decide(book, change, small_.store(), "B");
  };
  EXPECT_TRUE(corrected()[0].changed);
  EXPECT_FALSE(corrected()[0].changed);
  EXPECT_EQ(states(book), "x-1.ods accepted, x-2.ods accepted");
  EXPECT_EQ(book.receipt(1)->received, "2024-01-14T23:30:00+07:00");
}

TEST_P(RegisterReceiptsTest, WithoutATimeNobodyIsLateWhoSaysOtherwise) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", answers(), {}, "2024-02-01T09:00:00+07:00"));
  Register book = open();
  ReceiveRequest made = request({});
  made.clock = [] { return *parse_instant("2024-01-20T08:00+07:00"); };
  const Reception done = receive(book, incoming_files({sheets_.path()}), made);
  EXPECT_EQ(states(done), "x-1.ods undecided, x-2.ods late");
  EXPECT_THAT(codes(done.files[0].receipt.reasons), ElementsAre("signature-none", "receipt-time-open"));
  EXPECT_THAT(codes(done.files[1].receipt.reasons), ElementsAre("signature-none", "receipt-late", "receipt-clock"));
}

// One of the clocks goes an hour wrong. Well before the deadline that is worth a warning; around it, whether the time of receipt
// is known from the document system or from this machine's clock alone.
TEST_P(RegisterReceiptsTest, AClockAnHourOffIsToldAndDecidesOnlyAroundTheDeadline) {
  const auto one = [&](const std::string& submitted, const std::string& received, bool given) {
    static int meetings = 0;
    const test::TempFolder folder;
    folder.write("x-1.ods", sheet("x-1", answers_with(++meetings), {}, submitted));
    const test::TempFolder place;
    Register book = Register::open((place.path() / "so.db").string(), DatabaseUse::make, {"A", "2024-01-01T00:00:00Z"});
    ReceiveRequest made = request(given ? received : std::string());
    made.clock = [=] { return parse_receipt_time(received)->at; };
    const Reception done = receive(book, incoming_files({folder.path()}), made);
    const Receipt& receipt = done.files.at(0).receipt;
    std::string text(state_text(receipt.state));
    for (const std::string& code : codes(receipt.reasons)) text += " " + code;
    return text;
  };
  for (const bool given : {true, false}) {
    EXPECT_EQ(one("2024-01-10T10:00:00+07:00", "2024-01-10T09:00:00+07:00", given), "accepted signature-none receipt-clock");
    EXPECT_EQ(one("2024-01-10T09:00:00+07:00", "2024-01-10T10:00:00+07:00", given), "accepted signature-none");
    EXPECT_EQ(one("2024-01-14T23:40:00+07:00", "2024-01-14T23:10:00+07:00", given), "accepted signature-none receipt-clock");
    EXPECT_EQ(one("2024-01-16T10:00:00+07:00", "2024-01-16T09:00:00+07:00", given), "late signature-none receipt-late receipt-clock");
  }
  EXPECT_EQ(one("2024-01-15T00:30:00+07:00", "2024-01-14T23:30:00+07:00", true), "accepted signature-none receipt-clock");
  EXPECT_EQ(one("2024-01-15T00:30:00+07:00", "2024-01-14T23:30:00+07:00", false), "undecided signature-none receipt-clock-doubt");
  EXPECT_EQ(one("2024-01-14T23:30:00+07:00", "2024-01-15T00:30:00+07:00", true), "late signature-none receipt-late");
  EXPECT_EQ(one("2024-01-14T23:30:00+07:00", "2024-01-15T00:30:00+07:00", false), "undecided signature-none receipt-time-open");
}

TEST_P(RegisterReceiptsTest, TheDocumentSystemsTimeEndsTheDoubtAboutAClock) {
  sheets_.write("x-1.ods", sheet("x-1", answers(), {}, "2024-01-15T00:30:00+07:00"));
  Register book = open();
  ReceiveRequest made = request({});
  made.clock = [] { return *parse_instant("2024-01-14T23:30+07:00"); };
  receive(book, incoming_files({sheets_.path()}), made);
  ASSERT_EQ(states(book), "x-1.ods undecided");
  DecisionRequest correct;
  correct.numbers = {1};
  correct.verdict = Verdict::correct_time;
  correct.received = parse_receipt_time("14/01/2024 23:30");
  correct.basis = "Sổ công văn đến";
  EXPECT_TRUE(decide(book, correct, small_.store(), "B")[0].changed);
  EXPECT_EQ(states(book), "x-1.ods accepted");
  correct.received = parse_receipt_time("15/01/2024 00:35");
  EXPECT_TRUE(decide(book, correct, small_.store(), "B")[0].changed);
  EXPECT_EQ(states(book), "x-1.ods late");
}

TEST_P(RegisterReceiptsTest, ALaterVersionTakesThePlaceOfTheOneItNames) {
  const std::string first = sheet("x-1", answers_with(1));
  const std::string second = sheet("x-1", answers_with(2), digest_of_sheet("x-1", answers_with(1)));
  const std::string third = sheet("x-1", answers_with(3), digest_of_sheet("x-1", answers_with(2)));
  const std::string stranger = sheet("x-1", answers_with(4));
  // In every order of the three; the stranger always needs a decision.
  std::vector<int> order = {0, 1, 2};
  do {
    test::TempFolder folder;
    const std::string names[] = {"a.ods", "b.ods", "c.ods"};
    const std::string* files[] = {&first, &second, &third};
    for (int i = 0; i < 3; ++i) folder.write(names[i], *files[order[i]]);
    folder.write("d.ods", stranger);
    test::TempFolder book_folder;
    Register book = Register::open((book_folder.path() / "so.db").string(), DatabaseUse::make, {"A", "2024-01-01T00:00:00Z"});
    const Reception done = receive(book, incoming_files({folder.path()}), request());
    ASSERT_FALSE(done.stopped) << done.stopped->what();
    for (int i = 0; i < 3; ++i) {
      const auto state = book.receipts("nho", "2023").at(static_cast<std::size_t>(i)).state;
      EXPECT_EQ(state, order[i] == 2 ? ReceiptState::accepted : ReceiptState::replaced) << order[0] << order[1] << order[2] << " at " << i;
    }
    EXPECT_EQ(book.receipts("nho", "2023").at(3).state, ReceiptState::undecided);
    EXPECT_TRUE(audit_of(book).sound());
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_P(RegisterReceiptsTest, ADecisionForAnotherVersionReplacesTheFirst) {
  sheets_.write("1.ods", sheet("x-1", answers_with(1)));
  sheets_.write("2.ods", sheet("x-1", answers_with(2)));
  sheets_.write("3 same as 1.ods", sheet("x-1", answers_with(1), {}, "2024-01-09T09:00:00+07:00"));
  Register book = open();
  const Reception done = receive_folder(book);
  EXPECT_EQ(states(done), "1.ods accepted, 2.ods undecided, 3 same as 1.ods accepted");
  EXPECT_THAT(codes(done.files[1].receipt.reasons), ElementsAre("signature-none", "receipt-differs"));
  const auto decided = decide(book, decision(2, Verdict::accept), small_.store(), "B");
  EXPECT_THAT(decided[0].replaced, ElementsAre(1, 3));
  EXPECT_EQ(states(book), "1.ods replaced, 2.ods accepted, 3 same as 1.ods replaced");
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterReceiptsTest, TwoReviewersAtOnceReceiveEveryFileOnce) {
  for (int i = 0; i < 12; ++i) sheets_.write("x-" + std::to_string(i) + ".ods", sheet(i % 2 == 0 ? "x-1" : "x-2", answers_with(i / 2)));
  open();
  std::vector<Reception> done(3);
  std::vector<std::thread> reviewers;
  for (Reception& one : done) {
    reviewers.emplace_back([&] {
      Register book = open();
      one = receive_folder(book);
    });
  }
  for (std::thread& reviewer : reviewers) reviewer.join();
  std::size_t entered = 0;
  for (const Reception& one : done) {
    ASSERT_FALSE(one.stopped) << one.stopped->what();
    EXPECT_EQ(one.files.size(), 12u);
    for (const ReceivedFile& file : one.files) entered += file.is_new ? 1 : 0;
  }
  EXPECT_EQ(entered, 12u);
  Register book = open();
  EXPECT_EQ(book.receipts("nho", "2023").size(), 12u);
  EXPECT_TRUE(audit_of(book).sound());
}

// Each accepts another sheet of the unit at the same moment: one stands in the end, the other is replaced by it.
TEST_P(RegisterReceiptsTest, TwoReviewersDecideAboutTheFirstAndTheLaterSheetAtOnce) {
  sheets_.write("1.ods", sheet("x-1", answers_with(1)));
  sheets_.write("2.ods", sheet("x-1", answers_with(2)));
  {
    Register book = open();
    ASSERT_EQ(states(receive_folder(book)), "1.ods accepted, 2.ods undecided");
  }
  const auto at_once = [&](Verdict about_first, Verdict about_later) {
    std::barrier ready(2);
    std::vector<std::thread> reviewers;
    for (const auto& [number, verdict] : {std::pair(std::int64_t(1), about_first), std::pair(std::int64_t(2), about_later)}) {
      reviewers.emplace_back([&, number = number, verdict = verdict] {
        Register book = open();
        ProgrammeStore store(small_.folder());
        ready.arrive_and_wait();
        decide(book, decision(number, verdict), store, "Người " + std::to_string(number));
      });
    }
    for (std::thread& reviewer : reviewers) reviewer.join();
    return states(*std::make_unique<Register>(open()));
  };
  for (int i = 0; i < 30; ++i) {
    {
      Register book = open();  // neither stands before
      for (const std::int64_t number : {1, 2}) decide(book, decision(number, Verdict::refuse), small_.store(), "B");
    }
    const std::string after = at_once(Verdict::accept, Verdict::accept);
    EXPECT_TRUE(after == "1.ods accepted, 2.ods replaced" || after == "1.ods replaced, 2.ods accepted") << after;
  }
  EXPECT_EQ(at_once(Verdict::refuse, Verdict::accept), "1.ods refused, 2.ods accepted");
  Register book = open();
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterReceiptsTest, TheNumberOfThreadsMakesNoDifference) {
  for (int i = 0; i < 9; ++i) sheets_.write("x-" + std::to_string(i) + ".ods", sheet(i % 2 == 0 ? "x-1" : "x-2", answers_with(i)));
  std::vector<std::string> seen;
  for (int threads : {1, 4}) {
    test::TempFolder folder;
    Register book = Register::open((folder.path() / "so.db").string(), DatabaseUse::make, {"A", "2024-01-01T00:00:00Z"});
    ReceiveRequest made = request();
    made.threads = threads;
    made.clock = [] { return *parse_instant("2024-01-10T08:00+07:00"); };
    receive(book, incoming_files({sheets_.path()}), made);
    seen.push_back(book.noted_head());
  }
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_NE(seen[0], "");
}

TEST_P(RegisterReceiptsTest, StandingTellsWhoIsLateAndMissing) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  receive_folder(book, "2024-01-16T08:00+07:00");
  const Standing standing = standing_of(book.receipts("nho", "2023"), small_.programme(), nullptr, *parse_instant("2024-01-11T08:00+07:00"));
  const TierStanding& tier = standing.tiers.at(0);
  EXPECT_EQ(tier.days_left, 3);
  EXPECT_EQ(tier.working_days_left, 2);  // Thursday and Friday
  EXPECT_EQ(tier.units.at(0).state, UnitState::late);
  EXPECT_EQ(tier.units.at(0).working_days_late, 2);
  EXPECT_EQ(tier.units.at(1).state, UnitState::missing);
  const Page page{Language::english, 100, false};
  EXPECT_THAT(standing_text(standing, {Language::vietnamese, 200, false}), HasSubstr("1/2 đơn vị đã nộp (1 trễ hạn) · "));
  EXPECT_THAT(standing_text(standing, page), HasSubstr("1 of 2 units have submitted (1 late) · "));
  EXPECT_THAT(reminders_text(standing, page), HasSubstr("To: Xã Hai, mới"));
  EXPECT_THAT(reminders_text(standing, page), Not(HasSubstr("Xã Một")));
  EXPECT_THAT(reminders_text(standing, {Language::vietnamese, 100, false}), HasSubstr("Hạn nộp: hết ngày 14/01/2024, còn 3 ngày (2 ngày làm việc kể cả hôm nay)."));
}

TEST_P(RegisterReceiptsTest, HowManyHaveSubmittedNamesWhatIsNotSimplyAccepted) {
  SheetCount count;
  UnitStanding unit;
  for (const UnitState state : {UnitState::in_time, UnitState::within_grace, UnitState::accepted_late, UnitState::late, UnitState::late, UnitState::undecided, UnitState::refused, UnitState::missing}) {
    unit.state = state;
    count.add(unit);
  }
  EXPECT_EQ(submitted_text(count).vi, "7/8 đơn vị đã nộp (1 trong thời gian gia hạn, 1 trễ, được chấp nhận, 2 trễ hạn, 1 chờ quyết định, 1 không được nhận, phải nộp lại)");
  EXPECT_EQ(submitted_text(count).en, "7 of 8 units have submitted (1 within the days of grace, 1 late and accepted, 2 late, 1 waiting for a decision, 1 refused, to be sent again)");
  EXPECT_EQ(submitted_text(SheetCount{}).vi, "0/0 đơn vị đã nộp");
}

// The letter goes to the unit: it says what is wrong, not what the desk might do about it.
TEST_P(RegisterReceiptsTest, LettersHoldNoAdviceForTheDesk) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  ReceiveRequest made = request();
  made.require_signature = true;
  receive(book, incoming_files({sheets_.path()}), made);
  decide(book, decision(1, Verdict::refuse), small_.store(), "A");
  const Standing standing = standing_of(book.receipts("nho", "2023"), small_.programme(), nullptr, *parse_instant("2024-01-11T08:00+07:00"));
  ASSERT_EQ(standing.tiers.at(0).units.at(0).state, UnitState::refused);
  const std::vector<Reminder> letters = reminders(standing);
  ASSERT_EQ(letters.size(), 2u);
  const Text& letter = letters[0].text;
  EXPECT_THAT(letter.vi, HasSubstr("chưa được nhận, vì:\n  - Phiếu phải được ký số, nhưng chưa có chữ ký hợp lệ nào trên phiếu hay trên bản PDF của cùng lần nộp.\n"));
  EXPECT_THAT(letter.vi, HasSubstr("rồi nộp bằng Thước Đo → Nộp phiếu….\n"));
  EXPECT_THAT(letter.en, HasSubstr("Submit sheet…."));
  for (const char* word : {"Hãy", "quyết định", "decide", "Quyết định tiếp nhận"}) EXPECT_THAT(letter.vi, Not(HasSubstr(word)));
  for (const char* word : {"Ask for", "decide", "Decide"}) EXPECT_THAT(letter.en, Not(HasSubstr(word)));
}

TEST_P(RegisterReceiptsTest, ConsolidationTakesWhatWasAccepted) {
  sheets_.write("=x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", answers_with(1)));
  Register book = open();
  ReceiveRequest made = request();
  ReceiptTimes times;
  times.by_file["x-2.ods"] = *parse_receipt_time("20/01/2024");
  made.times = &times;
  receive(book, incoming_files({sheets_.path()}), made);
  const auto programme = small_.store().find("nho");
  const auto consolidated = [&] {
    RegisterSheets sheets = register_sheets(book, *programme, nullptr);
    ConsolidateOptions how;
    how.threads = 2;
    how.source = &sheets.source;
    return consolidate({}, sheets.files, programme, small_.store(), how);
  };
  Consolidation result = consolidated();
  ASSERT_EQ(result.tiers[0].ranked.size(), 1u);
  EXPECT_EQ(result.tiers[0].ranked[0].unit->code, "x-1");
  EXPECT_EQ(result.tiers[0].unranked.at(0).reason, UnrankedReason::late);
  EXPECT_THAT(codes(result.findings), ::testing::Contains("unit-late"));
  EXPECT_THAT(findings_csv(result.findings), Not(HasSubstr("\n=")));

  decide(book, decision(2, Verdict::accept), small_.store(), "B");
  result = consolidated();
  EXPECT_EQ(result.tiers[0].ranked.size(), 2u);
  EXPECT_THAT(standing_csv(standing_of(book.receipts("nho", "2023"), *programme, nullptr, now())), HasSubstr(",'=x-1.ods,"));
}

// What was read while receiving gives the same result to the byte as the originals, and is no more believed than they are.
TEST_P(RegisterReceiptsTest, RankingOutOfWhatWasReadIsTheSameAsFromTheOriginals) {
  Answers odd = answers_with(1);
  odd[small_.set().index("1.3")].set("value", std::string(" 12 "));
  odd[small_.set().index("2.2")].set("a", std::string("mười hai"));
  odd[small_.set().index("2.2")].reason = "Lý do\nhai dòng \\ \"x\"";
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", odd, {}, {}));
  Register book = open();
  receive_folder(book);
  decide(book, decision(2, Verdict::accept), small_.store(), "B");
  const auto programme = small_.store().find("nho");
  int opened = 0;
  const auto consolidated = [&](bool kept) {
    RegisterSheets sheets = register_sheets(book, *programme, nullptr);
    if (!kept) sheets.source.kept = nullptr;
    opened = 0;
    sheets.source.open = [&, open = sheets.source.open](const std::string& name) {
      ++opened;
      return open(name);
    };
    ConsolidateOptions how;
    how.source = &sheets.source;
    std::string all_bytes;
    const Consolidation result = consolidate({}, sheets.files, programme, small_.store(), how);
    for (const MadeFile& file : ranking_files(result)) all_bytes += file.name + "\n" + file.bytes();
    return all_bytes;
  };
  const std::string whole = consolidated(false);
  EXPECT_EQ(opened, 2);
  EXPECT_EQ(consolidated(true), whole);
  EXPECT_EQ(opened, 0);
  EXPECT_THAT(book.readings(std::vector<std::int64_t>{2, 77, 1}),
              ::testing::ElementsAre(::testing::Pair(1, *book.reading(1)), ::testing::Pair(2, *book.reading(2))));
  // Asked for in any order, and again.
  const RegisterSheets again = register_sheets(book, *programme, nullptr);
  for (const std::string name : {"x-2.ods", "x-1.ods", "x-2.ods"}) EXPECT_EQ(again.source.kept(name).value().sheet.unit->code, name.substr(0, 3)) << name;

  // Other answers are not those of the receipt, and what another version read is not used: the originals are opened.
  const std::string kept = *book.reading(1);
  const auto put = [&](const std::string& bytes) {
    alter("DELETE FROM readings WHERE number = 1");
    open_database(where(), DatabaseUse::existing)->query("INSERT INTO readings (number, bytes) VALUES ($1, $2)", {std::int64_t{1}, Blob{bytes}});
  };
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"x-1", "x-2"}, {programme->units_digest, std::string(64, '0')}, {"thuocdo-reading 1", "thuocdo-reading 9"}}) {
    std::string changed = kept;
    ASSERT_NE(changed.find(from), std::string::npos) << from;
    put(changed.replace(changed.find(from), from.size(), to));
    EXPECT_EQ(consolidated(true), whole) << from;
    EXPECT_EQ(opened, 1) << from;
  }
  for (std::size_t cut = 0; cut < kept.size(); cut += 37) {
    put(kept.substr(0, cut));
    EXPECT_EQ(consolidated(true), whole) << cut;
  }
}

// A register of the version before has kept no readings: its originals are read, and what comes now is kept.
TEST_P(RegisterReceiptsTest, ARegisterWithoutReadingsIsTakenOn) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  {
    Register book = open();
    receive_folder(book);
  }
  alter("DROP TABLE readings");
  alter("UPDATE book SET value = '3' WHERE name = 'version'");
  sheets_.write("x-2.ods", sheet("x-2", answers_with(1)));
  Register book = open(DatabaseUse::existing);
  receive_folder(book);
  EXPECT_FALSE(book.reading(1));
  EXPECT_TRUE(book.reading(2));
  const auto programme = small_.store().find("nho");
  RegisterSheets sheets = register_sheets(book, *programme, nullptr);
  ConsolidateOptions how;
  how.source = &sheets.source;
  EXPECT_EQ(consolidate({}, sheets.files, programme, small_.store(), how).tiers[0].ranked.size(), 2u);
  EXPECT_TRUE(audit_of(book, {}, {}, &small_.store()).sound());  // the clock of the one who brings it up to date is behind: a note
}

TEST(AddressWithoutPassword, IsWhatMayBeKeptAndShown) {
  for (const auto& [given, kept] : std::vector<std::pair<std::string, std::string>>{
           {"so-tiep-nhan.db", "so-tiep-nhan.db"},
           {"/nha/a:b@c/so.db", "/nha/a:b@c/so.db"},
           {"postgresql://so@may-chu/tiepnhan", "postgresql://so@may-chu/tiepnhan"},
           {"postgresql://may-chu:5433/tiepnhan", "postgresql://may-chu:5433/tiepnhan"},
           {"postgresql://so:bi%20mat@may-chu:5433/tiepnhan", "postgresql://so@may-chu:5433/tiepnhan"},
           {"postgresql://so:a/b@c@may-chu/x", "postgresql://so@may-chu/x"},
           {"postgresql://so@/x?host=/tmp&password=bimat&sslmode=require", "postgresql://so@/x?host=/tmp&sslmode=require"},
           {"postgresql:///x?password=bimat", "postgresql:///x"},
       }) {
    EXPECT_EQ(address_without_password(given), kept) << given;
  }
}

}  // namespace
}  // namespace thuocdo
