// What a unit filled in, as it stands in a sheet or file, and its reading by the type of the field.
//
//   Answers answers(set);
//   answers[set.index("1.2")].set("a", Decimal(12));
//   answers[set.index("1.3")].set("value", "Có");
//
// A value is kept as it was found. Reading it happens in one place (`read_field`), so that a cell, a CSV line and a
// cell function mean the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "finding/finding.h"
#include "programme/programme.h"

namespace thuocdo {

// A cell that holds an error ("#DIV/0!") instead of a value.
struct CellError {
  std::string text;
  friend bool operator==(const CellError&, const CellError&) = default;
};

using Value = std::variant<std::monostate, Decimal, std::string, CellError>;

// True for nothing and for text of blanks and no-break spaces only.
bool is_blank(const Value& value);
bool is_blank_text(std::string_view utf8);

// A figure that another body gives for the unit; see Criterion::supplied_by.
struct SuppliedValue {
  std::string field;
  Value value;
  std::string source;  // what the table of figures names, or empty
  std::string file;    // that table
  int line = 0;        // and the row in it
};

struct Answer {
  std::vector<std::pair<std::string, Value>> fields;  // by field name; absent fields are simply not there
  bool not_applicable = false;
  std::string reason;    // why not the maximum, or why not applicable
  std::string evidence;  // number and date of the document
  std::string page;      // page or section in it
  std::string link;      // where the document is: an address, or a file
  std::vector<SuppliedValue> supplied;  // no part of what the unit submitted; wins over `fields`

  void set(std::string_view field, Value value);
  const Value* find(std::string_view field) const;     // the unit's own
  const Value* counted(std::string_view field) const;  // the supplied one, otherwise the unit's own
  bool empty() const;  // no field holds anything and it is not marked not applicable
};

// One Answer for each entry of the criteria set, groups included (theirs stay empty).
struct Answers {
  std::vector<Answer> by_criterion;
  explicit Answers(const CriteriaSet& set) : by_criterion(set.criteria.size()) {}
  Answer& operator[](int index) { return by_criterion[static_cast<std::size_t>(index)]; }
  const Answer& operator[](int index) const { return by_criterion[static_cast<std::size_t>(index)]; }
};

// The reading of one value. "1.234" and "1,234" as texts are asked about, never guessed (two_readings). Exactly one of these holds: absent, number, date, option, text, or problem.
struct FieldReading {
  bool absent = false;
  std::optional<Decimal> number;      // count, number, points
  std::optional<Date> date;
  int option = -1;                    // yes_no: 0 yes, 1 no; level: index; date: 0 not done
  std::optional<std::string> text;    // text fields
  std::optional<Code> problem;        // why the value cannot be used
  std::vector<Text> problem_arguments;
  bool was_text = false;  // a number was given as text, and read without doubt
};
FieldReading read_field(const Field& field, const Value& value);
// Whether two values are read as the same: "Có" and "co", 12 and "12".
bool same_value(const Field& field, const Value& a, const Value& b);

// "không áp dụng", "KAD", "n/a" in any case, composed or decomposed.
bool says_not_applicable(const Value& value);
// Whether the unit answers that the criterion does not apply: it is marked so, or every field that holds anything says
// so. Beside a figure the words are a contradiction, and no number; as information they are a text like any other.
bool claims_not_applicable(const Criterion& criterion, const Answer& answer);

// Blanks and no-break spaces trimmed and folded to one, Unicode composed (NFC).
std::string tidy(std::string_view utf8);
// tidy, then lower case without tone marks, "đ" as "d": "Không" → "khong". For comparing what people type.
std::string fold(std::string_view utf8);

}  // namespace thuocdo
