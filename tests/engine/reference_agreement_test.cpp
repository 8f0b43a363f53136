// The engine's points against the naive reference scorer, on random criteria and random answers of every rule kind,
// and what must hold for points whatever the criteria are.
//
// A failure prints the seed and the whole case: rule, maximum, policy, answer, and both results.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "reference/random.h"
#include "reference/reference_scorer.h"
#include "scoring/scorecard.h"
#include "support/rounds.h"

namespace thuocdo {
namespace {

using reference::Number;
using reference::number;
using reference::Random;

constexpr int criteria_per_kind = test::rounds(5000);
constexpr int answers_per_criterion = 22;
constexpr std::size_t rule_kinds = std::variant_size_v<Rule>;

template <class Kind>
std::size_t index_of() {
  return Rule(Kind{}).index();
}
bool is_without_points(std::size_t kind) { return kind == index_of<Information>() || kind == index_of<ConditionRule>(); }

// ---- Random criteria -------------------------------------------------------------------------------------------

Decimal decimal(std::int64_t units, int places) { return *Decimal::from_units(units, places); }

Decimal times(const Decimal& value, int factor) {
  return *Decimal::from_units(static_cast<__int128>(value.units()) * factor, value.places());
}
// The given percentage of a number, exactly; the number itself where its percentage does not fit.
Decimal percentage(const Decimal& whole, int percent) {
  return Decimal::from_units(static_cast<__int128>(whole.units()) * percent, whole.places() + 2).value_or(whole);
}
Decimal up_to(Random& random, const Decimal& whole) {
  const std::optional<Decimal> units = Decimal::from_units(whole.units(), 0);
  if (units && random.one_in(3)) {  // at the places of the whole: 3.25 of 10.00
    return decimal(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(units->units()) + 1)),
                   whole.places());
  }
  return percentage(whole, random.between(0, 100));
}

Decimal any_maximum(Random& random, int places) {
  if (random.one_in(50)) return decimal(static_cast<std::int64_t>(1 + random.below(1'000'000'000'000)), 3);  // extreme
  if (random.one_in(8)) return decimal(random.between(1, 2'000'000), random.between(0, 6));
  if (random.one_in(2)) return Decimal(random.between(1, 100));
  return decimal(random.between(1, 5000), std::min(places, 2));
}

Decimal magnitude(const Decimal& value) { return value.is_negative() ? *subtract(Decimal(), value) : value; }

Decimal any_share(Random& random) { return decimal(random.between(1, 1000), 3); }

// A day counted from 1 January 2023.
Date some_day(int offset) {
  return std::chrono::sys_days(Date{std::chrono::year(2023), std::chrono::month(1), std::chrono::day(1)}) +
         std::chrono::days(offset);
}

struct Words {
  const char* composed;
  const char* decomposed;
  const char* bare;
};
const Words level_words[] = {
    {"Đạt yêu cầu", "Đa\u0323t ye\u0302u ca\u0302\u0300u", "dat yeu cau"},
    {"Chưa đạt", "Chu\u031Ba đa\u0323t", "chua dat"},
    {"Đã ban hành kế hoạch", "Đa\u0303 ban ha\u0300nh ke\u0302\u0301 hoa\u0323ch", "da ban hanh ke hoach"},
    {"Có, nhưng chậm", "Co\u0301, nhu\u031Bng cha\u0323\u0302m", "co, nhung cham"},
    {"Không có", "Kho\u0302ng co\u0301", "khong co"},
    {"Trên 50 %, dưới 80 %", "Tre\u0302n 50 %, du\u031Bo\u031B\u0301i 80 %", "tren 50 %, duoi 80 %"},
};
const char* const level_ids[] = {"a", "b", "muc-3", "4", "E_5", "x.6"};

// An expression of up to about a dozen parts, as an author would type it.
std::string any_expression(Random& random, int depth) {
  if (depth == 0 || random.one_in(4)) {
    const char* const parts[] = {"x", "y", "z", "x", "y", "max", "max", "2", "0.5", "10"};
    return parts[random.below(std::size(parts))];
  }
  const std::string left = any_expression(random, depth - 1);
  const std::string right = any_expression(random, depth - 1);
  switch (random.below(8)) {
    case 0: return left + " + " + right;
    case 1: return left + "-" + right;
    case 2: return "(" + left + " - " + right + ")";
    case 3: return left + " * " + right;
    case 4: return "(" + left + " + " + right + ") * max";
    case 5: return left + " / " + right;
    case 6: return left + "/(" + right + ")";
    default: return "min(" + left + ", " + right + (random.one_in(3) ? ", max)" : ")");
  }
}

