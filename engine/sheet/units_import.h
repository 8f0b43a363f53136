// Turns a list of units, from any spreadsheet, into the units of a programme.
//
//   ReadWorkbook read = read_table_file("danh-sach.xlsx");
//   ImportedUnits imported = import_units(*read.workbook, "danh-sach.xlsx", {.tiers = programme.tiers});
//   if (imported.units) write("units.csv", units_csv(*imported.units));
//
// Columns are told by their usual headings, in any order: Mã (đơn vị), Tên đơn vị, Cấp, Trực thuộc (Đơn vị cấp trên,
// Huyện), Có hiệu lực từ, đến, Sáp nhập vào, Không đánh giá vì; also those of units.csv. Only the name must be there.
//   * A tier is given by its key, its name, or words ("xã", "phường", "thị trấn"); without a column, by a heading row
//     ("CÁC SỞ, BAN, NGÀNH"), or by how the name begins ("Xã Biển Hồ").
//   * The unit above, and the one that carries on after a merger, are given by code or by name. Without a column the unit
//     above is the last one of its tier above in the table.
//   * A unit without a code gets the one that `known` has for it, otherwise one made from its name: "xa-bien-ho". The same
//     names give the same codes, whatever their order; it is told.
// Findings carry the cell. Nothing is given when one of them is blocking.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"
#include "sheet/workbook.h"

namespace thuocdo {

struct UnitsRequest {
  std::vector<Tier> tiers = {};  // keys, names and who consolidates whom; empty: usual_tiers()
  std::string tier = {};         // key, of rows that name none
  std::string sheet = {};        // name; empty: the first with a list of units
  std::vector<Unit> known = {};  // as they stood before, for their codes
};

struct ImportedUnits {
  std::optional<std::vector<Unit>> units;  // in the order of the table; `line` is the row, from 1
  Findings findings;
  std::string sheet;  // where the list was found
};

ImportedUnits import_units(const Workbook& workbook, std::string_view file, const UnitsRequest& request);

// so, trunguong, huyen, xa: communes belong to districts where there are districts.
std::vector<Tier> usual_tiers();

// The units as a table with Vietnamese headings, which import_units reads back.
std::vector<std::vector<std::string>> units_table(const std::vector<Unit>& units);

}  // namespace thuocdo
