#include "sheet/cell_text.h"

#include <charconv>
#include <string>
#include <utility>

namespace thuocdo {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// Takes the sheet's name with its separator off the front of the text: "$'Bìa'." or "Bia!". Nothing when the text is
// not of this form; an empty name when it has no sheet.
std::optional<std::string> take_sheet(std::string_view& text, char separator) {
  std::string_view rest = text;
  if (rest.starts_with('$')) rest.remove_prefix(1);
  std::string name;
  if (rest.starts_with('\'')) {
    for (std::size_t at = 1; at < rest.size(); ++at) {
      if (rest[at] != '\'') {
        name += rest[at];
      } else if (at + 1 < rest.size() && rest[at + 1] == '\'') {
        name += rest[at++];
      } else if (at + 1 < rest.size() && rest[at + 1] == separator && !name.empty()) {
        text = rest.substr(at + 2);
        return name;
      } else {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }
  const std::size_t end = rest.find(separator);
  if (end == std::string_view::npos) return name;
  name = rest.substr(0, end);
  if (name.find_first_of(":'[]()+*/,; ") != std::string::npos) return std::nullopt;
  text = rest.substr(end + 1);
  return name;
}

}  // namespace

CellError cell_error(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  return CellError{text.empty() ? std::string("#ERR") : std::string(text)};
}

Value number_in_file(std::string_view text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, number);
  if (problem == std::errc() && stop == end) {
    if (auto decimal = Decimal::from_double(number)) return *decimal;
  }
  return cell_error(text);
}

Value boolean_in_file(std::string_view text) {
  if (text == "true" || text == "1") return Decimal(1);
  if (text == "false" || text == "0") return Decimal(0);
  return cell_error(text);
}

bool looks_like_error(std::string_view text) {
  if (text.starts_with("Err:")) {
    text.remove_prefix(4);
    return !text.empty() && text.size() <= 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
  }
  return text.size() >= 3 && text.size() <= 32 && text.front() == '#' &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/!?_#") == std::string_view::npos;
}

std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t most) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, number);
  if (problem != std::errc() || stop != end || number < 1 || number > most) return std::nullopt;
  return number;
}

std::optional<CellAddress> cell_address(std::string_view text) {
  if (text.starts_with('$')) text.remove_prefix(1);
  std::int64_t column = 0;
  std::size_t letters = 0;
  for (; letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z'; ++letters) {
    column = column * 26 + (text[letters] - 'A' + 1);
    if (column > most_columns) return std::nullopt;
  }
  if (letters == 0) return std::nullopt;
  text.remove_prefix(letters);
  if (text.starts_with('$')) text.remove_prefix(1);
  if (text.starts_with('0')) return std::nullopt;
  const auto row = whole_number(text, most_rows);
  if (!row) return std::nullopt;
  return CellAddress{static_cast<int>(*row - 1), static_cast<int>(column - 1)};
}

std::optional<CellRange> cell_range(std::string_view text, char separator, std::string_view default_sheet) {
  auto sheet = take_sheet(text, separator);
  if (!sheet) return std::nullopt;
  if (sheet->empty()) sheet = std::string(default_sheet);
  if (sheet->empty()) return std::nullopt;
  const std::size_t colon = text.find(':');
  const auto first = cell_address(text.substr(0, colon));
  if (!first) return std::nullopt;
  CellAddress last = *first;
  if (colon != std::string_view::npos) {
    std::string_view end = text.substr(colon + 1);
    if (separator == '.') {
      const auto end_sheet = take_sheet(end, separator);
      if (!end_sheet || (!end_sheet->empty() && *end_sheet != *sheet)) return std::nullopt;
    }
    const auto address = cell_address(end);
    if (!address || address->row < first->row || address->column < first->column) return std::nullopt;
    last = *address;
  }
  return CellRange{std::move(*sheet), first->row, first->column, last.row, last.column};
}

}  // namespace thuocdo
