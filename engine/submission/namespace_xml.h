// Reads XML with its namespaces resolved, strictly: UTF-8, no DOCTYPE, depth and attributes limited, every prefix bound, no
// attribute twice. For signatures and their canonical form, which bind prefixes wherever they like (sheet/xml_reader.h is
// for parts that do not). For this room's .cpp files.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "sheet/refusal.h"

namespace thuocdo {

struct XmlName {
  std::string_view uri;  // empty for none
  std::string_view local;
  std::string_view prefix;  // as it stands in the file
};

struct NamedAttribute {
  XmlName name;
  std::string_view value;
};

class NamespaceXmlHandler {
 public:
  virtual ~NamespaceXmlHandler() = default;
  virtual void bind(std::string_view, std::string_view) {}  // prefix and URI, before the start of the element
  virtual void start(const XmlName& name, const std::vector<NamedAttribute>& attributes) = 0;  // without xmlns
  virtual void end(const XmlName& name) = 0;
  virtual void text(std::string_view text) = 0;
  virtual void instruction(std::string_view, std::string_view) {}  // target and data

 protected:
  void refuse(Refusal refusal) { refusal_ = std::move(refusal); }

 private:
  friend class NamespaceXmlParse;
  std::optional<Refusal> refusal_;
};

std::optional<Refusal> read_namespace_xml(std::string_view xml, std::string_view part_name, NamespaceXmlHandler& handler,
                                          const Limits& limits);

}  // namespace thuocdo
