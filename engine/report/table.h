// A plain text table for people at a terminal.
//
//   Table table({{"Hạng", Align::right}, {"Đơn vị"}, {"Điểm", Align::right}});
//   table.add({"1", "Sở Thông tin và Truyền thông", "85,5"});
//   out << table.text(100, color);
//
// Columns are as wide as their content. Where the whole is wider than the space, columns without any content are left
// out, titles go on two lines, then columns of text are broken into lines (the widest first); columns of numbers never
// are. Foreign text is made printable.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_text.h"

namespace thuocdo {

enum class Align { left, right };

struct TableColumn {
  std::string title;
  Align align = Align::left;
};

struct TableCell {
  std::string text;
  Style style = Style::plain;
  TableCell(std::string cell_text, Style cell_style = Style::plain)
      : text(std::move(cell_text)), style(cell_style) {}
  TableCell(const char* cell_text) : text(cell_text) {}
};

class Table {
 public:
  explicit Table(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}
  void add(std::vector<TableCell> cells);
  void add_line();  // a line across, before a total
  bool empty() const { return rows_.empty(); }
  std::string text(std::size_t width, bool color) const;

 private:
  Table without_empty_columns() const;

  std::vector<TableColumn> columns_;
  std::vector<std::vector<TableCell>> rows_;  // an empty row is a line across
};

}  // namespace thuocdo
