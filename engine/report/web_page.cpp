#include "report/web_page.h"

#include <algorithm>

#include "page_html.inc"  // page_html, result_schema: made from report/web
#include "programme/file_bytes.h"
#include "report/json_parts.h"
#include "sheet/workbook_files.h"

namespace thuocdo {
namespace {

constexpr std::size_t largest_file = std::size_t{512} << 20;

std::string text_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Why a criterion has its points, as the result says it: the figure that counts, whom it was compared with, the appraisal.
Json note_json(const Json& criterion) {
  Json note = Json::object();
  if (const std::string figure = text_at(criterion, "figure"); !figure.empty()) note["figure"] = figure;
  if (const auto best = criterion.find("best"); best != criterion.end() && best->is_object()) {
    note["best"] = {{"unit", text_at(*best, "unit")}, {"figure", text_at(*best, "figure")}};
  }
  if (const auto appraisal = criterion.find("appraisal"); appraisal != criterion.end() && appraisal->is_object()) {
    for (const char* name : {"verdict", "basis", "comment"}) note[name] = text_at(*appraisal, name);
  }
  return note;
}

// Points and maxima by entry of the set; what the result does not have is null.
void add_points(const Json& unit, const CriteriaSet& set, Json& shown) {
  std::vector<Json> points(set.criteria.size());
  std::vector<Json> maxima(set.criteria.size());
  std::vector<Json> states(set.criteria.size(), "missing");
  std::vector<Json> claimed(set.criteria.size());
  Json notes = Json::object();
  const auto criteria = unit.find("criteria");
  if (criteria != unit.end() && criteria->is_array()) {
    for (const Json& one : *criteria) {
      if (!one.is_object()) continue;
      const int index = set.index(text_at(one, "id"));
      if (index < 0) continue;
      const auto at = static_cast<std::size_t>(index);
      states[at] = text_at(one, "state");
      if (states[at] != "missing" && states[at] != "not-applicable") points[at] = text_at(one, "points");
      maxima[at] = text_at(one, "maximum");
      if (one.contains("self")) claimed[at] = text_at(one, "self");
      if (Json note = note_json(one); !note.empty()) notes[std::to_string(index)] = std::move(note);
    }
  }
  shown["points"] = points;
  shown["maxima"] = maxima;
  shown["states"] = states;
  shown["notes"] = std::move(notes);
  if (const auto self = unit.find("self"); self != unit.end() && self->is_object()) {
    shown["self"] = {{"total", text_at(*self, "total")}, {"points", claimed}, {"appraised", unit.value("appraised", false)}};
  }
}

Json criterion_json(const CriteriaSet& set, const Criterion& criterion) {
  Json json;
  json["id"] = criterion.id;
  json["number"] = criterion.number;
  json["name"] = json_of(set.printed_name(criterion));
  json["depth"] = criterion.depth;
  json["group"] = criterion.is_group();
  json["maximum"] = criterion.shown_maximum().text();
  if (!criterion.is_group()) json["words"] = json_of(rule_words(criterion));
  return json;
}

Json tier_json(const Json& result, const Tier& tier) {
  Json json;
  json["key"] = tier.key;
  json["name"] = json_of(tier.name);
  json["criteria"] = Json::array();
  for (const Criterion& criterion : tier.set.criteria) json["criteria"].push_back(criterion_json(tier.set, criterion));
  json["ranked"] = Json::array();
  for (const Json& unit : result.value("ranked", Json::array())) {
    Json shown;
    shown["code"] = text_at(unit, "unit");
    shown["name"] = text_at(unit, "name");
    shown["rank"] = unit.value("rank", 0);
    shown["tied"] = unit.value("tied", false);
    for (const char* name : {"total", "maximum", "percent", "published", "band"}) shown[name] = text_at(unit, name);
    shown["checkCode"] = text_at(unit, "check_code");
    add_points(unit, tier.set, shown);
    json["ranked"].push_back(std::move(shown));
  }
  json["unranked"] = Json::array();
  for (const Json& unit : result.value("unranked", Json::array())) {
    json["unranked"].push_back({{"code", text_at(unit, "unit")}, {"name", text_at(unit, "name")}, {"reason", text_at(unit, "reason")}});
  }
  return json;
}

Json page_json(const Json& result, const Programme& programme) {
  Json json;
  json["title"] = json_of(programme.title);
  json["province"] = json_of(programme.province);
  json["round"] = text_at(result, "round");
  json["engine"] = text_at(result, "engine");
  json["digest"] = text_at(result, "digest");
  json["provenance"] = text_at(result, "provenance");
  json["byShare"] = programme.ranking.by == RankBy::share;
  json["places"] = {{"points", programme.criterion_places}, {"total", programme.total_places}};
  json["bands"] = Json::array();
  for (const Band& band : programme.bands) {
    json["bands"].push_back({{"id", band.id}, {"name", json_of(band.name)}, {"from", band.from ? Json(band.from->text()) : Json()}});
  }
  json["tiers"] = Json::array();
  for (const Json& tier : result.value("tiers", Json::array())) {
    if (const Tier* of = programme.tier(text_at(tier, "key"))) json["tiers"].push_back(tier_json(tier, *of));
  }
  return json;
}

// JSON that may stand inside an HTML script element, whatever names hold.
std::string for_html(const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      safe += "\\u003c";
    } else if (c == '&') {
      safe += "\\u0026";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<') {
      safe += "&lt;";
    } else if (c == '&') {
      safe += "&amp;";
    } else {
      safe += c;
    }
  }
  return safe;
}

