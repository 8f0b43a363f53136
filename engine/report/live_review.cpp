#include "report/live_review.h"

#include <algorithm>
#include <cstdlib>

#include "report/explanation.h"
#include "report/numbers.h"
#include "report/page.h"
#include "sheet/review_columns.h"

namespace thuocdo {
namespace {

Decimal change_of(const Decimal& after, const Decimal& before) { return subtract(after, before).value_or(Decimal()); }

// With a true minus, which no line ends with.
std::string signed_text(const Decimal& value, Language language) {
  const std::string text = value.text(notation_of(language));
  if (value.is_negative()) return "−" + text.substr(1);
  return (value.is_zero() ? "" : "+") + text;
}

int permille(const Decimal& part, const Decimal& whole) {
  if (whole.is_zero()) return 0;
  const auto share = (Ratio(part) * Ratio(Decimal(1000)) / Ratio(whole)).round(0);
  return share ? static_cast<int>(std::clamp<std::int64_t>(share->units(), 0, 1000)) : 0;
}

// Where a reviewer does something about it: in the columns of the stage, or the unit's own cell where the table is no working copy.
class Places {
 public:
  Places(const AssessedSheet& sheet, const AppraisalTable& table) : sheet_(sheet), table_(table) {}

  Place of(int criterion, std::string_view field) const {
    const AnswerCell* cell = sheet_.cell(criterion, field);
    if (cell == nullptr) cell = sheet_.cell(criterion, "points");
    if (cell == nullptr) return {};
    Place place;
    place.sheet = cell->sheet;
    const auto column = table_.columns.find(key_of(field));
    const bool once = said_once(field) && sheet_.cell(criterion, "points") != nullptr;
    place.cell = cell_name(once ? sheet_.cell(criterion, "points")->row : cell->row, column != table_.columns.end() ? column->second : cell->column);
    return place;
  }

 private:
  // Of a criterion, not of one of its fields.
  static bool said_once(std::string_view field) { return field == "verdict" || field == "basis" || field == "comment" || field == "explanation"; }
  std::string key_of(std::string_view field) const {
    if (field == "explanation") return std::string(review_key::explanation);
    const std::string_view key = field == "basis" ? review_key::basis : field == "comment" ? review_key::comment : field == "verdict" || field.empty() ? review_key::verdict : review_key::value;
    return review_key_of(key, table_.stage);
  }

