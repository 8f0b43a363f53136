// The quick way through XML as offices write it. check_plain_xml() accepts a strict subset of well-formed XML 1.0:
//
//   - UTF-8 without a byte order mark; nothing but an XML declaration and blanks around one root element;
//   - elements nested properly, names of ASCII letters, digits and _ : . -, no attribute twice;
//   - the five entities &lt; &gt; &amp; &quot; &apos; and numbers of characters that XML allows;
//   - no comment, processing instruction, CDATA section or DOCTYPE, no "]]>" and no carriage return in a text, no tab or
//     line end in an attribute;
//   - within the limits on depth, attributes, and the length of a tag or text.
//
// Whatever else there is, however proper, is left to the parser behind read_xml(), which is also the one to say what is
// wrong: the two give the same elements, attributes and texts for everything that is accepted here.
//
//   if (const auto plain = check_plain_xml(xml, limits)) PlainXmlWalk walk(*plain); …
//
// For xml_reader.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/limits.h"
#include "sheet/xml_reader.h"

namespace thuocdo {

struct PlainXml {
  struct Element {
    std::uint32_t after = 0;  // where its end tag ends
    std::uint32_t next = 0;   // index of the element that follows all those inside it
    bool operator==(const Element&) const = default;
  };
  std::string_view xml;
  std::uint32_t root = 0;          // where the root's start tag begins
  std::vector<Element> elements;  // in the order of their start tags
};

// A text or tag may be `longest_run` bytes long, up to the next "<".
std::optional<PlainXml> check_plain_xml(std::string_view xml, std::size_t longest_run, const Limits& limits);

// Checks many texts that begin alike: sheets of one programme have hundreds of kilobytes of styles and input help before the
// first answer. What was found in one text holds for another up to the last mark before the first byte in which they
// differ, since each step of the check depends on what stands before it alone. So the answers are those of
// check_plain_xml(), whatever was checked before. Keeps up to two texts, for sheets that two releases of an office wrote.
class PlainXmlMemory {
 public:
  std::optional<PlainXml> check(std::string_view xml, std::size_t longest_run, const Limits& limits);

  // Where the check stood right before a tag.
  struct Mark {
    struct Open {
      std::uint32_t name;
      std::uint32_t size;
      std::uint32_t index;
    };
    std::uint32_t at;
    std::uint32_t run;
    std::uint32_t root;
    std::uint32_t elements;
    std::vector<Open> open;
  };

 private:
  struct Known {
    std::string xml;
    std::size_t longest_run = 0;
    std::size_t depth = 0;
    std::size_t attributes = 0;
    std::vector<PlainXml::Element> elements;
    std::vector<Mark> marks;
  };

  std::array<Known, 2> known_;
  std::size_t next_ = 0;  // that is replaced next
};

// Goes through checked XML, step by step, from the root's start tag to its end tag.
class PlainXmlWalk {
 public:
  enum class Step { start, end, text, over };

  explicit PlainXmlWalk(const PlainXml& plain);
  Step next();
  // After `start`; valid until the next step.
  std::string_view name() const { return name_; }
  XmlAttributes attributes() const { return XmlAttributes(attributes_.data(), attributes_.size()); }
  // After `text`: a piece of it, as a text with entities comes in several.
  std::string_view text() const { return text_; }
  // After `start`: leaves out the element with all that is in it, and its `end`.
  void skip();

 private:
  Step start();
  std::string_view value(std::string_view written);

  const PlainXml& plain_;
  const char* at_;
  std::size_t element_ = 0;  // that starts next
  std::size_t depth_ = 0;
  bool empty_ = false;  // <name/>: its end comes next
  std::string_view name_;
  std::string_view text_;
  std::vector<XmlAttribute> attributes_;
  std::deque<std::string> decoded_;  // attribute values with entities
  char character_[4] = {};
};

}  // namespace thuocdo
