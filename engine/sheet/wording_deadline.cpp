// Wordings of deadlines: "ban hành trong tháng 1: 0,2; từ tháng 2 trở đi hoặc không ban hành: 0".
#include <algorithm>
#include <chrono>

#include "sheet/wording_parts.h"

namespace thuocdo {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

Date end_of_month(int year, unsigned month) { return Date(std::chrono::year(year) / month / std::chrono::last); }
Date moved(const Date& date, int by) { return Date(sys_days(date) + days(by)); }

class DeadlineWords {
 public:
  DeadlineWords(const Decimal& maximum, std::optional<int> year) : maximum_(maximum), year_(year) {}

  std::optional<Rule> read(const std::vector<WordingPair>& pairs) {
    for (const WordingPair& pair : pairs) {
      if (!(takes_never(pair) || takes_late(pair) || takes_step(pair))) return std::nullopt;
    }
    if (rule_.steps.empty() || !late_) return std::nullopt;
    // What was never done earns nothing where being late earns nothing; anything else must be said.
    if (!never_ && !late_->is_zero()) return std::nullopt;
    rule_.late = *late_;
    rule_.never = never_.value_or(Decimal());
    if (rule_.steps.front().points != maximum_ || rule_.late < rule_.never) return std::nullopt;
    for (std::size_t i = 0; i < rule_.steps.size(); ++i) {
      const bool last = i + 1 == rule_.steps.size();
      if (!(rule_.steps[i].points > (last ? rule_.late : rule_.steps[i + 1].points))) return std::nullopt;
      if (!last && !(rule_.steps[i].by < rule_.steps[i + 1].by)) return std::nullopt;
    }
    return rule_;
  }

 private:
  // The year that the words name, or that of the assessment.
  std::optional<int> year_of(const std::string& named, const std::string& behind) const {
    if (!named.empty()) {
      const auto value = number_of(named);
      return value && value->units() >= 1970 && value->units() < 2174 ? std::optional(static_cast<int>(value->units())) : std::nullopt;
    }
    if (!year_) return std::nullopt;
    if (behind.find("nam truoc") != std::string::npos) return *year_ - 1;
    if (behind.find("nam sau") != std::string::npos || behind.find("nam tiep theo") != std::string::npos || behind.find("nam ke tiep") != std::string::npos) return *year_ + 1;
    return year_;
  }

