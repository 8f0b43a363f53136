#include "submission/namespace_xml.h"

#include <expat.h>

#include <climits>
#include <exception>
#include <memory>
#include <new>
#include <string>

namespace thuocdo {
namespace {

constexpr char separator = '\x01';  // no XML can hold it

XmlName name_of(const char* triplet) {
  const std::string_view all(triplet);
  const std::size_t first = all.find(separator);
  if (first == std::string_view::npos) return {{}, all, {}};
  const std::string_view rest = all.substr(first + 1);
  const std::size_t second = rest.find(separator);
  if (second == std::string_view::npos) return {all.substr(0, first), rest, {}};
  return {all.substr(0, first), rest.substr(0, second), rest.substr(second + 1)};
}

bool says_utf8(std::string_view encoding) {
  std::string lower(encoding);
  for (char& sign : lower) {
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
  }
  return lower == "utf-8";
}

}  // namespace

// Nothing is thrown through expat: what a handler throws is kept, and thrown again when the parser has stopped.
class NamespaceXmlParse {
 public:
  NamespaceXmlParse(std::string_view part_name, NamespaceXmlHandler& handler, const Limits& limits)
      : part_name_(part_name), handler_(handler), limits_(limits) {}

  std::optional<Refusal> run(std::string_view xml) {
    using namespace std::string_view_literals;
    for (std::string_view mark : {"\xfe\xff"sv, "\xff\xfe"sv, "<\0"sv, "\0<"sv}) {
      if (xml.starts_with(mark)) return refuse_abnormal(about("không phải UTF-8", "not UTF-8"));
    }
    if (xml.size() > limits_.part_bytes || xml.size() > INT_MAX) {
      return refuse_over_limit(about("quá lớn", "too large"), limits_.part_bytes);
    }
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreateNS("UTF-8", separator), &XML_ParserFree);
    if (!parser) throw std::bad_alloc();
    parser_ = parser.get();
    XML_SetReturnNSTriplet(parser_, 1);
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &on_start, &on_end);
    XML_SetStartNamespaceDeclHandler(parser_, &on_bind);
    XML_SetCharacterDataHandler(parser_, &on_text);
    XML_SetProcessingInstructionHandler(parser_, &on_instruction);
    XML_SetXmlDeclHandler(parser_, &on_declaration);
    XML_SetStartDoctypeDeclHandler(parser_, &on_doctype);
    const XML_Status status = XML_Parse(parser_, xml.data(), static_cast<int>(xml.size()), 1);
    if (thrown_) std::rethrow_exception(thrown_);
    if (handler_.refusal_) return handler_.refusal_;
    if (status == XML_STATUS_OK) return std::nullopt;
    const XML_Error error = XML_GetErrorCode(parser_);
    if (error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    const XML_LChar* reason = XML_ErrorString(error);
    const std::string detail = std::to_string(XML_GetCurrentLineNumber(parser_)) + (reason ? " (" + std::string(reason) + ")" : "");
    return refuse_damaged(about("XML sai ở dòng " + detail, "malformed XML in line " + detail));
  }

 private:
  Text about(const std::string& vi, const std::string& en) const {
    return {std::string(part_name_) + ": " + vi, std::string(part_name_) + ": " + en};
  }

  template <class Step>
  static void guarded(void* data, Step step) noexcept {
    auto& parse = *static_cast<NamespaceXmlParse*>(data);
    if (parse.thrown_ || parse.handler_.refusal_) return;
    try {
      step(parse);
    } catch (...) {
      parse.thrown_ = std::current_exception();
    }
    if (parse.thrown_ || parse.handler_.refusal_) XML_StopParser(parse.parser_, XML_FALSE);
  }

  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    guarded(data, [&](NamespaceXmlParse& parse) {
      if (++parse.depth_ > parse.limits_.depth) {
        return parse.handler_.refuse(refuse_over_limit(parse.about("phần tử lồng nhau", "nested elements"), parse.limits_.depth));
      }
      parse.bound_ = 0;
      parse.attributes_.clear();
      for (; *attributes != nullptr; attributes += 2) {
        if (parse.attributes_.size() == parse.limits_.attributes) {
          return parse.handler_.refuse(
              refuse_over_limit(parse.about("thuộc tính của một phần tử", "attributes of one element"), parse.limits_.attributes));
        }
        parse.attributes_.push_back({name_of(attributes[0]), attributes[1]});
      }
      parse.handler_.start(name_of(name), parse.attributes_);
    });
  }
  static void XMLCALL on_end(void* data, const XML_Char* name) {
    guarded(data, [&](NamespaceXmlParse& parse) {
      --parse.depth_;
      parse.handler_.end(name_of(name));
    });
  }
  static void XMLCALL on_bind(void* data, const XML_Char* prefix, const XML_Char* uri) {
    guarded(data, [&](NamespaceXmlParse& parse) {
      if (++parse.bound_ > parse.limits_.attributes) {
        return parse.handler_.refuse(
            refuse_over_limit(parse.about("không gian tên của một phần tử", "namespaces of one element"), parse.limits_.attributes));
      }
      parse.handler_.bind(prefix ? prefix : "", uri ? uri : "");
    });
  }
  static void XMLCALL on_text(void* data, const XML_Char* text, int size) {
    guarded(data, [&](NamespaceXmlParse& parse) { parse.handler_.text({text, static_cast<std::size_t>(size)}); });
  }
  static void XMLCALL on_instruction(void* data, const XML_Char* target, const XML_Char* content) {
    guarded(data, [&](NamespaceXmlParse& parse) { parse.handler_.instruction(target, content ? content : ""); });
  }
  static void XMLCALL on_declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
    guarded(data, [&](NamespaceXmlParse& parse) {
      if (encoding && !says_utf8(encoding)) parse.handler_.refuse(refuse_abnormal(parse.about("không phải UTF-8", "not UTF-8")));
    });
  }
  static void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    guarded(data, [&](NamespaceXmlParse& parse) {
      parse.handler_.refuse(refuse_abnormal(parse.about("có khai báo DOCTYPE", "it has a DOCTYPE")));
    });
  }

  std::string_view part_name_;
  NamespaceXmlHandler& handler_;
  const Limits& limits_;
  XML_Parser parser_ = nullptr;
  std::size_t depth_ = 0;
  std::size_t bound_ = 0;
  std::vector<NamedAttribute> attributes_;
  std::exception_ptr thrown_;
};

std::optional<Refusal> read_namespace_xml(std::string_view xml, std::string_view part_name, NamespaceXmlHandler& handler,
                                          const Limits& limits) {
  return NamespaceXmlParse(part_name, handler, limits).run(xml);
}

}  // namespace thuocdo
