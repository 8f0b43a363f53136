#include "report/programme_report.h"

#include "report/json_parts.h"
#include "report/numbers.h"
#include "report/table.h"

namespace thuocdo {
namespace {

constexpr std::size_t short_digest = 12;

Json tier_json(const Programme& programme, const Tier& tier) {
  Json json;
  json["key"] = tier.key;
  json["name"] = json_of(tier.name);
  json["criteria"] = tier.set.scored_count();
  json["maximum"] = tier.set.maximum.text();
  json["units"] = programme.units_of(tier.key).size();
  json["before"] = iso_text(tier.before);
  json["survey"] = {{"from", iso_text(tier.survey.from)}, {"to", iso_text(tier.survey.to)}};
  json["provenance"] = provenance_text(tier.set.provenance());
  return json;
}

Json programme_json(const ListedProgramme& listed) {
  Json json;
  json["key"] = listed.key;
  if (listed.programme) {
    const Programme& programme = *listed.programme;
    json["title"] = json_of(programme.title);
    json["year"] = programme.year;
    json["round"] = programme.round;
    json["version"] = programme.version;
    json["digest"] = programme.digest;
    json["units_digest"] = programme.units_digest;
    json["provenance"] = provenance_text(programme.provenance());
    Json tiers = Json::array();
    for (const Tier& tier : programme.tiers) tiers.push_back(tier_json(programme, tier));
    json["tiers"] = std::move(tiers);
  }
  json["findings"] = json_of(listed.findings, true);
  return json;
}

}  // namespace

std::vector<ListedProgramme> list_programmes(ProgrammeStore& store) {
  std::vector<ListedProgramme> list;
  for (const std::string& key : store.keys()) {
    ListedProgramme listed;
    listed.key = key;
    listed.programme = store.find(key, &listed.findings);
    list.push_back(std::move(listed));
  }
  return list;
}

std::string programmes_text(const std::vector<ListedProgramme>& list, const Page& page) {
  if (list.empty()) return page.say({"Chưa có chương trình nào.", "There is no programme."}) + "\n";
  std::string text;
  for (const ListedProgramme& listed : list) {
    if (!text.empty()) text += "\n";
    text += page.paint(printable(listed.key), Style::strong) + "\n";
    if (!listed.programme) {
      text += page.paint(page.say({"Không dùng được: ", "Cannot be used: "}), Style::bad) +
              findings_summary(listed.findings, page) + "\n" + findings_text(listed.findings, page, 10);
      continue;
    }
    const Programme& programme = *listed.programme;
    text += paragraph(page.say(programme.title), page) + "\n";
    text += page.say({"Kỳ ", "Round "}) + programme.round + " · " + page.say({"phiên bản ", "version "}) +
            programme.version + " · " + page.say({"mã băm ", "digest "}) + programme.digest.substr(0, short_digest) +
            "\n";
    if (programme.provenance() != Provenance::official) {
      text += page.paint(page.say({"Bộ tiêu chí này không phải phụ lục chính thức của quyết định.",
                                   "These criteria are not the decision's official annex."}),
                         Style::caution) +
              "\n";
    }
    text += "\n";
    Table table({{page.say({"Cấp", "Tier"})},
                 {page.say({"Tên", "Name"})},
                 {page.say({"Tiêu chí", "Criteria"}), Align::right},
                 {page.say({"Điểm tối đa", "Maximum"}), Align::right},
                 {page.say({"Đơn vị", "Units"}), Align::right},
                 {page.say({"Nộp trước", "Submit before"}), Align::right}});
    for (const Tier& tier : programme.tiers) {
      table.add({tier.key, page.say(tier.name), std::to_string(tier.set.scored_count()),
                 fixed_text(tier.set.maximum, 0, page.language), std::to_string(programme.units_of(tier.key).size()),
                 date_text(tier.before, page.language)});
    }
    text += table.text(page.width, page.color);
  }
  return text;
}

std::string programmes_json(const std::vector<ListedProgramme>& list) {
  Json programmes = Json::array();
  for (const ListedProgramme& listed : list) programmes.push_back(programme_json(listed));
  return text_of({{"programmes", std::move(programmes)}});
}

std::string lint_text(const std::vector<ListedProgramme>& list, const Page& page) {
  std::string text;
  for (const ListedProgramme& listed : list) {
    if (!text.empty()) text += "\n";
    text += page.paint(printable(listed.key), Style::strong) + "\n";
    if (listed.findings.empty()) {
      text += page.paint(page.say({"Không có lỗi.", "No findings."}), Style::good) + "\n";
    } else {
      text += page.say({"Phát hiện", "Findings"}) + ": " + findings_summary(listed.findings, page) + "\n" +
              findings_text(listed.findings, page);
    }
  }
  return text;
}

std::string lint_json(const std::vector<ListedProgramme>& list) {
  Json programmes = Json::array();
  for (const ListedProgramme& listed : list) {
    Json json;
    json["key"] = listed.key;
    json["digest"] = listed.programme ? listed.programme->digest : std::string();
    json["findings"] = json_of(listed.findings, true);
    programmes.push_back(std::move(json));
  }
  return text_of({{"programmes", std::move(programmes)}});
}

std::string versions_text(const Versions& versions, const std::vector<ListedProgramme>& list, const Page& page) {
  std::string text = "thuocdo " + versions.program + "\n";
  text += page.say({"Thư viện tính điểm: ", "Scoring library: "}) + versions.library;
  if (!versions.library_digest.empty()) text += " (" + versions.library_digest.substr(0, short_digest) + ")";
  text += "\n";
  for (const ListedProgramme& listed : list) {
    text += page.say({"Chương trình: ", "Programme: "}) + printable(listed.key) + " ";
    if (listed.programme) {
      text += listed.programme->version + " (" + listed.programme->digest.substr(0, short_digest) + ")\n";
    } else {
      text += page.say({"không dùng được", "cannot be used"}) + "\n";
    }
  }
  return text;
}

std::string versions_json(const Versions& versions, const std::vector<ListedProgramme>& list) {
  Json json;
  json["program"] = versions.program;
  json["library"] = versions.library;
  json["library_digest"] = versions.library_digest;
  Json programmes = Json::array();
  for (const ListedProgramme& listed : list) {
    Json one;
    one["key"] = listed.key;
    one["version"] = listed.programme ? listed.programme->version : std::string();
    one["digest"] = listed.programme ? listed.programme->digest : std::string();
    one["units_digest"] = listed.programme ? listed.programme->units_digest : std::string();
    programmes.push_back(std::move(one));
  }
  json["programmes"] = std::move(programmes);
  return text_of(json);
}

}  // namespace thuocdo
