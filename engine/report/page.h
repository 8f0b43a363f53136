// What every page for people is made with: whose language, how wide, and whether in colour.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "finding/finding.h"
#include "finding/text.h"
#include "report/terminal_text.h"

namespace thuocdo {

struct Page {
  Language language = Language::vietnamese;
  std::size_t width = 100;
  bool color = false;

  std::string say(const Text& text) const { return text.in(language); }
  std::string paint(std::string_view text, Style style) const { return painted(text, style, color); }
};

Style style_of(Severity severity);

// Text broken into lines of the page's width; lines after the first begin with `indent` blanks.
std::string paragraph(std::string_view text, const Page& page, std::size_t indent = 0);

// One paragraph for each finding, severity first, the place before the sentence. At most `most` of them (0: all), then
// how many more there are.
std::string findings_text(const Findings& findings, const Page& page, std::size_t most = 0);
// "2 lỗi phải sửa, 1 cảnh báo, 3 lưu ý"; "không có" when there is none.
std::string findings_summary(const Findings& findings, const Page& page);
// Of a result in a folder: the summary, and the first 40 of what must be mended; a whole province's warnings are for
// findings.csv. Units without a sheet are left out: the result names them itself.
std::string findings_of_result(const Findings& findings, const Page& page);

}  // namespace thuocdo
