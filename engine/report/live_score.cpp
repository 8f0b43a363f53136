#include "report/live_score.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "number/ratio.h"
#include "programme/deadline.h"
#include "report/explanation.h"
#include "report/numbers.h"
#include "report/page.h"

namespace thuocdo {
namespace {

int permille_of(const Decimal& part, const Decimal& whole) {
  if (whole.is_zero()) return 0;
  const auto share = (Ratio(part) * Ratio(Decimal(1000)) / Ratio(whole)).round(0);
  if (!share) return 0;
  return static_cast<int>(std::clamp<std::int64_t>(share->units() < 0 ? -share->units() : share->units(), 0, 1000));
}

// What a criterion could still bring.
struct Gain {
  Decimal points;
  int criterion;
};

std::vector<Gain> gains_of(const AssessedSheet& sheet) {
  std::vector<Gain> gains;
  const CriteriaSet& set = sheet.tier->set;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    // Nobody loses a bonus, and what others supply is not the unit's to mend.
    if (criterion.is_group() || criterion.role == Role::bonus || !earns_points(*criterion.rule())) continue;
    if (criterion.asked_fields().empty()) continue;
    const CriterionResult& result = sheet.card.results[i];
    const auto lost = subtract(result.maximum, result.points);
    if (!lost || lost->is_zero() || lost->is_negative()) continue;
    gains.push_back({*lost, static_cast<int>(i)});
  }
  std::stable_sort(gains.begin(), gains.end(), [](const Gain& a, const Gain& b) { return a.points > b.points; });
  return gains;
}

class Teller {
 public:
  Teller(const AssessedSheet& sheet, const Date& today, Language language)
      : sheet_(sheet), today_(today), language_(language) {}

  LiveScore tell() {
    live_.unit = sheet_.unit != nullptr ? sheet_.unit->name : sheet_.identity.unit;
    tell_findings();
    if (!sheet_.usable()) {
      live_.lines.push_back(say({"Phiếu này chưa tính điểm được; danh sách dưới đây cho biết vì sao.",
                                 "This sheet cannot be scored; the list below says why."}));
      return std::move(live_);
    }
    if (sheet_.without_assessment != nullptr) {
      live_.state = LiveScore::State::collected;
      live_.lines.push_back(sheet_.without_assessment->name.in(language_) +
                            say({": không chấm điểm, không xếp hạng", ": not scored and not ranked"}));
    } else {
      live_.state = LiveScore::State::assessed;
      tell_points();
    }
    tell_answered();
    live_.lines.push_back(deadline_line(sheet_, today_, language_));
    if (sheet_.tier->set.provenance() != Provenance::official) {
      live_.lines.push_back(say({"Bộ tiêu chí chưa phải phụ lục chính thức",
                                 "The criteria are not the official annex"}));
    }
    return std::move(live_);
  }

 private:
  std::string say(const Text& text) const { return text.in(language_); }
  std::string number(const Decimal& value) const { return value.text(notation_of(language_)); }

  void tell_points() {
    const Scorecard& card = sheet_.card;
    live_.total = fixed_text(card.total, sheet_.programme->total_places, language_) + "/" + number(card.maximum) +
                  say({" điểm (", " points ("}) + percent_text(card.total, card.maximum, language_) + ")";
    live_.permille = permille_of(card.total, card.maximum);
    const Decimal scale = published_scale(*sheet_.programme, sheet_.tier->set);
    if (card.published != card.total || scale != card.maximum) {  // otherwise the line above says it
      live_.lines.push_back(say({"Điểm để xếp hạng: ", "Ranked by: "}) +
                            fixed_text(card.published, sheet_.programme->total_places, language_) + "/" + number(scale));
    }
    if (const Band* band = classify(*sheet_.programme, card.published)) {
      live_.lines.push_back(say({"Xếp loại: ", "Class: "}) + band->name.in(language_));
    }
    if (!card.conditions_met) {
      live_.lines.push_back(say({"Chưa đáp ứng đủ điều kiện bắt buộc", "Not every mandatory condition is met"}));
    }
    const CriteriaSet& set = sheet_.tier->set;
    for (std::size_t i = 0; i < set.criteria.size(); ++i) {
      const Criterion& group = set.criteria[i];
      if (!group.is_group() || group.parent >= 0) continue;
      const CriterionResult& result = card.results[i];
      const Decimal& most = group.role == Role::counted ? result.maximum : group.maximum;
      if (most.is_zero()) continue;  // information only
      live_.groups.push_back({(group.number.empty() ? "" : group.number + ". ") + set.printed_name(group).in(language_),
                              number(result.points) + "/" +
                                  shown_maximum(group, result, 0, language_),
                              permille_of(result.points, most)});
    }
    tell_gains();
  }

