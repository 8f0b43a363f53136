#include "sheet/ods_writer.h"

#include <algorithm>
#include <array>
#include <set>

#include "programme/csv.h"
#include "sheet/long_text.h"
#include "sheet/ods_chart.h"
#include "sheet/stored_zip.h"

namespace thuocdo {
namespace {

constexpr std::string_view media_type = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::string_view chart_type = "application/vnd.oasis.opendocument.chart";
constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::size_t longest_name = 31;  // what .xlsx takes

struct LookStyle {
  std::string_view name;
  std::string_view cell;
  std::string_view text;
};
LookStyle look_style(OdsLook look) {
  switch (look) {
    case OdsLook::plain: return {"plain", "style:vertical-align=\"top\"", ""};
    case OdsLook::title: return {"title", "", "fo:font-weight=\"bold\" fo:font-size=\"14pt\""};
    case OdsLook::heading:
      return {"heading", "fo:wrap-option=\"wrap\" style:vertical-align=\"middle\" fo:background-color=\"#dce6f1\" fo:border=\"0.5pt solid #7f7f7f\"", "fo:font-weight=\"bold\""};
    case OdsLook::strong: return {"strong", "fo:wrap-option=\"wrap\" style:vertical-align=\"top\"", "fo:font-weight=\"bold\""};
    case OdsLook::quiet: return {"quiet", "", "fo:color=\"#595959\""};
    case OdsLook::wrapped: return {"wrapped", "fo:wrap-option=\"wrap\" style:vertical-align=\"top\"", ""};
    case OdsLook::group:
      return {"group", "fo:wrap-option=\"wrap\" style:vertical-align=\"top\" fo:background-color=\"#f2f2f2\"", "fo:font-weight=\"bold\""};
    case OdsLook::caution: return {"caution", "", "fo:font-weight=\"bold\" fo:color=\"#9c3a00\""};
  }
  return {"plain", "", ""};
}

std::string cell_style_name(const OdsCell& cell) {
  std::string name(look_style(cell.look).name);
  if (cell.centred) name += "-c";
  if (cell.number && cell.places >= 0) name += "-" + std::to_string(cell.places);
  return name;
}

struct CellStyles {
  std::set<std::string> names;
  std::set<int> places;
  std::string xml;

