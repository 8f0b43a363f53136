#include "report/result_check.h"

#include <algorithm>
#include <fstream>

#include "report/json_parts.h"
#include "report/ranking_report.h"
#include "report/table.h"
#include "version.h"

namespace thuocdo {
namespace {

// Piece by piece, while the derived file is made.
FileCheck::State compared(const std::filesystem::path& published, const MadeFile& derived) {
  std::error_code error;
  std::ifstream there;
  // Asked before opening, because opening a pipe would wait.
  if (std::filesystem::is_regular_file(published, error)) there.open(published, std::ios::binary);
  if (!there.is_open()) return FileCheck::State::missing;
  bool same = true;
  std::string block;
  derived.write([&](std::string_view piece) {
    if (!same) return;
    block.resize(piece.size());
    there.read(block.data(), static_cast<std::streamsize>(block.size()));
    same = static_cast<std::size_t>(there.gcount()) == piece.size() && block == piece;
  });
  return same && there.peek() == std::ifstream::traits_type::eof() ? FileCheck::State::same : FileCheck::State::different;
}

PastResult past(const RankedUnit& unit, const Tier& tier) {
  PastResult result;
  result.unit = unit.unit->code;
  result.name = unit.unit->name;
  result.tier = tier.key;
  result.rank = unit.rank;
  result.tied = unit.tied;
  result.published = unit.published.text();
  if (unit.band != nullptr) result.band = unit.band->id;
  return result;
}

PastResult past(const UnrankedUnit& unit, const Tier& tier) {
  PastResult result;
  result.unit = unit.unit->code;
  result.name = unit.unit->name;
  result.tier = tier.key;
  result.reason = unranked_text(unit.reason);
  return result;
}

bool equal(const PastResult& a, const PastResult& b) {
  return a.tier == b.tier && a.rank == b.rank && a.published == b.published && a.band == b.band && a.reason == b.reason;
}

std::string shown(const PastResult& result, const Page& page) {
  if (result.unit.empty()) return "–";
  if (result.rank == 0) return page.say({"không xếp hạng", "not ranked"}) + " (" + result.reason + ")";
  const auto value = Decimal::parse_plain(result.published);
  const std::string points = value ? value->text(page.language == Language::vietnamese ? Notation::vietnamese : Notation::plain)
                                   : result.published;
  return page.say({"hạng ", "rank "}) + std::to_string(result.rank) + " · " + points + (result.band.empty() ? "" : " · " + result.band);
}

std::string_view state_text(FileCheck::State state) {
  switch (state) {
    case FileCheck::State::same: return "same";
    case FileCheck::State::different: return "different";
    case FileCheck::State::missing: return "missing";
    case FileCheck::State::foreign: return "foreign";
  }
  return {};
}

Text state_label(FileCheck::State state) {
  switch (state) {
    case FileCheck::State::same: return {"trùng từng byte", "the same bytes"};
    case FileCheck::State::different: return {"khác", "different"};
    case FileCheck::State::missing: return {"không có", "missing"};
    case FileCheck::State::foreign: return {"không thuộc kết quả này; hãy bỏ khỏi thư mục", "not of this result; take it out of the folder"};
  }
  return {};
}

Json json_of_result(const PastResult& result) {
  if (result.unit.empty()) return nullptr;
  Json json;
  if (result.rank != 0) {
    json["rank"] = result.rank;
    json["published"] = result.published;
    json["band"] = result.band;
  } else {
    json["reason"] = result.reason;
  }
  return json;
}

}  // namespace

bool ResultCheck::same() const {
  return std::all_of(files.begin(), files.end(), [](const FileCheck& file) { return file.state == FileCheck::State::same; });
}

ResultCheck check_result(const std::filesystem::path& folder, const RoundResult& published, const Consolidation& derived,
                         const RoundResult* previous) {
  ResultCheck check;
  check.published_engine = published.engine;
  check.engine = version;
  check.published_digest = published.digest;
  check.digest = derived.programme->digest;
  check.other_previous = published.previous_sha256 != (previous != nullptr ? previous->sha256 : std::string());
  ResultOptions options{previous, published.robustness, false};
  std::error_code error;
  options.english = std::filesystem::exists(folder / result_workbook_name(Language::english), error);
  for (const MadeFile& file : ranking_files(derived, options)) check.files.push_back({file.name, compared(folder / file.name, file)});
  // What an earlier result left, or somebody put there: it must not pass for a part of this one.
  for (const std::string& name : names_of_results()) {
    const bool known = std::any_of(check.files.begin(), check.files.end(), [&](const FileCheck& file) { return file.name == name; });
    if (!known && std::filesystem::exists(folder / name, error)) check.files.push_back({name, FileCheck::State::foreign});
  }
  if (check.same()) return check;
  std::vector<PastResult> now;
  for (const TierRanking& tier : derived.tiers) {
    for (const RankedUnit& unit : tier.ranked) now.push_back(past(unit, *tier.tier));
    for (const UnrankedUnit& unit : tier.unranked) now.push_back(past(unit, *tier.tier));
  }
  const auto find = [](const std::vector<PastResult>& all, const std::string& unit) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const PastResult& one) { return one.unit == unit; });
    return found == all.end() ? PastResult() : *found;
  };
  for (const PastResult& one : now) {
    const PastResult before = find(published.units, one.unit);
    if (before.unit.empty() || !equal(before, one)) check.changes.push_back({one.unit, one.name, before, one});
  }
  for (const PastResult& one : published.units) {
    if (find(now, one.unit).unit.empty()) check.changes.push_back({one.unit, one.name, one, {}});
  }
  return check;
}

