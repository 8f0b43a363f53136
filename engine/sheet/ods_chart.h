// The parts of an .ods that make a chart which Calc draws from cells. Private to the writer.
#pragma once

#include <string>
#include <vector>

#include "sheet/ods_writer.h"

namespace thuocdo {

std::string xml_attribute(std::string_view text);
std::string ods_namespaces();
// "'Xếp hạng'.B2:'Xếp hạng'.B10"; quotes in names are doubled.
std::string cell_range_text(const OdsRange& range);
// "A", "Z", "AA"
std::string column_letters(int column);
// content.xml of the chart's own object.
std::string chart_content(const OdsChart& chart);
// The frame on the sheet; `object` is its folder in the package: "Object 1".
std::string chart_frame(const OdsChart& chart, const std::string& object);

}  // namespace thuocdo