  const std::string& of(const OdsCell& cell) {
    const auto [at, added] = names.insert(cell_style_name(cell));
    if (!added) return *at;
    const LookStyle look = look_style(cell.look);
    xml += "<style:style style:name=\"" + *at + "\" style:family=\"table-cell\" style:parent-style-name=\"Default\"";
    if (cell.number && cell.places >= 0) {
      xml += " style:data-style-name=\"N" + std::to_string(cell.places) + "\"";
      places.insert(cell.places);
    }
    xml += ">";
    if (!look.cell.empty()) xml += "<style:table-cell-properties " + std::string(look.cell) + "/>";
    if (cell.centred) xml += "<style:paragraph-properties fo:text-align=\"center\"/>";
    if (!look.text.empty()) xml += "<style:text-properties " + std::string(look.text) + "/>";
    xml += "</style:style>";
    return *at;
  }
};

std::string number_styles(const std::set<int>& all, Language language) {
  const std::string locale = language == Language::vietnamese ? " number:language=\"vi\" number:country=\"VN\"" : " number:language=\"en\" number:country=\"US\"";
  std::string xml;
  for (const int places : all) {
    const std::string count = std::to_string(places);
    xml += "<number:number-style style:name=\"N" + count + "\"" + locale + "><number:number number:decimal-places=\"" + count + "\" number:min-decimal-places=\"" +
           count + "\" number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>";
  }
  return xml;
}

// As the cell is shown; the office makes it anew, other readers take it as it stands.
std::string shown_number(const OdsCell& cell, Language language) {
  std::string text = cell.number->text(language == Language::vietnamese ? Notation::vietnamese : Notation::plain);
  const int places = cell.number->places();
  if (cell.places > places) {
    if (places == 0) text += language == Language::vietnamese ? ',' : '.';
    text.append(static_cast<std::size_t>(cell.places - places), '0');
  }
  return text;
}

void write_cell(const OdsCell& cell, Language language, CellStyles& styles, std::string& xml) {
  if (cell.empty() && cell.look == OdsLook::wrapped) {
    xml += "<table:table-cell/>";
    return;
  }
  xml += "<table:table-cell table:style-name=\"" + styles.of(cell) + "\"";
  if (cell.number) {
    xml += " office:value-type=\"float\" office:value=\"" + cell.number->text() + "\"><text:p>" + shown_number(cell, language) + "</text:p></table:table-cell>";
  } else if (cell.text.empty()) {
    xml += "/>";
  } else {
    xml += " office:value-type=\"string\">";
    const std::string text = valid_utf8(cell.text);
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      xml += "<text:p>" + odf_text(std::string_view(text).substr(at, end - at)) + "</text:p>";
      at = end + 1;
    }
    xml += "</table:table-cell>";
  }
}

void write_row(const OdsRow& row, const std::string& style, Language language, CellStyles& styles, std::string& xml) {
  xml += "<table:table-row table:style-name=\"" + style + "\">";
  for (const OdsCell& cell : row) write_cell(cell, language, styles, xml);
  if (row.empty()) xml += "<table:table-cell/>";
  xml += "</table:table-row>";
}

std::string columns_xml(const OdsSheet& sheet, std::set<int>& widths) {
  const bool repeated = !sheet.fit_width && sheet.frozen_columns > 0 && sheet.frozen_columns < static_cast<int>(sheet.columns.size());
  std::string xml = repeated ? "<table:table-header-columns>" : "";
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const int width = sheet.columns[c];
    if (repeated && c == static_cast<std::size_t>(sheet.frozen_columns)) xml += "</table:table-header-columns>";
    widths.insert(width);
    xml += "<table:table-column table:style-name=\"col" + std::to_string(width) + "\" table:default-cell-style-name=\"Default\"/>";
  }
  return xml;
}

std::string item(std::string_view name, std::string_view type, std::string_view value) {
  return "<config:config-item config:name=\"" + std::string(name) + "\" config:type=\"" + std::string(type) + "\">" + std::string(value) + "</config:config-item>";
}

// Heading rows that stay in view.
std::string settings_xml(const std::vector<OdsSheet>& sheets) {
  std::string xml = std::string(declaration) + "<office:document-settings" + ods_namespaces() +
                    "><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>" +
                    item("ViewId", "string", "view1") + "<config:config-item-map-named config:name=\"Tables\">";
  for (const OdsSheet& sheet : sheets) {
    const int rows = sheet.first_heading_row + sheet.heading_rows;
    const bool frozen = sheet.heading_rows > 0;
    xml += "<config:config-item-map-entry config:name=\"" + xml_attribute(sheet.name) + "\">" + item("CursorPositionX", "int", "0") +
           item("CursorPositionY", "int", std::to_string(frozen ? rows : 0)) + item("HorizontalSplitMode", "short", frozen && sheet.frozen_columns > 0 ? "2" : "0") +
           item("VerticalSplitMode", "short", frozen ? "2" : "0") + item("HorizontalSplitPosition", "int", std::to_string(frozen ? sheet.frozen_columns : 0)) +
           item("VerticalSplitPosition", "int", std::to_string(frozen ? rows : 0)) + item("ActiveSplitRange", "short", !frozen ? "2" : sheet.frozen_columns > 0 ? "3" : "2") +
           item("PositionLeft", "int", "0") + item("PositionRight", "int", std::to_string(frozen ? sheet.frozen_columns : 0)) + item("PositionTop", "int", "0") +
           item("PositionBottom", "int", std::to_string(frozen ? rows : 0)) + item("ShowGrid", "boolean", "true") + "</config:config-item-map-entry>";
  }
  return xml + "</config:config-item-map-named>" + item("ActiveTable", "string", xml_attribute(sheets.empty() ? "" : sheets.front().name)) +
         "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>";
}

