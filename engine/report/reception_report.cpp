#include <algorithm>
#include <array>

#include "report/register_parts.h"
#include "report/register_report.h"
#include "submission/moment.h"
#include "submission/signature.h"

namespace thuocdo {
namespace {

constexpr std::array<ReceiptState, 5> all_states = {ReceiptState::accepted, ReceiptState::late, ReceiptState::undecided,
                                                    ReceiptState::refused, ReceiptState::replaced};

std::size_t count(const Reception& done, ReceiptState state) {
  std::size_t number = 0;
  for (const ReceivedFile& file : done.files) {
    if (file.receipt.state == state) ++number;
  }
  return number;
}

std::size_t count_new(const Reception& done) {
  std::size_t number = 0;
  for (const ReceivedFile& file : done.files) {
    if (file.is_new) ++number;
  }
  return number;
}

std::size_t count_known(const Reception& done) {
  std::size_t number = 0;
  for (const ReceivedFile& file : done.files) {
    if (!file.is_new && file.receipt.number > 0) ++number;
  }
  return number;
}

// Of what was in the register before, only what this call says otherwise: the rest was told when it came, and is counted.
bool is_told(const ReceivedFile& file) {
  return file.is_new || file.receipt.number == 0 || std::any_of(file.findings.begin(), file.findings.end(), [](const Finding& found) {
    return found.code == Code::receipt_other_time || found.code == Code::bundle_points_differ;
  });
}

std::string file_text(const ReceivedFile& file, const Programme& programme, const Page& page) {
  const Receipt& receipt = file.receipt;
  const std::string number = receipt.number > 0 ? std::to_string(receipt.number) : "–";
  const Text state = receipt.number > 0 ? state_label(receipt.state) : Text{"Không đọc được", "Not readable"};
  std::string line = std::string(number.size() < 5 ? 5 - (number == "–" ? 1 : number.size()) : 0, ' ') + number + "  ";
  const std::string label = page.say(state);
  line += page.paint(label, style_of(receipt.state)) + std::string(text_width(label) < 22 ? 22 - text_width(label) : 0, ' ') + "  ";
  std::string who = printable(file.name);
  if (const Unit* unit = programme.unit(receipt.unit)) who += " · " + printable(unit->name);
  if (const std::string signature = signature_shown(receipt, page); !signature.empty()) who += " · " + printable(signature);
  if (!file.is_new && receipt.number > 0) who += page.say({" (đã có trong sổ)", " (in the register already)"});
  const std::size_t start = 31;  // behind number and state
  const std::vector<std::string> lines = wrapped(who, page.width > start + 20 ? page.width - start : page.width);
  for (std::size_t i = 0; i < lines.size(); ++i) line += (i > 0 ? std::string(start, ' ') : std::string()) + lines[i] + "\n";
  Page inner = page;
  inner.width = page.width > 40 ? page.width - 5 : page.width;
  std::string text = findings_text(findings_told(file), inner);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    line += "     " + text.substr(at, end - at) + "\n";
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return line;
}

}  // namespace

Json json_of(const Receipt& receipt) {
  Json json;
  json["number"] = receipt.number;
  json["state"] = state_text(receipt.state);
  json["file"] = receipt.file_name;
  json["digest"] = receipt.file_digest;
  json["kind"] = kind_text(receipt.kind);
  json["unit"] = receipt.unit;
  json["tier"] = receipt.tier;
  json["received"] = receipt.received;
  json["received_from"] = source_text(receipt.received_from);
  json["submitted"] = receipt.submitted;
  json["check_code"] = receipt.check_code;
  json["replaces"] = receipt.replaces;
  json["signature"] = receipt.signature;
  json["signer"] = receipt.signer;
  json["total"] = receipt.total;
  json["maximum"] = receipt.maximum;
  json["engine"] = receipt.engine;
  json["reasons"] = json_of(receipt.reasons, false);
  return json;
}

std::string signature_shown(const Receipt& receipt, const Page& page) {
  const std::string label = page.say(signature_label(receipt.signature));
  return label.empty() || receipt.signer.empty() ? label : label + " (" + receipt.signer + ")";
}

Style style_of(ReceiptState state) {
  switch (state) {
    case ReceiptState::accepted: return Style::good;
    case ReceiptState::late:
    case ReceiptState::undecided: return Style::caution;
    case ReceiptState::refused: return Style::bad;
    case ReceiptState::replaced: return Style::faint;
  }
  return Style::plain;
}

Findings findings_told(const ReceivedFile& file) {
  if (file.receipt.number == 0) return file.findings;
  Findings shown;
  const bool fine = file.receipt.state == ReceiptState::accepted;
  for (const Finding& reason : file.receipt.reasons) {
    if (!fine || reason.severity != Severity::note) shown.push_back(reason);
  }
  for (const Finding& found : file.findings) {
    if (found.code == Code::receipt_other_time || found.code == Code::bundle_points_differ) shown.push_back(found);
  }
  for (Finding& finding : shown) finding.place.file.clear();
  return shown;
}

std::string reception_text(const Reception& done, const Programme& programme, const Page& page) {
  std::string text;
  for (const ReceivedFile& file : done.files) {
    if (is_told(file)) text += file_text(file, programme, page);
  }
  if (!text.empty()) text += "\n";
  std::string summary = std::to_string(count_new(done)) + page.say({" tệp vào sổ", " files registered"}) + ", " +
                        std::to_string(count_known(done)) + page.say({" tệp đã có từ trước", " there already"});
  std::string states;
  for (const ReceiptState state : all_states) {
    if (const std::size_t number = count(done, state)) {
      states += (states.empty() ? "" : ", ") + page.paint(page.say(state_label(state)) + ": " + std::to_string(number), style_of(state));
    }
  }
  text += summary + (states.empty() ? "" : " · " + states) + "\n";
  if (done.files.size() < done.asked) {
    text += std::to_string(done.asked - done.files.size()) +
            page.say({" tệp chưa được xem; chạy lại lệnh thì làm tiếp từ đó.", " files were not looked at; the same command goes on from there."}) + "\n";
  }
  return text;
}

std::string reception_json(const Reception& done, const Programme& programme, const std::string& round, const std::string& book) {
  JsonText text;
  text.member("register", book);
  text.member("programme", programme.key);
  text.member("round", round);
  text.member("asked", done.asked);
  text.member("new", count_new(done));
  text.member("known", count_known(done));
  for (const ReceiptState state : all_states) text.member(state_text(state), count(done, state));
  text.begin_list("files");
  for (const ReceivedFile& file : done.files) {
    Json one;
    one["file"] = file.name;
    one["new"] = file.is_new;
    one["receipt"] = file.receipt.number > 0 ? json_of(file.receipt) : Json(nullptr);
    one["findings"] = json_of(file.findings, false);
    text.element(one);
  }
  text.end();
  text.member("stopped", done.stopped ? json_of(done.stopped->finding(), false) : Json(nullptr));
  return text.take();
}

}  // namespace thuocdo
