#include <algorithm>

#include "report/register_parts.h"
#include "report/register_report.h"
#include "submission/submission.h"

namespace thuocdo {
namespace {

std::string count(std::size_t number) { return std::to_string(number); }

}  // namespace

std::string levels_text(const LevelsChanged& done, const Programme& programme, const Page& page) {
  std::string text;
  constexpr std::size_t most_lines = 40;  // a province has hundreds
  const auto failed = static_cast<std::size_t>(std::count_if(done.findings.begin(), done.findings.end(), [](const Finding& one) { return one.severity == Severity::blocking; }));
  if (failed > 0) {
    const std::string changed = count(done.changes.size()), left = count(failed);
    text += page.paint(page.say({"Đã đổi " + changed + " cấp; còn " + left + " chỗ phải xử lý, nêu ở cuối.", "Changed: " + changed + "; still to be settled: " + left + ", at the end."}), Style::caution) + "\n";
  }
  for (std::size_t i = 0; i < done.changes.size() && i < most_lines; ++i) {
    const LevelsChanged::One& one = done.changes[i];
    text += printable(page.say(level_name(programme, one.unit)) + (one.unit != nullptr ? " (" + one.unit->code + ")" : "")) + ": " +
            page.say(state_label(one.before)) + " → " + page.paint(page.say(state_label(one.after)), one.after == LevelState::open ? Style::caution : Style::good) + "\n";
  }
  if (done.changes.size() > most_lines) text += page.say({"… và " + count(done.changes.size() - most_lines) + " đơn vị khác.", "… and " + count(done.changes.size() - most_lines) + " more."}) + "\n";
  if (done.changes.empty() && done.findings.empty()) text += page.say({"Đã đúng như vậy từ trước; sổ không thay đổi.", "It is so already; nothing was changed."}) + "\n";
  return text + findings_text(done.findings, page, most_lines);
}

std::string levels_json(const LevelsChanged& done) {
  Json json;
  json["changes"] = Json::array();
  for (const LevelsChanged::One& one : done.changes) {
    json["changes"].push_back({{"unit", one.unit != nullptr ? one.unit->code : ""}, {"before", state_text(one.before)}, {"after", state_text(one.after)}});
  }
  json["findings"] = json_of(done.findings, false);
  return text_of(json);
}

std::string bundle_text(const MadeBundle& made, const Programme& programme, const std::string& file, const Page& page) {
  std::string text;
  if (!made.bytes) return findings_text(made.findings, page);
  std::size_t sheets = 0, copies = 0, absent = 0, appraised = 0;
  for (const BundleUnit& unit : made.bundle.units) {
    absent += unit.absent.empty() ? 0 : 1;
    appraised += unit.appraised ? 1 : 0;
    for (const BundleFile& one : unit.files) ++(one.copy ? copies : sheets);
  }
  const Unit* above = programme.unit(made.bundle.unit);
  text += page.paint(printable(page.say({"Gói hồ sơ của ", "Bundle of "}) + above->name), Style::strong) + ": " + count(sheets) + page.say({" phiếu", " sheets"}) +
          (copies > 0 ? ", " + count(copies) + page.say({" bản PDF", " PDFs"}) : "") + ", " + count(appraised) + page.say({" đã thẩm định", " appraised"}) + ", " +
          count(absent) + page.say({" vắng", " absent"}) + "\n";
  text += page.say({"Mã kiểm tra: ", "Check code: "}) + check_code(made.bundle.list_digest) + "\n";
  text += page.say({"Đã ghi ", "Written: "}) + printable(file) + "\n";
  text += paragraph(page.say({"Hãy mở xem trong Calc, ký số (Tập tin ▸ Chữ ký số) rồi gửi như một tệp; đừng lưu lại.", "Open it in Calc, sign it (File ▸ Digital Signatures), and send it as one file; do not save it."}), page) + "\n";
  return text + findings_text(made.findings, page);
}

std::string bundle_json(const MadeBundle& made, const std::string& file) {
  Json json;
  json["file"] = made.bytes ? Json(file) : Json(nullptr);
  json["unit"] = made.bundle.unit;
  json["check_code"] = made.bytes ? check_code(made.bundle.list_digest) : "";
  json["digest"] = made.bundle.list_digest;
  json["units"] = Json::array();
  for (const BundleUnit& unit : made.bundle.units) {
    Json files = Json::array();
    for (const BundleFile& one : unit.files) files.push_back({{"path", one.path}, {"digest", one.digest}, {"received", one.received}, {"copy", one.copy}});
    json["units"].push_back({{"unit", unit.unit}, {"absent", unit.absent}, {"rank", unit.rank}, {"published", unit.published}, {"appraised", unit.appraised}, {"files", std::move(files)}});
  }
  json["findings"] = json_of(made.findings, false);
  return text_of(json);
}

}  // namespace thuocdo
