// A definition file as a tree of elements, each with its line and path, for the readers of programme and criteria.
// Private to the room.
//
// The file passes a bounded check by expat first (size, depth, attributes, no DOCTYPE, UTF-8, well-formed), because
// Boost.PropertyTree, which builds the tree, recurses and lets malformed XML through.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "finding/finding.h"
#include "number/decimal.h"
#include "programme/date.h"

namespace thuocdo {

struct Element {
  std::string name;
  std::string text;
  std::string path;  // "/criteria/group[2]/criterion[1]"
  int line = 0;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Element> children;

  const std::string* attribute(std::string_view attribute_name) const;
  const Element* child(std::string_view child_name) const;  // the first
};

inline constexpr std::string_view definition_namespace = "urn:thuocdo:definition:1";

// The root element; nothing and a blocking finding when the file cannot be used.
std::optional<Element> read_definition_file(const std::filesystem::path& file, std::string_view root_name,
                                            Findings& findings);

// The same from bytes in memory; `name` is used in findings only.
std::optional<Element> read_definition(std::string bytes, const std::string& name, std::string_view root_name,
                                       Findings& findings);

// Reads values out of elements; what is wrong becomes a finding with file, line and element path.
class DefinitionReader {
 public:
  DefinitionReader(std::string file, Findings& findings) : file_(std::move(file)), findings_(findings) {}

  // Names the criterion or group in every finding about what stands inside its element, from now on.
  void enter(const Element& criterion);

  // Refuses attributes and children that are not in the lists, children of `once` that are repeated, and text beside
  // them.
  void allow(const Element& element, std::initializer_list<std::string_view> attributes,
             std::initializer_list<std::string_view> children, std::initializer_list<std::string_view> once = {});
  void allow(const Element& element, std::initializer_list<std::string_view> attributes,
             const std::vector<std::string_view>& children, std::initializer_list<std::string_view> once = {});

  std::string required(const Element& element, std::string_view attribute);
  std::string optional(const Element& element, std::string_view attribute, std::string fallback = {});
  // An id: letters, digits, ".", "-", "_".
  std::string id(const Element& element, std::string_view attribute);
  std::optional<Decimal> decimal(const Element& element, std::string_view attribute);  // absent: nothing, no finding
  Decimal required_decimal(const Element& element, std::string_view attribute);
  int whole(const Element& element, std::string_view attribute, int low, int high, int fallback);
  // One of `words`; the index, or `fallback` when the attribute is absent.
  int word(const Element& element, std::string_view attribute, std::initializer_list<std::string_view> words,
           int fallback);
  std::optional<Date> date(const Element& element, std::string_view attribute);  // absent: nothing, no finding
  Date required_date(const Element& element, std::string_view attribute);
  // The <vi>, <en> children of an element: plain text, without attributes.
  Text text(const Element& element);
  Text child_text(const Element& element, std::string_view child, bool needed);

  void report(const Element& element, Code code, std::initializer_list<std::string> arguments);
  // With arguments that differ between the languages.
  void report(const Element& element, Code code, const std::vector<Text>& arguments);
  const std::string& file() const { return file_; }

 private:
  void check(const Element& element, std::span<const std::string_view> attributes,
             std::span<const std::string_view> children, std::span<const std::string_view> once);

  std::string file_;
  Findings& findings_;
  std::string criterion_;       // id
  std::string criterion_path_;  // with "/" at its end
};

}  // namespace thuocdo
