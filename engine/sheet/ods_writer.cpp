#include "sheet/ods_writer.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstdint>

#include "number/decimal.h"

namespace thuocdo {
namespace {

constexpr std::string_view media_type = "application/vnd.oasis.opendocument.spreadsheet";

void add16(std::string& bytes, std::uint32_t number) {
  bytes += static_cast<char>(number & 0xff);
  bytes += static_cast<char>(number >> 8 & 0xff);
}
void add32(std::string& bytes, std::uint32_t number) {
  add16(bytes, number & 0xffff);
  add16(bytes, number >> 16);
}

// A zip file of stored entries, the same bytes for the same content: every entry is dated 1 January 1980.
class StoredZip {
 public:
  void add(std::string_view name, std::string_view content) {
    const auto start = static_cast<std::uint32_t>(bytes_.size());
    std::string common;  // what the local header and the directory share
    add16(common, 20);
    add16(common, 0x0800);  // names are UTF-8
    add16(common, 0);
    add16(common, 0);
    add16(common, 0x0021);
    add32(common, libdeflate_crc32(0, content.data(), content.size()));
    add32(common, static_cast<std::uint32_t>(content.size()));
    add32(common, static_cast<std::uint32_t>(content.size()));
    add16(common, static_cast<std::uint32_t>(name.size()));
    add16(common, 0);
    bytes_ += "PK\x03\x04" + common;
    bytes_ += name;
    bytes_ += content;
    directory_ += "PK\x01\x02";
    add16(directory_, 20);
    directory_ += common;
    add16(directory_, 0);
    add16(directory_, 0);
    add16(directory_, 0);
    add32(directory_, 0);
    add32(directory_, start);
    directory_ += name;
    ++count_;
  }

  std::string take() {
    const auto start = static_cast<std::uint32_t>(bytes_.size());
    const auto size = static_cast<std::uint32_t>(directory_.size());
    bytes_ += directory_;
    bytes_ += "PK\x05\x06";
    add32(bytes_, 0);
    add16(bytes_, count_);
    add16(bytes_, count_);
    add32(bytes_, size);
    add32(bytes_, start);
    add16(bytes_, 0);
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  std::string directory_;
  std::uint32_t count_ = 0;
};

// Text of one paragraph; blanks that XML would fold are written as elements.
std::string paragraph_xml(std::string_view line) {
  std::string xml = "<text:p>";
  for (std::size_t i = 0; i < line.size(); ++i) {
    switch (line[i]) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '\t': xml += "<text:tab/>"; break;
      case ' ':
        xml += i == 0 || i + 1 == line.size() || line[i - 1] == ' ' ? "<text:s/>" : " ";
        break;
      default:
        // Control signs have no place in XML.
        xml += static_cast<unsigned char>(line[i]) < ' ' ? ' ' : line[i];
    }
  }
  return xml + "</text:p>";
}

std::string text_cell(std::string_view text, std::string_view style) {
  std::string xml = "<table:table-cell table:style-name=\"" + std::string(style) + "\" office:value-type=\"string\">";
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    xml += paragraph_xml(text.substr(at, end - at));
    at = end + 1;
  }
  return xml + "</table:table-cell>";
}

std::string number_cell(const Decimal& value) {
  std::string shown = value.text();
  if (const std::size_t point = shown.find('.'); point != std::string::npos) shown[point] = ',';
  return "<table:table-cell table:style-name=\"so\" office:value-type=\"float\" office:value=\"" + value.text() + "\"><text:p>" + shown + "</text:p></table:table-cell>";
}

std::string attribute_text(std::string_view text) {
  std::string xml;
  for (char c : text) {
    if (c == '&') xml += "&amp;";
    else if (c == '<') xml += "&lt;";
    else if (c == '"') xml += "&quot;";
    else xml += c;
  }
  return xml;
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
      "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"" + attribute_text(sheet) + "\">" + columns + body +
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