  void tell_gains() {
    Decimal sum;
    for (const Gain& gain : gains_of(sheet_)) {
      sum = add(sum, gain.points).value_or(sum);
      const auto at = static_cast<std::size_t>(gain.criterion);
      const Criterion& criterion = sheet_.tier->set.criteria[at];
      const Standing standing = standing_of(at);
      live_.gains.push_back({"+" + number(gain.points) + " · " + criterion.number + " · " + say(standing.words) + " · " +
                                 criterion.name.in(language_),
                             gain.criterion, place_of(gain.criterion, standing.field)});
    }
    if (live_.gains.empty()) {
      live_.gains_title = say({"Không mất điểm nào", "No points are lost"});
      return;
    }
    const std::string count = std::to_string(live_.gains.size());
    live_.gains_title = say({"Còn được thêm nhiều nhất: " + number(sum) + " điểm ở " + count + " tiêu chí",
                             "What would bring the most: " + counted(number(sum), "point", "points") + " in " + counted(count, "criterion", "criteria")});
  }

  // How it stands with points that are lost, and in which field something can be done about it.
  struct Standing {
    Text words;
    std::string field;
  };
  Standing standing_of(std::size_t at) const {
    const Criterion& criterion = sheet_.tier->set.criteria[at];
    const CriterionResult& result = sheet_.card.results[at];
    const Answer& answer = sheet_.answers->by_criterion[at];
    std::string first = criterion.asked_fields().front().name;
    if (result.impossible) return {{"số liệu chưa dùng được", "figures cannot be used"}, field_found(criterion, first)};
    if (result.state == State::missing) {
      return {answer.empty() ? Text{"chưa trả lời", "not answered"} : Text{"chưa trả lời đủ", "not fully answered"},
              field_found(criterion, first)};
    }
    if (criterion.role == Role::deduction) return {{"bị trừ điểm", "taken off"}, std::move(first)};
    if (result.state == State::provisional) return {{"tạm tính", "provisional"}, std::move(first)};
    if (!criterion.reason_required) return {{"không cần lý do", "needs no reason"}, std::move(first)};
    if (is_blank_text(answer.reason)) return {{"thiếu lý do", "reason missing"}, "reason"};
    return {{"đã có lý do", "reason given"}, std::move(first)};
  }
  // The field of the criterion that something was found about.
  std::string field_found(const Criterion& criterion, const std::string& otherwise) const {
    for (const Finding& finding : sheet_.card.findings) {
      if (finding.criterion != criterion.id) continue;
      for (const Field& field : criterion.asked_fields()) {
        if (field.name == finding.field) return field.name;
      }
    }
    return otherwise;
  }

  Place place_of(int criterion, const std::string& field) const {
    Place place;
    const AnswerCell* cell = sheet_.cell(criterion, field);
    if (cell == nullptr) cell = sheet_.cell(criterion, "points");
    if (cell == nullptr) return place;
    place.sheet = cell->sheet;
    place.cell = cell_name(cell->row, cell->column);
    return place;
  }

  void tell_answered() {
    const std::size_t answered = sheet_.card.answered, asked = sheet_.card.asked;
    std::string line = say({"Đã trả lời ", "Answered "}) + std::to_string(answered) + "/" + std::to_string(asked) +
                       say({" tiêu chí", " criteria"});
    // 100 % only when nothing is left.
    if (asked > 0) line += " (" + std::to_string(answered * 100 / asked) + "%)";
    live_.lines.push_back(std::move(line));
  }

