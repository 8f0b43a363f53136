// Workbook files made in memory for tests, in the shape in which LibreOffice writes them.
//
//   std::string bytes = ods_file(ods_table("Bìa", "<table:table-row>…</table:table-row>"));
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "zip_writer.h"

namespace thuocdo::testing {

using Properties = std::vector<std::pair<std::string, std::string>>;

inline const std::string xml_declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
inline const std::string odf_namespaces =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"";

inline std::string ods_table(const std::string& name, const std::string& rows) {
  return "<table:table table:name=\"" + name + "\">" + rows + "</table:table>";
}

inline std::string ods_row(const std::string& cells) { return "<table:table-row>" + cells + "</table:table-row>"; }

inline std::string ods_body(const std::string& spreadsheet) {
  return "<office:body><office:spreadsheet>" + spreadsheet + "</office:spreadsheet></office:body>";
}

inline std::string ods_content(const std::string& spreadsheet) {
  return xml_declaration + "<office:document-content" + odf_namespaces + ">" + ods_body(spreadsheet) +
         "</office:document-content>";
}

inline std::string ods_properties(const Properties& properties) {
  std::string xml = "<office:meta>";
  for (const auto& [name, value] : properties) {
    xml += "<meta:user-defined meta:name=\"" + name + "\">" + value + "</meta:user-defined>";
  }
  return xml + "</office:meta>";
}

inline std::string fods_file(const std::string& spreadsheet, const Properties& properties = {}) {
  return xml_declaration + "<office:document" + odf_namespaces + ">" + ods_properties(properties) +
         ods_body(spreadsheet) + "</office:document>";
}

inline const std::string ods_mimetype = "application/vnd.oasis.opendocument.spreadsheet";
inline const std::string ods_manifest =
    xml_declaration +
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
    "<manifest:file-entry manifest:full-path=\"/\"/></manifest:manifest>";

// The package around a whole content.xml.
inline std::vector<ZipFile> ods_parts(const std::string& content, const Properties& properties = {}) {
  std::vector<ZipFile> parts;
  const auto add = [&](std::string name, std::string text, std::uint16_t method = ZipMethod::deflated) {
    ZipFile file;
    file.name = std::move(name);
    file.content = std::move(text);
    file.method = method;
    parts.push_back(std::move(file));
  };
  add("mimetype", ods_mimetype, ZipMethod::stored);
  add("Configurations2/", "", ZipMethod::stored);
  add("content.xml", content);
  add("meta.xml", xml_declaration + "<office:document-meta" + odf_namespaces + ">" + ods_properties(properties) +
                      "</office:document-meta>");
  add("META-INF/manifest.xml", ods_manifest);
  return parts;
}

inline std::string ods_file(const std::string& spreadsheet, const Properties& properties = {}) {
  return write_zip(ods_parts(ods_content(spreadsheet), properties));
}

struct XlsxSheet {
  std::string name;
  std::string data;  // the rows
  std::string rest;  // what stands after them: merged cells
};

inline const std::string main_namespace =
    " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

inline std::string xlsx_relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
         type + "\" Target=\"" + target + "\"/>";
}

inline std::string xlsx_relations(const std::string& relations) {
  return xml_declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         relations + "</Relationships>";
}

inline std::vector<ZipFile> xlsx_parts(const std::vector<XlsxSheet>& sheets, const std::string& shared_items = {},
                                       const std::string& names = {}, const Properties& properties = {}) {
  std::vector<ZipFile> parts;
  const auto add = [&](std::string name, std::string content) {
    ZipFile file;
    file.name = std::move(name);
    file.content = std::move(content);
    parts.push_back(std::move(file));
  };
  add("[Content_Types].xml",
      xml_declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
  add("_rels/.rels", xlsx_relations(xlsx_relation("rId1", "officeDocument", "xl/workbook.xml") +
                                    xlsx_relation("rId4", "custom-properties", "docProps/custom.xml")));
  std::string custom = xml_declaration +
                       "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\""
                       " xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">";
  for (const auto& [name, value] : properties) {
    custom += "<property name=\"" + name + "\"><vt:lpwstr>" + value + "</vt:lpwstr></property>";
  }
  add("docProps/custom.xml", custom + "</Properties>");

  std::string list;
  std::string relations = xlsx_relation("rIdS", "sharedStrings", "sharedStrings.xml");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
    // Against the order of the workbook, as some offices do.
    const std::string file = "sheet" + std::to_string(sheets.size() - i) + ".xml";
    relations += xlsx_relation("rId" + number, "worksheet", "worksheets/" + file);
    add("xl/worksheets/" + file, xml_declaration + "<worksheet" + main_namespace + "><sheetData>" + sheets[i].data +
                                     "</sheetData>" + sheets[i].rest + "</worksheet>");
  }
  add("xl/workbook.xml", xml_declaration + "<workbook" + main_namespace + "><sheets>" + list +
                             "</sheets><definedNames>" + names + "</definedNames></workbook>");
  add("xl/_rels/workbook.xml.rels", xlsx_relations(relations));
  add("xl/sharedStrings.xml", xml_declaration + "<sst" + main_namespace + ">" + shared_items + "</sst>");
  return parts;
}

