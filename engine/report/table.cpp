#include "report/table.h"

#include <algorithm>

namespace thuocdo {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 12;  // no column of text is squeezed below this

std::string spaces(std::size_t count) { return std::string(count, ' '); }

constexpr std::string_view hard_blank = "\xC2\xA0";

// The least width on which a title takes two lines and no word of it is cut.
std::size_t half_width(std::string_view title) {
  std::size_t longest = 1;
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t end = std::min(title.find(' ', at), title.size());
    longest = std::max(longest, text_width(title.substr(at, end - at)));
    at = end + 1;
  }
  std::size_t width = text_width(title);
  while (width > longest && wrapped(title, width - 1).size() <= 2) --width;
  return width;
}

// In lines no wider than `width`; all of them begin where the first does.
std::vector<std::string> cell_lines(std::string_view text, std::size_t width) {
  std::string indent;
  for (; text.starts_with(hard_blank); text.remove_prefix(hard_blank.size())) indent += hard_blank;
  const std::size_t used = text_width(indent);
  std::vector<std::string> lines = wrapped(text, width > used ? width - used : 1);
  for (std::string& line : lines) line.insert(0, indent);
  return lines;
}

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
    lines.push_back(cell_lines(c < cells.size() ? cells[c].text : std::string(), widths[c]));
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
      cell.text.replace(i * 2, 1, hard_blank);
    }
  }
  rows_.push_back(std::move(cells));
}

void Table::add_line() { rows_.emplace_back(); }

Table Table::without_empty_columns() const {
  Table fuller({});
  fuller.rows_.resize(rows_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto says = [c](const std::vector<TableCell>& row) { return c < row.size() && !row[c].text.empty() && row[c].text != "–"; };
    if (std::none_of(rows_.begin(), rows_.end(), says)) continue;
    fuller.columns_.push_back(columns_[c]);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (!rows_[r].empty()) fuller.rows_[r].push_back(c < rows_[r].size() ? rows_[r][c] : TableCell(""));
    }
  }
  return fuller;
}

std::string Table::text(std::size_t width, bool color) const {
  std::vector<std::size_t> widths;
  std::vector<std::size_t> least;  // what the cells need, and the title on two lines
  std::vector<TableCell> titles;
  for (const TableColumn& column : columns_) {
    widths.push_back(text_width(column.title));
    least.push_back(half_width(column.title));
    titles.emplace_back(column.title, Style::strong);
  }
  for (const auto& row : rows_) {
    for (std::size_t c = 0; c < row.size() && c < widths.size(); ++c) {
      widths[c] = std::max(widths[c], text_width(row[c].text));
      least[c] = std::max(least[c], text_width(row[c].text));
    }
  }
  auto whole = [&] {
    std::size_t sum = columns_.empty() ? 0 : gap * (columns_.size() - 1);
    for (std::size_t w : widths) sum += w;
    return sum;
  };
  if (whole() > width) {
    if (const Table fuller = without_empty_columns(); !fuller.columns_.empty() && fuller.columns_.size() < columns_.size()) {
      return fuller.text(width, color);
    }
  }
  // Titles go on two lines before any cell does: most are wider than the numbers below them.
  while (whole() > width) {
    std::size_t widest = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (widths[c] > least[c] && (widest == columns_.size() || widths[c] - least[c] > widths[widest] - least[widest])) widest = c;
    }
    if (widest == columns_.size()) break;
    --widths[widest];
  }
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
