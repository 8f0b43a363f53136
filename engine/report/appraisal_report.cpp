#include "report/appraisal_report.h"

#include <algorithm>

#include "report/csv.h"
#include "report/json_parts.h"
#include "report/numbers.h"
#include "report/table.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

struct Standing {
  AppraisedScores scores;
  const Tier& tier;
};

Standing standing_of(const AppraisalView& view) {
  const Tier& tier = *view.programme->tier(view.unit->tier);
  return {appraised_scores(*view.programme, tier, *view.answers, *view.appraisal), tier};
}

Decimal difference(const Decimal& after, const Decimal& before) { return subtract(after, before).value_or(Decimal()); }

std::string signed_text(const Decimal& value, int places, Language language) {
  if (value.is_zero()) return "";
  return (value.is_negative() ? "" : "+") + fixed_text(value, places, language);
}

std::string points_text(const CriterionResult& result, int places, Language language) {
  return result.state == State::missing ? "–" : fixed_text(result.points, places, language);
}

// The last decision that says something about the criterion, "kept" included.
const CriterionAppraisal* last_decision(const CriterionStages& stages, AppraisalStage& stage) {
  for (auto at = appraisal_stages.rbegin(); at != appraisal_stages.rend(); ++at) {
    if (const auto& decided = stages.at(*at)) {
      stage = *at;
      return &*decided;
    }
  }
  return nullptr;
}

// "số đạt: 8; tổng số: 20", or the points.
std::string decided_answer(const Criterion& criterion, const CriterionAppraisal& decided, Language language) {
  if (decided.not_applicable) return Text{"Không áp dụng", "Does not apply"}.in(language);
  std::string text;
  for (const Field& field : criterion.fields()) {
    const Value* value = decided.find(field.name);
    if (!value || is_blank(*value)) continue;
    const FieldReading reading = read_field(field, *value);
    const std::string figure = says_emptied(*value)  ? "–"
                               : reading.option >= 0 ? field.options[static_cast<std::size_t>(reading.option)].text.in(language)
                               : reading.number      ? reading.number->text(notation_of(language))
                               : reading.date        ? date_text(*reading.date, language)
                                                     : reading.text.value_or("?");
    text += (text.empty() ? "" : "; ") + (criterion.fields().size() == 1 ? figure : field.label.in(language) + ": " + figure);
  }
  return text;
}

std::string decision_words(const Criterion& criterion, const Text& stage, const CriterionAppraisal& decided, const Page& page, bool internal) {
  std::string text = page.say(stage) + ": " + page.say(verdict_label(decided.verdict));
  if (const std::string answer = decided_answer(criterion, decided, page.language); !answer.empty()) text += " → " + answer;
  if (decided.basis) text += " (" + page.say(basis_label(*decided.basis)) + ")";
  text += ". " + decided.comment;
  if (!decided.question.empty()) text += page.say({" Cần giải trình: ", " To explain: "}) + decided.question;
  if (internal && !decided.internal.empty()) text += page.say({" [Nội bộ: ", " [Internal: "}) + decided.internal + "]";
  if (!decided.appraiser.empty()) text += " – " + decided.appraiser;
  return printable(text);
}

std::string criterion_line(const Criterion& criterion, const Page& page) {
  return page.paint(printable(criterion.number + " " + page.say(criterion.name)), Style::strong) + "\n";
}

std::string decisions_part(const AppraisalView& view, const Tier& tier, const Page& page) {
  std::string text;
  for (std::size_t i = 0; i < tier.set.criteria.size(); ++i) {
    const CriterionStages& stages = view.appraisal->by_criterion[i];
    const Criterion& criterion = tier.set.criteria[i];
    const auto& first = stages.at(AppraisalStage::first);
    const bool quiet_below = !stages.below || stages.below->verdict == AppraisalVerdict::accepted;
    const bool quiet = (first || stages.below) && quiet_below && (!first || (first->verdict == AppraisalVerdict::accepted && first->question.empty())) && !stages.at(AppraisalStage::second) &&
                       !stages.at(AppraisalStage::final) && !stages.explanation;
    if (stages.empty() || quiet) continue;
    text += criterion_line(criterion, page);
    if (stages.below) {
      text += paragraph(decision_words(criterion, Text{"Cấp dưới", "Level below"}, *stages.below, page, false), page) + "\n";
    }
    for (const AppraisalStage stage : appraisal_stages) {
      if (stage == AppraisalStage::second && stages.explanation) {
        text += paragraph(printable(page.say({"Đơn vị giải trình: ", "The unit explains: "}) + stages.explanation->text +
                                    (stages.explanation->evidence.empty() ? "" : " (" + stages.explanation->evidence + ")")), page) + "\n";
      }
      if (const auto& decided = stages.at(stage)) text += paragraph(decision_words(criterion, stage_label(stage), *decided, page, view.internal), page) + "\n";
    }
  }
  return text.empty() ? text : "\n" + page.say({"Kết luận khác với đơn vị, giải trình", "Where reviewers differ, and explanations"}) + "\n" + text;
}