inline std::string xlsx_file(const std::vector<XlsxSheet>& sheets, const std::string& shared_items = {},
                             const std::string& names = {}, const Properties& properties = {}) {
  return write_zip(xlsx_parts(sheets, shared_items, names, properties));
}

// The same workbook in all three formats, with something of everything.
inline const Properties sample_properties = {{"thuocdo.programme", "gialai-dti-2023"}, {"thuocdo.unit", "so-noi-vu"}};

inline std::string sample_spreadsheet() {
  const auto text_cell = [](const std::string& text) {
    return "<table:table-cell office:value-type=\"string\"><text:p>" + text + "</text:p></table:table-cell>";
  };
  const std::string answers =
      ods_row(text_cell("1.1") +
              "<table:table-cell office:value-type=\"float\" office:value=\"12.5\"><text:p>12,5</text:p>"
              "</table:table-cell><table:table-cell office:value-type=\"percentage\" office:value=\"0.333\"/>"
              "<table:table-cell table:formula=\"of:=TRUE()\" office:value-type=\"boolean\""
              " office:boolean-value=\"true\"/>"
              "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\""
              " calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>"
              "<table:table-cell table:number-columns-repeated=\"2\"/>" +
              text_cell("dòng một</text:p><text:p>dòng <text:s/>&lt;hai&gt;")) +
      ods_row(
          "<table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\">"
          "<text:p>Nhóm</text:p></table:table-cell><table:covered-table-cell/>"
          "<table:table-cell table:formula=\"of:=&quot;&quot;\"><text:p/></table:table-cell>") +
      "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\""
      " office:value=\"7\"/></table:table-row>";
  return ods_table("Bìa", ods_row(text_cell("Sở Nội vụ"))) +
         ods_table(
             "Phiếu đánh giá",
             "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>" + answers) +
         "<table:named-expressions><table:named-range table:name=\"thuocdo_id\""
         " table:base-cell-address=\"$'Phiếu đánh giá'.$A$1\""
         " table:cell-range-address=\"$'Phiếu đánh giá'.$A$4:.$A$7\"/></table:named-expressions>";
}

inline std::string sample_ods() { return ods_file(sample_spreadsheet(), sample_properties); }
inline std::string sample_fods() { return fods_file(sample_spreadsheet(), sample_properties); }

inline std::vector<ZipFile> sample_xlsx_parts() {
  const std::string rows =
      "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"B4\"><v>12.5</v></c><c r=\"C4\"><v>0.333</v></c>"
      "<c r=\"D4\" t=\"b\"><f>TRUE()</f><v>1</v></c><c r=\"E4\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
      "<c r=\"F4\" s=\"1\"/><c r=\"H4\" t=\"s\"><v>2</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>3</v></c><c r=\"B5\" s=\"2\"/><c r=\"C5\" t=\"str\"><f>\"\"</f><v></v></c>"
      "</row><row r=\"6\"><c r=\"A6\"><v>7</v></c></row><row r=\"7\"><c r=\"A7\"><v>7</v></c></row>";
  return xlsx_parts({{"Bìa", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Sở Nội vụ</t></is></c></row>", ""},
                     {"Phiếu đánh giá", rows, "<mergeCells><mergeCell ref=\"A5:B5\"/></mergeCells>"}},
                    "<si><t>unused</t></si><si><t>1.1</t></si>"
                    "<si><r><t>dòng một_x000D_\n</t></r><r><t>dòng  &lt;hai&gt;</t></r></si><si><t>Nhóm</t></si>",
                    "<definedName name=\"thuocdo_id\">'Phiếu đánh giá'!$A$4:$A$7</definedName>", sample_properties);
}

inline std::string sample_xlsx() { return write_zip(sample_xlsx_parts()); }

}  // namespace thuocdo::testing
