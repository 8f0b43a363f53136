#include "report/series_report.h"

#include "programme/digest.h"
#include "programme/file_bytes.h"
#include "ranking/consolidation.h"
#include "report/csv.h"
#include "report/json_parts.h"
#include "report/table.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_result = std::size_t{512} << 20;

std::string text_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A decimal as it was written; anything else is no result of ours.
bool is_number(const std::string& text) { return text.empty() || Decimal::parse_plain(text).has_value(); }

bool read_unit(const Json& json, const std::string& tier, PastResult& unit) {
  if (!json.is_object()) return false;
  unit.tier = tier;
  unit.unit = text_at(json, "unit");
  unit.name = text_at(json, "name");
  unit.reason = text_at(json, "reason");
  unit.maximum = text_at(json, "maximum");
  unit.percent = text_at(json, "percent");
  unit.band = text_at(json, "band");
  // Results of earlier versions rank by the total and do not say more.
  unit.published = json.contains("published") ? text_at(json, "published") : text_at(json, "total");
  if (const auto criteria = json.find("criteria"); criteria != json.end() && criteria->is_array()) {
    for (const Json& one : *criteria) {
      if (one.is_object() && text_at(one, "state") != "missing") unit.points.emplace_back(text_at(one, "id"), text_at(one, "points"));
    }
  }
  if (const auto denominators = json.find("denominators"); denominators != json.end() && denominators->is_object()) {
    for (const auto& [id, value] : denominators->items()) {
      if (value.is_string()) unit.denominators.emplace_back(id, value.get<std::string>());
    }
  }
  const auto rank = json.find("rank");
  if (rank != json.end()) {
    if (!rank->is_number_integer() || rank->get<std::int64_t>() < 1 || rank->get<std::int64_t>() > 1'000'000) return false;
    unit.rank = static_cast<int>(rank->get<std::int64_t>());
    const auto tied = json.find("tied");
    unit.tied = tied != json.end() && tied->is_boolean() && tied->get<bool>();
  }
  return !unit.unit.empty() && is_number(unit.maximum) && is_number(unit.percent) && is_number(unit.published) && (unit.rank == 0 || !unit.published.empty());
}

std::optional<RobustnessOptions> simulation_in(const Json& json) {
  const auto found = json.find("robustness");
  if (found == json.end() || !found->is_object()) return std::nullopt;
  RobustnessOptions options;
  const auto number = [&](const char* name, std::int64_t least, std::int64_t most) -> std::optional<std::int64_t> {
    const auto value = found->find(name);
    if (value == found->end() || !value->is_number_integer()) return std::nullopt;
    const auto whole = value->get<std::int64_t>();
    return whole < least || whole > most ? std::nullopt : std::optional(whole);
  };
  const auto draws = number("draws", 1, 1'000'000), seed = number("seed", 0, 1'000'000'000);
  const auto failing = number("failing_percent", 0, 100), weights = number("weights_percent", 0, 90);
  if (!draws || !seed || !failing || !weights) return std::nullopt;
  options.draws = static_cast<int>(*draws);
  options.seed = static_cast<std::uint64_t>(*seed);
  options.failing_percent = static_cast<int>(*failing);
  options.weights_percent = static_cast<int>(*weights);
  return options;
}

std::optional<RoundResult> round_in(const std::string& bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  RoundResult result;
  result.programme = text_at(json, "programme");
  result.round = text_at(json, "round");
  result.engine = text_at(json, "engine");
  result.digest = text_at(json, "digest");
  result.consolidated_by = text_at(json, "consolidated_by");
  result.from_register = text_at(json, "source") == "register";
  result.robustness = simulation_in(json);
  if (const auto previous = json.find("previous"); previous != json.end() && previous->is_object()) result.previous_sha256 = text_at(*previous, "sha256");
  const auto tiers = json.find("tiers");
  if (result.programme.empty() || result.round.empty() || tiers == json.end() || !tiers->is_array()) return std::nullopt;
  for (const Json& tier : *tiers) {
    if (!tier.is_object()) return std::nullopt;
    for (const char* list : {"ranked", "unranked"}) {
      const auto units = tier.find(list);
      if (units == tier.end() || !units->is_array()) return std::nullopt;
      for (const Json& unit : *units) {
        PastResult one;
        if (!read_unit(unit, text_at(tier, "key"), one)) return std::nullopt;
        result.units.push_back(std::move(one));
      }
    }
  }
  return result;
}

Text reason_label(const std::string& reason) {
  for (const UnrankedReason known : {UnrankedReason::absent, UnrankedReason::refused, UnrankedReason::conflicting}) {
    if (reason == unranked_text(known)) return unranked_label(known);
  }
  return {"không xếp hạng", "not ranked"};
}

std::string shown_number(const std::string& plain, const Page& page) {
  const auto value = Decimal::parse_plain(plain);
  return value ? value->text(page.language == Language::vietnamese ? Notation::vietnamese : Notation::plain) : plain;
}

std::string shown(const PastResult& result, const Page& page) {
  if (result.rank == 0) return page.say(reason_label(result.reason));
  std::string text = shown_number(result.published, page) + " · " + page.say({"hạng ", "rank "}) + std::to_string(result.rank);
  if (result.tied) text += page.say({" (đồng hạng)", " (tied)"});
  return text;
}

}  // namespace

