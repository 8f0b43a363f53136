// The columns of a table of criteria, as annexes head them, and where they stand in a sheet.
//
//   auto header = find_header(sheet, 0);
//   header->column(CriteriaColumn::maximum)    // 2; -1 when there is none
//
// Headings are told by their common words, whatever their order, case and marks: "STT", "TT"; "Tiêu chí", "Nội dung",
// "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Chỉ số…"; "Điểm tối đa", "Thang điểm", "Điểm chuẩn"; "Cách tính", "Cách xác
// định và tính điểm", "Hướng dẫn tự đánh giá/thẩm định"; "Tài liệu kiểm chứng", "Minh chứng"; "Nguồn số liệu", "Nguồn thu
// thập dữ liệu"; "Đơn vị (phối hợp) xác minh"; "Ghi chú"; "Mã tiêu chí", "Thuộc mục"; and the English id, parent, name_vi,
// max_points, rule_text_vi, evidence_vi, source. A heading may take two rows, and several lines.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/workbook.h"

namespace thuocdo {

enum class CriteriaColumn {
  number,
  name,
  maximum,
  method,
  evidence,
  data_source,
  verifier,
  note,
  // What only an exported table has:
  id,
  level,
  rule,
  provenance,
  source,
  settings,
  name_en,
  method_en,
  note_en,
  evidence_en,
  data_source_en,
  supplied_by,
  supplied_by_en,
  // What some tables have instead of numbers, or beside them:
  parent,        // id of the group above
  level_points,  // "Điểm" beside "Thang điểm": the points of its levels, line by line
};
inline constexpr int criteria_column_count = 23;

// The heading that an export writes; it is one of those that are found again.
std::string_view criteria_heading(CriteriaColumn column);

struct TableHeader {
  int first_row = 0;  // from 0
  int last_row = 0;
  std::array<int, criteria_column_count> columns{};  // -1: none
  std::vector<std::string> unused;                   // headings of columns that mean nothing here

  int column(CriteriaColumn kind) const { return columns[static_cast<std::size_t>(kind)]; }
  bool has(CriteriaColumn kind) const { return column(kind) >= 0; }
  // Written by export: ids, levels and rules stand in it.
  bool exported() const { return has(CriteriaColumn::id) && has(CriteriaColumn::level) && has(CriteriaColumn::rule); }
};

// Whether the row, alone or with the one below it, is a heading row: a name and a maximum at least.
std::optional<TableHeader> header_at(const SheetCells& sheet, int row);
// The first from `row` on.
std::optional<TableHeader> find_header(const SheetCells& sheet, int row);

// What a cell says as one line of text, and with its line ends; empty for errors.
std::string cell_line(const Cell* cell);
std::string cell_lines(const Cell* cell);

}  // namespace thuocdo
