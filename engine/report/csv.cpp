#include "report/csv.h"

#include <array>

#include "number/decimal.h"
#include "programme/csv.h"

namespace thuocdo {
namespace {

bool starts_a_formula(std::string_view text) {
  // Tab and carriage return are dropped by some programs before they look for the sign; the wide forms count as the
  // sign itself in some editions.
  static constexpr std::array<std::string_view, 10> starts = {"=",  "+",  "-", "@", "\t",
                                                              "\r", "＝", "＋", "－", "＠"};
  for (std::string_view start : starts) {
    if (text.starts_with(start)) return !Decimal::parse_plain(text).has_value();
  }
  return false;
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string value;
  if (starts_a_formula(text)) value = '\'';
  value += valid_utf8(text);
  if (value.find_first_of(",;\t\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (char sign : value) {
    if (sign == '"') quoted += '"';
    quoted += sign;
  }
  quoted += '"';
  return quoted;
}

std::string csv_record(const std::vector<std::string>& fields) {
  std::string record;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) record += ',';
    record += csv_field(fields[i]);
  }
  // A record of one empty field would be an empty line, which readers skip.
  if (record.empty()) record = "\"\"";
  record += "\r\n";
  return record;
}

}  // namespace thuocdo
