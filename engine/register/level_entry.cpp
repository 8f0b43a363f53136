#include "register/level_entry.h"

namespace thuocdo {

const std::vector<std::string_view>& level_columns() {
  static const std::vector<std::string_view> columns = {"number", "programme", "round", "unit", "kind", "basis", "who", "at"};
  return columns;
}

std::string level_column_list() {
  std::string list;
  for (const std::string_view column : level_columns()) list += (list.empty() ? "" : ", ") + std::string(column);
  return list;
}

std::vector<std::string> columns_of(const LevelEntry& entry) {
  std::vector<std::string> texts = {std::to_string(entry.number), entry.programme, entry.round, entry.unit, entry.kind, entry.basis, entry.who, entry.at};
  for (std::string& text : texts) text = database_text(text);
  return texts;
}

LevelEntry level_entry_of(const Row& row) {
  return {row.number(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7)};
}

}  // namespace thuocdo
