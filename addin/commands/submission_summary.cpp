#include <chrono>

#include "commands/submit_dialog.h"
#include "programme/deadline.h"
#include "report/numbers.h"

namespace thuocdo {
namespace {

Text same(const std::string& text) { return {text, text}; }
Text date_texts(const Date& date) {
  return {date_text(date, Language::vietnamese), date_text(date, Language::english)};
}

Text deadline_line(const AssessedSheet& sheet) {
  const Programme& programme = *sheet.programme;
  const Stage* round = sheet.without_assessment;
  const Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const Date today = date_in_vietnam(now);
  const Date last = round != nullptr ? last_day(*round) : last_days(programme, *sheet.tier).in_time;
  const auto left = (std::chrono::sys_days{last} - std::chrono::sys_days{today}).count();
  const Text day = date_texts(last);
  if (left > 0) return say(Says::deadline_days_left, std::vector<Text>{day, same(std::to_string(left))});
  if (left == 0) return say(Says::deadline_today, std::vector<Text>{day});
  const Text late = same(std::to_string(-left));
  if (round != nullptr) return say(Says::deadline_passed, std::vector<Text>{day, late});
  return say(Says::deadline_passed_consequence,
             std::vector<Text>{day, late, consequence_label(consequence(programme, timeliness(programme, *sheet.tier, now)))});
}

}  // namespace

Text submission_summary(const AssessedSheet& sheet, const Text& remark) {
  Text text;
  const auto add = [&](const Text& line) {
    text.vi += line.vi + "\n";
    text.en += line.in(Language::english) + "\n";
  };
  add(same(sheet.unit->name));
  add(sheet.programme->title);
  const Scorecard& card = sheet.card;
  if (sheet.without_assessment != nullptr) {
    add(say(Says::round_unassessed, std::vector<Text>{sheet.without_assessment->name}));
  } else {
    const Text total = fixed_text(card.total, sheet.programme->total_places);  // as the panel writes it
    add(say(Says::summary_points, std::vector<Text>{total, fixed_text(card.maximum, 0)}));
  }
  const std::size_t share = card.asked == 0 ? 100 : card.answered * 100 / card.asked;
  add(say(Says::summary_answered,
          {std::to_string(card.answered), std::to_string(card.asked), std::to_string(share)}));
  add(deadline_line(sheet));
  if (!remark.empty()) add(remark);
  if (sheet.without_assessment != nullptr) return text;
  for (std::size_t i = 0; i < card.results.size(); ++i) {
    const Criterion& criterion = sheet.tier->set.criteria[i];
    if (criterion.depth != 0) continue;
    const std::string number = criterion.number.empty() ? "" : criterion.number + ". ";
    const Text name = sheet.tier->set.printed_name(criterion);
    add(say(Says::summary_group, std::vector<Text>{{number + name.vi, number + name.in(Language::english)},
                                                   fixed_text(card.results[i].points, 0),
                                                   fixed_text(card.results[i].maximum, 0)}));
  }
  return text;
}

}  // namespace thuocdo
