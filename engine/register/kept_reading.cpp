#include "register/kept_reading.h"

#include <algorithm>
#include <array>

#include "register/receipt_columns.h"
#include "scoring/figures.h"
#include "version.h"

namespace thuocdo {
namespace {

constexpr std::string_view format = "thuocdo-reading 1";

// Whose sheet it is, in a fixed order.
constexpr std::array identity_parts = {&SheetIdentity::programme, &SheetIdentity::digest, &SheetIdentity::tier, &SheetIdentity::unit, &SheetIdentity::round,
                                       &SheetIdentity::template_version, &SheetIdentity::submitted, &SheetIdentity::submission_digest, &SheetIdentity::check_code,
                                       &SheetIdentity::replaces_digest, &SheetIdentity::replaces_code, &SheetIdentity::part};
constexpr std::array answer_texts = {&Answer::reason, &Answer::evidence, &Answer::page, &Answer::link};

class Writing {
 public:
  void put_text(std::string_view text) {
    put_number(text.size());
    bytes_ += text;
  }
  // Seven bits at a time, the lowest first.
  void put_number(std::size_t number) {
    for (; number >= 0x80; number >>= 7) bytes_ += static_cast<char>((number & 0x7F) | 0x80);
    bytes_ += static_cast<char>(number);
  }
  void put_value(const Value& value) {
    put_number(value.index());
    if (const auto* number = std::get_if<Decimal>(&value)) put_text(number->text());
    if (const auto* text = std::get_if<std::string>(&value)) put_text(*text);
    if (const auto* error = std::get_if<CellError>(&value)) put_text(error->text);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// After the first thing that cannot be, everything is empty.
class Taking {
 public:
  explicit Taking(std::string_view bytes) : rest_(bytes) {}
  std::size_t number() {
    std::size_t number = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= static_cast<std::size_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
    return fail();
  }
  std::string_view text() {
    const std::size_t size = number();
    if (size > rest_.size()) fail();
    const std::string_view text = rest_.substr(0, failed_ ? 0 : size);
    rest_.remove_prefix(text.size());
    return text;
  }
  Value value() {
    switch (number()) {
      case 0: return {};
      case 1: {
        const std::optional<Decimal> number = Decimal::parse_plain(text());
        if (!number) fail();
        return number ? Value(*number) : Value();
      }
      case 2: return std::string(text());
      case 3: return CellError{std::string(text())};
      default: fail(); return {};
    }
  }
  bool failed() const { return failed_; }
  bool whole() const { return !failed_ && rest_.empty(); }

 private:
  std::size_t fail() {
    failed_ = true;
    rest_ = {};
    return 0;
  }
  std::string_view rest_;
  bool failed_ = false;
};

bool take_head(Taking& taking, const Programme& programme) {
  return taking.text() == format && taking.text() == version && taking.text() == programme.digest && taking.text() == programme.units_digest;
}

}  // namespace

std::string reading_of(const AssessedSheet& sheet, const Findings& findings) {
  if (!sheet.usable()) return {};
  // A place in a table of text is nothing that a sheet has.
  if (std::any_of(findings.begin(), findings.end(), [](const Finding& one) { return one.place.line != 0 || !one.place.element.empty(); })) return {};
  Writing writing;
  for (const std::string_view text : {format, std::string_view(version), std::string_view(sheet.programme->digest), std::string_view(sheet.programme->units_digest)}) writing.put_text(text);
  for (const auto part : identity_parts) writing.put_text(sheet.identity.*part);
  writing.put_number(sheet.answers->by_criterion.size());
  for (const Answer& answer : sheet.answers->by_criterion) {
    writing.put_number(answer.fields.size());
    for (const auto& [field, value] : answer.fields) {
      writing.put_text(field);
      writing.put_value(value);
    }
    writing.put_number(answer.not_applicable ? 1 : 0);
    for (const auto text : answer_texts) writing.put_text(answer.*text);
  }
  writing.put_text(reasons_text(findings));
  return writing.take();
}

bool is_reading_of(std::string_view reading, const Programme& programme) {
  Taking taking(reading);
  return take_head(taking, programme);
}

std::optional<AssessedSheet> sheet_of_reading(std::string_view reading, const std::string& name, const Programme& programme) {
  Taking taking(reading);
  if (!take_head(taking, programme)) return std::nullopt;
  AssessedSheet sheet;
  sheet.file = name;
  for (const auto part : identity_parts) sheet.identity.*part = taking.text();
  sheet.programme = std::shared_ptr<const Programme>(std::shared_ptr<const Programme>(), &programme);
  sheet.tier = programme.tier(sheet.identity.tier);
  sheet.unit = programme.unit(sheet.identity.unit);
  sheet.without_assessment = programme.round_without_assessment(sheet.identity.round);
  if (sheet.tier == nullptr || sheet.unit == nullptr || taking.number() != sheet.tier->set.criteria.size()) return std::nullopt;
  sheet.cells.resize(sheet.tier->set.criteria.size());
  for (Answer& answer : sheet.answers.emplace(sheet.tier->set).by_criterion) {
    for (std::size_t left = taking.number(); left > 0 && !taking.failed(); --left) {
      const std::string_view field = taking.text();
      answer.fields.emplace_back(field, taking.value());
    }
    answer.not_applicable = taking.number() != 0;
    for (const auto text : answer_texts) answer.*text = taking.text();
  }
  sheet.findings = reasons_of(taking.text());
  if (!taking.whole()) return std::nullopt;
  for (Finding& finding : sheet.findings) finding.in_file(name);
  sheet.card = sheet.without_assessment != nullptr ? check_figures(programme, *sheet.tier, *sheet.answers) : score(programme, *sheet.tier, *sheet.answers);
  return sheet;
}

}  // namespace thuocdo