  const AssessedSheet& sheet_;
  const AppraisalTable& table_;
};

std::string count_text(std::size_t number) { return std::to_string(number); }
Text criteria_text(std::size_t number) { return {count_text(number) + " tiêu chí", counted(count_text(number), "criterion", "criteria")}; }

// "52 tiêu chí chưa thẩm định lần 1; 2 tiêu chí đơn vị chưa giải trình"
Text open_summary(const std::vector<OpenQuestion>& open) {
  Text summary;
  for (const OpenQuestion::Why why : {OpenQuestion::Why::not_appraised, OpenQuestion::Why::not_explained, OpenQuestion::Why::not_decided_again}) {
    const auto count = std::count_if(open.begin(), open.end(), [&](const OpenQuestion& one) { return one.why == why; });
    if (count == 0) continue;
    const Text label = open_label(why), criteria = criteria_text(static_cast<std::size_t>(count));
    summary.vi += (summary.vi.empty() ? "" : "; ") + criteria.vi + " " + label.vi;
    summary.en += (summary.en.empty() ? "" : "; ") + criteria.en + " " + label.en;
  }
  return summary;
}

// "lên 2 bậc", "xuống 1 bậc", "không đổi"
Text moved(int before, int after) {
  const int steps = before - after;
  if (steps == 0) return {"không đổi", "as before"};
  const std::string by = std::to_string(std::abs(steps));
  return steps > 0 ? Text{"lên " + by + " bậc", "up " + by} : Text{"xuống " + by + " bậc", "down " + by};
}

}  // namespace

Text rank_line(const AssessedSheet& sheet, const AppraisedScores& scores, const ChosenResult& chosen) {
  if (!chosen.problem.empty()) return {"Xếp hạng: " + chosen.problem, "Rank: " + chosen.problem};
  if (chosen.result == nullptr) return {"Xếp hạng: chưa chọn kết quả của cấp này (Thước Đo → Thẩm định).", "Rank: no result of this tier was chosen yet (Thước Đo → Appraise)."};
  const RankEffect effect = rank_effect(*chosen.result, *sheet.programme, *sheet.tier, *sheet.unit, scores.self, scores.last());
  switch (effect.why) {
    case RankEffect::Why::other_programme: return {"Xếp hạng: kết quả đã chọn là của chương trình hoặc kỳ khác.", "Rank: the chosen result is of another programme or round."};
    case RankEffect::Why::other_version: return {"Xếp hạng: kết quả đã chọn theo phiên bản bộ tiêu chí khác.", "Rank: the chosen result follows another version of the criteria."};
    case RankEffect::Why::nobody: return {"Xếp hạng: kết quả đã chọn không xếp hạng đơn vị nào khác cùng cấp.", "Rank: the chosen result ranks no other unit of this tier."};
    case RankEffect::Why::ranked: break;
  }
  const std::string units = "/" + std::to_string(effect.units), self = std::to_string(effect.self) + units, now = std::to_string(effect.appraised) + units;
  const Text how = moved(effect.self, effect.appraised);
  return {"Xếp hạng: tự đánh giá " + self + ", thẩm định " + now + " (" + how.vi + ")", "Rank: self " + self + ", appraised " + now + " (" + how.en + ")"};
}

LiveReview live_review(const AssessedSheet& sheet, const AppraisalTable& table, Language language, const ChosenResult& chosen) {
  const auto say = [&](const Text& text) { return text.in(language); };
  const CriteriaSet& set = sheet.tier->set;
  const Places places(sheet, table);
  Findings findings;
  const std::vector<UnitAppraisal> parts = appraisals_of(table, *sheet.programme, {sheet.unit, AppraisalStage::first, {}}, findings);
  AppraisalMerge merge = merge_appraisals(*sheet.programme, *sheet.tier, *sheet.answers, parts);
  findings.insert(findings.end(), merge.findings.begin(), merge.findings.end());
  for (Finding& found : findings) {
    const int index = found.criterion.empty() ? -1 : set.index(found.criterion);
    if (index < 0) continue;
    const Place place = places.of(index, found.field);
    found.place.sheet = place.sheet;
    found.place.cell = place.cell;
  }
  LiveReview review{{}, table.stage, std::move(merge.appraisal), {}, std::move(findings), {}};
  review.scores = appraised_scores(*sheet.programme, *sheet.tier, *sheet.answers, review.appraisal);
  review.open = open_questions(*sheet.programme, *sheet.tier, *sheet.answers, review.appraisal);
  const Scorecard &self = review.scores.self, &appraised = review.scores.last();
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const CriterionStages& stages = review.appraisal.by_criterion[i];
    if (!is_appraised(set.criteria[i]) || (review.stage == AppraisalStage::second && !stages.explanation)) continue;
    ++review.asked;
    if (stages.at(review.stage)) ++review.decided;
  }

