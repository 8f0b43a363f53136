// A small programme with every rule kind, for tests that look at single rules, sheets and files.
#pragma once

#include <stdexcept>
#include <string>

#include "programme/store.h"
#include "sheet/contract.h"
#include "sheet/workbook.h"
#include "support/temp_folder.h"

namespace thuocdo::test {

inline std::string small_programme_xml() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<programme xmlns="urn:thuocdo:definition:1" key="nho" year="2023" round="2023" version="1">
  <title><vi>Chương trình nhỏ</vi><en>Small programme</en></title>
  <province><vi>Tỉnh Thử</vi><en>Test province</en></province>
  <authority><vi>Sở Thử</vi><en>Test department</en></authority>
  <basis number="1/QĐ-UBND" date="2023-05-05"><vi>Quyết định thử</vi><en>Test decision</en></basis>
  <rounding criterion="2" total="2"/>
  <late policy="ranked-last"/>
  <not-applicable policy="remove"/>
  <tiers>
    <tier key="xa" criteria="xa.xml" before="2024-01-15" survey-from="2023-01-01" survey-to="2023-12-31"><vi>Xã</vi><en>Communes</en></tier>
  </tiers>
</programme>
)";
}

inline std::string small_criteria_xml() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<criteria xmlns="urn:thuocdo:definition:1" tier="xa">
  <title><vi>Bộ tiêu chí thử</vi><en>Test criteria</en></title>
  <group id="1" number="I" maximum="32">
    <name><vi>Nhóm một</vi><en>Group one</en></name>
    <criterion id="1.1" number="1" maximum="2" provenance="drafted" not-applicable="allowed"><name><vi>Có hay không</vi><en>Yes or no</en></name><yes-no yes="2"/></criterion>
    <criterion id="1.2" number="2" maximum="10" provenance="drafted"><name><vi>Mức</vi><en>Level</en></name>
      <choice><level id="tot" points="10"><vi>Bí thư là Trưởng ban</vi><en>Secretary heads</en></level><level id="nua" points="5"><vi>Phó Bí thư là Trưởng ban</vi><en>Deputy heads</en></level><level id="chua" points="0"><vi>Chưa có</vi><en>None</en></level></choice></criterion>
    <criterion id="1.3" number="3" maximum="20" provenance="published" source="DTI huyện"><name><vi>Số cuộc họp</vi><en>Meetings</en></name>
      <steps><unit><vi>cuộc họp</vi><en>meetings</en></unit><step at="4" points="20"/><step at="3" points="15"/><step at="2" points="10"/><step at="1" points="5"/></steps></criterion>
  </group>
  <group id="2" number="II">
    <name><vi>Nhóm hai</vi><en>Group two</en></name>
    <criterion id="2.1" number="4" maximum="5" provenance="drafted"><name><vi>Ứng dụng</vi><en>Applications</en></name><count each="0.75"><unit><vi>ứng dụng</vi><en>applications</en></unit></count></criterion>
    <criterion id="2.2" number="5" maximum="10" provenance="drafted"><name><vi>Tỷ lệ</vi><en>Share</en></name><ratio><a><vi>Số đạt</vi><en>Met</en></a><b><vi>Tổng số</vi><en>All</en></b></ratio></criterion>
    <criterion id="2.3" number="6" maximum="3" provenance="drafted"><name><vi>Nội dung</vi><en>Items</en></name>
      <items><item id="day-du" points="1"><vi>Xác định đầy đủ</vi><en>Complete</en></item><item id="so-lop" points="0.5" counted="yes" cap="2"><vi>Số lớp tập huấn</vi><en>Courses</en></item></items></criterion>
    <criterion id="2.4" number="7" maximum="5" provenance="drafted"><name><vi>Chấm</vi><en>Judged</en></name><judged step="0.5"/></criterion>
    <criterion id="2.5" number="8" maximum="0" provenance="drafted" evidence="none" reason="none"><name><vi>Dân số</vi><en>Population</en></name><information numeric="yes"><unit><vi>người</vi><en>people</en></unit></information></criterion>
  </group>
</criteria>
)";
}

inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

