#include "report/json_parts.h"

#include <utility>

namespace thuocdo {

Json json_of(const Text& text) { return {{"vi", text.vi}, {"en", text.in(Language::english)}}; }

Json json_of(const Finding& finding, bool with_file) {
  Json json;
  json["severity"] = severity_text(finding.severity);
  json["code"] = finding.code_text();
  json["criterion"] = finding.criterion;
  if (with_file) json["file"] = finding.place.file;
  json["sheet"] = finding.place.sheet;
  json["cell"] = finding.place.cell;
  if (finding.place.line > 0) json["line"] = finding.place.line;
  if (!finding.place.element.empty()) json["element"] = finding.place.element;
  json["message"] = json_of(finding.message);
  return json;
}

Json json_of(const Findings& findings, bool with_file) {
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back(json_of(finding, with_file));
  return list;
}

namespace {
constexpr int indentation = 2;
constexpr std::size_t block = std::size_t{64} << 10;

std::string dumped(const Json& json) {
  return json.dump(indentation, ' ', false, nlohmann::detail::error_handler_t::replace);
}
}  // namespace

std::string text_of(const Json& json) { return dumped(json) + "\n"; }

JsonText::JsonText(ByteSink sink) : sink_(std::move(sink)) { open('{'); }

void JsonText::open(char bracket) {
  text_ += bracket;
  closing_ += bracket == '{' ? '}' : ']';
  empty_ = true;
}

void JsonText::next() {
  if (!empty_) text_ += ',';
  empty_ = false;
  text_ += '\n';
  text_.append(closing_.size() * indentation, ' ');
}

void JsonText::name(std::string_view name) {
  next();
  text_ += dumped(name) + ": ";
}

void JsonText::write(const Json& value) {
  // A line end inside a text is escaped, so each one here begins a line of the layout.
  const std::string text = dumped(value);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line = text.find('\n', at);
    const std::size_t end = line == std::string::npos ? text.size() : line + 1;
    text_.append(text, at, end - at);
    if (line != std::string::npos) text_.append(closing_.size() * indentation, ' ');
    at = end;
  }
}

void JsonText::member(std::string_view member_name, const Json& value) {
  name(member_name);
  write(value);
}

void JsonText::begin_list(std::string_view list_name) {
  name(list_name);
  open('[');
}

void JsonText::begin_object() {
  next();
  open('{');
}

void JsonText::element(const Json& value) {
  next();
  write(value);
  if (!sink_ || text_.size() < block) return;
  sink_(text_);
  text_.clear();
}

void JsonText::end() {
  const char bracket = closing_.back();
  closing_.pop_back();
  if (!empty_) {
    text_ += '\n';
    text_.append(closing_.size() * indentation, ' ');
  }
  text_ += bracket;
  empty_ = false;
}

void JsonText::finish() {
  while (!closing_.empty()) end();
  text_ += '\n';
  if (sink_) sink_(text_);
}

std::string JsonText::take() {
  finish();
  return std::move(text_);
}

}  // namespace thuocdo
