#include "register/receipt_time.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "sheet/table_columns.h"
#include "sheet/table_file.h"

namespace thuocdo {
namespace {

constexpr std::chrono::hours vietnam_offset{7};
constexpr std::string_view vietnam_zone = "+07:00";

// The numbers between the signs: {24, 12, 2023} of "24/12/2023"; nothing where there is anything else.
std::optional<std::vector<int>> numbers_of(std::string_view text, std::string_view separators) {
  std::vector<int> numbers;
  std::size_t digits = 0;
  int value = 0;
  for (const char sign : text) {
    if (sign >= '0' && sign <= '9') {
      if (++digits > 4) return std::nullopt;
      value = value * 10 + (sign - '0');
    } else {
      if (digits == 0 || separators.find(sign) == std::string_view::npos) return std::nullopt;
      numbers.push_back(value);
      value = 0;
      digits = 0;
    }
  }
  if (digits > 0) numbers.push_back(value);
  return numbers;
}

std::optional<Date> day_of(std::string_view text) {
  if (const auto iso = parse_date(text)) return iso;
  const auto parts = numbers_of(text, "/-.");
  if (!parts || parts->size() != 3 || (*parts)[2] < 1900 || (*parts)[0] < 1 || (*parts)[1] < 1) return std::nullopt;
  const Date date(std::chrono::year((*parts)[2]), std::chrono::month(static_cast<unsigned>((*parts)[1])),
                  std::chrono::day(static_cast<unsigned>((*parts)[0])));
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string two(int value) { return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)}; }

// "16:30", "16h30", "16:30:05.250" as "16:30:05".
std::optional<std::string> clock_of(std::string_view text) {
  text = text.substr(0, text.find_first_of(".,"));
  const auto parts = numbers_of(text, ":hHgG");
  if (!parts || parts->empty() || parts->size() > 3) return std::nullopt;
  const int hour = (*parts)[0];
  const int minute = parts->size() > 1 ? (*parts)[1] : 0;
  const int second = parts->size() > 2 ? (*parts)[2] : 0;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return two(hour) + ":" + two(minute) + ":" + two(second);
}

std::optional<ReceiptTime> moment_of(const Date& day, const std::string& clock, std::string_view zone) {
  const std::string text = iso_text(day) + "T" + clock + std::string(zone.empty() ? vietnam_zone : zone);
  const auto at = parse_instant(text);
  if (!at) return std::nullopt;
  return ReceiptTime{*at, text};
}

constexpr std::string_view last_second = "23:59:59";

enum Heading { file_heading, unit_heading, time_heading, heading_count };

// Folded: lower case, without tone marks.
const std::array<std::vector<std::string_view>, heading_count>& headings() {
  static const std::array<std::vector<std::string_view>, heading_count> all = {{
      {"file", "ten tep", "tep", "tap tin", "ten file"},
      {"unit", "ma don vi", "don vi", "ma co quan"},
      {"received", "thoi gian den", "ngay den", "ngay nhan", "thoi gian nhan", "thoi diem nhan", "ngay gio den", "ngay gio nhan"},
  }};
  return all;
}

using Columns = std::array<int, heading_count>;

bool has_heading(const std::vector<Cell>& row, Columns& columns) {
  columns.fill(-1);
  for (std::size_t column = 0; column < row.size(); ++column) {
    const std::string text = fold(cell_line(&row[column]));
    for (std::size_t i = 0; i < heading_count; ++i) {
      const auto& words = headings()[i];
      if (columns[i] < 0 && std::find(words.begin(), words.end(), text) != words.end()) columns[i] = static_cast<int>(column);
    }
  }
  return columns[time_heading] >= 0 && (columns[file_heading] >= 0 || columns[unit_heading] >= 0);
}

class TimesTable {
 public:
  TimesTable(std::string file, ReceiptTimes& times) : file_(std::move(file)), times_(times) {}

  bool take(const SheetCells& sheet) {
    Columns columns;
    std::size_t row = 0;
    while (row < sheet.rows.size() && !has_heading(sheet.rows[row], columns)) ++row;
    if (row == sheet.rows.size()) return false;
    for (++row; row < sheet.rows.size(); ++row) take_row(sheet, static_cast<int>(row), columns);
    for (const std::string& key : contradicted_) {
      times_.by_file.erase(key);
      times_.by_unit.erase(key);
    }
    return true;
  }

 private:
  void report(Code code, std::vector<std::string> arguments, int row) {
    std::vector<Text> texts;
    for (const std::string& argument : arguments) texts.push_back({argument, argument});
    times_.findings.push_back(finding(code, texts).in_file(file_).at_line(row + 1));
  }

