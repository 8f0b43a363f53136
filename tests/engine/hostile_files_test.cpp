// Files that nobody's office writes: each is refused with the right code, quickly, by name and place; and every limit
// lets through what lies just below it.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "sheet/read_workbook.h"
#include "workbook_files.h"

namespace thuocdo {
namespace {

using namespace thuocdo::testing;

constexpr const char* file_name = "phieu.ods";
constexpr std::size_t mebibyte = 1u << 20;

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  all.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// A finding as the contract wants it: one, blocking, with the file's name and whole sentences in both languages.
void expect_sound(const ReadWorkbook& read) {
  ASSERT_EQ(read.findings.size(), 1u);
  const Finding& finding = read.findings[0];
  EXPECT_FALSE(read.workbook);
  EXPECT_EQ(finding.severity, Severity::blocking);
  EXPECT_EQ(finding.place.file, file_name);
  EXPECT_NE(finding.code, Code::internal_error);
  for (const std::string& text : {finding.message.vi, finding.message.en}) {
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
    EXPECT_EQ(text.find(": . "), std::string::npos) << "an argument is missing: " << text;
  }
}

void expect_refused(const std::string& bytes, Code code, const Limits& limits = {}) {
  const ReadWorkbook read = read_workbook(bytes, file_name, limits);
  ASSERT_FALSE(read.findings.empty()) << "was accepted";
  expect_sound(read);
  EXPECT_EQ(read.findings[0].code, code) << read.findings[0].line(Language::english);
}

void expect_accepted(const std::string& bytes, const Limits& limits = {}) {
  const ReadWorkbook read = read_workbook(bytes, file_name, limits);
  for (const Finding& finding : read.findings) ADD_FAILURE() << finding.line(Language::english);
  EXPECT_TRUE(read.workbook);
}

void expect_place(const std::string& bytes, const char* sheet, const char* cell, const Limits& limits = {}) {
  const ReadWorkbook read = read_workbook(bytes, file_name, limits);
  ASSERT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(read.findings[0].place.sheet, sheet);
  EXPECT_EQ(read.findings[0].place.cell, cell);
}

// Limits that let strong compression pass, for what is to be refused further in.
Limits any_ratio() {
  Limits limits;
  limits.ratio = 1'000'000;
  return limits;
}

const std::string one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";

std::string ods_with(const std::string& cells) { return ods_file(ods_table("S", ods_row(cells))); }
std::string ods_with_content(const std::string& content) { return write_zip(ods_parts(content)); }
std::string xlsx_with(const std::string& rows, const std::string& rest = {}, const std::string& shared = {}) {
  return xlsx_file({{"S", rows, rest}}, shared);
}

std::vector<ZipFile> good_ods_parts() { return ods_parts(ods_content(sample_spreadsheet()), sample_properties); }

ZipFile& part(std::vector<ZipFile>& parts, const std::string& name) {
  for (ZipFile& each : parts) {
    if (each.name == name) return each;
  }
  throw std::logic_error("no such part");
}

// The good .ods with one part changed.
template <class Change>
std::string ods_changed(const std::string& name, Change change) {
  std::vector<ZipFile> parts = good_ods_parts();
  change(part(parts, name));
  return write_zip(parts);
}

ZipFile extra(const std::string& name, const std::string& content = "x") {
  ZipFile file;
  file.name = name;
  file.content = content;
  return file;
}

std::string ods_and(const ZipFile& file) {
  std::vector<ZipFile> parts = good_ods_parts();
  parts.push_back(file);
  return write_zip(parts);
}

// --- What kind of file

TEST(Kind, GoodFilesAreAccepted) {
  expect_accepted(sample_ods());
  expect_accepted(sample_fods());
  expect_accepted(sample_xlsx());
}

TEST(Kind, Empty) { expect_refused("", Code::file_empty); }

TEST(Kind, NotAWorkbook) {
  for (const std::string& bytes :
       {std::string("P"), std::string("PK"), std::string("PK\x03"), std::string("PK\x05\x06"), std::string(100, '\0'),
        std::string("criterion,field,value\n1.1,value,co\n"), std::string("<html></html>"),
        std::string("<a xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>"), std::string("   "),
        write_zip({extra("a.txt")}), write_zip({extra("META-INF/MANIFEST.MF")})}) {
    expect_refused(bytes, Code::file_not_workbook);
  }
}

TEST(Kind, AnotherKindOfDocument) {
  expect_refused(
      ods_changed("mimetype", [](ZipFile& file) { file.content = "application/vnd.oasis.opendocument.text"; }),
      Code::file_not_workbook);
  const std::string text_document = xml_declaration + "<office:document-content" + odf_namespaces +
                                    "><office:body><office:text/></office:body></office:document-content>";
  expect_refused(ods_with_content(text_document), Code::file_not_workbook);
  expect_refused(ods_file(""), Code::file_not_workbook);  // no sheet at all
  expect_refused(xlsx_file({}), Code::file_not_workbook);

  std::vector<ZipFile> docx = sample_xlsx_parts();
  part(docx, "xl/workbook.xml").content =
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
  expect_refused(write_zip(docx), Code::file_not_workbook);
  std::vector<ZipFile> xlsb = sample_xlsx_parts();
  part(xlsb, "_rels/.rels").content = xlsx_relations(xlsx_relation("rId1", "officeDocument", "xl/workbook.bin"));
  expect_refused(write_zip(xlsb), Code::file_not_workbook);
}

TEST(Kind, RandomBytes) {
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    std::string bytes = i % 2 == 0 ? "" : "PK\x03\x04";
    for (int n = 0; n < 500; ++n) bytes += static_cast<char>(random() & 0xff);
    expect_refused(bytes, i % 2 == 0 ? Code::file_not_workbook : Code::file_damaged);
  }
}

TEST(Kind, Encrypted) {
  expect_refused(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0'), Code::file_encrypted);
  const std::string manifest =
      xml_declaration +
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
      "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:size=\"352\">"
      "<manifest:encryption-data manifest:checksum=\"x\"/></manifest:file-entry></manifest:manifest>";
  std::vector<ZipFile> parts = good_ods_parts();
  part(parts, "META-INF/manifest.xml").content = manifest;
  part(parts, "content.xml").content = "\x8f\x01 no XML any more";
  part(parts, "content.xml").method = ZipMethod::stored;
  expect_refused(write_zip(parts), Code::file_encrypted);
  // The newer form: one encrypted package inside the package.
  expect_refused(write_zip({extra("mimetype", ods_mimetype), extra("encrypted-package"),
                            extra("META-INF/manifest.xml", manifest)}),
                 Code::file_encrypted);
  expect_refused(ods_changed("content.xml", [](ZipFile& file) { file.flags = 1; }), Code::file_encrypted);
}

TEST(Kind, BothFormatsAtOnce) { expect_refused(ods_and(extra("[Content_Types].xml")), Code::file_hostile); }

// --- The zip

TEST(Zip, TruncatedAnywhere) {
  for (const std::string& whole : {sample_ods(), sample_xlsx()}) {
    for (std::size_t i = 1; i < 50; ++i) {
      expect_refused(whole.substr(0, whole.size() * i / 50), Code::file_damaged);
    }
    expect_refused(whole.substr(0, whole.size() - 1), Code::file_damaged);
    expect_refused(whole + "x", Code::file_damaged);
  }
}

TEST(Zip, Bombs) {
  const std::string text = ods_with_content(std::string(20 * mebibyte, 'a'));
  ASSERT_LT(text.size(), 100'000u);
  expect_refused(text, Code::file_over_limit);
  expect_refused(text, Code::file_over_limit, any_ratio());
  const std::string cells = ods_with(times(300'000, one));
  ASSERT_LT(cells.size(), 200'000u);
  expect_refused(cells, Code::file_over_limit);
  Limits large = any_ratio();
  large.part_bytes = 64 * mebibyte;
  expect_refused(cells, Code::file_over_limit, large);
}

TEST(Zip, SizesThatLie) {
  const std::string bomb = ods_content(std::string(20 * mebibyte, ' '));
  const auto said = [&](std::uint32_t size) {
    return ods_changed("content.xml", [&](ZipFile& file) {
      file.content = bomb;
      file.said_size = size;
    });
  };
  expect_refused(said(1000), Code::file_hostile);
  expect_refused(said(0), Code::file_hostile);
  expect_refused(said(1u << 30), Code::file_over_limit);
  expect_refused(ods_changed("content.xml", [](ZipFile& file) { file.said_size = file.content.size() + 1; }),
                 Code::file_damaged);
  expect_refused(ods_changed("content.xml", [](ZipFile& file) { file.said_size = file.content.size() - 1; }),
                 Code::file_hostile);
  expect_refused(ods_changed("content.xml",
                             [](ZipFile& file) {
                               file.method = ZipMethod::stored;
                               file.said_size = file.content.size() - 1;
                             }),
                 Code::file_damaged);
}

TEST(Zip, WrongCrc) {
  for (const char* name : {"content.xml", "meta.xml", "META-INF/manifest.xml", "mimetype"}) {
    expect_refused(ods_changed(name, [](ZipFile& file) { file.said_crc = 12345; }), Code::file_damaged);
  }
}

TEST(Zip, TheSameNameTwice) {
  expect_refused(ods_and(extra("content.xml", ods_content(ods_table("S", "")))), Code::file_hostile);
  expect_refused(ods_and(extra("Content.XML")), Code::file_hostile);
}

TEST(Zip, NamesThatArePaths) {
  for (const char* name : {"../../etc/passwd", "/etc/passwd", "a/../b", "..", "a\\b", "C:x", "./a", "a//b", ""}) {
    expect_refused(ods_and(extra(name)), Code::file_hostile);
  }
  expect_refused(ods_and(extra(std::string("a\0b", 3))), Code::file_hostile);
  expect_accepted(ods_and(extra("Thumbnails/..a/b..png")));
}

TEST(Zip, EntriesThatAreNotWhereTheDirectorySays) {
  expect_refused(ods_changed("meta.xml", [](ZipFile& file) { file.local_name = "mete.xml"; }), Code::file_hostile);
  expect_refused(ods_changed("meta.xml", [](ZipFile& file) { file.local_method = ZipMethod::stored; }),
                 Code::file_hostile);

  std::string bytes = sample_ods();
  const std::size_t second = bytes.find("PK\x01\x02", bytes.find("PK\x01\x02") + 1);
  std::string overlapping = bytes;
  overlapping.replace(second + 42, 4, std::string(4, '\0'));  // the first entry again
  expect_refused(overlapping, Code::file_hostile);
  std::string outside = bytes;
  outside.replace(second + 42, 4, std::string("\xf0\xff\xff\x7f", 4));
  expect_refused(outside, Code::file_damaged);
  std::string longer = bytes;
  longer.replace(second + 20, 8, std::string("\xf0\xff\xff\x7f\xf0\xff\xff\x7f", 8));  // both sizes
  expect_refused(longer, Code::file_damaged);
}

TEST(Zip, AnEntryInsideAnother) {
  const ZipFile inner = extra("inner.txt", "hidden");
  ZipFile outer = extra("outer.bin", write_zip({inner}));
  outer.method = ZipMethod::stored;
  ZipFile seen = inner;
  seen.said_start = static_cast<std::uint32_t>(30 + outer.name.size());
  std::vector<ZipFile> parts = {outer, seen};
  for (const ZipFile& each : good_ods_parts()) parts.push_back(each);
  expect_refused(write_zip(parts), Code::file_hostile);
  parts[1].said_start.reset();
  expect_accepted(write_zip(parts));
}

TEST(Zip, MoreInThePartThanIsUnpacked) {
  const auto with_tail = [](const std::string& tail) {
    return ods_changed("content.xml", [&](ZipFile& file) {
      file.said_crc = libdeflate_crc32(0, file.content.data(), file.content.size());
      file.said_size = static_cast<std::uint32_t>(file.content.size());
      file.said_method = ZipMethod::deflated;
      file.method = ZipMethod::stored;
      file.content = deflate(file.content) + tail;
    });
  };
  expect_accepted(with_tail(""));
  expect_refused(with_tail("x"), Code::file_damaged);
}

TEST(Zip, WrongDirectory) {
  const auto parts = good_ods_parts();
  ZipEnd end;
  end.count = static_cast<std::uint16_t>(parts.size() + 1);
  expect_refused(write_zip(parts, end), Code::file_damaged);
  end.count = static_cast<std::uint16_t>(parts.size() - 1);
  expect_refused(write_zip(parts, end), Code::file_damaged);
  end = {};
  end.count_on_disk = 1;
  expect_refused(write_zip(parts, end), Code::file_damaged);
  end = {};
  end.directory_size = 46;
  expect_refused(write_zip(parts, end), Code::file_damaged);
  end = {};
  end.directory_start = 0;
  expect_refused(write_zip(parts, end), Code::file_damaged);
  end.directory_start = 0x7fffffff;
  expect_refused(write_zip(parts, end), Code::file_damaged);
  end = {};
  end.disk = 1;
  expect_refused(write_zip(parts, end), Code::file_damaged);
  end = {};
  end.comment = "hidden";
  expect_refused(write_zip(parts, end), Code::file_damaged);
}

TEST(Zip, KindsOfZipThatOfficesDoNotWrite) {
  ZipEnd end;
  end.count = 0xffff;
  expect_refused(write_zip(good_ods_parts(), end), Code::file_hostile);
  end = {};
  end.directory_start = 0xffffffff;
  expect_refused(write_zip(good_ods_parts(), end), Code::file_hostile);
  expect_refused(ods_changed("content.xml", [](ZipFile& file) { file.said_size = 0xffffffff; }), Code::file_hostile);
  for (const int method : {1, 6, 9, 12, 14, 93, 99}) {
    expect_refused(
        ods_changed("content.xml", [&](ZipFile& file) { file.said_method = static_cast<std::uint16_t>(method); }),
        Code::file_hostile);
  }
  expect_refused(ods_changed("content.xml", [](ZipFile& file) { file.flags = 1u << 13; }), Code::file_hostile);
}

TEST(Zip, MissingParts) {
  for (const char* name : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
                           "xl/worksheets/sheet1.xml", "docProps/custom.xml"}) {
    std::vector<ZipFile> parts = sample_xlsx_parts();
    part(parts, name).name = "elsewhere";
    expect_refused(write_zip(parts), Code::file_damaged);
  }
  expect_refused(ods_changed("content.xml", [](ZipFile& file) { file.name = "elsewhere.xml"; }), Code::file_damaged);
}

TEST(Zip, RelationsNeverLeadOutOfThePackage) {
  for (const char* target :
       {"../../../etc/passwd", "/../etc/passwd", "file:///etc/passwd", "worksheets/../sheet1.xml"}) {
    std::vector<ZipFile> parts = sample_xlsx_parts();
    part(parts, "xl/_rels/workbook.xml.rels").content =
        xlsx_relations(xlsx_relation("rId1", "worksheet", target) + xlsx_relation("rId2", "worksheet", target));
    expect_refused(write_zip(parts), Code::file_damaged);
  }
  std::vector<ZipFile> parts = sample_xlsx_parts();
  part(parts, "_rels/.rels").content = xlsx_relations(
      "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\" TargetMode=\"External\"/>");
  expect_refused(write_zip(parts), Code::file_not_workbook);
}

// --- The XML

const std::string laughs =
    "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY a \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">"
    "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

// The content with something before its root element.
std::string before_root(const std::string& content, const std::string& what) {
  return xml_declaration + what + content.substr(xml_declaration.size());
}

TEST(Xml, Doctypes) {
  const std::string text = "<table:table-cell><text:p>&c;</text:p></table:table-cell>";
  for (const std::string& doctype :
       {laughs, "<!DOCTYPE q [<!ENTITY c \"" + std::string(50'000, 'c') + "\">]>",
        std::string("<!DOCTYPE x [<!ENTITY c SYSTEM \"file:///etc/passwd\">]>"), std::string("<!DOCTYPE x>"),
        std::string("<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\">")}) {
    const std::string table = ods_table("S", ods_row(text));
    expect_refused(ods_with_content(before_root(ods_content(table), doctype)), Code::file_hostile);
    expect_refused(before_root(fods_file(table), doctype), Code::file_hostile);
    for (const char* name : {"[Content_Types].xml", "_rels/.rels", "docProps/custom.xml", "xl/workbook.xml",
                             "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
      std::vector<ZipFile> parts = sample_xlsx_parts();
      part(parts, name).content = before_root(part(parts, name).content, doctype);
      // The list of content types is not needed, so it is never read.
      if (std::string_view(name) == "[Content_Types].xml") {
        expect_accepted(write_zip(parts));
      } else {
        expect_refused(write_zip(parts), Code::file_hostile);
      }
    }
    for (const char* name : {"meta.xml", "META-INF/manifest.xml"}) {
      expect_refused(ods_changed(name, [&](ZipFile& file) { file.content = before_root(file.content, doctype); }),
                     Code::file_hostile);
    }
  }
}

std::string utf16(const std::string& ascii, bool big, bool mark) {
  std::string wide;
  if (mark) wide = big ? "\xfe\xff" : "\xff\xfe";
  for (const char letter : ascii) {
    if (big) wide += '\0';
    wide += letter;
    if (!big) wide += '\0';
  }
  return wide;
}

TEST(Xml, OnlyUtf8) {
  const std::string content = ods_content(ods_table("S", ods_row(one)));
  for (const bool big : {true, false}) {
    for (const bool mark : {true, false}) {
      expect_refused(ods_with_content(utf16(content, big, mark)), Code::file_hostile);
    }
  }
  for (const char* encoding : {"ISO-8859-1", "UTF-16", "US-ASCII", "windows-1258"}) {
    std::string other = content;
    other.replace(other.find("UTF-8"), 5, encoding);
    expect_refused(ods_with_content(other), Code::file_hostile);
  }
  std::string lower = content;
  lower.replace(lower.find("UTF-8"), 5, "utf-8");
  expect_accepted(ods_with_content(lower));
  expect_accepted(ods_with_content(content.substr(xml_declaration.size())));
}

TEST(Xml, MalformedText) {
  using namespace std::string_literals;
  for (const std::string& text : {"\xff"s, "\xc0\xaf"s, "\xed\xa0\x80"s, "\xe1\xbb"s, "\xf4\x90\x80\x80"s, "\xc3("s,
                                  "a\0b"s, "&#0;"s, "&#xD800;"s, "&#x110000;"s, "&#1;"s, "\x01"s, "&unknown;"s, "&amp"s,
                                  "<a"s, "]]>"s, "</text:span>"s, "\xef\xbf\xbf"s}) {
    expect_refused(ods_with("<table:table-cell><text:p>" + text + "</text:p></table:table-cell>"), Code::file_damaged);
    expect_refused(xlsx_with("<row><c t=\"str\"><v>" + text + "</v></c></row>"), Code::file_damaged);
  }
}

TEST(Xml, MalformedMarkup) {
  expect_refused(ods_with("<table:table-cell office:value=\"1\" office:value=\"2\"/>"), Code::file_damaged);
  expect_refused(ods_with("<table:table-cell office:value=1/>"), Code::file_damaged);
  expect_refused(ods_with("<table:table-cell>"), Code::file_damaged);
  const std::string content = ods_content(sample_spreadsheet());
  expect_refused(ods_with_content(""), Code::file_damaged);
  expect_refused(ods_with_content(content + "<again/>"), Code::file_damaged);
  expect_refused(ods_with_content(" " + content), Code::file_damaged);
  for (std::size_t i = 0; i < 50; ++i) {
    expect_refused(ods_with_content(content.substr(0, content.size() * i / 50)), Code::file_damaged);
  }
}

TEST(Xml, AMillionNestedElements) {
  const std::string nested = times(1'000'000, "<text:span>") + times(1'000'000, "</text:span>");
  const std::string cell = "<table:table-cell><text:p>" + nested + "</text:p></table:table-cell>";
  Limits limits = any_ratio();
  limits.part_bytes = 64 * mebibyte;
  expect_refused(ods_with(cell), Code::file_over_limit);
  expect_refused(ods_with(cell), Code::file_over_limit, limits);
  expect_refused(fods_file(ods_table("S", ods_row(cell))), Code::file_over_limit, limits);
  // Also inside what is passed over, and without an end.
  const std::string skipped = "<office:annotation>" + nested + "</office:annotation>";
  expect_refused(ods_with("<table:table-cell>" + skipped + "</table:table-cell>"), Code::file_over_limit, limits);
  expect_refused(fods_file(times(500'000, "<a>")), Code::file_over_limit);
}

TEST(Xml, AMillionAttributes) {
  std::string cell = "<table:table-cell";
  for (int i = 0; i < 1'000'000; ++i) cell += " a" + std::to_string(i) + "=\"\"";
  cell += "/>";
  Limits limits = any_ratio();
  limits.part_bytes = 64 * mebibyte;
  expect_refused(ods_with(cell), Code::file_over_limit);
  expect_refused(ods_with(cell), Code::file_over_limit, limits);
}

TEST(Xml, ATagOfMegabytes) {
  const auto attribute = [](std::size_t size) {
    return ods_with("<table:table-cell draw:x=\"" + std::string(size, 'a') + "\"/>");
  };
  expect_accepted(attribute(mebibyte), any_ratio());
  expect_refused(attribute(3 * mebibyte), Code::file_over_limit, any_ratio());
}

std::string renamed(std::string content, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = content.find(from, at)) != std::string::npos; at += to.size()) {
    content.replace(at, from.size(), to);
  }
  return content;
}

TEST(Xml, NamesThatDoNotMeanWhatTheySeem) {
  const std::string content = ods_content(ods_table("S", ods_row("<table:table-cell/>")));
  expect_accepted(ods_with_content(content));
  // Well-formed and right, but under other prefixes: reading by prefix would see nothing, and say nothing.
  for (const char* prefix : {"table:", "office:"}) {
    std::string other = renamed(content, prefix, "x" + std::string(prefix));
    other = renamed(other, "xmlns:" + std::string(prefix).substr(0, 5), "xmlns:x" + std::string(prefix).substr(0, 5));
    expect_refused(ods_with_content(other), Code::file_hostile);
  }
  expect_refused(ods_with_content(renamed(content, "xmlns:text=", "xmlns:t=")), Code::file_hostile);
  expect_refused(ods_with_content(renamed(content, "xmlns:table:1.0", "xmlns:table:2.0")), Code::file_hostile);
  expect_refused(ods_with_content(renamed(content, "xmlns:office=", "other=")), Code::file_hostile);
  const std::string other_table = " xmlns:table=\"urn:other\"";
  const std::string second = " xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"";
  for (const std::string& binding : {other_table, second}) {
    expect_refused(ods_with("<table:table-cell" + binding + "/>"), Code::file_hostile);
    // What is passed over may hold a document of its own.
    expect_accepted(ods_with("<table:table-cell><draw:frame" + binding + "><draw:object" + binding +
                             "/></draw:frame></table:table-cell>"));
  }
  expect_accepted(ods_with("<table:table-cell xmlns:other=\"urn:other\"/>"));
  // Nobody binds a prefix again deeper down, even to the same.
  expect_refused(ods_with("<table:table-cell xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"/>"),
                 Code::file_hostile);

  std::vector<ZipFile> parts = sample_xlsx_parts();
  ZipFile& sheet = part(parts, "xl/worksheets/sheet1.xml");
  const std::string good = sheet.content;
  sheet.content = renamed(good, "xmlns=", "xmlns:x=");
  expect_refused(write_zip(parts), Code::file_hostile);
  sheet.content = renamed(good, "<sheetData>", "<sheetData xmlns=\"urn:other\">");
  expect_refused(write_zip(parts), Code::file_hostile);
  sheet.content = renamed(good, "</sheetData>", "</sheetData><extLst><ext xmlns:x14=\"urn:x14\"/></extLst>");
  expect_accepted(write_zip(parts));
}

// --- Cells

std::string repeated_row(const std::string& count, const std::string& cells) {
  return "<table:table-row table:number-rows-repeated=\"" + count + "\">" + cells + "</table:table-row>";
}

std::string repeated_cell(const std::string& count) {
  return "<table:table-cell table:number-columns-repeated=\"" + count +
         "\" office:value-type=\"float\" office:value=\"1\"/>";
}

TEST(Cells, RowsAndColumnsByTheMillion) {
  const std::string rows = ods_file(ods_table("S", repeated_row("1048576", times(14, one))));
  expect_refused(rows, Code::file_over_limit);
  expect_place(rows, "S", "A1");
  expect_refused(ods_file(ods_table("S", repeated_row("1048576", repeated_cell("16384")))), Code::file_over_limit);
  expect_refused(ods_file(ods_table("S", times(200, repeated_row("1048576", one)))), Code::file_over_limit);
  expect_refused(ods_with(repeated_cell("16384")), Code::file_over_limit);
  // The same without content is what every office writes at the end of a sheet.
  expect_accepted(ods_file(ods_table(
      "S", times(200, repeated_row("1048576", "<table:table-cell table:number-columns-repeated=\"16384\"/>")))));
  // Content far out costs as much as what lies before it would.
  expect_refused(ods_file(ods_table("S", repeated_row("1048575", "<table:table-cell/>") + ods_row(one))),
                 Code::file_over_limit);
  expect_refused(ods_with("<table:table-cell table:number-columns-repeated=\"16383\"/>" + one), Code::file_over_limit);
  expect_refused(
      ods_file(ods_table("S", repeated_row("2000", "<table:table-cell table:number-columns-repeated=\"255\"/>" + one))),
      Code::file_over_limit);
  expect_refused(xlsx_with("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"), Code::file_over_limit);
  expect_refused(xlsx_with("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"), Code::file_over_limit);
}

TEST(Cells, RepeatsThatAreNoCounts) {
  for (const char* count : {"0", "-5", "-1", "2147483647", "2147483648", "4294967297", "99999999999999",
                            "99999999999999999999999", "", " 2", "2 ", "+2", "1e3", "0x10", "1.5", "hai"}) {
    expect_refused(ods_file(ods_table("S", repeated_row(count, one))), Code::file_hostile);
    expect_refused(ods_file(ods_table("S", repeated_row(count, "<table:table-cell/>"))), Code::file_hostile);
    expect_refused(ods_with(repeated_cell(count)), Code::file_hostile);
  }
  expect_place(ods_file(ods_table("S", ods_row(one) + ods_row(one + repeated_cell("-5")))), "S", "B2");
}

TEST(Cells, BlanksByTheMillion) {
  const auto blanks = [](const std::string& count) {
    return ods_with("<table:table-cell><text:p><text:s text:c=\"" + count + "\"/></text:p></table:table-cell>");
  };
  expect_refused(blanks("2000000000"), Code::file_over_limit);
  expect_refused(blanks("1048577"), Code::file_over_limit);
  expect_accepted(blanks("1048576"));
  for (const char* count : {"0", "-1", "99999999999", "x"}) expect_refused(blanks(count), Code::file_hostile);
  const std::string many =
      "<table:table-cell><text:p>" + times(1000, "<text:s text:c=\"1000000\"/>") + "</text:p></table:table-cell>";
  expect_refused(ods_with(many), Code::file_over_limit);
}

TEST(Cells, TextMultipliedByRepeats) {
  const std::string long_text =
      "office:value-type=\"string\"><text:p>" + std::string(100'000, 'a') + "</text:p></table:table-cell>";
  expect_refused(ods_with("<table:table-cell table:number-columns-repeated=\"256\" " + long_text),
                 Code::file_over_limit, any_ratio());
  expect_refused(ods_file(ods_table("S", repeated_row("20000", "<table:table-cell " + long_text))),
                 Code::file_over_limit, any_ratio());
  expect_refused(xlsx_with("<row>" + times(250, "<c t=\"s\"><v>0</v></c>") + "</row>", "",
                           "<si><t>" + std::string(100'000, 'a') + "</t></si>"),
                 Code::file_over_limit, any_ratio());
}

TEST(Cells, MergedRangesAreOnlyClaims) {
  const std::string row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
  const auto merges = [](const std::string& ranges) { return "<mergeCells>" + ranges + "</mergeCells>"; };
  expect_accepted(xlsx_with(row, merges("<mergeCell ref=\"A1:XFD1048576\"/>")));
  expect_refused(xlsx_with(row, merges(times(1000, "<mergeCell ref=\"A1:XFD1048576\"/>"))), Code::file_hostile);
  expect_accepted(ods_file(ods_table(
      "S",
      ods_row(one) + repeated_row("1048575", "<table:covered-table-cell table:number-columns-repeated=\"16384\"/>"))));
}

TEST(Cells, WhatStandsTwice) {
  expect_refused(xlsx_with("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"), Code::file_hostile);
  expect_refused(xlsx_with("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>2</v></c></row>"),
                 Code::file_hostile);
  expect_refused(ods_file(ods_table("S", "") + ods_table("S", "")), Code::file_hostile);
  expect_refused(xlsx_file({{"S", "", ""}, {"S", "", ""}}), Code::file_hostile);
  expect_refused(ods_file(ods_table("S", ""), {{"thuocdo.unit", "a"}, {"thuocdo.unit", "b"}}), Code::file_hostile);
  expect_refused(xlsx_file({{"S", "", ""}}, "", "", {{"thuocdo.unit", "a"}, {"thuocdo.unit", "b"}}),
                 Code::file_hostile);
  const std::string name = "<table:named-range table:name=\"n\" table:cell-range-address=\"$S.$A$1\"/>";
  expect_refused(
      ods_file(ods_table("S", "") + "<table:named-expressions>" + name + name + "</table:named-expressions>"),
      Code::file_hostile);
  const std::string defined = "<definedName name=\"n\">S!$A$1</definedName>";
  expect_refused(xlsx_file({{"S", "", ""}}, "", defined + defined), Code::file_hostile);
  const std::string bodies = ods_body(ods_table("S", "")) + ods_body(ods_table("T", ""));
  expect_refused(ods_with_content(xml_declaration + "<office:document-content" + odf_namespaces + ">" + bodies +
                                  "</office:document-content>"),
                 Code::file_hostile);
}

TEST(Cells, AddressesThatAreWrong) {
  for (const char* address : {"A2", "1", "A", "", "AAAA1", "A0", "a1", "A1 ", "A1:B1", "A99999999999", "A01"}) {
    expect_refused(xlsx_with("<row r=\"1\"><c r=\"" + std::string(address) + "\"><v>1</v></c></row>"),
                   Code::file_hostile);
  }
  for (const char* row : {"0", "-1", "x", "99999999999999999999"}) {
    expect_refused(xlsx_with("<row r=\"" + std::string(row) + "\"/>"), Code::file_hostile);
  }
}

TEST(Cells, SharedStringsThatAreMissing) {
  for (const char* index : {"1", "-1", "99999999999999999999", "x", "0x0"}) {
    const std::string bytes = xlsx_with("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>" + std::string(index) + "</v></c></row>",
                                        "", "<si><t>a</t></si>");
    expect_refused(bytes, Code::file_damaged);
    expect_place(bytes, "S", "B3");
  }
}

TEST(Cells, TablesInsideCells) {
  expect_refused(ods_with("<table:table-cell>" + ods_table("T", ods_row(one)) + "</table:table-cell>"),
                 Code::file_hostile);
}

// --- Every limit: just below, and just above

TEST(Limit, FileBytes) {
  Limits limits;
  limits.file_bytes = sample_ods().size();
  expect_accepted(sample_ods(), limits);
  --limits.file_bytes;
  expect_refused(sample_ods(), Code::file_over_limit, limits);
}

TEST(Limit, Entries) {
  std::vector<ZipFile> parts = good_ods_parts();
  while (parts.size() < Limits().entries) parts.push_back(extra("Pictures/" + std::to_string(parts.size())));
  expect_accepted(write_zip(parts));
  parts.push_back(extra("one more"));
  expect_refused(write_zip(parts), Code::file_over_limit);
  while (parts.size() < 60'000) parts.push_back(extra(std::to_string(parts.size()), ""));
  expect_refused(write_zip(parts), Code::file_over_limit);
}

TEST(Limit, PartBytes) {
  const std::string content = ods_content(sample_spreadsheet());
  Limits limits;
  limits.part_bytes = content.size();
  expect_accepted(sample_ods(), limits);
  --limits.part_bytes;
  expect_refused(sample_ods(), Code::file_over_limit, limits);
  limits.part_bytes = sample_fods().size();
  expect_accepted(sample_fods(), limits);
  --limits.part_bytes;
  expect_refused(sample_fods(), Code::file_over_limit, limits);
}

TEST(Limit, AllPartsBytes) {
  std::size_t read = 0;
  for (const ZipFile& each : good_ods_parts()) read += each.content.size();
  Limits limits;
  limits.all_parts_bytes = read;
  expect_accepted(sample_ods(), limits);
  --limits.all_parts_bytes;
  expect_refused(sample_ods(), Code::file_over_limit, limits);
}

TEST(Limit, Ratio) {
  const std::string content = ods_content(ods_table("S", "") + "<!--" + std::string(100'000, ' ') + "-->");
  const std::size_t ratio = content.size() / deflate(content).size();  // rounded down
  Limits limits;
  limits.ratio = ratio + 1;
  expect_accepted(ods_with_content(content), limits);
  limits.ratio = ratio;
  expect_refused(ods_with_content(content), Code::file_over_limit, limits);
  limits.ratio_from = content.size();
  expect_accepted(ods_with_content(content), limits);
  limits.ratio_from = content.size() - 1;
  expect_refused(ods_with_content(content), Code::file_over_limit, limits);
}

TEST(Limit, Depth) {
  // document-content, body, spreadsheet, table, row, cell, p: 7.
  const auto spans = [](std::size_t count) {
    return ods_with("<table:table-cell><text:p>" + times(count, "<text:span>") + times(count, "</text:span>") +
                    "</text:p></table:table-cell>");
  };
  expect_accepted(spans(Limits().depth - 7));
  expect_refused(spans(Limits().depth - 6), Code::file_over_limit);
}

TEST(Limit, Attributes) {
  const auto cell = [](std::size_t count) {
    std::string text = "<table:table-cell";
    for (std::size_t i = 0; i < count; ++i) text += " a" + std::to_string(i) + "=\"\"";
    return ods_with(text + "/>");
  };
  expect_accepted(cell(Limits().attributes));
  expect_refused(cell(Limits().attributes + 1), Code::file_over_limit);
}

TEST(Limit, TextBytes) {
  const std::size_t most = Limits().text_bytes;
  const auto paragraph = [](std::size_t size) {
    return ods_with("<table:table-cell><text:p>" + std::string(size, 'a') + "</text:p></table:table-cell>");
  };
  expect_accepted(paragraph(most), any_ratio());
  expect_refused(paragraph(most + 1), Code::file_over_limit, any_ratio());
  const auto stored = [](std::size_t size) {
    return ods_with("<table:table-cell office:value-type=\"string\" office:string-value=\"" + std::string(size, 'a') +
                    "\"/>");
  };
  expect_accepted(stored(most), any_ratio());
  expect_refused(stored(most + 1), Code::file_over_limit, any_ratio());
  const auto property = [](std::size_t size) { return ods_file(ods_table("S", ""), {{"p", std::string(size, 'a')}}); };
  expect_accepted(property(most), any_ratio());
  expect_refused(property(most + 1), Code::file_over_limit, any_ratio());
  const auto in_xlsx = [](std::size_t size) {
    return xlsx_with("<row><c t=\"str\"><v>" + std::string(size, 'a') + "</v></c></row>");
  };
  expect_accepted(in_xlsx(most), any_ratio());
  expect_refused(in_xlsx(most + 1), Code::file_over_limit, any_ratio());
  const auto rich = [](std::size_t size) {
    return xlsx_with("<row><c t=\"inlineStr\"><is><r><t>" + std::string(size - 1, 'a') +
                     "</t></r><r><t>b</t></r></is></c></row>");
  };
  expect_accepted(rich(most), any_ratio());
  expect_refused(rich(most + 1), Code::file_over_limit, any_ratio());
  const auto shared = [](std::size_t size) {
    return xlsx_with("", "", "<si><t>" + std::string(size, 'a') + "</t></si>");
  };
  expect_accepted(shared(most), any_ratio());
  expect_refused(shared(most + 1), Code::file_over_limit, any_ratio());
  const auto custom = [](std::size_t size) {
    return xlsx_file({{"S", "", ""}}, "", "", {{"p", std::string(size, 'a')}});
  };
  expect_accepted(custom(most), any_ratio());
  expect_refused(custom(most + 1), Code::file_over_limit, any_ratio());
}

TEST(Limit, AllTextBytes) {
  // A text counts as value and as shown text; the sheet's name counts too.
  Limits limits;
  limits.all_text_bytes = 1 + 2 * 3 * 10;
  const std::string cell = "<table:table-cell><text:p>0123456789</text:p></table:table-cell>";
  expect_accepted(ods_with(times(3, cell)), limits);
  expect_refused(ods_with(times(4, cell)), Code::file_over_limit, limits);
  expect_accepted(ods_file(ods_table("S", repeated_row("3", cell))), limits);
  expect_refused(ods_file(ods_table("S", repeated_row("4", cell))), Code::file_over_limit, limits);
  expect_accepted(ods_file(ods_table("S", times(3, ods_row(cell)))), limits);
  expect_refused(ods_file(ods_table("S", times(4, ods_row(cell)))), Code::file_over_limit, limits);
}

TEST(Limit, Rows) {
  const auto rows = [](std::size_t count) {
    return ods_file(ods_table("S", repeated_row(std::to_string(count), one)));
  };
  expect_accepted(rows(Limits().rows));
  expect_refused(rows(Limits().rows + 1), Code::file_over_limit);
  const auto row = [](std::size_t number) {
    return xlsx_with("<row r=\"" + std::to_string(number) + "\"><c><v>1</v></c></row>");
  };
  expect_accepted(row(Limits().rows));
  expect_refused(row(Limits().rows + 1), Code::file_over_limit);
}

TEST(Limit, Columns) {
  expect_accepted(ods_with(repeated_cell(std::to_string(Limits().columns))));
  expect_refused(ods_with(repeated_cell(std::to_string(Limits().columns + 1))), Code::file_over_limit);
  expect_accepted(xlsx_with("<row>" + times(Limits().columns, "<c><v>1</v></c>") + "</row>"));
  expect_refused(xlsx_with("<row>" + times(Limits().columns + 1, "<c><v>1</v></c>") + "</row>"), Code::file_over_limit);
}

TEST(Limit, Cells) {
  Limits limits;
  limits.cells = 1000;
  const std::string ten = repeated_row("100", times(10, one));
  expect_accepted(ods_file(ods_table("S", ten)), limits);
  expect_refused(ods_file(ods_table("S", ten + ods_row(one))), Code::file_over_limit, limits);
  expect_refused(ods_file(ods_table("S", ten) + ods_table("T", ods_row(one))), Code::file_over_limit, limits);
  expect_accepted(xlsx_with(times(100, "<row>" + times(10, "<c><v>1</v></c>") + "</row>")), limits);
  expect_refused(xlsx_with(times(101, "<row>" + times(10, "<c><v>1</v></c>") + "</row>")), Code::file_over_limit,
                 limits);
}

TEST(Limit, Sheets) {
  std::string tables;
  std::vector<XlsxSheet> sheets;
  for (std::size_t i = 0; i < Limits().sheets; ++i) {
    tables += ods_table(std::to_string(i), "");
    sheets.push_back({std::to_string(i), "", ""});
  }
  expect_accepted(ods_file(tables));
  expect_accepted(xlsx_file(sheets));
  sheets.push_back({"one more", "", ""});
  expect_refused(ods_file(tables + ods_table("one more", "")), Code::file_over_limit);
  expect_refused(xlsx_file(sheets), Code::file_over_limit);
}

// --- Whatever happens to a file on its way: a workbook or a finding, and never anything else

// True when the file was accepted.
bool expect_sound_result(const std::string& bytes, int round) {
  SCOPED_TRACE(round);
  const ReadWorkbook read = read_workbook(bytes, file_name);
  if (read.workbook) {
    EXPECT_TRUE(read.findings.empty());
    EXPECT_FALSE(read.workbook->sheets.empty());
  } else {
    expect_sound(read);
  }
  return read.workbook.has_value();
}

// Changes, swaps, inserts or removes a few bytes, in up to `most` places.
void mutate(std::string& bytes, std::mt19937& random, std::uint32_t most) {
  const auto place = [&] { return static_cast<std::size_t>(random() % bytes.size()); };
  for (std::uint32_t left = 1 + random() % most; left > 0 && bytes.size() > 8; --left) {
    switch (random() % 5) {
      case 0:
        bytes[place()] = static_cast<char>(random() & 0xff);
        break;
      case 1:
        bytes[place()] ^= static_cast<char>(1u << random() % 8);
        break;
      case 2:
        std::swap(bytes[place()], bytes[place()]);
        break;
      case 3:
        bytes.erase(place(), 1 + random() % 8);
        break;
      default:
        bytes.insert(place(), bytes.substr(place(), 1 + random() % 40));
        break;
    }
  }
}

void mutate_packages(const std::vector<ZipFile>& parts, std::uint32_t seed) {
  std::mt19937 random(seed);
  const std::string whole = write_zip(parts);
  for (int round = 0; round < 1500; ++round) {
    std::string bytes = whole;
    mutate(bytes, random, 4);
    expect_sound_result(bytes, round);
  }
  int accepted = 0;
  for (int round = 0; round < 1500; ++round) {
    std::vector<ZipFile> changed = parts;
    std::string* content = nullptr;
    while (content == nullptr || content->size() < 40) content = &changed[random() % changed.size()].content;
    mutate(*content, random, round % 2 == 0 ? 1 : 4);
    accepted += expect_sound_result(write_zip(changed), round) ? 1 : 0;
  }
  // Neither all nor none: otherwise the mutations would test only the first check.
  EXPECT_GT(accepted, 100);
  EXPECT_LT(accepted, 1400);
}

TEST(Mutations, Ods) { mutate_packages(good_ods_parts(), 20231225); }
TEST(Mutations, Xlsx) { mutate_packages(sample_xlsx_parts(), 20240115); }

TEST(Mutations, Fods) {
  std::mt19937 random(7);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes = sample_fods();
    mutate(bytes, random, 4);
    expect_sound_result(bytes, round);
  }
}

}  // namespace
}  // namespace thuocdo
