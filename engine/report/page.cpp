#include "report/page.h"

#include <algorithm>

namespace thuocdo {

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::note: return Style::faint;
    case Severity::warning: return Style::caution;
    case Severity::blocking: return Style::bad;
  }
  return Style::plain;
}

std::string paragraph(std::string_view text, const Page& page, std::size_t indent) {
  const std::size_t width = page.width > indent + 20 ? page.width - indent : 20;
  std::string result;
  for (const std::string& line : wrapped(printable(text), width)) {
    if (!result.empty()) result += "\n" + std::string(indent, ' ');
    result += line;
  }
  return result;
}

std::string findings_text(const Findings& findings, const Page& page, std::size_t most) {
  std::size_t label_width = 0;
  for (const Finding& finding : findings) {
    label_width = std::max(label_width, text_width(page.say(severity_label(finding.severity))));
  }
  std::string result;
  std::size_t shown = 0;
  for (const Finding& finding : findings) {
    if (most > 0 && shown == most) break;
    ++shown;
    const std::string label = page.say(severity_label(finding.severity));
    result += "  " + page.paint(label, style_of(finding.severity));
    result += std::string(label_width - text_width(label) + 2, ' ');
    result += paragraph(finding.line(page.language), page, label_width + 4) + "\n";
  }
  if (shown < findings.size()) {
    const std::string more = std::to_string(findings.size() - shown);
    result += "  " + page.say({"… và " + more + " điều khác", "… and " + more + " more"}) + "\n";
  }
  return result;
}

std::string findings_summary(const Findings& findings, const Page& page) {
  std::string result;
  const auto count = [&](Severity severity, const Text& many, const Text& one) {
    const auto number = std::count_if(findings.begin(), findings.end(),
                                      [severity](const Finding& finding) { return finding.severity == severity; });
    if (number == 0) return;
    if (!result.empty()) result += ", ";
    result += page.paint(std::to_string(number) + " " + page.say(number == 1 ? one : many), style_of(severity));
  };
  count(Severity::blocking, {"lỗi phải sửa", "errors to mend"}, {"lỗi phải sửa", "error to mend"});
  count(Severity::warning, {"cảnh báo", "warnings"}, {"cảnh báo", "warning"});
  count(Severity::note, {"lưu ý", "notes"}, {"lưu ý", "note"});
  return result.empty() ? page.say({"không có", "none"}) : result;
}

std::string findings_of_result(const Findings& findings, const Page& page) {
  constexpr std::size_t most = 40;
  Findings others, shown;
  for (const Finding& finding : findings) {
    if (finding.code == Code::unit_absent) continue;
    others.push_back(finding);
    if (finding.severity == Severity::blocking || finding.code == Code::folder_empty) shown.push_back(finding);
  }
  if (others.empty()) return {};
  return "\n" + page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(others, page) +
         (shown.size() < others.size() ? page.say({" (đủ trong findings.csv)", " (all of them in findings.csv)"}) : "") + "\n" +
         findings_text(shown, page, most);
}

}  // namespace thuocdo
