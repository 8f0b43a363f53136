// Lists of units as offices keep them: in any columns, by name or by code.
#include "sheet/units_import.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "programme/definition_writer.h"
#include "report/table_output.h"
#include "sheet/table_file.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using Strings = std::vector<std::string>;

ImportedUnits import(std::string_view csv, UnitsRequest request = {}) {
  const ReadWorkbook read = read_table(csv, "donvi.csv");
  if (!read.workbook) return {std::nullopt, read.findings, {}};
  return import_units(*read.workbook, "donvi.csv", request);
}

Strings told(const ImportedUnits& imported, Severity least = Severity::warning) {
  Strings list;
  for (const Finding& finding : imported.findings) {
    if (finding.severity >= least) list.push_back(std::string(finding.code_text()) + "@" + finding.place.cell);
  }
  return list;
}

std::string listed(const ImportedUnits& imported) {
  if (!imported.units) return "nothing: " + (imported.findings.empty() ? std::string() : imported.findings[0].line(Language::english));
  std::string text;
  for (const Unit& unit : *imported.units) text += unit.code + (unit.parent.empty() ? "" : "<" + unit.parent) + ":" + unit.tier + " ";
  return text;
}

TEST(UnitsImport, VietnameseHeadingsInAnyOrder) {
  const auto imported = import(
      "UBND TỈNH\n"
      "DANH SÁCH ĐƠN VỊ\n"
      "\n"
      "TT,Tên đơn vị,Loại,Đơn vị cấp trên,Mã đơn vị,Có hiệu lực từ,Hiệu lực đến,Sáp nhập vào,Không đánh giá vì\n"
      "1,Sở Tài chính,Sở,UBND tỉnh,so-tc,,,,\n"
      "2,Huyện Chư Prông,cấp huyện,,h-cp,01/01/1990,,,\n"
      "3,Xã Ia Drăng,xã,Huyện Chư Prông,x-1,,30/06/2025,Xã Ia Boòng,\n"
      "4,Phường Hội Phú,Phường,h-cp,x-2,2025-07-01,,,\n"
      "5,Xã Ia Boòng,XÃ,chư prông,x-3,,,,\n"
      "6,Bộ Chỉ huy Quân sự,trung ương,,tw-1,,,,Lực lượng vũ trang\n"
      ",Tổng cộng: 6 đơn vị,,,,,,,\n");
  EXPECT_EQ(listed(imported), "so-tc:so h-cp:huyen x-1<h-cp:xa x-2<h-cp:xa x-3<h-cp:xa tw-1:trunguong ");
  EXPECT_EQ(told(imported, Severity::note), (Strings{"table-row-ignored@A11"}));
  ASSERT_TRUE(imported.units);
  const Unit& merged = (*imported.units)[2];
  EXPECT_EQ(merged.merged_into, "x-3");
  EXPECT_EQ(iso_text(*merged.valid_to), "2025-06-30");
  EXPECT_EQ((*imported.units)[5].excluded, "Lực lượng vũ trang");
}

TEST(UnitsImport, CodesAreMadeFromNamesWhateverTheOrder) {
  const std::string head = "STT,Tên đơn vị,Huyện\n";
  const std::string rows[] = {"1,Huyện Đak Pơ,\n", "2,Huyện Kbang,\n", "3,Xã Tân An,Huyện Đak Pơ\n", "4,Xã Tân An,Huyện Kbang\n", "5,Thị trấn Kbang,Kbang\n", "6,Xã Hà Tam,Đak Pơ\n"};
  const auto imported = import(head + rows[0] + rows[1] + rows[2] + rows[3] + rows[4] + rows[5]);
  EXPECT_EQ(listed(imported), "huyen-dak-po:huyen huyen-kbang:huyen xa-tan-an-dak-po<huyen-dak-po:xa xa-tan-an-kbang<huyen-kbang:xa xa-kbang<huyen-kbang:xa xa-ha-tam<huyen-dak-po:xa ");
  EXPECT_EQ(told(imported, Severity::note), (Strings{"unit-codes-made@A2"}));
  const auto turned = import(head + rows[5] + rows[4] + rows[3] + rows[2] + rows[1] + rows[0]);
  ASSERT_TRUE(turned.units) << listed(turned);
  std::vector<std::string> one, other;
  for (const Unit& unit : *imported.units) one.push_back(unit.code + unit.name + unit.parent);
  for (const Unit& unit : *turned.units) other.push_back(unit.code + unit.name + unit.parent);
  std::sort(one.begin(), one.end());
  std::sort(other.begin(), other.end());
  EXPECT_EQ(one, other);
  // A unit that is known keeps its code.
  UnitsRequest request;
  request.known = {{"x-77", "Xã Hà Tam", "xa", "h-1", false}};
  EXPECT_NE(listed(import(head + rows[0] + rows[5], request)).find("x-77<huyen-dak-po"), std::string::npos);
}

