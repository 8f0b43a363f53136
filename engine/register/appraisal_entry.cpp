#include "register/appraisal_entry.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "register/receipt_columns.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view field_prefix = "field:";

std::string member(const Json& json, std::string_view name) {
  const auto found = json.find(std::string(name));
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_number(FieldType type) { return type == FieldType::count || type == FieldType::number || type == FieldType::points; }

}  // namespace

const std::vector<std::string_view>& appraisal_columns() {
  static const std::vector<std::string_view> columns = {"number", "receipt", "stage", "criterion", "kind", "follows", "content", "who", "at"};
  return columns;
}

std::string appraisal_column_list() {
  std::string list;
  for (const std::string_view column : appraisal_columns()) list += (list.empty() ? "" : ", ") + std::string(column);
  return list;
}

std::vector<std::string> columns_of(const AppraisalEntry& entry) {
  std::vector<std::string> texts = {std::to_string(entry.number), std::to_string(entry.receipt), entry.stage, entry.criterion, entry.kind,
                                    entry.follows, entry.content, entry.who, entry.at};
  for (std::string& text : texts) text = database_text(text);
  return texts;
}

AppraisalEntry appraisal_entry_of(const Row& row) {
  return {row.number(0), row.number(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7), row.text(8)};
}

std::string content_of(const Criterion& criterion, const CriterionAppraisal& appraisal) {
  std::vector<std::string> names = {"verdict"};
  std::vector<std::string> texts = {std::string(verdict_text(appraisal.verdict))};
  const auto add = [&](std::string name, std::string text) {
    if (text.empty()) return;
    names.push_back(std::move(name));
    texts.push_back(database_text(text));
  };
  add("not-applicable", appraisal.not_applicable ? "yes" : "");
  for (const Field& field : criterion.fields()) {
    if (const Value* value = appraisal.find(field.name)) add(std::string(field_prefix) + field.name, canonical_value(field, *value));
  }
  add("basis", appraisal.basis ? std::string(basis_text(*appraisal.basis)) : "");
  add("comment", appraisal.comment);
  add("question", appraisal.question);
  add("internal", appraisal.internal);
  add("appraiser", appraisal.appraiser);
  return columns_json({names.begin(), names.end()}, texts);
}

std::optional<CriterionAppraisal> decision_of(const Criterion& criterion, std::string_view content) {
  const Json json = Json::parse(content, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto verdict = appraisal_verdict(member(json, "verdict"));
  if (!verdict) return std::nullopt;
  CriterionAppraisal appraisal;
  appraisal.verdict = *verdict;
  appraisal.not_applicable = member(json, "not-applicable") == "yes";
  for (const Field& field : criterion.fields()) {
    const std::string text = member(json, std::string(field_prefix) + field.name);
    if (text.empty()) continue;
    const auto number = is_number(field.type) ? Decimal::parse_plain(text) : std::nullopt;
    appraisal.set(field.name, number ? Value(*number) : Value(text));
  }
  appraisal.basis = appraisal_basis(member(json, "basis"));
  appraisal.comment = member(json, "comment");
  appraisal.question = member(json, "question");
  appraisal.internal = member(json, "internal");
  appraisal.appraiser = member(json, "appraiser");
  return appraisal;
}

std::string content_of(const UnitExplanation& explanation) {
  return columns_json({"text", "evidence"}, {database_text(explanation.text), database_text(explanation.evidence)});
}

std::optional<UnitExplanation> explanation_of(std::string_view content) {
  const Json json = Json::parse(content, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return UnitExplanation{member(json, "text"), member(json, "evidence")};
}

std::string content_member(std::string_view content, std::string_view name) {
  const Json json = Json::parse(content, nullptr, false);
  return json.is_object() ? member(json, name) : std::string();
}

std::vector<std::int64_t> entry_numbers(std::string_view text) {
  std::vector<std::int64_t> numbers;
  std::int64_t number = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char sign = i < text.size() ? text[i] : ' ';
    if (sign >= '0' && sign <= '9' && number < 100000000000000) {
      number = number * 10 + (sign - '0');
    } else {
      if (number > 0) numbers.push_back(number);
      number = 0;
    }
  }
  return numbers;
}

std::string entry_text(const std::vector<std::int64_t>& numbers) {
  std::string text;
  for (const std::int64_t number : numbers) text += (text.empty() ? "" : " ") + std::to_string(number);
  return text;
}

}  // namespace thuocdo
