#include "report/collection_report.h"

#include <algorithm>

#include "report/csv.h"
#include "report/json_parts.h"
#include "report/ranking_report.h"
#include "report/table.h"
#include "scoring/figures.h"
#include "submission/submission.h"
#include "version.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_names = 30;  // of units without a sheet, in one paragraph

// What people read: the text of a choice, a number with a decimal comma, a date as written here.
std::string shown_value(const Field& field, const Value& value) {
  const FieldReading reading = read_field(field, value);
  if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].text.vi;
  if (reading.date) return date_text(*reading.date, Language::vietnamese);
  if (reading.number) return reading.number->text(Notation::vietnamese);
  return canonical_value(field, value);
}

void add_unit(const CriteriaSet& set, const std::string& tier, const CollectedUnit& unit, std::string& text) {
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    if (!asks_for_figures(criterion)) continue;
    const Answer& answer = unit.answers.by_criterion[i];
    const bool not_applicable = claims_not_applicable(criterion, answer);
    for (const Field& field : criterion.asked_fields()) {
      const Value* value = answer.find(field.name);
      std::string plain = not_applicable ? "na" : value != nullptr ? canonical_value(field, *value) : "";
      std::string shown = not_applicable ? "Không áp dụng" : value != nullptr ? shown_value(field, *value) : "";  // Vietnamese: as in the answer cell
      text += csv_record({tier, unit.unit->code, unit.unit->name, criterion.id, criterion.number, criterion.name.vi,
                          field.name, field.label.vi, std::move(plain), std::move(shown), answer.reason,
                          answer.evidence, answer.page, answer.link});
    }
  }
}

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

std::string missing_text(const CollectedTier& tier, const Page& page) {
  std::string text;
  std::vector<std::string> names;
  std::size_t absent = 0;
  for (const UnrankedUnit& unit : tier.missing) {
    if (unit.reason != UnrankedReason::absent) {
      text += paragraph(page.say(unranked_label(unit.reason)) + ": " + unit.unit->name + " (" + joined(unit.files) + ")",
                        page, 2) +
              "\n";
      continue;
    }
    ++absent;
    if (!unit.unit->placeholder && names.size() < most_names) names.push_back(unit.unit->name);
  }
  if (absent == 0) return text;
  std::string line = page.say({"Chưa nộp (", "Not submitted ("}) + std::to_string(absent) + ")";
  if (!names.empty()) line += ": " + joined(names);
  if (names.size() < absent) {
    const std::string more = std::to_string(absent - names.size());
    line += names.empty() ? page.say({"; xem findings.csv", "; see findings.csv"})
                          : page.say({" … và " + more + " đơn vị khác", " … and " + more + " more"});
  }
  return text + paragraph(line, page, 2) + "\n";
}

std::string received_table(const CollectedTier& tier, const Findings& findings, const Page& page) {
  Table table({{page.say({"Đơn vị", "Unit"})},
               {page.say({"Đã điền", "Filled in"}), Align::right},
               {page.say({"Cần sửa", "To correct"}), Align::right}});
  for (const CollectedUnit& unit : tier.received) {
    const auto wrong = std::count_if(findings.begin(), findings.end(), [&](const Finding& found) {
      return found.severity == Severity::blocking && found.place.file == unit.file;
    });
    const Style style = wrong > 0 ? Style::bad : Style::plain;
    table.add({unit.unit->name, std::to_string(unit.answered) + "/" + std::to_string(unit.asked),
               {std::to_string(wrong), style}});
  }
  return table.text(page.width, page.color);
}

}  // namespace

std::string data_csv(const Collection& result) {
  std::string text(csv_start);
  text += csv_record({"tier", "unit", "name", "criterion", "number", "criterion_name", "field", "label", "value", "text",
                      "note", "evidence", "page", "link"});
  for (const CollectedTier& tier : result.tiers) {
    for (const CollectedUnit& unit : tier.received) add_unit(tier.tier->set, tier.tier->key, unit, text);
  }
  return text;
}

std::string collection_json(const Collection& result) {
  Json json;
  json["engine"] = version;
  json["programme"] = result.programme->key;
  json["digest"] = result.programme->digest;
  json["units_digest"] = result.programme->units_digest;
  json["round"] = result.round->key;
  json["assessed"] = false;
  json["before"] = iso_text(result.round->before);
  json["files"] = result.files;
  json["tiers"] = Json::array();
  for (const CollectedTier& tier : result.tiers) {
    Json one;
    one["key"] = tier.tier->key;
    one["name"] = json_of(tier.tier->name);
    one["received"] = Json::array();
    for (const CollectedUnit& unit : tier.received) {
      one["received"].push_back({{"unit", unit.unit->code},
                                 {"name", unit.unit->name},
                                 {"answered", unit.answered},
                                 {"asked", unit.asked},
                                 {"check_code", unit.check_code},
                                 {"file", unit.file}});
    }
    one["missing"] = Json::array();
    for (const UnrankedUnit& unit : tier.missing) {
      one["missing"].push_back({{"unit", unit.unit->code},
                                {"name", unit.unit->name},
                                {"reason", unranked_text(unit.reason)},
                                {"files", unit.files}});
    }
    json["tiers"].push_back(std::move(one));
  }
  json["refused_files"] = result.refused_files;
  json["findings"] = json_of(result.findings, true);
  return text_of(json);
}

std::vector<MadeFile> collection_files(const Collection& result) {
  return {{"data.csv", [&result](const ByteSink& sink) { sink(data_csv(result)); }},
          {"findings.csv", [&result](const ByteSink& sink) { sink(findings_csv(result.findings)); }},
          {"result.json", [&result](const ByteSink& sink) { sink(collection_json(result)); }}};
}

std::string collection_text(const Collection& result, const Page& page) {
  const Programme& programme = *result.programme;
  std::string text = page.paint(paragraph(page.say(programme.title), page), Style::strong) + "\n";
  text += paragraph(page.say(result.round->name) + page.say({", không đánh giá", ", without assessment"}) + " · " +
                        page.say({"nộp trước ngày ", "due before "}) + date_text(result.round->before, page.language) +
                        " · " + std::to_string(result.files) + page.say({" tệp", " files"}),
                    page) +
          "\n";
  for (const CollectedTier& tier : result.tiers) {
    text += "\n" + page.paint(page.say(tier.tier->name), Style::strong) + " · " +
            std::to_string(tier.received.size()) + "/" + std::to_string(tier.received.size() + tier.missing.size()) +
            page.say({" đơn vị đã gửi số liệu", " units have sent figures"}) + "\n";
    if (!tier.received.empty()) {
      text += "\n" + received_table(tier, result.findings, page);
      if (!tier.missing.empty()) text += "\n";
    }
    text += missing_text(tier, page);
  }
  if (!result.refused_files.empty()) {
    text += "\n" + paragraph(page.say({"Tệp bị từ chối: ", "Refused files: "}) + joined(result.refused_files), page, 2) + "\n";
  }
  text += findings_of_result(result.findings, page);
  return text;
}

}  // namespace thuocdo