std::string result_check_text(const ResultCheck& check, const Page& page) {
  std::string text;
  const auto line = [&](const Text& what) { text += paragraph(page.say(what), page) + "\n"; };
  if (check.same()) {
    line({"Kết quả tính lại được đúng từng byte từ các phiếu này.", "The result can be derived from these sheets, byte for byte."});
  } else {
    const bool only_foreign = std::all_of(check.files.begin(), check.files.end(), [](const FileCheck& file) { return file.state == FileCheck::State::same || file.state == FileCheck::State::foreign; });
    line(only_foreign ? Text{"Các phiếu này cho ra đúng kết quả, nhưng trong thư mục còn tệp của kết quả khác.", "These sheets give the result, but the folder holds files of another one."}
                      : Text{"Các phiếu này không cho ra đúng kết quả đã công bố.", "These sheets do not give the published result."});
  }
  if (check.published_digest != check.digest) {
    line({"Kết quả được tính theo một phiên bản khác của bộ tiêu chí (" + check.published_digest.substr(0, 8) + ", ở đây " +
              check.digest.substr(0, 8) + "): hãy dùng đúng thư mục chương trình khi đó.",
          "The result was computed with another version of the criteria (" + check.published_digest.substr(0, 8) + ", here " +
              check.digest.substr(0, 8) + "): use the programme's folder as it was then."});
  }
  if (check.published_engine != check.engine) {
    line({"Kết quả do phiên bản " + check.published_engine + " tính; phiên bản này là " + check.engine +
              ". Không có gì bị thay đổi; dưới đây là những gì sẽ khác.",
          "The result was computed by version " + check.published_engine + "; this is version " + check.engine +
              ". Nothing was changed; below stands what would differ."});
  }
  if (check.other_previous) {
    line({"Kết quả được so với một kết quả kỳ trước khác: hãy nêu đúng result.json đó bằng --previous.",
          "The result was compared with another earlier result: name that result.json with --previous."});
  }
  for (const FileCheck& file : check.files) text += "  " + file.name + ": " + page.say(state_label(file.state)) + "\n";
  if (check.changes.empty()) return text;
  Table table({{page.say({"Đơn vị", "Unit"})}, {page.say({"Đã công bố", "Published"})}, {page.say({"Tính lại", "Derived"})}});
  for (const UnitChange& change : check.changes) table.add({change.name, shown(change.published, page), shown(change.derived, page)});
  return text + "\n" + table.text(page.width, page.color);
}

std::string result_check_json(const ResultCheck& check) {
  Json json;
  json["same"] = check.same();
  json["engine"] = check.engine;
  json["published_engine"] = check.published_engine;
  json["digest"] = check.digest;
  json["published_digest"] = check.published_digest;
  json["other_previous"] = check.other_previous;
  json["files"] = Json::array();
  for (const FileCheck& file : check.files) json["files"].push_back({{"name", file.name}, {"state", state_text(file.state)}});
  json["changes"] = Json::array();
  for (const UnitChange& change : check.changes) {
    json["changes"].push_back({{"unit", change.unit}, {"name", change.name}, {"published", json_of_result(change.published)},
                               {"derived", json_of_result(change.derived)}});
  }
  return text_of(json);
}

}  // namespace thuocdo
