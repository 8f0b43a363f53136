#include "sheet/import_table.h"

#include <algorithm>
#include <utility>

#include "scoring/answer.h"
#include "sheet/criteria_table_words.h"

namespace thuocdo {
namespace {

// The sheet with nothing but the cells of the range, each in its place.
SheetCells cropped(const SheetCells& sheet, const CellRange& range) {
  SheetCells part{sheet.name, {}};
  const int last_row = std::min(range.last_row, static_cast<int>(sheet.rows.size()) - 1);
  for (int row = std::max(0, range.first_row); row <= last_row; ++row) {
    const int last_column = std::min(range.last_column, static_cast<int>(sheet.rows[static_cast<std::size_t>(row)].size()) - 1);
    for (int column = std::max(0, range.first_column); column <= last_column; ++column) {
      if (const Cell* cell = sheet.at(row, column)) part.put(row, column, *cell);
    }
  }
  return part;
}

}  // namespace

std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

bool starts_with_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] < 'a' || text[word.size()] > 'z');
  });
}

bool is_unknown(const std::string& text) {
  const std::string folded = fold(text);
  return folded == "unknown" || folded == "khong ro" || folded == "chua ro" || folded == "..." || folded == "…" || folded == "n/a";
}

Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

ImportTable::ImportTable(const Workbook& workbook, std::string_view file, const ImportRequest& request)
    : file_(file), request_(request) {
  locate(workbook);
}

void ImportTable::take_sheet(const SheetCells& sheet, const TableHeader& header) {
  found_ = true;
  sheet_ = sheet;
  header_ = header;
}

void ImportTable::locate(const Workbook& workbook) {
  const std::string& wanted = request_.range ? request_.range->sheet : request_.sheet;
  if (request_.range || !wanted.empty()) {
    const SheetCells* sheet = workbook.sheet(wanted);
    if (!sheet) {
      std::string names;
      for (const SheetCells& one : workbook.sheets) names += (names.empty() ? "" : ", ") + one.name;
      return report_about_table(Code::table_sheet_unknown, {{wanted, {}}, {names, {}}});
    }
    const SheetCells part = request_.range ? cropped(*sheet, *request_.range) : *sheet;
    const auto header = find_header(part, 0);
    if (!header) return report_about_table(Code::table_header_missing, {});
    take_sheet(part, *header);
  } else {
    std::string others;
    for (const SheetCells& sheet : workbook.sheets) {
      const auto header = find_header(sheet, 0);
      if (!header) continue;
      if (found_) {
        others += (others.empty() ? "" : ", ") + sheet.name;
      } else {
        take_sheet(sheet, *header);
      }
    }
    if (!found_) return report_about_table(Code::table_header_missing, {});
    if (!others.empty()) report(Code::table_other_sheets, {{sheet_.name, {}}, {others, {}}}, header_.first_row);
  }
  for (int row = header_.first_row; row <= header_.last_row; ++row) became(row, RowPart::heading);
  if (header_.unused.empty() || exported()) return;
  std::string unused;
  for (const std::string& heading : header_.unused) unused += (unused.empty() ? "" : ", ") + shortened(heading, 40);
  report(Code::table_columns_unused, {{unused, {}}}, header_.first_row);
}

Text ImportTable::title() const {
  for (int row = 0; row < header_.first_row; ++row) {
    for (std::size_t c = 0; c < sheet_.rows[static_cast<std::size_t>(row)].size(); ++c) {
      const int at = static_cast<int>(c);
      const std::string text = cell_line(sheet_.at(row, at));
      const std::string folded = fold(text);
      if (folded == fold(title_label)) return {cell_lines(sheet_.at(row, at + 1)), cell_lines(sheet_.at(row, at + 2))};
      if (starts_with_any(folded, {"bo tieu chi", "bo chi so", "tieu chi danh gia", "bang tieu chi", "he thong tieu chi", "bang diem", "bang tieu chuan"})) {
        return {text, {}};
      }
    }
  }
  for (const auto& [key, words] : {std::pair("xa", "xã"), std::pair("huyen", "huyện"), std::pair("so", "sở"), std::pair("trunguong", "trung ương")}) {  // Vietnamese: the title in the file
    if (request_.tier == key) return {std::string("Bộ tiêu chí cấp ") + words, {}};  // Vietnamese: the title in the file
  }
  return {"Bộ tiêu chí cấp " + request_.tier, {}};  // Vietnamese: the title in the file
}

