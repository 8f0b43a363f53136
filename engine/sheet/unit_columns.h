// The columns of a list of units, and the words that name tiers. For import_units only.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"
#include "sheet/workbook.h"

namespace thuocdo {

enum class UnitColumn { code, name, tier, parent, valid_from, valid_to, merged_into, excluded, placeholder };
inline constexpr int unit_column_count = 9;

// The heading that an export writes.
std::string_view unit_heading(UnitColumn column);

struct UnitHeader {
  int row = 0;
  std::array<int, unit_column_count> columns{};  // -1: none
  std::vector<std::string> unused;
  int column(UnitColumn kind) const { return columns[static_cast<std::size_t>(kind)]; }
  bool has(UnitColumn kind) const { return column(kind) >= 0; }
};

// A row that heads the name of units and at least one more column.
std::optional<UnitHeader> unit_header_at(const SheetCells& sheet, int row);

// The key of the tier that the words name ("Phường", "cấp xã", "Sở, ban, ngành"), among `tiers`; empty: none.
std::string tier_of_words(const std::string& words, const std::vector<Tier>& tiers);
// The same by how a unit's name begins ("Xã Biển Hồ").
std::string tier_of_name(const std::string& name, const std::vector<Tier>& tiers);
// A row that only says what follows: "CÁC SỞ, BAN, NGÀNH", "UBND CÁC HUYỆN".
std::string tier_of_section(const std::string& text, const std::vector<Tier>& tiers);
// "Xã Biển Hồ" → "bien ho": folded, without the words of its tier.
std::string bare_name(const std::string& name);

}  // namespace thuocdo
