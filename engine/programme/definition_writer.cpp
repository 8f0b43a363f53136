#include "programme/definition_writer.h"

#include "programme/definition_file.h"
#include "programme/rule_writer.h"

namespace thuocdo {
namespace {

void write_levels(XmlText& xml, const std::vector<Band>& levels) {
  if (levels.empty()) return;
  xml.open("levels");
  for (const Band& level : levels) {
    xml.open("level");
    xml.attribute("id", level.id);
    xml.attribute("from", level.from);
    xml.words(level.name);
    xml.close();
  }
  xml.close();
}

void write_criterion(XmlText& xml, const CriteriaSet& set, const Criterion& criterion) {
  xml.attribute("id", criterion.id);
  xml.attribute("number", criterion.number);
  xml.attribute("maximum", criterion.maximum);
  if (criterion.is_group()) {
    xml.attribute_if(criterion.capped, "cap", "yes");
    xml.attribute_if(set.begins_role(criterion), "role", role_text(criterion.role));
    xml.child_words("name", criterion.name);
    xml.child_words("note", criterion.note);
    write_levels(xml, criterion.levels);
    return;  // its children follow
  }
  xml.attribute("provenance", provenance_text(criterion.provenance));
  xml.attribute_if(!criterion.source.empty(), "source", criterion.source);
  xml.attribute_if(!criterion.evidence_required, "evidence", "none");
  xml.attribute_if(!criterion.reason_required, "reason", "none");
  xml.attribute_if(criterion.may_not_apply, "not-applicable", "allowed");
  xml.child_words("name", criterion.name);
  xml.child_words("method", criterion.method);
  xml.child_words("note", criterion.note);
  xml.child_words("evidence", criterion.evidence);
  xml.child_words("data-source", criterion.data_source);
  write_levels(xml, criterion.levels);
  if (!criterion.supplied_by.empty()) {
    xml.open("supplied-by");
    xml.attribute_if(criterion.sole_supplier, "sole", "yes");
    xml.words(criterion.supplied_by);
    xml.close();
  }
  write_rule(xml, *criterion.rule(), criterion.maximum);
}

constexpr std::string_view xml_start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string levels_xml(const std::vector<Band>& levels) {
  XmlText xml(true);
  write_levels(xml, levels);
  return xml.take();
}

std::string criteria_xml(const CriteriaSet& set, std::string_view tier) {
  XmlText xml;
  xml.open("criteria");
  xml.attribute("xmlns", definition_namespace);
  xml.attribute("tier", tier);
  xml.attribute("scale", set.scale);
  xml.child_words("title", set.title);
  std::size_t open_groups = 0;  // as many as the depth of the next entry
  for (const Criterion& criterion : set.criteria) {
    for (; open_groups > static_cast<std::size_t>(criterion.depth); --open_groups) xml.close();
    xml.open(criterion.is_group() ? "group" : "criterion");
    write_criterion(xml, set, criterion);
    if (criterion.is_group()) {
      ++open_groups;
    } else {
      xml.close();
    }
  }
  for (; open_groups > 0; --open_groups) xml.close();
  xml.close();
  return std::string(xml_start) + xml.take();
}

namespace {

void put_stages(XmlText& xml, std::string_view name, std::string_view child_name, const std::vector<Stage>& stages) {
  if (stages.empty()) return;
  xml.open(name);
  for (const Stage& stage : stages) {
    xml.open(child_name);
    xml.attribute("key", stage.key);
    xml.attribute("by", iso_text(stage.before));
    xml.words(stage.name);
    xml.close();
  }
  xml.close();
}

void put_heading(XmlText& xml, const Heading& heading) {
  xml.attribute("number", heading.number);
  xml.attribute("level", std::to_string(heading.level));
  xml.words(heading.text);
}

void put_report_figure(XmlText& xml, const ReportFigure& figure) {
  xml.open("figure");
  xml.attribute("kind", kind_text(figure.kind));
  xml.words(figure.text);
  xml.child_words("unit", figure.unit);
  for (const ReportFigure::Part& part : figure.parts) {
    xml.open("of");
    xml.attribute("tier", part.tier);
    xml.attribute("criterion", part.criterion);
    xml.attribute_if(!part.field.empty(), "field", part.field);
    xml.attribute_if(!part.base.empty(), "base", part.base);
    xml.attribute_if(!part.answer.empty(), "answer", part.answer);
    xml.close();
  }
  xml.close();
}

void put_approval(XmlText& xml, const Programme& programme) {
  if (programme.approval) {
    xml.open("approval");
    xml.attribute("symbol", programme.approval->symbol);
    xml.attribute_if(!programme.approval->given.empty(), "given", programme.approval->given);
    xml.child_words("issuer", programme.approval->issuer);
    xml.child_words("place", programme.approval->place);
    xml.close();
  }
  if (programme.general_report.empty()) return;
  xml.open("general-report");
  for (const ReportSection& section : programme.general_report) {
    xml.open("heading");
    put_heading(xml, section.heading);
    for (const ReportFigure& figure : section.figures) put_report_figure(xml, figure);
    xml.close();
  }
  xml.close();
}

}  // namespace

std::string programme_xml(const Programme& programme) {
  static constexpr std::string_view late_words[] = {"ranked-last", "not-assessed"};
  static constexpr std::string_view applicable_words[] = {"refuse", "remove", "full"};
  XmlText xml;
  xml.open("programme");
  xml.attribute("xmlns", definition_namespace);
  xml.attribute("key", programme.key);
  xml.attribute("year", std::to_string(programme.year));
  xml.attribute("round", programme.round);
  xml.attribute("version", programme.version);
  xml.child_words("title", programme.title);
  xml.child_words("province", programme.province);
  xml.child_words("authority", programme.authority);
  for (const Basis& basis : programme.basis) {
    xml.open("basis");
    xml.attribute("number", basis.number);
    xml.attribute("date", iso_text(basis.date));
    xml.words(basis.title);
    xml.close();
  }
  xml.open("rounding");
  xml.attribute("criterion", std::to_string(programme.criterion_places));
  xml.attribute("total", std::to_string(programme.total_places));
  if (programme.rounding_order) xml.attribute("order", programme.rounds_sums_only() ? "total" : "criteria");
  xml.close();
  xml.open("late");
  xml.attribute("policy", late_words[static_cast<int>(programme.late)]);
  xml.attribute("grace-working-days", std::to_string(programme.grace_working_days));
  xml.close();
  if (programme.signature_required) {
    xml.open("signature");
    xml.attribute("policy", "required");
    xml.close();
  }
  if (programme.not_applicable_stated || programme.not_applicable != NotApplicablePolicy::refuse) {
    xml.open("not-applicable");
    xml.attribute("policy", applicable_words[static_cast<int>(programme.not_applicable)]);
    xml.close();
  }
  if (programme.ranking.stated) {
    xml.open("ranking");
    xml.attribute("by", programme.ranking.by == RankBy::share ? "share" : "total");
    xml.attribute("scale", programme.ranking.scale);
    xml.attribute_if(programme.ranking.missing_part == MissingPart::rescale, "missing-part", "rescale");
    for (const std::string& id : programme.ranking.tie_breaks) {
      xml.open("tie-break");
      xml.attribute("criterion", id);
      xml.close();
    }
    xml.close();
  }
  if (!programme.severities.empty()) {
    xml.open("checks");
    for (const auto& [code, severity] : programme.severities) {
      xml.open("check");
      xml.attribute("code", code);
      xml.attribute("severity", severity_text(severity));
      xml.close();
    }
    xml.close();
  }
  if (!programme.holidays.empty()) {
    xml.open("holidays");
    for (const Date& holiday : programme.holidays) {
      xml.open("holiday");
      xml.attribute("date", iso_text(holiday));
      xml.words({"Ngày nghỉ", "Holiday"});
      xml.close();
    }
    xml.close();
  }
  if (!programme.bands.empty()) {
    xml.open("bands");
    for (const Band& band : programme.bands) {
      xml.open("band");
      xml.attribute("id", band.id);
      xml.attribute("from", band.from);
      xml.words(band.name);
      xml.close();
    }
    xml.close();
  }
  put_stages(xml, "stages", "stage", programme.stages);
  put_stages(xml, "rounds-without-assessment", "round", programme.rounds_without_assessment);
  if (!programme.report_outline.empty()) {
    xml.open("report-outline");
    for (const Heading& heading : programme.report_outline) {
      xml.open("heading");
      put_heading(xml, heading);
      xml.close();
    }
    xml.close();
  }
  put_approval(xml, programme);
  xml.open("tiers");
  for (const Tier& tier : programme.tiers) {
    xml.open("tier");
    xml.attribute("key", tier.key);
    xml.attribute("criteria", tier.criteria_file);
    xml.attribute_if(!tier.consolidated_by.empty(), "consolidated-by", tier.consolidated_by);
    xml.attribute("before", iso_text(tier.before));
    xml.attribute("survey-from", iso_text(tier.survey.from));
    xml.attribute("survey-to", iso_text(tier.survey.to));
    xml.words(tier.name);
    xml.close();
  }
  xml.close();
  xml.close();
  return std::string(xml_start) + xml.take();
}

std::string units_csv(const std::vector<Unit>& units) {
  bool further = false;
  for (const Unit& unit : units) {
    further |= unit.valid_from || unit.valid_to || !unit.merged_into.empty() || !unit.excluded.empty();
  }
  const auto day = [](const std::optional<Date>& date) { return date ? iso_text(*date) : std::string(); };
  std::string text = "code,name,tier,parent,placeholder";
  text += further ? ",valid-from,valid-to,merged-into,excluded\n" : "\n";
  for (const Unit& unit : units) {
    text += csv_cell(unit.code) + "," + csv_cell(unit.name) + "," + csv_cell(unit.tier) + "," + csv_cell(unit.parent) + "," +
            (unit.placeholder ? "yes" : "");
    if (further) {
      text += "," + day(unit.valid_from) + "," + day(unit.valid_to) + "," + csv_cell(unit.merged_into) + "," + csv_cell(unit.excluded);
    }
    text += "\n";
  }
  return text;
}

}  // namespace thuocdo