Rule any_rule(Random& random, std::size_t kind, const Decimal& maximum) {
  if (kind == index_of<ConditionRule>()) return ConditionRule{random.one_in(2)};
  if (kind == index_of<Survey>()) {
    return Survey{{"hài lòng", "satisfaction"}, random.one_in(2) ? Decimal(100) : decimal(random.between(1, 500), 1)};
  }
  if (kind == index_of<RollUp>()) {
    return RollUp{"xa", "1.1", Decimal(1), false, random.one_in(3) ? up_to(random, maximum) : maximum, random.one_in(2), {}};
  }
  if (kind == index_of<Normalised>()) {
    Normalised rule;
    rule.against = random.one_in(2) ? Normalised::Against::best : Normalised::Against::range;
    rule.a = {"Số hồ sơ", "Files"};
    if (random.one_in(2)) rule.b = {"Nghìn dân", "Thousand people"};
    rule.part = random.one_in(3) ? up_to(random, maximum) : maximum;
    if (random.one_in(2)) rule.reference = random.one_in(2) ? any_share(random) : Decimal(random.between(1, 80));
    rule.whole = !random.one_in(3);
    const Outcome outcomes[] = {Outcome::refuse, Outcome::zero, Outcome::not_applicable};
    rule.zero_base = outcomes[random.below(3)];
    return rule;
  }
  if (kind == index_of<FormulaRule>()) {
    FormulaRule rule;
    for (const char* name : {"x", "y", "z"}) rule.variables.push_back({name, {"Số liệu", "Figure"}, random.one_in(2)});
    for (int i = random.between(0, 2); i >= 0; --i) {
      const auto branch = static_cast<std::size_t>(i);
      const std::string expression = random.one_in(2) ? "max * x / y" : any_expression(random, 3);
      rule.branches.push_back({level_ids[branch], {level_words[branch].composed, "Level " + std::to_string(i)},
                               *parse_expression(expression, {"x", "y", "z"}).expression});
    }
    rule.zero_divisor_is_zero = random.one_in(3);
    return rule;
  }
  if (kind == index_of<BestOf>()) {
    BestOf rule;
    for (int i = random.between(2, 3); i > 0; --i) {
      const std::size_t simple[] = {0, 1, 2, 3, 4, 5, 6, 8};
      std::visit(
          [&](auto&& inner) {
            if constexpr (std::is_constructible_v<SimpleRule, decltype(inner)>) {
              rule.cases.push_back({"c" + std::to_string(i), {"Trường hợp", "Case"}, inner});
            }
          },
          any_rule(random, simple[random.below(std::size(simple))], maximum));
    }
    return rule;
  }
  switch (kind) {
    case 0: {
      YesNo rule{random.one_in(3) ? up_to(random, maximum) : maximum, Decimal(0)};
      if (random.one_in(5)) rule.no = up_to(random, maximum);
      if (random.one_in(20)) rule.yes = percentage(maximum, 130);
      if (random.one_in(20)) rule.no = Decimal(-1);
      return rule;
    }
    case 1: {
      Choice rule;
      const int count = random.between(2, 6);
      for (int i = 0; i < count; ++i) {
        const int percent = random.one_in(10) ? random.between(-20, 130) : 100 - 100 * i / count;
        rule.levels.push_back({level_ids[i], {level_words[i].composed, "Level " + std::to_string(i)},
                               percentage(maximum, percent)});
      }
      return rule;
    }
    case 2: {
      Steps rule;
      rule.unit = {"cuộc họp", "meetings"};
      const int count = random.between(1, 6);
      int at = random.between(0, 3);
      for (int i = count; i > 0; --i) {
        const int percent = random.one_in(30) ? 130 : 100 * (count - i + 1) / count;
        const Decimal reached = random.one_in(8) ? decimal(at * 10 + 5, 1) : Decimal(at);
        rule.steps.insert(rule.steps.begin(), Step{reached, percentage(maximum, percent)});
        at += random.between(1, 20);
      }
      if (random.one_in(3)) rule.below = percentage(rule.steps.back().points, random.between(0, 99));
      return rule;
    }
    case 3: {
      CountPoints rule{{"ứng dụng", "applications"}, up_to(random, maximum), maximum};
      if (random.one_in(3)) rule.each = decimal(random.between(1, 300), random.between(0, 3));
      if (random.one_in(3)) rule.cap = up_to(random, maximum);
      if (random.one_in(20)) rule.cap = percentage(maximum, 150);
      return rule;
    }
    case 4: {
      RatioRule rule;
      rule.a = {"Số đạt", "Achieved"};
      rule.b = {"Tổng số", "Total"};
      rule.part = random.one_in(3) ? up_to(random, maximum) : maximum;
      if (random.one_in(20)) rule.part = percentage(maximum, 120);
      rule.complement = random.one_in(3);
      if (random.one_in(3)) rule.target = any_share(random);
      if (random.one_in(3)) {
        const int floor = random.between(0, 999);
        rule.floor = decimal(floor, 3);
        rule.ceiling = decimal(random.between(floor + 1, 1000), 3);
      }
      rule.whole = !random.one_in(3);
      rule.zero_base = static_cast<Outcome>(random.below(4));
      rule.excess = random.one_in(2) ? Outcome::full : Outcome::refuse;
      if (random.one_in(3)) {
        for (int i = random.between(1, 3); i > 0; --i) rule.exceptions.push_back({"e" + std::to_string(i), {"văn bản mật", "secrets"}});
      }
      return rule;
    }
    case 5: {
      Items rule;
      const int count = random.between(1, 7);
      for (int i = 0; i < count; ++i) {
        Item item{"i" + std::to_string(i), {"Mục", "Item"}, percentage(maximum, random.between(0, 200 / count)), {}};
        if (random.one_in(3)) item.cap = up_to(random, maximum);
        rule.items.push_back(item);
      }
      rule.cap = random.one_in(3) ? up_to(random, maximum) : maximum;
      if (random.one_in(20)) rule.cap = percentage(maximum, 150);
      return rule;
    }
    case 6: {
      Judged rule;
      if (random.one_in(2)) rule.step = decimal(random.one_in(3) ? random.between(1, 30) : 5, random.between(0, 2));
      return rule;
    }
    case 7:
      return Information{{"đồng", "dong"}, random.one_in(2)};
    default: {
      DeadlineRule rule;
      rule.event = {"ban hành kế hoạch", "issuing the plan"};
      const int count = random.between(1, 4);
      int day = random.between(0, 60);
      for (int i = 0; i < count; ++i) {
        const int percent = random.one_in(30) ? 130 : 100 - 60 * i / count;
        rule.steps.push_back({some_day(day), percentage(maximum, percent)});
        day += random.between(1, 90);
      }
      if (random.one_in(2)) rule.late = percentage(maximum, random.between(1, 40));
      if (random.one_in(4)) rule.never = percentage(rule.late, random.between(0, 100));
      if (random.one_in(3)) rule.not_before = some_day(random.between(-20, 60));
      rule.within_survey = random.one_in(3);
      if (rule.within_survey) rule.survey = Period{some_day(random.between(-20, 60)), some_day(random.between(60, 500))};
      return rule;
    }
  }
}

struct Setting {
  int places = 2;
  NotApplicablePolicy policy = NotApplicablePolicy::refuse;
  Criterion criterion;
};

Setting any_setting(Random& random, std::size_t kind) {
  Setting setting;
  setting.places = random.between(0, 6);
  setting.policy = static_cast<NotApplicablePolicy>(random.below(3));
  Criterion& criterion = setting.criterion;
  criterion.id = "1.1";
  criterion.number = "1";
  criterion.name = {"Tiêu chí", "Criterion"};
  criterion.maximum = is_without_points(kind) ? Decimal(0) : any_maximum(random, setting.places);
  if (random.one_in(5)) criterion.role = random.one_in(2) ? Role::bonus : Role::deduction;
  criterion.set_rule(any_rule(random, kind, criterion.maximum));
  if (kind == index_of<Survey>() || (!is_without_points(kind) && random.one_in(8))) criterion.supplied_by = {"Trung tâm", "the centre"};
  criterion.sole_supplier = kind == index_of<Survey>() || (!criterion.supplied_by.empty() && random.one_in(3));
  criterion.may_not_apply = random.one_in(2);
  criterion.evidence_required = random.one_in(2);
  criterion.reason_required = random.one_in(2);
  return setting;
}

