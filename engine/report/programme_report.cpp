#include "report/programme_report.h"

#include <algorithm>

#include "programme/conventions.h"
#include "programme/deadline.h"
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
  json["assessed_until"] = iso_text(last_days(programme, tier).within_grace);
  Json settled = Json::array();
  for (const Text& sentence : conventions(programme, tier)) settled.push_back(json_of(sentence));
  json["conventions"] = std::move(settled);
  json["survey"] = {{"from", iso_text(tier.survey.from)}, {"to", iso_text(tier.survey.to)}};
  json["provenance"] = provenance_text(tier.set.provenance());
  return json;
}

Json stages_json(const std::vector<Stage>& stages) {
  Json json = Json::array();
  for (const Stage& stage : stages) {
    json.push_back({{"key", stage.key}, {"name", json_of(stage.name)}, {"before", iso_text(stage.before)}});
  }
  return json;
}

Json outline_json(const std::vector<Heading>& headings) {
  Json json = Json::array();
  for (const Heading& heading : headings) {
    json.push_back({{"number", heading.number}, {"level", heading.level}, {"text", json_of(heading.text)}});
  }
  return json;
}

std::vector<Heading> general_headings(const Programme& programme) {
  std::vector<Heading> headings;
  for (const ReportSection& section : programme.general_report) headings.push_back(section.heading);
  return headings;
}

Json programme_json(const ListedProgramme& listed) {
  Json json;
  json["key"] = listed.key;
  json["own"] = listed.own;
  if (listed.programme) {
    const Programme& programme = *listed.programme;
    json["title"] = json_of(programme.title);
    json["year"] = programme.year;
    json["round"] = programme.round;
    json["version"] = programme.version;
    json["digest"] = programme.digest;
    json["units_digest"] = programme.units_digest;
    json["provenance"] = provenance_text(programme.provenance());
    json["late"] = programme.late == LatePolicy::ranked_last ? "ranked-last" : "not-assessed";
    json["grace_working_days"] = programme.grace_working_days;
    json["signature_required"] = programme.signature_required;
    json["stages"] = stages_json(programme.stages);
    json["rounds_without_assessment"] = stages_json(programme.rounds_without_assessment);
    json["report_outline"] = outline_json(programme.report_outline);
    json["general_report"] = outline_json(general_headings(programme));
    Json tiers = Json::array();
    for (const Tier& tier : programme.tiers) tiers.push_back(tier_json(programme, tier));
    json["tiers"] = std::move(tiers);
  }
  json["findings"] = json_of(listed.findings, true);
  return json;
}

std::string stages_text(const Text& title, const std::vector<Stage>& stages, const Page& page) {
  if (stages.empty()) return {};
  std::string text = "\n" + page.say(title) + "\n";
  for (const Stage& stage : stages) {
    text += "  " + page.say({"trước ", "before "}) + date_text(stage.before, page.language) + ": " +
            printable(page.say(stage.name)) + "\n";
  }
  return text;
}

// What a late sheet comes to, where days of grace make the last day hard to see.
std::string grace_text(const Programme& programme, const Page& page) {
  if (programme.grace_working_days == 0) return {};
  std::string text;
  for (const Tier& tier : programme.tiers) {
    const std::string line = page.say({"nhận đến hết ngày ", "taken until the end of "}) +
                             date_text(last_days(programme, tier).within_grace, page.language) + "; " +
                             page.say({"sau đó ", "after that "}) +
                             page.say(consequence_label(consequence(programme, Timeliness::late)));
    text += "  " + tier.key + ": " + line + "\n";
  }
  return "\n" + page.say({"Nộp muộn (tối đa " + std::to_string(programme.grace_working_days) + " ngày làm việc)",
                          "Late sheets (at most " + std::to_string(programme.grace_working_days) + " working days)"}) +
         "\n" + text;
}

// What all tiers have in common is said once.
std::string conventions_text(const Programme& programme, const Page& page) {
  std::string text = "\n" + page.say({"Quy ước tính điểm", "Conventions"}) + "\n";
  std::vector<std::vector<Text>> by_tier;
  for (const Tier& tier : programme.tiers) by_tier.push_back(conventions(programme, tier));
  const auto in_all = [&](const Text& sentence) {
    return std::all_of(by_tier.begin(), by_tier.end(), [&](const std::vector<Text>& list) { return std::find(list.begin(), list.end(), sentence) != list.end(); });
  };
  const auto line = [&](const std::string& lead, const Text& sentence) { return "  " + lead + paragraph(page.say(sentence), page, 2 + text_width(lead)) + "\n"; };
  for (std::size_t i = 0; i < by_tier.size(); ++i) {
    for (const Text& sentence : by_tier[i]) {
      if (in_all(sentence)) {
        if (i == 0) text += line("", sentence);
      } else {
        text += line(programme.tiers[i].key + ": ", sentence);
      }
    }
  }
  return text;
}

std::string outline_text(const Text& title, const std::vector<Heading>& headings, const Page& page) {
  if (headings.empty()) return {};
  std::string text = "\n" + page.say(title) + "\n";
  for (const Heading& heading : headings) {
    text += std::string(static_cast<std::size_t>(heading.level) * 2, ' ') + printable(heading.number) + ". " +
            printable(page.say(heading.text)) + "\n";
  }
  return text;
}

}  // namespace

std::vector<ListedProgramme> list_programmes(ProgrammeStore& store) {
  std::vector<ListedProgramme> list;
  for (const std::string& key : store.keys()) {
    ListedProgramme listed;
    listed.key = key;
    listed.programme = store.find(key, &listed.findings);
    listed.folder = store.folder_of(key);
    listed.own = store.is_own(key);
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
    if (listed.own) text += page.say({"Chương trình của người dùng: ", "The user's own programme: "}) + printable(listed.folder.string()) + "\n";
    for (const Finding& found : listed.findings) {
      if (found.code != Code::programme_key_taken) continue;
      text += paragraph(page.paint(page.say(severity_label(found.severity)), Style::caution) + ": " + printable(page.say(found.message)), page) + "\n";
    }
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
    text += conventions_text(programme, page);
    text += grace_text(programme, page);
    text += stages_text({"Các bước", "Stages"}, programme.stages, page);
    text += stages_text({"Kỳ chỉ thu thập số liệu, không chấm điểm, không xếp hạng", "Rounds that collect figures only, not scored or ranked"},
                        programme.rounds_without_assessment, page);
    text += outline_text({"Đề cương báo cáo kèm phiếu", "Outline of the report that goes with the sheet"}, programme.report_outline, page);
    text += outline_text({"Đề cương báo cáo chung", "Outline of the general report"}, general_headings(programme), page);
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
