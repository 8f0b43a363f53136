#include "sheet/xml_reader.h"

#include <expat.h>

#include <climits>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sheet/plain_xml.h"

namespace thuocdo {

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const XmlAttribute& attribute : *this) {
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

namespace {

// The longest tag that is handed to the parser, beyond the text limit: a tag is parsed as a whole before its
// attributes can be counted.
constexpr std::size_t longest_tag = 1u << 20;

bool is_utf8_name(std::string_view name) {
  constexpr std::string_view utf8 = "utf-8";
  if (name.size() != utf8.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char lower = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    if (lower != utf8[i]) return false;
  }
  return true;
}

bool starts_as_utf16(std::string_view xml) {
  using namespace std::string_view_literals;
  return xml.starts_with("\xfe\xff"sv) || xml.starts_with("\xff\xfe"sv) || xml.starts_with("<\0"sv) ||
         xml.starts_with("\0<"sv);
}

bool has_longer_run(std::string_view xml, std::size_t longest) {
  std::size_t from = 0;
  while (xml.size() - from > longest) {
    const void* next = std::memchr(xml.data() + from + 1, '<', xml.size() - from - 1);
    const std::size_t to =
        next == nullptr ? xml.size() : static_cast<std::size_t>(static_cast<const char*>(next) - xml.data());
    if (to - from > longest) return true;
    from = to;
  }
  return false;
}

}  // namespace

// One run of the parser. Nothing is ever thrown through expat: what a handler throws is caught, kept, and thrown
// again when the parser has stopped.
class XmlParse {
 public:
  XmlParse(std::string_view part_name, const XmlNamespaces& namespaces, XmlHandler& handler, const Limits& limits)
      : part_name_(part_name), namespaces_(namespaces), handler_(handler), limits_(limits) {}

  // False when the quick way does not take it; nothing has been told then.
  bool run_plain(std::string_view xml, std::optional<Refusal>& refusal) {
    thread_local PlainXmlMemory memory;  // a thread that reads sheets reads many, as a rule of one programme
    const auto plain = memory.check(xml, limits_.text_bytes + longest_tag, limits_);
    if (!plain) return false;
    PlainXmlWalk walk(*plain);
    for (auto step = walk.next(); step != PlainXmlWalk::Step::over && !stopped(); step = walk.next()) {
      if (step == PlainXmlWalk::Step::text) {
        handler_.text(walk.text());
      } else if (step == PlainXmlWalk::Step::end) {
        --depth_;
        handler_.end();
      } else {
        ++depth_;
        tell_start(walk.name(), walk.attributes());
        if (skipped_from_ == 0) continue;
        skipped_from_ = 0;
        --depth_;
        walk.skip();
      }
    }
    refusal = std::exchange(handler_.refusal_, std::nullopt);
    return true;
  }

  std::optional<Refusal> run(std::string_view xml) {
    if (starts_as_utf16(xml)) return refuse_abnormal(about("không phải UTF-8", "not UTF-8"));
    if (xml.size() > INT_MAX) return refuse_over_limit(about("quá lớn", "too large"), INT_MAX);
    if (has_longer_run(xml, limits_.text_bytes + longest_tag)) {
      return refuse_over_limit(about("thẻ hoặc đoạn chữ quá dài", "a tag or text is too long"),
                               limits_.text_bytes + longest_tag);
    }
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"),
                                                                              &XML_ParserFree);
    if (!parser) throw std::bad_alloc();
    parser_ = parser.get();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &XmlParse::on_start, &XmlParse::on_end);
    XML_SetCharacterDataHandler(parser_, &XmlParse::on_text);
    XML_SetXmlDeclHandler(parser_, &XmlParse::on_declaration);
    XML_SetStartDoctypeDeclHandler(parser_, &XmlParse::on_doctype);
    const XML_Status status = XML_Parse(parser_, xml.data(), static_cast<int>(xml.size()), 1);
    if (thrown_) std::rethrow_exception(thrown_);
    if (handler_.refusal_) return std::exchange(handler_.refusal_, std::nullopt);
    if (status == XML_STATUS_OK) return std::nullopt;
    const XML_Error error = XML_GetErrorCode(parser_);
    if (error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    const XML_LChar* reason = XML_ErrorString(error);
    const std::string line = std::to_string(XML_GetCurrentLineNumber(parser_));
    const std::string detail = reason == nullptr ? std::string() : " (" + std::string(reason) + ")";
    return refuse_damaged(about("XML sai ở dòng " + line + detail, "malformed XML in line " + line + detail));
  }

 private:
  static XmlParse& self(void* data) { return *static_cast<XmlParse*>(data); }

  Text about(const std::string& vi, const std::string& en) const {
    return {std::string(part_name_) + ": " + vi, std::string(part_name_) + ": " + en};
  }

  bool stopped() const { return thrown_ || handler_.refusal_; }
  void stop(Refusal refusal) { handler_.refusal_ = std::move(refusal); }

  // Runs a step of the handler.
  template <class Step>
  void guarded(Step step) noexcept {
    try {
      step();
    } catch (...) {
      thrown_ = std::current_exception();
    }
    if (stopped()) XML_StopParser(parser_, XML_FALSE);
  }

  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    XmlParse& parse = self(data);
    if (parse.stopped()) return;
    parse.guarded([&] { parse.start(name, attributes); });
  }

  static void XMLCALL on_end(void* data, const XML_Char*) {
    XmlParse& parse = self(data);
    if (parse.stopped()) return;
    const std::size_t ended = parse.depth_--;
    if (parse.skipped_from_ == 0) {
      parse.guarded([&] { parse.handler_.end(); });
    } else if (parse.skipped_from_ == ended) {
      parse.skipped_from_ = 0;
    }
  }

  static void XMLCALL on_text(void* data, const XML_Char* text, int size) {
    XmlParse& parse = self(data);
    if (parse.stopped() || parse.skipped_from_ != 0) return;
    parse.guarded([&] { parse.handler_.text({text, static_cast<std::size_t>(size)}); });
  }

  static void XMLCALL on_declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
    XmlParse& parse = self(data);
    if (parse.stopped() || encoding == nullptr || is_utf8_name(encoding)) return;
    parse.guarded([&] { parse.stop(refuse_abnormal(parse.about("không phải UTF-8", "not UTF-8"))); });
  }

  static void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    XmlParse& parse = self(data);
    if (parse.stopped()) return;
    parse.guarded([&] { parse.stop(refuse_abnormal(parse.about("có khai báo DOCTYPE", "it has a DOCTYPE"))); });
  }

  void start(const char* name, const char** attributes) {
    if (++depth_ > limits_.depth) {
      return stop(refuse_over_limit(about("phần tử lồng nhau", "nested elements"), limits_.depth));
    }
    std::size_t count = 0;
    while (attributes[2 * count] != nullptr) ++count;
    if (count > limits_.attributes) {
      return stop(
          refuse_over_limit(about("thuộc tính của một phần tử", "attributes of one element"), limits_.attributes));
    }
    if (skipped_from_ != 0) return;
    attributes_.clear();
    for (std::size_t i = 0; i < count; ++i) attributes_.push_back({attributes[2 * i], attributes[2 * i + 1]});
    tell_start(name, XmlAttributes(attributes_.data(), count));
  }

  void tell_start(std::string_view name, const XmlAttributes& attributes) {
    handler_.start(name, attributes);
    if (handler_.refusal_) return;
    if (std::exchange(handler_.skip_, false)) {
      skipped_from_ = depth_;
      return;
    }
    check_bindings(attributes);
  }

  void check_bindings(const XmlAttributes& attributes) {
    const bool root = depth_ == 1;
    for (const auto& [name, uri] : attributes) {
      if (!name.starts_with("xmlns") || (name.size() > 5 && name[5] != ':')) continue;
      const std::string_view prefix = name.size() > 6 ? name.substr(6) : std::string_view();
      for (const XmlNamespace& known : namespaces_) {
        const bool same_prefix = known.prefix == prefix;
        const bool same_uri = known.uri == uri;
        if (same_prefix != same_uri || (same_prefix && !root)) unusual_binding();
      }
    }
    if (!root) return;
    for (const XmlNamespace& known : namespaces_) {
      const std::string name = known.prefix.empty() ? "xmlns" : "xmlns:" + std::string(known.prefix);
      if (known.required && !attributes.find(name)) unusual_binding();
    }
  }

  void unusual_binding() {
    if (!handler_.refusal_) stop(refuse_abnormal(about("không gian tên XML lạ", "unusual XML namespaces")));
  }

  std::string_view part_name_;
  const XmlNamespaces& namespaces_;
  XmlHandler& handler_;
  const Limits& limits_;
  XML_Parser parser_ = nullptr;
  std::vector<XmlAttribute> attributes_;
  std::size_t depth_ = 0;
  std::size_t skipped_from_ = 0;  // depth of the outermost skipped element; 0 for none
  std::exception_ptr thrown_;
};

std::optional<Refusal> read_xml(std::string_view xml, std::string_view part_name, const XmlNamespaces& namespaces,
                                XmlHandler& handler, const Limits& limits) {
  XmlParse parse(part_name, namespaces, handler, limits);
  std::optional<Refusal> refusal;
  return parse.run_plain(xml, refusal) ? refusal : parse.run(xml);
}

std::optional<Refusal> read_xml_by_parser(std::string_view xml, std::string_view part_name,
                                          const XmlNamespaces& namespaces, XmlHandler& handler, const Limits& limits) {
  return XmlParse(part_name, namespaces, handler, limits).run(xml);
}

}  // namespace thuocdo