  LiveScore& live = review.score;
  live.state = LiveScore::State::assessed;
  live.unit = sheet.unit != nullptr ? sheet.unit->name : sheet.identity.unit;
  const int places_shown = sheet.programme->total_places;
  const auto number = [&](const Decimal& value) { return value.text(notation_of(language)); };
  const auto total = [&](const Scorecard& card) { return fixed_text(card.total, places_shown, language); };
  const Decimal change = change_of(appraised.total, self.total);
  live.total = total(appraised) + "/" + number(appraised.maximum) + say({" điểm thẩm định", " points appraised"});
  live.permille = permille(appraised.total, appraised.maximum);
  live.lines.push_back(say({"Đơn vị tự đánh giá: ", "The unit claims: "}) + total(self) +
                       (change.is_zero() ? say({"; không chênh lệch", "; no difference"}) : say({"; chênh lệch ", "; difference "}) + signed_text(change, language)));
  if (review.stage != AppraisalStage::first) {
    std::string stages;
    for (const AppraisalStage stage : appraisal_stages) {
      if (stage <= review.stage) stages += (stages.empty() ? "" : "; ") + say(stage_label(stage)) + ": " + total(review.scores.of(stage));
    }
    live.lines.push_back(stages);
  }
  live.lines.push_back(say(rank_line(sheet, review.scores, chosen)));
  live.lines.push_back(say(stage_label(review.stage)) + ": " + count_text(review.decided) + "/" + count_text(review.asked) + say({" tiêu chí", " criteria"}));
  const std::size_t explainable = open_to_explanation(*sheet.programme, *sheet.tier, *sheet.answers, review.appraisal).size();
  if (explainable > 0 && review.stage == AppraisalStage::first) live.lines.push_back(say(criteria_text(explainable)) + say({" đơn vị được giải trình", " that the unit may explain"}));
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    const CriterionResult& result = appraised.results[i];
    const Decimal difference = change_of(result.points, self.results[i].points);
    if (criterion.is_group() && criterion.parent < 0) {
      const Decimal& most = criterion.role == Role::counted ? result.maximum : criterion.maximum;
      if (most.is_zero()) continue;
      live.groups.push_back({(criterion.number.empty() ? "" : criterion.number + ". ") + set.printed_name(criterion).in(language),
                             number(result.points) + "/" + shown_maximum(criterion, result, 0, language) +
                                 (difference.is_zero() ? "" : " (" + signed_text(difference, language) + ")"),
                             permille(result.points, most)});
    }
    if (criterion.is_group() || difference.is_zero()) continue;
    live.gains.push_back({signed_text(difference, language) + " · " + criterion.number + " · " + criterion.name.in(language), static_cast<int>(i),
                          places.of(static_cast<int>(i), "verdict")});
  }
  live.gains_title = live.gains.empty() ? say({"Không tiêu chí nào chênh lệch", "No criterion differs"})
                                        : say({"Chênh lệch ở ", "Differences in "}) + say(criteria_text(live.gains.size()));
  std::vector<const Finding*> sorted;
  for (const Finding& found : review.findings) sorted.push_back(&found);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
  for (const Finding* found : sorted) {
    live.findings.push_back({say(severity_label(found->severity)) + " · " + found->message.in(language),
                             found->criterion.empty() ? -1 : set.index(found->criterion), found->place});
  }
  for (const OpenQuestion& one : review.open) {
    const Criterion& about = set.criteria[static_cast<std::size_t>(one.criterion)];
    const bool told = std::any_of(sorted.begin(), sorted.end(), [&](const Finding* found) { return found->criterion == about.id && found->severity == Severity::blocking; });
    if (told) continue;
    live.findings.push_back({(about.number.empty() ? about.id : about.number) + " · " + say(open_label(one.why)) + " · " + about.name.in(language), one.criterion, places.of(one.criterion, "verdict")});
  }
  Page page;
  page.language = language;
  live.findings_title = review.open.empty() ? say({"Không còn mở", "Nothing is open"}) : say({"Còn mở: ", "Open: "}) + say(open_summary(review.open));
  if (!review.findings.empty()) live.findings_title = findings_summary(review.findings, page) + ". " + live.findings_title;
  return review;
}

std::string explained_review(const AssessedSheet& sheet, const LiveReview& review, int criterion, Language language) {
  if (criterion < 0) return {};
  const auto at = static_cast<std::size_t>(criterion);
  const Criterion& about = sheet.tier->set.criteria[at];
  const auto say = [&](const Text& text) { return text.in(language); };
  const auto points = [&](const CriterionResult& result) { return result.state == State::missing ? std::string("–") : result.points.text(notation_of(language)); };
  std::string text = explanation_title(sheet, criterion, language);
  text += "\n" + say({"Tự đánh giá: ", "Self: "}) + points(review.scores.self.results[at]);
  for (const AppraisalStage stage : appraisal_stages) {
    if (stage <= review.stage) text += "; " + say(stage_label(stage)) + ": " + points(review.scores.of(stage).results[at]);
  }
  if (about.is_group()) return text;
  const Answer& own = sheet.answers->by_criterion[at];
  const CriterionStages& stages = review.appraisal.by_criterion[at];
  text += "\n" + why(*sheet.programme, about, appraised_answer(about, own, stages, AppraisalStage::final), review.scores.last().results[at]).in(language);
  bool any = false;
  for (const AppraisalStage stage : appraisal_stages) {
    const auto& decided = stages.at(stage);
    if (decided) {
      any = true;
      text += "\n" + say(stage_label(stage)) + ": " + say(verdict_label(decided->verdict)) + (decided->basis ? " (" + say(basis_label(*decided->basis)) + ")" : "") + ": " + decided->comment;
      if (!decided->question.empty()) text += "\n" + say({"Cần giải trình: ", "To explain: "}) + decided->question;
    }
    if (stage == AppraisalStage::first && stages.explanation) text += "\n" + say({"Đơn vị giải trình: ", "The unit explains: "}) + stages.explanation->text;
  }
  if (!any && is_appraised(about)) text += "\n" + say({"Chưa có kết luận dùng được.", "No verdict that can count yet."});
  if (!own.reason.empty()) text += "\n" + say({"Lý do của đơn vị: ", "The unit's reason: "}) + own.reason;
  if (!own.evidence.empty()) text += "\n" + say({"Tài liệu kiểm chứng: ", "Evidence: "}) + own.evidence;
  for (const Finding& found : review.findings) {
    if (found.criterion == about.id) text += "\n" + severity_label(found.severity).in(language) + ": " + found.message.in(language);
  }
  return text;
}

}  // namespace thuocdo
