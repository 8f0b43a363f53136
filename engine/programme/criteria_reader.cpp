#include "programme/criteria_reader.h"

#include "number/ratio.h"
#include "programme/definition_file.h"

namespace thuocdo {
namespace {

Rule read_yes_no(DefinitionReader& in, const Element& element) {
  in.allow(element, {"yes", "no"}, {});
  return YesNo{in.required_decimal(element, "yes"), in.decimal(element, "no").value_or(Decimal())};
}

Rule read_choice(DefinitionReader& in, const Element& element) {
  in.allow(element, {}, {"level"});
  Choice choice;
  for (const Element& child : element.children) {
    in.allow(child, {"id", "points"}, {"vi", "en"}, {"vi", "en"});
    choice.levels.push_back({in.id(child, "id"), in.text(child), in.required_decimal(child, "points")});
  }
  return choice;
}

Rule read_steps(DefinitionReader& in, const Element& element) {
  in.allow(element, {"below"}, {"unit", "step"}, {"unit"});
  Steps steps{in.child_text(element, "unit", true), {}, in.decimal(element, "below").value_or(Decimal())};
  for (const Element& child : element.children) {
    if (child.name != "step") continue;
    in.allow(child, {"at", "points"}, {});
    steps.steps.push_back({in.required_decimal(child, "at"), in.required_decimal(child, "points")});
  }
  return steps;
}

Rule read_count(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"each", "cap"}, {"unit"}, {"unit"});
  return CountPoints{in.child_text(element, "unit", true), in.required_decimal(element, "each"),
                     in.decimal(element, "cap").value_or(maximum)};
}

Rule read_ratio(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"part", "complement", "target", "floor", "ceiling", "whole", "zero-base", "excess"}, {"a", "b"},
           {"a", "b"});
  RatioRule ratio;
  ratio.a = in.child_text(element, "a", true);
  ratio.b = in.child_text(element, "b", true);
  ratio.part = in.decimal(element, "part").value_or(maximum);
  ratio.complement = in.word(element, "complement", {"no", "yes"}, 0) == 1;
  ratio.target = in.decimal(element, "target");
  ratio.floor = in.decimal(element, "floor");
  ratio.ceiling = in.decimal(element, "ceiling");
  ratio.whole = in.word(element, "whole", {"no", "yes"}, 1) == 1;
  ratio.zero_base = static_cast<Outcome>(in.word(element, "zero-base", {"refuse", "zero", "full", "not-applicable"}, 0));
  ratio.excess = in.word(element, "excess", {"refuse", "full"}, 0) == 1 ? Outcome::full : Outcome::refuse;
  return ratio;
}

Rule read_items(DefinitionReader& in, const Element& element, const Decimal& maximum) {
  in.allow(element, {"cap"}, {"item"});
  Items items{{}, in.decimal(element, "cap").value_or(maximum)};
  for (const Element& child : element.children) {
    in.allow(child, {"id", "points", "counted", "cap"}, {"vi", "en"}, {"vi", "en"});
    Item item{in.id(child, "id"), in.text(child), in.required_decimal(child, "points"), in.decimal(child, "cap")};
    const bool counted = in.word(child, "counted", {"no", "yes"}, 0) == 1;
    if (counted && !item.cap) in.report(child, Code::attribute_missing, {"cap"});
    if (!counted && item.cap) in.report(child, Code::attribute_missing, {"counted"});
    items.items.push_back(std::move(item));
  }
  return items;
}

Rule read_judged(DefinitionReader& in, const Element& element) {
  in.allow(element, {"step"}, {});
  return Judged{in.decimal(element, "step")};
}

Rule read_information(DefinitionReader& in, const Element& element) {
  in.allow(element, {"numeric"}, {"unit"}, {"unit"});
  return Information{in.child_text(element, "unit", true), in.word(element, "numeric", {"no", "yes"}, 0) == 1};
}

