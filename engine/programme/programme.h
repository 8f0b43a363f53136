// One assessment programme: what a decision and its dispatches say, as values. Everything here comes from the
// programme's files; nothing about a province, a year or a tier stands in code.
//
//   LoadedProgramme loaded = load_programme("templates/gialai-dti-2023");
//   if (!loaded.programme) …                       // loaded.findings says why
//   const Tier* tier = loaded.programme->tier("xa");
//   const Criterion* criterion = tier->set.find("1.2");
//
// A Programme is immutable after loading and may be read from several threads.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "finding/finding.h"
#include "number/decimal.h"
#include "programme/date.h"
#include "programme/rule.h"

namespace thuocdo {

// Where the wording of a criterion comes from.
enum class Provenance {
  official,   // the decision's own annex
  published,  // another published set, named in `source`
  drafted,    // ours
};
std::string_view provenance_text(Provenance provenance);  // "official", …
Text provenance_label(Provenance provenance);

// How points count.
enum class Role {
  counted,    // in the total and in the maximum
  bonus,      // added to the total, no part of the maximum
  deduction,  // taken off the total, no part of the maximum
};
std::string_view role_text(Role role);  // "counted", "bonus", "deduction"
Text role_prefix(Role role);            // before a rule's words: "Điểm trừ. "; empty for what counts

// A named class of a published result, or level of single points, from a number upwards: "Tốt" from 85.
struct Band {
  std::string id;
  Text name;
  std::optional<Decimal> from;  // unknown thresholds stay empty and visible
};

// A group (no rule, has children) or a scored criterion (a rule, no children).
//
// A group may have the role bonus or deduction; everything below it has the same. Its criteria are answered and computed
// as all others; together they earn, or take off, at most the group's maximum. The total never falls below 0.
struct Criterion {
  std::string id;      // "1.2": ASCII letters, digits, ".", "-", "_"; unique in its set; stable between years
  std::string number;  // as printed: "I", "1.2"
  int parent = -1;     // index in CriteriaSet::criteria; -1 at the top
  int depth = 0;       // 0 at the top
  Role role = Role::counted;  // of the group that gives it to everything below
  Text name;
  Text method;      // the decision's own wording of the calculation, where it has one
  Text note;        // help shown with the answer cell
  Decimal maximum;  // declared; for groups without a declared maximum the sum of the children
  bool capped = false;  // groups: more points than the maximum count as the maximum
  Provenance provenance = Provenance::drafted;
  std::string source;          // which published set or clause
  bool evidence_required = true;
  Text evidence;               // what proves the answer
  bool reason_required = true;  // a reason below the maximum
  Text data_source;            // where the figures come from
  std::vector<Band> levels;    // of its points, from the best to the worst; points below the last have none
  bool may_not_apply = false;  // the unit may answer "không áp dụng", with a reason
  Text supplied_by;            // the body whose figures win over the unit's answer; empty: nobody's
  bool sole_supplier = false;  // only that body gives the figures: the unit is not asked
  int line = 0;                // in the definition file

  bool is_group() const { return !rule_.has_value(); }
  const std::optional<Rule>& rule() const { return rule_; }     // of criteria
  const std::vector<Field>& fields() const { return fields_; }  // the figures that the rule takes, made once
  const std::vector<Field>& asked_fields() const;               // those of them that the unit fills in
  // What it adds to the maximum of the group or set that it stands in.
  Decimal counted_maximum() const { return role == Role::counted ? maximum : Decimal(); }
  // As a sheet shows it: below 0 for what is taken off.
  Decimal shown_maximum() const;
  // Gives the criterion its rule and its fields; maximum and role must stand already.
  void set_rule(Rule given);

 private:
  std::optional<Rule> rule_;
  std::vector<Field> fields_;
};

// The rule in words, with its role: "Điểm trừ. Có: 2; Không: 0".
Text rule_words(const Criterion& criterion);
// The level that the points reach; null for none.
const Band* level_of(const Criterion& criterion, const Decimal& points);

struct CriteriaSet {
  Text title;
  std::vector<Criterion> criteria;  // parents before their children, in printed order
  Decimal maximum;                  // sum of the top-level maxima that count
  std::optional<Decimal> scale;     // the total that the decision announces, where it does

