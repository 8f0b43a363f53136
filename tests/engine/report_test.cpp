#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <future>
#include <iterator>
#include <new>

#include "programme/atomic_files.h"
#include "report/csv.h"
#include "report/json_parts.h"
#include "report/numbers.h"
#include "report/page.h"
#include "report/table.h"
#include "support/temp_folder.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Csv, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_record({"a", "b c", "Xã Ia Drăng"}), "a,b c,Xã Ia Drăng\r\n");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("nói \"vâng\""), "\"nói \"\"vâng\"\"\"");
  EXPECT_EQ(csv_field("hai\ndòng"), "\"hai\ndòng\"");
  EXPECT_EQ(csv_record({""}), "\"\"\r\n");
  EXPECT_EQ(csv_record({"", ""}), ",\r\n");
  // Calc takes these for separators, too, unless told otherwise, and would begin a new cell, even a formula.
  EXPECT_EQ(csv_field("a;=1+1"), "\"a;=1+1\"");
  EXPECT_EQ(csv_field("a\t=1+1"), "\"a\t=1+1\"");
}

// A folder may hold names in any bytes; the file says that it is UTF-8.
TEST(Csv, IsAlwaysUtf8) {
  EXPECT_EQ(csv_field("x\xFF" "5.ods"), "x\uFFFD" "5.ods");
  EXPECT_EQ(csv_field("Xã\xE1"), "Xã\uFFFD");
}

