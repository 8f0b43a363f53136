#include "sheet/table_columns.h"

#include <algorithm>

#include "scoring/answer.h"

namespace thuocdo {
namespace {

struct Heading {
  CriteriaColumn column;
  std::string_view written;           // by an export; told by its exact words
  std::vector<std::string_view> begin;  // folded beginnings; the earlier, the better
};

const std::vector<Heading>& headings() {
  using enum CriteriaColumn;
  static const std::vector<Heading> all = {
      {number, "STT", {"stt", "tt", "so tt", "so thu tu", "no"}},
      {name, "Tiêu chí", {"tieu chi", "ten tieu chi", "noi dung", "chi so", "ten chi so", "linh vuc", "chi tieu", "criteria", "criterion"}},
      {maximum, "Điểm tối đa", {"diem toi da", "diem chuan", "thang diem", "diem so toi da", "so diem toi da", "maximum", "diem"}},
      {method, "Cách tính", {"cach tinh", "cach xac dinh", "cach cham", "cach danh gia", "phuong phap", "cong thuc", "huong dan", "method"}},
      {evidence, "Tài liệu kiểm chứng", {"tai lieu kiem chung", "tai lieu minh chung", "minh chung", "kiem chung", "ho so kiem chung", "ho so minh chung", "evidence"}},
      {data_source, "Nguồn số liệu", {"nguon so lieu", "nguon thu thap", "nguon du lieu", "nguon cung cap", "data source"}},
      {verifier, "Đơn vị xác minh", {"don vi xac minh", "don vi phoi hop xac minh", "don vi phoi hop", "co quan xac minh", "don vi tham dinh"}},
      {note, "Ghi chú", {"ghi chu", "note"}},
      {id, "Mã", {}},
      {level, "Bậc", {}},
      {rule, "Quy tắc (XML)", {}},
      {provenance, "Xuất xứ", {}},
      {source, "Theo nguồn", {}},
      {settings, "Thiết lập", {}},
      {name_en, "Tiêu chí (tiếng Anh)", {}},
      {method_en, "Cách tính (tiếng Anh)", {}},
      {note_en, "Ghi chú (tiếng Anh)", {}},
      {evidence_en, "Tài liệu kiểm chứng (tiếng Anh)", {}},
      {data_source_en, "Nguồn số liệu (tiếng Anh)", {}},
  };
  return all;
}

struct Match {
  std::size_t heading;
  std::size_t quality;  // 0: best
};

bool begins(const std::string& text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !((text[word.size()] >= 'a' && text[word.size()] <= 'z')));
}

std::optional<Match> match_of(const std::string& text) {
  constexpr std::size_t longest_heading = 120;
  if (text.empty() || text.size() > longest_heading) return std::nullopt;
  static const std::vector<std::string> written = [] {
    std::vector<std::string> list;
    for (const Heading& heading : headings()) list.push_back(fold(heading.written));
    return list;
  }();
  const std::string folded = fold(text);
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (folded == written[i]) return Match{i, 0};
  }
  for (std::size_t i = 0; i < headings().size(); ++i) {
    const auto& words = headings()[i].begin;
    for (std::size_t w = 0; w < words.size(); ++w) {
      // "Điểm" alone is a maximum where there is nothing better; "Điểm tự chấm" never is.
      const bool alone = words[w] == "diem" || words[w] == "no";
      if (alone ? folded == words[w] : begins(folded, words[w])) return Match{i, w + 1};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view criteria_heading(CriteriaColumn column) { return headings()[static_cast<std::size_t>(column)].written; }

std::string cell_lines(const Cell* cell) {
  if (cell == nullptr) return {};
  if (std::holds_alternative<CellError>(cell->value)) return {};
  if (const auto* text = std::get_if<std::string>(&cell->value)) return *text;
  if (!cell->shown.empty()) return cell->shown;
  if (const auto* number = std::get_if<Decimal>(&cell->value)) return number->text();
  return {};
}

std::string cell_line(const Cell* cell) { return tidy(cell_lines(cell)); }

std::optional<TableHeader> header_at(const SheetCells& sheet, int row) {
  if (row < 0 || row >= static_cast<int>(sheet.rows.size())) return std::nullopt;
  TableHeader header;
  header.first_row = header.last_row = row;
  header.columns.fill(-1);
  std::array<std::size_t, criteria_column_count> quality{};
  std::vector<int> thang_diem;
  const auto take = [&](int r) {
    const int width = static_cast<int>(sheet.rows[static_cast<std::size_t>(r)].size());
    for (int c = 0; c < width; ++c) {
      const std::string text = cell_line(sheet.at(r, c));
      const auto match = match_of(text);
      if (!match) {
        if (!text.empty()) header.unused.push_back(text);
        continue;
      }
      int& column = header.columns[match->heading];
      if (column < 0 || match->quality < quality[match->heading]) {
        // The worse of two maxima is told in words what they are made of: "Thang điểm" beside "Điểm tối đa".
        if (column >= 0 && headings()[match->heading].column == CriteriaColumn::maximum) thang_diem.push_back(column);
        column = c;
        quality[match->heading] = match->quality;
      } else if (headings()[match->heading].column == CriteriaColumn::maximum) {
        thang_diem.push_back(c);
      } else if (c != column) {
        header.unused.push_back(text);
      }
    }
  };
  take(row);
  if (!header.has(CriteriaColumn::name)) return std::nullopt;
  // A second row of headings stands below merged cells: it names columns and has no number and no name of its own.
  if (row + 1 < static_cast<int>(sheet.rows.size())) {
    const bool empty_name = cell_line(sheet.at(row + 1, header.column(CriteriaColumn::name))).empty();
    bool headed = false;
    for (const Cell& cell : sheet.rows[static_cast<std::size_t>(row + 1)]) headed = headed || match_of(cell_line(&cell)).has_value();
    if (empty_name && headed) {
      take(row + 1);
      header.last_row = row + 1;
    }
  }
  if (!header.has(CriteriaColumn::maximum)) return std::nullopt;
  int& method = header.columns[static_cast<std::size_t>(CriteriaColumn::method)];
  for (int c : thang_diem) {
    const std::string text = fold(cell_line(sheet.at(header.first_row, c)));
    if (method < 0 && text.starts_with("thang diem")) {
      method = c;
    } else {
      header.unused.push_back(cell_line(sheet.at(header.first_row, c)));
    }
  }
  return header;
}

std::optional<TableHeader> find_header(const SheetCells& sheet, int row) {
  for (; row < static_cast<int>(sheet.rows.size()); ++row) {
    if (auto header = header_at(sheet, row)) return header;
  }
  return std::nullopt;
}

}  // namespace thuocdo
