#include "sheet/ods_writer.h"

#include <algorithm>

#include "number/decimal.h"
#include "sheet/stored_zip.h"

namespace thuocdo {
namespace {

constexpr std::string_view media_type = "application/vnd.oasis.opendocument.spreadsheet";

std::string text_cell(std::string_view text, std::string_view style) {
  std::string xml = "<table:table-cell table:style-name=\"" + std::string(style) + "\" office:value-type=\"string\">";
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    xml += "<text:p>" + odf_text(text.substr(at, end - at)) + "</text:p>";
    at = end + 1;
  }
  return xml + "</table:table-cell>";
}

std::string number_cell(const Decimal& value) {
  std::string shown = value.text();
  if (const std::size_t point = shown.find('.'); point != std::string::npos) shown[point] = ',';
  return "<table:table-cell table:style-name=\"so\" office:value-type=\"float\" office:value=\"" + value.text() + "\"><text:p>" + shown + "</text:p></table:table-cell>";
}

// About as wide as the column's texts need, between 1.5 and 8 cm.
std::string column_widths(const std::vector<std::vector<std::string>>& rows, std::size_t heading_row, std::string& styles) {
  std::string columns;
  const std::size_t width = rows.empty() ? 0 : rows[heading_row].size();
  for (std::size_t c = 0; c < width; ++c) {
    std::size_t longest = 0;
    for (std::size_t r = heading_row; r < rows.size(); ++r) longest = std::max(longest, c < rows[r].size() ? rows[r][c].size() : 0);
    const std::size_t millimetres = std::clamp<std::size_t>(longest * 2, 15, 80);
    const std::string name = "cot" + std::to_string(c + 1);
    styles += "<style:style style:name=\"" + name + "\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"" + std::to_string(millimetres) + "mm\"/></style:style>";
    columns += "<table:table-column table:style-name=\"" + name + "\"/>";
  }
  return columns;
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
  std::string styles;
  const std::string columns = column_widths(rows, heading_row, styles);
  std::string body;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    body += "<table:table-row>";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string& text = rows[r][c];
      const bool counted = r > heading_row && c < rows[heading_row].size() && is_number_heading(rows[heading_row][c]);
      const auto number = counted ? read_number(text).value : std::nullopt;
      if (text.empty()) {
        body += "<table:table-cell/>";
      } else if (number) {
        body += number_cell(*number);
      } else {
        body += text_cell(text, r == heading_row ? "dau" : r < heading_row ? "tua" : "chu");
      }
    }
    body += "</table:table-row>";
  }
  std::string names;
  for (std::string_view one : {"office", "table", "text", "style"}) {
    names += " xmlns:" + std::string(one) + "=\"urn:oasis:names:tc:opendocument:xmlns:" + std::string(one) + ":1.0\"";
  }
  names += " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.3\"";
  const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string content =
      declaration + "<office:document-content" + names + "><office:automatic-styles>" + styles +
      "<style:style style:name=\"chu\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>"
      "<style:style style:name=\"so\" style:family=\"table-cell\"><style:table-cell-properties style:vertical-align=\"top\"/></style:style>"
      "<style:style style:name=\"tua\" style:family=\"table-cell\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "<style:style style:name=\"dau\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"middle\"/>"
      "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"" + odf_attribute(sheet) + "\">" + columns + body +
      "</table:table></office:spreadsheet></office:body></office:document-content>";
  const std::string manifest = declaration +
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">"
      "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"" + std::string(media_type) + "\"/>"
      "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";
  StoredZip zip;
  zip.add("mimetype", media_type);
  zip.add("content.xml", content);
  zip.add("META-INF/manifest.xml", manifest);
  return zip.take();
}

}  // namespace thuocdo
