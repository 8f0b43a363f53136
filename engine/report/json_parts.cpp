#include "report/json_parts.h"

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
  json["message"] = json_of(finding.message);
  return json;
}

Json json_of(const Findings& findings, bool with_file) {
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back(json_of(finding, with_file));
  return list;
}

std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, nlohmann::detail::error_handler_t::replace) + "\n";
}

}  // namespace thuocdo
