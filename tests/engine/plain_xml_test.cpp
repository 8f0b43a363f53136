// The quick way through XML (sheet/plain_xml.h) takes nothing that the parser refuses, and tells the same of what it takes.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "sheet/plain_xml.h"
#include "sheet/xml_reader.h"
#include "workbook_files.h"

namespace thuocdo {
namespace {

using namespace thuocdo::testing;

// All that it is told, one line each; neighbouring pieces of a text are put together.
class Told : public XmlHandler {
 public:
  explicit Told(std::string skipped) : skipped_(std::move(skipped)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    all += "\n<" + std::string(name);
    for (const XmlAttribute& one : attributes) {
      all += "\n  " + std::string(one.name) + "=" + std::string(one.value);
    }
    if (name == skipped_) {
      all += " skipped";
      skip();
    }
    in_text_ = false;
  }
  void end() override {
    all += "\n>";
    in_text_ = false;
  }
  void text(std::string_view piece) override {
    if (!std::exchange(in_text_, true)) all += "\n: ";
    all += piece;
  }

  std::string all;

 private:
  std::string skipped_;
  bool in_text_ = false;
};

Limits small_limits() {
  Limits limits;
  limits.depth = 6;
  limits.attributes = 5;
  return limits;
}

using Reader = decltype(&read_xml);
std::string told_by(Reader reader, const std::string& xml, const std::string& skipped, const Limits& limits) {
  static const XmlNamespaces namespaces = {{"a", "urn:a"}, {"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"}};
  Told told(skipped);
  const auto refusal = reader(xml, "part", namespaces, told, limits);
  // What is told before a refusal is thrown away by every caller.
  return refusal ? "refused " + std::to_string(static_cast<int>(refusal->code)) + refusal->what.en : told.all;
}

bool is_plain(const std::string& xml, const Limits& limits = {}) {
  // Exactly as many bytes as there are, so that the sanitizer sees a step past the end.
  const std::vector<char> exact(xml.begin(), xml.end());
  return check_plain_xml({exact.data(), exact.size()}, limits.text_bytes, limits).has_value();
}

// True where it is taken the quick way.
bool agree(const std::string& xml, const std::string& skipped = "b", const Limits& limits = {}) {
  EXPECT_EQ(told_by(&read_xml, xml, skipped, limits), told_by(&read_xml_by_parser, xml, skipped, limits)) << xml.substr(0, 2000);
  return is_plain(xml, limits);
}

TEST(PlainXml, TakesWhatOfficesWrite) {
  for (const char* xml : {
           "<a/>",
           "<a></a >\n",
           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<a x='1' y=\"it's\"\n z='\"'><b/>t<c>é</c>\n</a>\r\n",
           "<?xml version=\"1.0\" standalone=\"yes\"?><a/>",
           "<a x=\"&lt;&gt;&amp;&quot;&apos;&#10;&#x1F600;&#13;>\">&lt;&#9;> ] ]] ]>&#xD7FF;&#xFFFD;&#x10FFFF;\x7f</a>",
           "<a:b xmlns:a=\"urn:a\" a:c-d.e_f=\"\">đ – \xf0\x9f\x98\x80 \xef\xbf\xbd</a:b>",
           "<a><b><b x=\"1\"/>left out</b>told<b/></a>",
           "<b><c/></b>",
       }) {
    EXPECT_TRUE(agree(xml)) << xml;
  }
}

TEST(PlainXml, LeavesTheRestToTheParser) {
  using namespace std::string_literals;
  for (const std::string& xml : {
           ""s, " "s, "a"s, ">"s, "<"s, "<>"s, "</a>"s, "<a"s, "<a>"s, "<a>>"s, "<a/"s, "</>"s, "<a/ >"s, "<a></b>"s, "<a></a"s, "<a></aa>"s,
           "<a><b></a></b>"s, "<a/><b/>"s, "<a/>x>"s, "x<a/>"s, "< a/>"s, "<a></ a>"s, "<1/>"s, "<-/>"s, "<\xc3\xa9/>"s,
           "<a x=1/>"s, "<a x/>"s, "<a x=/>"s, "<a x =\"1\"/>"s, "<a x= \"1\"/>"s, "<a x=\"1\"y=\"2\"/>"s, "<a x=\"1\" x=\"2\"/>"s, "<a x=\"<\"/>"s,
           "<a x=\"1/>"s, "<a x='1\"/>"s, "<a x=\"\t\"/>"s, "<a x=\"\n\"/>"s, "<a x=\"\r\"/>"s, "<a =\"1\"/>"s,
           "<a>&</a>"s, "<a>&;</a>"s, "<a>&nbsp;</a>"s, "<a>&lt</a>"s, "<a>&amp</a>"s, "<a>&#;</a>"s, "<a>&#x;</a>"s, "<a>&#0;</a>"s,
           "<a>&#x1;</a>"s, "<a>&#xD800;</a>"s, "<a>&#xDFFF;</a>"s, "<a>&#xFFFE;</a>"s, "<a>&#xFFFF;</a>"s, "<a>&#x110000;</a>"s,
           "<a>&#X41;</a>"s, "<a>&#4294967361;</a>"s, "<a>&#1A;</a>"s, "<a>&#-1;</a>"s, "<a>&#00000065;</a>"s, "<a x=\"&#0;\"/>"s, "<a x=\"&y;\"/>"s,
           "<a>]]></a>"s, "<a>x]]]></a>"s, "<a>\r</a>"s, "<a>\0</a>"s, "<a>\x01</a>"s, "<a>\x1f</a>"s, "<a x=\"\0\"/>"s, "<a\0/>"s,
           "<a>\x80</a>"s, "<a>\xc0\x80</a>"s, "<a>\xc1\xbf</a>"s, "<a>\xe0\x9f\xbf</a>"s, "<a>\xed\xa0\x80</a>"s, "<a>\xef\xbf\xbe</a>"s,
           "<a>\xef\xbf\xbf</a>"s, "<a>\xf0\x8f\xbf\xbf</a>"s, "<a>\xf4\x90\x80\x80</a>"s, "<a>\xf5\x80\x80\x80</a>"s, "<a>\xff</a>"s, "<a>\xc3</a>"s,
           "<a>\xe2\x82</a>"s, "<a>\xf0\x9f\x98</a>"s, "<a>\xc3>"s, "<a x=\"\xe2>"s, "<a x=\"\xc3\"/>"s, "<a x=\"\xed\xa0\x80\"/>"s,
           "\xef\xbb\xbf<a/>"s, "\xff\xfe<\0a\0/\0>\0"s, " <?xml version=\"1.0\"?><a/>"s, "<?xml version=\"1.1\"?><a/>"s,
           "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"s, "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"s,
           "<?xml version=\"1.0\" standalone=\"no\" encoding=\"UTF-8\"?><a/>"s, "<?xml version=\"1.0\"?>"s, "<?xml version=\"1.0\"?>>"s,
           "<?xml?><a/>"s, "<!-- c --><a/>"s, "<a><!-- c --></a>"s, "<a><?p i?></a>"s, "<a><![CDATA[x]]></a>"s, "<a/><!-- c -->"s,
           "<!DOCTYPE a><a/>"s, "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>"s,
       }) {
    EXPECT_FALSE(agree(xml)) << xml;
  }
}

TEST(PlainXml, ObeysTheLimits) {
  const Limits limits = small_limits();
  EXPECT_TRUE(agree("<a><a><a><a><a><a/></a></a></a></a></a>", "b", limits));
  EXPECT_FALSE(agree("<a><a><a><a><a><a><a/></a></a></a></a></a></a>", "b", limits));
  EXPECT_FALSE(agree("<b><a><a><a><a><a><a/></a></a></a></a></a></b>", "b", limits)) << "inside what is skipped, too";
  EXPECT_TRUE(agree("<a q='' w='' e='' r='' t=''/>", "b", limits));
  EXPECT_FALSE(agree("<a q='' w='' e='' r='' t='' y=''/>", "b", limits));
  const auto fits = [](const std::string& xml) { return check_plain_xml(xml, 10, {}).has_value(); };
  EXPECT_TRUE(fits("<a>1234567</a>"));
  EXPECT_TRUE(fits("<a/>      "));
  EXPECT_FALSE(fits("<a>12345678</a>"));
  EXPECT_FALSE(fits("<a b='123'/>"));
  EXPECT_FALSE(fits("<a/>       "));
  EXPECT_FALSE(fits("           <a/>"));
}

TEST(PlainXml, AsksForTheSameNamespaces) {
  for (const char* xml : {"<x xmlns:a=\"urn:b\"/>", "<x xmlns:c=\"urn:a\"/>", "<x xmlns:a=\"urn:a\"><y xmlns:a=\"urn:a\"/></x>",
                          "<x><y xmlns:a=\"urn:b\"/></x>", "<x><b xmlns:a=\"urn:b\"/></x>", "<x xmlns:a=\"urn:&#97;\"/>"}) {
    EXPECT_TRUE(agree(xml)) << xml;
  }
}

// Replaces, removes, doubles and swaps pieces, more often than not at signs that mean something.
void change(std::string& xml, std::mt19937& random) {
  static const std::string signs = "<>&;\"'/=] \n\t\r!?-#x:";
  static const std::vector<std::string> pieces = {
      "<", ">", "</", "/>", "&", "&amp;", "&#", "&#x41;", "&#0;", ";", "\"", "'", "=", "]]>", "<!--", "-->", "<?", "?>", "<![CDATA[", " ", "\r", "\n",
      std::string(1, '\0'), "\x01", "\x80", "\xc3", "\xe1\xba", "\xef\xbf\xbe", "\xed\xa0\x80", "\xf0\x9f\x98\x80", " x=\"1\"", " xmlns:a=\"urn:b\"", "<a/>"};
  for (std::uint32_t left = 1 + random() % 3; left > 0 && xml.size() > 8; --left) {
    std::size_t at = random() % xml.size();
    if (random() % 3 != 0) at = std::min(xml.find_first_of(signs, at), xml.size() - 1);
    switch (random() % 6) {
      case 0:
        xml[at] = static_cast<char>(random() & 0xff);
        break;
      case 1:
        xml.erase(at, 1 + random() % 4);
        break;
      case 2:
        xml.insert(at, pieces[random() % pieces.size()]);
        break;
      case 3:
        xml.insert(at, xml.substr(random() % xml.size(), 1 + random() % 30));
        break;
      case 4:
        xml.replace(at, 1, pieces[random() % pieces.size()]);
        break;
      default:
        std::swap(xml[at], xml[random() % xml.size()]);
        break;
    }
  }
}

TEST(PlainXml, AgreesOnThousandsOfDamagedParts) {
  std::vector<std::string> parts = {
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a:r xmlns:a=\"urn:a\"><b x=\"1\" y='&lt;&#x1EA1;'>t&amp;<c/>ề</b>] x\n<d e=\"Phiếu\"/></a:r>\n",
  };
  for (const ZipFile& part : ods_parts(ods_content(sample_spreadsheet()), sample_properties)) parts.push_back(part.content);
  for (const ZipFile& part : sample_xlsx_parts()) parts.push_back(part.content);
  std::mt19937 random(20260108);
  int plain = 0;
  constexpr int rounds = 40'000;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE(round);
    std::string xml = parts[round % 2 == 0 ? 0 : random() % parts.size()];
    change(xml, random);
    plain += agree(xml, round % 3 == 0 ? "b" : "table:table-row") ? 1 : 0;
  }
  // Neither all nor none: otherwise only one of the two ways would be tried.
  EXPECT_GT(plain, rounds / 20);
  EXPECT_LT(plain, rounds / 2);
}

// As long as what is kept, with every kind of sign in it.
std::string long_xml(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"<b x=\"1\" y='&lt;&#x1EA1;'>t&amp;<c/>ề</b>", "] x\n", "]]", "<d e=\"Phiếu\"/>", "<e><f><g/></f> &gt;</e>", "<h>đ – </h >", "&quot;"};
  std::string xml = "<?xml version=\"1.0\"?>\n<a>";
  while (xml.size() < 100'000) xml += pieces[random() % pieces.size()];
  return xml + "</a>\n";
}

TEST(PlainXml, RemembersOnlyWhatHoldsForTheNextText) {
  std::mt19937 random(20261123);
  const std::vector<std::string> texts = {long_xml(random), long_xml(random), long_xml(random)};
  PlainXmlMemory memory;
  int plain = 0;
  constexpr int rounds = 1500;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE(round);
    std::string xml = texts[random() % (round % 50 == 0 ? texts.size() : 2)];
    if (round % 5 != 0) change(xml, random);
    if (round % 11 == 0) xml.resize(random() % xml.size());
    if (round % 13 == 0) xml.insert(random() % xml.size(), std::string(2000, ' '));
    Limits limits;
    limits.depth = round % 17 == 0 ? 3 : 60;
    const std::size_t longest_run = round % 19 == 0 ? 1000 : 10'000;
    const std::vector<char> exact(xml.begin(), xml.end());
    const auto alone = check_plain_xml({exact.data(), exact.size()}, longest_run, limits);
    const auto remembered = memory.check({exact.data(), exact.size()}, longest_run, limits);
    ASSERT_EQ(alone.has_value(), remembered.has_value());
    if (!alone) continue;
    ++plain;
    EXPECT_EQ(alone->root, remembered->root);
    EXPECT_EQ(alone->elements, remembered->elements);
  }
  EXPECT_GT(plain, rounds / 10);
  EXPECT_LT(plain, rounds);
}

TEST(PlainXml, TakesTheSampleWorkbooks) {
  EXPECT_TRUE(agree(ods_content(sample_spreadsheet())));
  for (const ZipFile& part : sample_xlsx_parts()) EXPECT_TRUE(agree(part.content)) << part.name;
}

}  // namespace
}  // namespace thuocdo