// ---- Random answers --------------------------------------------------------------------------------------------

// A figure as it may stand in a cell: as a number, as text in either notation, or spoilt.
Value figure(Random& random, const Decimal& value) {
  const std::string plain = value.text();
  const std::string vietnamese = value.text(Notation::vietnamese);
  switch (random.below(24)) {
    case 0: return plain;
    case 1: return vietnamese;
    case 2: return "\u00A0" + plain + " ";
    case 3: {  // 1 234,5 with no-break spaces
      std::string grouped;
      for (char c : vietnamese) grouped += c == '.' ? "\u00A0" : std::string(1, c);
      return grouped;
    }
    case 4: return "0" + plain;
    case 5: return plain + "000";
    case 6: return plain + ",5";
    case 7:
      switch (random.below(12)) {
        case 0: return std::string("1.234");
        case 1: return std::string("0.123");
        case 2: return std::string("1.234,5");
        case 3: return plain + "%";
        case 4: return "≈" + plain;
        case 5: return std::string("không rõ");
        case 6: return std::string("99999999999999999999999");
        case 7: return std::string("\u2212") + plain;
        case 8: return std::string("12 34");
        case 9: {
          const char* words[] = {"n/a", "KAD", " Không áp dụng ", "kho\u0302ng a\u0301p du\u0323ng"};
          return std::string(words[random.below(4)]);
        }
        case 10: return plain + ".";
        default: return CellError{"#DIV/0!"};
      }
    case 8:
      switch (random.below(6)) {
        case 0: return std::monostate{};
        case 1: return std::string();
        case 2: return std::string(" \u00A0\t ");
        case 3: return CellError{"#N/A"};
        case 4: return Decimal::from_units(-static_cast<__int128>(value.units()), value.places()).value_or(Decimal(-1));
        default: return *Decimal::from_units(Decimal::max_units, random.between(0, 17));
      }
    default: return value;
  }
}

Value yes_no(Random& random) {
  static const std::vector<Value> words = {
      "co", "Có", "CÓ", "có", "Co\u0301", "co\u0301", " Có ", "\u00A0Có", "khong", "Không", "KHÔNG", "không",
      "Kho\u0302ng", "KHO\u0302NG\u00A0", "1", "0", Decimal(1), Decimal(0), "Có", "Không", "Có", "Không",
      Decimal(2), decimal(5, 1), Decimal(-1), "có không", "cò kè", "", " \u00A0", std::monostate{}, CellError{"#REF!"}};
  return random.one_in(3) ? words[random.below(words.size())] : random.one_in(2) ? Value("Có") : Value("Không");
}

Value level(Random& random, const Choice& rule) {
  const std::size_t i = random.below(rule.levels.size());
  switch (random.below(12)) {
    case 0: return std::string(level_words[i].composed);
    case 1: return std::string(level_words[i].decomposed);
    case 2: return std::string(level_words[i].bare);
    case 3: return " " + std::string(level_words[i].composed) + "\u00A0";
    case 4: return std::string("A");
    case 5: return Decimal(4);
    case 6: return std::string(level_words[random.below(6)].composed);
    case 7:
      switch (random.below(5)) {
        case 0: return std::string("  ");
        case 1: return CellError{"#NAME?"};
        case 2: return std::string("mức lạ");
        case 3: return Decimal(17);
        default: return std::monostate{};
      }
    default: return rule.levels[i].id;
  }
}

// Around the steps and the edges of the window, in every way of writing; or spoilt.
Value a_date(Random& random, const DeadlineRule& rule) {
  Date date = some_day(random.between(-100, 600));
  if (random.one_in(2)) date = rule.steps[random.below(rule.steps.size())].by;
  if (rule.not_before && random.one_in(6)) date = *rule.not_before;
  if (rule.survey && random.one_in(6)) date = random.one_in(2) ? rule.survey->from : rule.survey->to;
  date = std::chrono::sys_days(date) + std::chrono::days(random.between(-1, 1));
  const int serial = static_cast<int>((std::chrono::sys_days(date) - std::chrono::sys_days(some_day(0))).count()) + 44927;
  const auto part = [](unsigned value) { return std::to_string(value); };
  switch (random.below(16)) {
    case 0:
    case 1: return iso_text(date);
    case 2: return iso_text(date) + "T08:30:00";
    case 3: return Decimal(serial);
    case 4: return decimal(serial * 1000LL + random.between(0, 999), 3);
    case 5:
      return part(static_cast<unsigned>(date.day())) + "/" + part(static_cast<unsigned>(date.month())) + "/" +
             std::to_string(static_cast<int>(date.year()));
    case 6: return " " + date_text(date, Language::vietnamese) + "\u00A0";
    case 7:
    case 8: {
      const char* words[] = {"Không thực hiện", "khong", "Chưa ban hành", "KHO\u0302NG BAN HA\u0300NH", " not done "};
      return std::string(words[random.below(5)]);
    }
    case 9: {
      const char* wrong[] = {"29/02/2023", "31/04/2023", "2023-02-30", "00/01/2023", "1/13/2023", "31-01-2023", "31/01/23",
                             "31012023",   "tháng 1",    "1/1/1969",   "14/10/2173", "2023-1-31", "///",        "1/2/20234"};
      return std::string(wrong[random.below(14)]);
    }
    case 10: {
      const Value wrong[] = {Decimal(2023), Decimal(25568), Decimal(25569), Decimal(100000), decimal(1000005, 1),
                             Decimal(100001), Decimal(-44927), CellError{"#N/A"}, std::monostate{}, "  ", "KAD", "13/10/2173"};
      return wrong[random.below(12)];
    }
    case 11: return std::string(random.one_in(2) ? "29/02/2024" : "28/02/2023");
    default: return date_text(date, Language::vietnamese);
  }
}

Decimal any_count(Random& random) {
  switch (random.below(12)) {
    case 0: return Decimal(0);
    case 1: return decimal(static_cast<std::int64_t>(random.below(Decimal::max_units)), 0);
    case 2: return decimal(random.between(1, 999), random.between(1, 2));
    case 3: return Decimal(random.between(0, 1'000'000));
    default: return Decimal(random.between(0, 100));
  }
}

