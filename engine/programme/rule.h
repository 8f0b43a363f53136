// How the answer to one criterion becomes points: the rule kinds as values, exactly as a decision states them.
//
// A rule says what the unit fills in (`fields`), what the decision says about it (`rule_words`), and, per kind, the
// numbers of the decision. What it is worth is computed in the room `scoring`. Points are exact decimals.
//
//   <ratio a="Số máy tính có phần mềm diệt vi-rút" b="Tổng số máy tính" …/>
//   Rule rule = RatioRule{…};
//   fields(rule, Decimal(5))[0].name   // "a"
//   rule_words(rule, Decimal(5))       // "Điểm = a / b × 5; …"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "finding/text.h"
#include "number/decimal.h"
#include "programme/date.h"
#include "programme/expression.h"

namespace thuocdo {

// What the decision makes of a figure that the formula cannot digest (b = 0, a > b).
enum class Outcome { refuse, zero, full, not_applicable };

// Yes ("co") or no ("khong"). Kind "yes-no".
struct YesNo {
  Decimal yes;
  Decimal no;
};

// One of several described levels. Kind "choice". Field "value" holds the level's id.
struct Level {
  std::string id;
  Text text;
  Decimal points;
};
struct Choice {
  std::vector<Level> levels;
};

// A count against steps: the points of the highest step whose `at` is reached; below all of them `below`.
// Kind "steps". The count is a whole number from 0.
struct Step {
  Decimal at;
  Decimal points;
};
struct Steps {
  Text unit;                // what is counted: "cuộc họp"
  std::vector<Step> steps;  // from the highest `at` to the lowest
  Decimal below;
};

// A count × points for each, up to a cap. Kind "count". The count is a whole number from 0.
struct CountPoints {
  Text unit;
  Decimal each;
  Decimal cap;
};

// A share a/b turned into points. Kind "ratio". Fields "a", "b", and "except:ID" for each exception.
//   b is first lessened by the figures of all exceptions; what is left is meant by b from here on
//   share  = a/b, or (b - a)/b with `complement`
//   share  = min(1, share / target)                           with `target`
//   share  = 0 below `floor`, 1 from `ceiling`, linear between with `floor` and `ceiling`
//   points = share × part
struct Exception {
  std::string id;
  Text text;  // what is taken off the denominator: "văn bản mật"
};
struct RatioRule {
  Text a;
  Text b;
  std::vector<Exception> exceptions;
  Decimal part;  // the part of the maximum that the ratio earns; the maximum itself unless the decision says less
  bool complement = false;
  std::optional<Decimal> target;   // a share above 0, up to 1
  std::optional<Decimal> floor;    // with ceiling: 0 <= floor < ceiling <= 1
  std::optional<Decimal> ceiling;
  bool whole = true;                        // the figures are counts; otherwise any decimals from 0
  Outcome zero_base = Outcome::refuse;      // b = 0 (then a must be 0 too)
  Outcome excess = Outcome::refuse;         // a > b: refuse, or full (the share counts as 1)
};

// Sub-items that are each met or not, or counted; the points are their sum, up to a cap. Kind "items".
// Field "item:ID": "co"/"khong", or a whole number where the item is counted.
struct Item {
  std::string id;
  Text text;
  Decimal points;              // when met, or for each one counted
  std::optional<Decimal> cap;  // only for counted items: the most that the item earns
};
struct Items {
  std::vector<Item> items;
  Decimal cap;
};

// Points judged by a person from 0 to the maximum. Kind "judged". With `step` only its multiples.
struct Judged {
  std::optional<Decimal> step;
};

// Asked for, never scored (maximum 0). Kind "information".
struct Information {
  Text unit;             // what is asked for
  bool numeric = false;  // a number from 0, otherwise any text
};

// Something done by a day: the points of the first step whose day has not passed on the date answered; `late` after
// all of them, `never` where it was not done. Kind "deadline". Field "value" holds a date from 1970-01-01 to 2173-10-13:
// "2023-01-31" (a time of day behind it does not count), "31/01/2023", or a spreadsheet's number of the day (44957, day
// 0 is 1899-12-30); or "khong" ("Không thực hiện", "Chưa ban hành" …) where it was not done.
// A date outside the window is refused: what was done at another time was not done in the assessed time.
struct DateStep {
  Date by;  // the last day that earns the points
  Decimal points;
};
struct DeadlineRule {
  Text event;  // what is dated: "ban hành kế hoạch"
  std::vector<DateStep> steps;  // from the earliest day to the latest
  Decimal late;
  Decimal never;
  std::optional<Date> not_before;
  bool within_survey = false;
  std::optional<Period> survey;  // the tier's, with within_survey: filled in when the programme is loaded

