// Writes CSV that spreadsheet programs open safely: RFC 4180 (comma, quotes where needed, CRLF), UTF-8 with a byte
// order mark so that Vietnamese letters survive a double click.
//
//   std::string file(csv_start);
//   file += csv_record({"xa", "Xã Ia Drăng", "85.5"});
//
// What holds a semicolon or a tab is quoted as well: Calc and Vietnamese settings take these for separators, too. Bytes
// that are not UTF-8, as names of files may hold them, become "�".
//
// What a unit typed may begin with "=", "+", "-" or "@" and would then run as a formula in the reviewer's spreadsheet.
// Such a text gets an apostrophe in front; a plain number ("-12.5") does not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

inline constexpr std::string_view csv_start = "\xEF\xBB\xBF";

std::string csv_field(std::string_view text);
std::string csv_record(const std::vector<std::string>& fields);

}  // namespace thuocdo
