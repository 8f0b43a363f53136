#include "sheet/table_file.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "finding/system_error.h"
#include "programme/csv.h"
#include "sheet/table_columns.h"

namespace thuocdo {
namespace {

bool is_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                                   static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (size <= 0 || code == 0) return false;
    at += static_cast<std::size_t>(size);
  }
  return true;
}

// Quotes mean nothing: how programs that know no quotes write tabs.
ReadCsv split_at_tabs(std::string_view text) {
  ReadCsv read;
  int line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string_view row = text.substr(at, end - at);
    if (row.ends_with('\r')) row.remove_suffix(1);
    CsvLine record{line, {}};
    for (std::size_t cell = 0; cell <= row.size();) {
      std::size_t tab = row.find('\t', cell);
      if (tab == std::string_view::npos) tab = row.size();
      record.cells.emplace_back(row.substr(cell, tab - cell));
      cell = tab + 1;
    }
    if (!row.empty()) read.lines.push_back(std::move(record));
    at = end + 1;
  }
  return read;
}

// What csv_record put in front so that no spreadsheet takes the text for a formula; see report/csv.h.
std::string without_guard(std::string text) {
  static constexpr std::array<std::string_view, 11> guarded = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'"};
  if (text.size() < 2 || text[0] != '\'') return text;
  const std::string_view rest = std::string_view(text).substr(1);
  const bool guard = std::any_of(guarded.begin(), guarded.end(), [&](std::string_view sign) { return rest.starts_with(sign); });
  return guard ? text.substr(1) : text;
}

SheetCells sheet_of(const ReadCsv& csv) {
  SheetCells sheet;
  int inner = 0;  // line ends inside cells, which are no rows
  for (const CsvLine& line : csv.lines) {
    const int row = line.line - 1 - inner;
    for (std::size_t c = 0; c < line.cells.size(); ++c) {
      inner += static_cast<int>(std::count(line.cells[c].begin(), line.cells[c].end(), '\n'));
      if (line.cells[c].empty()) continue;
      Cell cell;
      cell.value = without_guard(line.cells[c]);
      sheet.put(row, static_cast<int>(c), std::move(cell));
    }
  }
  return sheet;
}

ReadWorkbook failed(Finding why, std::string_view name) {
  ReadWorkbook read;
  read.findings.push_back(std::move(why.in_file(std::string(name))));
  return read;
}

bool too_large(const ReadCsv& csv, const Limits& limits) {
  if (csv.lines.size() > limits.rows) return true;
  return std::any_of(csv.lines.begin(), csv.lines.end(), [&](const CsvLine& line) { return line.cells.size() > limits.columns; });
}

}  // namespace

bool has_criteria_heading(const SheetCells& sheet) { return find_header(sheet, 0).has_value(); }

ReadWorkbook read_table(std::string_view bytes, std::string_view name, const Limits& limits, const HasHeading& has_heading) {
  ReadWorkbook read = read_workbook(bytes, name, limits);
  if (read.workbook || read.findings.empty() || read.findings.back().code != Code::file_not_workbook) return read;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.size() > limits.part_bytes) return failed(finding(Code::file_too_large, {std::to_string(limits.part_bytes >> 20) + " MiB"}), name);
  if (!is_text(bytes)) return failed(finding(Code::table_not_text), name);

  int error_line = 0;
  std::optional<SheetCells> first;
  for (char separator : {'\t', ';', ','}) {
    if (bytes.find(separator) == std::string_view::npos) continue;
    ReadCsv csv = read_csv(bytes, separator);
    if (csv.error_line > 0 && separator == '\t') csv = split_at_tabs(bytes);
    if (csv.error_line > 0) {
      error_line = csv.error_line;
      continue;
    }
    if (too_large(csv, limits)) {
      return failed(finding(Code::file_over_limit, std::vector<Text>{{"số dòng hoặc số cột", "rows or columns"},
                                                                     {std::to_string(limits.rows) + " × " + std::to_string(limits.columns), {}}}), name);
    }
    SheetCells sheet = sheet_of(csv);
    const bool headed = has_heading(sheet);
    if (headed || !first) first = std::move(sheet);
    if (headed) break;
  }
  if (!first && error_line > 0) return failed(finding(Code::table_quotes_broken).at_line(error_line), name);
  ReadWorkbook text;
  text.workbook.emplace();
  text.workbook->sheets.push_back(first ? std::move(*first) : SheetCells{});
  return text;
}

ReadWorkbook read_table_file(const std::filesystem::path& file, const Limits& limits, const HasHeading& has_heading) {
  const std::string name = file.filename().string();
  std::error_code error;
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file, error)) {
    const int number = std::filesystem::is_directory(file, error) ? EISDIR : errno != 0 ? errno : ENOENT;
    return failed(finding(Code::file_unreadable, std::vector<Text>{system_error_text(number)}), name);
  }
  if (std::filesystem::file_size(file, error) > limits.file_bytes) {
    return failed(finding(Code::file_too_large, {std::to_string(limits.file_bytes >> 20) + " MiB"}), name);
  }
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return read_table(bytes, name, limits, has_heading);
}

}  // namespace thuocdo
