#include "report/diff_report.h"

#include "report/json_parts.h"
#include "report/table.h"

namespace thuocdo {
namespace {

std::string name_of(const Programme& programme) { return programme.key + " (" + programme.digest.substr(0, 12) + ")"; }

Style style_of(ChangeKind kind) {
  if (kind == ChangeKind::added) return Style::good;
  if (kind == ChangeKind::removed) return Style::bad;
  return kind == ChangeKind::maximum || kind == ChangeKind::rule ? Style::caution : Style::plain;
}

}  // namespace

std::string diff_text(const Programme& before, const Programme& after, const CriteriaDiff& diff, const Page& page) {
  std::string text = page.say({"Cũ: ", "Old: "}) + printable(name_of(before)) + "\n" + page.say({"Mới: ", "New: "}) + printable(name_of(after)) + "\n";
  if (diff.changes.empty()) return text + page.say({"Các bộ tiêu chí giống nhau.", "The criteria are the same."}) + "\n";
  std::string tier;
  for (std::size_t i = 0; i < diff.changes.size();) {
    tier = diff.changes[i].tier;
    text += "\n" + page.paint(page.say({"Cấp ", "Tier "}) + tier, Style::strong) + "\n";
    Table table({{page.say({"Mã", "Id"})}, {page.say({"Thay đổi", "Change"})}, {page.say({"Trước", "Before"})}, {page.say({"Sau", "After"})}});
    for (; i < diff.changes.size() && diff.changes[i].tier == tier; ++i) {
      const Change& change = diff.changes[i];
      const Text label = change_label(change.kind);
      std::string what = page.say(label);
      if (page.say(change.what) != what) what += " (" + page.say(change.what) + ")";
      const auto shown = [&](const Text& value) { return value.vi.empty() && value.en.empty() ? std::string("–") : page.say(value); };
      table.add({change.id, {what, style_of(change.kind)}, shown(change.before), shown(change.after)});
    }
    text += table.text(page.width, page.color);
  }
  if (!diff.findings.empty()) {
    text += "\n" + page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(diff.findings, page) + "\n" + findings_text(diff.findings, page);
  }
  return text;
}

std::string diff_json(const Programme& before, const Programme& after, const CriteriaDiff& diff) {
  Json json;
  json["old"] = {{"key", before.key}, {"digest", before.digest}};
  json["new"] = {{"key", after.key}, {"digest", after.digest}};
  Json changes = Json::array();
  for (const Change& change : diff.changes) {
    Json one;
    one["tier"] = change.tier;
    one["id"] = change.id;
    one["change"] = change_text(change.kind);
    one["what"] = json_of(change.what);
    one["before"] = json_of(change.before);
    one["after"] = json_of(change.after);
    changes.push_back(std::move(one));
  }
  json["changes"] = std::move(changes);
  json["findings"] = json_of(diff.findings, true);
  return text_of(json);
}

}  // namespace thuocdo