Rule read_deadline(DefinitionReader& in, const Element& element) {
  in.allow(element, {"late", "never", "not-before", "within-survey"}, {"event", "step"}, {"event"});
  DeadlineRule deadline;
  deadline.event = in.child_text(element, "event", true);
  deadline.late = in.decimal(element, "late").value_or(Decimal());
  deadline.never = in.decimal(element, "never").value_or(Decimal());
  deadline.not_before = in.date(element, "not-before");
  deadline.within_survey = in.word(element, "within-survey", {"no", "yes"}, 0) == 1;
  for (const Element& child : element.children) {
    if (child.name != "step") continue;
    in.allow(child, {"by", "points"}, {});
    deadline.steps.push_back({in.required_date(child, "by"), in.required_decimal(child, "points")});
  }
  return deadline;
}

constexpr std::string_view rule_names[] = {"yes-no", "choice", "steps",       "count",   "ratio",
                                           "items",  "judged", "information", "deadline"};

std::optional<Rule> read_one_rule(DefinitionReader& in, const Element& criterion, const Decimal& maximum) {
  std::optional<Rule> rule;
  for (const Element& child : criterion.children) {
    std::optional<Rule> found;
    if (child.name == "yes-no") found = read_yes_no(in, child);
    if (child.name == "choice") found = read_choice(in, child);
    if (child.name == "steps") found = read_steps(in, child);
    if (child.name == "count") found = read_count(in, child, maximum);
    if (child.name == "ratio") found = read_ratio(in, child, maximum);
    if (child.name == "items") found = read_items(in, child, maximum);
    if (child.name == "judged") found = read_judged(in, child);
    if (child.name == "information") found = read_information(in, child);
    if (child.name == "deadline") found = read_deadline(in, child);
    if (found && rule) in.report(child, Code::element_repeated, {child.name});
    if (found) rule = std::move(found);
  }
  if (!rule) {
    std::string names;
    for (std::string_view name : rule_names) names += (names.empty() ? "" : " | ") + std::string(name);
    in.report(criterion, Code::element_missing, {names});
  }
  return rule;
}

// Fills `set.criteria` in printed order; nesting is bounded by the file check.
class SetReader {
 public:
  SetReader(DefinitionReader& in, CriteriaSet& set) : in_(in), set_(set) {}

  Decimal read_children(const Element& element, int parent, int depth) {
    Decimal sum;
    for (const Element& child : element.children) {
      if (child.name != "group" && child.name != "criterion") continue;
      const int index = static_cast<int>(set_.criteria.size());
      set_.criteria.push_back(child.name == "group" ? read_group(child) : read_criterion(child));
      Criterion& added = set_.criteria.back();
      added.parent = parent;
      added.depth = depth;
      added.line = child.line;
      if (!set_.index_by_id.emplace(added.id, index).second) in_.report(child, Code::id_duplicate, {added.id});
      Decimal maximum = added.maximum;
      if (child.name == "group") {
        const Decimal children = read_children(child, index, depth + 1);  // invalidates `added`
        Criterion& group = set_.criteria[static_cast<std::size_t>(index)];
        if (!child.attribute("maximum")) {
          group.maximum = children;
        } else if (group.maximum != children) {
          in_.report(child, Code::parent_maximum_differs, {group.id, group.maximum.text(), children.text()});
        }
        maximum = group.maximum;
        if (set_.criteria.size() == static_cast<std::size_t>(index) + 1) in_.report(child, Code::element_missing, {"criterion"});
      }
      sum = add(sum, maximum).value_or(sum);
    }
    return sum;
  }