void replace(std::string& page, std::string_view mark, const std::string& by) { page.replace(page.find(mark), mark.size(), by); }

}  // namespace

WebPage web_page(const std::filesystem::path& folder, const Programme& programme) {
  WebPage made;
  for (const char* name : {"ranking.csv", "matrix.csv", "statistics.csv", "result.json"}) {
    Text why;
    auto bytes = file_bytes(folder / name, largest_file, why);
    if (!bytes) {
      made.findings.push_back(finding(Code::file_unreadable, std::vector<Text>{why}).in_file((folder / name).string()));
      continue;
    }
    made.files.push_back({name, std::move(*bytes)});
  }
  const auto refuse = [&](const Text& what) {
    made.findings.push_back(finding(Code::result_unreadable, std::vector<Text>{what}).in_file((folder / "result.json").string()));
  };
  if (made.findings.empty()) {
    const Json result = Json::parse(made.files.back().bytes, nullptr, false);
    if (!result.is_object() || text_at(result, "programme") != programme.key || !result.contains("tiers") || !result["tiers"].is_array()) {
      refuse({"không phải kết quả của chương trình này", "it is no result of this programme"});
    } else if (text_at(result, "digest") != programme.digest) {
      refuse({"kết quả được tính theo một phiên bản khác của bộ tiêu chí; hãy dùng đúng thư mục chương trình khi đó",
              "it was computed with another version of the criteria; use the programme's folder as it was then"});
    } else {
      std::string page(page_html);
      replace(page, "@TITLE@", html_text(programme.title.vi));
      replace(page, "@DATA@", for_html(page_json(result, programme)));
      made.files.insert(made.files.begin(), {"index.html", std::move(page)});
      made.files.push_back({"result.schema.json", std::string(result_schema)});
    }
  }
  if (!made.findings.empty()) made.files.clear();
  return made;
}

bool is_place_for_web_page(const std::filesystem::path& folder) {
  const std::filesystem::path place = folder / "";
  const auto workbooks = workbook_files(folder);
  return std::none_of(workbooks.begin(), workbooks.end(), [&](const std::filesystem::path& file) { return file.parent_path() / "" == place; });
}

}  // namespace thuocdo