std::string page_layout(std::string_view name, std::string_view scale) {
  return "<style:page-layout style:name=\"" + std::string(name) +
         "\"><style:page-layout-properties fo:page-width=\"297mm\" fo:page-height=\"210mm\" style:print-orientation=\"landscape\" fo:margin=\"12mm\" " + std::string(scale) +
         "/><style:footer-style><style:header-footer-properties fo:min-height=\"7mm\" fo:margin-top=\"2mm\"/></style:footer-style></style:page-layout>";
}

std::string master_page(std::string_view name, std::string_view layout) {
  return "<style:master-page style:name=\"" + std::string(name) + "\" style:page-layout-name=\"" + std::string(layout) +
         "\"><style:header style:display=\"false\"/><style:footer><style:region-left><text:p><text:sheet-name></text:sheet-name></text:p></style:region-left>"
         "<style:region-right><text:p><text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:region-right></style:footer></style:master-page>";
}

std::string styles_xml(Language language) {
  const std::string locale = language == Language::vietnamese ? "fo:language=\"vi\" fo:country=\"VN\"" : "fo:language=\"en\" fo:country=\"US\"";
  return std::string(declaration) + "<office:document-styles" + ods_namespaces() +
         "><office:styles><style:default-style style:family=\"table-cell\"><style:text-properties " + locale +
         " fo:font-family=\"Liberation Sans\" fo:font-size=\"10pt\"/></style:default-style>"
         "<style:style style:name=\"Default\" style:family=\"table-cell\"/></office:styles><office:automatic-styles>" +
         page_layout("across", "style:scale-to-X=\"1\" style:scale-to-Y=\"0\"") + page_layout("several-across", "style:scale-to=\"75%\"") +
         "</office:automatic-styles><office:master-styles>" + master_page("Default", "across") + master_page("Wide", "several-across") +
         "</office:master-styles></office:document-styles>";
}

int width_of(const OdsSheet& sheet) {
  std::size_t width = sheet.columns.size();
  const auto last = static_cast<std::size_t>(sheet.first_heading_row + std::max(sheet.heading_rows, 1) - 1);
  if (last < sheet.rows.size()) width = sheet.rows[last].size();
  return static_cast<int>(width);
}

// 0: as high as its texts need.
std::string row_style_name(int height) { return "row" + (height > 0 ? std::to_string(height) : std::string()); }

std::string row_styles(const std::set<int>& heights) {
  std::string xml;
  for (const int height : heights) {
    const std::string how = height > 0 ? " style:row-height=\"" + std::to_string(height) + "mm\" style:use-optimal-row-height=\"false\"" : " style:use-optimal-row-height=\"true\"";
    xml += "<style:style style:name=\"" + row_style_name(height) + "\" style:family=\"table-row\"><style:table-row-properties" + how + "/></style:style>";
  }
  return xml;
}

struct Content {
  LongText tables;
  std::set<int> row_heights;
  std::string filters;
  int filtered = 0;
  CellStyles cells;
  std::set<int> widths;
  std::vector<const OdsChart*> charts;
};

// Row by row; a row is given up as soon as it is written.
void write_sheet(OdsSheet& sheet, Language language, Content& content) {
  const int width = width_of(sheet);
  std::string xml = "<table:table table:name=\"" + xml_attribute(sheet.name) + "\" table:style-name=\"" + (sheet.fit_width ? "sheet" : "wide-sheet") + "\">";
  if (!sheet.charts.empty()) {
    xml += "<table:shapes>";
    for (const OdsChart& chart : sheet.charts) {
      content.charts.push_back(&chart);
      xml += chart_frame(chart, "Object " + std::to_string(content.charts.size()));
    }
    xml += "</table:shapes>";
  }
  xml += columns_xml(sheet, content.widths);
  const int end = sheet.first_heading_row + sheet.heading_rows;
  const std::size_t standing = sheet.rows.size();
  const int rows = static_cast<int>(standing + sheet.made_rows);
  for (int r = 0; r < rows; ++r) {
    const auto at = static_cast<std::size_t>(r);
    const OdsRow row = at < standing ? std::move(sheet.rows[at]) : sheet.make_row(at - standing);
    if (sheet.heading_rows > 0 && r == sheet.first_heading_row) xml += "<table:table-header-rows>";
    const auto height = sheet.row_heights.find(r);
    const int millimetres = height == sheet.row_heights.end() ? 0 : height->second;
    content.row_heights.insert(millimetres);
    write_row(row, row_style_name(millimetres), language, content.cells, xml);
    if (sheet.heading_rows > 0 && r + 1 == end) xml += "</table:table-header-rows>";
    content.tables += xml;
    xml.clear();
  }
  if (rows == 0) xml += "<table:table-row><table:table-cell/></table:table-row>";
  content.tables += xml + "</table:table>";
  const int last = sheet.filtered_rows >= 0 ? end - 1 + sheet.filtered_rows : rows - 1;
  if (sheet.filter && sheet.heading_rows > 0 && last >= end) {
    const OdsRange table{sheet.name, end - 1, 0, last, width - 1};
    content.filters += "<table:database-range table:name=\"__Anonymous_Sheet_DB__" + std::to_string(content.filtered++) +
                       "\" table:target-range-address=\"" + xml_attribute(cell_range_text(table)) + "\" table:display-filter-buttons=\"true\"/>";
  }
}

