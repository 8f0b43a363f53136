#include "programme/csv.h"

namespace thuocdo {

ReadCsv read_csv(std::string_view text, char separator) {
  constexpr std::size_t largest_text = 64u << 20;
  constexpr std::size_t largest_cell = 1u << 20;
  constexpr std::size_t most_lines = 200'000;
  ReadCsv result;
  if (text.size() > largest_text) {
    result.error_line = 1;
    return result;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  int line = 1;
  CsvLine current{line, {}};
  std::string cell;
  bool quoted = false;      // inside quotes
  bool was_quoted = false;  // the cell began with a quote
  const auto end_cell = [&] {
    current.cells.push_back(std::move(cell));
    cell.clear();
    was_quoted = false;
  };
  const auto end_line = [&] {
    if (!cell.empty() || was_quoted || !current.cells.empty()) {
      end_cell();
      result.lines.push_back(std::move(current));
    }
    current = CsvLine{line, {}};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\0' || cell.size() > largest_cell || result.lines.size() > most_lines) {
      result.error_line = line;
      return result;
    }
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell += '"';
        ++i;
      } else if (c == '"') {
        quoted = false;
      } else {
        if (c == '\n') ++line;
        cell += c;
      }
    } else if (c == '"') {
      if (!cell.empty() || was_quoted) {
        result.error_line = line;
        return result;
      }
      quoted = was_quoted = true;
    } else if (c == separator) {
      end_cell();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      ++line;
      end_line();
    } else if (was_quoted) {  // text after a closing quote
      result.error_line = line;
      return result;
    } else {
      cell += c;
    }
  }
  if (quoted) {
    result.error_line = line;
    return result;
  }
  end_line();
  return result;
}

}  // namespace thuocdo
