// Pieces of JSON that several reports share; for this room's .cpp files only.
#pragma once

#include <nlohmann/json.hpp>

#include "finding/finding.h"
#include "finding/text.h"

namespace thuocdo {

using Json = nlohmann::ordered_json;

Json json_of(const Text& text);
// {"severity","code","criterion","sheet","cell","message"} and, where it is known, "line".
Json json_of(const Finding& finding, bool with_file);
Json json_of(const Findings& findings, bool with_file);
// Indented, one line end at the end; broken UTF-8 (from file names) becomes "�".
std::string text_of(const Json& json);

}  // namespace thuocdo