// The tables with what comes before them, which is known only when they are written, and after them.
const LongText& content_xml(Content& content, Language language) {
  std::string styles;
  for (const int width : content.widths) {
    const std::string text = std::to_string(width);
    styles += "<style:style style:name=\"col" + text + "\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"" + text + "mm\"/></style:style>";
  }
  content.tables.put_first(std::string(declaration) + "<office:document-content" + ods_namespaces() + "><office:automatic-styles>" + styles +
                    row_styles(content.row_heights) +
                    "<style:style style:name=\"sheet\" style:family=\"table\" style:master-page-name=\"Default\"><style:table-properties table:display=\"true\"/></style:style>"
                    "<style:style style:name=\"wide-sheet\" style:family=\"table\" style:master-page-name=\"Wide\"><style:table-properties table:display=\"true\"/></style:style>" +
                    "<style:style style:name=\"frame\" style:family=\"graphic\"><style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/></style:style>" +
                    number_styles(content.cells.places, language) + content.cells.xml + "</office:automatic-styles><office:body><office:spreadsheet>");
  if (!content.filters.empty()) content.tables += "<table:database-ranges>" + content.filters + "</table:database-ranges>";
  content.tables += "</office:spreadsheet></office:body></office:document-content>";
  return content.tables;
}

}  // namespace

std::string sheet_name(std::string_view wanted, const std::vector<OdsSheet>& taken) {
  // At most `most` signs, without half a sign at the end.
  const auto shortened = [](std::string text, std::size_t most) {
    std::size_t signs = 0, at = 0;
    while (at < text.size() && signs < most) {
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
      ++signs;
    }
    text.resize(at);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\'')) text.pop_back();
    return text;
  };
  std::string name;
  for (const char c : valid_utf8(wanted)) {
    const bool barred = std::string_view("[]*?:/\\").find(c) != std::string_view::npos || static_cast<unsigned char>(c) < ' ';
    if (name.empty() && (c == '\'' || c == ' ')) continue;
    name += barred ? '-' : c;
  }
  if (name.empty()) name = "1";
  const auto is_taken = [&](const std::string& one) { return std::any_of(taken.begin(), taken.end(), [&](const OdsSheet& sheet) { return sheet.name == one; }); };
  std::string one = shortened(name, longest_name);
  for (int number = 2; is_taken(one); ++number) {
    const std::string ending = " " + std::to_string(number);
    one = shortened(name, longest_name - ending.size()) + ending;
  }
  return one;
}

