#include "programme/conventions.h"

#include "programme/deadline.h"

namespace thuocdo {
namespace {

const Text by_default{" (mặc định, vì văn bản không nêu)", " (the default, as nothing is said)"};

void append(Text& text, const Text& more) {
  text.vi += more.vi;
  text.en += more.en;
}

std::string whole(int value) { return std::to_string(value); }

std::string label(const Criterion& criterion) { return criterion.number == criterion.id ? criterion.id : criterion.number + " (" + criterion.id + ")"; }

// "1.2, 3.1"; empty where there is none.
template <class Wanted>
std::string listed(const CriteriaSet& set, Wanted wanted) {
  std::string list;
  for (const Criterion& criterion : set.criteria) {
    if (wanted(criterion)) list += (list.empty() ? "" : ", ") + label(criterion);
  }
  return list;
}

Text rounding(const Programme& programme) {
  const std::string points = whole(programme.criterion_places);
  const std::string total = whole(programme.total_places);
  Text text;
  if (programme.rounds_sums_only()) {
    text = {"Cộng điểm chưa làm tròn, chỉ làm tròn một lần khi công bố: điểm tiêu chí và nhóm đến " + points +
                " chữ số thập phân, tổng điểm đến " + total + " chữ số; từ 5 trở lên làm tròn lên",
            "Points are added before rounding and rounded once when shown: criteria and groups to " + points +
                " decimal places, the total to " + total + "; half up"};
  } else {
    text = {"Điểm từng tiêu chí được làm tròn đến " + points + " chữ số thập phân rồi mới cộng, tổng điểm lấy đến " + total +
                " chữ số; từ 5 trở lên làm tròn lên",
            "The points of each criterion are rounded to " + points + " decimal places, then added; the total has " + total +
                " places; half up"};
  }
  if (!programme.rounding_order) append(text, by_default);
  return text;
}

std::vector<Text> limits(const CriteriaSet& set) {
  std::vector<Text> texts;
  const std::string capped = listed(set, [](const Criterion& one) { return one.is_group() && one.capped && one.role == Role::counted; });
  if (!capped.empty()) {
    texts.push_back({"Nhóm " + capped + ": điểm cộng lại vượt điểm tối đa thì chỉ tính bằng điểm tối đa",
                     "Groups " + capped + ": more points than the maximum count as the maximum"});
  }
  Text beside;
  for (const Criterion& criterion : set.criteria) {
    if (!set.begins_role(criterion)) continue;
    const bool bonus = criterion.role == Role::bonus;
    append(beside, {(bonus ? "Điểm thưởng nhóm " : "Điểm trừ nhóm ") + label(criterion) + (bonus ? ": cộng nhiều nhất " : ": trừ nhiều nhất ") +
                        criterion.maximum.text(Notation::vietnamese) + "; ",
                    (bonus ? "Bonuses of group " : "Deductions of group ") + label(criterion) + ": at most " + criterion.maximum.text() + "; "});
  }
  if (!beside.empty()) {
    append(beside, {"không tính vào điểm tối đa, tổng điểm không xuống dưới 0", "no part of the maximum, and the total never falls below 0"});
    texts.push_back(std::move(beside));
  }
  return texts;
}

std::vector<Text> ratios(const CriteriaSet& set) {
  const auto which = [&](auto wanted) {
    return listed(set, [&](const Criterion& one) {
      const auto* ratio = one.rule() ? std::get_if<RatioRule>(&*one.rule()) : nullptr;
      return ratio && wanted(*ratio);
    });
  };
  if (which([](const RatioRule&) { return true; }).empty()) return {};
  Text zero{"Mẫu số bằng 0: ", "A denominator of 0: "};
  const auto say = [&](Outcome outcome, const char* vi, const char* en) {
    const std::string list = which([&](const RatioRule& ratio) { return ratio.zero_base == outcome; });
    if (!list.empty()) append(zero, {std::string(vi) + " ở " + list + "; ", std::string(en) + " in " + list + "; "});
  };
  say(Outcome::zero, "0 điểm", "0 points");
  say(Outcome::full, "trọn điểm", "all points");
  say(Outcome::not_applicable, "coi là không áp dụng", "does not apply");
  const bool all_said = which([](const RatioRule& ratio) { return ratio.zero_base == Outcome::refuse; }).empty();
  if (all_said) {
    zero.vi.resize(zero.vi.size() - 2);
    zero.en.resize(zero.en.size() - 2);
  } else {
    const bool only = which([](const RatioRule& ratio) { return ratio.zero_base != Outcome::refuse; }).empty();
    append(zero, {only ? "không nhận số liệu" : "tiêu chí khác không nhận số liệu", only ? "refused" : "refused elsewhere"});
    append(zero, by_default);
  }
  const std::string excess = which([](const RatioRule& ratio) { return ratio.excess == Outcome::full; });
  Text above{"Tử số lớn hơn mẫu số: ", "A numerator above its denominator: "};
  if (!excess.empty()) append(above, {"tính như bằng mẫu số ở " + excess, "counts as equal in " + excess});
  if (!which([](const RatioRule& ratio) { return ratio.excess != Outcome::full; }).empty()) {
    append(above, excess.empty() ? Text{"không nhận số liệu", "refused"} : Text{"; tiêu chí khác không nhận số liệu", "; refused elsewhere"});
    append(above, by_default);
  }
  return {zero, above};
}

Text not_applicable(const Programme& programme, const CriteriaSet& set) {
  const bool any = programme.not_applicable != NotApplicablePolicy::refuse &&
                   !listed(set, [](const Criterion& one) { return one.may_not_apply; }).empty();
  Text text{"Không tiêu chí nào được chọn “Không áp dụng”", "No criterion may be marked as not applicable"};
  if (any && programme.not_applicable == NotApplicablePolicy::remove) {
    text = {"Tiêu chí không áp dụng không tính vào điểm tối đa của đơn vị", "What does not apply leaves the unit's maximum"};
  } else if (any) {
    text = {"Tiêu chí không áp dụng được trọn điểm", "What does not apply has all its points"};
  }
  if (!programme.not_applicable_stated) append(text, by_default);
  return text;
}

Text ranking(const Programme& programme, const CriteriaSet& set) {
  Text text{"Xếp hạng theo tổng điểm", "Ranks go by the total"};
  if (programme.ranking.by == RankBy::share) {
    text = {"Xếp hạng theo tỷ lệ giữa tổng điểm và điểm tối đa áp dụng", "Ranks go by the total's share of the applicable maximum"};
  }
  std::string ties;
  for (const std::string& id : programme.ranking.tie_breaks) {
    const Criterion* criterion = set.find(id);
    ties += (ties.empty() ? "" : ", ") + (criterion ? label(*criterion) : id);
  }
  append(text, ties.empty() ? Text{"; bằng điểm thì đồng hạng, hạng tiếp theo bỏ cách (1, 2, 2, 4)", "; equal results share a rank (1, 2, 2, 4)"}
                            : Text{"; bằng điểm thì xét lần lượt " + ties + ", vẫn bằng thì đồng hạng",
                                   "; equal results are parted by " + ties + ", then share a rank"});
  if (!programme.ranking.stated) append(text, by_default);
  return text;
}

Text late(const Programme& programme, const Tier& tier) {
  Text text{"Phiếu nộp trước ngày " + date_text(tier.before, Language::vietnamese), "Sheets count before " + date_text(tier.before, Language::english)};
  if (programme.grace_working_days > 0) {
    const Date last = last_days(programme, tier).within_grace;
    append(text, {", muộn nhất hết ngày " + date_text(last, Language::vietnamese) + " (" + whole(programme.grace_working_days) + " ngày làm việc)",
                  ", at the latest until the end of " + date_text(last, Language::english) + " (" + whole(programme.grace_working_days) + " working days)"});
  }
  const Text end = consequence_label(consequence(programme, Timeliness::late));
  append(text, {"; sau đó: " + end.vi, "; after that: " + end.in(Language::english)});
  return text;
}

Text survey(const Tier& tier) {
  return {"Số liệu lấy từ ngày " + date_text(tier.survey.from, Language::vietnamese) + " đến hết ngày " + date_text(tier.survey.to, Language::vietnamese),
          "Figures cover " + date_text(tier.survey.from, Language::english) + " to " + date_text(tier.survey.to, Language::english)};
}

}  // namespace

std::vector<Text> conventions(const Programme& programme, const Tier& tier) {
  std::vector<Text> all = {rounding(programme)};
  for (Text& text : limits(tier.set)) all.push_back(std::move(text));
  for (Text& text : ratios(tier.set)) all.push_back(std::move(text));
  all.push_back(not_applicable(programme, tier.set));
  all.push_back(ranking(programme, tier.set));
  all.push_back(late(programme, tier));
  all.push_back(survey(tier));
  for (Text& text : all) append(text, {".", "."});
  return all;
}

}  // namespace thuocdo
