// Pieces of JSON that several reports share; for this room's .cpp files only.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

#include "finding/finding.h"
#include "finding/text.h"
#include "programme/byte_sink.h"

namespace thuocdo {

using Json = nlohmann::ordered_json;

Json json_of(const Text& text);
// {"severity","code","criterion","sheet","cell","message"} and, where it is known, "line".
Json json_of(const Finding& finding, bool with_file);
Json json_of(const Findings& findings, bool with_file);
// Indented, one line end at the end; broken UTF-8 (from file names) becomes "�".
std::string text_of(const Json& json);

// The same text, put together piece by piece, for what would need far more memory as one Json than as text.
//
//   JsonText text;                       // an object
//   text.member("programme", key);
//   text.begin_list("units");
//   for (…) text.element(unit);          // any Json
//   text.end();
//   return text.take();
//
//   JsonText text(sink);                 // the same, straight to where the bytes go
//   …
//   text.finish();
class JsonText {
 public:
  explicit JsonText(ByteSink sink = {});
  void member(std::string_view name, const Json& value);
  void begin_list(std::string_view name);
  void begin_object();  // as an element of a list
  void element(const Json& value);
  void end();           // of the list or object begun last
  void finish();        // ends the whole
  std::string take();   // the same, and gives it out, where it has no sink
 private:
  void next();
  void name(std::string_view name);
  void open(char bracket);
  void write(const Json& value);

  ByteSink sink_;
  std::string text_;     // that is not with the sink yet
  std::string closing_;  // brackets that are still open
  bool empty_ = true;    // nothing stands yet in the innermost one
};

}  // namespace thuocdo
