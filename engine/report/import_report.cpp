#include "report/import_report.h"

#include "report/json_parts.h"
#include "report/numbers.h"
#include "report/table.h"

namespace thuocdo {

std::string import_text(const ImportReport& report, const Page& page) {
  std::string text;
  if (report.set) {
    Table table({{page.say({"Mã", "Id"})},
                 {page.say({"Tiêu chí", "Criterion"})},
                 {page.say({"Tối đa", "Maximum"}), Align::right},
                 {page.say({"Cách tính", "Rule"})}});
    for (const Criterion& criterion : report.set->criteria) {
      const Style style = criterion.is_group() ? Style::strong : Style::plain;
      const bool judged = criterion.rule() && std::holds_alternative<Judged>(*criterion.rule());
      table.add({{criterion.id, style},
                 {page.say(criterion.name), style},
                 {fixed_text(criterion.maximum, 0, page.language), style},
                 {criterion.rule() ? page.say(kind_label(*criterion.rule())) : std::string(), judged ? Style::caution : Style::plain}});
    }
    table.add_line();
    table.add({"", {page.say({"Tổng", "Total"}), Style::strong}, {fixed_text(report.set->maximum, 0, page.language), Style::strong}, ""});
    text += page.paint(paragraph(page.say(report.set->title), page), Style::strong) + "\n\n" + table.text(page.width, page.color) + "\n";
  }
  text += page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(report.findings, page) + "\n" + findings_text(report.findings, page);
  if (report.written.empty()) {
    text += "\n" + page.say({"Không ghi tệp nào. Hãy sửa bảng rồi nhập lại.", "Nothing was written. Mend the table and import it again."}) + "\n";
    return text;
  }
  text += "\n" + page.say({"Đã ghi:", "Written:"}) + "\n";
  for (const std::string& file : report.written) text += "  " + printable(file) + "\n";
  return text;
}

std::string import_json(const ImportReport& report) {
  Json json;
  json["table"] = report.table;
  json["tier"] = report.tier;
  if (report.set) {
    Json criteria = Json::array();
    for (const Criterion& criterion : report.set->criteria) {
      Json one;
      one["id"] = criterion.id;
      one["number"] = criterion.number;
      one["name"] = json_of(criterion.name);
      one["maximum"] = criterion.maximum.text();
      one["rule"] = criterion.rule() ? Json(kind(*criterion.rule())) : Json(nullptr);
      criteria.push_back(std::move(one));
    }
    json["criteria"] = std::move(criteria);
    json["maximum"] = report.set->maximum.text();
  } else {
    json["criteria"] = Json::array();
    json["maximum"] = nullptr;
  }
  Json rows = Json::array();
  for (const ImportedRow& row : report.rows) {
    Json one;
    one["row"] = row.row + 1;
    one["id"] = row.id;
    one["became"] = json_of(row.words());
    rows.push_back(std::move(one));
  }
  json["rows"] = std::move(rows);
  json["written"] = report.written;
  json["findings"] = json_of(report.findings, true);
  return text_of(json);
}

}  // namespace thuocdo
