// Reads one XML part of a foreign file strictly: UTF-8 only, no DOCTYPE, depth and attributes limited, and names
// meaning what they seem to mean. A handler is told about elements and text. An expat parser stands behind it and decides
// what is well-formed; what offices usually write is read without it, many times as fast (plain_xml.h).
//
//   class Titles : public XmlHandler { void start(…) override { if (name != "dc:title") skip(); } … };
//   if (auto refusal = read_xml(part.view(), "meta.xml", namespaces, titles, limits)) …
//
// Names come with the prefix that stands in the file, because that is quick. So the root must bind every prefix that
// the handler relies on to its usual namespace, no other prefix may be bound to such a namespace, and nothing may be
// bound anew deeper down (except inside what the handler skips): otherwise the part is refused.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "sheet/refusal.h"

namespace thuocdo {

struct XmlNamespace {
  std::string_view prefix;  // empty for the default namespace
  std::string_view uri;
  bool required = false;  // must be bound by the root
};
using XmlNamespaces = std::vector<XmlNamespace>;

struct XmlAttribute {
  std::string_view name;
  std::string_view value;
};

// Of one start tag; valid during the call of start() only.
class XmlAttributes {
 public:
  XmlAttributes(const XmlAttribute* first, std::size_t count) : first_(first), count_(count) {}
  std::optional<std::string_view> find(std::string_view name) const;
  const XmlAttribute* begin() const { return first_; }
  const XmlAttribute* end() const { return first_ + count_; }
  std::size_t size() const { return count_; }

 private:
  const XmlAttribute* first_;
  std::size_t count_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end() = 0;  // of the element started last that has not ended and was not skipped
  virtual void text(std::string_view) {}  // a text comes in any number of pieces

 protected:
  // In start(): leaves out this element with all that is in it; end() is not called for it.
  void skip() { skip_ = true; }
  // Stops the reading.
  void refuse(Refusal refusal) { refusal_ = std::move(refusal); }
  bool refused() const { return refusal_.has_value(); }

 private:
  friend class XmlParse;
  bool skip_ = false;
  std::optional<Refusal> refusal_;
};

std::optional<Refusal> read_xml(std::string_view xml, std::string_view part_name, const XmlNamespaces& namespaces,
                                XmlHandler& handler, const Limits& limits);
// The same always by expat: what read_xml() is compared with.
std::optional<Refusal> read_xml_by_parser(std::string_view xml, std::string_view part_name,
                                          const XmlNamespaces& namespaces, XmlHandler& handler, const Limits& limits);

}  // namespace thuocdo
