#include "report/json_parts.h"
#include "report/sheet_report.h"

namespace thuocdo {
namespace {

const std::string& unit_code(const AssessedSheet& sheet) {
  return sheet.unit != nullptr ? sheet.unit->code : sheet.identity.unit;
}

Json head_of(const AssessedSheet& sheet, bool with_file) {
  Json json;
  if (with_file) json["file"] = sheet.file;
  json["programme"] = sheet.programme ? sheet.programme->key : sheet.identity.programme;
  json["digest"] = sheet.programme ? sheet.programme->digest : sheet.identity.digest;
  json["tier"] = sheet.tier != nullptr ? sheet.tier->key : sheet.identity.tier;
  json["unit"] = unit_code(sheet);
  if (sheet.without_assessment != nullptr) {
    json["round"] = sheet.without_assessment->key;
    json["assessed"] = false;
  }
  return json;
}

Json result_of(const AssessedSheet& sheet, std::size_t index) {
  const Criterion& criterion = sheet.tier->set.criteria[index];
  const CriterionResult& result = sheet.card.results[index];
  Json json;
  json["id"] = criterion.id;
  json["points"] = result.points.text();
  json["maximum"] = result.maximum.text();
  json["state"] = state_text(result.state);
  if (criterion.role != Role::counted) json["role"] = role_text(criterion.role);
  if (const Band* level = level_of(criterion, result.points); level && result.state != State::missing) json["level"] = level->id;
  // The sum of many fractions need not be one that can be written down.
  if (!criterion.is_group() || !result.unrounded.overflowed()) json["unrounded"] = result.unrounded.text();
  json["why"] = json_of(why(*sheet.programme, criterion, sheet.answers->by_criterion[index], result));
  return json;
}

Json score_of(const AssessedSheet& sheet, bool with_file) {
  Json json = head_of(sheet, with_file);
  Json criteria = Json::array();
  if (sheet.usable() && sheet.without_assessment == nullptr) {
    json["total"] = sheet.card.total.text();
    json["maximum"] = sheet.card.maximum.text();
    json["published"] = sheet.card.published.text();
    for (std::size_t i = 0; i < sheet.card.results.size(); ++i) {
      // Groups are sums: with them in the list the points would not add up to the total.
      if (!sheet.tier->set.criteria[i].is_group()) criteria.push_back(result_of(sheet, i));
    }
  } else {
    json["total"] = nullptr;
    json["maximum"] = nullptr;
    json["published"] = nullptr;
  }
  json["criteria"] = std::move(criteria);
  json["findings"] = json_of(sheet.findings, false);
  return json;
}

Json check_of(const AssessedSheet& sheet, bool with_file) {
  Json json = head_of(sheet, with_file);
  json["refused"] = !sheet.usable();
  json["answered"] = sheet.card.answered;
  json["asked"] = sheet.card.asked;
  json["findings"] = json_of(sheet.findings, false);
  return json;
}

Json listed(const std::vector<AssessedSheet>& sheets, Json (*one)(const AssessedSheet&, bool)) {
  Json list = Json::array();
  for (const AssessedSheet& sheet : sheets) list.push_back(one(sheet, true));
  return {{"sheets", std::move(list)}};
}

std::string value_text(const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return number->text();
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* error = std::get_if<CellError>(&value)) return error->text;
  return {};
}

}  // namespace

std::string score_json(const AssessedSheet& sheet) { return text_of(score_of(sheet, false)); }
std::string score_json(const std::vector<AssessedSheet>& sheets) { return text_of(listed(sheets, score_of)); }
std::string check_json(const AssessedSheet& sheet) { return text_of(check_of(sheet, false)); }
std::string check_json(const std::vector<AssessedSheet>& sheets) { return text_of(listed(sheets, check_of)); }

std::string explain_json(const AssessedSheet& sheet, int index) {
  Json json = head_of(sheet, false);
  Json findings = Json::array();
  if (!sheet.usable() || index < 0 || sheet.without_assessment != nullptr) {
    json["criterion"] = nullptr;
    findings = json_of(sheet.findings, false);
  } else {
    const auto at = static_cast<std::size_t>(index);
    const Criterion& criterion = sheet.tier->set.criteria[at];
    const Answer& answer = sheet.answers->by_criterion[at];
    Json one = result_of(sheet, at);
    one["number"] = criterion.number;
    one["name"] = json_of(criterion.name);
    one["provenance"] = provenance_text(criterion.provenance);
    one["source"] = criterion.source;
    Json answers = Json::array();
    if (!criterion.is_group()) {
      one["kind"] = kind(*criterion.rule());
      one["rule"] = json_of(rule_words(criterion));
      for (const Field& field : criterion.fields()) {
        const Value* value = answer.find(field.name);
        const AnswerCell* cell = sheet.cell(index, field.name);
        Json entry;
        entry["field"] = field.name;
        entry["label"] = json_of(field.label);
        entry["value"] = value != nullptr ? value_text(*value) : std::string();
        entry["sheet"] = cell != nullptr ? cell->sheet : std::string();
        entry["cell"] = cell != nullptr ? cell_name(cell->row, cell->column) : std::string();
        for (const SuppliedValue& given : answer.supplied) {
          if (given.field == field.name) entry["supplied"] = {{"value", value_text(given.value)}, {"source", given.source}};
        }
        answers.push_back(std::move(entry));
      }
    }
    one["answers"] = std::move(answers);
    one["reason"] = answer.reason;
    one["evidence"] = answer.evidence;
    one["page"] = answer.page;
    one["link"] = answer.link;
    json["criterion"] = std::move(one);
    for (const Finding& finding : sheet.findings) {
      if (finding.criterion == criterion.id) findings.push_back(json_of(finding, false));
    }
  }
  json["findings"] = std::move(findings);
  return text_of(json);
}

}  // namespace thuocdo