std::string ods_of_sheets(std::vector<OdsSheet> sheets, Language language, const std::vector<OdsPart>& parts) {
  std::string bytes;
  write_ods_of_sheets(std::move(sheets), language, parts, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

void write_ods_of_sheets(std::vector<OdsSheet> sheets, Language language, const std::vector<OdsPart>& parts, const ByteSink& sink) {
  Content content;
  for (OdsSheet& sheet : sheets) write_sheet(sheet, language, content);
  StoredZip zip(sink);
  std::string manifest = std::string(declaration) +
                         "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">";
  const auto entry = [&](const std::string& path, std::string_view type) {
    manifest += "<manifest:file-entry manifest:full-path=\"" + path + "\" manifest:media-type=\"" + std::string(type) + "\"/>";
  };
  zip.add("mimetype", media_type);
  entry("/", media_type);
  zip.add("content.xml", content_xml(content, language));
  entry("content.xml", "text/xml");
  zip.add("styles.xml", styles_xml(language));
  entry("styles.xml", "text/xml");
  zip.add("settings.xml", settings_xml(sheets));
  entry("settings.xml", "text/xml");
  for (std::size_t i = 0; i < content.charts.size(); ++i) {
    const std::string folder = "Object " + std::to_string(i + 1) + "/";
    zip.add(folder + "content.xml", chart_content(*content.charts[i]));
    entry(folder, chart_type);
    entry(folder + "content.xml", "text/xml");
  }
  std::string folder;
  for (const OdsPart& part : parts) {
    const std::string its = part.path.substr(0, part.path.rfind('/') + 1);
    if (its != folder) entry(xml_attribute(folder = its), part.media_type);
    zip.add(part.path, part.bytes);
    entry(xml_attribute(part.path), part.media_type);
  }
  zip.add("META-INF/manifest.xml", manifest + "</manifest:manifest>");
  zip.finish();
}

namespace {

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Of a heading that takes two lines: half of it, or its longest word.
std::size_t narrowest(std::string_view heading) {
  std::size_t longest = (letters_of(heading) + 1) / 2;
  for (std::size_t start = 0; start < heading.size();) {
    const std::size_t end = std::min(heading.find(' ', start), heading.size());
    longest = std::max(longest, letters_of(heading.substr(start, end - start)));
    start = end + 1;
  }
  return longest;
}

}  // namespace

std::string ods_of_table(const std::vector<std::vector<std::string>>& rows, std::string_view sheet, const std::vector<std::string_view>& numbers) {
  const auto is_number_heading = [&](const std::string& text) { return std::find(numbers.begin(), numbers.end(), text) != numbers.end(); };
  std::size_t heading_row = 0;
  for (std::size_t r = 0; r < rows.size() && !numbers.empty(); ++r) {
    if (!std::any_of(rows[r].begin(), rows[r].end(), is_number_heading)) continue;
    heading_row = r;
    break;
  }
  const std::size_t width = rows.empty() ? 0 : rows[heading_row].size();
  const auto number_at = [&](std::size_t r, std::size_t c) {
    const bool counted = r > heading_row && c < rows[r].size() && is_number_heading(rows[heading_row][c]);
    return counted ? read_number(rows[r][c]).value : std::nullopt;
  };
  // Every number of a column with as many decimals as the longest of them; columns about as wide as their texts need.
  OdsSheet table{.name = std::string(sheet), .first_heading_row = static_cast<int>(heading_row), .heading_rows = 1};
  std::vector<int> places(width);
  for (std::size_t c = 0; c < width; ++c) {
    std::size_t longest = narrowest(rows[heading_row][c]);
    for (std::size_t r = heading_row + 1; r < rows.size(); ++r) {
      if (c >= rows[r].size()) continue;
      longest = std::max(longest, letters_of(rows[r][c]));
      if (const auto number = number_at(r, c)) places[c] = std::max(places[c], number->places());
    }
    table.columns.push_back(static_cast<int>(std::clamp<std::size_t>(longest * 2, 15, 80)));
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    OdsRow cells;
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string& text = rows[r][c];
      const auto number = c < width ? number_at(r, c) : std::nullopt;
      if (number) cells.push_back(OdsCell::of(*number, places[c]));
      else if (r == heading_row) cells.push_back(OdsCell::heading(text));
      else cells.push_back(OdsCell::of(text, r < heading_row ? OdsLook::title : OdsLook::wrapped));
    }
    table.rows.push_back(std::move(cells));
  }
  if (rows.empty()) table.heading_rows = 0;
  return ods_of_sheets({table}, Language::vietnamese);
}

}  // namespace thuocdo
