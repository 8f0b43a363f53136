// When a file came in, as people and document systems write it.
//
//   parse_receipt_time("2023-12-24T16:30+07:00")->text     // "2023-12-24T16:30:00+07:00": the offset is kept
//   parse_receipt_time("24/12/2023 16:30")                 // without an offset it is Vietnam's time
//   parse_receipt_time("24/12/2023")                       // a day alone: its last second
//
//   ReceiptTimes times = read_receipt_times("so-den.ods"); // a table out of the document system
//   times.of("so/so-nv.ods", "so-nv")
//
// The table has a heading row; columns are found by their headings in any order: Tên tệp (file) and/or Mã đơn vị (unit), and
// Thời gian đến, Ngày đến or Ngày nhận (received). A row for the file wins over one for the unit. A file is named with or
// without its folders. A time that cannot be read, and two different times for one file or unit, are findings; neither
// time is then used.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "finding/finding.h"
#include "programme/deadline.h"
#include "scoring/answer.h"
#include "sheet/limits.h"

namespace thuocdo {

struct ReceiptTime {
  Instant at;
  std::string text;  // ISO with offset
  friend bool operator==(const ReceiptTime&, const ReceiptTime&) = default;
};

std::optional<ReceiptTime> parse_receipt_time(std::string_view text);
// A cell's: text as above, or a spreadsheet's number of days (with a part of a day) in Vietnam's time.
std::optional<ReceiptTime> receipt_time_of(const Value& cell);
// In Vietnam's time: "2023-12-24T16:30:00+07:00".
std::string instant_text(Instant instant);
Instant instant_now();

struct ReceiptTimes {
  std::map<std::string, ReceiptTime, std::less<>> by_file;
  std::map<std::string, ReceiptTime, std::less<>> by_unit;
  Findings findings;
  bool readable = true;  // false: nothing could be read at all

  // `file` relative to the folder of the call; by its whole name first, then without its folders.
  const ReceiptTime* of(std::string_view file, std::string_view unit) const;
};
ReceiptTimes read_receipt_times(const std::filesystem::path& table, const Limits& limits = {});

}  // namespace thuocdo
