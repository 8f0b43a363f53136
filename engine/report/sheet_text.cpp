#include <algorithm>

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

std::string shown(const Value& value, const Field& field, Language language) {
  if (const auto* number = std::get_if<Decimal>(&value)) return number->text(notation_of(language));
  if (const auto* error = std::get_if<CellError>(&value)) return error->text;
  if (const auto* text = std::get_if<std::string>(&value)) {
    const FieldReading reading = read_field(field, value);
    if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].text.in(language);
    return *text;
  }
  return "–";
}

// "+5" and "-5" stand beside the maximum, not in it.
std::string shown_maximum(const Criterion& criterion, const CriterionResult& result, int places, const Page& page) {
  if (criterion.role == Role::counted) return fixed_text(result.maximum, places, page.language);
  return (criterion.role == Role::bonus ? "+" : "") + fixed_text(criterion.shown_maximum(), places, page.language);
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
               {shown_maximum(criterion, result, places, page), style},
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

  const auto at = static_cast<std::size_t>(index);
  const Criterion& criterion = sheet.tier->set.criteria[at];
  const CriterionResult& result = sheet.card.results[at];
  const Answer& answer = sheet.answers->by_criterion[at];
  const int places = sheet.programme->criterion_places;

  text += page.paint(paragraph(page.say({"Tiêu chí ", "Criterion "}) + criterion.number + ". " + page.say(criterion.name),
                               page),
                     Style::strong) +
          "\n\n";
  std::vector<std::pair<Text, std::string>> lines;
  if (criterion.parent >= 0) {
    const Criterion& parent = sheet.tier->set.criteria[static_cast<std::size_t>(criterion.parent)];
    lines.push_back({{"Nhóm", "Group"}, parent.number + ". " + page.say(parent.name)});
  }
  lines.push_back({{"Điểm", "Points"},
                   (result.state == State::missing && !criterion.is_group()
                        ? std::string("–")
                        : fixed_text(result.points, places, page.language)) +
                       " / " + shown_maximum(criterion, result, places, page) + " (" +
                       page.say(state_label(result.state)) + ")"});
  if (!criterion.is_group()) {
    lines.push_back({{"Cách tính", "Rule"}, page.say(rule_words(criterion))});
    for (const SuppliedValue& given : answer.supplied) {
      for (const Field& field : criterion.fields()) {
        if (field.name != given.field) continue;
        std::string entry = page.say(field.label) + " = " + shown(given.value, field, page.language) + " (" +
                            join({page.say(criterion.supplied_by), given.source}, ", ") + ")";
        lines.push_back({{"Số liệu dùng", "Figure used"}, std::move(entry)});
      }
    }
    for (const Field& field : criterion.asked_fields()) {
      const Value* value = answer.find(field.name);
      std::string entry = page.say(field.label) + " = " + (value != nullptr ? shown(*value, field, page.language) : "–");
      if (const AnswerCell* cell = sheet.cell(index, field.name)) {
        entry += " (" + cell->sheet + "!" + cell_name(cell->row, cell->column) + ")";
      }
      lines.push_back({{"Trả lời", "Answer"}, entry});
    }
    if (!answer.reason.empty()) lines.push_back({{"Lý do", "Reason"}, answer.reason});
    if (!answer.evidence.empty() || !answer.link.empty()) {
      lines.push_back({{"Kiểm chứng", "Evidence"}, join({answer.evidence, answer.page, answer.link}, "; ")});
    }
  }
  lines.push_back({{"Vì sao", "Why"}, page.say(why(*sheet.programme, criterion, answer, result))});
  lines.push_back({{"Nguồn", "Source"}, join({page.say(provenance_label(criterion.provenance)), criterion.source}, ": ")});

  std::size_t label_width = 0;
  for (const auto& [label, content] : lines) label_width = std::max(label_width, text_width(page.say(label)));
  for (const auto& [label, content] : lines) {
    const std::string shown_label = page.say(label);
    text += page.paint(shown_label, Style::faint) + std::string(label_width - text_width(shown_label) + 2, ' ') +
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
                 shown_maximum(child, sheet.card.results[i], places, page)});
    }
    text += "\n" + table.text(page.width, page.color);
  }
  Findings about;
  for (const Finding& finding : sheet.findings) {
    if (finding.criterion == criterion.id) about.push_back(finding);
  }
  if (!about.empty()) text += "\n" + findings_text(about, page);
  return text;
}

}  // namespace thuocdo
