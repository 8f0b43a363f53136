// What is wrong, where, how bad it is and what to do, in both languages.
//
//   findings.push_back(finding(Code::answer_missing, {"1.2"}).about("1.2"));
//   findings.back().message.vi      // "Tiêu chí 1.2 chưa có câu trả lời. Hãy …"
//   findings.back().code_text()     // "answer-missing"
//
// Every message lives in one catalogue (catalogue.inc): code, severity, what is wrong, what to do, in Vietnamese and
// English. Texts hold {0}, {1}, … for the arguments, the same in both languages. Codes never change their meaning;
// their texts may. What to do is missing only in notices, which the catalogue names so and which are always notes.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "finding/text.h"

namespace thuocdo {

enum class Severity {
  note,      // for information
  warning,   // should be looked at; does not stop anything
  blocking,  // the sheet cannot be submitted, or the file cannot be used
};

enum class Code {
#define THUOCDO_FINDING(name, text, severity, vi, vi_do, en, en_do) name,
#define THUOCDO_NOTICE(name, text, vi, en) name,
#include "finding/catalogue.inc"
#undef THUOCDO_FINDING
#undef THUOCDO_NOTICE
};

// Where: whatever of it is known. `line` counts from 1; 0 is unknown.
struct Place {
  std::string file;
  std::string sheet;
  std::string cell;     // "F12"
  std::string element;  // "/criteria/group[2]/criterion[1]" in a definition file
  int line = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

struct Finding {
  Severity severity = Severity::note;
  Code code{};
  std::string criterion;  // criterion id, or empty
  std::string field;      // field of the answer ("a", "item:x", "reason"), or empty
  Place place;
  Text message;

  Finding& about(std::string criterion_id, std::string field_name = {});
  Finding& in_file(std::string file);
  Finding& at_cell(std::string sheet, std::string cell);
  Finding& at_line(int line, std::string element = {});
  std::string_view code_text() const;
  // "phieu.ods, Phiếu!F12: Tiêu chí 1.2 chưa có câu trả lời. …", ready to be shown on one line.
  std::string line(Language language) const;
};

using Findings = std::vector<Finding>;

// Makes a finding with the catalogue's severity and texts, {0}, {1}, … replaced by the arguments.
Finding finding(Code code, std::initializer_list<std::string> arguments = {});
// Same, with an argument that differs between the languages.
Finding finding(Code code, const std::vector<Text>& arguments);

bool has_blocking(const Findings& findings);
std::string_view code_text(Code code);
std::string_view severity_text(Severity severity);  // "note", "warning", "blocking"
Text severity_label(Severity severity);             // "Lưu ý" / "Note", …
// What a list of a sheet's findings says before each: an answer that is still missing is nothing that was done wrong.
Text list_label(const Finding& finding);
// The order in such a list: the graver first, and what was done wrong before what is still to be filled in.
bool listed_before(const Finding& a, const Finding& b);

// The whole catalogue, for help pages and for the test that no text is missing. A message is what is wrong, a blank and
// what to do.
struct CatalogueEntry {
  Code code;
  std::string_view code_text;
  Severity severity;
  std::string_view vi;     // what is wrong
  std::string_view en;
  std::string_view vi_do;  // what to do; empty in a notice
  std::string_view en_do;
};
const std::vector<CatalogueEntry>& catalogue();

}  // namespace thuocdo
