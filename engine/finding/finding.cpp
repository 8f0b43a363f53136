#include "finding/finding.h"

#include <algorithm>

namespace thuocdo {
namespace {

std::string message(std::string_view what, std::string_view to_do, const std::vector<std::string>& arguments) {
  return to_do.empty() ? filled(what, arguments) : filled(what, arguments) + " " + filled(to_do, arguments);
}

const CatalogueEntry& entry(Code code) { return catalogue()[static_cast<std::size_t>(code)]; }

}  // namespace

// A finding without a remedy does not build: it is a notice, or it says what to do.
#define THUOCDO_FINDING(name, text, severity, vi, vi_do, en, en_do) \
  static_assert(sizeof(vi_do) > 1 && sizeof(en_do) > 1, text ": says what is wrong, but not what to do in both languages"); \
  static_assert(is_pattern(vi) && is_pattern(en) && is_pattern(vi_do) && is_pattern(en_do), text ": a brace begins no argument");
#define THUOCDO_NOTICE(name, text, vi, en) static_assert(is_pattern(vi) && is_pattern(en), text ": a brace begins no argument");
#include "finding/catalogue.inc"
#undef THUOCDO_FINDING
#undef THUOCDO_NOTICE

const std::vector<CatalogueEntry>& catalogue() {
  static const std::vector<CatalogueEntry> entries = {
#define THUOCDO_FINDING(name, text, severity, vi, vi_do, en, en_do) {Code::name, text, Severity::severity, vi, en, vi_do, en_do},
#define THUOCDO_NOTICE(name, text, vi, en) {Code::name, text, Severity::note, vi, en, {}, {}},
#include "finding/catalogue.inc"
#undef THUOCDO_FINDING
#undef THUOCDO_NOTICE
  };
  return entries;
}

Finding finding(Code code, const std::vector<Text>& arguments) {
  const CatalogueEntry& found = entry(code);
  std::vector<std::string> vi;
  std::vector<std::string> en;
  for (const Text& argument : arguments) {
    vi.push_back(argument.vi);
    en.push_back(argument.in(Language::english));
  }
  Finding result;
  result.severity = found.severity;
  result.code = code;
  result.message = {message(found.vi, found.vi_do, vi), message(found.en, found.en_do, en)};
  return result;
}

Finding finding(Code code, std::initializer_list<std::string> arguments) {
  std::vector<Text> texts;
  for (const std::string& argument : arguments) texts.push_back({argument, argument});
  return finding(code, texts);
}

Finding& Finding::about(std::string criterion_id, std::string field_name) {
  criterion = std::move(criterion_id);
  field = std::move(field_name);
  return *this;
}

Finding& Finding::in_file(std::string file) {
  place.file = std::move(file);
  return *this;
}

Finding& Finding::at_cell(std::string sheet, std::string cell) {
  place.sheet = std::move(sheet);
  place.cell = std::move(cell);
  return *this;
}

Finding& Finding::at_line(int line, std::string element) {
  place.line = line;
  place.element = std::move(element);
  return *this;
}

std::string_view Finding::code_text() const { return thuocdo::code_text(code); }

std::string Finding::line(Language language) const {
  std::string where = place.file;
  const auto append = [&where](std::string_view separator, const std::string& text) {
    if (text.empty()) return;
    if (!where.empty()) where += separator;
    where += text;
  };
  if (place.line > 0) append(":", std::to_string(place.line));
  append(", ", place.element);
  append(", ", place.sheet.empty() || place.cell.empty() ? place.sheet + place.cell : place.sheet + "!" + place.cell);
  return where.empty() ? message.in(language) : where + ": " + message.in(language);
}

bool has_blocking(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::blocking; });
}

std::string_view code_text(Code code) { return entry(code).code_text; }

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::blocking: return "blocking";
  }
  return "note";
}

Text severity_label(Severity severity) {
  switch (severity) {
    case Severity::note: return {"Lưu ý", "Note"};
    case Severity::warning: return {"Cảnh báo", "Warning"};
    case Severity::blocking: return {"Phải sửa", "Must be corrected"};
  }
  return {};
}

Text list_label(const Finding& finding) {
  return finding.code == Code::answer_missing ? Text{"Chưa điền", "To fill in"} : severity_label(finding.severity);
}

bool listed_before(const Finding& a, const Finding& b) {
  if (a.severity != b.severity) return a.severity > b.severity;
  return a.code != Code::answer_missing && b.code == Code::answer_missing;
}

}  // namespace thuocdo