// A templates folder with the programme "nho": one tier "xa", units x-1 and x-2. With districts (the same criteria): h-1 has x-1
// and x-2, h-2 has x-3. `more_units`: further rows of units.csv.
class SmallProgramme {
 public:
  explicit SmallProgramme(bool districts = false, const std::string& more_units = {}) : store_(folder_.path()) {
    std::string programme = small_programme_xml();
    std::string units = "x-1,Xã Một,xa,,\nx-2,\"Xã Hai, mới\",xa,,yes\n";
    if (districts) {
      programme = replaced(programme, "<tier key=\"xa\" criteria=\"xa.xml\"",
                           "<tier key=\"huyen\" criteria=\"huyen.xml\" before=\"2024-01-15\" survey-from=\"2023-01-01\" survey-to=\"2023-12-31\"><vi>Huyện</vi><en>Districts</en></tier>"
                           "<tier key=\"xa\" consolidated-by=\"huyen\" criteria=\"xa.xml\"");
      folder_.write("nho/huyen.xml", replaced(small_criteria_xml(), "tier=\"xa\"", "tier=\"huyen\""));
      units = "h-1,Huyện Một,huyen,,\nh-2,Huyện Hai,huyen,,\nx-1,Xã Một,xa,h-1,\nx-2,\"Xã Hai, mới\",xa,h-1,yes\nx-3,Xã Ba,xa,h-2,\n";
    }
    folder_.write("nho/programme.xml", programme);
    folder_.write("nho/xa.xml", small_criteria_xml());
    folder_.write("nho/units.csv", "code,name,tier,parent,placeholder\n" + units + more_units);
    programme_ = store_.find("nho", &findings_);
    if (!programme_) throw std::runtime_error(findings_.empty() ? "no programme" : findings_[0].line(Language::english));
  }
  const Programme& programme() const { return *programme_; }
  const Tier& tier() const { return *programme_->tier("xa"); }
  const CriteriaSet& set() const { return tier().set; }
  const Criterion& criterion(std::string_view id) const { return *set().find(id); }
  ProgrammeStore& store() { return store_; }
  const std::filesystem::path& folder() const { return folder_.path(); }  // for a store of one's own
  const Findings& findings() const { return findings_; }

 private:
  TempFolder folder_;
  ProgrammeStore store_;
  Findings findings_;
  std::shared_ptr<const Programme> programme_;
};

// A full set of answers without any finding that blocks: 1.1 co, …; total 45.33 of 55.
inline Answers good_answers(const CriteriaSet& set) {
  Answers answers(set);
  const auto at = [&](std::string_view id) -> Answer& {
    Answer& answer = answers[set.index(id)];
    answer.reason = "Lý do";
    answer.evidence = "Số 1/KH-UBND ngày 01/02/2023";
    answer.page = "Trang 1";
    return answer;
  };
  at("1.1").set("value", "Có");
  at("1.2").set("value", "tot");
  at("1.3").set("value", Decimal(3));
  at("2.1").set("value", Decimal(7));
  at("2.2").set("a", Decimal(7));
  at("2.2").set("b", Decimal(12));
  at("2.3").set("item:day-du", "Có");
  at("2.3").set("item:so-lop", Decimal(5));
  at("2.4").set("value", *Decimal::parse_plain("4.5"));
  at("2.5").set("value", Decimal(3021));
  return answers;
}

// A workbook after the contract, as the extension would build and compute it.
inline Workbook workbook_of(const Programme& programme, const Tier& tier, std::string_view unit, const Answers& answers,
                            const std::vector<Decimal>& points, bool formulas = true) {
  Workbook workbook;
  workbook.properties = {{std::string(property::programme), programme.key},
                         {std::string(property::digest), programme.digest},
                         {std::string(property::tier), tier.key},
                         {std::string(property::unit), std::string(unit)},
                         {std::string(property::round), programme.round},
                         {std::string(property::template_version), std::string(template_version)}};
  workbook.sheets.push_back({std::string(cover_sheet_name), {}});
  SheetCells table{std::string(table_sheet_name), {}};
  const auto put = [&](int row, Column column, Value value, bool formula = false) {
    table.put(row, static_cast<int>(column), Cell{std::move(value), {}, formula, false});
  };
  for (int c = 0; c < column_count; ++c) {
    put(2, static_cast<Column>(c), std::string(column_key(static_cast<Column>(c))));
    put(3, static_cast<Column>(c), column_title(static_cast<Column>(c)).vi);
  }
  int row = 4;
  for (const TableRow& entry : table_rows(tier.set)) {
    const std::size_t index = static_cast<std::size_t>(entry.criterion);
    const Criterion& criterion = tier.set.criteria[index];
    const Answer& answer = answers.by_criterion[index];
    put(row, Column::id, entry.id);
    if (entry.kind != RowKind::item) {
      put(row, Column::maximum, criterion.maximum);
      put(row, Column::points, points[index], formulas);
    }
    if (entry.kind == RowKind::criterion) {
      put(row, Column::reason, answer.reason);
      put(row, Column::evidence, answer.evidence);
      put(row, Column::page, answer.page);
      put(row, Column::link, answer.link);
    }
    if (const Value* value = entry.value_field.empty() ? nullptr : answer.find(entry.value_field)) put(row, Column::value, *value);
    if (const Value* value = entry.base_field.empty() ? nullptr : answer.find(entry.base_field)) put(row, Column::base, *value);
    ++row;
  }
  workbook.sheets.push_back(std::move(table));
  return workbook;
}

}  // namespace thuocdo::test
