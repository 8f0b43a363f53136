#include "report/live_review.h"

#include <algorithm>

#include "report/explanation.h"
#include "report/numbers.h"
#include "report/page.h"

namespace thuocdo {
namespace {

Decimal change_of(const Decimal& after, const Decimal& before) { return subtract(after, before).value_or(Decimal()); }

std::string signed_text(const Decimal& value, Language language) {
  return (value.is_negative() || value.is_zero() ? "" : "+") + value.text(notation_of(language));
}

int permille(const Decimal& part, const Decimal& whole) {
  if (whole.is_zero()) return 0;
  const auto share = (Ratio(part) * Ratio(Decimal(1000)) / Ratio(whole)).round(0);
  return share ? static_cast<int>(std::clamp<std::int64_t>(share->units(), 0, 1000)) : 0;
}

Place place_of(const AssessedSheet& sheet, int criterion, std::string_view field) {
  Place place;
  const AnswerCell* cell = sheet.cell(criterion, field);
  if (cell == nullptr) cell = sheet.cell(criterion, "points");
  if (cell == nullptr) return place;
  place.sheet = cell->sheet;
  place.cell = cell_name(cell->row, cell->column);
  return place;
}

}  // namespace

LiveReview live_review(const AssessedSheet& sheet, const AppraisalTable& table, Language language) {
  const auto say = [&](const Text& text) { return text.in(language); };
  const CriteriaSet& set = sheet.tier->set;
  Findings findings;
  const std::vector<UnitAppraisal> parts = appraisals_of(table, *sheet.programme, {sheet.unit, AppraisalStage::first, {}}, findings);
  AppraisalMerge merge = merge_appraisals(*sheet.programme, *sheet.tier, *sheet.answers, parts);
  findings.insert(findings.end(), merge.findings.begin(), merge.findings.end());
  for (Finding& found : findings) {
    const int index = found.criterion.empty() ? -1 : set.index(found.criterion);
    if (index < 0) continue;
    const Place place = place_of(sheet, index, found.field);
    found.place.sheet = place.sheet;
    found.place.cell = place.cell;
  }
  LiveReview review{{}, std::move(merge.appraisal), {}, {}, std::move(findings)};
  const AppraisedScores scores = appraised_scores(*sheet.programme, *sheet.tier, *sheet.answers, review.appraisal);
  review.self = scores.self;
  review.appraised = scores.last();

  LiveScore& live = review.score;
  live.state = LiveScore::State::assessed;
  live.unit = sheet.unit != nullptr ? sheet.unit->name : sheet.identity.unit;
  const Decimal change = change_of(review.appraised.total, review.self.total);
  const auto number = [&](const Decimal& value) { return value.text(notation_of(language)); };
  live.total = fixed_text(review.appraised.total, sheet.programme->total_places, language) + "/" + number(review.appraised.maximum) +
               say({" điểm thẩm định", " points appraised"});
  live.permille = permille(review.appraised.total, review.appraised.maximum);
  live.lines.push_back(say({"Đơn vị tự đánh giá: ", "The unit claims: "}) + fixed_text(review.self.total, sheet.programme->total_places, language) +
                       (change.is_zero() ? say({"; không chênh lệch", "; no difference"}) : say({"; chênh lệch ", "; difference "}) + signed_text(change, language)));
  std::size_t asked = 0, decided = 0;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (!is_appraised(set.criteria[i])) continue;
    ++asked;
    if (review.appraisal.by_criterion[i].at(AppraisalStage::first)) ++decided;
  }
  live.lines.push_back(say({"Đã thẩm định ", "Appraised "}) + std::to_string(decided) + "/" + std::to_string(asked) + say({" tiêu chí", " criteria"}));
  const std::size_t open = open_to_explanation(*sheet.programme, *sheet.tier, *sheet.answers, review.appraisal).size();
  if (open > 0) live.lines.push_back(std::to_string(open) + say({" tiêu chí đơn vị được giải trình", " criteria that the unit may explain"}));
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    const CriterionResult& result = review.appraised.results[i];
    const Decimal difference = change_of(result.points, review.self.results[i].points);
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
                          place_of(sheet, static_cast<int>(i), "points")});
  }
  live.gains_title = live.gains.empty() ? say({"Không tiêu chí nào chênh lệch", "No criterion differs"})
                                        : say({"Chênh lệch ở " + std::to_string(live.gains.size()) + " tiêu chí", "Differences in " + std::to_string(live.gains.size()) + " criteria"});
  std::vector<const Finding*> sorted;
  for (const Finding& found : review.findings) sorted.push_back(&found);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
  for (const Finding* found : sorted) {
    live.findings.push_back({say(severity_label(found->severity)) + " · " + found->message.in(language),
                             found->criterion.empty() ? -1 : set.index(found->criterion), found->place});
  }
  Page page;
  page.language = language;
  live.findings_title = review.findings.empty() ? say({"Không có lỗi", "No errors"}) : say({"Kiểm tra: ", "Check: "}) + findings_summary(review.findings, page);
  return review;
}

std::string explained_review(const AssessedSheet& sheet, const LiveReview& review, int criterion, Language language) {
  if (criterion < 0) return {};
  const auto at = static_cast<std::size_t>(criterion);
  const Criterion& about = sheet.tier->set.criteria[at];
  const auto say = [&](const Text& text) { return text.in(language); };
  const auto points = [&](const CriterionResult& result) { return result.state == State::missing ? std::string("–") : result.points.text(notation_of(language)); };
  std::string text = explanation_title(sheet, criterion, language);
  text += "\n" + say({"Tự đánh giá: ", "Self: "}) + points(review.self.results[at]) + say({"; thẩm định: ", "; appraised: "}) + points(review.appraised.results[at]);
  if (about.is_group()) return text;
  const Answer& own = sheet.answers->by_criterion[at];
  const CriterionStages& stages = review.appraisal.by_criterion[at];
  text += "\n" + why(*sheet.programme, about, appraised_answer(about, own, stages, AppraisalStage::first), review.appraised.results[at]).in(language);
  if (const auto& decided = stages.at(AppraisalStage::first)) {
    text += "\n" + say(verdict_label(decided->verdict)) + (decided->basis ? " (" + say(basis_label(*decided->basis)) + ")" : "") + ": " + decided->comment;
    if (!decided->question.empty()) text += "\n" + say({"Cần giải trình: ", "To explain: "}) + decided->question;
  } else if (is_appraised(about)) {
    text += "\n" + say({"Chưa có kết luận dùng được.", "No verdict that can count yet."});
  }
  if (!own.reason.empty()) text += "\n" + say({"Lý do của đơn vị: ", "The unit's reason: "}) + own.reason;
  if (!own.evidence.empty()) text += "\n" + say({"Tài liệu kiểm chứng: ", "Evidence: "}) + own.evidence;
  for (const Finding& found : review.findings) {
    if (found.criterion == about.id) text += "\n" + severity_label(found.severity).in(language) + ": " + found.message.in(language);
  }
  return text;
}

}  // namespace thuocdo
