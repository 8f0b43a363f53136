// Texts that spreadsheet files use for numbers, addresses and errors.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sheet/workbook.h"

namespace thuocdo {

// The number that stands in a file as text, as the open document has it: by way of the double. What is no finite
// decimal number ("NaN", "0x10", "1,5", "1e400") becomes an error value that shows the text.
Value number_in_file(std::string_view text);
// "true", "1", "false", "0": 1 or 0; otherwise an error value.
Value boolean_in_file(std::string_view text);
// The error value, its text shortened to what fits a message.
CellError cell_error(std::string_view text);
// "#NAME?", "#DIV/0!", "Err:508": how offices write errors where they have no mark for them.
bool looks_like_error(std::string_view text);

// A whole number from 1 to `most`, digits only.
std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t most);

struct CellAddress {
  int row = 0;
  int column = 0;
};
// "F12" or "$F$12" within the largest sheets that offices have.
std::optional<CellAddress> cell_address(std::string_view text);
// "$'Phiếu đánh giá'.$A$1:.$A$9" (separator '.') or "'Phiếu đánh giá'!$A$1:$A$9" (separator '!'): one cell or one
// range of one sheet. A range without a sheet takes `default_sheet`. Nothing for anything else.
std::optional<CellRange> cell_range(std::string_view text, char separator, std::string_view default_sheet = {});

inline constexpr std::int64_t most_rows = 1 << 24;  // of the largest sheets that offices have
inline constexpr std::int64_t most_columns = 1 << 14;

}  // namespace thuocdo
