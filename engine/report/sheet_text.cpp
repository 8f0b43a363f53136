#include <algorithm>

#include "report/explanation.h"
#include "report/numbers.h"
#include "report/sheet_report.h"
#include "report/table.h"

namespace thuocdo {
namespace {

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string result;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!result.empty()) result += between;
    result += part;
  }
  return result;
}

// Whose sheet this is, on one line or two.
std::string heading(const AssessedSheet& sheet, const Page& page) {
  std::string text = page.paint(printable(sheet.file), Style::strong) + "\n";
  std::vector<std::string> parts;
  parts.push_back(sheet.programme ? page.say(sheet.programme->title) : sheet.identity.programme);
  parts.push_back(sheet.tier != nullptr ? page.say(sheet.tier->name) : sheet.identity.tier);
  if (sheet.unit != nullptr) {
    parts.push_back(sheet.unit->name + " (" + sheet.unit->code + ")");
  } else {
    parts.push_back(sheet.identity.unit);
  }
  const std::string line = join(parts, " · ");
  if (!line.empty()) text += paragraph(line, page) + "\n";
  return text;
}

// An unofficial set is said wherever its points are shown.
std::string provenance_line(const AssessedSheet& sheet, const Page& page) {
  if (sheet.tier == nullptr || sheet.tier->set.provenance() == Provenance::official) return {};
  return page.paint(paragraph(page.say({"Bộ tiêu chí này không phải phụ lục chính thức của quyết định.",
                                        "These criteria are not the decision's official annex."}),
                              page),
                    Style::caution) +
         "\n";
}

std::string findings_part(const AssessedSheet& sheet, const Page& page) {
  if (sheet.findings.empty()) return {};
  return "\n" + page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(sheet.findings, page) + "\n" +
         findings_text(sheet.findings, page);
}

Style style_of(State state) {
  switch (state) {
    case State::scored: return Style::plain;
    case State::missing: return Style::bad;
    case State::not_applicable: return Style::faint;
    case State::provisional: return Style::caution;
  }
  return Style::plain;
}

// "Đã có điểm · Mức 2"; of groups the level alone.
std::string state_and_level(const Criterion& criterion, const CriterionResult& result, const Page& page) {
  const Band* level = result.state == State::missing ? nullptr : level_of(criterion, result.points);
  return join({criterion.is_group() ? "" : page.say(state_label(result.state)), level ? page.say(level->name) : ""}, " · ");
}

// What a sheet of a round without assessment is.
std::string unassessed_line(const AssessedSheet& sheet, const Page& page) {
  const Stage& round = *sheet.without_assessment;
  return paragraph(page.say(round.name) + page.say({": không chấm điểm, không xếp hạng; nộp trước ngày ",
                                                     ": not scored and not ranked; due before "}) +
                       date_text(round.before, page.language) + ".",
                   page) +
         "\n";
}

std::string answered_line(const AssessedSheet& sheet, const Page& page) {
  return page.say({"Đã trả lời ", "Answered "}) + std::to_string(sheet.card.answered) + "/" +
         std::to_string(sheet.card.asked);
}

std::string refused_text(const Page& page) {
  return page.paint(page.say({"Phiếu không được tính điểm.", "The sheet is not scored."}), Style::bad) + "\n";
}

}  // namespace

