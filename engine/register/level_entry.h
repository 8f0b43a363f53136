// One entry about a level of a register: closed, opened again, or marked as absent. Entries are only ever added; what stands is
// the last of a unit: see level_book.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "register/database.h"

namespace thuocdo {

namespace level_kind {
inline constexpr std::string_view closed = "closed";
inline constexpr std::string_view reopened = "reopened";
inline constexpr std::string_view absent = "absent";
}  // namespace level_kind

struct LevelEntry {
  std::int64_t number = 0;
  std::string programme;
  std::string round;
  std::string unit;  // empty: the whole programme
  std::string kind;
  std::string basis;
  std::string who;
  std::string at;
};

const std::vector<std::string_view>& level_columns();  // "number" is the first
std::string level_column_list();
std::vector<std::string> columns_of(const LevelEntry& entry);
LevelEntry level_entry_of(const Row& row);

}  // namespace thuocdo
