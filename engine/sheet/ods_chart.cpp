#include "sheet/ods_chart.h"

#include <array>

#include "programme/csv.h"

namespace thuocdo {
namespace {

// Dark enough to tell apart in grey, too, and as Okabe and Ito propose for people who see colours differently.
constexpr std::array<std::string_view, 8> fills = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#f0e442"};

std::string millimetres(int value) { return std::to_string(value) + "mm"; }

std::string text_properties(int points, bool bold = false) {
  return "<style:text-properties fo:font-size=\"" + std::to_string(points) + "pt\"" + (bold ? " fo:font-weight=\"bold\"" : "") + "/>";
}

std::string styles_of(const OdsChart& chart) {
  const bool many = chart.categories.last_row - chart.categories.first_row > 40;
  std::string xml =
      "<office:automatic-styles>"
      "<style:style style:name=\"ground\" style:family=\"chart\"><style:graphic-properties draw:stroke=\"none\" draw:fill=\"solid\" draw:fill-color=\"#ffffff\"/></style:style>"
      "<style:style style:name=\"title\" style:family=\"chart\">" + text_properties(11, true) + "</style:style>"
      "<style:style style:name=\"legend\" style:family=\"chart\"><style:graphic-properties draw:stroke=\"none\"/>" + text_properties(9) + "</style:style>"
      "<style:style style:name=\"caption\" style:family=\"chart\">" + text_properties(9) + "</style:style>"
      "<style:style style:name=\"plot\" style:family=\"chart\"><style:chart-properties chart:include-hidden-cells=\"true\" chart:auto-position=\"true\" chart:auto-size=\"true\"" +
      std::string(chart.upright ? "" : " chart:vertical=\"true\"") + (chart.stacked ? " chart:stacked=\"true\" chart:overlap=\"100\"" : "") + "/></style:style>"
      // The first row of the table stands at the top.
      "<style:style style:name=\"names\" style:family=\"chart\"><style:chart-properties chart:display-label=\"true\" chart:text-overlap=\"true\"" +
      std::string(chart.upright ? "" : " chart:reverse-direction=\"true\"") + "/><style:graphic-properties svg:stroke-color=\"#808080\"/>" + text_properties(many ? 6 : 8) + "</style:style>"
      "<style:style style:name=\"numbers\" style:family=\"chart\"><style:chart-properties chart:display-label=\"true\"" +
      std::string(chart.from_zero ? " chart:minimum=\"0\"" : "") + (chart.until > 0 ? " chart:maximum=\"" + std::to_string(chart.until) + "\"" : "") + "/><style:graphic-properties svg:stroke-color=\"#808080\"/>" + text_properties(8) + "</style:style>"
      "<style:style style:name=\"wall\" style:family=\"chart\"><style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/></style:style>"
      "<style:style style:name=\"grid\" style:family=\"chart\"><style:graphic-properties svg:stroke-color=\"#d0d0d0\"/></style:style>";
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    xml += "<style:style style:name=\"bars" + std::to_string(i) + "\" style:family=\"chart\"><style:chart-properties" +
           (chart.labels ? std::string(" chart:data-label-number=\"value\"") : std::string()) +
           "/><style:graphic-properties draw:stroke=\"solid\" svg:stroke-color=\"#404040\" svg:stroke-width=\"0.1mm\" draw:fill=\"solid\" draw:fill-color=\"" +
           std::string(fills[i % fills.size()]) + "\"/>" + text_properties(many ? 6 : 8) + "</style:style>";
  }
  return xml + "</office:automatic-styles>";
}

}  // namespace