std::string open_part(const AppraisalView& view, const Tier& tier, const Page& page) {
  const std::vector<OpenQuestion> open = open_questions(*view.programme, tier, *view.answers, *view.appraisal);
  std::string text;
  for (const auto why : {OpenQuestion::Why::not_explained, OpenQuestion::Why::not_decided_again, OpenQuestion::Why::not_appraised}) {
    std::string numbers;
    std::size_t count = 0;
    for (const OpenQuestion& one : open) {
      if (one.why != why) continue;
      ++count;
      numbers += (numbers.empty() ? "" : ", ") + tier.set.criteria[static_cast<std::size_t>(one.criterion)].id;
    }
    if (count > 0) text += paragraph(std::to_string(count) + " " + page.say({"tiêu chí ", "criteria: "}) + page.say(open_label(why)) + ": " + numbers, page) + "\n";
  }
  return text.empty() ? text : "\n" + page.say({"Còn để ngỏ", "Still open"}) + "\n" + text;
}

Json json_of_decision(const Criterion& criterion, const CriterionAppraisal& decided, bool internal) {
  Json answer = Json::object();
  for (const Field& field : criterion.fields()) {
    if (const Value* value = decided.find(field.name); value && !is_blank(*value)) answer[field.name] = canonical_value(field, *value);
  }
  Json json = {{"verdict", verdict_text(decided.verdict)}, {"answer", answer}, {"not_applicable", decided.not_applicable},
               {"basis", decided.basis ? Json(basis_text(*decided.basis)) : Json(nullptr)}, {"comment", decided.comment},
               {"question", decided.question}, {"appraiser", decided.appraiser}};
  if (internal) json["internal"] = decided.internal;
  return json;
}

Json json_of_card(const Standing& standing, const Decimal& (*of)(const Scorecard&)) {
  Json json = {{"self", of(standing.scores.self).text()}};
  if (standing.scores.below) json["below"] = of(*standing.scores.below).text();
  for (const AppraisalStage stage : appraisal_stages) json[std::string(stage_text(stage))] = of(standing.scores.of(stage)).text();
  return json;
}

}  // namespace

