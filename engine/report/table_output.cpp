#include "report/table_output.h"

#include "report/csv.h"
#include "sheet/ods_writer.h"

namespace thuocdo {

std::string table_file_bytes(const std::filesystem::path& file, const std::vector<std::vector<std::string>>& rows, std::string_view sheet,
                             const std::vector<std::string_view>& numbers) {
  if (file.extension() == ".ods") return ods_of_table(rows, sheet, numbers);
  std::string text(csv_start);
  for (std::vector<std::string> row : rows) {
    for (std::string& cell : row) {
      // The reader takes one apostrophe away where csv_record may have put one.
      if (cell.starts_with('\'')) cell.insert(0, 1, '\'');
    }
    text += csv_record(row);
  }
  return text;
}

}  // namespace thuocdo