 private:
  Criterion read_group(const Element& element) {
    in_.enter(element);
    in_.allow(element, {"id", "number", "maximum", "cap"}, {"name", "note", "group", "criterion"}, {"name", "note"});
    Criterion group;
    group.id = in_.id(element, "id");
    group.number = in_.required(element, "number");
    group.name = in_.child_text(element, "name", true);
    group.note = in_.child_text(element, "note", false);
    group.maximum = in_.decimal(element, "maximum").value_or(Decimal());
    group.capped = in_.word(element, "cap", {"no", "yes"}, 0) == 1;
    group.evidence_required = group.reason_required = false;
    return group;
  }

  Criterion read_criterion(const Element& element) {
    in_.enter(element);
    in_.allow(element, {"id", "number", "maximum", "provenance", "source", "evidence", "reason", "not-applicable"},
              {"name", "method", "note", "evidence", "data-source", "yes-no", "choice", "steps", "count", "ratio",
               "items", "judged", "information", "deadline"},
              {"name", "method", "note", "evidence", "data-source"});
    Criterion criterion;
    criterion.id = in_.id(element, "id");
    criterion.number = in_.required(element, "number");
    criterion.name = in_.child_text(element, "name", true);
    criterion.method = in_.child_text(element, "method", false);
    criterion.note = in_.child_text(element, "note", false);
    criterion.evidence = in_.child_text(element, "evidence", false);
    criterion.data_source = in_.child_text(element, "data-source", false);
    criterion.maximum = in_.required_decimal(element, "maximum");
    in_.required(element, "provenance");
    criterion.provenance =
        static_cast<Provenance>(in_.word(element, "provenance", {"official", "published", "drafted"}, 2));
    criterion.source = criterion.provenance == Provenance::published ? in_.required(element, "source")
                                                                     : in_.optional(element, "source");
    criterion.evidence_required = in_.word(element, "evidence", {"none", "required"}, 1) == 1;
    criterion.reason_required = in_.word(element, "reason", {"none", "required"}, 1) == 1;
    criterion.may_not_apply = in_.word(element, "not-applicable", {"refused", "allowed"}, 0) == 1;
    // A criterion whose rule could not be read stays out of scoring; the finding is blocking anyway.
    criterion.set_rule(read_one_rule(in_, element, criterion.maximum).value_or(Rule(Judged{})));
    return criterion;
  }

  DefinitionReader& in_;
  CriteriaSet& set_;
};

CriteriaSet read_set(const std::optional<Element>& root, const std::string& name, const std::string& tier,
                     Findings& findings) {
  CriteriaSet set;
  if (!root) return set;
  DefinitionReader in(name, findings);
  in.allow(*root, {"tier"}, {"title", "group", "criterion"}, {"title"});
  const std::string named = in.required(*root, "tier");
  if (named != tier) in.report(*root, Code::value_invalid, {"tier", named, tier});
  set.title = in.child_text(*root, "title", true);
  set.maximum = SetReader(in, set).read_children(*root, -1, 0);
  if (set.criteria.empty()) in.report(*root, Code::element_missing, {"group | criterion"});
  return set;
}

}  // namespace

CriteriaSet read_criteria(const std::filesystem::path& file, const std::string& tier, Findings& findings) {
  return read_set(read_definition_file(file, "criteria", findings), file.filename().string(), tier, findings);
}

CriteriaSet read_criteria(std::string bytes, const std::string& name, const std::string& tier, Findings& findings) {
  return read_set(read_definition(std::move(bytes), name, "criteria", findings), name, tier, findings);
}

std::optional<Rule> read_rule(std::string_view xml, const Decimal& maximum, Findings& findings) {
  std::string bytes = "<rule xmlns=\"" + std::string(definition_namespace) + "\">";
  bytes.append(xml).append("</rule>");
  const auto root = read_definition(std::move(bytes), {}, "rule", findings);
  if (!root) return std::nullopt;
  DefinitionReader in({}, findings);
  const std::size_t before = findings.size();
  std::optional<Rule> rule = read_one_rule(in, *root, maximum);
  if (findings.size() > before) return std::nullopt;
  return rule;
}

}  // namespace thuocdo
