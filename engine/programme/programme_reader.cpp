#include <algorithm>

#include "programme/criteria_reader.h"
#include "programme/definition_file.h"
#include "programme/digest.h"
#include "programme/programme.h"
#include "programme/unit_reader.h"

namespace thuocdo {
namespace {

void read_basis(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {"number", "date"}, {"vi", "en"}, {"vi", "en"});
  programme.basis.push_back({in.required(element, "number"), in.required_date(element, "date"), in.text(element)});
}

void read_holidays(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"holiday"});
  for (const Element& child : element.children) {
    in.allow(child, {"date"}, {"vi", "en"}, {"vi", "en"});
    programme.holidays.push_back(in.required_date(child, "date"));
  }
}

void read_bands(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"band"});
  for (const Element& child : element.children) {
    in.allow(child, {"id", "from"}, {"vi", "en"}, {"vi", "en"});
    Band band{in.id(child, "id"), in.text(child), in.decimal(child, "from")};
    for (const Band& known : programme.bands) {
      if (known.id == band.id) in.report(child, Code::id_duplicate, {band.id});
    }
    if (!programme.bands.empty() && band.from && programme.bands.back().from && *band.from >= *programme.bands.back().from) {
      in.report(child, Code::rule_not_monotone, {band.id});
    }
    programme.bands.push_back(std::move(band));
  }
}

void read_ranking(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {"by", "scale", "missing-part"}, {"tie-break"});
  RankingBasis& ranking = programme.ranking;
  ranking.stated = true;
  in.required(element, "by");
  ranking.by = static_cast<RankBy>(in.word(element, "by", {"total", "share"}, 0));
  ranking.scale = in.decimal(element, "scale");
  if (ranking.scale && ranking.scale->is_zero()) in.report(element, Code::value_invalid, {"scale", "0", "> 0"});
  if (ranking.scale && ranking.by == RankBy::total) in.report(element, Code::value_invalid, {"by", "total", "share (scale)"});
  ranking.missing_part = static_cast<MissingPart>(in.word(element, "missing-part", {"zero", "rescale"}, 0));
  if (ranking.missing_part == MissingPart::rescale && ranking.by == RankBy::total) {
    in.report(element, Code::value_invalid, {"by", "total", "share (missing-part)"});
  }
  for (const Element& child : element.children) {
    in.allow(child, {"criterion"}, {});
    const std::string id = in.id(child, "criterion");
    const auto known = std::find(ranking.tie_breaks.begin(), ranking.tie_breaks.end(), id);
    if (known != ranking.tie_breaks.end()) in.report(child, Code::id_duplicate, {id});
    ranking.tie_breaks.push_back(id);
  }
}

// Steps or rounds, each named `child_name`, in the order of their dates.
std::vector<Stage> read_stages(DefinitionReader& in, const Element& element, std::string_view child_name) {
  in.allow(element, {}, {child_name});
  std::vector<Stage> stages;
  for (const Element& child : element.children) {
    in.allow(child, {"key", "by"}, {"vi", "en"}, {"vi", "en"});
    Stage stage{in.id(child, "key"), in.text(child), in.required_date(child, "by")};
    for (const Stage& earlier : stages) {
      if (earlier.key == stage.key) in.report(child, Code::id_duplicate, {stage.key});
    }
    if (!stages.empty() && stage.before < stages.back().before) {
      in.report(child, Code::value_invalid, {"by", iso_text(stage.before), "≥ " + iso_text(stages.back().before)});
    }
    stages.push_back(std::move(stage));
  }
  return stages;
}

void read_report_outline(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"heading"});
  for (const Element& child : element.children) {
    in.allow(child, {"number", "level"}, {"vi", "en"}, {"vi", "en"});
    programme.report_outline.push_back({in.required(child, "number"), in.whole(child, "level", 1, 4, 1), in.text(child)});
  }
}

ReportFigure read_report_figure(DefinitionReader& in, const Element& element) {
  in.allow(element, {"kind"}, {"vi", "en", "unit", "of"}, {"vi", "en", "unit"});
  ReportFigure figure;
  in.required(element, "kind");
  figure.kind = static_cast<ReportFigure::Kind>(in.word(element, "kind", {"sum", "ratio", "units", "full"}, 0));
  figure.text = in.text(element);
  figure.unit = in.child_text(element, "unit", false);
  for (const Element& child : element.children) {
    if (child.name != "of") continue;
    in.allow(child, {"tier", "criterion", "field", "base", "answer"}, {});
    ReportFigure::Part part;
    part.tier = in.id(child, "tier");
    part.criterion = in.id(child, "criterion");
    if (figure.kind != ReportFigure::Kind::full) part.field = in.required(child, "field");
    if (figure.kind == ReportFigure::Kind::ratio) part.base = in.required(child, "base");
    if (figure.kind == ReportFigure::Kind::units) part.answer = in.id(child, "answer");
    figure.parts.push_back(std::move(part));
  }
  if (figure.parts.empty()) in.report(element, Code::element_missing, {"of"});
  return figure;
}