std::string xml_attribute(std::string_view text) {
  std::string xml;
  for (char c : valid_utf8(text)) {
    if (c == '&') xml += "&amp;";
    else if (c == '<') xml += "&lt;";
    else if (c == '"') xml += "&quot;";
    else xml += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return xml;
}

std::string ods_namespaces() {
  std::string names;
  for (const auto& [prefix, name] : std::initializer_list<std::pair<const char*, const char*>>{
           {"office", "office"}, {"table", "table"}, {"text", "text"}, {"style", "style"}, {"number", "datastyle"}, {"draw", "drawing"}, {"chart", "chart"},
           {"config", "config"}, {"fo", "xsl-fo-compatible"}, {"svg", "svg-compatible"}, {"meta", "meta"}}) {
    names += std::string(" xmlns:") + prefix + "=\"urn:oasis:names:tc:opendocument:xmlns:" + name + ":1.0\"";
  }
  return names + " xmlns:ooo=\"http://openoffice.org/2004/office\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\"";
}

std::string column_letters(int column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

std::string cell_range_text(const OdsRange& range) {
  std::string name = "'";
  for (char c : range.sheet) name += c == '\'' ? std::string("''") : std::string(1, c);
  name += "'.";
  const auto cell = [&](int row, int column) { return name + column_letters(column) + std::to_string(row + 1); };
  const std::string first = cell(range.first_row, range.first_column);
  if (range.first_row == range.last_row && range.first_column == range.last_column) return first;
  return first + ":" + cell(range.last_row, range.last_column);
}

std::string chart_content(const OdsChart& chart) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content" + ods_namespaces() + ">" + styles_of(chart) +
                    "<office:body><office:chart><chart:chart svg:width=\"" + millimetres(chart.width) + "\" svg:height=\"" + millimetres(chart.height) +
                    "\" xlink:href=\"..\" xlink:type=\"simple\" chart:class=\"chart:bar\" chart:style-name=\"ground\">"
                    "<chart:title chart:style-name=\"title\"><text:p>" + xml_attribute(chart.title) + "</text:p></chart:title>";
  if (chart.series.size() > 1) xml += "<chart:legend chart:legend-position=\"bottom\" chart:style-name=\"legend\"/>";
  xml += "<chart:plot-area chart:style-name=\"plot\" chart:data-source-has-labels=\"both\">"
         "<chart:axis chart:dimension=\"x\" chart:name=\"primary-x\" chart:style-name=\"names\"><chart:categories table:cell-range-address=\"" +
         xml_attribute(cell_range_text(chart.categories)) + "\"/></chart:axis>"
         "<chart:axis chart:dimension=\"y\" chart:name=\"primary-y\" chart:style-name=\"numbers\">";
  if (!chart.value_title.empty()) xml += "<chart:title chart:style-name=\"caption\"><text:p>" + xml_attribute(chart.value_title) + "</text:p></chart:title>";
  xml += "<chart:grid chart:class=\"major\" chart:style-name=\"grid\"/></chart:axis>";
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    xml += "<chart:series chart:class=\"chart:bar\" chart:style-name=\"bars" + std::to_string(i) + "\" chart:values-cell-range-address=\"" +
           xml_attribute(cell_range_text(chart.series[i].values)) + "\" chart:label-cell-address=\"" + xml_attribute(cell_range_text(chart.series[i].name)) + "\"/>";
  }
  return xml + "<chart:wall chart:style-name=\"wall\"/></chart:plot-area></chart:chart></office:chart></office:body></office:document-content>";
}

std::string chart_frame(const OdsChart& chart, const std::string& object) {
  std::string ranges = cell_range_text(chart.categories);
  for (const OdsChart::Series& one : chart.series) ranges += " " + cell_range_text(one.name) + " " + cell_range_text(one.values);
  return "<draw:frame draw:style-name=\"frame\" draw:z-index=\"0\" svg:x=\"" + millimetres(chart.x) + "\" svg:y=\"" + millimetres(chart.y) + "\" svg:width=\"" + millimetres(chart.width) +
         "\" svg:height=\"" + millimetres(chart.height) + "\"><draw:object draw:notify-on-update-of-ranges=\"" + xml_attribute(ranges) + "\" xlink:href=\"./" + object +
         "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/><svg:title>" + xml_attribute(chart.title) + "</svg:title></draw:frame>";
}

}  // namespace thuocdo