  std::optional<Date> day(const std::smatch& match, std::size_t group, const std::string& behind) const {
    const auto year = year_of(match[group + 2], behind);
    if (!year) return std::nullopt;
    const Date date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(std::stoi(match[group + 1]))), std::chrono::day(static_cast<unsigned>(std::stoi(match[group]))));
    return date.ok() ? std::optional(date) : std::nullopt;
  }

  std::optional<Date> month_end(const std::string& month, const std::string& named, const std::string& behind) const {
    const int number = std::stoi(month);
    const auto year = year_of(named, behind);
    return year && number >= 1 && number <= 12 ? std::optional(end_of_month(*year, static_cast<unsigned>(number))) : std::nullopt;
  }

  bool takes_step(const WordingPair& pair) {
    static const std::string date = R"((?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?)";
    static const std::string year = R"((?: ?(?:/|nam) ?(\d{4}))?)";
    static const std::string tail = R"(((?: hang nam| cua nam[^0-9]*| nam truoc[^0-9]*| nam sau| nam tiep theo| nam ke tiep| nam danh gia| trong nam)?)$)";
    static const std::regex before("^(.*?)truoc " + date + tail);
    static const std::regex until(R"(^(.*?)(?:cham nhat(?: la| vao)?|khong muon hon|khong qua|(?:tu (?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{4})? )?den(?: het)?|truoc hoac trong|trong) )" + date + tail);
    static const std::regex month(R"(^(.*?)(?:trong|het|den het|truoc het|cham nhat) thang (\d{1,2}))" + year + tail);
    static const std::regex quarter(R"(^(.*?)(?:trong|het|den het) quy (iv|i{1,3}|[1-4]))" + year + tail);
    if (late_ || pair.plain.size() > 200) return false;
    std::smatch match;
    std::optional<Date> by;
    if (std::regex_match(pair.plain, match, before)) {
      if (const auto first = day(match, 2, match[5])) by = moved(*first, -1);
    } else if (std::regex_match(pair.plain, match, month)) {
      by = month_end(match[2], match[3], match[4]);
    } else if (std::regex_match(pair.plain, match, quarter)) {
      const std::string number = match[2];
      const int which = number == "iv" ? 4 : number[0] == 'i' ? static_cast<int>(number.size()) : number[0] - '0';
      by = month_end(std::to_string(which * 3), match[3], match[4]);
    } else if (std::regex_match(pair.plain, match, until)) {
      by = day(match, 4, match[7]);
      if (by && match[2].matched) {
        // A stretch begins where the step before has ended.
        const Date from(by->year(), std::chrono::month(static_cast<unsigned>(std::stoi(match[3]))), std::chrono::day(static_cast<unsigned>(std::stoi(match[2]))));
        if (!from.ok() || (!rule_.steps.empty() && sys_days(from) > sys_days(rule_.steps.back().by) + days(1))) return false;
      }
    }
    if (!by) return false;
    if (rule_.steps.empty()) {
      std::string event = PlainSigns(pair.label).original(0, static_cast<std::size_t>(match.length(1)));
      while (!event.empty() && std::string_view(" ,:-").find(event.back()) != std::string_view::npos) event.pop_back();
      rule_.event = {event, {}};
    }
    rule_.steps.push_back({*by, pair.points});
    return true;
  }

  bool takes_late(const WordingPair& pair) {
    static const std::regex from_month(R"(^.*?\btu thang (\d{1,2})(?: nam \d{4}| hang nam)? tro di(.*)$)");
    static const std::regex after_month(R"(^.*?\bsau thang (\d{1,2})(?: nam \d{4}| hang nam)?(.*)$)");
    static const std::regex after_day(R"(^.*?\bsau (?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{4})?(.*)$)");
    static const std::regex from_day(R"(^.*?\btu (?:ngay )?(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{4})? tro di(.*)$)");
    static const std::regex late_words(R"(^(?:con lai|truong hop khac|cac truong hop con lai|(?:.* )?(?:cham hon|muon hon|qua han|khong dung han|khong dung thoi han|sau thoi han|sau thoi gian(?: tren| nay)?))(.*)$)");
    if (rule_.steps.empty() || late_) return false;
    const Date last = rule_.steps.back().by;
    std::smatch match;
    std::string rest;
    if (std::regex_match(pair.plain, match, from_month)) {
      // "từ tháng 2 trở đi" goes on where "trong tháng 1" ended.
      if (static_cast<unsigned>(moved(last, 1).month()) != static_cast<unsigned>(std::stoi(match[1])) || moved(last, 1).day() != std::chrono::day(1)) return false;
      rest = match[2];
    } else if (std::regex_match(pair.plain, match, after_month)) {
      if (static_cast<unsigned>(last.month()) != static_cast<unsigned>(std::stoi(match[1])) || moved(last, 1).day() != std::chrono::day(1)) return false;
      rest = match[2];
    } else if (std::regex_match(pair.plain, match, after_day)) {
      const std::chrono::month_day named{std::chrono::month(static_cast<unsigned>(std::stoi(match[2]))), std::chrono::day(static_cast<unsigned>(std::stoi(match[1])))};
      const Date next = moved(last, 1);  // "trước ngày 15/11 … sau ngày 15/11" leaves the 15th itself open: it counts as late
      const bool fits = named == std::chrono::month_day{last.month(), last.day()} || named == std::chrono::month_day{next.month(), next.day()};
      if (!fits) return false;
      rest = match[3];
    } else if (std::regex_match(pair.plain, match, from_day)) {
      const Date next = moved(last, 1);
      if (std::chrono::month_day{std::chrono::month(static_cast<unsigned>(std::stoi(match[2]))), std::chrono::day(static_cast<unsigned>(std::stoi(match[1])))} != std::chrono::month_day{next.month(), next.day()}) return false;
      rest = match[3];
    } else if (std::regex_match(pair.plain, match, late_words)) {
      rest = match[1];
      if (says_no(pair.plain) && !begins_with_word(pair.plain, {"khong dung"})) never_ = pair.points;  // "còn lại" is both
    } else {
      return false;
    }
    if (rest.find("khong ") != std::string::npos || rest.find("chua ") != std::string::npos) {
      never_ = pair.points;
    } else if (rest.find_first_not_of(" ,.") != std::string::npos) {
      return false;
    }
    late_ = pair.points;
    return true;
  }

  bool takes_never(const WordingPair& pair) {
    static const std::regex done(R"(^(?:khong|chua) (?:ban hanh|thuc hien|co|gui|nop|bao cao|trien khai|xay dung|cong bo)[^0-9]*$)");
    if (never_ || rule_.steps.empty() || pair.plain.size() > 200 || !std::regex_match(pair.plain, done)) return false;
    never_ = pair.points;
    return true;
  }

  const Decimal& maximum_;
  std::optional<int> year_;
  DeadlineRule rule_{};
  std::optional<Decimal> late_;
  std::optional<Decimal> never_;
};

}  // namespace

std::optional<Rule> deadline_of(const std::vector<WordingPair>& pairs, const Decimal& maximum, std::optional<int> year) {
  if (pairs.size() < 2) return std::nullopt;
  return DeadlineWords(maximum, year).read(pairs);
}

}  // namespace thuocdo