void read_general_report(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"heading"});
  for (const Element& child : element.children) {
    in.allow(child, {"number", "level"}, {"vi", "en", "figure"}, {"vi", "en"});
    ReportSection section{{in.required(child, "number"), in.whole(child, "level", 1, 4, 1), in.text(child)}, {}};
    for (const Element& inner : child.children) {
      if (inner.name == "figure") section.figures.push_back(read_report_figure(in, inner));
    }
    programme.general_report.push_back(std::move(section));
  }
}

void read_approval(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {"symbol", "given"}, {"issuer", "place"}, {"issuer", "place"});
  programme.approval = Approval{in.required(element, "symbol"), in.optional(element, "given"), in.child_text(element, "issuer", true),
                                in.child_text(element, "place", false)};
}

void read_checks(DefinitionReader& in, const Element& element, Programme& programme) {
  in.allow(element, {}, {"check"});
  for (const Element& child : element.children) {
    in.allow(child, {"code", "severity"}, {});
    const std::string code = in.required(child, "code");
    // Only what is a matter of opinion may be changed; an answer that cannot be used stays blocking.
    if (code != "reason-missing" && code != "evidence-missing" && code != "evidence-incomplete" && code != "answer-text-number" && code != "answer-is-formula" && code != "answer-carried-over") {
      in.report(child, Code::value_invalid, {"code", code, "reason-missing, evidence-missing, evidence-incomplete, answer-text-number, answer-is-formula, answer-carried-over"});
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
    tier.before = in.required_date(child, "before");
    tier.survey = {in.required_date(child, "survey-from"), in.required_date(child, "survey-to")};
    if (tier.survey.to < tier.survey.from) {
      in.report(child, Code::value_invalid, {"survey-to", iso_text(tier.survey.to), "≥ " + iso_text(tier.survey.from)});
    }
    if (programme.tier(tier.key)) in.report(child, Code::id_duplicate, {tier.key});
    programme.tiers.push_back(std::move(tier));
  }
  for (const Element& child : element.children) {
    const std::string above = in.optional(child, "consolidated-by");
    if (above.empty() || (programme.tier(above) && above != in.optional(child, "key"))) continue;
    std::string others;
    for (const Tier& tier : programme.tiers) {
      if (tier.key != in.optional(child, "key")) others += (others.empty() ? "" : ", ") + tier.key;
    }
    in.report(child, Code::value_invalid, {"consolidated-by", above, others.empty() ? "—" : others});
  }
  // A tier that is still reached after as many steps as there are tiers consolidates itself.
  for (std::size_t i = 0; i < programme.tiers.size(); ++i) {
    const Tier* above = &programme.tiers[i];
    for (std::size_t steps = 0; above && steps < programme.tiers.size(); ++steps) above = programme.tier(above->consolidated_by);
    if (above) in.report(element.children[i], Code::tier_circular, {programme.tiers[i].key});
  }
}

void read_head(DefinitionReader& in, const Element& root, Programme& programme) {
  in.allow(root, {"key", "year", "round", "version"},
           {"title", "province", "authority", "basis", "rounding", "late", "signature", "not-applicable", "ranking", "checks", "holidays",
            "bands", "stages", "rounds-without-assessment", "report-outline", "approval", "general-report", "tiers"},
           {"title", "province", "authority", "rounding", "late", "signature", "not-applicable", "ranking", "checks", "holidays", "bands", "stages",
            "rounds-without-assessment", "report-outline", "approval", "general-report", "tiers"});
  programme.key = in.id(root, "key");
  in.required(root, "year");
  programme.year = in.whole(root, "year", 2000, 2100, 2000);
  programme.round = root.attribute("round") ? in.required(root, "round") : std::to_string(programme.year);
  programme.version = in.required(root, "version");
  programme.title = in.child_text(root, "title", true);
  programme.province = in.child_text(root, "province", true);
  programme.authority = in.child_text(root, "authority", true);
  bool has_rounding = false;
  for (const Element& child : root.children) {
    if (child.name == "basis") read_basis(in, child, programme);
    if (child.name == "rounding") {
      in.allow(child, {"criterion", "total", "order"}, {});
      in.required(child, "criterion");
      in.required(child, "total");
      programme.criterion_places = in.whole(child, "criterion", 0, 6, 2);
      programme.total_places = in.whole(child, "total", 0, 6, 2);
      if (child.attribute("order")) {
        programme.rounding_order = static_cast<RoundingOrder>(in.word(child, "order", {"criteria", "total"}, 0));
      }
      has_rounding = true;
    }
    if (child.name == "late") {
      in.allow(child, {"policy", "grace-working-days"}, {});
      in.required(child, "policy");
      programme.late = static_cast<LatePolicy>(in.word(child, "policy", {"ranked-last", "not-assessed"}, 0));
      programme.grace_working_days = in.whole(child, "grace-working-days", 0, 60, 0);
    }
    if (child.name == "signature") {
      in.allow(child, {"policy"}, {});
      in.required(child, "policy");
      programme.signature_required = in.word(child, "policy", {"optional", "required"}, 0) == 1;
    }
    if (child.name == "not-applicable") {
      in.allow(child, {"policy"}, {});
      in.required(child, "policy");
      programme.not_applicable = static_cast<NotApplicablePolicy>(in.word(child, "policy", {"refuse", "remove", "full"}, 0));
      programme.not_applicable_stated = true;
    }
    if (child.name == "ranking") read_ranking(in, child, programme);
    if (child.name == "checks") read_checks(in, child, programme);
    if (child.name == "holidays") read_holidays(in, child, programme);
    if (child.name == "bands") read_bands(in, child, programme);
    if (child.name == "stages") programme.stages = read_stages(in, child, "stage");
    if (child.name == "rounds-without-assessment") programme.rounds_without_assessment = read_stages(in, child, "round");
    if (child.name == "report-outline") read_report_outline(in, child, programme);
    if (child.name == "approval") read_approval(in, child, programme);
    if (child.name == "general-report") read_general_report(in, child, programme);
    if (child.name == "tiers") read_tiers(in, child, programme);
  }
  for (const Stage& round : programme.rounds_without_assessment) {
    if (round.key == programme.round) in.report(root, Code::id_duplicate, {round.key});
  }
  if (programme.basis.empty()) in.report(root, Code::element_missing, {"basis"});
  if (!has_rounding) in.report(root, Code::element_missing, {"rounding"});
  if (!root.child("late")) in.report(root, Code::element_missing, {"late"});
  if (programme.tiers.empty()) in.report(root, Code::element_missing, {"tiers"});
}

// A roll-up with the name of the tier that it counts.
Rule with_tier(Rule rule, const Programme& programme) {
  auto* roll_up = std::get_if<RollUp>(&rule);
  const Tier* below = roll_up ? programme.tier(roll_up->tier) : nullptr;
  if (below) roll_up->tier_name = below->name;
  return rule;
}

}  // namespace

