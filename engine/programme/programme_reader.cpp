#include <fstream>
#include <sstream>
#include <unordered_set>

#include "programme/criteria_reader.h"
#include "programme/csv.h"
#include "programme/definition_file.h"
#include "programme/digest.h"
#include "programme/programme.h"

namespace thuocdo {
namespace {

Date read_date(DefinitionReader& in, const Element& element, std::string_view attribute) {
  const std::string text = in.required(element, attribute);
  if (const auto date = parse_date(text)) return *date;
  if (!text.empty()) in.report(element, Code::value_invalid, {std::string(attribute), text, "2023-12-25"});
  return {};
}

void read_basis(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {"number", "date"}, {"vi", "en"}, {"vi", "en"});
  programme.basis.push_back({in.required(element, "number"), read_date(in, element, "date"), in.text(element)});
}

void read_holidays(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"holiday"});
  for (const Element& child : element.children) {
    in.allow(child, {"date"}, {"vi", "en"}, {"vi", "en"});
    programme.holidays.push_back(read_date(in, child, "date"));
  }
}

void read_bands(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"band"});
  for (const Element& child : element.children) {
    in.allow(child, {"id", "from"}, {"vi", "en"}, {"vi", "en"});
    Band band{in.id(child, "id"), in.text(child), in.decimal(child, "from")};
    if (!programme.bands.empty() && band.from && programme.bands.back().from && *band.from >= *programme.bands.back().from) {
      in.report(child, Code::rule_not_monotone, {band.id});
    }
    programme.bands.push_back(std::move(band));
  }
}

void read_checks(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"check"});
  for (const Element& child : element.children) {
    in.allow(child, {"code", "severity"}, {});
    const std::string code = in.required(child, "code");
    // Only what is a matter of opinion may be changed; an answer that cannot be used stays blocking.
    if (code != "reason-missing" && code != "evidence-missing" && code != "answer-text-number" && code != "answer-is-formula") {
      in.report(child, Code::value_invalid, {"code", code, "reason-missing, evidence-missing, answer-text-number, answer-is-formula"});
    }
    in.required(child, "severity");
    programme.severities.emplace_back(code, static_cast<Severity>(in.word(child, "severity", {"note", "warning", "blocking"}, 1)));
  }
}

void read_tiers(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"tier"});
  for (const Element& child : element.children) {
    in.allow(child, {"key", "criteria", "consolidated-by", "before", "survey-from", "survey-to"}, {"vi", "en"}, {"vi", "en"});
    Tier tier;
    tier.key = in.id(child, "key");
    tier.name = in.text(child);
    tier.criteria_file = in.id(child, "criteria");
    tier.consolidated_by = in.optional(child, "consolidated-by");
    tier.before = read_date(in, child, "before");
    tier.survey = {read_date(in, child, "survey-from"), read_date(in, child, "survey-to")};
    if (tier.survey.to < tier.survey.from) {
      in.report(child, Code::value_invalid, {"survey-to", iso_text(tier.survey.to), "≥ " + iso_text(tier.survey.from)});
    }
    if (programme.tier(tier.key)) in.report(child, Code::id_duplicate, {tier.key});
    programme.tiers.push_back(std::move(tier));
  }
  for (const Element& child : element.children) {
    const std::string above = in.optional(child, "consolidated-by");
    if (above.empty() || (programme.tier(above) && above != in.optional(child, "key"))) continue;
    std::string keys;
    for (const Tier& tier : programme.tiers) keys += (keys.empty() ? "" : ", ") + tier.key;
    in.report(child, Code::tier_unknown, {above, keys});
  }
}

void read_head(DefinitionReader& in, const Element& root, Programme& programme) {
  in.allow(root, {"key", "year", "round", "version"},
           {"title", "province", "authority", "basis", "rounding", "late", "not-applicable", "checks", "holidays", "bands", "tiers"},
           {"title", "province", "authority", "rounding", "late", "not-applicable", "checks", "holidays", "bands", "tiers"});
  programme.key = in.id(root, "key");
  in.required(root, "year");
  programme.year = in.whole(root, "year", 2000, 2100, 2000);
  programme.round = in.optional(root, "round", std::to_string(programme.year));
  programme.version = in.required(root, "version");
  programme.title = in.child_text(root, "title", true);
  programme.province = in.child_text(root, "province", true);
  programme.authority = in.child_text(root, "authority", true);
  bool has_rounding = false;
  for (const Element& child : root.children) {
    if (child.name == "basis") read_basis(in, child, programme);
    if (child.name == "rounding") {
      in.allow(child, {"criterion", "total"}, {});
      in.required(child, "criterion");
      in.required(child, "total");
      programme.criterion_places = in.whole(child, "criterion", 0, 6, 2);
      programme.total_places = in.whole(child, "total", 0, 6, 2);
      has_rounding = true;
    }
    if (child.name == "late") {
      in.allow(child, {"policy", "grace-working-days"}, {});
      in.required(child, "policy");
      programme.late = static_cast<LatePolicy>(in.word(child, "policy", {"ranked-last", "not-assessed"}, 0));
      programme.grace_working_days = in.whole(child, "grace-working-days", 0, 60, 0);
    }
    if (child.name == "not-applicable") {
      in.allow(child, {"policy"}, {});
      in.required(child, "policy");
      programme.not_applicable = static_cast<NotApplicablePolicy>(in.word(child, "policy", {"refuse", "remove", "full"}, 0));
    }
    if (child.name == "checks") read_checks(in, child, programme);
    if (child.name == "holidays") read_holidays(in, child, programme);
    if (child.name == "bands") read_bands(in, child, programme);
    if (child.name == "tiers") read_tiers(in, child, programme);
  }
  if (programme.basis.empty()) in.report(root, Code::element_missing, {"basis"});
  if (!has_rounding) in.report(root, Code::element_missing, {"rounding"});
  if (!root.child("late")) in.report(root, Code::element_missing, {"late"});
  if (programme.tiers.empty()) in.report(root, Code::element_missing, {"tiers"});
}