  void take_row(const SheetCells& sheet, int row, const Columns& columns) {
    const auto cell = [&](Heading heading) { return columns[heading] < 0 ? nullptr : sheet.at(row, columns[heading]); };
    const std::string file = cell_line(cell(file_heading));
    const std::string unit = cell_line(cell(unit_heading));
    if (file.empty() && unit.empty()) return;
    const Cell* given = cell(time_heading);
    const auto time = given != nullptr ? receipt_time_of(given->value) : std::nullopt;
    if (!time) return report(Code::receipt_time_unreadable, {cell_line(given), file.empty() ? unit : file}, row);
    if (!file.empty()) return enter(times_.by_file, file, *time, row);
    enter(times_.by_unit, unit, *time, row);
  }

  void enter(std::map<std::string, ReceiptTime, std::less<>>& map, const std::string& key, const ReceiptTime& time, int row) {
    const auto [there, is_new] = map.emplace(key, time);
    if (is_new || there->second.at == time.at) return;
    report(Code::receipt_time_contradicts, {key, there->second.text, time.text}, row);
    contradicted_.push_back(key);
  }

  std::string file_;
  ReceiptTimes& times_;
  std::vector<std::string> contradicted_;
};

}  // namespace

std::optional<ReceiptTime> parse_receipt_time(std::string_view given) {
  std::string text = tidy(given);
  if (text.size() > 40) return std::nullopt;
  if (const std::size_t middle = text.find('T'); middle == 10) text[middle] = ' ';
  const std::size_t blank = text.find(' ');
  std::string first = text.substr(0, blank);
  std::string second = blank == std::string::npos ? std::string() : text.substr(blank + 1);
  if (!day_of(first) && day_of(second)) std::swap(first, second);  // "16:30 24/12/2023"
  const auto day = day_of(first);
  if (!day) return std::nullopt;
  if (second.empty()) return moment_of(*day, std::string(last_second), {});
  std::string zone;
  if (const std::size_t at = second.find_first_of("Z+-"); at != std::string::npos) {
    zone = second.substr(at);
    second.resize(at);
    while (!second.empty() && second.back() == ' ') second.pop_back();
    if (zone.size() == 5 && zone.find(':') == std::string::npos) zone.insert(3, ":");  // "+0700"
  }
  const auto clock = clock_of(second);
  if (!clock) return std::nullopt;
  return moment_of(*day, *clock, zone);
}

std::optional<ReceiptTime> receipt_time_of(const Value& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return parse_receipt_time(*text);
  const auto* number = std::get_if<Decimal>(&cell);
  constexpr int last_day = 100'000;  // 2173
  if (number == nullptr || *number < Decimal(1) || *number > Decimal(last_day)) return std::nullopt;
  std::int64_t scale = 1;
  for (int i = 0; i < number->places(); ++i) scale *= 10;
  const std::int64_t days = number->units() / scale;
  // To the nearest second; a day alone is its last second.
  const auto rest = static_cast<__int128>(number->units() % scale) * 86'400;
  const auto seconds = static_cast<std::int64_t>((rest + scale / 2) / scale);
  const Date day = std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(days);
  if (seconds == 0) return moment_of(day, std::string(last_second), {});
  const Instant at = std::chrono::sys_days(day) + std::chrono::seconds(seconds) - vietnam_offset;
  return ReceiptTime{at, instant_text(at)};
}

std::string instant_text(Instant instant) {
  const Instant there = instant + vietnam_offset;
  const auto day = std::chrono::floor<std::chrono::days>(there);
  const auto seconds = static_cast<int>((there - day).count());
  return iso_text(day) + "T" + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60) + std::string(vietnam_zone);
}

Instant instant_now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

const ReceiptTime* ReceiptTimes::of(std::string_view file, std::string_view unit) const {
  if (const auto found = by_file.find(file); found != by_file.end()) return &found->second;
  const std::size_t slash = file.rfind('/');
  if (slash != std::string_view::npos) {
    if (const auto found = by_file.find(file.substr(slash + 1)); found != by_file.end()) return &found->second;
  }
  const auto found = by_unit.find(unit);
  return found != by_unit.end() ? &found->second : nullptr;
}

ReceiptTimes read_receipt_times(const std::filesystem::path& file, const Limits& limits) {
  ReceiptTimes times;
  const auto has_any = [](const SheetCells& sheet) {
    Columns columns;
    return std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) { return has_heading(row, columns); });
  };
  ReadWorkbook read = read_table_file(file, limits, has_any);
  times.findings = std::move(read.findings);
  if (!read.workbook) {
    times.readable = false;
    return times;
  }
  TimesTable table(file.string(), times);
  for (const SheetCells& sheet : read.workbook->sheets) {
    if (table.take(sheet)) return times;
  }
  times.readable = false;
  times.findings.push_back(finding(Code::receipt_times_header_missing).in_file(file.string()));
  return times;
}

}  // namespace thuocdo