std::vector<Tier> tiers_of_folder(const std::filesystem::path& folder) {
  Findings ignored;
  const auto root = read_definition_file(folder / "programme.xml", "programme", ignored);
  if (!root) return {};
  Programme programme;
  DefinitionReader in("programme.xml", ignored);
  read_head(in, *root, programme);
  return std::move(programme.tiers);
}

LoadedProgramme load_programme(const std::filesystem::path& folder) {
  LoadedProgramme loaded;
  const auto root = read_definition_file(folder / "programme.xml", "programme", loaded.findings);
  if (!root) return loaded;
  Programme programme;
  DefinitionReader in("programme.xml", loaded.findings);
  read_head(in, *root, programme);
  for (Tier& tier : programme.tiers) {
    tier.set = read_criteria(folder / tier.criteria_file, tier.key, loaded.findings);
    for (Criterion& criterion : tier.set.criteria) {
      if (criterion.rule()) criterion.set_rule(with_tier(with_survey(*criterion.rule(), tier.survey), programme));
    }
  }
  read_units(folder / "units.csv", programme, loaded.findings);
  programme.digest = sha256_hex(canonical_text(programme));
  for (Finding& found : lint(programme)) loaded.findings.push_back(std::move(found));
  if (!has_blocking(loaded.findings)) loaded.programme = std::move(programme);
  return loaded;
}

}  // namespace thuocdo
