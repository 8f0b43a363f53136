#include "workbook/diff_sheet.h"

#include <array>
#include <set>

namespace thuocdo {
namespace {

Tone tone_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return Tone::good;
    case ChangeKind::removed:
      return Tone::bad;
    case ChangeKind::maximum:
    case ChangeKind::rule:
      return Tone::caution;
    default:
      return Tone::plain;
  }
}

std::string name_of(const Programme& programme, Language language) {
  return programme.title.in(language) + " (" + programme.key + " · " + programme.digest.substr(0, 8) + ")";
}

std::string tier_name(const Programme& before, const Programme& after, const Change& change, Language language) {
  for (const Programme* programme : {&after, &before}) {
    if (const Tier* tier = programme->tier(change.tier)) return tier->name.in(language);
  }
  return change.tier;
}

// The name in the newer set that has it.
std::string criterion_name(const Programme& before, const Programme& after, const Change& change, Language language) {
  for (const Programme* programme : {&after, &before}) {
    const Tier* tier = programme->tier(change.tier);
    const Criterion* criterion = tier && !change.id.empty() ? tier->set.find(change.id) : nullptr;
    if (criterion) return criterion->name.in(language);
  }
  return {};
}

std::string counts(const CriteriaDiff& diff, Language language) {
  constexpr std::array kinds = {ChangeKind::added, ChangeKind::removed, ChangeKind::maximum, ChangeKind::rule,
                                ChangeKind::wording, ChangeKind::place, ChangeKind::settings};
  std::string text;
  for (const ChangeKind kind : kinds) {
    std::size_t count = 0;
    for (const Change& change : diff.changes) count += change.kind == kind;
    if (count > 0) text += (text.empty() ? "" : " · ") + change_label(kind).in(language) + ": " + std::to_string(count);
  }
  return text;
}

}  // namespace

ReportTable diff_table(const Programme& before, const Programme& after, const CriteriaDiff& diff, Language language) {
  const auto say = [&](const char* vi, const char* en) { return Text{vi, en}.in(language); };
  ReportTable table;
  table.language = language;
  table.name = say("So sánh", "Comparison");
  table.title = say("So sánh hai bộ tiêu chí", "Comparison of two sets of criteria");
  table.lines.push_back({say("Cũ: ", "Old: ") + name_of(before, language), Tone::plain});
  table.lines.push_back({say("Mới: ", "New: ") + name_of(after, language), Tone::plain});
  table.lines.push_back({diff.changes.empty() ? say("Các bộ tiêu chí giống nhau.", "The criteria are the same.")
                                              : counts(diff, language),
                         Tone::strong});
  table.columns = {{say("Cấp", "Tier"), 2800},           {say("Mã", "Id"), 1700},
                   {say("Tiêu chí", "Criterion"), 4800}, {say("Thay đổi", "Change"), 2300},
                   {say("Phần", "Part"), 2400},          {say("Trước (bộ cũ)", "Before (old)"), 5000},
                   {say("Sau (bộ mới)", "After (new)"), 5000}, {say("Cần xem", "To look at"), 3900}};
  std::set<const Finding*> told;
  const auto remarks = [&](const Change& change) {
    const Tier* tier = after.tier(change.tier);
    std::string text;
    for (const Finding& finding : diff.findings) {
      if (tier == nullptr || finding.place.file != tier->criteria_file || finding.criterion != change.id) continue;
      if (!told.insert(&finding).second) continue;
      text += (text.empty() ? "" : "\n") + severity_label(finding.severity).in(language) + ": " + finding.message.in(language);
    }
    return text;
  };
  for (const Change& change : diff.changes) {
    const Tone tone = tone_of(change.kind);
    const bool whole = change.kind == ChangeKind::added || change.kind == ChangeKind::removed;
    const auto shown = [&](const Text& text) { return text.vi.empty() && text.en.empty() ? std::string("–") : text.in(language); };
    const std::string remark = remarks(change);
    table.rows.push_back({{tier_name(before, after, change, language)},
                          {change.id},
                          {criterion_name(before, after, change, language)},
                          {change_label(change.kind).in(language), tone},
                          {change.what.in(language)},
                          {shown(change.before), whole ? Tone::plain : tone},
                          {shown(change.after), whole && change.kind == ChangeKind::removed ? Tone::plain : tone},
                          {remark, remark.empty() ? Tone::plain : Tone::caution}});
  }
  return table;
}

}  // namespace thuocdo