std::string appraisal_text(const AppraisalView& view, const Page& page) {
  const Standing standing = standing_of(view);
  const Programme& programme = *view.programme;
  std::string text = page.paint(printable(view.unit->name + " (" + view.unit->code + ")"), Style::strong) + " · " + page.say(programme.title) + "\n";
  for (const AppraisalStage stage : view.closed) text += page.say(stage_label(stage)) + page.say({": đã khóa", ": closed"}) + "\n";
  text += "\n";
  const bool has_below = standing.scores.below.has_value();
  std::vector<TableColumn> columns = {{page.say({"STT", "No."})}, {page.say({"Tiêu chí", "Criterion"})}, {page.say({"Tối đa", "Maximum"}), Align::right},
               {page.say({"Tự đánh giá", "Self"}), Align::right}, {page.say({"Lần 1", "First"}), Align::right},
               {page.say({"Lần 2", "Second"}), Align::right}, {page.say({"Chính thức", "Final"}), Align::right},
               {page.say({"Chênh lệch", "Change"}), Align::right}, {page.say({"Kết luận", "Verdict"})}};
  constexpr int below_column = 4;
  if (has_below) columns.insert(columns.begin() + below_column, {page.say({"Cấp dưới", "Below"}), Align::right});
  Table table(columns);
  const int places = programme.criterion_places;
  const auto cell = [&](const Scorecard& card, std::size_t i) { return points_text(card.results[i], places, page.language); };
  for (std::size_t i = 0; i < standing.tier.set.criteria.size(); ++i) {
    const Criterion& criterion = standing.tier.set.criteria[i];
    const Style style = criterion.is_group() ? Style::strong : Style::plain;
    const Decimal change = difference(standing.scores.last().results[i].points, standing.scores.self.results[i].points);
    AppraisalStage stage{};
    const CriterionAppraisal* decided = last_decision(view.appraisal->by_criterion[i], stage);
    const bool worth = criterion.is_group() || earns_points(*criterion.rule());
    const auto points = [&](const Scorecard& card) { return worth ? cell(card, i) : std::string(); };
    std::vector<TableCell> cells = {{criterion.number, style}, {page.say(standing.tier.set.printed_name(criterion)), style},
               {worth ? fixed_text(criterion.shown_maximum(), places, page.language) : "", style}, {points(standing.scores.self), style},
               {points(standing.scores.of(AppraisalStage::first)), style}, {points(standing.scores.of(AppraisalStage::second)), style},
               {points(standing.scores.last()), style},
               {signed_text(change, places, page.language), change.is_negative() ? Style::bad : Style::good},
               {decided ? page.say(verdict_label(decided->verdict)) : criterion.is_group() || !is_appraised(criterion) ? "" : "–",
                decided && decided->verdict != AppraisalVerdict::accepted ? Style::caution : Style::plain}};
    if (has_below) cells.insert(cells.begin() + below_column, {points(*standing.scores.below), style});
    table.add(std::move(cells));
  }
  table.add_line();
  const int total_places = programme.total_places;
  const auto total = [&](const Scorecard& card) { return TableCell(fixed_text(card.total, total_places, page.language), Style::strong); };
  const Decimal change = difference(standing.scores.last().total, standing.scores.self.total);
  std::vector<TableCell> totals = {"", {page.say({"Tổng điểm", "Total"}), Style::strong}, fixed_text(standing.scores.last().maximum, total_places, page.language), total(standing.scores.self),
             total(standing.scores.of(AppraisalStage::first)), total(standing.scores.of(AppraisalStage::second)), total(standing.scores.last()),
             {signed_text(change, total_places, page.language), change.is_negative() ? Style::bad : Style::good}, ""};
  if (has_below) totals.insert(totals.begin() + below_column, total(*standing.scores.below));
  table.add(std::move(totals));
  text += table.text(page.width, page.color);
  text += decisions_part(view, standing.tier, page);
  for (const AppraisalConflict& conflict : view.conflicts) {
    const Criterion& criterion = standing.tier.set.criteria[static_cast<std::size_t>(conflict.criterion)];
    text += "\n" + page.paint(page.say({"Xung đột", "Conflict"}), Style::bad) + " " + criterion_line(criterion, page);
    for (const ReadDecision& one : conflict.decisions) {
      const std::string number = one.entry.empty() ? "" : page.say({"Mã ghi ", "Entry "}) + one.entry + ". ";
      text += paragraph(number + decision_words(criterion, stage_label(conflict.stage), one.appraisal, page, view.internal), page) + "\n";
    }
  }
  text += open_part(view, standing.tier, page);
  if (!view.findings.empty()) {
    text += "\n" + page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(view.findings, page) + "\n" + findings_text(view.findings, page);
  }
  return text;
}

