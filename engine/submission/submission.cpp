#include "submission/submission.h"

#include <algorithm>

#include "programme/digest.h"

namespace thuocdo {
namespace {

void put(std::string& form, std::string_view name, std::string_view value) {
  form.append(name).append("=");
  for (char c : value) {
    if (c == '\n') {
      form += "\\n";
    } else if (c == '\\') {
      form += "\\\\";
    } else {
      form += c;
    }
  }
  form += '\n';
}

std::string head_of_form(const SubmissionKey& key) {
  std::string form;
  put(form, "thuocdo-submission", "1");
  put(form, "programme", key.programme);
  put(form, "digest", key.digest);
  put(form, "tier", key.tier);
  put(form, "unit", key.unit);
  put(form, "round", key.round);
  return form;
}

std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) {
      text += value[++i] == 'n' ? '\n' : value[i];
    } else {
      text += value[i];
    }
  }
  return text;
}

}  // namespace

std::string canonical_value(const Field& field, const Value& value) {
  const FieldReading reading = read_field(field, value);
  if (reading.absent) return {};
  if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].id;
  if (reading.date) return iso_text(*reading.date);
  if (reading.number) return reading.number->text();
  if (reading.text) return *reading.text;
  if (const auto* error = std::get_if<CellError>(&value)) return "!" + error->text;
  if (const auto* number = std::get_if<Decimal>(&value)) return number->text();
  if (const auto* text = std::get_if<std::string>(&value)) return tidy(*text);
  return {};
}

std::string canonical_form(const SubmissionKey& key, const CriteriaSet& set, const Answers& answers) {
  std::string form = head_of_form(key);
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    if (!criterion.rule()) continue;
    const Answer& answer = answers.by_criterion[i];
    put(form, "criterion", criterion.id);
    if (claims_not_applicable(criterion, answer)) {
      put(form, "na", "yes");
    } else {
      for (const Field& field : criterion.asked_fields()) {
        const Value* value = answer.find(field.name);
        put(form, field.name, value ? canonical_value(field, *value) : std::string());
      }
    }
    put(form, "reason", tidy(answer.reason));
    put(form, "evidence", tidy(answer.evidence));
    put(form, "page", tidy(answer.page));
    // Only where there is one: sheets without the column keep their check code.
    if (const std::string link = tidy(answer.link); !link.empty()) put(form, "link", link);
  }
  return form;
}

std::string canonical_form(const SubmissionKey& key, const std::vector<CanonicalEntry>& entries) {
  std::string form = head_of_form(key);
  const std::string* criterion = nullptr;
  for (const CanonicalEntry& entry : entries) {
    if (criterion == nullptr || *criterion != entry.criterion) put(form, "criterion", entry.criterion);
    criterion = &entry.criterion;
    put(form, entry.name, entry.value);
  }
  return form;
}

std::vector<CanonicalEntry> canonical_entries(std::string_view form) {
  std::vector<CanonicalEntry> entries;
  std::string criterion;
  while (!form.empty()) {
    const std::size_t end = std::min(form.find('\n'), form.size());
    const std::string_view line = form.substr(0, end);
    form.remove_prefix(std::min(end + 1, form.size()));
    const std::size_t sign = line.find('=');
    if (sign == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, sign);
    std::string value = unescaped(line.substr(sign + 1));
    if (name == "criterion") {
      criterion = std::move(value);
    } else if (!criterion.empty()) {
      entries.push_back({criterion, std::string(name), std::move(value)});
    }
  }
  return entries;
}

std::string submission_digest(std::string_view canonical_form) { return sha256_hex(canonical_form); }

std::string check_code(std::string_view submission_digest) {
  static constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string code;
  unsigned buffer = 0;
  int bits = 0;
  for (char c : submission_digest.substr(0, 15)) {  // 15 hex digits: 60 bits
    buffer = (buffer << 4) | static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    bits += 4;
    if (bits < 5) continue;
    bits -= 5;
    if (!code.empty() && code.size() % 5 == 4) code += '-';
    code += signs[(buffer >> bits) & 31];
    buffer &= (1u << bits) - 1;
  }
  return code;
}

}  // namespace thuocdo
