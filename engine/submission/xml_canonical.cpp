#include "submission/xml_canonical.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "submission/namespace_xml.h"

namespace thuocdo {
namespace {

constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";
constexpr std::size_t piece_size = 64u << 10;

// What was bound or said at a depth, and holds below it.
struct Binding {
  std::string prefix;
  std::string uri;
  std::size_t depth;
};

class Canonical : public NamespaceXmlHandler {
 public:
  Canonical(std::size_t element, const std::function<void(std::string_view)>& use) : element_(element), use_(use) {}

  void bind(std::string_view prefix, std::string_view uri) override {
    if (prefix != "xml") scope_.push_back({std::string(prefix), std::string(uri), depth_ + 1});
  }

  void start(const XmlName& name, const std::vector<NamedAttribute>& attributes) override {
    ++depth_;
    const bool apex = inside_from_ == 0 && (element_ == 0 || ++count_ == element_);
    if (apex) inside_from_ = depth_;
    if (inside_from_ == 0) {
      for (const NamedAttribute& attribute : attributes) {
        if (attribute.name.uri == xml_namespace) inherited_.push_back({std::string(attribute.name.local), std::string(attribute.value), depth_});
      }
      return;
    }
    out_ += '<';
    put_name(name);
    put_bindings(apex);
    put_attributes(attributes, apex);
    out_ += '>';
    flush(piece_size);
  }

  void end(const XmlName& name) override {
    if (inside_from_ != 0) {
      out_ += "</";
      put_name(name);
      out_ += '>';
    }
    const auto gone = [&](std::vector<Binding>& list) {
      while (!list.empty() && list.back().depth == depth_) list.pop_back();
    };
    gone(scope_);
    gone(inherited_);
    if (inside_from_ == depth_) {
      inside_from_ = 0;
      if (element_ == 0) after_root_ = true;
    }
    --depth_;
  }

  void text(std::string_view text) override {
    if (inside_from_ == 0) return;
    for (const char sign : text) {
      switch (sign) {
        case '&': out_ += "&amp;"; break;
        case '<': out_ += "&lt;"; break;
        case '>': out_ += "&gt;"; break;
        case '\r': out_ += "&#xD;"; break;
        default: out_ += sign;
      }
    }
    flush(piece_size);
  }

  void instruction(std::string_view target, std::string_view data) override {
    const bool outside = depth_ == 0;
    if (outside ? element_ != 0 : inside_from_ == 0) return;
    if (outside && after_root_) out_ += '\n';
    out_.append("<?").append(target);
    if (!data.empty()) {
      out_ += ' ';
      for (const char sign : data) {
        if (sign == '\r') out_ += "&#xD;";
        else out_ += sign;
      }
    }
    out_ += "?>";
    if (outside && !after_root_) out_ += '\n';
  }

  void flush(std::size_t least = 0) {
    if (out_.size() < std::max<std::size_t>(least, 1)) return;
    use_(out_);
    out_.clear();
  }

 private:
  void put_name(const XmlName& name) {
    if (!name.prefix.empty()) out_.append(name.prefix).append(":");
    out_.append(name.local);
  }

  // The URI that holds for a prefix above the last `without` bindings; empty for none.
  std::string_view bound(std::string_view prefix, std::size_t without) const {
    for (std::size_t i = scope_.size() - without; i-- > 0;) {
      if (scope_[i].prefix == prefix) return scope_[i].uri;
    }
    return {};
  }

  // At the apex everything that holds is written, below it what changes. Taking back the default namespace where there is
  // none is no change.
  void put_bindings(bool apex) {
    std::vector<std::pair<std::string_view, std::string_view>> written;
    std::size_t own = 0;
    while (own < scope_.size() && scope_[scope_.size() - 1 - own].depth == depth_) ++own;
    for (std::size_t i = apex ? 0 : scope_.size() - own; i < scope_.size(); ++i) {
      const Binding& binding = scope_[i];
      if (apex) {
        const auto same = std::find_if(written.begin(), written.end(), [&](const auto& one) { return one.first == binding.prefix; });
        if (same != written.end()) {
          same->second = binding.uri;
        } else {
          written.emplace_back(binding.prefix, binding.uri);
        }
      } else if (bound(binding.prefix, own) != binding.uri) {
        written.emplace_back(binding.prefix, binding.uri);
      }
    }
    if (apex) std::erase_if(written, [](const auto& one) { return one.second.empty(); });
    std::sort(written.begin(), written.end());
    for (const auto& [prefix, uri] : written) {
      out_ += prefix.empty() ? " xmlns" : " xmlns:";
      out_.append(prefix);
      put_value(uri);
    }
  }

  void put_attributes(const std::vector<NamedAttribute>& attributes, bool apex) {
    std::vector<NamedAttribute> sorted = attributes;
    if (apex) {  // xml:lang, xml:space, … of what stands above; the nearest counts
      for (std::size_t i = inherited_.size(); i-- > 0;) {
        const XmlName name{xml_namespace, inherited_[i].prefix, "xml"};
        const bool known = std::any_of(sorted.begin(), sorted.end(), [&](const NamedAttribute& one) {
          return one.name.uri == xml_namespace && one.name.local == name.local;
        });
        if (!known) sorted.push_back({name, inherited_[i].uri});
      }
    }
    std::sort(sorted.begin(), sorted.end(), [](const NamedAttribute& a, const NamedAttribute& b) {
      return std::tie(a.name.uri, a.name.local) < std::tie(b.name.uri, b.name.local);
    });
    for (const NamedAttribute& attribute : sorted) {
      out_ += ' ';
      put_name(attribute.name);
      put_value(attribute.value);
    }
  }

  void put_value(std::string_view value) {
    out_ += "=\"";
    for (const char sign : value) {
      switch (sign) {
        case '&': out_ += "&amp;"; break;
        case '<': out_ += "&lt;"; break;
        case '"': out_ += "&quot;"; break;
        case '\t': out_ += "&#x9;"; break;
        case '\n': out_ += "&#xA;"; break;
        case '\r': out_ += "&#xD;"; break;
        default: out_ += sign;
      }
    }
    out_ += '"';
  }

  const std::size_t element_;
  const std::function<void(std::string_view)>& use_;
  std::string out_;
  std::vector<Binding> scope_;
  std::vector<Binding> inherited_;  // xml: attributes above the apex: local name, value, depth
  std::size_t depth_ = 0;
  std::size_t count_ = 0;
  std::size_t inside_from_ = 0;  // depth of the apex; 0 outside of it
  bool after_root_ = false;
};

}  // namespace

std::optional<Refusal> canonical_xml(std::string_view xml, std::string_view part_name, std::size_t element,
                                     const std::function<void(std::string_view)>& use, const Limits& limits) {
  Canonical canonical(element, use);
  auto refusal = read_namespace_xml(xml, part_name, canonical, limits);
  if (!refusal) canonical.flush();
  return refusal;
}

}  // namespace thuocdo