TEST(Csv, TextsThatBeginAFormulaAreNeutralised) {
  EXPECT_EQ(csv_field("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\"");
  EXPECT_EQ(csv_field("=1+1"), "'=1+1");
  EXPECT_EQ(csv_field("+1+1"), "'+1+1");
  EXPECT_EQ(csv_field("-1+1"), "'-1+1");
  EXPECT_EQ(csv_field("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(csv_field("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(csv_field("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csv_field("＝1"), "'＝1");
  EXPECT_EQ(csv_field("- mục một"), "'- mục một");
}

TEST(Csv, NumbersAndPlainTextsStayAsTheyAre) {
  EXPECT_EQ(csv_field("-12.5"), "-12.5");
  EXPECT_EQ(csv_field("0"), "0");
  EXPECT_EQ(csv_field("a=b"), "a=b");
}

TEST(JsonText, IsTheSameInPiecesAsInOne) {
  const Json unit = {{"name", "Xã \"Một\"\nvà hai"}, {"files", {"a.ods", "b.ods"}}, {"none", Json::array()}};
  JsonText text;
  text.member("key", "gialai");
  text.begin_list("tiers");
  text.begin_object();
  text.begin_list("ranked");
  text.element(unit);
  text.element(unit);
  text.end();
  text.begin_list("unranked");
  text.end();
  text.end();
  text.end();
  text.member("files", {"c.ods"});
  const std::string pieces = text.take();
  const Json whole = {{"key", "gialai"},
                      {"tiers", Json::array({{{"ranked", {unit, unit}}, {"unranked", Json::array()}}})},
                      {"files", {"c.ods"}}};
  EXPECT_EQ(pieces, text_of(whole));
  EXPECT_EQ(JsonText().take(), "{}\n");
}

TEST(JsonText, GoesToASinkPieceByPiece) {
  std::string bytes;
  std::size_t longest = 0;
  JsonText text([&](std::string_view piece) {
    bytes += piece;
    longest = std::max(longest, piece.size());
  });
  Json whole;
  text.begin_list("units");
  for (int i = 0; i < 5000; ++i) {
    const Json unit = {{"rank", i}, {"name", "Xã " + std::to_string(i)}};
    text.element(unit);
    whole["units"].push_back(unit);
  }
  text.finish();
  EXPECT_TRUE(bytes == text_of(whole));
  EXPECT_LT(longest, bytes.size() / 2);
}

TEST(TextWidth, CountsWhatIsSeen) {
  EXPECT_EQ(text_width("abc"), 3u);
  EXPECT_EQ(text_width("Sở Thông tin"), 12u);
  EXPECT_EQ(text_width("Thước Đo"), 8u);
  EXPECT_EQ(text_width("o\xCC\x9B\xCC\x81"), 1u);  // "ớ" decomposed
  EXPECT_EQ(text_width("漢字"), 4u);
  EXPECT_EQ(text_width("\xFF"), 1u);
}

TEST(Printable, NothingThatTheTerminalWouldObey) {
  EXPECT_EQ(printable("a\x1b[2Jb"), "a�[2Jb");
  EXPECT_EQ(printable("a\nb\tc"), "a b c");
  EXPECT_EQ(printable("x\xFFy"), "x�y");
  EXPECT_EQ(printable("a\xE2\x80\xAE" "b"), "a�b");  // right-to-left override
  EXPECT_EQ(printable("a\xC2\x9B" "b"), "a�b");      // a control sequence in one sign
  EXPECT_EQ(printable("Xã Ia Drăng"), "Xã Ia Drăng");
}

TEST(Wrapped, BreaksAtBlanksByWidthNotBytes) {
  EXPECT_EQ(wrapped("một hai ba bốn", 7), (std::vector<std::string>{"một hai", "ba bốn"}));
  EXPECT_EQ(wrapped("ươươươ", 4), (std::vector<std::string>{"ươươ", "ươ"}));
  EXPECT_EQ(wrapped("", 10), std::vector<std::string>{""});
  EXPECT_EQ(wrapped("a  b", 10), std::vector<std::string>{"a b"});
  EXPECT_EQ(wrapped("漢漢漢", 1).size(), 3u);  // wider than the line: still ends
}

TEST(Table, ColumnsStandStraightInVietnamese) {
  Table table({{"Hạng", Align::right}, {"Đơn vị"}, {"Điểm", Align::right}});
  table.add({"1", "Sở Thông tin", "85,50"});
  table.add({"10", "Xã Ơ", "9,25"});
  EXPECT_EQ(table.text(100, false),
            "Hạng  Đơn vị         Điểm\n"
            "─────────────────────────\n"
            "   1  Sở Thông tin  85,50\n"
            "  10  Xã Ơ           9,25\n");
}

TEST(Table, BreaksTextAndNeverNumbers) {
  Table table({{"Đơn vị"}, {"Điểm", Align::right}});
  table.add({"một cái tên rất dài để phải xuống dòng", "1234567890,123"});
  const std::string text = table.text(40, false);
  EXPECT_THAT(text, ::testing::HasSubstr("1234567890,123"));
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; start = end + 1, end = text.find('\n', start)) {
    EXPECT_LE(text_width(text.substr(start, end - start)), 40u);
    EXPECT_FALSE(end > start && text[end - 1] == ' ') << "a line ends in blanks";
  }
}

TEST(Table, ColourOnlyWhenAsked) {
  Table table({{"A"}});
  table.add({{"x", Style::bad}});
  EXPECT_EQ(table.text(80, false).find('\x1b'), std::string::npos);
  EXPECT_NE(table.text(80, true).find("\x1b[1;31mx\x1b[0m"), std::string::npos);
}

TEST(Numbers, FixedPlacesAndShares) {
  const Decimal value = *Decimal::parse_plain("1234.5");
  EXPECT_EQ(fixed_text(value, 2, Language::vietnamese), "1.234,50");
  EXPECT_EQ(fixed_text(value, 2, Language::english), "1234.50");
  EXPECT_EQ(fixed_text(Decimal(7), 0, Language::vietnamese), "7");
  EXPECT_EQ(fixed_text(Decimal(7), 2, Language::vietnamese), "7,00");
  EXPECT_EQ(fixed_text(value, 0, Language::vietnamese), "1.234,5");
  EXPECT_EQ(percent_text(Decimal(1), Decimal(3), Language::vietnamese), "33,33%");
  EXPECT_EQ(percent_text(Decimal(2), Decimal(3), Language::english), "66.67%");
  EXPECT_EQ(percent_text(Decimal(1), Decimal(0), Language::english), "–");
  EXPECT_EQ(percent_plain(Decimal(1), Decimal(2)), "50");
  EXPECT_EQ(percent_plain(Decimal(1), Decimal(0)), "");
}

TEST(Page, FindingsAreCountedAndCut) {
  Findings findings = {finding(Code::file_empty), finding(Code::file_empty), finding(Code::evidence_missing, {"1.1"})};
  Page page;
  EXPECT_EQ(findings_summary(findings, page), "2 lỗi phải sửa, 1 cảnh báo");
  page.language = Language::english;
  EXPECT_EQ(findings_summary(findings, page), "2 errors to mend, 1 warning");
  EXPECT_EQ(findings_summary({}, page), "none");
  EXPECT_THAT(findings_text(findings, page, 1), ::testing::HasSubstr("… and 2 more"));
}

TEST(AtomicFiles, WritesAllAndLeavesNothingElse) {
  const test::TempFolder folder;
  const fs::path out = folder.path() / "out";
  EXPECT_FALSE(write_files(out, {{"a.csv", "một"}, {"b.json", std::string("x\0y", 3)}}));
  EXPECT_EQ(bytes_of(out / "a.csv"), "một");
  EXPECT_EQ(bytes_of(out / "b.json"), std::string("x\0y", 3));
  EXPECT_EQ(names_in(out), (std::vector<std::string>{"a.csv", "b.json"}));
  EXPECT_FALSE(write_files(out, {{"a.csv", "hai"}}));
  EXPECT_EQ(bytes_of(out / "a.csv"), "hai");
}

TEST(AtomicFiles, AFolderInTheWayLeavesEverythingAsItWas) {
  const test::TempFolder folder;
  folder.write("a.csv", "old");
  fs::create_directory(folder.path() / "b.json");
  const WriteProblem problem = write_files(folder.path(), {{"a.csv", "new"}, {"b.json", "x"}});
  EXPECT_EQ(problem.file, "b.json");
  EXPECT_EQ(problem.why.vi, "đây là thư mục");
  EXPECT_EQ(bytes_of(folder.path() / "a.csv"), "old");
  EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"a.csv", "b.json"}));
}

TEST(AtomicFiles, AFullDiskLeavesTheOldResults) {
  const test::TempFolder folder;
  folder.write("a.csv", "old");
  // The largest size that a file may have stands in for a disk that is full.
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 4096;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const WriteProblem problem = write_files(folder.path(), {{"a.csv", "new"}, {"b.json", std::string(10000, 'x')}});
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(problem.file, "b.json");
  EXPECT_EQ(problem.why.en, "File too large");
  EXPECT_EQ(bytes_of(folder.path() / "a.csv"), "old");
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a.csv"});
}

TEST(AtomicFiles, AFileMadeWhileItIsWrittenIsTheSame) {
  const test::TempFolder folder;
  std::string whole;
  // Pieces around the size that is written at once.
  const auto make = [](const ByteSink& sink) {
    for (const std::size_t size : {1u, 131'071u, 1u, 131'072u, 131'073u, 0u, 5u, 400'000u, 2u}) sink(std::string(size, static_cast<char>('a' + size % 26)));
  };
  make([&](std::string_view piece) { whole += piece; });
  const std::vector<MadeFile> files = {{"a.bin", make}, {"b.bin", [](const ByteSink&) {}}};
  EXPECT_FALSE(write_files(folder.path() / "out", files));
  EXPECT_TRUE(bytes_of(folder.path() / "out" / "a.bin") == whole);
  EXPECT_EQ(bytes_of(folder.path() / "out" / "b.bin"), "");
  EXPECT_TRUE(files[0].bytes() == whole);
}

TEST(AtomicFiles, SeveralThreadsMakeFilesAtTheSameTime) {
  const test::TempFolder folder;
  // Each waits until the other has begun.
  std::promise<void> first_begun, second_begun;
  const auto wait_for = [](std::promise<void>& other) { return other.get_future().wait_for(std::chrono::minutes(1)) == std::future_status::ready; };
  bool first_met = false, second_met = false;
  const auto first = [&](const ByteSink& sink) {
    first_begun.set_value();
    first_met = wait_for(second_begun);
    sink("one");
  };
  const auto second = [&](const ByteSink& sink) {
    second_begun.set_value();
    second_met = wait_for(first_begun);
    sink("two");
  };
  EXPECT_FALSE(write_files(folder.path(), std::vector<MadeFile>{{"a.csv", first}, {"b.json", second}}, {}, Names::flushed, 2));
  EXPECT_TRUE(first_met && second_met);
  EXPECT_EQ(bytes_of(folder.path() / "a.csv"), "one");
  EXPECT_EQ(bytes_of(folder.path() / "b.json"), "two");

  const auto failing = [](const ByteSink&) { throw std::bad_alloc(); };
  const auto plain = [](const ByteSink& sink) { sink("new"); };
  for (const std::vector<MadeFile>& files : {std::vector<MadeFile>{{"a.csv", plain}, {"b.json", failing}}, {{"a.csv", failing}, {"b.json", plain}}}) {
    EXPECT_THROW(write_files(folder.path(), files, {}, Names::flushed, 2), std::bad_alloc);
    EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"a.csv", "b.json"}));
    EXPECT_EQ(bytes_of(folder.path() / "a.csv"), "one");
  }
}

