// How times of receipt are read, as typed and out of a document system's table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "register/receipt_time.h"
#include "support/temp_folder.h"

namespace thuocdo {
namespace {

std::string read(std::string_view text) {
  const auto time = parse_receipt_time(text);
  return time ? time->text + " " + moment_text(time->at) : "";
}

TEST(ReceiptTimeTest, IsReadAsPeopleAndSystemsWriteIt) {
  const std::string vietnam = "2023-12-24T16:30:00+07:00 2023-12-24T16:30:00+07:00";
  for (const char* text : {"2023-12-24T16:30+07:00", "2023-12-24T16:30:00+07:00", "2023-12-24 16:30", "24/12/2023 16:30", "24-12-2023 16:30:00",
                           "24.12.2023 16h30", "16:30 24/12/2023", " 24/12/2023   16:30 ", "2023-12-24T16:30:00.250", "2023-12-24 16:30:00+0700"}) {
    EXPECT_EQ(read(text), vietnam) << text;
  }
  EXPECT_EQ(read("2023-12-24T09:30:00Z"), "2023-12-24T09:30:00Z 2023-12-24T16:30:00+07:00");
  EXPECT_EQ(read("2023-12-24T01:30-08:00"), "2023-12-24T01:30:00-08:00 2023-12-24T16:30:00+07:00");
  EXPECT_EQ(read("24/12/2023"), "2023-12-24T23:59:59+07:00 2023-12-24T23:59:59+07:00");
  EXPECT_EQ(read("2023-12-24"), read("24/12/2023"));
  for (const char* text : {"", "hôm qua", "31/02/2024", "12/24/2023", "24/12/23", "24/12/2023 25:00", "24/12/2023 16:60", "2023-12-24T", "16:30",
                           "2023-12-24T16:30+7", "99999999999999999999/1/2023", "24/12/2023 16:30 chiều"}) {
    EXPECT_EQ(read(text), "") << text;
  }
}

TEST(ReceiptTimeTest, NumbersOfDaysAreVietnamsTime) {
  // 45284 is 24/12/2023; .6875 of a day is 16:30.
  EXPECT_EQ(receipt_time_of(Value(*Decimal::parse_plain("45284.6875")))->text, "2023-12-24T16:30:00+07:00");
  EXPECT_EQ(receipt_time_of(Value(*Decimal::parse_plain("45284.68749999999")))->text, "2023-12-24T16:30:00+07:00");
  EXPECT_EQ(receipt_time_of(Value(Decimal(45284)))->text, "2023-12-24T23:59:59+07:00");
  EXPECT_FALSE(receipt_time_of(Value(Decimal(-1))));
  EXPECT_FALSE(receipt_time_of(Value(Decimal(9999999))));
  EXPECT_FALSE(receipt_time_of(Value()));
}

TEST(ReceiptTimeTest, ATableNamesFilesAndUnits) {
  test::TempFolder folder;
  const auto table = folder.write("so-den.csv",
                                  "Sổ văn bản đến,,,\nSTT,Tên tệp,Mã đơn vị,Thời gian đến\n1,x-1.ods,,24/12/2023 16:30\n2,so/x-2.ods,,25/12/2023\n"
                                  "3,,x-3,26/12/2023 08:00\n4,,,\n5,x-5.ods,,24/12/2023\n6,x-5.ods,,25/12/2023\n7,x-6.ods,,hôm qua\n");
  const ReceiptTimes times = read_receipt_times(table);
  EXPECT_TRUE(times.readable);
  EXPECT_EQ(times.of("so/x-1.ods", "")->text, "2023-12-24T16:30:00+07:00");
  EXPECT_EQ(times.of("so/x-2.ods", "x-3")->text, "2023-12-25T23:59:59+07:00");
  EXPECT_EQ(times.of("khac.ods", "x-3")->text, "2023-12-26T08:00:00+07:00");
  EXPECT_EQ(times.of("khac.ods", "x-4"), nullptr);
  EXPECT_EQ(times.of("x-5.ods", ""), nullptr);  // contradicted
  ASSERT_EQ(times.findings.size(), 2u);
  EXPECT_EQ(times.findings[0].code, Code::receipt_time_contradicts);
  EXPECT_EQ(times.findings[0].place.line, 8);
  EXPECT_EQ(times.findings[1].code, Code::receipt_time_unreadable);
  EXPECT_FALSE(read_receipt_times(folder.write("khac.csv", "a,b\n1,2\n")).readable);
  EXPECT_FALSE(read_receipt_times(folder.path() / "none.csv").readable);
}

TEST(ReceiptTimeTest, IsShownToPeopleInOneWay) {
  EXPECT_EQ(moment_shown("2023-12-24T16:30:59+07:00", Language::vietnamese), "24/12/2023 16:30");
  EXPECT_EQ(moment_shown("2023-12-24T16:30:59+07:00", Language::english), "24 Dec 2023 16:30");
  EXPECT_EQ(moment_shown("2023-12-24T18:30:00Z", Language::english), "25 Dec 2023 01:30");  // Vietnam's time
  EXPECT_EQ(moment_shown("hôm qua", Language::english), "hôm qua");
}

}  // namespace
}  // namespace thuocdo
