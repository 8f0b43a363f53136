#include "report/units_report.h"

#include "report/json_parts.h"
#include "report/table.h"

namespace thuocdo {

std::string units_import_text(const UnitsReport& report, const Page& page) {
  std::string text;
  if (report.units) {
    std::vector<std::pair<std::string, int>> counts;  // in the order of the list
    for (const Unit& unit : *report.units) {
      bool known = false;
      for (auto& [tier, count] : counts) {
        if (tier == unit.tier && ++count) known = true;
      }
      if (!known) counts.emplace_back(unit.tier, 1);
    }
    Table table({{page.say({"Cấp", "Tier"})}, {page.say({"Số đơn vị", "Units"}), Align::right}});
    for (const auto& [tier, count] : counts) table.add({tier, std::to_string(count)});
    table.add_line();
    table.add({{page.say({"Tổng", "Total"}), Style::strong}, {std::to_string(report.units->size()), Style::strong}});
    text += table.text(page.width, page.color) + "\n";
  }
  text += page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(report.findings, page) + "\n" + findings_text(report.findings, page);
  if (report.written.empty()) {
    return text + "\n" + page.say({"Không ghi tệp nào. Hãy sửa danh sách rồi nhập lại.", "Nothing was written. Mend the list and import it again."}) + "\n";
  }
  return text + "\n" + page.say({"Đã ghi: ", "Written: "}) + printable(report.written) + "\n";
}

std::string units_import_json(const UnitsReport& report) {
  Json json;
  json["table"] = report.table;
  Json units = Json::array();
  if (report.units) {
    for (const Unit& unit : *report.units) units.push_back({{"code", unit.code}, {"name", unit.name}, {"tier", unit.tier}, {"parent", unit.parent}});
  }
  json["units"] = std::move(units);
  json["written"] = report.written.empty() ? Json(nullptr) : Json(report.written);
  json["findings"] = json_of(report.findings, true);
  return text_of(json);
}

}  // namespace thuocdo
