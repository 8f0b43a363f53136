#include "programme/definition_diff.h"

#include <unordered_map>

#include "programme/definition_writer.h"

namespace thuocdo {
namespace {

struct Compared {
  const std::string& tier;
  const std::string& file;  // of the new criteria
  const CriteriaSet& before;
  const CriteriaSet& after;
  CriteriaDiff& diff;

  void add(const std::string& id, ChangeKind kind, Text what, Text old_text, Text new_text) const {
    diff.changes.push_back({tier, id, kind, std::move(what), std::move(old_text), std::move(new_text)});
  }
  void differ(const std::string& id, ChangeKind kind, Text what, const Text& old_text, const Text& new_text) const {
    if (old_text != new_text) add(id, kind, std::move(what), old_text, new_text);
  }
};

Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

std::string parent_id(const CriteriaSet& set, const Criterion& criterion) {
  return criterion.parent < 0 ? std::string() : set.criteria[static_cast<std::size_t>(criterion.parent)].id;
}

Text words_of(const Criterion& criterion) {
  return criterion.rule() ? rule_words(criterion) : Text{"Nhóm", "Group"};
}

std::string rule_of(const Criterion& criterion) { return criterion.rule() ? rule_xml(*criterion.rule(), criterion.maximum) : std::string(); }

Text settings_of(const Criterion& criterion) {
  Text text;
  const auto say = [&](bool wanted, std::string_view vi, std::string_view en) {
    if (!wanted) return;
    text.vi += (text.vi.empty() ? "" : "; ") + std::string(vi);
    text.en += (text.en.empty() ? "" : "; ") + std::string(en);
  };
  if (criterion.is_group()) {
    say(criterion.role == Role::bonus, "nhóm điểm thưởng", "a group of bonuses");
    say(criterion.role == Role::deduction, "nhóm điểm trừ", "a group of deductions");
    say(criterion.capped, "nhóm bị giới hạn ở điểm tối đa", "the group is capped at its maximum");
  } else {
    say(true, provenance_label(criterion.provenance).vi, provenance_label(criterion.provenance).en);
    say(!criterion.source.empty(), criterion.source, criterion.source);
    say(!criterion.evidence_required, "không cần minh chứng", "no evidence needed");
    say(!criterion.reason_required, "không cần lý do", "no reason needed");
    say(!criterion.supplied_by.empty() && !criterion.sole_supplier, "có số liệu của " + criterion.supplied_by.vi,
        "figures of " + criterion.supplied_by.in(Language::english));
    say(criterion.sole_supplier, "chỉ dùng số liệu của " + criterion.supplied_by.vi,
        "figures of " + criterion.supplied_by.in(Language::english) + " only");
    say(criterion.may_not_apply, "được chọn không áp dụng", "may not apply");
  }
  return text;
}

void compare(const Compared& in, const Criterion& before, const Criterion& after) {
  const std::string& id = after.id;
  if (const std::string old_parent = parent_id(in.before, before), new_parent = parent_id(in.after, after); old_parent != new_parent) {
    in.add(id, ChangeKind::place, {"Nhóm", "Group"}, {old_parent, {}}, {new_parent, {}});
  }
  in.differ(id, ChangeKind::place, {"Số thứ tự", "Number"}, {before.number, {}}, {after.number, {}});
  in.differ(id, ChangeKind::maximum, {"Điểm tối đa", "Maximum"}, number_text(before.maximum), number_text(after.maximum));
  if (rule_of(before) != rule_of(after)) in.add(id, ChangeKind::rule, {"Cách tính", "Rule"}, words_of(before), words_of(after));
  in.differ(id, ChangeKind::wording, {"Tên", "Name"}, before.name, after.name);
  in.differ(id, ChangeKind::wording, {"Câu chữ cách tính", "Words of the method"}, before.method, after.method);
  in.differ(id, ChangeKind::wording, {"Tài liệu kiểm chứng", "Evidence"}, before.evidence, after.evidence);
  in.differ(id, ChangeKind::wording, {"Nguồn số liệu", "Source of figures"}, before.data_source, after.data_source);
  in.differ(id, ChangeKind::wording, {"Ghi chú", "Note"}, before.note, after.note);
  in.differ(id, ChangeKind::settings, {"Thiết lập", "Settings"}, settings_of(before), settings_of(after));
}

void compare_sets(const Compared& in) {
  std::unordered_map<std::string_view, const Criterion*> before_by_name;
  std::unordered_map<std::string_view, const Criterion*> after_by_name;
  for (const Criterion& criterion : in.before.criteria) before_by_name.emplace(criterion.name.vi, &criterion);
  for (const Criterion& criterion : in.after.criteria) after_by_name.emplace(criterion.name.vi, &criterion);
  const auto report = [&](Code code, const Criterion& criterion, std::initializer_list<std::string> arguments) {
    in.diff.findings.push_back(finding(code, arguments).about(criterion.id).in_file(in.file).at_line(criterion.line));
  };
  in.differ({}, ChangeKind::wording, {"Tên bộ tiêu chí", "Title"}, in.before.title, in.after.title);
  in.differ({}, ChangeKind::maximum, {"Tổng điểm tối đa", "Total maximum"}, number_text(in.before.maximum), number_text(in.after.maximum));
  for (const Criterion& criterion : in.after.criteria) {
    const Criterion* same_id = in.before.find(criterion.id);
    const auto same_name = before_by_name.find(criterion.name.vi);
    if (same_id) {
      compare(in, *same_id, criterion);
      if (same_id->name.vi != criterion.name.vi && after_by_name.count(same_id->name.vi) > 0) {
        report(Code::id_reused, criterion, {criterion.id, same_id->name.vi, criterion.name.vi});
      }
      continue;
    }
    in.add(criterion.id, ChangeKind::added, criterion.is_group() ? Text{"Nhóm", "Group"} : Text{"Tiêu chí", "Criterion"}, {}, criterion.name);
    if (same_name != before_by_name.end() && !in.after.find(same_name->second->id)) {
      report(Code::id_unstable, criterion, {criterion.name.vi, same_name->second->id, criterion.id});
    }
  }
  for (const Criterion& criterion : in.before.criteria) {
    if (in.after.find(criterion.id)) continue;
    in.add(criterion.id, ChangeKind::removed, criterion.is_group() ? Text{"Nhóm", "Group"} : Text{"Tiêu chí", "Criterion"}, criterion.name, {});
  }
}

}  // namespace

std::string_view change_text(ChangeKind kind) {
  static constexpr std::string_view texts[] = {"added", "removed", "place", "maximum", "rule", "wording", "settings"};
  return texts[static_cast<int>(kind)];
}

Text change_label(ChangeKind kind) {
  static const Text labels[] = {{"Thêm", "Added"},         {"Bỏ", "Removed"},         {"Vị trí", "Place"},   {"Điểm tối đa", "Maximum"},
                                {"Cách tính", "Rule"}, {"Câu chữ", "Wording"}, {"Thiết lập", "Settings"}};
  return labels[static_cast<int>(kind)];
}

CriteriaDiff diff_criteria(const Programme& before, const Programme& after, std::string_view tier) {
  CriteriaDiff diff;
  for (const Tier& now : after.tiers) {
    if (!tier.empty() && now.key != tier) continue;
    const Tier* then = before.tier(now.key);
    if (then) {
      compare_sets({now.key, now.criteria_file, then->set, now.set, diff});
    } else {
      diff.changes.push_back({now.key, {}, ChangeKind::added, {"Cấp", "Tier"}, {}, now.name});
    }
  }
  for (const Tier& then : before.tiers) {
    if ((tier.empty() || then.key == tier) && !after.tier(then.key)) {
      diff.changes.push_back({then.key, {}, ChangeKind::removed, {"Cấp", "Tier"}, then.name, {}});
    }
  }
  return diff;
}

}  // namespace thuocdo
