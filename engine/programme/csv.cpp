#include "programme/csv.h"

#include <utf8proc.h>

#include <algorithm>

namespace thuocdo {

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                         static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (size <= 0) return false;
    at += static_cast<std::size_t>(size);
  }
  return true;
}

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
  int quote_line = 0;  // where the last quote opened
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
      if (!std::all_of(current.cells.begin(), current.cells.end(), is_utf8)) {
        result.error_line = current.line;
        return false;
      }
      result.lines.push_back(std::move(current));
    }
    current = CsvLine{line, {}};
    return true;
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
      quote_line = line;
    } else if (c == separator) {
      end_cell();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      ++line;
      if (!end_line()) return result;
    } else if (was_quoted) {  // text after a closing quote
      result.error_line = line;
      return result;
    } else {
      cell += c;
    }
  }
  if (quoted) {
    result.error_line = quote_line;
    return result;
  }
  end_line();
  return result;
}

std::string valid_utf8(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string valid;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                         static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    valid += size > 0 ? text.substr(at, static_cast<std::size_t>(size)) : std::string_view("�");
    at += size > 0 ? static_cast<std::size_t>(size) : 1;
  }
  return valid;
}

}  // namespace thuocdo
