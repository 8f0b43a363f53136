#include "programme/definition_file.h"

#include <expat.h>

#include <algorithm>
#include <boost/property_tree/xml_parser.hpp>
#include <map>
#include <memory>
#include <span>
#include <sstream>

#include "programme/file_bytes.h"

namespace thuocdo {
namespace {

constexpr std::size_t largest_file = 4u << 20;
constexpr int deepest = 64;
constexpr int most_attributes = 64;

struct Check {
  XML_Parser parser = nullptr;
  std::vector<int> lines;  // of the elements, in document order
  int depth = 0;
  const char* refusal = nullptr;
};

void refuse(Check& check, const char* why) {
  check.refusal = why;
  XML_StopParser(check.parser, XML_FALSE);
}

void on_start(void* data, const XML_Char*, const XML_Char** attributes) {
  Check& check = *static_cast<Check*>(data);
  int count = 0;
  while (attributes[2 * count]) ++count;
  if (++check.depth > deepest) return refuse(check, "depth > 64");
  if (count > most_attributes) return refuse(check, "attributes > 64");
  check.lines.push_back(static_cast<int>(XML_GetCurrentLineNumber(check.parser)));
}

void on_end(void* data, const XML_Char*) { --static_cast<Check*>(data)->depth; }

void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  refuse(*static_cast<Check*>(data), "DOCTYPE");
}

// The lines of the elements; nothing and a finding when the file is not one that Boost.PropertyTree may see.
std::optional<std::vector<int>> bounded_check(const std::string& bytes, const std::string& name, Findings& findings) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
  Check check;
  check.parser = parser.get();
  XML_SetUserData(parser.get(), &check);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  if (XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), XML_TRUE) == XML_STATUS_OK) {
    return check.lines;
  }
  const int line = static_cast<int>(XML_GetCurrentLineNumber(parser.get()));
  Finding found = check.refusal ? finding(Code::definition_forbidden, {check.refusal})
                                : finding(Code::definition_malformed, {XML_ErrorString(XML_GetErrorCode(parser.get()))});
  findings.push_back(found.in_file(name).at_line(line));
  return std::nullopt;
}

using Tree = boost::property_tree::ptree;

// `next` counts elements in document order, the order of `lines`. Depth is bounded by the check.
Element converted(const std::string& name, const Tree& tree, const std::string& path, const std::vector<int>& lines,
                  std::size_t& next) {
  Element element;
  element.name = name;
  element.path = path;
  element.text = tree.data();
  element.line = next < lines.size() ? lines[next] : 0;
  ++next;
  std::map<std::string, int> counts;
  for (const auto& [child_name, child] : tree) {
    if (child_name == "<xmlattr>") {
      for (const auto& [attribute, value] : child) element.attributes.emplace_back(attribute, value.data());
    } else if (child_name != "<xmlcomment>") {
      const int number = ++counts[child_name];
      element.children.push_back(
          converted(child_name, child, path + "/" + child_name + "[" + std::to_string(number) + "]", lines, next));
    }
  }
  return element;
}

using Words = std::span<const std::string_view>;

Words words_of(std::initializer_list<std::string_view> words) { return {words.begin(), words.size()}; }

std::string joined(Words words) {
  std::string text;
  for (std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text.empty() ? "—" : text;
}

std::vector<Text> texts_of(std::initializer_list<std::string> arguments) {
  std::vector<Text> texts;
  for (const std::string& argument : arguments) texts.push_back({argument, argument});
  return texts;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool contains(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

const std::string* Element::attribute(std::string_view attribute_name) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute_name) return &value;
  }
  return nullptr;
}

const Element* Element::child(std::string_view child_name) const {
  for (const Element& element : children) {
    if (element.name == child_name) return &element;
  }
  return nullptr;
}