TEST(UnitsImport, HeadingRowsAndPositionSayWhatAUnitIs) {
  const auto imported = import(
      "STT,Tên đơn vị\n"
      "I,\"CÁC SỞ, BAN, NGÀNH\"\n"
      "1,Sở Nội vụ\n"
      "2,Trường Chính trị tỉnh\n"
      "II,UBND CÁC HUYỆN\n"
      "1,Huyện Ia Pa\n"
      ",Xã Pờ Tó\n"
      ",Xã Ia Trok\n"
      "2,Thị xã Ayun Pa\n"
      ",Phường Đoàn Kết\n");
  EXPECT_EQ(listed(imported),
            "so-noi-vu:so so-truong-chinh-tri-tinh:so huyen-ia-pa:huyen xa-po-to<huyen-ia-pa:xa xa-ia-trok<huyen-ia-pa:xa huyen-ayun-pa:huyen xa-doan-ket<huyen-ayun-pa:xa ");
  // Without districts communes stand alone.
  EXPECT_EQ(listed(import("STT,Tên đơn vị\n1,Xã Pờ Tó\n2,Đặc khu Lý Sơn\n")), "xa-po-to:xa xa-ly-son:xa ");
  UnitsRequest request;
  request.tier = "trunguong";
  EXPECT_EQ(listed(import("STT,Tên đơn vị\n1,Cục Thuế tỉnh\n", request)), "trunguong-cuc-thue-tinh:trunguong ");
}

TEST(UnitsImport, TiersAreThoseOfTheProgramme) {
  test::SmallProgramme small;
  UnitsRequest request;
  request.tiers = small.programme().tiers;
  EXPECT_EQ(told(import("Mã,Tên đơn vị,Cấp\nh-1,Huyện Một,huyện\n", request)), (Strings{"tier-unknown@C2"}));
  EXPECT_EQ(listed(import("Mã,Tên đơn vị,Cấp\nx-9,Một,Phường\n", request)), "x-9:xa ");
}

TEST(UnitsImport, WhatIsWrongIsToldWithItsCell) {
  const auto blocked = [](const std::string& csv) {
    const auto imported = import(csv);
    EXPECT_FALSE(imported.units) << csv;
    return told(imported, Severity::blocking);
  };
  const std::string head = "Mã,Tên đơn vị,Cấp,Trực thuộc,Hiệu lực đến,Sáp nhập vào\n";
  const std::string district = "h-1,Huyện Một,huyen,,,\n";
  EXPECT_EQ(blocked("a,b\n1,2\n"), (Strings{"units-header-missing@"}));
  EXPECT_EQ(blocked(head), (Strings{"units-none@A1"}));
  EXPECT_EQ(blocked(head + district + "h-1,Huyện Hai,huyen,,,\n"), (Strings{"table-id-repeated@A3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã Một,làng,h-1,,\n"), (Strings{"tier-unknown@C3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã Một,xa,,,\n"), (Strings{"unit-parent-missing@D3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã Một,xa,h-9,,\n"), (Strings{"unit-parent-unknown@D3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã Một,xa,h-1,,\nx-2,Xã Hai,xa,x-1,,\n"), (Strings{"unit-parent-unknown@D4"}));
  EXPECT_EQ(blocked(head + district + "x-1,,xa,h-1,,\n"), (Strings{"unit-name-missing@B3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã Một,xa,h-1,31/02/2025,\n"), (Strings{"value-invalid@E3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã Một,xa,h-1,,h-1\n"), (Strings{"unit-merger-undated@E3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã Một,xa,h-1,30/06/2025,Xã Hai\n"), (Strings{"unit-merger-unknown@F3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã A,xa,h-1,30/06/2025,x-2\nx-2,Xã B,xa,h-1,30/06/2025,x-1\n"), (Strings{"unit-merger-circular@F3"}));
  EXPECT_EQ(blocked(head + district + "x-1,Xã A,xa,h-1,,\nx-2,Xã A,xa,h-1,,\nx-3,Xã C,xa,h-1,30/06/2025,Xã A\n"), (Strings{"unit-name-ambiguous@F5"}));
  const auto circle = blocked(head + "h-1,Huyện Một,huyen,x-1,,\nx-1,Xã Một,xa,h-1,,\n");
  EXPECT_EQ(std::count(circle.begin(), circle.end(), "unit-parent-circular@D2"), 1);
  EXPECT_EQ(told(import("Mã,Tên đơn vị\nĐơn vị 01,Sở Nội vụ\n"), Severity::note), (Strings{"unit-codes-rewritten@A2"}));
}

TEST(UnitsImport, AnExportGivesTheSameList) {
  ProgrammeStore store(std::filesystem::path(THUOCDO_SOURCE_DIR) / "templates");
  for (const std::string& key : store.keys()) {
    const auto programme = store.find(key);
    ASSERT_TRUE(programme);
    UnitsRequest request;
    request.tiers = programme->tiers;
    for (const char* name : {"donvi.csv", "donvi.ods"}) {
      const auto imported = import(table_file_bytes(name, units_table(programme->units), "Đơn vị", {}), request);
      ASSERT_TRUE(imported.units) << key << " " << listed(imported);
      EXPECT_EQ(units_csv(*imported.units), units_csv(programme->units)) << key << " " << name;
    }
  }
}

TEST(UnitsImport, AWholeCountry) {
  std::string csv = "STT,Tên đơn vị,Cấp,Trực thuộc\n";
  for (int district = 1; district <= 34; ++district) csv += ",Huyện Số " + std::to_string(district) + ",huyện,\n";
  for (int commune = 1; commune <= 3321; ++commune) csv += ",Xã Số " + std::to_string(commune) + ",xã,Huyện Số " + std::to_string(commune % 34 + 1) + "\n";
  const auto imported = import(csv);
  ASSERT_TRUE(imported.units) << listed(imported);
  EXPECT_EQ(imported.units->size(), 3355u);
}

}  // namespace
}  // namespace thuocdo