  std::optional<Date> first_day() const;  // of the window: the later of not_before and the survey's first day
  std::optional<Date> last_day() const;   // the survey's last day
};

// Rules that ask for one thing and can stand inside another rule.
using SimpleRule = std::variant<YesNo, Choice, Steps, CountPoints, RatioRule, Items, Judged, DeadlineRule>;

// Alternative cases, of which the unit answers those that it falls under: the points of the case that earns most. A case
// left wholly blank does not count; one answered in part is an answer that is missing. Kind "best".
// Field "CASE:FIELD" for each field of each case's rule: "wan:a".
struct Case {
  std::string id;
  Text text;  // when it applies: "Đã kết nối mạng diện rộng của tỉnh"
  SimpleRule rule;
};
struct BestOf {
  std::vector<Case> cases;
};

// Arithmetic over named figures, with one expression for each case that the decision distinguishes. Kind "formula".
// Fields "branch" (the case, where there are two or more) and "var:x" for each variable; only the variables of the case
// chosen are asked for. What comes out below 0 is 0, above the maximum the maximum.
struct Variable {
  std::string name;  // "x": see is_variable_name
  Text text;         // what it counts
  bool whole = false;
};
struct Branch {
  std::string id;
  Text text;  // when it applies; empty where it is the only one
  Expression points;
};
struct FormulaRule {
  std::vector<Variable> variables;
  std::vector<Branch> branches;
  bool zero_divisor_is_zero = false;  // a division by 0 gives 0 points; otherwise it is refused
};

// What must be met besides all points; worth none (maximum 0). Kind "condition".
struct ConditionRule {
  bool unmet_is_unranked = false;  // a unit that does not say that it meets it is not ranked; otherwise only reported
};

// The result of a survey among others than the unit, on a scale from 0: points = result / scale × maximum. Kind "survey".
// Field "value" is supplied by whoever surveys (Criterion::supplied_by) and never asked of the unit.
struct Survey {
  Text text;      // what is surveyed: "mức độ hài lòng của người dân"
  Decimal scale;  // the best result
};

// A figure compared with those of the other units of the tier; the more the better. Kind "normalised". Fields "a", and "b"
// where the figure is a/b.
//   against the best:  points = figure / best figure of the tier × part            (all 0 where the best is 0)
//   within the range:  points = (figure − least) / (greatest − least) × part       (the part where all are equal)
// Final points are there when all sheets are; see scoring/comparison.h. On one sheet a known best figure stands in for the
// others (`reference`), or the unit counts as the best.
struct Normalised {
  enum class Against { best, range };
  Against against = Against::best;
  Text a;
  Text b;  // empty: the figure is a
  Decimal part;
  std::optional<Decimal> reference;     // only against the best
  bool whole = true;                    // a and b are counts; otherwise any decimals from 0
  Outcome zero_base = Outcome::refuse;  // b = 0 (then a must be 0 too): refuse, zero or not_applicable
};

// The share of the units below (a district's communes) that fulfil something. Kind "roll-up". Fields "a" (those that do) and
// "b" (all), which the unit gives itself; at consolidation the sheets of the units below decide.
//   points = a / b × part
// A unit fulfils it with at least `from` points, or that share of its maximum, at the criterion.
struct RollUp {
  std::string tier;       // whose units are counted: those that the unit consolidates
  std::string criterion;  // of that tier's set: a criterion or group; empty: the total
  Decimal from;
  bool from_share = false;
  Decimal part;
  bool absent_left_out = false;  // a unit without a usable sheet is not counted, instead of counted as not fulfilling it
  Text tier_name;                // filled in when the programme is loaded
};

using Rule = std::variant<YesNo, Choice, Steps, CountPoints, RatioRule, Items, Judged, Information, DeadlineRule, BestOf,
                          FormulaRule, ConditionRule, Survey, Normalised, RollUp>;

// "yes-no", "choice", "steps", "count", "ratio", "items", "judged", "information", "deadline", "best", "formula",
// "condition", "survey", "normalised", "roll-up": also the XML element names.
std::string_view kind(const Rule& rule);
const std::vector<std::string_view>& rule_kinds();  // all of them
// The same rule among all kinds.
Rule as_rule(const SimpleRule& rule);
// Whether it can earn points; information and conditions cannot, and their maximum is 0.
bool earns_points(const Rule& rule);
// Name of the kind for people: "Có/Không", "Tỷ lệ a/b", …
Text kind_label(const Rule& rule);

enum class FieldType { yes_no, level, count, number, points, text, date };

struct Option {
  std::string id;  // what stands in files: "co", "muc-1"
  Text text;       // what people choose: "Có"
};

// One thing that the unit fills in.
struct Field {
  std::string name;  // "value", "a", "b", "item:ID", "except:ID", "CASE:a", "branch", "var:x"
  FieldType type;
  Text label;                    // "Tử số: …", "Trả lời"
  std::vector<Option> options;   // for yes_no and level; for date the one that says that it was not done
  std::optional<Decimal> upper;  // largest allowed value where it is fixed (points: the maximum)

  // Answered with one of the options and nothing else.
  bool is_choice() const { return type == FieldType::yes_no || type == FieldType::level; }
};

// In the order in which they are asked. `maximum` is the criterion's. A loaded criterion holds them: Criterion::fields.
std::vector<Field> fields(const Rule& rule, const Decimal& maximum);
// "co"/"Có", "khong"/"Không".
const std::vector<Option>& yes_no_options();

// "khong"/"Không thực hiện": what stands in place of a date where nothing was done.
const Option& not_done_option();

// The rule with the tier's survey filled in where it counts only what happened in it.
Rule with_survey(Rule rule, const Period& survey);

// "đơn vị trực thuộc (Cấp xã)": whom a roll-up counts.
Text units_below(const RollUp& rule);

// What one field is worth, for its own row in the sheet: "Có: 2 điểm". Empty where the rule's sentence says it all.
Text field_words(const Rule& rule, const Field& field, const Decimal& maximum);
// The rule as a sentence for the sheet and for `why`, with the numbers in each language's notation.
Text rule_words(const Rule& rule, const Decimal& maximum);
// The most points that any answer can earn.
Decimal highest_points(const Rule& rule, const Decimal& maximum);

}  // namespace thuocdo