std::optional<Element> read_definition_file(const std::filesystem::path& file, std::string_view root_name,
                                            Findings& findings) {
  const std::string name = file.filename().string();
  Text why;
  std::optional<std::string> read = file_bytes(file, largest_file, why);
  if (!read) {
    findings.push_back(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(name));
    return std::nullopt;
  }
  std::string& bytes = *read;
  if (bytes.size() > largest_file) {
    findings.push_back(finding(Code::file_too_large, {"4 MiB"}).in_file(name));
    return std::nullopt;
  }
  return read_definition(std::move(bytes), name, root_name, findings);
}

std::optional<Element> read_definition(std::string bytes, const std::string& name, std::string_view root_name,
                                       Findings& findings) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  const auto lines = bounded_check(bytes, name, findings);
  if (!lines) return std::nullopt;

  Tree tree;
  try {
    std::istringstream text(bytes);
    read_xml(text, tree, boost::property_tree::xml_parser::trim_whitespace | boost::property_tree::xml_parser::no_comments);
  } catch (const std::exception& error) {
    findings.push_back(finding(Code::definition_malformed, {error.what()}).in_file(name));
    return std::nullopt;
  }
  std::size_t next = 0;
  const auto& [root, content] = tree.front();
  Element element = converted(root, content, "/" + root, *lines, next);
  const std::string* space = element.attribute("xmlns");
  if (element.name != root_name || !space || *space != definition_namespace) {
    findings.push_back(finding(Code::element_missing, {std::string(root_name) + " xmlns=\"" +
                                                       std::string(definition_namespace) + "\""})
                           .in_file(name)
                           .at_line(element.line, element.path));
    return std::nullopt;
  }
  return element;
}

void DefinitionReader::report(const Element& element, Code code, std::initializer_list<std::string> arguments) {
  report(element, code, texts_of(arguments));
}

void DefinitionReader::report(const Element& element, Code code, const std::vector<Text>& arguments) {
  Finding found = finding(code, arguments);
  found.in_file(file_).at_line(element.line, element.path);
  if (element.name == "criterion" || element.name == "group") {
    if (const std::string* id = element.attribute("id")) found.about(*id);
  } else if (!criterion_path_.empty() && element.path.starts_with(criterion_path_)) {
    found.about(criterion_);
  }
  findings_.push_back(std::move(found));
}

void DefinitionReader::enter(const Element& criterion) {
  criterion_ = optional(criterion, "id");
  criterion_path_ = criterion.path + "/";
}

void DefinitionReader::allow(const Element& element, std::initializer_list<std::string_view> attributes,
                             std::initializer_list<std::string_view> children,
                             std::initializer_list<std::string_view> once) {
  check(element, words_of(attributes), words_of(children), words_of(once));
}

void DefinitionReader::allow(const Element& element, std::initializer_list<std::string_view> attributes,
                             const std::vector<std::string_view>& children,
                             std::initializer_list<std::string_view> once) {
  check(element, words_of(attributes), children, words_of(once));
}

void DefinitionReader::check(const Element& element, Words attributes, Words children, Words once) {
  for (const auto& [key, value] : element.attributes) {
    if (!contains(attributes, key) && key != "xmlns") report(element, Code::attribute_unknown, {key, joined(attributes)});
  }
  if (!is_blank(element.text)) report(element, Code::text_unexpected, {element.name});
  std::map<std::string_view, int> counts;
  for (const Element& child : element.children) {
    if (!contains(children, child.name)) report(child, Code::element_unknown, {child.name, joined(children)});
    if (++counts[child.name] == 2 && contains(once, child.name)) report(child, Code::element_repeated, {child.name});
  }
}

std::string DefinitionReader::required(const Element& element, std::string_view attribute) {
  const std::string* value = element.attribute(attribute);
  if (value && !value->empty()) return *value;
  report(element, Code::attribute_missing, {std::string(attribute)});
  return {};
}