  const Criterion* find(std::string_view id) const;
  int index(std::string_view id) const;  // -1 when there is none
  bool is_within(const Criterion& entry, const Criterion& group) const;  // in the group or one of its groups
  std::size_t scored_count() const;      // criteria whose rule can earn points
  // How the set stands towards the decision: official only when every criterion is.
  Provenance provenance() const;
  // Whether the group brings the role with it, rather than having it from the group above.
  bool begins_role(const Criterion& criterion) const;
  // The name as sheets and reports print it: what its points count as stands behind it where begins_role.
  Text printed_name(const Criterion& criterion) const;

  std::unordered_map<std::string, int> index_by_id;  // filled on loading
};

struct Tier {
  std::string key;  // "so", "huyen", "xa", "trunguong"
  Text name;
  std::string criteria_file;
  std::string consolidated_by;  // key of the tier whose units consolidate this one, or empty
  Date before;                  // submissions count until the end of the day before
  Period survey;                // the time that the figures must cover
  CriteriaSet set;
};

struct Unit {
  std::string code;  // "h-pleiku"
  std::string name;
  std::string tier;
  std::string parent;       // code of the unit that consolidates it, or empty
  bool placeholder = false;  // stands for a unit whose name the documents do not give
  std::optional<Date> valid_from = {};  // the unit exists from this day
  std::optional<Date> valid_to = {};    // and to the end of this one
  std::string merged_into = {};         // code of the unit that carries on with it, or empty
  std::string excluded = {};            // why the decision leaves the unit out, or empty
  int line = 0;                         // in units.csv
};

// What a decision does with a unit that sent nothing in time.
enum class LatePolicy {
  ranked_last,  // not ranked, treated as ranked last
  not_assessed  // not assessed and not ranked
};

enum class NotApplicablePolicy {
  refuse,  // nobody may answer "không áp dụng"
  remove,  // the criterion's maximum leaves the unit's maximum
  full     // full points
};

// What is rounded first.
enum class RoundingOrder {
  criteria,  // every criterion; groups and total add the rounded points
  total      // groups and total alone; they add the points before rounding
};

// What the units of a tier are ranked and classed by.
enum class RankBy {
  total,  // the total itself
  share   // its share of the unit's applicable maximum, so that units to which less applies can be compared
};
// What becomes of a criterion whose sole supplier gave no figure for any unit of the tier.
enum class MissingPart {
  zero,    // nobody has points there
  rescale  // it leaves the maximum of all, so that the rest is taken to the scale
};
struct RankingBasis {
  RankBy by = RankBy::total;
  std::optional<Decimal> scale;         // by share: what 100 % is worth; the tier's full maximum where nothing is named
  MissingPart missing_part = MissingPart::zero;
  std::vector<std::string> tie_breaks;  // ids of criteria or groups: more points there part units with equal results
  bool stated = false;                  // the programme has a <ranking>; otherwise these are the defaults
};

struct Basis {  // a decision or dispatch that the programme rests on
  std::string number;
  Date date;
  Text title;
};

// A step of the assessment with its date, or a round of it: done before that day, as a tier's sheets are.
struct Stage {
  std::string key;  // "nhan-phieu"
  Text name;
  Date before;
};

// A heading of the report that goes with the sheet.
struct Heading {
  std::string number;  // as printed: "I", "1"
  int level = 1;       // 1 is the highest
  Text text;
};

// A number that the general report names: what the units' sheets add up to. The words and where to look are the programme's.
//   sum    field over all units: "Tổng kinh phí …: 89.610.747.000 đồng"
//   ratio  field over all units against the field `base` over all units: "98,98% (3.959/4.000)"
//   units  how many units gave the answer `answer`: "184/220 đơn vị"
//   full   how many units have all points of the criterion
struct ReportFigure {
  enum class Kind { sum, ratio, units, full };
  struct Part {  // a tier's share in it; tiers are added
    std::string tier;
    std::string criterion;
    std::string field;   // empty for full
    std::string base;    // ratio only
    std::string answer;  // units only: id of the option, "co"
  };
  Kind kind = Kind::sum;
  Text text;  // "Tổng kinh phí đầu tư cho CNTT của các sở, ban, ngành"
  Text unit;  // "đồng"; empty where none is named
  std::vector<Part> parts;
};
std::string_view kind_text(ReportFigure::Kind kind);  // "sum", …

// A section of the general report that goes with the approval of the result.
struct ReportSection {
  Heading heading;
  std::vector<ReportFigure> figures;
};

// Who approves the result, as far as the documents say it.
struct Approval {
  std::string symbol;  // behind the number: "QĐ-UBND"
  std::string given;   // number of the basis that is the approval itself, where it was issued; it does not rest on itself
  Text issuer;         // "Ủy ban nhân dân tỉnh Gia Lai"
  Text place;          // before the date: "Gia Lai"
};

struct Programme {
  std::string key;
  int year = 0;
  std::string round;    // "2023"; a year may have several rounds
  std::string version;  // of the files, ours
  Text title;
  Text province;   // "Tỉnh Gia Lai"
  Text authority;  // who receives: "Sở Thông tin và Truyền thông tỉnh Gia Lai"
  std::vector<Basis> basis;
  int criterion_places = 2;  // decimal places of a criterion's points
  int total_places = 2;      // of the published total; never fewer than criterion_places where these are added
  std::optional<RoundingOrder> rounding_order;  // nothing where the programme does not say: criteria
  LatePolicy late = LatePolicy::ranked_last;
  int grace_working_days = 0;
  bool signature_required = false;  // the decision asks for digitally signed sheets
  std::vector<Date> holidays;
  NotApplicablePolicy not_applicable = NotApplicablePolicy::refuse;
  bool not_applicable_stated = false;  // the programme says so; otherwise it is the default
  RankingBasis ranking;
  // Severities that the programme changes, by stable code ("evidence-missing").
  std::vector<std::pair<std::string, Severity>> severities;
  std::vector<Band> bands;  // from the best to the worst; empty where the decision has none
  std::vector<Stage> stages;  // in the order of their dates; empty where the documents name none
  // Rounds in which figures are collected and checked, and nothing is scored or ranked ("3-thang").
  std::vector<Stage> rounds_without_assessment;
  std::vector<Heading> report_outline;  // empty where no report is asked for, or its outline is not known
  std::optional<Approval> approval;             // nothing where the documents do not say who approves
  std::vector<ReportSection> general_report;    // its sections; empty where the outline is not known
  std::vector<Tier> tiers;  // in the order of the decision
  std::vector<Unit> units;
  std::unordered_map<std::string, std::size_t> unit_index_by_code;  // filled on loading
  std::string digest;        // SHA-256 of the canonical text of everything but the units, 64 hex digits
  std::string units_digest;  // the same of the units

