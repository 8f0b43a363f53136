// Lines of a CSV file after RFC 4180: comma, quotes doubled inside quotes, CRLF or LF, UTF-8 with or without BOM.
//
//   ReadCsv read = read_csv("code,name\nh-1,\"Huyện \"\"A\"\"\"\n");
//   read.lines[1].cells[1]     // Huyện "A"
//
// Empty lines are passed over. Reading stops at what is not CSV: a quote that never closes or stands inside a cell, a
// NUL byte, bytes that are not UTF-8, a cell above 1 MiB, more than 200,000 lines or 64 MiB; `error_line` is then the
// line, counted from 1, of an open quote the one where it opens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

struct CsvLine {
  int line = 0;
  std::vector<std::string> cells;
};

struct ReadCsv {
  std::vector<CsvLine> lines;
  int error_line = 0;  // 0: none
};

// Some spreadsheet programs write semicolons instead of commas.
ReadCsv read_csv(std::string_view text, char separator = ',');
bool is_utf8(std::string_view text);
// The text with "�" for every byte that is no UTF-8, as names of files may hold them.
std::string valid_utf8(std::string_view text);

}  // namespace thuocdo
