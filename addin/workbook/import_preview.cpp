#include "workbook/import_preview.h"

#include <algorithm>
#include <set>
#include <string>

namespace thuocdo {
namespace {

std::string cells_of(const std::vector<ImportedRow>& rows) {
  if (rows.empty()) return {};
  return std::to_string(rows.front().row + 1) + "–" + std::to_string(rows.back().row + 1);
}

Tone tone_of(Severity severity) {
  return severity == Severity::blocking ? Tone::bad : severity == Severity::warning ? Tone::caution : Tone::plain;
}

// What is said of a row, the grave first. That a rule was proposed stands in a column of its own, so of that finding
// only the words it was read from are of interest; they stand in the table.
std::string findings_text(Findings findings, bool rule_shown, Language language) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  std::string text;
  for (const Finding& finding : findings) {
    if (rule_shown && finding.code == Code::table_rule_proposed) continue;
    text += (text.empty() ? "" : "\n") + severity_label(finding.severity).in(language) + ": " +
            finding.message.in(language);
  }
  return text;
}

Text rule_text(const ImportedRow& row) {
  switch (row.origin) {
    case RuleOrigin::proposed:
    case RuleOrigin::as_written:
      return row.rule;
    case RuleOrigin::judged:
      return {"Chưa nhận ra: tạm để người chấm cho điểm", "Not recognised: judged by a person for now"};
    case RuleOrigin::none:
      break;
  }
  return {};
}

std::vector<ReportCell> cells_of(const ImportedCriteria& imported, const ImportedRow& row, Language language) {
  const Findings findings = imported.findings_of(row);
  Severity worst = Severity::note;
  for (const Finding& finding : findings) worst = std::max(worst, finding.severity);
  const bool counts = row.part == RowPart::group || row.part == RowPart::criterion;
  const Tone tone = worst == Severity::blocking                                          ? Tone::bad
                    : row.part == RowPart::unread || row.part == RowPart::other_table ? Tone::caution
                    : row.part == RowPart::group                                      ? Tone::strong
                    : counts                                                          ? Tone::plain
                                                                                      : Tone::quiet;
  const Tone rule_tone = row.origin == RuleOrigin::judged ? Tone::caution
                         : row.origin == RuleOrigin::none ? tone
                                                          : Tone::good;
  const std::string part = row_part_label(row.part).in(language) + (row.id.empty() ? "" : " " + row.id);
  return {{std::to_string(row.row + 1), Tone::quiet, true},
          {row.number, tone},
          {row.name, tone},
          {part, tone},
          {row.maximum ? row.maximum->text() : std::string(), tone, row.maximum.has_value()},
          {rule_text(row).in(language), rule_tone},
          {findings_text(findings, row.origin == RuleOrigin::proposed, language),
           worst == Severity::note ? Tone::quiet : tone_of(worst)}};
}

}  // namespace

ImportSummary summary_of(const ImportedCriteria& imported) {
  std::size_t groups = 0, criteria = 0, proposed = 0, written = 0;
  ImportSummary summary;
  for (const ImportedRow& row : imported.rows) {
    groups += row.part == RowPart::group;
    criteria += row.part == RowPart::criterion;
    proposed += row.origin == RuleOrigin::proposed;
    written += row.origin == RuleOrigin::as_written;
    summary.judged += row.origin == RuleOrigin::judged;
  }
  for (const Finding& finding : imported.findings) {
    summary.blocking += finding.severity == Severity::blocking;
    summary.warnings += finding.severity == Severity::warning;
  }
  const auto count = [](std::size_t number) { return std::to_string(number); };
  summary.contents = {count(criteria) + " tiêu chí, " + count(groups) + " nhóm",
                      counted(count(criteria), "criterion", "criteria") + ", " + counted(count(groups), "group", "groups")};
  if (imported.set) {
    summary.contents.vi += ", tổng " + imported.set->maximum.text(Notation::vietnamese) + " điểm";
    summary.contents.en += ", " + imported.set->maximum.text() + " points in all";
  }
  summary.rules = {"Nhận ra cách tính: " + count(proposed + written) + ". Chưa nhận ra, tạm để người chấm: " +
                       count(summary.judged) + ". Lỗi phải sửa: " + count(summary.blocking) +
                       ". Nên xem lại: " + count(summary.warnings) + ".",
                   "Methods recognised: " + count(proposed + written) + ". Not recognised, judged by a person for now: " +
                       count(summary.judged) + ". To correct: " + count(summary.blocking) +
                       ". To look at: " + count(summary.warnings) + "."};
  return summary;
}

ReportTable preview_table(const ImportedCriteria& imported, std::string_view source, Language language) {
  const auto say = [&](const char* vi, const char* en) { return Text{vi, en}.in(language); };
  const ImportSummary summary = summary_of(imported);
  ReportTable table;
  table.language = language;
  table.name = say("Xem trước", "Preview");
  table.title = say("Bảng tiêu chí được hiểu như thế nào", "How the table of criteria is understood");
  std::string where = std::string(source);
  if (!imported.sheet.empty()) where += (where.empty() ? "" : ", ") + say("trang “", "sheet \"") + imported.sheet + say("”", "\"");
  if (!imported.rows.empty()) where += ", " + say("dòng ", "rows ") + cells_of(imported.rows);
  table.lines.push_back({where + " · " + summary.contents.in(language), Tone::plain});
  table.lines.push_back({summary.rules.in(language),
                         summary.blocking > 0 ? Tone::bad : summary.judged + summary.warnings > 0 ? Tone::caution : Tone::good});
  table.lines.push_back(
      {say("Đây chỉ là đề xuất: hãy đối chiếu từng cách tính với quyết định. Muốn đổi thì sửa bảng nguồn rồi chọn lại Thước Đo ▸ Nhập bộ tiêu chí từ bảng.",
           "These are proposals: compare every rule with the decision. To change one, correct the table and choose Thước Đo ▸ Import criteria from table again."),
       Tone::quiet});
  std::set<std::size_t> beside;
  for (const ImportedRow& row : imported.rows) beside.insert(row.findings.begin(), row.findings.end());
  for (std::size_t i = 0; i < imported.findings.size(); ++i) {
    if (beside.contains(i)) continue;
    const Finding& finding = imported.findings[i];
    table.lines.push_back({severity_label(finding.severity).in(language) + ": " + finding.message.in(language),
                           finding.severity == Severity::note ? Tone::quiet : tone_of(finding.severity)});
  }
  table.columns = {{say("Dòng", "Row"), 1700},
                   {say("STT", "No."), 1550},
                   {say("Nội dung trong bảng", "What the table says"), 5600},
                   {say("Trở thành", "Became"), 2700},
                   {say("Điểm tối đa", "Maximum"), 2400},
                   {say("Cách tính đề xuất", "Proposed rule"), 5900},
                   {say("Cần xem", "To look at"), 6700}};
  for (const ImportedRow& row : imported.rows) table.rows.push_back(cells_of(imported, row, language));
  return table;
}

}  // namespace thuocdo