TEST(AtomicFiles, AFileThatCannotBeMadeLeavesEverythingAsItWas) {
  const test::TempFolder folder;
  folder.write("a.csv", "old");
  const std::vector<MadeFile> files = {{"a.csv", [](const ByteSink& sink) { sink("new"); }},
                                       {"b.json", [](const ByteSink& sink) {
                                          sink(std::string(300'000, 'x'));
                                          throw std::bad_alloc();
                                        }}};
  EXPECT_THROW(write_files(folder.path(), files), std::bad_alloc);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a.csv"});
  EXPECT_EQ(bytes_of(folder.path() / "a.csv"), "old");
  EXPECT_THROW(write_files(folder.path() / "out", files), std::bad_alloc);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a.csv"});
}

TEST(AtomicFiles, WhatGoesGoesWithTheLastNameAndNotBefore) {
  const test::TempFolder folder;
  folder.write("old.csv", "old");
  folder.write("a.csv", "old");
  std::filesystem::create_directory(folder.path() / "b.json");
  EXPECT_TRUE(write_files(folder.path(), {{"a.csv", "new"}, {"b.json", "x"}}, {"old.csv", "never.csv"}));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "old.csv"));
  std::filesystem::remove(folder.path() / "b.json");
  EXPECT_FALSE(write_files(folder.path(), {{"a.csv", "new"}, {"b.json", "x"}}, {"old.csv", "never.csv"}));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "old.csv"));
  // What cannot be taken away keeps the last name from being given: the old result is not passed off as the new one.
  std::filesystem::create_directory(folder.path() / "stays.csv");
  EXPECT_TRUE(write_files(folder.path(), {{"a.csv", "newer"}, {"b.json", "y"}}, {"stays.csv"}));
  EXPECT_EQ(bytes_of(folder.path() / "b.json"), "x");
}