std::string appraisal_json(const AppraisalView& view) {
  const Standing standing = standing_of(view);
  Json json = {{"programme", view.programme->key}, {"unit", view.unit->code}, {"tier", standing.tier.key}};
  Json closed = Json::array();
  for (const AppraisalStage stage : view.closed) closed.push_back(stage_text(stage));
  json["closed"] = std::move(closed);
  json["total"] = json_of_card(standing, [](const Scorecard& card) -> const Decimal& { return card.total; });
  json["maximum"] = json_of_card(standing, [](const Scorecard& card) -> const Decimal& { return card.maximum; });
  json["published"] = json_of_card(standing, [](const Scorecard& card) -> const Decimal& { return card.published; });
  Json criteria = Json::array();
  for (std::size_t i = 0; i < standing.tier.set.criteria.size(); ++i) {
    const Criterion& criterion = standing.tier.set.criteria[i];
    const CriterionStages& stages = view.appraisal->by_criterion[i];
    Json one = {{"id", criterion.id}, {"self", standing.scores.self.results[i].points.text()}};
    if (standing.scores.below) one["below"] = standing.scores.below->results[i].points.text();
    for (const AppraisalStage stage : appraisal_stages) one[std::string(stage_text(stage))] = standing.scores.of(stage).results[i].points.text();
    one["difference"] = difference(standing.scores.last().results[i].points, standing.scores.self.results[i].points).text();
    Json decisions = Json::object();
    if (stages.below) decisions["below"] = json_of_decision(criterion, *stages.below, false);
    for (const AppraisalStage stage : appraisal_stages) {
      if (const auto& decided = stages.at(stage)) decisions[std::string(stage_text(stage))] = json_of_decision(criterion, *decided, view.internal);
    }
    one["decisions"] = std::move(decisions);
    one["explanation"] = stages.explanation ? Json{{"text", stages.explanation->text}, {"evidence", stages.explanation->evidence}} : Json(nullptr);
    Json assigned = Json::array();
    for (const auto& [index, names] : view.assigned) {
      if (index != static_cast<int>(i)) continue;
      for (const std::string& name : names) assigned.push_back(name);
    }
    one["assigned"] = std::move(assigned);
    criteria.push_back(std::move(one));
  }
  json["criteria"] = std::move(criteria);
  Json open = Json::array();
  for (const OpenQuestion& one : open_questions(*view.programme, standing.tier, *view.answers, *view.appraisal)) {
    static constexpr std::string_view names[] = {"not-appraised", "not-explained", "not-decided-again"};
    open.push_back({{"criterion", standing.tier.set.criteria[static_cast<std::size_t>(one.criterion)].id},
                    {"why", names[static_cast<std::size_t>(one.why)]}, {"question", one.question}});
  }
  json["open"] = std::move(open);
  Json conflicts = Json::array();
  for (const AppraisalConflict& conflict : view.conflicts) {
    const Criterion& criterion = standing.tier.set.criteria[static_cast<std::size_t>(conflict.criterion)];
    Json decisions = Json::array();
    for (const ReadDecision& one : conflict.decisions) {
      Json decision = json_of_decision(criterion, one.appraisal, view.internal);
      decision["entry"] = one.entry;
      decisions.push_back(std::move(decision));
    }
    conflicts.push_back({{"criterion", criterion.id}, {"stage", stage_text(conflict.stage)}, {"decisions", std::move(decisions)}});
  }
  json["conflicts"] = std::move(conflicts);
  json["findings"] = json_of(view.findings, true);
  return text_of(json);
}

std::string appraisal_csv(const AppraisalView& view) {
  const Standing standing = standing_of(view);
  std::string text(csv_start);
  text += csv_record({"criterion", "name", "maximum", "self", "below", "first", "second", "final", "difference", "verdict", "basis", "comment", "explanation"});
  for (std::size_t i = 0; i < standing.tier.set.criteria.size(); ++i) {
    const Criterion& criterion = standing.tier.set.criteria[i];
    const CriterionStages& stages = view.appraisal->by_criterion[i];
    AppraisalStage stage{};
    const CriterionAppraisal* decided = last_decision(stages, stage);
    const auto points = [&](const Scorecard& card) { return card.results[i].state == State::missing ? std::string() : card.results[i].points.text(); };
    text += csv_record({criterion.id, criterion.name.vi, criterion.shown_maximum().text(), points(standing.scores.self),
                        standing.scores.below ? points(*standing.scores.below) : "", points(standing.scores.of(AppraisalStage::first)), points(standing.scores.of(AppraisalStage::second)), points(standing.scores.last()),
                        difference(standing.scores.last().results[i].points, standing.scores.self.results[i].points).text(),
                        decided ? std::string(verdict_text(decided->verdict)) : "", decided && decided->basis ? std::string(basis_text(*decided->basis)) : "",
                        decided ? decided->comment : "", stages.explanation ? stages.explanation->text : ""});
  }
  const auto total = [](const Scorecard& card) { return card.total.text(); };
  text += csv_record({"", "", standing.scores.last().maximum.text(), total(standing.scores.self), standing.scores.below ? total(*standing.scores.below) : "", total(standing.scores.of(AppraisalStage::first)),
                      total(standing.scores.of(AppraisalStage::second)), total(standing.scores.last()),
                      difference(standing.scores.last().total, standing.scores.self.total).text(), "", "", "", ""});
  return text;
}

}  // namespace thuocdo