void fill_ratio(Random& random, const RatioRule& rule, Answer& answer) {
  Decimal b = any_count(random);
  if (!rule.whole && random.one_in(2)) b = decimal(random.between(0, 100'000), random.between(0, 4));
  Decimal a = up_to(random, b);
  if (rule.whole && b.is_whole()) a = decimal(static_cast<std::int64_t>(random.below(b.units() + 1ull)), 0);
  switch (random.below(12)) {
    case 0: a = b; break;
    case 1: a = Decimal(0); break;
    case 2: a = any_count(random); break;
    case 3: b = Decimal(0); break;
    case 4: a = b = Decimal(0); break;
    case 5:  // exactly at a threshold, or just below it
      b = Decimal(1000);
      a = decimal(random.between(0, 1000), 0);
      if (rule.target) a = times(*rule.target, 1000);
      if (rule.floor && random.one_in(2)) a = times(*rule.floor, 1000);
      if (rule.ceiling && random.one_in(3)) a = times(*rule.ceiling, 1000);
      if (random.one_in(3)) a = subtract(a, Decimal(1)).value();
      break;
    default: break;
  }
  const bool spoil = random.one_in(2);
  if (!random.one_in(25)) answer.set("a", spoil ? figure(random, a) : Value(a));
  if (!random.one_in(25)) answer.set("b", spoil ? figure(random, b) : Value(b));
  for (const Exception& exception : rule.exceptions) {
    Decimal taken_off(random.one_in(3) ? 0 : random.between(0, 4));
    if (random.one_in(3)) taken_off = subtract(b, a).value_or(b);  // what the numerator leaves, or more
    if (random.one_in(8)) taken_off = random.one_in(2) ? b : any_count(random);
    if (!random.one_in(60)) answer.set("except:" + exception.id, random.one_in(12) ? figure(random, taken_off) : Value(taken_off));
  }
}

Answer any_answer(Random& random, const Criterion& criterion);

void fill_best(Random& random, const BestOf& rule, const Decimal& maximum, Answer& answer) {
  for (const Case& alternative : rule.cases) {
    if (random.one_in(3)) continue;
    Criterion inner;
    inner.maximum = maximum;
    inner.set_rule(as_rule(alternative.rule));
    for (auto& [name, value] : any_answer(random, inner).fields) answer.set(alternative.id + ":" + name, value);
  }
}

void fill_formula(Random& random, const FormulaRule& rule, Answer& answer) {
  if (rule.branches.size() > 1 && !random.one_in(25)) {
    const Branch& branch = rule.branches[random.below(rule.branches.size())];
    const Value choices[] = {branch.id, branch.text.vi, branch.text.en, " " + branch.text.vi + "\u00A0", "mức lạ", CellError{"#N/A"}};
    answer.set("branch", choices[random.one_in(6) ? random.below(6) : 0]);
  }
  for (const Variable& variable : rule.variables) {
    if (random.one_in(20)) continue;
    Decimal figure_of_it(random.between(0, random.one_in(3) ? 3 : 40));
    if (!variable.whole && random.one_in(3)) figure_of_it = decimal(random.between(0, 5000), 2);
    if (random.one_in(15)) figure_of_it = any_count(random);
    answer.set("var:" + variable.name, random.one_in(8) ? figure(random, figure_of_it) : Value(figure_of_it));
  }
}

Answer any_answer(Random& random, const Criterion& criterion) {
  Answer answer;
  const Rule& rule = *criterion.rule();
  if (const auto* best = std::get_if<BestOf>(&rule)) fill_best(random, *best, criterion.maximum, answer);
  if (const auto* formula = std::get_if<FormulaRule>(&rule)) fill_formula(random, *formula, answer);
  const bool leave_out = random.one_in(25);
  if (const auto* ratio = std::get_if<RatioRule>(&rule)) {
    fill_ratio(random, *ratio, answer);
  } else if (const auto* items = std::get_if<Items>(&rule)) {
    const bool careful = !random.one_in(3);  // otherwise hardly any answer with many items would be complete
    for (const Item& item : items->items) {
      if (leave_out && random.one_in(2)) continue;
      const std::string field = "item:" + item.id;
      if (item.cap) {
        const Decimal count = careful ? Decimal(random.between(0, 30)) : any_count(random);
        answer.set(field, careful ? Value(count) : figure(random, count));
      } else {
        answer.set(field, careful ? (random.one_in(2) ? Value("Có") : Value("khong")) : yes_no(random));
      }
    }
  } else if (!leave_out) {
    if (std::holds_alternative<YesNo>(rule)) answer.set("value", yes_no(random));
    if (std::holds_alternative<ConditionRule>(rule)) answer.set("value", yes_no(random));
    if (const auto* choice = std::get_if<Choice>(&rule)) answer.set("value", level(random, *choice));
    if (const auto* steps = std::get_if<Steps>(&rule)) {
      const Decimal at = steps->steps[random.below(steps->steps.size())].at;
      Decimal count = any_count(random);
      if (random.one_in(2)) count = Decimal(static_cast<int>(at.to_double()) + random.between(-1, 1));
      answer.set("value", figure(random, count));
    }
    if (std::holds_alternative<CountPoints>(rule)) answer.set("value", figure(random, any_count(random)));
    if (const auto* judged = std::get_if<Judged>(&rule)) {
      Decimal points = up_to(random, criterion.maximum);
      if (random.one_in(6)) points = criterion.maximum;
      if (random.one_in(8)) points = percentage(criterion.maximum, random.between(90, 120));
      if (judged->step && random.one_in(2)) {
        points = times(*judged->step, random.between(0, 40));
      }
      answer.set("value", figure(random, points));
    }
    if (const auto* survey = std::get_if<Survey>(&rule)) answer.set("value", figure(random, up_to(random, survey->scale)));
    if (std::holds_alternative<Normalised>(rule) || std::holds_alternative<RollUp>(rule)) {
      const bool counts = std::holds_alternative<RollUp>(rule) && !random.one_in(8);
      for (const Field& field : criterion.fields()) {
        if (random.one_in(25)) continue;
        const Decimal count = counts ? Decimal(field.name == "a" ? random.between(0, 8) : random.between(6, 12)) : any_count(random);
        answer.set(field.name, random.one_in(2) ? figure(random, count) : Value(count));
      }
    }
    if (const auto* deadline = std::get_if<DeadlineRule>(&rule)) answer.set("value", a_date(random, *deadline));
    if (std::holds_alternative<Information>(rule)) {
      answer.set("value", random.one_in(4) ? Value("Quyết định số 12/QĐ-UBND") : figure(random, any_count(random)));
    }
  }
  // What somebody else gives is read and found usable before it gets here.
  if (!criterion.supplied_by.empty() && random.one_in(2)) {
    for (const Field& field : criterion.fields()) {
      const Value* own = answer.find(field.name);
      const FieldReading reading = read_field(field, own ? *own : Value());
      if (!own || reading.absent || reading.problem || random.one_in(10)) continue;
      answer.supplied.push_back({field.name, reading.number ? Value(*reading.number) : *own, "", "", 0});
      if (random.one_in(3) && !criterion.sole_supplier) answer.set(field.name, Value("không rõ"));
    }
  }
  if (random.one_in(15)) answer.not_applicable = true;
  if (random.one_in(2)) answer.reason = "Chưa có kinh phí";
  if (random.one_in(2)) answer.evidence = "209/QĐ-UBND";
  return answer;
}

// ---- Showing a case --------------------------------------------------------------------------------------------

std::string shown(const std::optional<Decimal>& value) { return value ? value->text() : "-"; }

struct Shower {
  std::ostream& out;
  void operator()(const YesNo& r) const { out << "yes-no yes=" << r.yes.text() << " no=" << r.no.text(); }
  void operator()(const Choice& r) const {
    out << "choice";
    for (const Level& level : r.levels) {
      out << " [" << level.id << " “" << level.text.vi << "” " << level.points.text() << "]";
    }
  }
  void operator()(const Steps& r) const {
    out << "steps";
    for (const Step& step : r.steps) out << " [at " << step.at.text() << ": " << step.points.text() << "]";
    out << " below=" << r.below.text();
  }
  void operator()(const CountPoints& r) const { out << "count each=" << r.each.text() << " cap=" << r.cap.text(); }
  void operator()(const RatioRule& r) const {
    const char* outcomes[] = {"refuse", "zero", "full", "not-applicable"};
    out << "ratio part=" << r.part.text() << " complement=" << r.complement << " target=" << shown(r.target)
        << " floor=" << shown(r.floor) << " ceiling=" << shown(r.ceiling) << " whole=" << r.whole
        << " zero-base=" << outcomes[static_cast<int>(r.zero_base)]
        << " excess=" << outcomes[static_cast<int>(r.excess)] << " exceptions=" << r.exceptions.size();
  }
  void operator()(const Items& r) const {
    out << "items cap=" << r.cap.text();
    for (const Item& item : r.items) {
      out << " [" << item.id << " " << item.points.text() << " cap=" << shown(item.cap) << "]";
    }
  }
  void operator()(const Judged& r) const { out << "judged step=" << shown(r.step); }
  void operator()(const Information& r) const { out << "information numeric=" << r.numeric; }
  void operator()(const Survey& r) const { out << "survey scale=" << r.scale.text(); }
  void operator()(const Normalised& r) const {
    out << "normalised " << (r.against == Normalised::Against::best ? "best" : "range") << (r.b.empty() ? " a" : " a/b")
        << " part=" << r.part.text() << " reference=" << shown(r.reference) << " whole=" << r.whole
        << " zero-base=" << static_cast<int>(r.zero_base);
  }
  void operator()(const RollUp& r) const { out << "roll-up part=" << r.part.text(); }
  void operator()(const DeadlineRule& r) const {
    out << "deadline";
    for (const DateStep& step : r.steps) out << " [by " << iso_text(step.by) << ": " << step.points.text() << "]";
    out << " late=" << r.late.text() << " never=" << r.never.text();
    if (r.not_before) out << " from " << iso_text(*r.not_before);
    if (r.survey) out << " survey " << iso_text(r.survey->from) << " to " << iso_text(r.survey->to);
  }
  void operator()(const BestOf& r) const {
    out << "best of";
    for (const Case& alternative : r.cases) {
      out << "\n    " << alternative.id << ": ";
      std::visit(*this, alternative.rule);
    }
  }
  void operator()(const FormulaRule& r) const {
    out << "formula zero-divisor-is-zero=" << r.zero_divisor_is_zero;
    for (const Variable& variable : r.variables) out << " " << variable.name << (variable.whole ? " (whole)" : "");
    for (const Branch& branch : r.branches) out << "\n    " << branch.id << ": " << branch.points.text();
  }
  void operator()(const ConditionRule& r) const { out << "condition unmet-is-unranked=" << r.unmet_is_unranked; }
};

std::string shown(const Setting& setting, const Answer& answer) {
  const char* policies[] = {"refuse", "remove", "full"};
  std::ostringstream out;
  out << "  rule: ";
  std::visit(Shower{out}, *setting.criterion.rule());
  out << "\n  maximum=" << setting.criterion.maximum.text() << " places=" << setting.places
      << " not-applicable policy=" << policies[static_cast<int>(setting.policy)]
      << " may not apply=" << setting.criterion.may_not_apply << "\n  answer:";
  for (const auto& [field, value] : answer.fields) {
    out << " " << field << "=";
    if (const auto* text = std::get_if<std::string>(&value)) out << "\"" << *text << "\"";
    if (const auto* held = std::get_if<Decimal>(&value)) out << held->text();
    if (const auto* error = std::get_if<CellError>(&value)) out << "error " << error->text;
    if (std::holds_alternative<std::monostate>(value)) out << "(empty)";
  }
  if (answer.not_applicable) out << " NOT APPLICABLE";
  for (const SuppliedValue& given : answer.supplied) out << " supplied " << given.field;
  return out.str();
}

// What is compared, on one line.
std::string shown(const reference::Result& result) {
  return result.state + (result.impossible ? " (impossible)" : "") + ", points " + result.points + " of " +
         result.maximum + ", unrounded " + reference::fraction_text(result.unrounded) + ", share " +
         (result.share ? reference::fraction_text(*result.share) : "-");
}
std::string shown(const CriterionResult& result) {
  return std::string(state_text(result.state)) + (result.impossible ? " (impossible)" : "") + ", points " +
         result.points.text() + " of " + result.maximum.text() + ", unrounded " + result.unrounded.text() +
         ", share " + (result.share ? result.share->text() : "-");
}

// ---- Agreement -------------------------------------------------------------------------------------------------

bool has(const Findings& findings, Code code) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& found) { return found.code == code; });
}