std::optional<Decimal> ImportTable::scale() const {
  for (int row = 0; row < header_.first_row; ++row) {
    if (fold(cell_line(sheet_.at(row, 0))) != fold(title_label) || fold(cell_line(sheet_.at(row, 3))) != fold(scale_label)) continue;
    const Cell* cell = sheet_.at(row, 4);
    if (const auto* number = cell ? std::get_if<Decimal>(&cell->value) : nullptr) return *number;
    return Decimal::parse_plain(cell_line(cell));
  }
  return std::nullopt;
}

const Cell* ImportTable::cell(int row, CriteriaColumn kind) const { return has(kind) ? sheet_.at(row, column(kind)) : nullptr; }
std::string ImportTable::line(int row, CriteriaColumn kind) const { return cell_line(cell(row, kind)); }
std::string ImportTable::exact(int row, CriteriaColumn kind) const { return cell_lines(cell(row, kind)); }

bool ImportTable::is_blank_row(int row) const {
  const auto& cells = sheet_.rows[static_cast<std::size_t>(row)];
  return std::all_of(cells.begin(), cells.end(), [](const Cell& one) {
    return std::holds_alternative<std::monostate>(one.value) || is_blank(one.value);
  });
}

std::optional<Decimal> ImportTable::number_in(int row, const std::string& text) const {
  const Cell* one = cell(row, CriteriaColumn::maximum);
  if (one) {
    if (const auto* number = std::get_if<Decimal>(&one->value)) return *number;
  }
  std::string rest = fold(text);
  if (rest.starts_with("toi da ")) rest.erase(0, 7);
  for (std::string_view unit : {"diem", "d"}) {
    if (rest.ends_with(unit)) {
      rest = tidy(std::string_view(rest).substr(0, rest.size() - unit.size()));
      break;
    }
  }
  return read_number(rest).value;
}

std::optional<Decimal> ImportTable::maximum(int row, const std::string& label) {
  const std::string text = line(row, CriteriaColumn::maximum);
  const std::string folded = fold(text);
  if (text.empty() || text == "-" || text == "–" || text == "x" || is_unknown(text)) return std::nullopt;
  if (folded == "khong tinh diem") return Decimal();
  const auto value = number_in(row, text);
  static const Decimal largest(1'000'000);
  if (!value || value->is_negative() || *value > largest || value->places() > 6) {
    report(Code::table_maximum_invalid, {{label, {}}, {shortened(text, 60), {}}}, row, CriteriaColumn::maximum);
    return Decimal(1);
  }
  const Cell* one = cell(row, CriteriaColumn::maximum);
  // Text files know nothing but text.
  const bool as_text = !sheet_.name.empty() && one && std::holds_alternative<std::string>(one->value);
  if (as_text && text_numbers_++ == 0) text_number_at_ = row;
  return value;
}

void ImportTable::place(Finding found, int row, int column) {
  found.in_file(file_);
  if (row >= 0 && found_) found.at_cell(sheet_.name, cell_name(row, std::max(0, column)));
  findings_.push_back({row, std::move(found)});
}

void ImportTable::report(Code code, std::vector<Text> arguments, int row, std::optional<CriteriaColumn> kind) {
  place(finding(code, arguments), row, kind ? column(*kind) : -1);
}

void ImportTable::report_about_table(Code code, std::vector<Text> arguments) { place(finding(code, arguments), -1, -1); }

bool ImportTable::blocked() const {
  return std::any_of(findings_.begin(), findings_.end(), [](const Placed& placed) { return placed.finding.severity == Severity::blocking; });
}

bool ImportTable::told(Code code, const std::string& criterion) const {
  return !criterion.empty() && std::any_of(findings_.begin(), findings_.end(), [&](const Placed& placed) {
    return placed.finding.code == code && placed.finding.criterion == criterion;
  });
}

void ImportTable::take_back(Code code, int row) {
  std::erase_if(findings_, [&](const Placed& placed) { return placed.row == row && placed.finding.code == code; });
}

ImportedRow& ImportTable::became(int row, RowPart part) {
  ImportedRow& became = rows_[row];
  became.row = row;
  became.part = part;
  return became;
}

ImportedCriteria ImportTable::result() && {
  if (text_numbers_ > 0) report(Code::table_numbers_as_text, {{std::to_string(text_numbers_), {}}}, text_number_at_, CriteriaColumn::maximum);
  // What was found out at the end of the table belongs to its row, too.
  std::stable_sort(findings_.begin(), findings_.end(), [](const Placed& one, const Placed& other) { return one.row < other.row; });
  ImportedCriteria result;
  result.sheet = sheet_.name;
  for (Placed& placed : findings_) {
    if (const auto row = rows_.find(placed.row); row != rows_.end()) row->second.findings.push_back(result.findings.size());
    result.findings.push_back(std::move(placed.finding));
  }
  for (auto& [row, became] : rows_) result.rows.push_back(std::move(became));
  return result;
}

}  // namespace thuocdo
