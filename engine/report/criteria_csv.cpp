#include "report/criteria_csv.h"

#include "report/csv.h"
#include "sheet/criteria_export.h"

namespace thuocdo {

std::string criteria_csv(const CriteriaSet& set) {
  std::string file(csv_start);
  for (std::vector<std::string>& row : criteria_table(set)) {
    for (std::string& text : row) {
      // The reader takes one apostrophe away where csv_record may have put one.
      if (text.starts_with('\'')) text.insert(0, 1, '\'');
    }
    file += csv_record(row);
  }
  return file;
}

}  // namespace thuocdo
