#include "submission/xml_tree.h"

#include "submission/namespace_xml.h"

namespace thuocdo {
namespace {

class TreeHandler : public NamespaceXmlHandler {
 public:
  explicit TreeHandler(std::size_t most) : most_(most) {}

  void start(const XmlName& name, const std::vector<NamedAttribute>& attributes) override {
    if (++count_ > most_) return refuse(refuse_over_limit({"số phần tử XML", "XML elements"}, most_));
    auto element = std::make_unique<XmlElement>();
    element->uri = name.uri;
    element->name = name.local;
    element->number = count_;
    for (const NamedAttribute& attribute : attributes) {
      if (attribute.name.uri.empty()) element->attributes.emplace_back(attribute.name.local, attribute.value);
    }
    XmlElement* added = element.get();
    if (open_.empty()) {
      root = std::move(element);
    } else {
      open_.back()->children.push_back(std::move(element));
    }
    open_.push_back(added);
  }
  void end(const XmlName&) override { open_.pop_back(); }
  void text(std::string_view text) override { open_.back()->text += text; }

  std::unique_ptr<XmlElement> root;

 private:
  const std::size_t most_;
  std::size_t count_ = 0;
  std::vector<XmlElement*> open_;
};

}  // namespace

const std::string* XmlElement::attribute(std::string_view attribute_name) const {
  for (const auto& [name_of_it, value] : attributes) {
    if (name_of_it == attribute_name) return &value;
  }
  return nullptr;
}

const XmlElement* XmlElement::only(std::string_view child_uri, std::string_view child_name) const {
  const XmlElement* found = nullptr;
  for (const auto& child : children) {
    if (!child->is(child_uri, child_name)) continue;
    if (found) return nullptr;
    found = child.get();
  }
  return found;
}

XmlTree read_xml_tree(std::string_view xml, std::string_view part_name, const Limits& limits, std::size_t most_elements) {
  TreeHandler handler(most_elements);
  XmlTree tree;
  tree.refusal = read_namespace_xml(xml, part_name, handler, limits);
  if (!tree.refusal) tree.root = std::move(handler.root);
  return tree;
}

}  // namespace thuocdo
