#include "sheet/table_columns.h"

#include <algorithm>

#include "scoring/answer.h"

namespace thuocdo {
namespace {

struct Heading {
  CriteriaColumn column;
  std::string_view written;           // by an export; told by its exact words
  std::vector<std::string_view> begin;  // folded beginnings, or the whole after "="; the earlier, the better
};

const std::vector<Heading>& headings() {
  using enum CriteriaColumn;
  static const std::vector<Heading> all = {
      {number, "STT", {"stt", "tt", "so tt", "so thu tu", "=no"}},
      {name, "Tiêu chí", {"tieu chi", "ten tieu chi", "noi dung", "chi so", "ten chi so", "linh vuc", "chi tieu", "=name", "name_vi", "criteria", "criterion"}},
      {maximum, "Điểm tối đa", {"diem toi da", "diem chuan", "thang diem", "diem so toi da", "so diem toi da", "muc diem toi da", "maximum", "max_points", "max points", "=max", "=diem"}},
      {method, "Cách tính", {"cach tinh", "cach xac dinh", "cach cham", "cach danh gia", "cach thuc", "phuong phap", "cong thuc", "huong dan", "quy dinh cham diem", "rule_text", "method"}},
      {evidence, "Tài liệu kiểm chứng", {"tai lieu kiem chung", "tai lieu minh chung", "minh chung", "kiem chung", "ho so kiem chung", "ho so minh chung", "tai lieu chung minh", "evidence"}},
      {data_source, "Nguồn số liệu", {"nguon so lieu", "nguon thu thap", "nguon du lieu", "nguon cung cap", "nguon thong tin", "=nguon", "data source", "data_source"}},
      {verifier, "Đơn vị xác minh", {"don vi xac minh", "don vi phoi hop xac minh", "don vi phoi hop", "co quan xac minh", "don vi tham dinh", "co quan tham dinh"}},
      {note, "Ghi chú", {"ghi chu", "note"}},
      {id, "Mã", {"ma tieu chi", "ma chi so", "ma so", "=id", "=code"}},
      {level, "Bậc", {}},
      {rule, "Quy tắc (XML)", {}},
      {provenance, "Xuất xứ", {}},
      {source, "Theo nguồn", {"theo van ban", "can cu phap ly", "=source"}},
      {settings, "Thiết lập", {}},
      {name_en, "Tiêu chí (tiếng Anh)", {"name_en"}},
      {method_en, "Cách tính (tiếng Anh)", {"rule_text_en"}},
      {note_en, "Ghi chú (tiếng Anh)", {}},
      {evidence_en, "Tài liệu kiểm chứng (tiếng Anh)", {"evidence_en"}},
      {data_source_en, "Nguồn số liệu (tiếng Anh)", {}},
      {supplied_by, "Bên cung cấp số liệu", {}},
      {supplied_by_en, "Bên cung cấp số liệu (tiếng Anh)", {}},
      {parent, "Thuộc mục", {"thuoc muc", "thuoc nhom", "thuoc tieu chi", "muc cha", "ma cha", "tieu chi cha", "ma cap tren", "muc cap tren", "=cap tren", "parent"}},
      {level_points, "Điểm từng mức", {}},
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
      const std::string_view word = words[w];
      if (word.starts_with('=') ? folded == word.substr(1) : begins(folded, word)) return Match{i, w + 1};
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
  // "Thang điểm" beside "Điểm tối đa" holds the method; "Điểm" beside both the points of its levels.
  int& method = header.columns[static_cast<std::size_t>(CriteriaColumn::method)];
  int& level_points = header.columns[static_cast<std::size_t>(CriteriaColumn::level_points)];
  const auto heading = [&](int c) {
    const std::string text = cell_line(sheet.at(header.last_row, c));
    return text.empty() ? cell_line(sheet.at(header.first_row, c)) : text;
  };
  for (int c : thang_diem) {
    const std::string text = fold(heading(c));
    if (method < 0 && text.starts_with("thang diem")) {
      method = c;
    } else if (text == "diem" && level_points < 0) {
      level_points = c;
    } else {
      header.unused.push_back(heading(c));
    }
  }
  if (level_points >= 0 && (method < 0 || !fold(heading(method)).starts_with("thang diem"))) {
    header.unused.push_back(heading(level_points));
    level_points = -1;
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
