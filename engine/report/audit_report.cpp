#include "report/register_parts.h"
#include "report/register_report.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_findings = 40;  // on the terminal; --json has all of them

}  // namespace

std::string decisions_text(const std::vector<Decided>& decisions, const Page& page) {
  std::string text;
  for (const Decided& one : decisions) {
    if (one.changed) {
      const auto state = [&](const Receipt& receipt) { return page.paint(page.say(state_label(receipt.state)), style_of(receipt.state)); };
      text += page.say({"Số ", "Number "}) + std::to_string(one.number) + " · " + printable(one.after->file_name) + ": " +
              state(*one.before) + " → " + state(*one.after);
      if (one.before->received != one.after->received) text += " · " + one.before->received + " → " + one.after->received;
      text += "\n";
      for (const std::int64_t other : one.replaced) {
        text += "  " + page.say({"thay cho số ", "replaces number "}) + std::to_string(other) + "\n";
      }
    }
    text += findings_text(one.findings, page, most_findings);
  }
  return text;
}

std::string decisions_json(const std::vector<Decided>& decisions) {
  Json json;
  json["decisions"] = Json::array();
  for (const Decided& one : decisions) {
    const auto state = [](const std::optional<Receipt>& receipt) { return receipt ? Json(state_text(receipt->state)) : Json(nullptr); };
    json["decisions"].push_back({{"number", one.number},
                                 {"changed", one.changed},
                                 {"before", state(one.before)},
                                 {"after", state(one.after)},
                                 {"replaced", one.replaced},
                                 {"findings", json_of(one.findings, false)}});
  }
  return text_of(json);
}

std::string audit_text(const Audit& audit, const Page& page) {
  const auto count = [](std::int64_t number, const std::string& what) { return std::to_string(number) + " " + what; };
  std::string text = audit.sound() ? page.paint(page.say({"Sổ tiếp nhận còn nguyên vẹn.", "The register is sound."}), Style::good)
                                   : page.paint(page.say({"Sổ tiếp nhận đã bị sửa ngoài chương trình.", "The register was changed behind the program's back."}), Style::bad);
  text += "\n" + count(audit.entries, page.say({"mục nhật ký", "entries of the trail"})) + ", " +
          count(audit.receipts, page.say({"số tiếp nhận", "receipts"})) + ", " +
          count(audit.originals, page.say({"tệp gốc", "originals"})) + "\n";
  text += findings_text(audit.findings, page, most_findings);
  if (!audit.head.empty()) {
    text += page.say({"Mã của mục cuối, ghi vào biên bản để đối chiếu sau này (--expect):", "Digest of the last entry, to be written down and compared later (--expect):"}) +
            "\n  " + audit.head + "\n";
  }
  return text;
}

std::string audit_json(const Audit& audit) {
  Json json;
  json["sound"] = audit.sound();
  json["entries"] = audit.entries;
  json["receipts"] = audit.receipts;
  json["originals"] = audit.originals;
  json["head"] = audit.head;
  json["findings"] = json_of(audit.findings, false);
  return text_of(json);
}

}  // namespace thuocdo