TEST(AtomicFiles, ASignalInTheMiddleOfWritingLeavesNothing) {
  const test::TempFolder folder;
  folder.write("a.csv", "old");
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGINT, [](int) {
      remove_unfinished_files();
      _exit(130);
    });
    const std::string bytes(16u << 20, 'x');
    while (!write_files(folder.path(), {{"a.csv", bytes}})) {
    }
    _exit(1);
  }
  // Caught in the act: the temporary file is there.
  for (int i = 0; i < 1'000'000 && names_in(folder.path()).size() < 2; ++i) usleep(10);
  ASSERT_EQ(kill(child, SIGINT), 0);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a.csv"});
  const std::string left = bytes_of(folder.path() / "a.csv");
  EXPECT_TRUE(left == "old" || left.size() == 16u << 20) << left.size();
}

TEST(AtomicFiles, MissingParentsAreMade) {
  const test::TempFolder folder;
  EXPECT_FALSE(write_files(folder.path() / "a" / "b", {{"a.csv", "x"}}));
  EXPECT_EQ(bytes_of(folder.path() / "a" / "b" / "a.csv"), "x");
}

TEST(AtomicFiles, AParentThatCannotBeMadeIsAProblemNotACrash) {
  const test::TempFolder folder;
  folder.write("tep", "x");
  const WriteProblem problem = write_files(folder.path() / "tep" / "out", {{"a.csv", "x"}});
  EXPECT_TRUE(problem);
  EXPECT_EQ(problem.why.vi, "đây không phải thư mục");
}

}  // namespace
}  // namespace thuocdo