void read_units(const std::filesystem::path& file, Programme& programme, Findings& findings) {
  const std::string name = file.filename().string();
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file)) {
    findings.push_back(finding(Code::file_unreadable, {name}).in_file(name));
    return;
  }
  std::stringstream buffer;
  buffer << stream.rdbuf();
  const std::string bytes = buffer.str();
  programme.units_digest = sha256_hex(bytes);
  const ReadCsv csv = read_csv(bytes);
  const auto report = [&](int line, Code code, std::initializer_list<std::string> arguments) {
    findings.push_back(finding(code, arguments).in_file(name).at_line(line));
  };
  if (csv.error_line) report(csv.error_line, Code::value_invalid, {"csv", "", "RFC 4180"});
  const std::vector<std::string> header = {"code", "name", "tier", "parent", "placeholder"};
  if (csv.lines.empty() || csv.lines[0].cells != header) {
    report(1, Code::value_invalid, {"header", "", "code,name,tier,parent,placeholder"});
    return;
  }
  std::unordered_set<std::string> codes;
  for (std::size_t i = 1; i < csv.lines.size(); ++i) {
    const CsvLine& line = csv.lines[i];
    if (line.cells.size() != header.size()) {
      report(line.line, Code::value_invalid, {"line", std::to_string(line.cells.size()), std::to_string(header.size())});
      continue;
    }
    Unit unit{line.cells[0], line.cells[1], line.cells[2], line.cells[3], line.cells[4] == "yes"};
    if (unit.code.empty() || unit.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
      report(line.line, Code::value_invalid, {"code", unit.code, "a–z 0–9 -"});
    }
    if (unit.name.empty()) report(line.line, Code::attribute_missing, {"name"});
    if (!line.cells[4].empty() && line.cells[4] != "yes") report(line.line, Code::value_invalid, {"placeholder", line.cells[4], "yes"});
    if (!programme.tier(unit.tier)) {
      std::string keys;
      for (const Tier& tier : programme.tiers) keys += (keys.empty() ? "" : ", ") + tier.key;
      report(line.line, Code::tier_unknown, {unit.tier, keys});
    }
    if (!codes.insert(unit.code).second) report(line.line, Code::id_duplicate, {unit.code});
    programme.units.push_back(std::move(unit));
  }
  std::unordered_map<std::string, const Unit*> by_code;
  for (const Unit& unit : programme.units) by_code.emplace(unit.code, &unit);
  for (const Unit& unit : programme.units) {
    const Tier* tier = programme.tier(unit.tier);
    if (!tier) continue;
    if (unit.parent.empty()) {
      if (!tier->consolidated_by.empty()) report(0, Code::unit_parent_missing, {unit.code});
      continue;
    }
    const auto parent = by_code.find(unit.parent);
    if (parent == by_code.end() || parent->second->tier != tier->consolidated_by) {
      report(0, Code::unit_parent_unknown, {unit.code, unit.parent});
    }
  }
}

}  // namespace

LoadedProgramme load_programme(const std::filesystem::path& folder) {
  LoadedProgramme loaded;
  const auto root = read_definition_file(folder / "programme.xml", "programme", loaded.findings);
  if (!root) return loaded;
  Programme programme;
  DefinitionReader in("programme.xml", loaded.findings);
  read_head(in, *root, programme);
  for (Tier& tier : programme.tiers) {
    tier.set = read_criteria(folder / tier.criteria_file, tier.key, loaded.findings);
  }
  read_units(folder / "units.csv", programme, loaded.findings);
  programme.digest = sha256_hex(canonical_text(programme));
  for (Finding& found : lint(programme)) loaded.findings.push_back(std::move(found));
  if (!has_blocking(loaded.findings)) loaded.programme = std::move(programme);
  return loaded;
}

}  // namespace thuocdo
