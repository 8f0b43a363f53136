#include "programme/criteria_reader.h"

#include "programme/definition_file.h"
#include "programme/rule_reader.h"

namespace thuocdo {
namespace {

const std::vector<std::string_view>& criterion_children() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all = {"name", "method", "note", "evidence", "data-source", "supplied-by"};
    all.insert(all.end(), rule_kinds().begin(), rule_kinds().end());
    return all;
  }();
  return names;
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
      const Role above = parent < 0 ? Role::counted : set_.criteria[static_cast<std::size_t>(parent)].role;
      set_.criteria.push_back(child.name == "group" ? read_group(child, above) : read_criterion(child, above));
      Criterion& added = set_.criteria.back();
      added.parent = parent;
      added.depth = depth;
      added.line = child.line;
      if (!set_.index_by_id.emplace(added.id, index).second) in_.report(child, Code::id_duplicate, {added.id});
      Role role = added.role;
      Decimal maximum = added.maximum;
      if (child.name == "group") {
        const Decimal children = read_children(child, index, depth + 1);  // invalidates `added`
        Criterion& group = set_.criteria[static_cast<std::size_t>(index)];
        if (!child.attribute("maximum")) {
          group.maximum = children;
        } else if (group.role == Role::counted ? group.maximum != children : children < group.maximum) {
          // A bonus group may offer more than it counts.
          in_.report(child, Code::parent_maximum_differs, {group.id, group.maximum.text(), children.text()});
        }
        maximum = group.maximum;
        if (set_.criteria.size() == static_cast<std::size_t>(index) + 1) in_.report(child, Code::element_missing, {"criterion"});
      }
      if (role == above) sum = add(sum, maximum).value_or(sum);
    }
    return sum;
  }

 private:
  Criterion read_group(const Element& element, Role above) {
    in_.enter(element);
    in_.allow(element, {"id", "number", "maximum", "cap", "role"}, {"name", "note", "group", "criterion"}, {"name", "note"});
    Criterion group;
    group.id = in_.id(element, "id");
    group.number = in_.required(element, "number");
    group.name = in_.child_text(element, "name", true);
    group.note = in_.child_text(element, "note", false);
    group.maximum = in_.decimal(element, "maximum").value_or(Decimal());
    group.capped = in_.word(element, "cap", {"no", "yes"}, 0) == 1;
    group.role = static_cast<Role>(in_.word(element, "role", {"counted", "bonus", "deduction"}, static_cast<int>(above)));
    if (above != Role::counted && element.attribute("role")) in_.report(element, Code::role_nested, {group.id});
    group.evidence_required = group.reason_required = false;
    return group;
  }

  Criterion read_criterion(const Element& element, Role above) {
    in_.enter(element);
    in_.allow(element, {"id", "number", "maximum", "provenance", "source", "evidence", "reason", "not-applicable"},
              criterion_children(),
              {"name", "method", "note", "evidence", "data-source", "supplied-by"});
    Criterion criterion;
    criterion.id = in_.id(element, "id");
    criterion.role = above;
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
    read_supplier(element, criterion);
    // A criterion whose rule could not be read stays out of scoring; the finding is blocking anyway.
    criterion.set_rule(read_rule_of(in_, element, criterion.maximum).value_or(Rule(Judged{})));
    if (!std::holds_alternative<Survey>(*criterion.rule())) return criterion;
    criterion.sole_supplier = true;  // a survey asks others than the unit
    if (criterion.supplied_by.empty()) in_.report(element, Code::element_missing, {"supplied-by"});
    return criterion;
  }

  void read_supplier(const Element& element, Criterion& criterion) {
    const Element* supplier = element.child("supplied-by");
    if (!supplier) return;
    in_.allow(*supplier, {"sole"}, {"vi", "en"}, {"vi", "en"});
    criterion.supplied_by = in_.text(*supplier);
    criterion.sole_supplier = in_.word(*supplier, "sole", {"no", "yes"}, 0) == 1;
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
  std::optional<Rule> rule = read_rule_of(in, *root, maximum);
  if (findings.size() > before) return std::nullopt;
  return rule;
}

}  // namespace thuocdo