  void tell_findings() {
    const auto to_fill_in = [](const Finding& finding) { return finding.code == Code::answer_missing; };
    std::vector<const Finding*> sorted;
    for (const Finding& finding : sheet_.findings) sorted.push_back(&finding);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Finding* a, const Finding* b) { return listed_before(*a, *b); });
    for (const Finding* finding : sorted) {
      const bool known = sheet_.tier != nullptr && !finding->criterion.empty();
      live_.findings.push_back({say(list_label(*finding)) + " · " +
                                    (finding->place.cell.empty() ? "" : finding->place.cell + " · ") +
                                    finding->message.in(language_),
                                known ? sheet_.tier->set.index(finding->criterion) : -1, finding->place});
    }
    Findings done;
    std::copy_if(sheet_.findings.begin(), sheet_.findings.end(), std::back_inserter(done), [&](const Finding& finding) { return !to_fill_in(finding); });
    const std::size_t open = sheet_.findings.size() - done.size();
    if (sheet_.findings.empty()) {
      live_.findings_title = say({"Không có lỗi", "No errors"});
      return;
    }
    live_.findings_title = say({"Kiểm tra: ", "Check: "});
    Page page;
    page.language = language_;
    if (!done.empty()) live_.findings_title += findings_summary(done, page) + (open > 0 ? ", " : "");
    if (open > 0) {
      live_.findings_title += say({std::to_string(open) + " chỗ chưa điền", counted(std::to_string(open), "place to fill in", "places to fill in")});
    }
  }

  const AssessedSheet& sheet_;
  const Date today_;
  const Language language_;
  LiveScore live_;
};

int days_between(const Date& from, const Date& to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

std::string days_text(int days, Language language) {
  return Text{std::to_string(days) + " ngày", counted(std::to_string(days), "day", "days")}.in(language);
}

}  // namespace

LiveScore live_score(const AssessedSheet& sheet, const Date& today, Language language) {
  return Teller(sheet, today, language).tell();
}

std::string deadline_line(const AssessedSheet& sheet, const Date& today, Language language) {
  if (!sheet.usable()) return {};
  const auto say = [&](const Text& text) { return text.in(language); };
  if (!sheet.identity.submitted.empty()) {
    return say({"Bản đã nộp, mã kiểm tra ", "A submitted copy, check code "}) + sheet.identity.check_code;
  }
  LastDays last;
  if (sheet.without_assessment != nullptr) {
    last.in_time = last.within_grace = last_day(*sheet.without_assessment);
  } else {
    last = last_days(*sheet.programme, *sheet.tier);
  }
  const std::string day = date_text(last.in_time, language);
  const int left = days_between(today, last.in_time);
  if (left > 0) {
    return say({"Hạn nộp: hết ngày ", "Due by the end of "}) + day + " (" +
           say({"còn " + days_text(left, language), days_text(left, language) + " left"}) + ")";
  }
  if (left == 0) return say({"Hôm nay, ", "Today, "}) + day + say({", là ngày cuối để nộp", ", is the last day"});
  const std::string over = say({"Đã quá hạn nộp ", "The last day was "}) + day;
  const int grace = days_between(today, last.within_grace);
  if (grace >= 0) {
    const std::string end = date_text(last.within_grace, language);
    return over + say({"; còn được nhận đến hết ngày ", "; still accepted until the end of "}) + end + " (" +
           (grace == 0 ? say({"hôm nay", "today"})
                       : say({"còn " + days_text(grace, language), days_text(grace, language) + " left"})) +
           ")";
  }
  std::string text = over + " (" + say({days_text(-left, language) + " trước", days_text(-left, language) + " ago"}) + ")";
  if (sheet.without_assessment == nullptr) {
    text += ": " + say(consequence_label(consequence(*sheet.programme, Timeliness::late)));
  }
  return text;
}

int criterion_at(const AssessedSheet& sheet, std::string_view sheet_name, int row) {
  for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
    for (const AnswerCell& cell : sheet.cells[i]) {
      if (cell.row == row && cell.sheet == sheet_name) return static_cast<int>(i);
    }
  }
  return -1;
}

std::string explained(const AssessedSheet& sheet, int criterion, Language language) {
  if (!sheet.usable() || criterion < 0) return {};
  std::string text = explanation_title(sheet, criterion, language);
  for (const ExplainedLine& line : explanation(sheet, criterion, language)) {
    text += "\n" + line.label + ": " + line.content;
  }
  for (const Finding& finding : findings_about(sheet, criterion)) {
    text += "\n" + list_label(finding).in(language) + ": " + finding.message.in(language);
  }
  return text;
}

}  // namespace thuocdo