ReadResult read_result(const fs::path& given) {
  ReadResult read;
  std::error_code error;
  const fs::path file = fs::is_directory(given, error) ? given / "result.json" : given;
  Text why;
  const auto bytes = file_bytes(file, largest_result, why);
  if (!bytes) {
    read.findings.push_back(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(file.string()));
    return read;
  }
  read.result = round_in(*bytes);
  if (read.result) {
    read.result->file = file.string();
    read.result->sha256 = sha256_hex(*bytes);
  } else {
    const Text what{"không có chương trình, kỳ và xếp hạng như tệp tổng hợp", "no programme, round and ranks as consolidation writes them"};
    read.findings.push_back(finding(Code::result_unreadable, std::vector<Text>{what}).in_file(file.string()));
  }
  return read;
}

std::string series_text(const Series& series, const Page& page) {
  std::vector<TableColumn> columns = {{page.say({"Đơn vị", "Unit"})}};
  for (const std::string& round : series.rounds) columns.push_back({round});
  Table table(columns);
  for (const SeriesUnit& unit : series.units) {
    // What was merged is named; what is the same unit under the same code is not.
    std::vector<TableCell> row = {{unit.unit->name, Style::strong}};
    std::size_t earlier = 0;
    for (const SeriesYear& year : unit.years) {
      std::string text;
      for (const PastResult& result : year.results) {
        if (result.unit == unit.unit->code) text = shown(result, page);
        else ++earlier;
      }
      row.push_back(text.empty() ? "–" : text);
    }
    table.add(row);
    if (earlier == 0) continue;
    for (std::size_t r = 0; r < unit.years.size(); ++r) {
      for (const PastResult& result : unit.years[r].results) {
        if (result.unit == unit.unit->code) continue;
        std::vector<TableCell> line = {{"  ← " + result.name + " (" + result.unit + ")", Style::faint}};
        for (std::size_t c = 0; c < unit.years.size(); ++c) line.push_back(c == r ? TableCell(shown(result, page)) : TableCell(""));
        table.add(line);
      }
    }
  }
  std::string text = table.text(page.width, page.color);
  text += "\n" + paragraph(page.say({"“←”: đơn vị cũ đã sáp nhập vào đơn vị ở trên. Điểm của các đơn vị, các năm không cộng và không lấy bình quân.",
                                     "\"←\": an earlier unit that was merged into the one above. Points of several units or years are neither added nor averaged."}), page) + "\n";
  if (!series.findings.empty()) {
    text += "\n" + page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(series.findings, page) + "\n" + findings_text(series.findings, page);
  }
  return text;
}

std::string series_csv(const Series& series) {
  std::string file(csv_start);
  file += csv_record({"unit", "name", "tier", "round", "earlier-unit", "earlier-name", "rank", "published", "maximum", "percent", "band", "reason"});
  for (const SeriesUnit& unit : series.units) {
    for (std::size_t r = 0; r < unit.years.size(); ++r) {
      for (const PastResult& result : unit.years[r].results) {
        file += csv_record({unit.unit->code, unit.unit->name, unit.unit->tier, series.rounds[r], result.unit, result.name, result.rank ? std::to_string(result.rank) : "",
                            result.published, result.maximum, result.percent, result.band, result.reason});
      }
    }
  }
  return file;
}

std::string series_json(const Series& series) {
  JsonText text;
  text.member("rounds", series.rounds);
  text.begin_list("units");
  for (const SeriesUnit& unit : series.units) {
    Json one;
    one["unit"] = unit.unit->code;
    one["name"] = unit.unit->name;
    one["tier"] = unit.unit->tier;
    Json years = Json::array();
    for (std::size_t r = 0; r < unit.years.size(); ++r) {
      Json results = Json::array();
      for (const PastResult& result : unit.years[r].results) {
        Json past;
        past["unit"] = result.unit;
        past["name"] = result.name;
        past["rank"] = result.rank ? Json(result.rank) : Json(nullptr);
        past["tied"] = result.tied;
        past["published"] = result.published;
        past["maximum"] = result.maximum;
        past["percent"] = result.percent;
        past["band"] = result.band;
        past["reason"] = result.reason;
        results.push_back(std::move(past));
      }
      Json year;
      year["round"] = series.rounds[r];
      year["results"] = std::move(results);
      years.push_back(std::move(year));
    }
    one["years"] = std::move(years);
    text.element(one);
  }
  text.end();
  text.begin_list("findings");
  for (const Finding& finding : series.findings) text.element(json_of(finding, true));
  return text.take();
}

}  // namespace thuocdo