std::string DefinitionReader::optional(const Element& element, std::string_view attribute, std::string fallback) {
  const std::string* value = element.attribute(attribute);
  return value ? *value : fallback;
}

std::string DefinitionReader::id(const Element& element, std::string_view attribute) {
  std::string value = required(element, attribute);
  const bool fine = value.size() <= 64 && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
  });
  if (!fine) report(element, Code::value_invalid, {std::string(attribute), value, "A–Z a–z 0–9 . - _"});
  return value;
}

std::optional<Decimal> DefinitionReader::decimal(const Element& element, std::string_view attribute) {
  const std::string* value = element.attribute(attribute);
  if (!value) return std::nullopt;
  const auto number = Decimal::parse_plain(*value);
  static const Decimal largest(1'000'000);
  if (number && !number->is_negative() && *number <= largest && number->places() <= 6) return number;
  const std::string name(attribute);
  report(element, Code::value_invalid,
         std::vector<Text>{{name, name},
                           {*value, *value},
                           {"số từ 0 đến 1000000 với nhiều nhất 6 chữ số thập phân sau dấu chấm, ví dụ 2.5",
                            "a number from 0 to 1000000 with at most 6 decimal places after a point, such as 2.5"}});
  return Decimal();
}

Decimal DefinitionReader::required_decimal(const Element& element, std::string_view attribute) {
  if (auto value = decimal(element, attribute)) return *value;
  report(element, Code::attribute_missing, {std::string(attribute)});
  return Decimal();
}

int DefinitionReader::whole(const Element& element, std::string_view attribute, int low, int high, int fallback) {
  const std::string* value = element.attribute(attribute);
  if (!value) return fallback;
  const auto number = Decimal::parse_plain(*value);
  if (number && number->is_whole() && number->units() >= low && number->units() <= high) {
    return static_cast<int>(number->units());
  }
  report(element, Code::value_invalid, {std::string(attribute), *value, std::to_string(low) + " … " + std::to_string(high)});
  return fallback;
}

std::optional<Date> DefinitionReader::date(const Element& element, std::string_view attribute) {
  const std::string* value = element.attribute(attribute);
  if (!value) return std::nullopt;
  if (const auto date = parse_date(*value)) return date;
  report(element, Code::value_invalid, {std::string(attribute), *value, "2023-12-25"});
  return Date{};
}

Date DefinitionReader::required_date(const Element& element, std::string_view attribute) {
  if (const auto value = date(element, attribute)) return *value;
  report(element, Code::attribute_missing, {std::string(attribute)});
  return {};
}

int DefinitionReader::word(const Element& element, std::string_view attribute,
                           std::initializer_list<std::string_view> words, int fallback) {
  const std::string* value = element.attribute(attribute);
  if (!value) return fallback;
  const auto found = std::find(words.begin(), words.end(), *value);
  if (found != words.end()) return static_cast<int>(found - words.begin());
  report(element, Code::value_invalid, {std::string(attribute), *value, joined(words_of(words))});
  return fallback;
}

Text DefinitionReader::text(const Element& element) {
  Text text;
  for (const Element& child : element.children) {
    if (child.name != "vi" && child.name != "en") continue;
    for (const auto& [key, value] : child.attributes) report(child, Code::attribute_unknown, {key, joined({})});
    for (const Element& markup : child.children) report(markup, Code::element_unknown, {markup.name, joined({})});
  }
  if (const Element* vi = element.child("vi")) text.vi = vi->text;
  if (const Element* en = element.child("en")) text.en = en->text;
  if (text.vi.empty()) report(element, Code::element_missing, {"vi"});
  return text;
}

Text DefinitionReader::child_text(const Element& element, std::string_view child, bool needed) {
  if (const Element* found = element.child(child)) {
    allow(*found, {}, {"vi", "en"}, {"vi", "en"});
    return text(*found);
  }
  if (needed) report(element, Code::element_missing, {std::string(child)});
  return {};
}

}  // namespace thuocdo
