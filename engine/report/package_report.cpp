#include "report/package_report.h"

#include <algorithm>

#include "report/json_parts.h"
#include "submission/moment.h"

namespace thuocdo {
namespace {

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string result;
  for (const std::string& part : parts) {
    if (!part.empty()) result += std::string(result.empty() ? "" : between) + part;
  }
  return result;
}

std::string unit_name(const PackageVerdict& verdict) { return verdict.sheet.unit ? verdict.sheet.unit->name : std::string(); }

enum class PartState { agrees, differs, none };
PartState part_state(const PackageVerdict& verdict) {
  if (!verdict.sheet.submission_part) return PartState::none;
  const bool differs = !verdict.part || std::any_of(verdict.findings.begin(), verdict.findings.end(), [](const Finding& found) {
    return found.code == Code::submission_part_contradicts || found.code == Code::submission_answer_differs;
  });
  return differs ? PartState::differs : PartState::agrees;
}

// Findings about single answers are for the command check, unless they say that an answer was changed.
bool is_about_the_file(const Finding& found) { return found.criterion.empty() || found.code == Code::submission_answer_differs; }

Style style_of(const std::optional<SignatureState>& state) {
  if (!state) return Style::caution;
  if (*state == SignatureState::valid) return Style::good;
  return *state == SignatureState::altered || *state == SignatureState::revoked ? Style::bad : Style::caution;
}

std::string signature_line(const SignatureReport& one, const Page& page) {
  const auto labelled = [&](const Text& label, const std::string& value) { return value.empty() ? std::string() : page.say(label) + " " + value; };
  return join({join({one.signer, one.organisation}, ", "), labelled({"chứng thư", "certificate"}, one.serial),
               labelled({"do", "issued by"}, one.issuer.empty() || page.language == Language::english ? one.issuer : one.issuer + " cấp"),
               labelled({"ký lúc", "signed at"}, one.claimed_time.empty() ? "" : moment_shown(one.claimed_time, page.language) + page.say({" (theo máy của người ký)", " (by the signer's computer)"})),
               labelled({"dấu thời gian", "time stamp"}, one.timestamp.empty() ? "" : moment_shown(one.timestamp, page.language))},
              "; ");
}

std::string package_text(const PackageVerdict& verdict, const Page& page) {
  std::string text = page.paint(printable(verdict.file), Style::strong) + "\n";
  struct Line {
    Text label;
    std::string content;
    Style style = Style::plain;
  };
  std::vector<Line> lines;
  const auto add = [&](Text label, std::string content, Style style = Style::plain) {
    if (!content.empty()) lines.push_back({std::move(label), std::move(content), style});
  };
  const AssessedSheet& sheet = verdict.sheet;
  const std::string name = unit_name(verdict);
  add({"Đơn vị", "Unit"}, name.empty() ? sheet.identity.unit : name + " (" + sheet.identity.unit + ")");
  add({"Chương trình", "Programme"}, join({sheet.programme ? page.say(sheet.programme->title) : sheet.identity.programme,
                                           sheet.tier ? page.say(sheet.tier->name) : sheet.identity.tier, sheet.identity.round}, " · "));
  if (verdict.bundle) {
    const Bundle& bundle = *verdict.bundle;
    std::size_t sheets = 0, absent = 0;
    for (const BundleUnit& one : bundle.units) {
      absent += one.absent.empty() ? 0 : 1;
      for (const BundleFile& file : one.files) sheets += file.copy ? 0 : 1;
    }
    add({"Gói hồ sơ", "Bundle"}, bundle.unit + " · " + std::to_string(sheets) + page.say({" phiếu", " sheets"}) + ", " + std::to_string(absent) + page.say({" vắng", " absent"}));
    add({"Chương trình", "Programme"}, bundle.programme + " · " + bundle.round);
    add({"Khóa lúc", "Closed at"}, join({moment_shown(bundle.closed, page.language), bundle.closed_by}, " – "));
  }
  add({"Mã kiểm tra", "Check code"}, verdict.check_code());
  if (verdict.part) {
    const SubmissionRecord& record = verdict.part->record;
    add({"Nộp lúc", "Submitted"}, moment_shown(record.submitted, page.language));
    add({"Thủ trưởng", "Head"}, record.head);
    add({"Người lập", "Prepared by"}, join({record.preparer, record.phone}, ", "));
    add({"Thay cho", "Replaces"}, record.replaces_code);
  } else {
    add({"Nộp lúc", "Submitted"}, moment_shown(sheet.identity.submitted, page.language));
  }
  if (verdict.holds_workbook()) {
    switch (part_state(verdict)) {
      case PartState::agrees: add({"Dữ liệu nộp", "Submitted data"}, page.say({"khớp với các ô của phiếu", "agree with the cells"}), Style::good); break;
      case PartState::differs: add({"Dữ liệu nộp", "Submitted data"}, page.say({"KHÔNG khớp với các ô của phiếu", "do NOT agree with the cells"}), Style::bad); break;
      case PartState::none: add({"Dữ liệu nộp", "Submitted data"}, page.say({"gói không có phần dữ liệu nộp", "the package has no structured part"}), Style::caution); break;
    }
  }
  const auto state = verdict.signed_state();
  if (!state) add({"Chữ ký", "Signature"}, page.say(unsigned_label()), style_of(state));
  for (const SignatureReport& one : verdict.signatures) {
    add({"Chữ ký", "Signature"}, page.say(state_label(one.state)), style_of(one.state));
    add({"", ""}, signature_line(one, page));
  }
  add({"Kết luận", "Verdict"},
      verdict.believable() ? page.say({"dùng được", "can be used"}) : page.say({"KHÔNG dùng được", "can NOT be used"}),
      verdict.believable() ? Style::good : Style::bad);
  std::size_t label_width = 0;
  for (const Line& line : lines) label_width = std::max(label_width, text_width(page.say(line.label)));
  for (const Line& line : lines) {
    const std::string label = page.say(line.label);
    text += page.paint(label, Style::faint) + std::string(label_width - text_width(label) + 2, ' ') +
            page.paint(paragraph(line.content, page, label_width + 2), line.style) + "\n";
  }
  Findings about_file;
  Findings about_answers;
  for (const Finding& found : verdict.findings) (is_about_the_file(found) ? about_file : about_answers).push_back(found);
  if (!about_file.empty()) text += "\n" + findings_text(about_file, page, 40);
  if (!about_answers.empty()) {
    text += page.say({"Câu trả lời: ", "Answers: "}) + findings_summary(about_answers, page) +
            page.say({" (xem thuocdo check)", " (see thuocdo check)"}) + "\n";
  }
  return text;
}

Json package_json(const PackageVerdict& verdict) {
  Json json;
  const AssessedSheet& sheet = verdict.sheet;
  json["file"] = verdict.file;
  json["kind"] = verdict.bundle ? "bundle" : verdict.is_pdf ? "pdf" : "workbook";
  json["programme"] = verdict.bundle ? verdict.bundle->programme : sheet.identity.programme;
  json["tier"] = sheet.identity.tier;
  json["unit"] = verdict.bundle ? verdict.bundle->unit : sheet.identity.unit;
  json["unit_name"] = unit_name(verdict);
  json["round"] = verdict.bundle ? verdict.bundle->round : sheet.identity.round;
  json["code"] = verdict.check_code();
  json["digest"] = verdict.digest();
  json["believable"] = verdict.believable();
  const PartState part = part_state(verdict);
  json["part"] = part == PartState::none ? "none" : part == PartState::agrees ? "agrees" : "differs";
  json["submitted"] = nullptr;
  json["replaces"] = nullptr;
  if (verdict.part) {
    const SubmissionRecord& record = verdict.part->record;
    json["submitted"] = {{"time", record.submitted}, {"head", record.head}, {"preparer", record.preparer}, {"phone", record.phone}};
    if (!record.replaces_code.empty()) json["replaces"] = {{"code", record.replaces_code}, {"digest", record.replaces_digest}};
  } else if (!sheet.identity.submitted.empty()) {
    json["submitted"] = {{"time", sheet.identity.submitted}};
  }
  json["signature"] = verdict.signature_text();
  json["signatures"] = Json::array();
  for (const SignatureReport& one : verdict.signatures) {
    json["signatures"].push_back({{"state", state_text(one.state)}, {"signer", one.signer}, {"organisation", one.organisation},
                                  {"serial", one.serial}, {"issuer", one.issuer}, {"valid_from", one.valid_from}, {"valid_to", one.valid_to},
                                  {"claimed_time", one.claimed_time}, {"timestamp", one.timestamp}, {"timestamp_trusted", one.timestamp_trusted},
                                  {"issuer_checked", one.issuer_checked}, {"covers_all", one.covers_all}});
  }
  json["findings"] = json_of(verdict.findings, false);
  return json;
}

}  // namespace

std::string packages_text(const std::vector<PackageVerdict>& verdicts, const Page& page) {
  std::string text;
  for (const PackageVerdict& verdict : verdicts) text += (text.empty() ? "" : "\n") + package_text(verdict, page);
  return text;
}

std::string packages_json(const std::vector<PackageVerdict>& verdicts) {
  Json list = Json::array();
  for (const PackageVerdict& verdict : verdicts) list.push_back(package_json(verdict));
  return text_of(Json{{"files", std::move(list)}});
}

}  // namespace thuocdo