  bool rounds_sums_only() const { return rounding_order == RoundingOrder::total; }
  const Tier* tier(std::string_view key) const;
  const Unit* unit(std::string_view code) const;  // whether it takes part or not
  // Null for the assessment's own round and for keys that are no round of the programme.
  const Stage* round_without_assessment(std::string_view key) const;
  // Why the unit is given no sheet and takes no part: the decision leaves it out, or it does not exist on the last day
  // on which its tier's sheets (or those of a round without assessment) are in time. Nothing for a unit that takes part.
  std::optional<Finding> refusal(const Unit& unit, const Stage* without_assessment = nullptr) const;
  // Those that take part.
  std::vector<const Unit*> units_of(std::string_view tier_key, const Stage* without_assessment = nullptr) const;
  Severity severity_of(const Finding& finding) const;  // the programme's severity of a finding
  Provenance provenance() const;  // official only when every tier's set is
};

struct LoadedProgramme {
  std::optional<Programme> programme;  // nothing when a finding is blocking
  Findings findings;                   // of reading and of the linter
};

// Reads and lints a programme folder (programme.xml, one file per tier, units.csv).
LoadedProgramme load_programme(const std::filesystem::path& folder);
// The tiers that programme.xml lists, without their criteria, whether or not the rest of the folder can be used.
std::vector<Tier> tiers_of_folder(const std::filesystem::path& folder);
// The linter alone; load_programme has called it already.
Findings lint(const Programme& programme);
// What the digest is taken of: one line per value, in a fixed order.
std::string canonical_text(const Programme& programme);

}  // namespace thuocdo
