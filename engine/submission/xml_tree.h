// A small XML document as a tree, for the file of signatures: bounded, namespaces resolved, comments gone. Each element
// knows its number in document order (from 1), by which canonical_xml finds it again. For this room's .cpp files.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "sheet/refusal.h"

namespace thuocdo {

struct XmlElement {
  std::string uri;
  std::string name;
  std::size_t number = 0;
  std::string text;  // its own, put together
  std::vector<std::pair<std::string, std::string>> attributes;  // without a namespace: name, value
  std::vector<std::unique_ptr<XmlElement>> children;

  bool is(std::string_view element_uri, std::string_view element_name) const { return uri == element_uri && name == element_name; }
  const std::string* attribute(std::string_view attribute_name) const;
  // The only child of this name; null where there is none or more than one.
  const XmlElement* only(std::string_view child_uri, std::string_view child_name) const;
};

struct XmlTree {
  std::unique_ptr<XmlElement> root;
  std::optional<Refusal> refusal;  // then there is no root
};
XmlTree read_xml_tree(std::string_view xml, std::string_view part_name, const Limits& limits, std::size_t most_elements);

}  // namespace thuocdo
