// Writes a table as an .ods workbook of one sheet that LibreOffice opens without asking anything: for tables that go out
// to be worked on and come back. Parts are stored, not packed.
//
//   write("tieu-chi.ods", ods_of_table(rows, "Tiêu chí", {"Điểm tối đa"}));
//
// The row of headings is the first that holds one of the names in `numbers`, or the first at all; it is bold. Below it the
// cells of those columns are numbers where they can be read as one ("2,5"), everything else is text as it stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thuocdo {

std::string ods_of_table(const std::vector<std::vector<std::string>>& rows, std::string_view sheet, const std::vector<std::string_view>& numbers);

}  // namespace thuocdo