std::string score_text(const AssessedSheet& sheet, const Page& page) {
  std::string text = heading(sheet, page);
  if (!sheet.usable()) return text + refused_text(page) + findings_part(sheet, page);
  if (sheet.without_assessment != nullptr) {
    return text + unassessed_line(sheet, page) + answered_line(sheet, page) + "\n" + findings_part(sheet, page);
  }
  text += provenance_line(sheet, page) + "\n";

  const int places = sheet.programme->criterion_places;
  Table table({{page.say({"STT", "No."})},
               {page.say({"Tiêu chí", "Criterion"})},
               {page.say({"Điểm", "Points"}), Align::right},
               {page.say({"Tối đa", "Maximum"}), Align::right},
               {page.say({"Trạng thái", "State"})}});
  for (std::size_t i = 0; i < sheet.card.results.size(); ++i) {
    const Criterion& criterion = sheet.tier->set.criteria[i];
    const CriterionResult& result = sheet.card.results[i];
    const Style style = criterion.is_group() ? Style::strong : Style::plain;
    if (!criterion.is_group() && std::holds_alternative<Information>(*criterion.rule())) {
      const bool given = result.state != State::missing;
      table.add({criterion.number, page.say(criterion.name), "", "",
                 {page.say(given ? Text{"Đã khai", "Given"} : Text{"Chưa khai", "Not given"}),
                  given ? Style::plain : Style::bad}});
      continue;
    }
    if (!criterion.is_group() && std::holds_alternative<ConditionRule>(*criterion.rule()) && result.state == State::scored) {
      table.add({criterion.number, page.say(criterion.name), "", "",
                 {page.say(result.condition_met ? Text{"Đáp ứng", "Met"} : Text{"Không đáp ứng", "Not met"}),
                  result.condition_met ? Style::plain : Style::bad}});
      continue;
    }
    const bool awaited = result.state == State::provisional && criterion.sole_supplier && !result.figure;
    const bool no_points = (result.state == State::missing || awaited) && !criterion.is_group();
    table.add({{criterion.number, style},
               {page.say(sheet.tier->set.printed_name(criterion)), style},
               {no_points ? "–" : fixed_text(result.points, places, page.language), style},
               {shown_maximum(criterion, result, places, page.language), style},
               {state_and_level(criterion, result, page), style_of(result.state)}});
  }
  table.add_line();
  const int total_places = sheet.programme->total_places;
  table.add({"",
             {page.say({"Tổng điểm", "Total"}), Style::strong},
             {fixed_text(sheet.card.total, total_places, page.language), Style::strong},
             {fixed_text(sheet.card.maximum, total_places, page.language), Style::strong},
             {percent_text(sheet.card.total, sheet.card.maximum, page.language), Style::strong}});
  if (sheet.programme->ranking.by == RankBy::share) {
    const Decimal scale = published_scale(*sheet.programme, sheet.tier->set);
    table.add({"",
               {page.say({"Điểm xếp hạng (tính trên phần áp dụng)", "Published (share of what applies)"}), Style::strong},
               {fixed_text(sheet.card.published, total_places, page.language), Style::strong},
               {fixed_text(scale, total_places, page.language), Style::strong},
               ""});
  }
  text += table.text(page.width, page.color);
  text += answered_line(sheet, page);
  if (const Band* band = classify(*sheet.programme, sheet.card.published)) {
    text += " · " + page.say({"Xếp loại: ", "Class: "}) + page.say(band->name);
  }
  text += "\n";
  return text + findings_part(sheet, page);
}

std::string check_text(const AssessedSheet& sheet, const Page& page) {
  std::string text = heading(sheet, page);
  if (!sheet.usable()) {
    text += refused_text(page);
  } else {
    if (sheet.without_assessment != nullptr) text += unassessed_line(sheet, page);
    text += answered_line(sheet, page) + "\n";
  }
  if (sheet.findings.empty()) {
    return text + page.paint(page.say({"Không có lỗi.", "No findings."}), Style::good) + "\n";
  }
  return text + findings_part(sheet, page);
}

std::string explain_text(const AssessedSheet& sheet, int index, const Page& page) {
  std::string text = heading(sheet, page);
  if (!sheet.usable() || index < 0) return text + refused_text(page) + findings_part(sheet, page);
  if (sheet.without_assessment != nullptr) return text + unassessed_line(sheet, page) + findings_part(sheet, page);
  text += provenance_line(sheet, page) + "\n";

  const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(index)];
  const int places = sheet.programme->criterion_places;
  text += page.paint(paragraph(explanation_title(sheet, index, page.language), page), Style::strong) + "\n\n";
  const std::vector<ExplainedLine> lines = explanation(sheet, index, page.language);
  std::size_t label_width = 0;
  for (const auto& [label, content] : lines) label_width = std::max(label_width, text_width(label));
  for (const auto& [label, content] : lines) {
    text += page.paint(label, Style::faint) + std::string(label_width - text_width(label) + 2, ' ') +
            paragraph(content, page, label_width + 2) + "\n";
  }
  if (criterion.is_group()) {
    Table table({{page.say({"STT", "No."})},
                 {page.say({"Tiêu chí", "Criterion"})},
                 {page.say({"Điểm", "Points"}), Align::right},
                 {page.say({"Tối đa", "Maximum"}), Align::right}});
    for (std::size_t i = 0; i < sheet.card.results.size(); ++i) {
      const Criterion& child = sheet.tier->set.criteria[i];
      if (child.parent != index) continue;
      table.add({child.number, page.say(child.name), fixed_text(sheet.card.results[i].points, places, page.language),
                 shown_maximum(child, sheet.card.results[i], places, page.language)});
    }
    text += "\n" + table.text(page.width, page.color);
  }
  const Findings about = findings_about(sheet, index);
  if (!about.empty()) text += "\n" + findings_text(about, page);
  return text;
}

}  // namespace thuocdo