// Blocking findings that say why an answer has no points, not what is missing beside it.
bool says_why_unusable(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& found) {
    return found.severity == Severity::blocking && found.code != Code::answer_missing &&
           found.code != Code::reason_missing && found.code != Code::not_applicable_reason_missing;
  });
}

// Figures so large that a step of the calculation may leave the range of fractions.
bool extreme(const Answer& answer) {
  const auto large = [](const Value& held_value) {
    Number value = 0;
    if (const auto* held = std::get_if<Decimal>(&held_value)) value = number(*held);
    if (const auto* text = std::get_if<std::string>(&held_value)) reference::read_number(*text, value);
    return abs(boost::multiprecision::numerator(value)) > reference::power_of_ten(12) ||
           boost::multiprecision::denominator(value) > reference::power_of_ten(12);
  };
  return std::any_of(answer.fields.begin(), answer.fields.end(), [&](const auto& field) { return large(field.second); }) ||
         std::any_of(answer.supplied.begin(), answer.supplied.end(), [&](const SuppliedValue& one) { return large(one.value); });
}

void agree(std::size_t kind) {
  int compared = 0;
  int overflows = 0;
  int disagreements = 0;
  std::map<std::string, int> states;
  for (int index = 0; index < criteria_per_kind && disagreements < 5; ++index) {
    const std::uint64_t seed = kind * 1'000'000 + static_cast<std::uint64_t>(index);
    Random random(seed);
    const Setting setting = any_setting(random, kind);
    Programme programme;
    programme.criterion_places = setting.places;
    programme.total_places = setting.places;
    programme.not_applicable = setting.policy;
    for (int number_of_answer = 0; number_of_answer < answers_per_criterion; ++number_of_answer) {
      const Answer answer = any_answer(random, setting.criterion);
      Findings findings;
      const CriterionResult got = score_criterion(programme, setting.criterion, answer, &findings);
      const reference::Result expected =
          reference::score_criterion(setting.places, setting.policy, setting.criterion, answer);
      ++compared;
      const auto complain = [&](const std::string& what) {
        ++disagreements;
        std::string codes;
        for (const Finding& found : findings) codes += " " + std::string(found.code_text());
        ADD_FAILURE() << "kind " << kind << ", seed " << seed << ", answer " << number_of_answer << ": " << what
                      << "\n" << shown(setting, answer) << "\n  engine:    " << shown(got)
                      << "\n  reference: " << shown(expected) << "\n  findings: " << codes;
      };
      if (has(findings, Code::points_overflow)) {
        ++overflows;
        if (!extreme(answer)) complain("overflow without an extreme figure");
        if (got.state != State::missing || !got.impossible || !got.points.is_zero()) complain("overflow was scored");
        continue;
      }
      ++states[shown(got).substr(0, shown(got).find(','))];
      if (shown(got) != shown(expected)) complain("they disagree");
      if (got.impossible != says_why_unusable(findings)) complain("the findings do not fit the result");
      if ((got.state == State::missing && !got.impossible) !=
          (has(findings, Code::answer_missing) && !says_why_unusable(findings))) {
        complain("missing without the finding, or the other way round");
      }
      if (shown(score_criterion(programme, setting.criterion, answer)) != shown(got)) {
        complain("the result depends on whether findings are asked for");
      }
      if (number_of_answer == 0) {
        const Text reasons = why(programme, setting.criterion, answer, got);
        if (reasons.vi.empty() || reasons.en.empty() || reasons.vi.find("overflow") != std::string::npos ||
            (got.state == State::scored && !is_without_points(kind) &&
             reasons.vi.find(magnitude(got.points).text(Notation::vietnamese)) == std::string::npos)) {
          complain("why: " + reasons.vi);
        }
      }
      if (disagreements >= 5) break;
    }
  }
  EXPECT_TRUE(disagreements > 0 || compared >= test::rounds(100'000)) << compared;
  EXPECT_LT(overflows, compared / 50) << "too many overflows";
  // Every outcome has to be met often, or nothing was compared.
  EXPECT_GT(states["scored"] + states["provisional"], compared / 5);
  if (kind == index_of<Survey>()) {  // nobody but the supplier answers it, and what he gives is usable
    EXPECT_GT(states["scored"], compared / 5);
    EXPECT_GT(states["provisional"], compared / 5);
    return;
  }
  EXPECT_GT(states["missing"], compared / 200);
  EXPECT_GT(states["missing (impossible)"], compared / 50);
  EXPECT_GT(states["not-applicable"], compared / 100);
}

TEST(ReferenceAgreement, YesNo) { agree(0); }
TEST(ReferenceAgreement, Choice) { agree(1); }
TEST(ReferenceAgreement, Steps) { agree(2); }
TEST(ReferenceAgreement, Count) { agree(3); }
TEST(ReferenceAgreement, Ratio) { agree(4); }
TEST(ReferenceAgreement, Items) { agree(5); }
TEST(ReferenceAgreement, Judged) { agree(6); }
TEST(ReferenceAgreement, Information) { agree(7); }
TEST(ReferenceAgreement, Deadline) { agree(8); }
TEST(ReferenceAgreement, Best) { agree(index_of<BestOf>()); }
TEST(ReferenceAgreement, Formula) { agree(index_of<FormulaRule>()); }
TEST(ReferenceAgreement, Condition) { agree(index_of<ConditionRule>()); }
TEST(ReferenceAgreement, Survey) { agree(index_of<Survey>()); }
TEST(ReferenceAgreement, Normalised) { agree(index_of<Normalised>()); }
TEST(ReferenceAgreement, RollUp) { agree(index_of<RollUp>()); }

// ---- Properties ------------------------------------------------------------------------------------------------

struct Campaign {
  Programme programme;
  std::vector<Answer> answers;  // by entry of the only tier's set
};

void add_entry(CriteriaSet& set, Criterion criterion, int parent) {
  criterion.id = "e" + std::to_string(set.criteria.size());
  criterion.parent = parent;
  criterion.depth = parent < 0 ? 0 : set.criteria[static_cast<std::size_t>(parent)].depth + 1;
  set.index_by_id[criterion.id] = static_cast<int>(set.criteria.size());
  set.criteria.push_back(std::move(criterion));
}

// A group whose declared maximum is the sum of its children, as the loader makes it.
void sum_maxima(CriteriaSet& set) {
  set.maximum = Decimal(0);
  for (std::size_t i = set.criteria.size(); i-- > 0;) {
    Criterion& entry = set.criteria[i];
    if (entry.is_group()) {
      entry.maximum = Decimal(0);
      for (const Criterion& child : set.criteria) {
        if (child.parent == static_cast<int>(i) && child.role == entry.role) {
          entry.maximum = add(entry.maximum, child.maximum).value();
        }
      }
    }
    if (entry.parent < 0) set.maximum = add(set.maximum, entry.counted_maximum()).value();
  }
}

Campaign any_campaign(Random& random) {
  Campaign campaign;
  campaign.programme.criterion_places = random.between(0, 4);
  campaign.programme.total_places = random.between(campaign.programme.criterion_places, 6);
  campaign.programme.not_applicable = static_cast<NotApplicablePolicy>(random.below(3));
  if (random.one_in(3)) {
    campaign.programme.rounding_order = RoundingOrder::total;
    campaign.programme.total_places = random.between(0, 6);
  }
  campaign.programme.tiers.emplace_back();
  CriteriaSet& set = campaign.programme.tiers[0].set;
  const int groups = random.between(1, 5);
  for (int g = 0; g < groups; ++g) {
    Criterion top;
    if (random.one_in(4)) top.role = random.one_in(2) ? Role::bonus : Role::deduction;
    add_entry(set, top, -1);
    const int group = static_cast<int>(set.criteria.size()) - 1;
    int parent = group;
    const int leaves = random.between(1, 6);
    for (int leaf = 0; leaf < leaves; ++leaf) {
      if (random.one_in(4)) {
        Criterion inner;
        inner.role = top.role;
        if (inner.role == Role::counted && random.one_in(4)) inner.role = random.one_in(2) ? Role::bonus : Role::deduction;
        add_entry(set, inner, group);
        parent = static_cast<int>(set.criteria.size()) - 1;
      }
      Setting setting = any_setting(random, random.below(rule_kinds));
      while (setting.criterion.maximum > Decimal(100000)) setting = any_setting(random, random.below(rule_kinds));
      setting.criterion.role = set.criteria[static_cast<std::size_t>(parent)].role;
      add_entry(set, setting.criterion, parent);
    }
  }
  sum_maxima(set);
  for (Criterion& entry : set.criteria) {
    if (entry.is_group() && random.one_in(4)) {
      entry.capped = true;
      entry.maximum = percentage(entry.maximum, random.between(40, 100));
    }
  }
  for (const Criterion& entry : set.criteria) {
    campaign.answers.push_back(entry.is_group() ? Answer{} : any_answer(random, entry));
  }
  return campaign;
}

Scorecard score(const Campaign& campaign) {
  const Tier& tier = campaign.programme.tiers[0];
  Answers answers(tier.set);
  answers.by_criterion = campaign.answers;
  return score(campaign.programme, tier, answers);
}

TEST(ScoreProperties, TotalsAreTheSumOfTheGroups) {
  int bounded = 0;
  for (std::uint64_t seed = 1; seed <= test::rounds(3'000u); ++seed) {
    Random random(seed);
    const Campaign campaign = any_campaign(random);
    const CriteriaSet& set = campaign.programme.tiers[0].set;
    const Scorecard card = score(campaign);
    Answers answers(set);
    answers.by_criterion = campaign.answers;
    const reference::Total expected =
        reference::score_set(campaign.programme.criterion_places, campaign.programme.total_places,
                             campaign.programme.rounds_sums_only(), campaign.programme.not_applicable, set, answers);
    ASSERT_EQ(card.results.size(), set.criteria.size());
    if (has(card.findings, Code::points_overflow)) continue;  // the reference has no such limit
    Number sum = 0;
    for (std::size_t i = 0; i < set.criteria.size(); ++i) {
      ASSERT_EQ(card.results[i].points.text(), expected.entry_points[i])
          << "seed " << seed << ", entry " << set.criteria[i].id << (set.criteria[i].capped ? " (capped)" : "");
      if (set.criteria[i].parent < 0) sum += number(card.results[i].points);
    }
    ASSERT_EQ(card.total.text(), expected.points) << "seed " << seed;
    ASSERT_EQ(card.maximum.text(), expected.maximum) << "seed " << seed;
    // Maxima with more places than points are rounded to can be passed by rounding.
    const bool finer = std::any_of(set.criteria.begin(), set.criteria.end(), [&](const Criterion& entry) {
      return entry.maximum.places() > campaign.programme.criterion_places;
    });
    if (!finer && !campaign.programme.rounds_sums_only()) {
      ++bounded;
      ASSERT_EQ(number(card.total), sum < 0 ? Number(0) : sum) << "seed " << seed;
      const bool bonuses = std::any_of(set.criteria.begin(), set.criteria.end(),
                                       [](const Criterion& entry) { return entry.role == Role::bonus; });
      if (!bonuses) {
        ASSERT_LE(card.total, card.maximum) << "seed " << seed;
      }
    }
  }
  EXPECT_GT(bounded, test::rounds(100));
}

// Four bonus criteria of 2 points in a group that counts 5 at most: while three of them apply, 5 can be reached.
TEST(ScoreProperties, ACappedGroupKeepsWhatItsOtherCriteriaCanReach) {
  Campaign campaign;
  campaign.programme.not_applicable = NotApplicablePolicy::remove;
  campaign.programme.tiers.emplace_back();
  CriteriaSet& set = campaign.programme.tiers[0].set;
  Criterion group;
  group.maximum = Decimal(5);
  group.capped = true;
  add_entry(set, group, -1);
  Criterion bonus;
  bonus.maximum = Decimal(2);
  bonus.set_rule(YesNo{Decimal(2), Decimal(0)});
  bonus.may_not_apply = true;
  for (int i = 0; i < 4; ++i) add_entry(set, bonus, 0);
  campaign.answers.resize(5);
  for (std::size_t i = 1; i < 5; ++i) campaign.answers[i].set("value", "Có");
  const char* reached[] = {"5", "5", "4", "2", "0"};
  for (std::size_t removed = 0; removed <= 4; ++removed) {
    if (removed > 0) campaign.answers[removed].not_applicable = true;
    const Scorecard card = score(campaign);
    EXPECT_EQ(card.total.text(), reached[removed]) << removed << " do not apply";
    EXPECT_EQ(card.maximum.text(), reached[removed]) << removed << " do not apply";
  }
}

TEST(ScoreProperties, TheOrderOfCriteriaChangesNothing) {
  for (std::uint64_t seed = 1; seed <= test::rounds(2'000u); ++seed) {
    Random random(seed);
    const Campaign campaign = any_campaign(random);
    const CriteriaSet& set = campaign.programme.tiers[0].set;
    // New places: the top-level groups in a random order, children after their parents.
    std::vector<std::size_t> order;
    std::vector<std::uint64_t> keys(set.criteria.size());
    for (auto& key : keys) key = random.next();
    const auto place = [&](auto& self, int parent) -> void {
      std::vector<std::size_t> children;
      for (std::size_t i = 0; i < set.criteria.size(); ++i) {
        if (set.criteria[i].parent == parent) children.push_back(i);
      }
      std::sort(children.begin(), children.end(), [&](std::size_t x, std::size_t y) { return keys[x] < keys[y]; });
      for (std::size_t child : children) {
        order.push_back(child);
        self(self, static_cast<int>(child));
      }
    };
    place(place, -1);
    Campaign shuffled;
    shuffled.programme = campaign.programme;
    CriteriaSet& moved = shuffled.programme.tiers[0].set;
    std::vector<int> new_place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) new_place[order[i]] = static_cast<int>(i);
    for (std::size_t i = 0; i < order.size(); ++i) {
      moved.criteria[i] = set.criteria[order[i]];
      if (moved.criteria[i].parent >= 0) {
        moved.criteria[i].parent = new_place[static_cast<std::size_t>(moved.criteria[i].parent)];
      }
      moved.index_by_id[moved.criteria[i].id] = static_cast<int>(i);
      shuffled.answers.push_back(campaign.answers[order[i]]);
    }
    const Scorecard before = score(campaign);
    const Scorecard after = score(shuffled);
    ASSERT_EQ(before.total, after.total) << "seed " << seed;
    ASSERT_EQ(before.maximum, after.maximum) << "seed " << seed;
    ASSERT_EQ(before.answered, after.answered) << "seed " << seed;
    for (std::size_t i = 0; i < order.size(); ++i) {
      ASSERT_EQ(before.results[order[i]].points, after.results[i].points) << "seed " << seed;
    }
  }
}

struct Scaler {
  int factor;
  void operator()(YesNo& r) const { r.yes = times(r.yes, factor), r.no = times(r.no, factor); }
  void operator()(Choice& r) const {
    for (Level& level : r.levels) level.points = times(level.points, factor);
  }
  void operator()(Steps& r) const {
    for (Step& step : r.steps) step.points = times(step.points, factor);
    r.below = times(r.below, factor);
  }
  void operator()(CountPoints& r) const { r.each = times(r.each, factor), r.cap = times(r.cap, factor); }
  void operator()(RatioRule& r) const { r.part = times(r.part, factor); }
  void operator()(Items& r) const {
    for (Item& item : r.items) {
      item.points = times(item.points, factor);
      if (item.cap) item.cap = times(*item.cap, factor);
    }
    r.cap = times(r.cap, factor);
  }
  void operator()(Judged&) const {}
  void operator()(Information&) const {}
  void operator()(Survey&) const {}
  void operator()(Normalised& r) const { r.part = times(r.part, factor); }
  void operator()(RollUp& r) const { r.part = times(r.part, factor); }
  void operator()(DeadlineRule& r) const {
    for (DateStep& step : r.steps) step.points = times(step.points, factor);
    r.late = times(r.late, factor), r.never = times(r.never, factor);
  }
  void operator()(BestOf& r) const {
    for (Case& alternative : r.cases) std::visit(*this, alternative.rule);
  }
  void operator()(FormulaRule&) const {}
  void operator()(ConditionRule&) const {}
};

// A decision that gives k times the points for everything gives k times the points for every answer.
TEST(ScoreProperties, PointsScaleWithTheDecision) {
  for (std::uint64_t seed = 1; seed <= test::rounds(60'000u); ++seed) {
    Random random(seed);
    const std::size_t scaled[] = {0, 1, 2, 3, 4, 5, 8};
    Setting setting = any_setting(random, scaled[random.below(std::size(scaled))]);
    const Answer answer = any_answer(random, setting.criterion);
    Programme programme;
    programme.criterion_places = setting.places;
    programme.not_applicable = setting.policy;
    Findings findings;
    const CriterionResult once = score_criterion(programme, setting.criterion, answer, &findings);
    const int factor = random.between(2, 50);
    setting.criterion.maximum = times(setting.criterion.maximum, factor);
    Rule scaled_rule = *setting.criterion.rule();
    std::visit(Scaler{factor}, scaled_rule);
    setting.criterion.set_rule(std::move(scaled_rule));
    const CriterionResult often = score_criterion(programme, setting.criterion, answer, &findings);
    if (has(findings, Code::points_overflow)) continue;
    ASSERT_EQ((once.unrounded * Ratio(Decimal(factor))).text(), often.unrounded.text())
        << "seed " << seed << "\n" << shown(setting, answer);
    ASSERT_EQ(once.state, often.state) << "seed " << seed << "\n" << shown(setting, answer);
  }
}

// One more achieved of the same total never costs a point, and with `complement` never gains one.
TEST(ScoreProperties, RatiosFollowTheirNumerator) {
  int moved = 0;
  for (std::uint64_t seed = 1; seed <= test::rounds(4'000u); ++seed) {
    Random random(seed);
    Setting setting = any_setting(random, 4);
    setting.criterion.supplied_by = {};
    setting.criterion.sole_supplier = false;
    const bool complement = std::get<RatioRule>(*setting.criterion.rule()).complement;
    const std::vector<Exception>& exceptions = std::get<RatioRule>(*setting.criterion.rule()).exceptions;
    Programme programme;
    programme.criterion_places = setting.places;
    const int b = random.between(1, 60);
    std::optional<CriterionResult> last;
    for (int a = 0; a <= b; ++a) {
      Answer answer;
      answer.set("a", Decimal(a));
      answer.set("b", Decimal(b + 2 * static_cast<int>(exceptions.size())));
      for (const Exception& exception : exceptions) answer.set("except:" + exception.id, Decimal(2));
      const CriterionResult result = score_criterion(programme, setting.criterion, answer);
      ASSERT_EQ(result.state, State::scored) << "seed " << seed << "\n" << shown(setting, answer);
      if (last) {
        const bool falls = complement != (setting.criterion.role == Role::deduction);
        const CriterionResult& less = falls ? result : *last;
        const CriterionResult& more = falls ? *last : result;
        ASSERT_TRUE(less.points <= more.points && less.unrounded <= more.unrounded)
            << "seed " << seed << "\n" << shown(setting, answer);
        moved += less.points < more.points;
      }
      last = result;
    }
  }
  EXPECT_GT(moved, test::rounds(10'000));
}

}  // namespace
}  // namespace thuocdo
