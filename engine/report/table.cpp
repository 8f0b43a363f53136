#include "report/table.h"

#include <algorithm>

namespace thuocdo {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 12;  // no column of text is squeezed below this

std::string spaces(std::size_t count) { return std::string(count, ' '); }

std::string rule(std::size_t width) {
  std::string line;
  for (std::size_t i = 0; i < width; ++i) line += "─";
  return line;
}

void put_row(std::string& out, const std::vector<TableColumn>& columns, const std::vector<std::size_t>& widths,
             const std::vector<TableCell>& cells, bool color) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 1;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    lines.push_back(wrapped(c < cells.size() ? cells[c].text : std::string(), widths[c]));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t i = 0; i < height; ++i) {
    std::string line;
    std::size_t pending = 0;  // blanks are written only before something, so no line ends in them
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string text = i < lines[c].size() ? lines[c][i] : std::string();
      const std::size_t free = widths[c] - std::min(widths[c], text_width(text));
      if (columns[c].align == Align::right) pending += free;
      if (!text.empty()) {
        line += spaces(pending) + painted(text, cells[c].style, color);
        pending = 0;
      } else {
        pending += widths[c] - free;
      }
      if (columns[c].align == Align::left) pending += free;
      pending += gap;
    }
    out += line + "\n";
  }
}

}  // namespace

void Table::add(std::vector<TableCell> cells) {
  for (TableCell& cell : cells) {
    // Leading blanks show the level of a row; breaking into lines would lose them.
    const std::size_t indent = cell.text.find_first_not_of(' ');
    cell.text = printable(cell.text);
    for (std::size_t i = 0; i < indent && i < cell.text.size() && indent != std::string::npos; ++i) {
      cell.text.replace(i * 2, 1, "\xC2\xA0");
    }
  }
  rows_.push_back(std::move(cells));
}

void Table::add_line() { rows_.emplace_back(); }

std::string Table::text(std::size_t width, bool color) const {
  std::vector<std::size_t> widths;
  std::vector<TableCell> titles;
  for (const TableColumn& column : columns_) {
    widths.push_back(text_width(column.title));
    titles.emplace_back(column.title, Style::strong);
  }
  for (const auto& row : rows_) {
    for (std::size_t c = 0; c < row.size() && c < widths.size(); ++c) {
      widths[c] = std::max(widths[c], text_width(row[c].text));
    }
  }
  auto whole = [&] {
    std::size_t sum = columns_.empty() ? 0 : gap * (columns_.size() - 1);
    for (std::size_t w : widths) sum += w;
    return sum;
  };
  while (whole() > width) {
    std::size_t widest = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].align != Align::left || widths[c] <= narrowest) continue;
      if (widest == columns_.size() || widths[c] > widths[widest]) widest = c;
    }
    if (widest == columns_.size()) break;
    --widths[widest];
  }

  std::string out;
  put_row(out, columns_, widths, titles, color);
  const std::string across = painted(rule(whole()), Style::faint, color) + "\n";
  out += across;
  for (const auto& row : rows_) {
    if (row.empty()) {
      out += across;
    } else {
      put_row(out, columns_, widths, row, color);
    }
  }
  return out;
}

}  // namespace thuocdo
